"""Evidence (minh chứng): a file copied beside the data file, or a link; where it is and how it stands."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

from kehoach_desktop.data import evidence_files as data
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.evidence_names import is_link, is_program, title_of
from kehoach_desktop.domain.plan import Evidence

Progress = Callable[[int, int], None]


class Standing(StrEnum):
    """How a piece of evidence stands."""

    LINK = "link"  # an address
    HERE = "here"  # a file, as it was when it was copied
    CHANGED = "changed"  # a file, and not as it was
    MISSING = "missing"  # no such file
    OUTSIDE = "outside"  # a path out of the folder, from another program: never opened
    PAPER = "paper"  # a title alone: what lies in a binder


def folder(store: Store) -> Path:
    """Return the folder of the evidence of a file, there or not."""
    return data.folder_of(store.path)


def add_files(store: Store, sources: Iterable[Path], progress: Progress | None = None) -> tuple[Evidence, ...]:
    """Copy the files beside the data file; return the evidence they are, for an edit to record.

    Raises UserError when one of them cannot be; what was copied before stays there and does no harm.
    """
    made = []
    for source in sources:
        name, mark = data.keep(store.path, source, progress)
        made.append(Evidence(title_of(source.name), name, checksum=mark))
    return tuple(made)


def look(store: Store, evidence: Evidence) -> Standing:
    """Return how it stands now; of a large file this takes a while."""
    if not evidence.location.strip():
        return Standing.PAPER
    if is_link(evidence.location):
        return Standing.LINK
    place = data.find(store.path, evidence.location)
    if place is None:
        return Standing.OUTSIDE
    try:
        if not place.is_file():
            return Standing.MISSING
        if evidence.checksum and data.checksum(place) != evidence.checksum:
            return Standing.CHANGED
    except OSError:
        return Standing.MISSING
    return Standing.HERE


def place_to_open(store: Store, evidence: Evidence) -> Path:
    """Return the file to open; raise UserError, saying why, when it is not to be opened."""
    place = data.find(store.path, evidence.location)
    if place is None:
        raise UserError(
            f"“{evidence.location}” không nằm trong thư mục minh chứng nên không mở; "
            "hãy chép tệp vào bằng Thêm tệp…"
        )
    if is_program(place.name) or is_program(place.resolve().name):
        raise UserError(
            f"“{place.name}” là chương trình hoặc tệp lệnh nên không mở từ đây; hãy xem nó trong thư mục."
        )
    if not place.is_file():
        raise UserError(
            f"Không còn tệp “{place.name}” trong thư mục minh chứng; hãy chép lại tệp đó vào thư mục, "
            "hoặc thêm lại bằng Thêm tệp…"
        )
    return place
