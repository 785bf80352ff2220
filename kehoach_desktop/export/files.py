"""Putting a finished file in its place: whole or not at all, and never over the old one until it is whole."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeVar

from kehoach_desktop.domain.errors import UserError, disk_sentence

T = TypeVar("T")
RETRY_S = 2.5  # how long a file may be busy (a virus scanner, a preview) before we say it is open
_PAUSE_S = 0.1


def write_file(target: Path, write: Callable[[BinaryIO], T]) -> T:
    """Make the content with ``write`` and put it at ``target``; return what ``write`` returned.

    The content is made in memory, written beside the target, flushed to the disk, then renamed over it.
    Raises UserError, with the old file as it was and nothing left over, when that cannot be done.
    """
    content = BytesIO()
    result = write(content)
    draft = target.with_name(f".{target.name[:80]}.{os.getpid()}.tam")
    try:
        if target.is_dir():
            raise UserError(f"{target} là thư mục, không phải tệp; hãy chọn một tên tệp.")
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(content.getbuffer())
            file.flush()
            os.fsync(file.fileno())
        _replace(draft, target)
    except OSError as error:
        raise UserError(_sentence(error, target)) from error
    finally:
        _discard(draft)
    return result


def _replace(draft: Path, target: Path) -> None:
    """Rename, trying again while Windows says the target is in use."""
    deadline = time.monotonic() + RETRY_S
    while True:
        try:
            draft.replace(target)
        except PermissionError:
            if not target.exists() or time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def _discard(draft: Path) -> None:
    with suppress(OSError):  # the disk that refused the writing may refuse this too
        draft.unlink(missing_ok=True)


def _sentence(error: OSError, target: Path) -> str:
    if isinstance(error, PermissionError) and target.exists() and os.access(target.parent, os.W_OK):
        program = "Excel" if target.suffix.lower() == ".xlsx" else "chương trình khác"
        return f"Tệp đang mở trong {program}: {target.name}; hãy đóng tệp đó rồi xuất lại."
    return disk_sentence(error, target)
