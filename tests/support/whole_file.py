"""Whether a data file is whole, and what is in it: what a trial compares before and after."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kehoach_desktop.data import copies
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.services import files, plans, reports


def faults_of(path: Path) -> list[str]:
    """Return what is wrong with the file; taking back what a death left half written is SQLite's."""
    try:
        return copies.find_faults(path)
    except UserError as error:  # not even its head is whole
        return [str(error)]


def content_of(path: Path) -> tuple[str, ...]:
    """Return every plan of the file with its reports in the open form, read as an older file is read too."""
    with files.open_file(path, read_only=True) as store:
        ids = sorted(summary.id for summary in plans.list_plans(store))
        return tuple(plan_to_json(plans.get_plan(store, one), reports.reports_on(store, one)) for one in ids)


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables but SQLite's own."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()  # noqa: S608
            for name in sorted(names)
            if not name.startswith("sqlite_")
        }


def version_of(path: Path) -> int:
    """Return the version of the file's shape."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def left_over(*folders: Path) -> list[str]:
    """Return what lies in the folders and belongs to nobody: drafts, and journals of what is closed."""
    return [
        path.name
        for folder in folders
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.name.startswith(".") or path.name.endswith(("-journal", "-wal", "-shm"))
    ]
