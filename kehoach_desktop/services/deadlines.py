"""What is due next for a plan's reports, as the plan and the reports kept with it stand."""

import datetime as dt

from kehoach_desktop.data import plans as data
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain.deadlines import Deadline, next_deadline
from kehoach_desktop.domain.plan import Plan


def find_deadline(store: Store, plan: Plan, today: dt.date) -> Deadline | None:
    """Return what is to be done next; None for a report, and when the year's reports are over."""
    if plan.reporting is not None:
        return None
    with store.reading() as connection:
        sent = data.sent_codes(connection, plan.id)
    return next_deadline(plan, today, sent)
