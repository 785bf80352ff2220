"""Evidence (minh chứng): a file copied beside the data file, or a link; where it is and how it stands."""

import datetime as dt
import os
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from kehoach_desktop.data import evidence_files as data
from kehoach_desktop.data import kept_files
from kehoach_desktop.data.evidence_files import Kept
from kehoach_desktop.data.kept_files import KeptFile
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.evidence_names import is_link, is_program, may_have_macros, title_of
from kehoach_desktop.domain.plan import Evidence
from kehoach_desktop.domain.resting import REST_DAYS, is_over

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


def left_out_of_copies(path: Path) -> tuple[str, ...]:
    """Return what a clerk is to know who makes a copy of the data file: its evidence stays behind."""
    found = data.folder_of(path)
    if not (found.is_dir() and any(found.iterdir())):
        return ()
    told = f"Các tệp minh chứng ở thư mục “{found.name}” không nằm trong bản sao; "
    return (told + "muốn giữ cả, hãy chép thư mục đó theo.",)


def add_files(
    store: Store, sources: Sequence[Path], progress: Progress | None = None
) -> tuple[Evidence, ...]:
    """Copy the files beside the data file; return the evidence they are, for an edit to record.

    Raises UserError when one of them cannot be; what was copied before stays there and does no harm.
    """
    meter = _Meter(sources, progress)
    made = []
    for source in sources:
        kept = _kept(store, source, meter.report)
        made.append(Evidence(title_of(source.name), kept.name, checksum=kept.checksum))
    return tuple(made)


class TakenOut(NamedTuple):
    """Where files of evidence were copied to, and how many were not there any more."""

    places: tuple[Path, ...]
    missing: int


def take_files_out(
    store: Store, evidence: Sequence[Evidence], folder: Path, progress: Progress | None = None
) -> TakenOut:
    """Copy the files of evidence into a folder of the clerk's; raise UserError when none is there."""
    names = list(dict.fromkeys(one.location for one in evidence))
    found = []
    for done, name in enumerate(names):
        if progress is not None:
            progress(done, len(names))
        found.append(data.copy_out(store.path, name, folder))
    places = tuple(place for place in found if place is not None)
    if not places:
        raise UserError("Tệp minh chứng này không còn trong thư mục minh chứng nên không lấy lại được.")
    return TakenOut(places, len(found) - len(places))


def tidy_files(store: Store, now: dt.datetime) -> int:
    """Remove the files of evidence that nothing has named for 30 days; return how many were.

    Only a file that the program copied there, and as it copied it: another one is left alone. What a plan,
    the bin, a version that went out or a change of those days names stays.
    """
    due = _due_files(store, now)
    return sum(_is_removed(store, one) for one in due)


def _due_files(store: Store, now: dt.datetime) -> list[KeptFile]:
    """Write down which files nothing names any more; return those that have rested long enough."""
    since = now - dt.timedelta(days=REST_DAYS + 2)
    with store.reading() as connection:
        named = kept_files.named_now(connection)
        known = kept_files.list_files(connection)
        unused = [one for one in known if kept_files.key(one.name) not in named]
        again = [one.name for one in known if one.unused_since is not None and one not in unused]
        newly = [one.name for one in unused if one.unused_since is None]
        rested = [one for one in unused if one.unused_since is not None and is_over(one.unused_since, now)]
        still = kept_files.named_before(connection, [one.name for one in rested], since) if rested else ()
    if (
        again or newly
    ):  # what is named again meanwhile is so marked the next time, long before its time is over
        with store.transaction() as connection:
            kept_files.mark(connection, again, None)
            kept_files.mark(connection, newly, now)
    return [one for one in rested if one.name not in still]


