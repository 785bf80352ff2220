"""The rows of the tracker's grid as values: a task with what its quarters show, a group's heading."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kehoach_desktop.domain.charts import due_quarters, states_by_quarter
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.periods import Period, Scheme, quarter
from kehoach_desktop.domain.plan import Activity, Plan, Progress, State, Task
from kehoach_desktop.domain.timephrase import TimeSpan, understand

CLOSED = frozenset({State.DONE, State.DROPPED})
NO_CONTENT = "(chưa ghi nội dung)"


@dataclass(frozen=True, slots=True)
class Look:
    """The period in view: the quarters it covers, and how many of the year have begun by its end."""

    period: Period
    quarters: range
    begun: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """A task.

    ``states``: what stands in each quarter, None where nothing is due and nothing recorded; ``standing``:
    how the task stands when each quarter ends.
    """

    task: Task
    place: tuple[int, str]  # the content's id, and its words with its TT
    span: TimeSpan | None  # None when the time is not understood: then it may be due in any quarter
    due: frozenset[int] | None
    states: tuple[State | None, ...]
    standing: tuple[State, ...]

    @property
    def key(self) -> int:
        """The task's id."""
        return self.task.id

    @property
    def cells(self) -> tuple[Any, ...]:
        """What the columns show."""
        task = self.task
        records = tuple(self.record(number) for number in range(1, 5))
        return ((task.form, task.lead, self.span), *zip(records, self.states, strict=True))

    def record(self, number: int) -> Progress | None:
        """Return what is recorded in a quarter (1-4)."""
        return next((record for record in self.task.progress if record.quarter == number), None)

    def is_hatched(self, number: int) -> bool:
        """Say whether nothing is due in the quarter and nothing is recorded."""
        return self.states[number - 1] is None

    def is_due_in(self, period: Period) -> bool:
        """Say whether the task is due in the period; when its time is not understood it may be."""
        span = self.span
        return span is None or any(a <= period.end and b >= period.start for a, b in span.spans)

    def is_recorded_in(self, quarters: range) -> bool:
        """Say whether anything is recorded in any of the quarters, due or not."""
        return any(
            record.quarter in quarters and self.states[record.quarter - 1] is not None
            for record in self.task.progress
        )

    def state_at(self, look: Look) -> State:
        """Return how the task stands at the period's end."""
        return self.standing[look.begun - 1] if look.begun else State.NONE

    def overdue_since(self, look: Look) -> dt.date | None:
        """Return the day the task was due when it is overdue at the period's end."""
        span = self.span
        if span is None or span.end > look.period.end or self.state_at(look) in CLOSED:
            return None
        return span.end

    def overdue_quarter(self, look: Look) -> int:
        """Return the quarter whose cell says that the task is overdue; 0 for none."""
        if self.overdue_since(look) is None:
            return 0
        return max((n for n in range(1, look.begun + 1) if self.states[n - 1] is not None), default=0)

    def is_to_do(self, look: Look) -> bool:
        """Say whether something is to be done in the period, or is left from before it.

        What goes on all year has to be recorded each quarter: that the last one was done does not close it.
        """
        if self.overdue_since(look) is not None:
            return True
        if not self.is_due_in(look.period):
            return False
        due = [n for n in look.quarters if self.due is None or n in self.due]
        here = self.states[due[-1] - 1] if due else self.state_at(look)
        if here is not State.NONE:
            return here not in CLOSED
        if self.state_at(look) not in CLOSED:
            return True
        closed = max(n for n in range(1, look.begun + 1) if self.states[n - 1] in CLOSED)
        return closed < due[-1] and (self.due is None or closed in self.due)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of a group; a closed one hides its rows."""

    key: int
    name: str
    total: int
    done: int
    overdue: int
    is_open: bool

    @property
    def cells(self) -> tuple[Any, ...]:
        """What the columns show: the heading runs over all of them."""
        return (self,) * 5


class RowMaker:
    """Makes the rows of a plan; what has not changed since the last time stays the same object."""

    def __init__(self) -> None:
        self._made: dict[int, GridRow] = {}
        self._calendar: tuple[int, Scheme] | None = None

    def rows(self, plan: Plan | None) -> list[GridRow]:
        """Return the plan's tasks in order."""
        if plan is None:
            self._made = {}
            return []
        if self._calendar != (plan.year, plan.scheme):
            self._calendar, self._made = (plan.year, plan.scheme), {}
        made = self._made
        rows: list[GridRow] = []
        for activity, content in _contents(plan):
            for task in activity.tasks:
                row = made.get(task.id)
                if row is None or row.task is not task or row.place != (activity.id, content):
                    row = _row(task, activity, content, plan.year, plan.scheme)
                rows.append(row)
        self._made = {row.task.id: row for row in rows}
        return rows


def look_at(period: Period, year: int, scheme: Scheme) -> Look:
    """Return the period with the quarters of the year it covers."""
    spans = [quarter(year, number, scheme) for number in range(1, 5)]
    begun = sum(span.start <= period.end for span in spans)
    first = 1 + sum(span.end < period.start for span in spans)
    return Look(period, range(min(first, 4), max(begun, min(first, 4)) + 1), begun)


def _contents(plan: Plan) -> Iterator[tuple[Activity, str]]:
    """Yield the contents with their TT, and with the appendix where there are several."""
    for place, appendix in enumerate(plan.appendices, 1):
        lead = f"Phụ lục {roman(place)}, " if len(plan.appendices) > 1 else ""
        for number, activity in enumerate(appendix.activities, 1):
            yield activity, f"{lead}{number}. {activity.content or NO_CONTENT}"


def _row(task: Task, activity: Activity, content: str, year: int, scheme: Scheme) -> GridRow:
    recorded = {record.quarter: record.status for record in task.progress}
    standing: list[State] = []
    last = State.NONE
    for number in range(1, 5):
        found = recorded.get(number, State.NONE)
        last = last if found is State.NONE else found
        standing.append(last)
    states = states_by_quarter(task, year, scheme)
    span, due = _span(task.time, year, scheme), due_quarters(task.time, year, scheme)
    return GridRow(task, (activity.id, content), span, due, states, tuple(standing))


@lru_cache(maxsize=4096)
def _span(time: str, year: int, scheme: Scheme) -> TimeSpan | None:
    return understand(time, year, scheme)
