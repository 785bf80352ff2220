"""What tells whether a plan, with the reports on it, has changed since: a mark of all its rows."""

import hashlib
import marshal
import sqlite3
from contextlib import closing
from pathlib import Path

from kehoach_desktop.data.schema import TABLES

_AT_ONCE = 500
_PLAIN = 2  # the form of marshal that is the same for the same values, however they came about


def plan_marks(database: Path) -> dict[int, str]:
    """Return by plan a mark that is another once a row of it, or of a report on it, is another.

    None of a file of an older version, or one that cannot be read: nothing is known of its plans then.
    """
    try:
        with closing(sqlite3.connect(database, timeout=5)) as connection:
            connection.execute("PRAGMA query_only=ON")
            return _marks(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return {}


def _marks(connection: sqlite3.Connection) -> dict[int, str]:
    rows = connection.execute("SELECT id, json_extract(reporting, '$[0]') FROM plan ORDER BY id").fetchall()
    found = {plan_id: hashlib.sha256() for plan_id, on in rows if on is None}
    queries = [_query(kind) for kind in TABLES]
    for plan_id, on in rows:
        mark = found.get(on or plan_id)
        for query in queries if mark is not None else ():
            cursor = connection.execute(query, (plan_id,))
            while run := cursor.fetchmany(_AT_ONCE):
                mark.update(marshal.dumps(run, _PLAIN))  # type: ignore[union-attr] # no loop without it
    return {plan_id: mark.hexdigest() for plan_id, mark in found.items()}


def _query(kind: str) -> str:
    """Return the question for the rows of a kind that hang on a plan, however far down."""
    if kind == "plan":
        return "SELECT * FROM plan WHERE id = ?"
    joins, below = [], kind
    owner: str = TABLES[kind].info["owner"]
    while owner != "plan_id":
        above = owner.removesuffix("_id")
        joins.append(f'JOIN "{above}" ON "{above}".id = "{below}"."{owner}"')
        below, owner = above, TABLES[above].info["owner"]
    joined = " ".join(joins)
    return f'SELECT "{kind}".* FROM "{kind}" {joined} WHERE "{below}".plan_id = ? ORDER BY "{kind}".id'  # noqa: S608
