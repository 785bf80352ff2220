"""A mark on the disk for as long as a window is open: one whose window is gone tells of a sudden end.

The mark is held by a lock of the operating system, so a second window's is left alone and one that nobody
holds is of a window that died: killed, crashed, or with the machine.
"""

import datetime as dt
import faulthandler
import json
import os
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kehoach_desktop.data.journals import is_half_written
from kehoach_desktop.data.last_change import last_change_at
from kehoach_desktop.data.lock import Lock
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import files

_MOST_OF_FAULT = 64_000
_KEPT = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SuddenEnd:
    """A window that did not end as it should, with what was seen of its file before it was opened again.

    ``fault``: what the interpreter could still write of it, "" when it could not (the power was cut).
    ``changed_at``: when the file was last written. ``is_half_written``: a change was being written.
    """

    mark: Path
    lock: Lock
    database: Path
    seen_at: dt.datetime
    changed_at: dt.datetime | None
    is_half_written: bool
    fault: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found after a sudden end: the faults of the file, and when it was last changed."""

    end: SuddenEnd
    faults: tuple[str, ...]
    changed_at: dt.datetime | None


class Session:
    """The mark of this window, and where the interpreter writes when the program crashes.

    A disk that takes no mark is no reason not to work.
    """

    def __init__(self, folder: Path, database: Path) -> None:
        self._mark = folder / f"phien-{os.getpid()}-{uuid.uuid4().hex[:8]}.json"
        self._database = database
        self._lock = Lock(self._mark)
        self._fault: IO[str] | None = None

    def begin(self) -> None:
        """Leave the mark."""
        with suppress(OSError, UserError):
            self._mark.parent.mkdir(parents=True, exist_ok=True)
            self._lock.take()  # first: what nobody holds is taken for dead
            self._fault = _fault_file(self._mark).open("w", encoding="utf-8")
            faulthandler.enable(self._fault)
            self._mark.write_text(json.dumps({"database": str(self._database.resolve())}), encoding="utf-8")

    def beat(self) -> None:
        """Say that the window is alive; after a log-off that was called off, begin again."""
        if self._fault is None:
            self.begin()
        with suppress(OSError):
            os.utime(self._mark)

    def end(self) -> None:
        """Take the mark away: the window ends as it should. A second call does nothing."""
        if self._fault is None:
            return
        faulthandler.disable()
        self._fault.close()
        self._fault = None
        _clear(self._mark, self._lock)


def sudden_ends(folder: Path) -> list[SuddenEnd]:
    """Return the windows that died; asked before their files are opened again.

    Each one's lock is held until it is told of (``forget``) or left for another start (``of_file``).
    """
    found = []
    for mark in sorted(folder.glob("phien-*.json")):
        lock = Lock(mark)
        try:
            lock.take()
        except (OSError, UserError):  # that window is alive
            continue
        try:
            found.append(_read(mark, lock))
        except (OSError, ValueError, KeyError, TypeError):  # it died in the middle of leaving its mark
            _clear(mark, lock)
    return found


def of_file(ends: Sequence[SuddenEnd], path: Path) -> list[SuddenEnd]:
    """Return the last of the sudden ends that concerns the file now open, in a list, if there is one.

    Those before it are told with it. Those of other files wait for these to be opened, a month at most.
    """
    own = sorted((end for end in ends if end.database == path.resolve()), key=lambda end: end.seen_at)
    now = dt.datetime.now().astimezone()
    for end in ends:
        if end in own[:-1] or now - end.seen_at > _KEPT:
            forget(end)
        elif end not in own:
            end.lock.release()
    return own[-1:]


def forget(end: SuddenEnd) -> None:
    """Remove the mark of a sudden end that has been told of."""
    _clear(end.mark, end.lock)


def look_after(end: SuddenEnd) -> Looked:
    """Look at the file of a window that died: whether it is sound, and what was kept last. Takes a while."""
    try:
        faults = tuple(files.find_faults(end.database))
        with files.open_file(end.database, read_only=True) as store, store.reading() as connection:
            at = last_change_at(connection)
    except UserError as error:
        return Looked(end, (str(error),), end.changed_at)
    changed_at = at.astimezone() if at is not None else end.changed_at
    return Looked(end, faults, changed_at)


def _read(mark: Path, lock: Lock) -> SuddenEnd:
    database = Path(json.loads(mark.read_text(encoding="utf-8"))["database"])
    fault = ""
    with suppress(OSError):
        fault = _fault_file(mark).read_text(encoding="utf-8", errors="replace")[:_MOST_OF_FAULT]
    seen_at = mark.stat().st_mtime
    if fault:
        seen_at = max(seen_at, _fault_file(mark).stat().st_mtime)
    was_writing = is_half_written(database)
    changed_at = None
    if not was_writing and database.exists():
        changed_at = dt.datetime.fromtimestamp(database.stat().st_mtime).astimezone()
    return SuddenEnd(
        mark,
        lock,
        database,
        dt.datetime.fromtimestamp(seen_at).astimezone(),
        changed_at,
        was_writing,
        fault,
    )


def _fault_file(mark: Path) -> Path:
    return mark.with_suffix(".txt")


def _clear(mark: Path, lock: Lock) -> None:
    """Remove a mark with what belongs to it; the lock last, for what nobody holds is taken for dead."""
    for path in (mark, _fault_file(mark)):
        with suppress(OSError):
            path.unlink(missing_ok=True)
    lock.release()
    with suppress(OSError):
        lock.path.unlink(missing_ok=True)
