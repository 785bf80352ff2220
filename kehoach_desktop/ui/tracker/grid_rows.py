"""The rows of the tracker's grid as values: a task with what its quarters show, a group's heading."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from kehoach_desktop.domain.charts import due_quarters, states_by_quarter
from kehoach_desktop.domain.figures import says_something
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.periods import DECREE_09, Period, Scheme, quarter
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
class Seen:
    """How a task stands at the end of the period in view.

    ``overdue_since``: the day it was due, when it is overdue; ``overdue_quarter``: whose cell says so, 0
    for none. ``is_to_do``: something is to be done in the period, or is left from before it.
    """

    state: State
    is_due: bool
    overdue_since: dt.date | None
    overdue_quarter: int
    is_to_do: bool


class Course:
    """What a task's time and states come to. Tasks that go alike share one, so thousands are soon counted.

    ``states``: what stands in each quarter, None where nothing is due and nothing recorded; ``standing``:
    how the task stands when each quarter ends. ``span`` and ``due`` are None when the time is not
    understood: then it may be due in any quarter.
    """

    __slots__ = ("_look", "_seen", "due", "end", "recorded", "span", "standing", "states")

    def __init__(
        self,
        span: TimeSpan | None,
        due: frozenset[int] | None,
        states: tuple[State | None, ...],
        standing: tuple[State, ...],
        recorded: frozenset[int],
    ) -> None:
        self.span, self.due, self.states, self.standing = span, due, states, standing
        self.recorded = recorded
        self.end = span.end if span is not None else None
        self._look: Look | None = None
        self._seen: Seen | None = None

    def seen(self, look: Look) -> Seen:
        """Return how the task stands at the end of the period."""
        if self._seen is None or self._look is not look:
            self._look, self._seen = look, self._looked_at(look)
        return self._seen

    def is_only_recorded(self, look: Look) -> bool:
        """Say whether something is recorded in the period though nothing is due in it."""
        return not self.seen(look).is_due and any(number in self.recorded for number in look.quarters)

    def _looked_at(self, look: Look) -> Seen:
        state = self.standing[look.begun - 1] if look.begun else State.NONE
        since, quarter_said = None, 0
        if self.end is not None and self.end <= look.period.end and state not in CLOSED:
            since = self.end
            quarter_said = max((n for n in range(1, look.begun + 1) if self._shows(n)), default=0)
        span, within = self.span, look.period
        is_due = span is None or any(a <= within.end and b >= within.start for a, b in span.spans)
        is_to_do = since is not None or (is_due and self._is_left(look, state))
        return Seen(state, is_due, since, quarter_said, is_to_do)

    def _is_left(self, look: Look, state: State) -> bool:
        """Say whether a task that is due in the period is still to do.

        What goes on all year has to be recorded each quarter: that the last one was done does not close it.
        """
        due = [n for n in look.quarters if self.due is None or n in self.due]
        here = self.states[due[-1] - 1] if due else state
        if here is not State.NONE:
            return here not in CLOSED
        if state not in CLOSED:
            return True
        closed = max(n for n in range(1, look.begun + 1) if self.states[n - 1] in CLOSED)
        return closed < due[-1] and (self.due is None or closed in self.due)

    def _shows(self, number: int) -> bool:
        return self.states[number - 1] is not None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A task; ``key`` is its id, ``place`` its content's id and words (with its TT)."""

    key: int
    task: Task
    place: tuple[int, str]
    course: Course

    @property
    def cells(self) -> tuple[Any, ...]:
        """What the columns show."""
        task, course = self.task, self.course
        records = tuple(self.record(number) for number in range(1, 5))
        return ((task.form, task.lead, course.end), *zip(records, course.states, strict=True))

    def record(self, number: int) -> Progress | None:
        """Return what is recorded in a quarter (1-4)."""
        return next((record for record in self.task.progress if record.quarter == number), None)

    def is_hatched(self, number: int) -> bool:
        """Say whether nothing is due in the quarter and nothing is recorded."""
        return self.course.states[number - 1] is None


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
        self._made: dict[int, tuple[Activity, str, int, list[GridRow]]] = {}
        self._courses: dict[tuple[Any, ...], Course] = {}
        self._calendar: tuple[int, Scheme] = (0, DECREE_09)

    def rows(self, plan: Plan | None) -> list[GridRow]:
        """Return the plan's tasks in order."""
        if plan is None or self._calendar != (plan.year, plan.scheme):
            self._made, self._courses = {}, {}
        if plan is None:
            return []
        self._calendar = (plan.year, plan.scheme)
        before, made, rows = self._made, {}, []
        for place, appendix in enumerate(plan.appendices, 1):
            lead = f"Phụ lục {roman(place)}, " if len(plan.appendices) > 1 else ""
            for number, activity in enumerate(appendix.activities, 1):
                known = before.get(activity.id)
                if known is None or known[0] is not activity or known[2] != number or known[1] != lead:
                    content = f"{lead}{number}. {activity.content or NO_CONTENT}"
                    known = (
                        activity,
                        lead,
                        number,
                        self._renewed(activity, content, known[3] if known is not None else []),
                    )
                made[activity.id] = known
                rows += known[3]
        self._made = made
        return rows

    def _renewed(self, activity: Activity, content: str, before: list[GridRow]) -> list[GridRow]:
        """Return the rows of a content that has changed; its tasks that have not keep theirs."""
        kept = {row.key: row for row in before if row.place[1] == content}
        rows = []
        for task in activity.tasks:
            row = kept.get(task.id)
            if row is None or row.task is not task:
                row = GridRow(task.id, task, (activity.id, content), self._course(task))
            rows.append(row)
        return rows

    def _course(self, task: Task) -> Course:
        recorded = tuple((r.quarter, str(r.status), says_something(r)) for r in task.progress)
        course = self._courses.get((task.time, recorded))
        if course is None:
            course = self._courses[(task.time, recorded)] = _course(task, *self._calendar)
        return course


def look_at(period: Period, year: int, scheme: Scheme) -> Look:
    """Return the period with the quarters of the year it covers."""
    spans = [quarter(year, number, scheme) for number in range(1, 5)]
    begun = sum(span.start <= period.end for span in spans)
    first = 1 + sum(span.end < period.start for span in spans)
    return Look(period, range(min(first, 4), max(begun, min(first, 4)) + 1), begun)


def _course(task: Task, year: int, scheme: Scheme) -> Course:
    recorded = {record.quarter: record.status for record in task.progress}
    standing: list[State] = []
    last = State.NONE
    for number in range(1, 5):
        found = recorded.get(number, State.NONE)
        last = last if found is State.NONE else found
        standing.append(last)
    span = understand(task.time, year, scheme)
    states = states_by_quarter(task, year, scheme)
    told = frozenset(record.quarter for record in task.progress if says_something(record))
    return Course(span, due_quarters(task.time, year, scheme), states, tuple(standing), told)
