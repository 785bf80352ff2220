"""A period's figures: tasks by state, what is overdue, quantities of the period and since the year began."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kehoach_desktop.domain.periods import DECREE_09, Period, Scheme, quarter
from kehoach_desktop.domain.plan import Plan, Progress, Quantity, State, Task
from kehoach_desktop.domain.text import sort_key
from kehoach_desktop.domain.timephrase import understand


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one indicator in one unit: in the period, and since the reporting year began."""

    indicator: str
    unit: str
    value: int | float
    cumulative: int | float


@dataclass(frozen=True, slots=True)
class Figures:
    """Each task counts once in ``states``; their sum is ``total``."""

    total: int
    overdue: int
    states: dict[State, int]
    totals: tuple[Total, ...]


def figures(plan: Plan, period: Period, scheme: Scheme = DECREE_09) -> Figures:
    """Return the figures of a period of the plan's reporting year."""
    states = dict.fromkeys(State, 0)
    overdue = 0
    tasks = list(all_tasks(plan))
    for task in tasks:
        states[state(task, plan.year, period, scheme)] += 1
        overdue += is_overdue(task, plan.year, period, scheme)
    return Figures(len(tasks), overdue, states, _totals(plan, period, scheme))


def all_tasks(plan: Plan) -> Iterator[Task]:
    """Yield every task of every appendix in order."""
    for appendix in plan.appendices:
        for activity in appendix.activities:
            yield from activity.tasks


def last_record(task: Task, year: int, period: Period, scheme: Scheme = DECREE_09) -> Progress | None:
    """Return the latest record of a state in a quarter that began in or before the period; None for none."""
    records = [
        record
        for record in task.progress
        if record.status is not State.NONE and quarter(year, record.quarter, scheme).start <= period.end
    ]
    return max(records, key=lambda record: record.quarter, default=None)


def state(task: Task, year: int, period: Period, scheme: Scheme = DECREE_09) -> State:
    """Return how the task stands at the period's end."""
    record = last_record(task, year, period, scheme)
    return State.NONE if record is None else record.status


def is_overdue(task: Task, year: int, period: Period, scheme: Scheme = DECREE_09) -> bool:
    """Say whether a task neither done nor dropped was due on or before the period's last day.

    A time that is not understood is never overdue.
    """
    if state(task, year, period, scheme) in {State.DONE, State.DROPPED}:
        return False
    span = understand(task.time, year, scheme)
    return span is not None and span.end <= period.end


def falls_in(task: Task, year: int, period: Period, scheme: Scheme = DECREE_09) -> bool:
    """Say whether the task is to be worked on in the period; with a time not understood, in every one."""
    span = understand(task.time, year, scheme)
    return span is None or any(start <= period.end and end >= period.start for start, end in span.spans)


def records_of(task: Task, year: int, period: Period, scheme: Scheme = DECREE_09) -> tuple[Progress, ...]:
    """Return the task's records whose quarter closes inside the period, in order of quarters."""
    return tuple(
        record
        for record in sorted(task.progress, key=lambda record: record.quarter)
        if period.start <= quarter(year, record.quarter, scheme).end <= period.end
    )


def add_up(values: list[int | float]) -> int | float:
    """Return the exact decimal sum (0.1 + 0.2 is 0.3), as int when it is whole."""
    total = sum((Decimal(repr(value)) for value in values), Decimal(0))
    return int(total) if total == total.to_integral_value() else float(total)


def sums(quantities: Iterable[Quantity]) -> dict[tuple[str, str], int | float]:
    """Return one exact sum for each ``(indicator, unit)``, in order of first mention: units never mix."""
    values: dict[tuple[str, str], list[int | float]] = {}
    for quantity in quantities:
        values.setdefault((quantity.indicator, quantity.unit), []).append(quantity.value)
    return {key: add_up(each) for key, each in values.items()}


def counted_on(quantity: Quantity, record: Progress, year: int, scheme: Scheme = DECREE_09) -> dt.date:
    """Return the day a quantity counts on: its own date, else the day its quarter closes."""
    return quantity.date or quarter(year, record.quarter, scheme).end


def _totals(plan: Plan, period: Period, scheme: Scheme) -> tuple[Total, ...]:
    year_start = quarter(plan.year, 1, scheme).start
    inside: dict[tuple[str, str], list[int | float]] = {}
    since: dict[tuple[str, str], list[int | float]] = {}
    for task in all_tasks(plan):
        for record in task.progress:
            for quantity in record.quantities:
                day = counted_on(quantity, record, plan.year, scheme)
                if not min(year_start, period.start) <= day <= period.end:
                    continue
                key = (quantity.indicator, quantity.unit)
                here = since.setdefault(key, [])
                if day >= year_start:
                    here.append(quantity.value)
                if day >= period.start:
                    inside.setdefault(key, []).append(quantity.value)
    return tuple(
        Total(*key, add_up(inside.get(key, [])), add_up(since[key]))
        for key in sorted(since, key=lambda key: (sort_key(key[0]), sort_key(key[1])))
    )
