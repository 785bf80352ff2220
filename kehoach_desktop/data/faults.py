"""What SQLite and the disk complain of, said in words a clerk can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from kehoach_desktop.domain.errors import UserError, disk_sentence

_SENTENCES = (
    ("disk is full", "Ổ đĩa đã đầy nên chưa ghi được vào tệp {path}; hãy giải phóng chỗ trống rồi làm lại."),
    ("readonly", "Tệp {path} chỉ được đọc, không ghi được; hãy kiểm tra quyền ghi của tệp và thư mục."),
    ("read-only", "Tệp {path} chỉ được đọc, không ghi được; hãy kiểm tra quyền ghi của tệp và thư mục."),
    ("is locked", "Tệp {path} đang được chương trình khác dùng; hãy đóng chương trình đó rồi làm lại."),
    ("malformed", "Tệp {path} bị hỏng; hãy phục hồi từ bản sao lưu gần nhất."),
    ("not a database", "Tệp {path} không phải tệp dữ liệu của chương trình; hãy chọn đúng tệp."),
    ("disk i/o error", "Không đọc hoặc ghi được tệp {path} do lỗi ổ đĩa; hãy kiểm tra ổ đĩa rồi làm lại."),
    ("unable to open", "Không mở được tệp {path}; hãy kiểm tra đường dẫn và quyền truy cập."),
)


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn database and file errors about ``path`` into UserError; bugs pass through."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.DatabaseError) as error:
        sentence = _sentence(error, path)
        if sentence is None:
            raise
        raise UserError(sentence) from error
    except OSError as error:
        raise UserError(disk_sentence(error, path)) from error


def _sentence(error: Exception, path: Path) -> str | None:
    words = str(error.orig if isinstance(error, sa.exc.DBAPIError) else error).lower()
    return next((told.format(path=path) for sign, told in _SENTENCES if sign in words), None)
