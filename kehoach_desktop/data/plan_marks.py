"""What tells whether a plan, with the reports on it, has changed since: a mark of all its rows."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from kehoach_desktop.data.schema import TABLES

_AT_ONCE = 500


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
    rows = connection.execute("SELECT id, json_extract(reporting, '$[0]') FROM plan").fetchall()
    plan_of = {plan_id: on or plan_id for plan_id, on in rows}
    found = {plan_id: hashlib.sha256() for plan_id, on in rows if on is None}
    for kind in TABLES:
        cursor = connection.execute(_query(kind))
        while run := cursor.fetchmany(_AT_ONCE):
            for root, *values in run:
                if (mark := found.get(plan_of.get(root, 0))) is not None:
                    mark.update(repr((kind, _short(values))).encode("utf-8", "surrogatepass"))
    return {plan_id: mark.hexdigest() for plan_id, mark in found.items()}


def _query(kind: str) -> str:
    """Return the question for every row of a kind, each after the plan it hangs on."""
    if kind == "plan":
        return "SELECT id, * FROM plan ORDER BY id"
    joins, below = [], kind
    owner: str = TABLES[kind].info["owner"]
    while owner != "plan_id":
        above = owner.removesuffix("_id")
        joins.append(f'JOIN "{above}" ON "{above}".id = "{below}"."{owner}"')
        below, owner = above, TABLES[above].info["owner"]
    return f'SELECT "{below}".plan_id, "{kind}".* FROM "{kind}" {" ".join(joins)} ORDER BY "{kind}".id'  # noqa: S608


def _short(values: list[Any]) -> list[Any]:
    """Return the values with a kept file as its mark."""
    return [hashlib.sha256(value).digest() if isinstance(value, bytes) else value for value in values]
