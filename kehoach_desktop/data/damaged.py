"""A damaged file: what is wrong with it, and what can still be read of it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from kehoach_desktop import placing
from kehoach_desktop.data import schema
from kehoach_desktop.data.engine import connect, file_content
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.identity import check_identity
from kehoach_desktop.data.journals import journal_of
from kehoach_desktop.data.store import Store


def faults_of(content: bytes) -> list[str]:
    """Return what SQLite finds wrong with a file's content, in its own words; looked through in memory."""
    with closing(sqlite3.connect(":memory:")) as memory:
        try:
            memory.deserialize(content)
            found = [row[0] for row in memory.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
            broken = memory.execute("PRAGMA foreign_key_check").fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return [str(error)]
    return [*found, *(["rows without their owner"] if broken else [])]


def content_of(path: Path) -> bytes:
    """Return the whole file as one moment had it, byte by byte, whoever else is at it."""
    engine = connect(path, read_only=True)
    try:
        with said_plainly(path), engine.begin() as connection:
            return file_content(connection)
    finally:
        engine.dispose()


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
