"""Looking into a copy, and bringing it back: into the file that is open, or in place of one that is not."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kehoach_desktop import placing
from kehoach_desktop.data import copy_folder
from kehoach_desktop.data import restoring as data
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.patience import within
from kehoach_desktop.data.store import Store, open_store, take_back
from kehoach_desktop.data.untouched import untouched
from kehoach_desktop.domain.errors import UserError, disk_sentence
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import plans
from kehoach_desktop.services.backups import keep_copy, look_at
from kehoach_desktop.services.copy_tending import bring_evidence_back
from kehoach_desktop.services.plans import PlanSummary

Progress = Callable[[int, int], None]
_READ_S = 120.0  # so long a large copy on a slow stick may take
BEFORE_RESTORING, DAMAGED, REPLACED = "truoc-khi-phuc-hoi", "bi-hong", "da-thay"
"""What the name of a file that gave way to a copy says of it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the state before is kept, and which files of evidence came back with the copy.

    ``kept`` is None where there was no file. ``fault``: why not all of the evidence could come back, "" for
    nothing: the data is restored all the same.
    """

    kept: Path | None
    evidence: tuple[str, ...] = ()
    fault: str = ""


def plans_in(copy: Path) -> list[PlanSummary]:
    """Return the plans of a copy, which is only read; raise UserError when it cannot be."""
    with _opened(copy) as store:
        return plans.list_plans(store)


def plan_in(copy: Path, plan_id: int) -> Plan:
    """Return a plan as it stands in a copy, which is only read."""
    with _opened(copy) as store:
        return plans.get_plan(store, plan_id)


def restore_into(store: Store, copy: Path, progress: Progress | None = None) -> Restored:
    """Give the open file the content of a copy; the state before is kept first, with its evidence.

    ``progress`` is told that all is done just before the file is written: what it raises there still leaves
    the file as it was.

    Nothing else may be at work with the store meanwhile. Raises UserError when the copy is no good or the
    file cannot be written; the file is then as it was.
    """
    if store.is_read_only:  # without the file's lock another may be writing it
        raise UserError(f"Cửa sổ này chỉ để xem nên không khôi phục được. {store.why_read_only}")
    with said_plainly(store.path):
        state = copy_folder.state_of(store.path)
    kept = keep_copy(store.path, "restore")
    if kept is None:
        raise UserError(f"Không tìm thấy tệp dữ liệu {store.path}; hãy đóng chương trình rồi mở lại.")
    tell = progress or _unheard
    tell(1, 2)
    with _near(copy) as near:
        tell(2, 2)
        data.put_into(near, store.path, state)
    return _with_evidence(kept, store.path, copy)


def restore_file(copy: Path, path: Path, why: str = BEFORE_RESTORING) -> Restored:
    """Put a copy in the place of a file nobody has open, be it damaged or missing, with its evidence.

    The file is kept byte by byte under a name that says ``why``. Raises UserError, and leaves all as it was,
    when the copy is no good or is of another file, or somebody has the file open.
    """
    if not copy.exists():
        raise UserError(f"Không tìm thấy bản sao lưu {copy}; hãy kiểm tra lại tên tệp.")
    if path.exists():
        with suppress(UserError):  # what a crash left of a damaged file is kept with it
            take_back(path)
    return _with_evidence(data.put_in_place_of(copy, path, why), path, copy)


def refuse_unsound(copy: Path) -> None:
    """Raise UserError unless every page and every value of the copy can be read now."""
    is_sound = look_at(copy)
    if is_sound is None:
        raise UserError(f"Thư mục {copy.parent} không trả lời; hãy cắm hoặc nối lại rồi làm lại.")
    if not is_sound:
        raise UserError(f"Bản sao {copy.name} không đạt kiểm tra nên không dùng được; hãy chọn bản khác.")


def _with_evidence(kept: Path | None, path: Path, copy: Path) -> Restored:
    try:
        return Restored(kept, bring_evidence_back(path, copy.parent))
    except UserError as error:
        return Restored(kept, fault=f"Chưa đưa lại được hết tệp minh chứng. {error}")


@contextmanager
def _near(copy: Path) -> Iterator[Path]:
    """Give a duplicate of a copy: a slow folder is read once, and a stick may be pulled out."""
    folder = placing.temporary_folder()
    try:
        place = folder / copy.name
        try:
            within(_READ_S, lambda: _duplicate(copy, place))
        except OSError as error:
            raise UserError(disk_sentence(error, copy)) from error
        yield place
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _duplicate(copy: Path, place: Path) -> None:
    with untouched(copy) as still:
        shutil.copyfile(still, place)


@contextmanager
def _opened(copy: Path) -> Iterator[Store]:
    with _near(copy) as near, open_store(near, read_only=True) as store:
        yield store


def _unheard(_done: int, _total: int) -> None:
    """Nobody waits."""
