"""A copy put in the place of a file: into the one that is open, or under the name of one nobody has open."""

import datetime as dt
import filecmp
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa

from kehoach_desktop import placing
from kehoach_desktop.data import bin as binned
from kehoach_desktop.data import copies, copy_folder, evidence_store, migrations
from kehoach_desktop.data.engine import connect
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.identity import check_identity
from kehoach_desktop.data.journals import journal_of, set_aside
from kehoach_desktop.data.lock import Lock
from kehoach_desktop.data.schema import kept_file, plan
from kehoach_desktop.data.stamps import stamped
from kehoach_desktop.domain.errors import UserError, disk_sentence


def put_into(copy: Path, path: Path, state: str = "") -> None:
    """Give the file, whose lock the caller holds, the content of a copy of whatever version.

    ``state``: what the file must still be (``copy_folder.state_of``), or UserError: what came into it since
    would be nowhere.

    Not by a rename: on Windows the file is open and could not be replaced. What a death leaves half done
    SQLite takes back by its journal.
    """
    _refuse_unsound(copy)
    with (
        _draft(copy, path, copies.file_id(path), is_brought_up_to_date=True) as draft,
        said_plainly(path),
        closing(sqlite3.connect(draft, timeout=5)) as source,
        closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as target,
    ):
        target.execute("PRAGMA journal_mode=DELETE")
        target.execute("PRAGMA synchronous=EXTRA")
        # The lock is taken by a transaction, which gives up when another program is at the file where a
        # backup would wait, and stays when that has ended: nobody comes in between.
        target.execute("PRAGMA locking_mode=EXCLUSIVE")
        target.execute("BEGIN EXCLUSIVE")
        target.execute("COMMIT")
        if state and copy_folder.state_of(path) != state:
            raise UserError("Dữ liệu vừa thay đổi trong lúc khôi phục; hãy làm lại.")
        source.backup(target)


def put_in_place_of(copy: Path, target: Path, why: str) -> Path | None:
    """Put a copy under the name of a file nobody has open, be it damaged or missing.

    Returns where that file is kept, byte by byte and with its journal, under a name that says ``why``; None
    where there was none. Raises UserError, and leaves all as it was, when the copy is not sound or is of
    another file, or somebody has the file open.
    """
    check_identity(copy)
    with said_plainly(target):
        if target.exists() and copy.samefile(target):
            raise UserError("Bản sao lưu và tệp đang dùng là một; hãy chọn bản sao khác.")
        _refuse_unsound(copy)  # before anything is made
        _refuse_foreign(copy, target, _id_of_untouched(target))
        with _held_place(target), _draft(copy, target, _id_of_untouched(target)) as draft:
            return _replaced(draft, target, why)


def is_copy_of(copy: Path, path: Path) -> bool:
    """Say whether a copy may take the place of a file, which is not touched."""
    return _is_of(copies.file_id(copy), path, _id_of_untouched(path))


@contextmanager
def _draft(copy: Path, path: Path, name: str, *, is_brought_up_to_date: bool = False) -> Iterator[Path]:
    """Give a draft of what is to take the place of the file, which goes by ``name``, made of a sound copy."""
    _refuse_foreign(copy, path, name)
    _keep_evidence(path)
    with placing.draft_of(path) as draft:
        with said_plainly(copy):
            copies.write_copy(copy, draft)
        if is_brought_up_to_date:
            migrations.bring_draft_up_to_date(draft)
        _let_rest_anew(draft)
        placing.flush(draft)
        yield draft


