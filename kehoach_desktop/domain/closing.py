"""Chốt kỳ: what was reported of a period is kept; closing it again takes the place of that."""

from kehoach_desktop.domain.edits import Splice
from kehoach_desktop.domain.plan import Closing, Plan


def close(plan: Plan, closing: Closing) -> Splice:
    """Return the edit that keeps it; an earlier one of the period is kept too and counts no more."""
    return Splice("plan", plan.id, "closings", len(plan.closings), (), (closing,))


def closed(plan: Plan, code: str) -> Closing | None:
    """Return what was last reported of the period; None when it was never closed."""
    return next((closing for closing in reversed(plan.closings) if closing.code == code), None)


def latest_closings(plan: Plan) -> tuple[Closing, ...]:
    """Return the closing that counts of each period closed, in the order of the periods."""
    counting = {closing.code: closing for closing in plan.closings}
    return tuple(sorted(counting.values(), key=lambda closing: (closing.end, closing.start)))
