"""What SQLite and the disk complain of, said in words a clerk can act on."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from kehoach_desktop.data.in_use import is_in_use
from kehoach_desktop.domain.errors import (
    FileDamagedError,
    FileInUseError,
    FileMissingError,
    FileReadOnlyError,
    UserError,
    disk_sentence,
    in_use_sentence,
    long_path_sentence,
)

_READ_ONLY = "Tệp {path} chỉ được đọc, không ghi được; hãy kiểm tra quyền ghi của tệp và thư mục."
_DAMAGED = "Tệp {path} bị hỏng; hãy khôi phục từ bản sao lưu gần nhất."
_GONE = "Không thấy tệp {path}; nếu tệp nằm trên USB hay ổ mạng, hãy cắm hoặc nối lại rồi làm lại."
_SENTENCES: tuple[tuple[str, type[UserError], str], ...] = (
    (
        "disk is full",
        UserError,
        "Ổ đĩa đã đầy nên chưa ghi được vào tệp {path}; hãy giải phóng chỗ trống rồi làm lại.",
    ),
    ("readonly", FileReadOnlyError, _READ_ONLY),
    ("read-only", FileReadOnlyError, _READ_ONLY),
    (
        "is locked",
        FileInUseError,
        "Tệp {path} đang được chương trình khác dùng; hãy đóng chương trình đó rồi làm lại.",
    ),
    ("malformed", FileDamagedError, _DAMAGED),
    # Said of files whose first bytes are ours (``identity``): something behind them is spoilt.
    ("not a database", FileDamagedError, _DAMAGED),
    ("unsupported file format", FileDamagedError, _DAMAGED),
    ("no such table", FileDamagedError, _DAMAGED),
    ("no such column", FileDamagedError, _DAMAGED),
    ("decode to utf-8", FileDamagedError, _DAMAGED),
    ("too big", FileDamagedError, _DAMAGED),
    (
        "disk i/o error",
        UserError,
        "Không đọc hoặc ghi được tệp {path} do lỗi ổ đĩa; hãy kiểm tra ổ đĩa rồi làm lại.",
    ),
    (
        "unable to open",
        UserError,
        "Không mở được tệp {path}; hãy kiểm tra đường dẫn và quyền truy cập.",
    ),
)
# What a value that our types do not know is met with; an error of SQLite's is none of these.
_ODD_VALUE = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    MemoryError,
    RecursionError,
)
_P = ParamSpec("_P")
_R = TypeVar("_R")


def damaged(path: Path | str) -> FileDamagedError:
    """Return the error that says the file is damaged."""
    return FileDamagedError(_DAMAGED.format(path=path))


def reads(
    read: Callable[Concatenate[sa.Connection, _P], _R],
) -> Callable[Concatenate[sa.Connection, _P], _R]:
    """Make of a value that no version of the program has written (a word, a date, a JSON) a damaged file.

    For functions that only read rows into plain values: what is raised inside is raised by the rows.
    """

    @wraps(read)
    def read_or_refuse(connection: sa.Connection, /, *rest: _P.args, **named: _P.kwargs) -> _R:
        try:
            return read(connection, *rest, **named)
        except _ODD_VALUE as error:
            raise damaged(connection.engine.url.database or "") from error

    return read_or_refuse


def is_damage(error: Exception, path: Path) -> bool:
    """Say whether what SQLite complains of is the file's content, and not that it cannot get at it."""
    told = None if isinstance(error, UnicodeDecodeError) else _told(error, path)
    return told is None or isinstance(told, FileDamagedError)


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn database and file errors about ``path`` into UserError; bugs pass through."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.DatabaseError) as error:
        told = _told(error, path)
        if told is None:
            raise
        raise told from error
    except UnicodeDecodeError as error:  # what SQLite quotes of a spoilt schema is not even text
        raise damaged(path) from error
    except FileNotFoundError as error:
        raise FileMissingError(disk_sentence(error, path)) from error
    except OSError as error:
        if is_in_use(error):
            raise FileInUseError(in_use_sentence(path)) from error
        raise UserError(disk_sentence(error, path)) from error


def _told(error: Exception, path: Path) -> UserError | None:
    words = str(error.orig if isinstance(error, sa.exc.DBAPIError) else error).lower()
    # SQLite says of one that is gone that it is read-only; a copy that found the disk full is not there yet.
    if ("readonly" in words or "read-only" in words) and not path.exists():
        return FileMissingError(_GONE.format(path=path))
    if "unable to open" in words and (too_long := long_path_sentence(path)):  # the journal's name is longer
        return UserError(too_long)
    return next((kind(told.format(path=path)) for sign, kind, told in _SENTENCES if sign in words), None)