@contextmanager
def _held_place(target: Path) -> Iterator[None]:
    """Hold the lock of a name, whose folder is made; where no file comes of it, neither stays behind."""
    made = [one for one in (target.parent, *target.parent.parents) if not one.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = Lock(target)
    had_lock = lock.path.exists()
    is_taken = False
    try:
        lock.take()
        is_taken = True
        try:
            yield
        finally:
            lock.release()
    except BaseException:
        with suppress(OSError):
            if is_taken and not had_lock and not target.exists():
                lock.path.unlink(missing_ok=True)
            for one in made:  # the innermost first; one that somebody has put something into stays
                one.rmdir()
        raise


def _refuse_unsound(copy: Path) -> None:
    if faults := copies.find_faults(copy):
        raise UserError(f"Bản sao lưu {copy.name} không dùng được: {faults[0]}")


def _refuse_foreign(copy: Path, path: Path, name: str) -> None:
    if not _is_of(copies.file_id(copy), path, name):
        raise UserError(
            f"Bản sao lưu {copy.name} là của một tệp dữ liệu khác, không phải của {path.name}, nên không "
            "khôi phục; muốn dùng dữ liệu trong đó, hãy chép bản sao sang tên khác rồi mở như một tệp riêng."
        )


def _keep_evidence(path: Path) -> None:
    """Have the evidence of the state before among the copies: the state that comes may not name it."""
    folder = copy_folder.folder_of(path)
    try:
        evidence_store.keep_all(path, folder)
    except OSError as error:
        raise UserError(
            f"Chưa sao lưu được tệp minh chứng nên chưa khôi phục. {disk_sentence(error, folder)}"
        ) from error


def _is_of(name: str, path: Path, name_of_file: str) -> bool:
    """Say whether a copy with this name may take the file's place: it is the file's, or the file is empty.

    Where the file's name cannot be read its copies tell.
    """
    if name_of_file:
        return name == name_of_file or _holds_no_plan(path)
    folder = copy_folder.folder_of(path)
    known = {copies.file_id(folder / one.name) for one in copy_folder.copies_in(folder, path)} - {""}
    return not known or name in known


def _id_of_untouched(path: Path) -> str:
    """Return the name the file was born with, and take nothing back of what a crash left; "" for none."""
    name = path.absolute().as_uri() + "?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(name, uri=True)) as file:
            row = file.execute("SELECT file_id FROM identity").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return ""
    return "" if row is None else str(row[0])


def _holds_no_plan(path: Path) -> bool:
    """Say whether a file, which is not touched, has never had a plan: a new PC's, made at the first start."""
    name = path.absolute().as_uri() + "?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(name, uri=True)) as file:
            return (
                file.execute("SELECT 1 FROM change UNION ALL SELECT 1 FROM plan LIMIT 1").fetchone() is None
            )
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _let_rest_anew(draft: Path) -> None:
    """Have what lies in the bin, and files nothing names, rest their days from now on.

    By the time of the copy their rest is over, and what the clerk has just brought back would be removed for
    good the next time the program tidies. What was deleted together stays so, and in its order.
    """
    engine = connect(draft, read_only=False)
    try:
        with said_plainly(draft):
            if migrations.is_older(engine):
                return  # it has neither
            with engine.begin() as connection:
                connection.execute(sa.update(kept_file).values(unused_since=None))
                deleted = plan.c.deleted_at
                query = sa.select(deleted).where(deleted.is_not(None)).distinct()
                moments = sorted(connection.execute(query).scalars(), reverse=True)
                clock = dt.datetime.now().astimezone()
                now = max(filter(None, (clock, binned.newest_moment(connection, clock))))
                for number, moment in enumerate(moments):
                    at = now - dt.timedelta(microseconds=number)
                    connection.execute(sa.update(plan).where(deleted == moment).values(deleted_at=at))
    finally:
        engine.dispose()


def _replaced(draft: Path, target: Path, why: str) -> Path | None:
    """Rename the draft over the file once that is kept aside; return where. Failing, it leaves all as is."""
    if not target.exists():
        set_aside(target)
        placing.replace(draft, target)
        return None
    kept = stamped(target, why)
    try:
        _keep_aside(target, kept)
        # Not after: what the journal says of the replaced file would be done to the good one.
        journal_of(target).unlink(missing_ok=True)
        placing.replace(draft, target)
    except BaseException:
        with suppress(OSError):
            if journal_of(kept).exists() and not journal_of(target).exists():
                placing.replace(journal_of(kept), journal_of(target))
            journal_of(kept).unlink(missing_ok=True)
            kept.unlink(missing_ok=True)
        raise
    return kept


def _keep_aside(target: Path, kept: Path) -> None:
    """Copy the file and what a transaction left beside it, that first: without it the file is no whole one.

    Each is made under the name of a draft: whoever dies here leaves no half copy that looks like a file.
    """
    for source, aside in ((journal_of(target), journal_of(kept)), (target, kept)):
        if source.exists():
            with placing.draft_of(aside, ".moi", is_one_of_many=True) as draft:
                shutil.copyfile(source, draft)
                placing.flush(draft)
                if not filecmp.cmp(source, draft, shallow=False):
                    raise UserError(
                        f"Chưa giữ lại được nguyên vẹn tệp {source}; hãy kiểm tra ổ đĩa rồi làm lại."
                    )
                placing.replace(draft, aside)
