"""A damaged file: what is wrong with it, and what can still be read of it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from kehoach_desktop import placing
from kehoach_desktop.data import schema
from kehoach_desktop.data.engine import connect
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.identity import check_identity
from kehoach_desktop.data.journals import journal_of
from kehoach_desktop.data.stepwise import copy_and_look
from kehoach_desktop.data.store import Store


def faults_of(path: Path) -> list[str]:
    """Return what SQLite finds wrong with a file, in its own words, whoever else is at work in it.

    Looked through in a copy in memory: who writes waits for no more than a step of the copying.
    UserError when the file changes so often that no copy comes about.
    """
    with (
        said_plainly(path),
        closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as file,
        closing(sqlite3.connect(":memory:")) as memory,
    ):
        file.execute("PRAGMA query_only=ON")
        copy_and_look(file, memory, lambda: None, may_hold=False)
        try:
            found = [row[0] for row in memory.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
            broken = memory.execute("PRAGMA foreign_key_check").fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return [str(error)]
    return [*found, *(["rows without their owner"] if broken else [])]


def is_newer(path: Path) -> bool:
    """Say whether a file whose head says so is of a newer version: its tables can be read, and are others.

    A file of this very version with a spoilt head is damaged, and so is one whose tables cannot be read.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as new:
            for table in schema.metadata.sorted_tables:
                new.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
            name = path.absolute().as_uri() + "?mode=ro&immutable=1"  # nothing is taken back, nothing written
            with closing(sqlite3.connect(name, uri=True)) as file:
                return _columns(file) != _columns(new)
    except (sqlite3.Error, ValueError):
        return False


def _columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
        for name in names
        if name.isidentifier()
    }


def open_readable(path: Path, why: str) -> Store:
    """Open what can be read of a damaged file: a copy of its bytes, so that the file itself stays as it is.

    The store goes by the name of the file. Raises UserError when nothing at all can be read.
    """
    check_identity(path)
    with said_plainly(path):
        folder = placing.temporary_folder()
    try:
        with said_plainly(path):
            for one in (path, journal_of(path)):
                if one.exists():
                    shutil.copyfile(one, folder / one.name)
        engine = connect(folder / path.name, read_only=True)
        store = Store(path, engine, None)
        store.why_read_only = why
        store.is_of_copy = True
        store.on_closed = lambda: shutil.rmtree(folder, ignore_errors=True)
        with store.transaction() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM plan").all()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return store
