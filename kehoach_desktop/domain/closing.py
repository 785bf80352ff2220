"""Chốt kỳ: what was reported of a period is kept; closing it again takes the place of that."""

import datetime as dt

from kehoach_desktop.domain.edits import Splice
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Closing, Plan


def close(plan: Plan, closing: Closing) -> Splice:
    """Return the edit that keeps it; an earlier one of the period is kept too and counts no more."""
    return Splice("plan", plan.id, "closings", len(plan.closings), (), (closing,))


def closed(plan: Plan, of: Period) -> Closing | None:
    """Return what was last reported of the period; None when it was never closed.

    A quarter that closed on other days, before the office changed them, is another period.
    """
    return next((each for each in reversed(plan.closings) if _days(each) == _days(of)), None)


def latest_closings(plan: Plan) -> tuple[Closing, ...]:
    """Return the closing that counts of each period closed, in the order of the periods."""
    counting = {_days(closing): closing for closing in plan.closings}
    return tuple(sorted(counting.values(), key=lambda closing: (closing.end, closing.start)))


def _days(of: Period | Closing) -> tuple[str, dt.date, dt.date]:
    return of.code, of.start, of.end
