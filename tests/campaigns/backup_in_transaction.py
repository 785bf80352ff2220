"""A copy made while another connection reads, or has written rows that it has not committed."""

import hashlib
import random
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

from campaign import Outcome

from kehoach_desktop.data import copies, plans
from kehoach_desktop.data.store import create_store
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.services import backups

FULL = 1000
SHORT = 21
REACH = "1,000 of 1,000 good, each equal to a committed state"
KINDS = ("read", "write", "spilled")
_ROWS = {"write": (1, 60), "spilled": (300, 600)}  # of a long text: more than the cache of 10 pages holds
_SAID_S = 30


class _Other(threading.Thread):
    """The other connection: it begins, says so, waits a moment, and ends in one way or the other."""

    def __init__(self, path: Path, kind: str, rng: random.Random) -> None:
        super().__init__()
        self._path = path
        self._kind = kind
        self._rows = rng.randint(*_ROWS[kind]) if kind in _ROWS else 0
        self._held_s = rng.choice((0.0, 0.002, 0.02)) if kind == "spilled" else rng.choice((0.0, 0.01, 0.1))
        self._is_kept = rng.random() < 0.5
        self.has_begun = threading.Event()
        self.copied = threading.Event()
        self.states: list[str] = []
        self.held_all_the_time = False

    def run(self) -> None:
        with closing(sqlite3.connect(self._path, timeout=30, isolation_level=None)) as connection:
            connection.execute(
                "PRAGMA cache_size=10" if self._kind == "spilled" else "PRAGMA cache_size=2000"
            )
            self.states.append(state_of(connection))
            connection.execute("BEGIN" if self._kind == "read" else "BEGIN IMMEDIATE")
            connection.execute("SELECT count(*) FROM item").fetchone()
            if self._rows:
                connection.execute("DELETE FROM item WHERE position >= 10000")
                connection.execute("UPDATE plan SET number = CAST(number AS INTEGER) + 1")
            for number in range(self._rows):
                text = f"Dòng chưa ghi {number} " + "dài " * 200
                connection.execute(
                    "INSERT INTO item (plan_id, slot, position, depth, level, text, marks)"
                    " VALUES (1, 'body', ?, 0, 'section', ?, '[]')",
                    (10_000 + number, text),
                )
            if self._is_kept:
                self.states.append(state_of(connection))
            self.has_begun.set()
            if self._kind == "spilled":  # it keeps all others out: the copy waits for it
                time.sleep(self._held_s)
            else:
                self.held_all_the_time = self.copied.wait(self._held_s or _SAID_S)
            connection.execute("COMMIT" if self._is_kept else "ROLLBACK")


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Make a copy ``times`` times, the kinds in turn."""
    path = folder / "a.kehoach"
    body = tuple(Item(Level.SECTION, f"Mục {number}") for number in range(200))
    with create_store(path) as store, store.transaction() as connection:
        plans.insert_plan(connection, Plan(2026, body=body))
    rng = random.Random(seed)
    outcome = Outcome()
    good = dict.fromkeys(KINDS, 0)
    open_to_the_end = 0
    for number in range(times):
        kind = KINDS[number % len(KINDS)]
        other = _Other(path, kind, rng)
        other.start()
        other.has_begun.wait(_SAID_S)
        fault = _copied(path, folder / f"{number}.kehoach", other)
        other.join()
        outcome.tried += 1
        open_to_the_end += other.held_all_the_time
        if fault:
            outcome.faults.append(f"{kind}: {fault}")
        else:
            good[kind] += 1
    if not open_to_the_end:
        outcome.faults.append("no transaction was open all the while a copy was made: nothing was tried")
    outcome.figures = {
        **{f"good ({kind})": count for kind, count in good.items()},
        "transaction open all the while": open_to_the_end,
    }
    return outcome


def _copied(path: Path, target: Path, other: _Other) -> str:
    """Make a copy and return what is wrong with it, "" for nothing."""
    try:
        copies.copy_to(path, target)
    except Exception as error:  # noqa: BLE001 - of whatever kind, it is told
        return f"no copy: {error}"
    finally:
        other.copied.set()
    other.join()
    try:
        if not backups.is_good(target):
            return "the copy is no good"
        with closing(sqlite3.connect(target)) as connection:
            if state_of(connection) not in other.states:
                return "the copy is of no committed state"
    finally:
        target.unlink()
    return ""


def state_of(connection: sqlite3.Connection) -> str:
    """Return a mark of everything the file holds."""
    mark = hashlib.sha256()
    for line in connection.iterdump():
        mark.update(line.encode("utf-8"))
    return mark.hexdigest()
