"""How SQLite is spoken to: safe settings, transactions that start when we say, a connection for each."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kehoach_desktop import open_files
from kehoach_desktop.data.stepwise import copy_and_look

_OPEN = "open"
_PATIENCE_S = 5  # how long another program may be at the file before we say that it is
_SOON_READ = 4 << 20  # bytes: some 20 ms
# From PERSIST to DELETE: SQLite then removes a journal into which a crash had written nothing yet.
_JOURNAL = ("journal_mode=PERSIST", "journal_mode=DELETE")
_SAFE = ("synchronous=EXTRA", "foreign_keys=ON", "trusted_schema=OFF")
_CACHE = "cache_size=-32768"  # KiB at most; a full cache is written out before the end, and nobody reads then


def connect(path: Path, *, read_only: bool) -> sa.Engine:
    """Return an engine on the file.

    Reading opens the file for writing too, but with query_only: only so can SQLite first take back what a
    crash left half written.
    """
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        # As many as are at work at once, and none is closed in the hands of another thread. The last one used
        # is the next one used: one thread alone goes on with the same connection.
        poolclass=sa.pool.QueuePool,
        pool_size=0,
        pool_use_lifo=True,
        connect_args={"timeout": _PATIENCE_S},
    )
    if read_only:
        _set_up(engine, "BEGIN", (*_SAFE, "query_only=ON"))
    else:
        _set_up(engine, "BEGIN IMMEDIATE", (*_JOURNAL, *_SAFE))
    _note_connections(engine, path)
    return engine


def to_read(engine: sa.Engine) -> sa.Engine:
    """Return the engine for transactions that only read: they take no lock that keeps others from reading."""
    return engine.execution_options(is_reading=True)


def look_over(file: sa.Engine, path: Path) -> None:
    """Raise what SQLite says of the file's pages, where looking through them all takes next to no time.

    A larger file is looked through when the window stands (``services.opening.find_faults``), or before a
    command adds to it (``look_through``).
    """
    if path.stat().st_size <= _SOON_READ:
        look_through(file)


def look_through(file: sa.Engine) -> None:
    """Raise what SQLite says of the file's pages, however many."""
    with file.connect() as connection:
        found = [row[0] for row in connection.exec_driver_sql("PRAGMA quick_check(1)")]
    if found != ["ok"]:
        raise sqlite3.DatabaseError(f"malformed: {found[0]}")


def _in_memory() -> sa.Engine:
    """Return an engine with one connection, of which each transaction has its turn."""
    memory = sa.create_engine(
        "sqlite://",
        poolclass=sa.pool.QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False},
    )
    _set_up(memory, "BEGIN", _SAFE)
    return memory


def copied_into_memory(file: sa.Engine) -> sa.Engine:
    """Return an engine on a copy of the file in memory, which may be changed without touching the file."""
    memory = _in_memory()
    with closing(memory.raw_connection()) as target, file.begin() as connection:
        # Read first, which gives up when another program holds the file: a backup would wait for ever.
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").all()
        _driver(connection.connection).backup(_driver(target))
    return memory


def copied_in_steps(file: sa.Engine) -> sa.Engine:
    """Return an engine on a copy in memory of a file that is worked in: who writes waits for a step alone.

    It is to be read alone. Raises sqlite3.OperationalError when another program holds the file.
    """
    memory = _in_memory()
    with closing(file.raw_connection()) as source, closing(memory.raw_connection()) as target:
        copy_and_look(_driver(source), _driver(target), lambda: None)
    return memory


def close(engine: sa.Engine) -> None:
    """Close all connections, one with which a thread is still at work when it has done."""

    @sa.event.listens_for(engine, "checkin")
    def on_done(_connection: Any, record: Any) -> None:
        record.invalidate()

    engine.dispose()


@contextmanager
def foreign_keys_off(engine: sa.Engine) -> Iterator[None]:
    """Have the connection look after no foreign keys; outside of transactions, and for one thread, only."""
    with closing(engine.raw_connection()) as raw:
        _driver(raw).execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        with closing(engine.raw_connection()) as raw:
            _driver(raw).execute("PRAGMA foreign_keys=ON")


def _driver(connection: Any) -> sqlite3.Connection:
    driver: sqlite3.Connection = connection.driver_connection
    return driver


def _note_connections(engine: sa.Engine, path: Path) -> None:
    """Have it known for as long as there are connections that the file is open."""

    @sa.event.listens_for(engine, "connect")
    def on_connected(_connection: Any, record: Any) -> None:
        record.info[_OPEN] = open_files.note(path)

    @sa.event.listens_for(engine, "close")
    def on_closed(_connection: Any, record: Any) -> None:
        if (key := record.info.pop(_OPEN, None)) is not None:
            open_files.forget(key)


def _set_up(engine: sa.Engine, begin: str, pragmas: tuple[str, ...]) -> None:
    """Have every connection of the engine set up so, and every transaction begun so."""

    @sa.event.listens_for(engine, "connect")
    def on_connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late: after a first read
        for pragma in (*pragmas, _CACHE):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def on_begun(connection: sa.Connection) -> None:
        is_reading = connection.get_execution_options().get("is_reading", False)
        connection.exec_driver_sql("BEGIN" if is_reading else begin)
