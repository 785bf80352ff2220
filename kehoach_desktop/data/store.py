"""The file: how it is made, opened and closed, one transaction at a time."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from kehoach_desktop import placing
from kehoach_desktop.data import migrations
from kehoach_desktop.data.engine import connect, to_read
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.identity import check_identity
from kehoach_desktop.data.lock import Lock
from kehoach_desktop.data.schema import APPLICATION_ID, SCHEMA_VERSION, identity, metadata
from kehoach_desktop.domain.errors import UserError


class Store:
    """One open file. Writing needs its lock; reading does not, and never writes."""

    def __init__(self, path: Path, engine: sa.Engine, lock: Lock | None) -> None:
        self.path = path
        self._engine = engine
        self._lock = lock

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """Give a connection inside one transaction: all of it is kept, or none."""
        with said_plainly(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection to read with; others may read at the same time, and writing may begin."""
        with said_plainly(self.path), to_read(self._engine).begin() as connection:
            yield connection

    def close(self) -> None:
        """Close the file and let its lock go."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """Open an existing file of ours.

    An older one is brought up to date: the file itself, after a copy of it was kept beside it, when it is
    opened to write; only what is seen of it when it is opened to read.

    Raises UserError when the file is missing, not ours, newer than this program, damaged at its head, held
    by another writer, or cannot be brought up to date; the file is then as it was.
    """
    check_identity(path)
    return _opened(path, None if read_only else _locked(path))


def create_store(path: Path) -> Store:
    """Make a new, empty file and open it; a file already there is never touched (UserError).

    It is made under another name and takes its own only when whole, under the lock of that name: of two
    who make it at once, one is told that the other holds it.
    """
    with said_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = Lock(path)
        lock.take()
        draft = path.with_name(f".{path.name}.{os.getpid()}.moi")
        try:
            _refuse_existing(path)
            _write_empty(draft)
            placing.replace(draft, path)
        except BaseException:
            lock.release()
            if not path.exists():
                lock.path.unlink(missing_ok=True)
            raise
        finally:
            draft.unlink(missing_ok=True)
    return _opened(path, lock)


def discard_store(path: Path) -> None:
    """Remove a file just made that is not wanted after all, with its lock."""
    with said_plainly(path):
        path.unlink(missing_ok=True)
        Lock(path).path.unlink(missing_ok=True)


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise UserError(f"Tệp {path} đã có; hãy chọn tên khác.")


def _write_empty(draft: Path) -> None:
    engine = connect(draft, read_only=False)
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            connection.execute(sa.insert(identity).values(file_id=uuid.uuid4().hex))
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    finally:
        engine.dispose()


def _opened(path: Path, lock: Lock | None) -> Store:
    engine = connect(path, read_only=lock is None)
    try:
        with said_plainly(path):
            if migrations.is_older(engine):
                if lock is None:
                    engine = migrations.seen_up_to_date(engine)
                else:
                    migrations.bring_up_to_date(engine, path)
    except BaseException:
        engine.dispose()
        if lock is not None:
            lock.release()
        raise
    return Store(path, engine, lock)


def _locked(path: Path) -> Lock:
    lock = Lock(path)
    with said_plainly(path):
        try:
            path.open("r+b").close()  # asked of the system itself: rights on Windows are more than a bit
        except PermissionError as error:
            raise UserError(
                f"Tệp {path} chỉ được đọc, không ghi được; hãy kiểm tra quyền ghi của tệp và thư mục."
            ) from error
        lock.take()
    return lock
