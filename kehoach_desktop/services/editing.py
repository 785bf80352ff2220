"""The one way a kept plan changes."""

from kehoach_desktop.data import plans as data
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain import edits
from kehoach_desktop.domain.edits import Change, Edit
from kehoach_desktop.domain.plan import Plan


def apply_edit(store: Store, plan: Plan, edit: Edit) -> tuple[Plan, tuple[Change, ...]]:
    """Apply the edit in one transaction; return the plan after it and what was touched.

    Raises UserError when the file cannot be written and EditError when the edit does not fit the plan; in
    both cases nothing has changed. When it returns, the edit is on the disk.
    """
    after = edits.apply(plan, edit)
    with store.transaction() as connection:
        data.apply_edit(connection, edit)
    return after, edits.changes(edit)
