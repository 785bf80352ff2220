"""What makes a file ours, read off its first bytes."""

import struct
from pathlib import Path

from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.schema import APPLICATION_ID, SCHEMA_VERSION
from kehoach_desktop.domain.errors import FileNewerError, FileNotOursError

_HEADER = struct.Struct(">16s44xI4xI")  # magic, user_version at 60, application_id at 68


def check_identity(path: Path) -> None:
    """Raise FileNotOursError or FileNewerError unless ``path`` is a file of ours that this program can read.

    Only the first bytes are looked at, so a wrong file is not even opened as a database.
    """
    with said_plainly(path), path.open("rb") as file:
        head = file.read(_HEADER.size)
    if len(head) < _HEADER.size or not head.startswith(b"SQLite format 3\0"):
        raise FileNotOursError(f"Tệp {path} không phải tệp dữ liệu của chương trình; hãy chọn đúng tệp.")
    _, version, application = _HEADER.unpack(head)
    if application != APPLICATION_ID or version < 1:
        raise FileNotOursError(f"Tệp {path} là dữ liệu của một chương trình khác; hãy chọn đúng tệp.")
    if version > SCHEMA_VERSION:
        raise FileNewerError(
            f"Tệp {path} do bản chương trình mới hơn tạo ra; hãy cập nhật chương trình rồi mở lại."
        )
