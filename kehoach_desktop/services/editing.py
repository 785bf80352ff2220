"""The one way a kept plan changes: every change is written into the history in the same transaction."""

from kehoach_desktop.data import plans as data
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain import edits
from kehoach_desktop.domain.edits import Change, Edit, Splice
from kehoach_desktop.domain.history.told import Step as Step
from kehoach_desktop.domain.history.told import told_edit
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services.noting import note

_LONG = 200  # fields: some 10 ms, on an old PC several times that
_A_THING = 5  # fields a thing of a list counts for


def is_long(edit: Edit) -> bool:
    """Say whether applying and keeping the edit would be felt."""
    parts = edits.flat(edit)
    if len(parts) > _LONG:
        return True
    things = sum(len(part.old) + len(part.new) for part in parts if isinstance(part, Splice))
    return len(parts) + _A_THING * things > _LONG


def apply_edit(
    store: Store, plan: Plan, edit: Edit, name: str = "", *, step: Step = Step.EDIT
) -> tuple[Plan, tuple[Change, ...]]:
    """Apply the edit in one transaction; return the plan after it and what was touched.

    The history keeps it as ``name``, the words of the undo menu, in the same transaction. Raises UserError
    when the file cannot be written and EditError when the edit does not fit the plan; in both cases nothing
    has changed. When it returns, the edit is on the disk.
    """
    after = edits.apply(plan, edit)
    told = told_edit(plan, after, edit, step, name)
    with store.transaction() as connection:
        data.apply_edit(connection, edit)
        note(connection, told)
    return after, edits.changes(edit)
