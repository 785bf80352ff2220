"""The file: how it is made, opened and closed, one transaction at a time."""

import errno
import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from kehoach_desktop import open_files, placing
from kehoach_desktop.data import migrations
from kehoach_desktop.data.engine import (
    close,
    connect,
    copied_in_steps,
    look_over,
    look_through,
    to_read,
)
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.identity import check_identity
from kehoach_desktop.data.in_use import is_in_use
from kehoach_desktop.data.journals import is_half_written, set_aside
from kehoach_desktop.data.lock import Lock
from kehoach_desktop.data.recovering import Recovery, is_damage
from kehoach_desktop.data.schema import APPLICATION_ID, SCHEMA_VERSION, identity, metadata
from kehoach_desktop.domain.errors import (
    FileDamagedError,
    FileHeldError,
    FileInUseError,
    FileReadOnlyError,
    KeptAfterAllError,
    UserError,
    in_use_sentence,
)

_PAUSE_S = 0.1
_ONLY_READ = "Tệp đang mở chỉ để xem."
_KEPT_AFTER_ALL = (
    "Ổ đĩa báo lỗi ở lần ghi trước nhưng phần đó đã vào tệp; hãy xem lại chỗ vừa sửa rồi làm tiếp."
)
_PATIENCE_S = 5.0  # with another who is at what a crash left, or writes


class Store:
    """One open file. Writing needs its lock; reading does not, and never writes.

    ``why_read_only``: a sentence, "" while it may be written. ``kept_copy``: the copy made before the file
    was brought up to date just now. ``on_damaged`` is called, in whatever thread, when the file is found
    damaged; from then on nothing is written to it. ``on_kept_after_all`` likewise, when what was said not to
    be kept turns out to be in the file.
    """

    def __init__(
        self, path: Path, engine: sa.Engine, lock: Lock | None, kept_copy: Path | None = None
    ) -> None:
        self.path = path
        self.kept_copy = kept_copy
        self.why_read_only = "" if lock is not None else _ONLY_READ
        self.is_of_copy = False  # what is read is a copy of the file's bytes
        self.on_damaged: Callable[[FileDamagedError], None] | None = None
        self.on_kept_after_all: Callable[[], None] | None = None
        self._is_closed = False
        self.on_closed: Callable[[], None] | None = None
        self._engine = engine
        self._lock = lock
        self._doubtful: int | None = None  # the entry of the history that may be in the file, or not

    @property
    def is_read_only(self) -> bool:
        """Whether nothing may be written."""
        return bool(self.why_read_only)

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """Give a connection inside one transaction: all of it is kept, or none.

        When the disk fails in the commit itself, what is in the file is looked at: it may be kept by then.
        Where that cannot be seen, the next transaction sees it, and raises KeptAfterAllError.
        """
        self._refuse_closed()
        told: list[int] = []  # the newest entry of the history before and after, once all was written
        try:
            with said_plainly(self.path), self._engine.begin() as connection:
                if self.is_read_only:
                    connection.exec_driver_sql("PRAGMA query_only=ON")
                    yield connection
                else:
                    before = _newest_change(connection)
                    self._settle_doubt(before)
                    yield connection
                    told = [before, _newest_change(connection)]
        except FileDamagedError as error:
            self.tell_damaged(error)
            raise
        except UserError:
            if not told or not self._is_kept(*told):
                raise

    def _is_kept(self, before: int, after: int) -> bool:
        """Say whether the transaction whose commit failed is in the file; only its history can tell."""
        if before == after:
            return False
        try:
            with said_plainly(self.path), self._engine.connect() as connection:
                return _newest_change(connection) == after
        except UserError:
            self._doubtful = after
            return False

    def _settle_doubt(self, newest: int) -> None:
        doubtful, self._doubtful = self._doubtful, None
        if doubtful == newest:
            if self.on_kept_after_all is not None:  # whoever it is that hears of it here
                self.on_kept_after_all()
            raise KeptAfterAllError(_KEPT_AFTER_ALL)

    def _refuse_closed(self) -> None:
        if self._is_closed:  # the lock is gone: another may have the file by now
            raise UserError(f"Tệp {self.path} đã được đóng nên không đọc hoặc ghi thêm.")

    def tell_damaged(self, error: FileDamagedError) -> None:
        """Write no more: every page written now may bury one that could still be read."""
        self.why_read_only = self.why_read_only or str(error)
        if self.on_damaged is not None:
            self.on_damaged(error)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection to read with; others may read at the same time, and writing may begin."""
        self._refuse_closed()
        try:
            with said_plainly(self.path), to_read(self._engine).begin() as connection:
                yield connection
        except FileDamagedError as error:
            self.tell_damaged(error)
            raise

    @contextmanager
    def standing_still(self) -> Iterator[Self]:
        """Give a store of the same, only to be read, in which reading for long keeps nobody from writing."""
        with said_plainly(self.path):
            copy = copied_in_steps(self._engine)
        try:
            yield type(self)(self.path, copy, None)
        finally:
            copy.dispose()

    def look_through(self) -> None:
        """Raise FileDamagedError when its pages are not sound; in a large file it takes seconds."""
        try:
            with said_plainly(self.path):
                look_through(self._engine)
        except FileDamagedError as error:
            self.tell_damaged(error)
            raise

    def close(self) -> None:
        """Close the file and let its lock go; it is neither read nor written any more."""
        self._is_closed = True
        close(self._engine)
        if self._lock is not None:
            self._lock.release()
        if self.on_closed is not None:
            self.on_closed()

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

    Raises FileMissingError, FileNotOursError, FileNewerError, FileDamagedError (as far as its head and, in a
    file soon read, its pages tell), FileHeldError, FileReadOnlyError, or UserError when it cannot be brought
    up to date; the file is then as it was.
    """
    check_identity(path)
    if read_only:
        take_back(path)
        return _opened(path, None)
    return _opened(path, _locked(path))


