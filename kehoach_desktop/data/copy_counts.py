"""How much a file holds: the rows of every table to compare a copy by, and what a clerk counts."""

import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kehoach_desktop.data.untouched import untouched

Connection = sqlite3.Connection


class Counts(NamedTuple):
    """What a clerk would count in a file, without what is in the bin."""

    plans: int = 0
    reports: int = 0
    tasks: int = 0
    records: int = 0
    evidence: int = 0


def rows_of_tables(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has, of whatever version the file is."""
    names = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    quoted = ((name, name.replace('"', '""')) for name in names)
    return {
        name: connection.execute(f'SELECT count(*) FROM "{safe}"').fetchone()[0]  # noqa: S608
        for name, safe in quoted
    }


def counts_in(connection: Connection) -> Counts:
    """Return what the file holds; what an older version knew nothing of is 0."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(plan)")}
    is_plan = "reporting IS NULL" if "reporting" in columns else "1"
    is_there = "deleted_at IS NULL" if "deleted_at" in columns else "1"

    tasks = (
        "JOIN activity ON activity.id = activity_id JOIN appendix ON appendix.id = appendix_id "
        "JOIN plan ON plan.id = appendix.plan_id"
    )
    records = f"JOIN task ON task.id = task_id {tasks}"

    def count(query: str) -> int:
        found: int = connection.execute(f"SELECT count(*) FROM {query}").fetchone()[0]  # noqa: S608
        return found

    return Counts(
        plans=count(f"plan WHERE {is_plan} AND {is_there}"),
        reports=count(f"plan WHERE NOT ({is_plan}) AND {is_there}"),
        tasks=count(f"task {tasks} WHERE {is_there}"),
        records=count(f"progress {records} WHERE {is_there}"),
        evidence=count(f"evidence JOIN progress ON progress.id = progress_id {records} WHERE {is_there}"),
    )


def counts_of(path: Path) -> Counts | None:
    """Return what the file holds; None when it cannot be read."""
    try:
        told = path.stat()
        return _counts(path, told.st_size, told.st_mtime_ns)
    except (OSError, sqlite3.DatabaseError, UnicodeDecodeError):
        return None


@lru_cache(maxsize=1024)
def _counts(path: Path, _size: int, _changed_ns: int) -> Counts:
    with untouched(path) as still, closing(sqlite3.connect(still, timeout=5)) as connection:
        connection.execute("PRAGMA query_only=ON")
        return counts_in(connection)
