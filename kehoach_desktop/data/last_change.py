"""When a file was last changed, and whether another has all that was done in it."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from kehoach_desktop.data.schema import change
from kehoach_desktop.data.untouched import untouched


def last_change_at(connection: sa.Connection) -> dt.datetime | None:
    """Return the time of the newest edit in the history; None when there is none yet."""
    newest = sa.select(change.c.at).order_by(change.c.id.desc()).limit(1)
    found: dt.datetime | None = connection.execute(newest).scalar()
    return found


def is_grown_from(path: Path, earlier: Path) -> bool:
    """Say whether all that was done in ``earlier`` was done in ``path`` too: its history goes on from there.

    Rows of the history are only added, so its newest row tells; a file from before there was one has none.
    """
    newest = _row(earlier, "ORDER BY id DESC LIMIT 1")
    return newest is None or _row(path, "WHERE id = ?", newest[0]) == newest


def _row(path: Path, which: str, *values: int) -> tuple[int, int, str, str, str] | None:
    with untouched(path) as still, closing(sqlite3.connect(still, timeout=5)) as file:
        file.execute("PRAGMA query_only=ON")
        if not file.execute("SELECT 1 FROM sqlite_master WHERE name = 'change'").fetchone():
            return None
        query = f"SELECT id, plan_id, at, step, name FROM change {which}"  # noqa: S608
        found: tuple[int, int, str, str, str] | None = file.execute(query, values).fetchone()
        return found