def _is_removed(store: Store, file: KeptFile) -> bool:
    place = data.find(store.path, file.name)
    is_ours = data.is_as_kept(place, file.checksum) if place is not None else False
    if is_ours is None:
        return False
    with store.transaction() as connection:  # held while it is removed: nothing begins to name it meanwhile
        if kept_files.key(file.name) in kept_files.named_now(connection):
            return False
        if is_ours and place is not None and not data.remove(place):
            return False
        kept_files.forget(connection, file.name)
    return is_ours


def _kept(store: Store, source: Path, progress: Progress) -> Kept:
    """Have the file in the folder, and written down as the program's own if it is."""
    while True:
        kept = data.keep(store.path, source, progress)
        with store.transaction() as connection:
            known = {one.name for one in kept_files.list_files(connection)}
            if kept.is_copied or kept.name in known:
                kept_files.note(connection, kept.name, kept.checksum)
        place = data.find(store.path, kept.name)
        if kept.is_copied or (place is not None and place.is_file()):
            return kept  # else it was tidied away in between


class _Meter:
    """One progress for files that are each read twice: first what they are, then to copy them."""

    def __init__(self, sources: Sequence[Path], progress: Progress | None) -> None:
        self._progress = progress
        self._total = 2 * sum(source.stat().st_size for source in sources if source.is_file())
        self._before = self._last = 0

    def report(self, done: int, _of_file: int) -> None:
        if self._progress is None:
            return
        if done < self._last:  # another reading has begun
            self._before += self._last
        self._last = done
        reached = self._before + done
        self._progress(reached, max(self._total, reached))


class Looker:
    """Looks how evidence stands; a file that has the size and time it had is not read again."""

    def __init__(self, store: Store) -> None:
        self._database = store.path
        self._known: dict[tuple[Path, int, int], str] = {}

    def look(self, location: str, checksum: str) -> Standing:
        """Return how it stands now; of a large file seen for the first time this takes a while."""
        if not location.strip():
            return Standing.PAPER
        if is_link(location):
            return Standing.LINK
        place = data.find(self._database, location)
        if place is None:
            return Standing.OUTSIDE
        try:
            if not place.is_file():
                return Standing.MISSING
            is_as_it_was = not checksum or self._checksum(place) == checksum
        except OSError:
            return Standing.MISSING
        return Standing.HERE if is_as_it_was else Standing.CHANGED

    def _checksum(self, place: Path) -> str:
        told = place.stat()
        key = (place, told.st_size, told.st_mtime_ns)
        if key not in self._known:
            self._known[key] = data.checksum(place)
        return self._known[key]


def place_to_open(store: Store, evidence: Evidence) -> Path:
    """Return the file to open; raise UserError, saying why, when it is not to be opened."""
    place = data.find(store.path, evidence.location)
    if place is None:
        raise UserError(
            f"“{evidence.location}” không nằm trong thư mục minh chứng nên không mở; "
            "hãy chép tệp vào bằng Thêm tệp…"
        )
    names = {place.name, place.resolve().name}
    if any(is_program(name) or _is_run_here(name) for name in names):
        raise UserError(
            f"“{place.name}” là chương trình hoặc tệp lệnh nên không mở từ đây; hãy xem nó trong thư mục."
        )
    if any(map(may_have_macros, names)):
        raise UserError(
            f"“{place.name}” là tệp Office có thể chứa lệnh tự chạy (macro) nên không mở từ đây; hãy lưu nó "
            "thành .docx, .xlsx, .pptx hoặc PDF rồi chọn lại, hoặc tự mở trong thư mục nếu biết rõ nguồn gốc."
        )
    if not place.is_file():
        raise UserError(
            f"Không còn tệp “{place.name}” trong thư mục minh chứng; hãy chép lại tệp đó vào thư mục, "
            "hoặc thêm lại bằng Thêm tệp…"
        )
    return place


def _is_run_here(name: str) -> bool:
    """Say whether this machine itself calls a file so named a program (PATHEXT of Windows)."""
    endings = os.environ.get("PATHEXT", "").lower().split(";")
    return Path(name.rstrip(" .")).suffix.lower() in {ending.strip() for ending in endings} - {""}
