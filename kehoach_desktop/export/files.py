"""Writing a file that leaves the program: whole or not at all, never over the old one until it is whole."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeVar

from kehoach_desktop import placing
from kehoach_desktop.domain.errors import UserError, disk_sentence

T = TypeVar("T")


def write_file(target: Path, write: Callable[[BinaryIO], T]) -> T:
    """Make the content with ``write`` and put it at ``target``; return what ``write`` returned.

    The content is made in memory, written beside the target, flushed to the disk, then renamed over it.
    Raises UserError, with the old file as it was and nothing left over, when that cannot be done, and when
    the target is no place for an export (see ``placing.checked_target``).
    """
    try:
        place = placing.checked_target(target)
    except OSError as error:
        raise UserError(disk_sentence(error, target)) from error
    content = BytesIO()
    result = write(content)
    try:
        with placing.draft_of(place) as draft:
            with draft.open("wb") as file:
                file.write(content.getbuffer())
                file.flush()
                os.fsync(file.fileno())
            _take_place(draft, place)
    except OSError as error:
        raise UserError(disk_sentence(error, place)) from error
    return result


def _take_place(draft: Path, target: Path) -> None:
    """Rename; a target that may not be replaced, in a folder that took the draft, is open somewhere."""
    try:
        placing.replace(draft, target)
    except PermissionError as error:
        program = "Excel" if target.suffix.lower() == ".xlsx" else "chương trình khác"
        raise UserError(
            f"Tệp đang mở trong {program}: {target.name}; hãy đóng tệp đó rồi xuất lại."
        ) from error
