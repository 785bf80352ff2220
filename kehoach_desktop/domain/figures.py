"""A period's figures: tasks by state, what is overdue, quantities of the period and since the year began."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kehoach_desktop.domain.periods import Period, Scheme, quarter
from kehoach_desktop.domain.plan import Plan, Progress, Quantity, State, Task
from kehoach_desktop.domain.text import sort_key
from kehoach_desktop.domain.timephrase import understand

Number = int | float
Exact = int | Decimal
IndicatorUnit = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one indicator in one unit: in the period, and since the reporting year began."""

    indicator: str
    unit: str
    value: Number
    cumulative: Number


@dataclass(frozen=True, slots=True)
class Figures:
    """Each task counts once in ``states``; their sum is ``total``."""

    total: int
    overdue: int
    states: dict[State, int]
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What one task adds to a period's figures: how it stands, and its sums in the period and since."""

    state: State
    is_overdue: bool
    inside: dict[IndicatorUnit, Exact]
    since: dict[IndicatorUnit, Exact]


class Memory:
    """The shares of tasks as they were last counted: after an edit only what changed is counted anew.

    A task is a value, so while it is the same object its share is the same.
    """

    _MOST_PERIODS = 8

    def __init__(self) -> None:
        self._known: dict[tuple[int, Period, Scheme], dict[int, tuple[Task, Share]]] = {}

    def shares(self, plan: Plan, period: Period) -> Iterator[Share]:
        """Yield the share of each task of the plan, in order."""
        key = (plan.year, period, plan.scheme)
        before = self._known.pop(key, {})
        now: dict[int, tuple[Task, Share]] = {}
        for task in all_tasks(plan):
            task_and_share = before.get(task.id)
            if task_and_share is None or task_and_share[0] is not task:
                task_and_share = (task, share_of(task, plan.year, period, plan.scheme))
            now[task.id] = task_and_share
            yield task_and_share[1]
        self._known[key] = now  # the one asked for last stands last
        while len(self._known) > self._MOST_PERIODS:
            del self._known[next(iter(self._known))]


def figures(plan: Plan, period: Period, memory: Memory | None = None) -> Figures:
    """Return the figures of a period of the plan's reporting year.

    With one ``memory`` for a row of counts, tasks that did not change are not counted anew.
    """
    states = dict.fromkeys(State, 0)
    overdue = total = 0
    inside: dict[IndicatorUnit, Exact] = {}
    since: dict[IndicatorUnit, Exact] = {}
    for share in (memory or Memory()).shares(plan, period):
        total += 1
        states[share.state] += 1
        overdue += share.is_overdue
        for sums_so_far, of_task in ((inside, share.inside), (since, share.since)):
            for key, value in of_task.items():
                sums_so_far[key] = sums_so_far.get(key, 0) + value
    keys = sorted(since.keys() | inside.keys(), key=lambda key: (sort_key(key[0]), sort_key(key[1])))
    totals = tuple(Total(*key, _number(inside.get(key, 0)), _number(since.get(key, 0))) for key in keys)
    return Figures(total, overdue, states, totals)


def share_of(task: Task, year: int, period: Period, scheme: Scheme) -> Share:
    """Return what the task adds to the figures of the period."""
    year_start = quarter(year, 1, scheme).start
    inside: dict[IndicatorUnit, list[Number]] = {}
    since: dict[IndicatorUnit, list[Number]] = {}
    for record in task.progress:
        for quantity in record.quantities:
            day = counted_on(quantity, record, year, scheme)
            if not min(year_start, period.start) <= day <= period.end:
                continue
            key = (quantity.indicator, quantity.unit)
            if day >= year_start:
                since.setdefault(key, []).append(quantity.value)
            if day >= period.start:
                inside.setdefault(key, []).append(quantity.value)
    return Share(
        state(task, year, period, scheme),
        is_overdue(task, year, period, scheme),
        {key: _exactly(values) for key, values in inside.items()},
        {key: _exactly(values) for key, values in since.items()},
    )


def all_tasks(plan: Plan) -> Iterator[Task]:
    """Yield every task of every appendix in order."""
    for appendix in plan.appendices:
        for activity in appendix.activities:
            yield from activity.tasks


def says_something(record: Progress) -> bool:
    """Say whether anything at all stands in the record."""
    return bool(
        record.status is not State.NONE
        or record.percent
        or record.result
        or record.difficulty
        or record.proposal
        or record.quantities
        or record.evidence
    )


def last_record(task: Task, year: int, period: Period, scheme: Scheme) -> Progress | None:
    """Return the latest record of a state in a quarter that began in or before the period; None for none."""
    records = [
        record
        for record in task.progress
        if record.status is not State.NONE and quarter(year, record.quarter, scheme).start <= period.end
    ]
    return max(records, key=lambda record: record.quarter, default=None)


def state(task: Task, year: int, period: Period, scheme: Scheme) -> State:
    """Return how the task stands at the period's end."""
    record = last_record(task, year, period, scheme)
    return State.NONE if record is None else record.status


def is_overdue(task: Task, year: int, period: Period, scheme: Scheme) -> bool:
    """Say whether a task neither done nor dropped was due on or before the period's last day.

    A time that is not understood is never overdue.
    """
    if state(task, year, period, scheme) in {State.DONE, State.DROPPED}:
        return False
    span = understand(task.time, year, scheme)
    return span is not None and span.end <= period.end


def falls_in(task: Task, year: int, period: Period, scheme: Scheme) -> bool:
    """Say whether the task is to be worked on in the period; with a time not understood, in every one."""
    span = understand(task.time, year, scheme)
    return span is None or any(start <= period.end and end >= period.start for start, end in span.spans)


def records_of(task: Task, year: int, period: Period, scheme: Scheme) -> tuple[Progress, ...]:
    """Return the task's records whose quarter closes inside the period, in order of quarters."""
    return tuple(
        record
        for record in sorted(task.progress, key=lambda record: record.quarter)
        if period.start <= quarter(year, record.quarter, scheme).end <= period.end
    )


def add_up(values: Iterable[Number | Exact]) -> Number:
    """Return the exact decimal sum (0.1 + 0.2 is 0.3), as int when it is whole."""
    return _number(_exactly(values))


def _number(exact: Exact) -> Number:
    return int(exact) if exact == int(exact) else float(exact)


def _exactly(values: Iterable[Number | Exact]) -> Exact:
    total: Exact = 0
    for value in values:
        total += Decimal(repr(value)) if isinstance(value, float) else value
    return total


def sums(quantities: Iterable[Quantity]) -> dict[IndicatorUnit, Number]:
    """Return one exact sum for each ``(indicator, unit)``, in order of first mention: units never mix."""
    values: dict[IndicatorUnit, list[Number]] = {}
    for quantity in quantities:
        values.setdefault((quantity.indicator, quantity.unit), []).append(quantity.value)
    return {key: add_up(each) for key, each in values.items()}


def counted_on(quantity: Quantity, record: Progress, year: int, scheme: Scheme) -> dt.date:
    """Return the day a quantity counts on: its own date, else the day its quarter closes."""
    return quantity.date or quarter(year, record.quarter, scheme).end
