"""A change of the list that can be taken back, with what it led to in the open plan and in other drafts."""

from dataclasses import dataclass, field

from kehoach_desktop.domain.directory import DirectoryEntry, Kind, known_names
from kehoach_desktop.domain.directory_use import called_otherwise, cells, renamed
from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.issuing import is_refused
from kehoach_desktop.services import directory
from kehoach_desktop.services.directory import Elsewhere
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

    here: int  # places in the open plan
    edit: Edit | None  # what would change them
    is_frozen: bool  # the open plan is issued and stays as it is
    elsewhere: Elsewhere


def reach(workbench: Workbench, entry: DirectoryEntry) -> Reach:
    """Look where plans call the entry by another of its names."""
    known = known_names(directory.list_entries(workbench.store, Kind.BODY))
    keys, plan = entry.keys, workbench.plan
    but = plan.id if plan is not None else None
    other = directory.elsewhere(workbench.store, entry.kind, keys, entry.name, known, but)
    if plan is None:
        return Reach(0, None, is_frozen=False, elsewhere=other)
    here = sum(
        called_otherwise(cell.text, entry.kind, keys, entry.name, known)
        for cell in cells(plan, entry.kind, known)
    )
    edit = renamed(plan, entry.kind, keys, entry.name, known) if here else None
    return Reach(here, edit, is_frozen=edit is not None and is_refused(plan, edit), elsewhere=other)


def follow_here(workbench: Workbench, change: Change, reached: Reach, name: str) -> bool:
    """Write the name in the open plan, as one step; say whether it was done."""
    if reached.edit is None or not workbench.commit(reached.edit, f"Đổi tên thành “{name}”"):
        return False
    change.plan_step = workbench.stack.index()
    change.plan_id = workbench.plan.id if workbench.plan is not None else 0
    return True


def follow_elsewhere(workbench: Workbench, change: Change, reached: Reach, entry: DirectoryEntry) -> None:
    """Write the name in the other drafts of the file."""
    known = known_names(directory.list_entries(workbench.store, Kind.BODY))
    drafts = reached.elsewhere.drafts
    change.others += directory.rename_in(workbench.store, drafts, entry.kind, entry.keys, entry.name, known)


def take_back(workbench: Workbench, change: Change) -> bool:
    """Put everything back; say whether the open plan needed it and could not, for it was edited since."""
    directory.take_back(workbench.store, change.others)
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
