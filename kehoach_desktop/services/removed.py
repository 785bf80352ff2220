"""What was taken out of a plan in the last 30 days: rows, records, evidence, text; each can be put back."""

import datetime as dt
import json
from collections.abc import Callable, Iterator

from kehoach_desktop.data import removals as data
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain.history.told import OF_THE_EDIT, Step
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.removed.finding import Done, find_removed
from kehoach_desktop.domain.removed.finding import Removed as Removed
from kehoach_desktop.domain.resting import REST_DAYS, is_over

Progress = Callable[[int, int], None]
"""How much is done, of how much; what it raises ends the work."""
_AT_ONCE = 500  # rows read in one short transaction: who types meanwhile does not wait for more


def list_removed(
    store: Store, plan: Plan, now: dt.datetime, progress: Progress | None = None
) -> tuple[Removed, ...]:
    """Return what was taken out of the plan and is not in it again, the last first.

    It may take a while, and may be called from any thread.
    """
    found = find_removed(plan, _history(store, plan.id, now, progress))
    return tuple(one for one in found if not is_over(one.removed_at, now))


def _history(store: Store, plan_id: int, now: dt.datetime, progress: Progress | None) -> Iterator[Done]:
    since = now - dt.timedelta(days=REST_DAYS + 2)
    after, rows = 0, [data.Row(0, now, "", "", "")]
    while rows:
        if progress is not None:
            progress(0, 1)
        with store.reading() as connection:
            rows = data.rows_since(connection, plan_id, since, after, _AT_ONCE)
        for row in rows:
            after = row.id
            if row.step in OF_THE_EDIT:
                edits = json.loads(row.content).get("edits", ())
                yield Done(row.at, row.name, edits, is_undo=row.step == Step.UNDO)
