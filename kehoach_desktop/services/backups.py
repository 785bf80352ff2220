"""Copies that are made by themselves: kept, thinned, listed, and the newest good one found."""

import datetime as dt
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kehoach_desktop.data import copies, copy_folder, whole_reading
from kehoach_desktop.data.copy_counts import Counts as Counts
from kehoach_desktop.data.copy_counts import counts_of
from kehoach_desktop.data.patience import NoAnswerError, within
from kehoach_desktop.data.restoring import is_copy_of
from kehoach_desktop.domain.copy_names import BY_ITSELF, WHY_WORDS, CopyName, age
from kehoach_desktop.domain.errors import UserError, disk_sentence
from kehoach_desktop.domain.thinning import kept
from kehoach_desktop.services.copy_places import answering_place

T = TypeVar("T")
INTERVAL = dt.timedelta(minutes=30)
_READ_S = 20.0  # so long the list waits for a slow folder
_LOOK_S = 120.0  # so long a large copy on a slow stick may take to be looked through
_ONE_AT_A_TIME = threading.Lock()  # a copy asked for while another is made waits for it


@dataclass(frozen=True, slots=True)
class CopyNote:
    """A copy as a list shows it; ``counts`` is None when it cannot be read."""

    path: Path
    made_at: dt.datetime
    size_bytes: int
    why: str
    counts: Counts | None
    number: int = 1  # of several made in one second

    @property
    def why_words(self) -> str:
        """Why it was made, in words."""
        return WHY_WORDS[self.why] + (f" ({self.number})" if self.number > 1 else "")


_Found = dict[str, tuple[CopyName, CopyNote]]


def keep_copy(
    path: Path, why: str, now: dt.datetime | None = None, on_read: Callable[[], None] | None = None
) -> Path | None:
    """Keep a checked copy of the file as it stands and return it; old copies are thinned.

    ``why``: a key of ``WHY_WORDS``. When the newest copy already holds this very state it is returned, and
    no other is made, unless this one is for an act of the clerk and that one was not. ``on_read`` is called
    when the copy holds the state as it is: it is checked and finished after that. None when there is no
    file. Raises UserError when no copy could be made or it did not pass its check. It may take seconds: not
    for the window's thread.
    """
    if not path.exists():
        return None
    now = now or dt.datetime.now().astimezone()
    with _ONE_AT_A_TIME:
        try:
            if known := _known(path, why):
                return known
            state = copy_folder.state_of(path)
            folder = copy_folder.folder_of(path)
            folder.mkdir(exist_ok=True)
            target = copy_folder.free_place(path, folder, now, why)
        except OSError as error:
            raise UserError(disk_sentence(error, copy_folder.folder_of(path))) from error
        copies.keep(path, target, on_read)
        with suppress(OSError):  # without it the next copy is made although nothing has changed
            copy_folder.change_note(path, last_name=target.name, last_state=state)
        thin(folder, path, now, but=target.name)
    return target


def read_and_keep(path: Path, read: Callable[[], T]) -> T:
    """Return what ``read`` reads of what is to come in, and keep a copy of the file as it is without it.

    What comes in adds and takes nothing away, so it is not refused where no copy could be made.
    """
    found = read()
    with suppress(UserError):
        keep_copy(path, "import")
    return found


def due(path: Path, now: dt.datetime) -> str | None:
    """Return why a copy is due now, by the changes since the last one and its age; None when none is."""
    try:
        state = copy_folder.state_of(path)
    except OSError:
        return None
    if copy_folder.read_note(path).last_state == state:
        return None
    made = copy_folder.copies_in(copy_folder.folder_of(path), path)
    last = max((copy.made_at for copy in made), default=None)
    if last is None or last.astimezone(now.tzinfo).date() != now.date():
        return "day"
    # A copy of the time to come was made before the clock was set back: nothing can be told from its age.
    return "interval" if not dt.timedelta(0) <= now - last < INTERVAL else None


