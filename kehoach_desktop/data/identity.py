"""What makes a file ours, read off its first bytes."""

import errno
import os
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

from kehoach_desktop import open_files
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.schema import APPLICATION_ID, SCHEMA_VERSION
from kehoach_desktop.domain.errors import FileNewerError, FileNotOursError

_HEADER = struct.Struct(">16s44xI4xI")  # magic, user_version at 60, application_id at 68


def check_identity(path: Path) -> None:
    """Raise FileNotOursError or FileNewerError unless ``path`` is a file of ours that this program can read.

    Only the first bytes are looked at, so a wrong file is not even opened as a database. Of a file that this
    program has open SQLite is asked: another handle on it would undo SQLite's locks.
    """
    with said_plainly(path):
        told = _told_by_sqlite(path) if open_files.is_open(path) else _read(path)
    if told is None:
        raise FileNotOursError(f"Tệp {path} không phải tệp dữ liệu của chương trình; hãy chọn đúng tệp.")
    version, application = told
    if application != APPLICATION_ID or version < 1:
        raise FileNotOursError(f"Tệp {path} là dữ liệu của một chương trình khác; hãy chọn đúng tệp.")
    if version > SCHEMA_VERSION:
        raise FileNewerError(
            f"Tệp {path} do bản chương trình mới hơn tạo ra; hãy cập nhật chương trình rồi mở lại."
        )


def _read(path: Path) -> tuple[int, int] | None:
    """Return the version and the program a database names in its head; None for any other file."""
    if path.is_dir():  # of which Windows says no more than that there is no right
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    with path.open("rb") as file:
        head = file.read(_HEADER.size)
    if len(head) < _HEADER.size or not head.startswith(b"SQLite format 3\0"):
        return None
    _, version, application = _HEADER.unpack(head)
    return version, application


def _told_by_sqlite(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path, timeout=5)) as connection:
        connection.execute("PRAGMA query_only=ON")
        names = "user_version", "application_id"
        version, application = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
    return version, application
