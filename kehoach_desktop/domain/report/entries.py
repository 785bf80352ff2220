"""What a period's counted results are made of: each quantity with its task, its quarter and its day."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kehoach_desktop.domain.count_names import IndicatorUnit, count_key
from kehoach_desktop.domain.figures import add_up, all_tasks, counted_on
from kehoach_desktop.domain.periods import CUMULATIVE, Period, period, quarter
from kehoach_desktop.domain.plan import Plan, Quantity, Reporting, Task


@dataclass(frozen=True, slots=True)
class Entry:
    """A quantity as it was entered; ``day`` is the one it counts on."""

    task: Task
    quarter: int
    quantity: Quantity
    day: dt.date

    @property
    def key(self) -> IndicatorUnit:
        """What is counted, in which unit, however spelt."""
        return count_key(self.quantity.indicator, self.quantity.unit)


def entries(plan: Plan, start: dt.date, end: dt.date) -> Iterator[Entry]:
    """Yield what counts from ``start`` to ``end``, in the order of tasks and quarters."""
    for task in all_tasks(plan):
        for record in sorted(task.progress, key=lambda record: record.quarter):
            for quantity in record.quantities:
                day = counted_on(quantity, record, plan.year, plan.scheme)
                if start <= day <= end:
                    yield Entry(task, record.quarter, quantity, day)


def summed(found: Iterable[Entry]) -> dict[IndicatorUnit, int | float]:
    """Return one exact sum for each indicator and unit, in order of first mention."""
    values: dict[IndicatorUnit, list[int | float]] = {}
    for entry in found:
        values.setdefault(entry.key, []).append(entry.quantity.value)
    return {key: add_up(each) for key, each in values.items()}


def year_start(plan: Plan) -> dt.date:
    """Return the day the plan's reporting year began."""
    return quarter(plan.year, 1, plan.scheme).start


def period_of(reporting: Reporting, plan: Plan) -> Period:
    """Return the period a report is on, with the days it had when the report was begun."""
    code, start, end = reporting.code, reporting.start, reporting.end
    if code in CUMULATIVE:
        return Period(code, period(plan.year, code, plan.scheme).name, start, end)
    from kehoach_desktop.domain.periods import between

    return between(start, end)