def thin(folder: Path, database: Path, now: dt.datetime, but: str = "") -> dict[str, str]:
    """Remove the copies that have grown too many; return those kept, each with the class it is kept in.

    ``but``: the one just made, which stays though the clock was set back.
    """
    found = copy_folder.copies_in(folder, database)
    staying = kept(found, now)
    if but:
        staying.setdefault(but, "new")
    for copy in found:
        if copy.name not in staying:
            with suppress(OSError):  # open somewhere: it goes the next time
                (folder / copy.name).unlink()
    return staying


def list_copies(path: Path, remembered: Path | None = None) -> tuple[CopyNote, ...]:
    """Return the copies of the file there are, wherever they lie, the newest first.

    ``remembered``: where they lie too, when what is noted beside the file is gone. A chosen folder that is
    away is left out, which may take seconds: not for the window's thread.
    """
    found: _Found = {}
    _add_notes(found, copy_folder.folder_of(path), path)
    _add_notes(found, path.parent, path)
    if (place := answering_place(path, remembered)) is not None:
        with suppress(OSError):  # pulled out, or gone silent, while it is read
            found |= within(_READ_S, lambda: _add_notes(dict(found), place, path))
    return tuple(note for _, note in sorted(found.values(), key=lambda one: age(one[0]), reverse=True))


def newest_good(path: Path, notes: Iterable[CopyNote] | None = None) -> CopyNote | None:
    """Return the newest copy of this file that passes its check now; None when there is none.

    ``notes``: the copies there are, the newest first, where they have been listed already.
    """
    found = list_copies(path) if notes is None else notes
    return first_good(found, lambda copy: _is_sound(copy) and is_copy_of(copy, path))


def is_good(copy: Path) -> bool:
    """Say whether a copy passes its check and every plan in it can be opened."""
    return look_at(copy) is True


def look_at(copy: Path, look: Callable[[Path], bool] | None = None) -> bool | None:
    """Say whether a copy passes its check, or what ``look`` says of it; None when its folder goes silent."""
    try:
        return within(_LOOK_S, lambda: (look or _is_sound)(copy))
    except NoAnswerError:
        return None
    except (UserError, OSError):
        return False


def first_good(notes: Iterable[CopyNote], look: Callable[[Path], bool]) -> CopyNote | None:
    """Return the first that ``look`` finds good; a folder that has gone silent is not asked again."""
    silent: set[Path] = set()
    for note in notes:
        if note.path.parent in silent:
            continue
        answer = look_at(note.path, look)
        if answer:
            return note
        if answer is None:
            silent.add(note.path.parent)
    return None


def _is_sound(copy: Path) -> bool:
    return not whole_reading.find_faults(copy)


def _known(path: Path, why: str) -> Path | None:
    """Return the copy made last when the file has not changed since and the copy will do."""
    note = copy_folder.read_note(path)
    if not note.last_name or note.last_state != copy_folder.state_of(path):
        return None
    last = next(
        (
            copy
            for copy in copy_folder.copies_in(copy_folder.folder_of(path), path)
            if copy.name == note.last_name
        ),
        None,
    )
    if last is None or not (why in BY_ITSELF or last.why == why):
        return None
    place = copy_folder.folder_of(path) / last.name
    return place if why in BY_ITSELF or is_good(place) else None  # what an act relies on is looked at again


def _add_notes(found: _Found, folder: Path, database: Path) -> _Found:
    """Add the copies in a folder that are not yet found, and return all."""
    for copy in copy_folder.copies_in(folder, database):
        if copy.name not in found:
            with suppress(FileNotFoundError):  # thinned meanwhile
                found[copy.name] = copy, _note(folder / copy.name, copy)
    return found


def _note(place: Path, copy: CopyName) -> CopyNote:
    return CopyNote(place, copy.made_at, place.stat().st_size, copy.why, counts_of(place), copy.number)
