"""A copy of a file that is worked in: read in short steps, between which commits find room."""

import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_STEP = 512  # pages: some 10 ms; so long a commit may wait
_PATIENCE_S = 20.0  # so long it is begun anew when the file changes
_BUSY_S = 5.0  # so long the file may be held by another without one step done
_HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class _ChangedError(Exception):
    """The file was changed: what was copied of it is no longer of one moment."""


def copy_and_look(
    source: sqlite3.Connection, copy: sqlite3.Connection, look: Callable[[], T], *, may_hold: bool = True
) -> T:
    """Copy the whole of ``source`` and return what ``look`` finds in ``source`` in the very same state.

    A change by another connection meanwhile makes both begin anew. After a while they are done under one
    lock if it ``may_hold`` up who writes, and given up else. ``source`` is in no transaction and has
    ``isolation_level`` None. Raises sqlite3.OperationalError ("database is locked") when it is given up, or
    another program holds the file.
    """
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        state = _state(source)
        found = _in_one(source, look)
        try:
            source.backup(copy, pages=_STEP, progress=_Steps(), sleep=0.01)
        except _ChangedError:
            continue
        if _state(source) == state:
            return found
    if not may_hold:
        raise sqlite3.OperationalError("database is locked")
    return _in_one(source, lambda: _both(source, copy, look))


class _Steps:
    """Told of every step: ends what a change made vain, and what makes no progress."""

    def __init__(self) -> None:
        self._left = -1
        self._deadline = time.monotonic() + _BUSY_S

    def __call__(self, status: int, left: int, _total: int) -> None:
        if status in _HELD:
            if time.monotonic() > self._deadline:
                raise sqlite3.OperationalError("database is locked")
            return
        if 0 <= self._left <= left:
            raise _ChangedError
        self._left, self._deadline = left, time.monotonic() + _BUSY_S


def _both(source: sqlite3.Connection, copy: sqlite3.Connection, look: Callable[[], T]) -> T:
    found = look()
    source.backup(copy)
    return found


def _in_one(source: sqlite3.Connection, work: Callable[[], T]) -> T:
    """Return what ``work`` returns, which has the file as one moment had it."""
    source.execute("BEGIN")
    try:
        return work()
    finally:
        source.execute("ROLLBACK")


def _state(source: sqlite3.Connection) -> int:
    """Return a number that is another once another connection has changed the file."""
    state: int = source.execute("PRAGMA data_version").fetchone()[0]
    return state
