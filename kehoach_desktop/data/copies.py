"""Copies of a file: made whole by SQLite itself, checked before they count."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kehoach_desktop import open_files, placing
from kehoach_desktop.data.copy_counts import rows_of_tables
from kehoach_desktop.data.faults import is_damage, said_plainly
from kehoach_desktop.data.identity import check_identity
from kehoach_desktop.data.journals import set_aside
from kehoach_desktop.data.last_change import is_grown_from
from kehoach_desktop.data.lock import Lock
from kehoach_desktop.data.stamps import stamped
from kehoach_desktop.data.stepwise import copy_and_look
from kehoach_desktop.data.untouched import untouched
from kehoach_desktop.domain.copy_names import is_copy_name
from kehoach_desktop.domain.errors import UserError

_MOST_IN_MEMORY = 300 << 20  # bytes


def copy_to(source: Path, target: Path) -> None:
    """Write a checked copy of the file, of whatever version it is, at ``target``.

    What is there is replaced only by a whole copy, and only when it is an older copy of the same file that
    nobody has open. Raises UserError else, and when the copy does not pass its check.
    """
    check_identity(source)
    placing.refuse_unfit_name(target)
    with said_plainly(target):
        if not target.parent.is_dir():
            raise UserError(f"Không có thư mục {target.parent}; hãy kiểm tra lại đường dẫn.")
        lock = _older_copy(source, target) if target.exists() else None
        try:
            write_copy(source, target)
        finally:
            if lock is not None:
                lock.release()
                lock.path.unlink(missing_ok=True)  # a copy that nobody works in needs none


def put_new(draft: Path, target: Path) -> None:
    """Have a finished file take its name, which nothing has yet, and which nobody else is making."""
    with said_plainly(target):
        lock = Lock(target)
        lock.take()
        try:
            if target.exists():
                raise UserError(f"Tệp {target} đã có; hãy chọn tên khác.")
            set_aside(target)
            placing.replace(draft, target)
        finally:
            lock.release()


def keep_before_upgrade(path: Path) -> Path:
    """Keep a checked copy beside a file that is about to be brought up to date, and return it."""
    kept = stamped(path, "truoc-khi-nang-cap")
    with said_plainly(kept):
        write_copy(path, kept)
    return kept


def keep(source: Path, target: Path, on_read: Callable[[], None] | None = None) -> None:
    """Write a checked copy at ``target``, where nothing is yet.

    ``on_read`` is called once it holds the state as it is: what is changed from then on is not in it.
    """
    with said_plainly(target):
        write_copy(source, target, on_read)


def find_faults(path: Path) -> list[str]:
    """Return what is wrong with the file, in Vietnamese sentences; an empty list means sound.

    Checked: the pages (integrity_check), the links between rows (foreign_key_check), our identity. Raises
    UserError when the file is not ours, or busy so that it cannot be looked at now.
    """
    check_identity(path)
    with said_plainly(path), untouched(path) as still:
        return _faults_in(still)


def _faults_in(path: Path) -> list[str]:
    try:
        # Not opened as mode=ro: only a file that may be written lets SQLite take back what a crash left.
        with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
            connection.execute("PRAGMA query_only=ON")
            with _standing_still(connection, path) as still:
                found = [row[0] for row in still.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
                broken = still.execute("PRAGMA foreign_key_check").fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if not is_damage(error, path):  # busy, or its disk does not let it be read: nothing is known of it
            with said_plainly(path):
                raise
        return [f"Cơ sở dữ liệu {path.name} bị hỏng, không đọc được."]
    faults = [f"Cơ sở dữ liệu {path.name} bị hỏng: {line}." for line in found]
    if broken:
        faults.append(f"Có {len(broken)} dòng không thuộc kế hoạch nào.")
    return faults


def may_stand_still(path: Path) -> bool:
    """Say whether a file is worked in here, and not too large to be looked through in a copy in memory."""
    return open_files.is_open(path) and path.stat().st_size <= _MOST_IN_MEMORY


@contextmanager
def _standing_still(file: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """Give what may be looked through at leisure: of a file that is worked in here a copy in memory."""
    if not may_stand_still(path):
        yield file
        return
    with closing(sqlite3.connect(":memory:")) as copy:
        copy_and_look(file, copy, lambda: None)
        yield copy


def _older_copy(source: Path, target: Path) -> Lock:
    """Take the lock of the copy that is to be replaced; UserError when it is anything else."""
    if target.samefile(source):
        raise UserError("Bản sao lưu phải nằm ở tệp khác với tệp đang dùng; hãy chọn tên khác.")
    try:
        check_identity(target)
    except UserError as error:
        raise UserError(f"{target} không phải bản sao lưu nên không ghi đè; hãy chọn tên khác.") from error
    if file_id(target) != file_id(source):
        raise UserError(f"{target} là dữ liệu của một tệp khác nên không ghi đè; hãy chọn tên khác.")
    if is_copy_name(source.name) and not is_copy_name(target.name):
        raise UserError(
            f"{source.name} là bản sao nên không ghi đè lên {target}; muốn đưa dữ liệu của bản sao "
            "vào tệp đó, hãy dùng Khôi phục bản này."
        )
    _refuse_newer(source, target)
    lock = Lock(target)
    lock.take()
    try:
        _refuse_newer(source, target)  # nobody writes in it from now on
    except BaseException:
        lock.release()
        raise
    return lock


def _refuse_newer(source: Path, target: Path) -> None:
    if not is_grown_from(source, target):
        raise UserError(
            f"{target} có những thay đổi mà {source.name} không có nên không ghi đè, để không mất "
            "dữ liệu đó; hãy chọn tên khác."
        )


def file_id(path: Path) -> str:
    """Return the name the file was born with and all its copies share; "" when it cannot be read."""
    try:
        with untouched(path) as still, closing(sqlite3.connect(still, timeout=5)) as connection:
            connection.execute("PRAGMA query_only=ON")
            row = connection.execute("SELECT file_id FROM identity").fetchone()
    except (OSError, sqlite3.DatabaseError, UnicodeDecodeError):
        return ""
    return "" if row is None else str(row[0])


def write_copy(source: Path, target: Path, on_read: Callable[[], None] | None = None) -> None:
    """Write a copy beside ``target``, check it, flush it, and rename it over.

    It counts only when its pages, its links, its identity and the rows of every table are those of the
    source, counted in the very state the copy was made of.
    """
    with untouched(source) as still, placing.draft_of(target) as draft:
        counted = _copy_pages(still, draft, target)
        if on_read is not None:
            on_read()
        _check(draft, still, counted)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        placing.replace(draft, target)


def _copy_pages(source: Path, draft: Path, target: Path) -> dict[str, int]:
    """Let SQLite write a consistent copy, whatever is going on in the source; return its rows by table.

    What it complains of is said of the source when that is damaged or busy, and of the target else.
    """
    check_identity(source)
    with closing(sqlite3.connect(source, timeout=5, isolation_level=None)) as connection:
        try:
            with closing(sqlite3.connect(draft)) as copy:
                copy.execute("PRAGMA journal_mode=MEMORY")  # a death leaves the draft alone, and nothing more
                copy.execute("PRAGMA synchronous=OFF")  # flushed once, when it is checked
                return copy_and_look(connection, copy, lambda: rows_of_tables(connection))
        except sqlite3.DatabaseError as error:
            is_of_source = any(sign in str(error) for sign in ("malformed", "not a database", "locked"))
            with said_plainly(source if is_of_source else target):
                raise


def _check(draft: Path, source: Path, counted: dict[str, int]) -> None:
    faults = find_faults(draft)
    if not faults and file_id(draft) != file_id(source):
        faults.append("Mã của tệp trong bản sao khác với tệp gốc.")
    if not faults:
        with closing(sqlite3.connect(draft)) as copy:
            if rows_of_tables(copy) != counted:
                faults.append("Số dòng trong bản sao khác với tệp gốc.")
    if faults:
        raise UserError(f"Bản sao không đạt kiểm tra nên không dùng; tệp cũ còn nguyên. {faults[0]}")
