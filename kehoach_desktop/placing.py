"""Putting a finished file in its place: its draft, what may be replaced, patience while it is in use."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from kehoach_desktop import leftovers, open_files
from kehoach_desktop.domain import errors
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.file_names import fault_of
from kehoach_desktop.leftovers import JOURNAL as JOURNAL

RETRY_S = 2.5  # how long a file may be busy (a virus scanner, a preview) before we say it is open
_PAUSE_S = 0.1
_REFUSED_ON_WINDOWS = {5, 32, 33}  # "access denied" is said of files in use too
_DATABASE = b"SQLite format 3\0"


def checked_target(target: Path) -> Path:
    """Return where to write for ``target``: the file a link leads to.

    Raises UserError when that is a folder or a device, lies in no folder, or is a data file or its lock:
    an export never takes the place of somebody's data. Likewise where the system would not keep the name.
    """
    refuse_unfit_name(target)
    target = target.resolve() if target.is_symlink() else target
    if target.is_dir():
        raise UserError(f"{target} là thư mục, không phải tệp; hãy chọn một tên tệp.")
    if not target.parent.is_dir():
        too_long = errors.long_path_sentence(target)
        raise UserError(too_long or f"Không có thư mục {target.parent}; hãy kiểm tra lại đường dẫn.")
    if target.exists() and not target.is_file():
        raise UserError(f"{target} không phải tệp thường nên không ghi đè được; hãy chọn tên khác.")
    if target.suffix.lower() == ".lock" or is_database(target):
        raise UserError(f"{target} là tệp dữ liệu nên không ghi đè; hãy chọn tên khác.")
    return target


def refuse_unfit_name(target: Path) -> None:
    """Raise UserError where Windows would write a new file of that name elsewhere, or under another."""
    if errors.ON_WINDOWS and (fault := fault_of(target.name)):
        raise UserError(fault)


def is_database(path: Path) -> bool:
    """Say whether there is a database, ours or another program's, at ``path``."""
    if not path.is_file():
        return False
    if open_files.is_open(path):
        return True
    with path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


@contextmanager
def draft_of(target: Path, suffix: str = ".tam", *, is_one_of_many: bool = False) -> Iterator[Path]:
    """Give a place beside ``target`` to make it in first, a file or a folder; it is gone at the end.

    What programs that died left beside it goes first, unless ``is_one_of_many``, then what an earlier try of
    ours left at the place.
    """
    if not is_one_of_many:
        leftovers.tidy(target.parent)
    with leftovers.under_way(target.with_name(leftovers.draft_name(target.name, suffix))) as draft:
        yield draft


def temporary_folder() -> Path:
    """Make a folder for a copy to be looked at; what a death leaves of it is tidied at the next start."""
    return Path(mkdtemp(prefix=leftovers.temporary_prefix()))


def replace(draft: Path, target: Path) -> None:
    """Rename ``draft`` over ``target``, trying again while Windows says that either is in use.

    When it returns, also the new name is on the disk.
    """
    deadline = time.monotonic() + RETRY_S
    while True:
        try:
            draft.replace(target)
        except PermissionError as error:
            if not _may_pass(error, target) or time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE_S)
        else:
            settle(target.parent)
            return


def _may_pass(error: PermissionError, target: Path) -> bool:
    """Say whether the refusal may be a file in use: the target's old one, or the draft that is scanned."""
    return target.exists() or getattr(error, "winerror", None) in _REFUSED_ON_WINDOWS


def settle(folder: Path) -> None:
    """Have the names in ``folder`` written down: a file's own bytes were flushed by who wrote them.

    Windows has nothing of the kind; its file system notes a renaming before any later flush of another file.
    """
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some network shares refuse it
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def flush(path: Path) -> None:
    """Have the system write a file to the disk before it counts."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
