"""A change of the list that can be taken back, with what it led to in the open plan and in other drafts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kehoach_desktop.domain.directory import DirectoryEntry, Kind, known_names
from kehoach_desktop.domain.directory_use import called_otherwise, cells, renamed
from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.issuing import is_refused
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import directory
from kehoach_desktop.services.directory import Elsewhere, Progress
from kehoach_desktop.services.files import Store
from kehoach_desktop.ui.workbench import Workbench


@dataclass
class Change:
    """What was done, in words; ``rows`` are the office's rows before it (None: the list was left alone)."""

    said: str
    rows: list[DirectoryEntry] | None
    plan_step: int | None = None  # the undo stack's place after the open plan followed
    plan_id: int = 0
    others: list[tuple[int, Edit]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where plans still call an entry otherwise than by its name."""

    plan: Plan | None  # the open plan as it was looked at
    here: int  # places in it
    edit: Edit | None  # what would change them
    is_frozen: bool  # the open plan is issued and stays as it is
    elsewhere: Elsewhere


def reach(store: Store, plan: Plan | None, entry: DirectoryEntry, progress: Progress) -> Reach:
    """Look where plans call the entry by another of its names; long in a long plan."""
    known = known_names(directory.list_entries(store, Kind.BODY))
    keys = entry.keys
    but = plan.id if plan is not None else None
    other = directory.elsewhere(store, entry.kind, keys, entry.name, known, but, progress=progress)
    if plan is None:
        return Reach(None, 0, None, is_frozen=False, elsewhere=other)
    here = 0
    for cell in cells(plan, entry.kind, known):
        progress(0, 1)
        here += called_otherwise(cell.text, entry.kind, keys, entry.name, known)
    edit = renamed(plan, entry.kind, keys, entry.name, known) if here else None
    return Reach(plan, here, edit, is_frozen=edit is not None and is_refused(plan, edit), elsewhere=other)


def follow_here(workbench: Workbench, change: Change, reached: Reach, name: str) -> bool:
    """Write the name in the open plan, as one step; say whether it was done."""
    if reached.edit is None or not workbench.commit(reached.edit, f"Đổi tên thành “{name}”"):
        return False
    change.plan_step = workbench.stack.index()
    change.plan_id = workbench.plan.id if workbench.plan is not None else 0
    return True


def follow_elsewhere(
    store: Store, drafts: Sequence[int], entry: DirectoryEntry, progress: Progress
) -> list[tuple[int, Edit]]:
    """Write the name in other drafts of the file; return what was done."""
    known = known_names(directory.list_entries(store, Kind.BODY))
    return directory.rename_in(store, drafts, entry.kind, entry.keys, entry.name, known, progress=progress)


def take_back(workbench: Workbench, change: Change) -> bool:
    """Put back the list and the open plan; say whether the plan needed it and could not, edited since.

    Other drafts are put back before, beside the window's thread.
    """
    is_left = False
    if change.plan_step is not None:
        is_same = workbench.plan is not None and workbench.plan.id == change.plan_id
        if is_same and workbench.stack.index() == change.plan_step:
            workbench.undo()
        elif is_same and workbench.stack.index() > change.plan_step:
            is_left = True
    if change.rows is not None:
        directory.put_back(workbench.store, change.rows)
    return is_left
