"""The whole of the data carried to another place, when nothing can be written where it is."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kehoach_desktop import placing
from kehoach_desktop.data import copy_folder, evidence_files, evidence_store
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.domain.copy_names import is_copy_name
from kehoach_desktop.domain.errors import UserError, disk_sentence
from kehoach_desktop.domain.file_names import numbered
from kehoach_desktop.services import files

Progress = Callable[[int, int], None]
_MOST_NAMED = 3  # of files, in a sentence


class Carried(NamedTuple):
    """``state``: what the file was when it was copied. ``fault``: what is to be said of evidence, or ""."""

    state: str
    fault: str = ""


def save_whole(path: Path, target: Path, progress: Progress | None = None) -> Carried:
    """Write a checked copy of the data file at ``target``, and its evidence beside that.

    Raises UserError when the data could not be written there; evidence that could not be is told of.
    """
    if target.exists() and target.samefile(path):
        raise UserError(f"{target.name} là tệp đang mở; hãy chọn thư mục ở ổ đĩa khác, hoặc tên khác.")
    if is_copy_name(target.name):
        raise UserError(f"{target.name} là tên của một bản sao; hãy chọn tên khác.")
    with said_plainly(path):
        state = copy_folder.state_of(path)
    files.back_up(path, target)
    source, place = evidence_files.folder_of(path), evidence_files.folder_of(target)
    try:
        aside = _carry(source, place, progress)
    except OSError as error:
        return Carried(state, f"Chưa chép được hết tệp minh chứng. {disk_sentence(error, place)}")
    return Carried(state, _told_of(aside, place))


def has_changed(path: Path, carried: Carried) -> bool:
    """Say whether something has come into the file since it was copied."""
    try:
        return copy_folder.state_of(path) != carried.state
    except OSError:  # gone: nothing comes into it any more
        return False


def _carry(source: Path, place: Path, progress: Progress | None) -> list[str]:
    """Copy all evidence; return the new names of files that lay there under the name of another content."""
    aside: list[str] = []
    if not source.is_dir():
        return aside
    place.mkdir(exist_ok=True)
    found = [one for one in sorted(source.iterdir()) if one.is_file() and not one.name.endswith(".tam")]
    for done, one in enumerate(found):
        if progress is not None:
            progress(done, len(found) + 1)
        there = place / one.name
        if there.exists():
            if _is_same(one, there):
                continue
            aside.append(numbered(one.name, [other.name for other in (*found, *place.iterdir())]))
            placing.replace(there, place / aside[-1])
        evidence_store.copy_whole(one, there)
    return aside


def _is_same(one: Path, other: Path) -> bool:
    if not other.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    return evidence_files.checksum(one) == evidence_files.checksum(other)


def _told_of(aside: list[str], place: Path) -> str:
    if not aside:
        return ""
    more = f" và {len(aside) - _MOST_NAMED} tệp khác" if len(aside) > _MOST_NAMED else ""
    return (
        f"Trong {place} đã có sẵn {len(aside)} tệp trùng tên với minh chứng nhưng khác nội dung; các tệp có "
        f"sẵn được giữ dưới tên mới: {'; '.join(aside[:_MOST_NAMED])}{more}."
    )
