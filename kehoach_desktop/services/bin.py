"""Thùng rác: plans and reports that were deleted rest in it for 30 days and can be put back until then."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from kehoach_desktop.data import bin as data
from kehoach_desktop.data import plans as plan_data
from kehoach_desktop.data.bin import Binned as Binned
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.resting import REST_DAYS, is_believed, is_over
from kehoach_desktop.services import evidence
from kehoach_desktop.services.backups import keep_copy
from kehoach_desktop.services.noting import Step, note_plan

Progress = Callable[[int, int], None]

_GONE = "Mục này không còn trong Thùng rác; hãy mở lại Thùng rác để xem danh sách hiện nay."
_PLAN_FIRST = (
    "Kế hoạch của báo cáo này cũng đang ở Thùng rác hoặc không còn; hãy khôi phục kế hoạch trước, "
    "rồi khôi phục báo cáo."
)


class PutBack(NamedTuple):
    """What was put back, and why the first that was not could not be ("": all was)."""

    done: tuple[Binned, ...]
    why: str


class Tidied(NamedTuple):
    """What was removed for good because its rest was over."""

    documents: int
    files: int


def list_bin(store: Store) -> tuple[Binned, ...]:
    """Return the deleted plans, with how many reports went along, and the reports deleted by themselves."""
    with store.reading() as connection:
        return tuple(data.list_binned(connection))


def restore(store: Store, document_id: int) -> Binned:
    """Put back a plan with the reports deleted with it, or a report; return what it was in the bin.

    Raises UserError when it is not in the bin, and for a report whose plan is not there.
    """
    with store.transaction() as connection:
        return _restore(connection, document_id)


def restore_all(store: Store, document_ids: Iterable[int]) -> PutBack:
    """Put back all of these that can be, plans before the reports made of them."""
    done: list[Binned] = []
    why = ""
    with store.transaction() as connection:
        there = {one.id: one for one in data.list_binned(connection)}
        for document_id in sorted(document_ids, key=lambda one: one in there and bool(there[one].reporting)):
            try:
                done.append(_restore(connection, document_id))
            except UserError as error:
                why = why or str(error)
    return PutBack(tuple(done), why)


def look_at(store: Store, document_id: int) -> tuple[Plan, Plan | None]:
    """Return a document of the bin and, of a report, the plan its tables are made from (None: not there)."""
    with store.reading() as connection:
        document = plan_data.load_plan(connection, document_id, in_bin=True)
        source_id = document.reporting.plan_id if document is not None and document.reporting else 0
        source = plan_data.load_plan(connection, source_id, in_bin=True) if source_id else None
    if document is None:
        raise UserError(_GONE)
    return document, source


def remove(store: Store, document_ids: Iterable[int], progress: Progress | None = None) -> int:
    """Remove these for good, all in one transaction; return how many were in the bin.

    A copy of the file is kept before; where that cannot be, UserError, and all is as it was. ``progress`` is
    told that all is done just before they go: what it raises there leaves them where they are.
    """
    if store.is_read_only:  # before a copy is kept for nothing
        raise UserError(f"Cửa sổ này chỉ để xem nên không xóa hẳn được. {store.why_read_only}")
    keep_copy(store.path, "deletion")
    if progress is not None:
        progress(1, 1)
    with store.transaction() as connection:
        return _remove(connection, document_ids, "Xóa hẳn")


def empty(store: Store, progress: Progress | None = None) -> int:
    """Remove for good all that is in the bin, as ``remove`` does; return how many that were."""
    return remove(store, [one.id for one in list_bin(store)], progress)


def tidy(store: Store, now: dt.datetime) -> Tidied:
    """Remove for good what has rested its 30 days, and the files of evidence that nothing names since.

    Before a document goes a copy of the file is kept. Nothing is removed from a file that is only read, nor
    by a clock that does not fit what the file has written down.
    """
    with store.reading() as connection:
        newest = data.newest_moment(connection, now)
        if (
            store.is_read_only
            or data.is_only_read(connection)
            or (newest is not None and not is_believed(now, newest))
        ):
            return Tidied(0, 0)
        over = _over(connection, now)
    removed = 0
    if over:
        keep_copy(store.path, "deletion")
        with store.transaction() as connection:  # what was put back meanwhile is not among them
            removed = _remove(connection, _over(connection, now), f"Hết {REST_DAYS} ngày trong Thùng rác:")
    return Tidied(removed, evidence.tidy_files(store, now))


def _restore(connection: Any, document_id: int) -> Binned:
    found = data.find(connection, document_id)
    if found is None:
        raise UserError(_GONE)
    if found.reporting is not None and not found.is_plan_there:
        raise UserError(_PLAN_FIRST)
    for one in data.take_out(connection, document_id):
        note_plan(connection, one, Step.RESTORED, f"Khôi phục {_kind(one)} từ Thùng rác")
    return found


def _over(connection: Any, now: dt.datetime) -> list[int]:
    return [one.id for one in data.list_binned(connection) if is_over(one.deleted_at, now)]


def _remove(connection: Any, document_ids: Iterable[int], name: str) -> int:
    """Remove those of them that are in the bin; what was put back meanwhile stays."""
    there = {one.id for one in data.list_binned(connection)}
    wanted = [one for one in document_ids if one in there]
    for document_id in wanted:
        for one in data.remove(connection, document_id):
            note_plan(connection, one, Step.REMOVED, f"{name} {_kind(one)}")
    return len(wanted)


def _kind(document: Plan) -> str:
    return "kế hoạch" if document.reporting is None else "báo cáo"