def take_back(path: Path) -> None:
    """Have what a crash left beside the file taken back, with the care and the lock that writing takes.

    Who holds the lock is given a moment to do it; in the midst of a transaction that is his own, and SQLite
    tells. Raises FileDamagedError, all being as it was, when no sound file comes of it; FileReadOnlyError
    where it cannot be done.
    """
    deadline = time.monotonic() + _PATIENCE_S
    while is_half_written(path) and not open_files.is_open(path):
        try:
            lock = _locked(path)
        except FileHeldError:
            if time.monotonic() > deadline:
                return
            time.sleep(_PAUSE_S)
        else:
            _opened(path, lock, is_upgraded=False).close()
            return


def create_store(path: Path) -> Store:
    """Make a new, empty file and open it; a file already there is never touched (UserError).

    It is made under another name and takes its own only when whole, under the lock of that name: of two
    who make it at once, one is told that the other holds it.
    """
    placing.refuse_unfit_name(path)
    with said_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = Lock(path)
        lock.take()
        try:
            with placing.draft_of(path, ".moi") as draft:
                _refuse_existing(path)
                _write_empty(draft)
                set_aside(path)
                placing.replace(draft, path)
        except BaseException:
            lock.release()
            if not path.exists():
                lock.path.unlink(missing_ok=True)
            raise
    return _opened(path, lock)


def _newest_change(connection: sa.Connection) -> int:
    return connection.exec_driver_sql("SELECT max(id) FROM change").scalar() or 0


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


def _opened(path: Path, lock: Lock | None, *, is_upgraded: bool = True) -> Store:
    """Open the file; what of a crash was taken back in vain is put back when it is damaged."""
    try:
        with said_plainly(path):
            recovery = Recovery(path) if lock is not None else None
        try:
            engine, kept = _engine(path, recovery, is_upgraded=is_upgraded)
        except BaseException as error:
            if recovery is not None and is_damage(error):
                recovery.put_back()
            raise
        finally:
            if recovery is not None:
                recovery.forget()
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Store(path, engine, lock, kept)


def _engine(path: Path, recovery: Recovery | None, *, is_upgraded: bool) -> tuple[sa.Engine, Path | None]:
    """Return an engine on the file, brought up to date, and the copy kept before that."""
    engine = connect(path, read_only=recovery is None)
    kept: Path | None = None
    try:
        with said_plainly(path):
            look_over(engine, path)
            is_older = migrations.is_older(engine)
            if recovery is None:
                engine = migrations.seen_up_to_date(engine) if is_older else engine
            else:
                recovery.check(engine, path, is_current=not is_older)
                kept = migrations.bring_up_to_date(engine, path) if is_older and is_upgraded else None
    except BaseException:
        engine.dispose()
        raise
    return engine, kept


def _locked(path: Path) -> Lock:
    """Take the file's lock; one that a scanner or OneDrive has for a moment is waited for."""
    lock = Lock(path)
    deadline = time.monotonic() + placing.RETRY_S
    while (error := _refusal(path, lock)) is not None:
        with said_plainly(path):
            if is_in_use(error):
                if time.monotonic() >= deadline:
                    raise FileInUseError(in_use_sentence(path)) from error
                time.sleep(_PAUSE_S)
                continue
            if isinstance(error, PermissionError) or error.errno == errno.EROFS:
                raise FileReadOnlyError(
                    f"Tệp {path} chỉ được đọc, không ghi được; hãy kiểm tra quyền ghi của tệp và thư mục."
                ) from error
            raise error
    return lock


def _refusal(path: Path, lock: Lock) -> OSError | None:
    """Take the lock, or return why the system does not let the file be written."""
    try:
        _ask_to_write(path)
        lock.take()  # and its folder must take the lock, and SQLite's journal
    except OSError as error:
        return error
    return None


def _ask_to_write(path: Path) -> None:
    """Raise PermissionError, or what else the system says, unless the file may be written."""
    if not open_files.is_open(path):
        path.open("r+b").close()  # asked of the system itself: rights on Windows are more than a bit
    elif not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
