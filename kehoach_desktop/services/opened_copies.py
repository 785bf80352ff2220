"""A copy opened like any file: what it is a copy of, and how it comes back; it is only read."""

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kehoach_desktop.data import copy_folder, damaged
from kehoach_desktop.data.journals import is_half_written
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain.copy_names import CopyName, is_copy_name, is_of, read_copy_name
from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import files, restoring
from kehoach_desktop.services.restoring import Restored as Restored


@dataclass(frozen=True, slots=True)
class OpenedCopy:
    """``original``: the file it is a copy of, there or not; None where that cannot be told."""

    path: Path
    name: CopyName
    original: Path | None = None

    @property
    def file_name(self) -> str:
        """What the file is called."""
        return self.name.stem + self.name.ending

    @property
    def moment_words(self) -> str:
        """When the copy was made, by this machine's clock."""
        return f"lúc {moment(self.name.made_at.astimezone())}"

    @property
    def sentence(self) -> str:
        """What a clerk is told of it."""
        return (
            f"Đây là bản sao của {self.original or self.file_name} {self.moment_words}; "
            "bản sao không bao giờ bị ghi vào."
        )


def copy_at(path: Path, places: Mapping[str, str] | None = None) -> OpenedCopy | None:
    """Return what the file is a copy of, by its name; None when it is no copy.

    ``places``: by the name of a file, the folder its copies go to besides.
    """
    here = dt.datetime.now().astimezone().tzinfo or dt.UTC
    name = read_copy_name(path.name, here)
    return None if name is None else OpenedCopy(path, name, _original(path, name, places or {}))


def open_copy(copy: OpenedCopy) -> Store:
    """Open a copy only to read it; not a byte of it is touched."""
    if is_half_written(copy.path):  # somebody once worked in it: reading would take back what he left
        return damaged.open_readable(copy.path, copy.sentence)
    store = files.open_file(copy.path, read_only=True)
    store.why_read_only = copy.sentence
    return store


def restore_copy(copy: OpenedCopy, target: Path) -> Restored:
    """Put the copy, looked through first, in the place of a file, which is kept under another name.

    Raises UserError, and leaves all as it was, when the copy is no good or is of another file, or somebody
    has the file open. Not for the window's thread.
    """
    if is_copy_name(target.name):
        raise UserError(f"{target.name} là tên của một bản sao; hãy chọn tên khác cho tệp dữ liệu.")
    restoring.refuse_unsound(copy.path)
    return restoring.restore_file(copy.path, target)


def _original(path: Path, name: CopyName, places: Mapping[str, str]) -> Path | None:
    folder, called = path.absolute().parent, name.stem + name.ending
    beside = folder.with_name(folder.name.removesuffix(copy_folder.SUFFIX))
    if folder.name.endswith(copy_folder.SUFFIX) and is_of(name, beside):
        return beside
    for known, place in places.items():
        if Path(place) == folder and is_of(name, Path(known)):
            return Path(known)
    with suppress(OSError):  # a share may refuse to say
        return folder / called if (folder / called).is_file() else None
    return None
