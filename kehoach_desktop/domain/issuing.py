"""Ban hành: an issued plan is frozen; what was recorded of its doing goes on."""

from kehoach_desktop.domain.edits import Edit, changes
from kehoach_desktop.domain.plan import Plan, Status

_OF_THE_TRACKER = {"progress", "quantity", "evidence"}


def is_refused(plan: Plan, edit: Edit) -> bool:
    """Say whether the plan is issued and the edit would change what went out.

    Tracking is not on the plan's paper, and the state itself may always be set.
    """
    if plan.status is not Status.ISSUED:
        return False
    touched = changes(edit)
    if any(change.kind == "plan" and change.name == "status" for change in touched):
        return False
    return any(
        change.kind not in _OF_THE_TRACKER and (change.kind, change.name) != ("task", "progress")
        for change in touched
    )
