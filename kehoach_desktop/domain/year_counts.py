"""A task's counted results over the year: what a quarter is expected to have, sums so far, targets."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kehoach_desktop.domain.count_names import count_key, first_spellings, names_of, spellings
from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.figures import all_tasks, sums
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Plan, Quantity, Task

_MOST_REMEMBERED = 5  # a task that once counted twenty things does not ask for them every quarter
Key = tuple[str, str]
"""Indicator and unit: what differs in either is never added together."""


class SoFar(NamedTuple):
    """The sum of an indicator in a unit since the reporting year began, and what is to be reached."""

    indicator: str
    unit: str
    value: int | float
    target: int | float | None


def target_of(task: Task | None, indicator: str, unit: str) -> int | float | None:
    """Return the year's target of the task for an indicator in a unit, however spelt; None for none."""
    targets = task.targets if task else ()
    exact = (t.value for t in targets if (t.indicator, t.unit) == (indicator, unit))
    key = count_key(indicator, unit)
    return next(exact, next((t.value for t in targets if count_key(t.indicator, t.unit) == key), None))


def expected(task: Task, quarter: int) -> list[Key]:
    """Return what the task is to be counted by: its targets, then what its other quarters have counted."""
    targets = [(target.indicator, target.unit) for target in task.targets]
    others = (
        (quantity.indicator, quantity.unit)
        for record in task.progress
        if record.quarter != quarter
        for quantity in record.quantities
    )
    of_targets = {count_key(*name) for name in targets}
    remembered = [name for key, name in first_spellings(others).items() if key not in of_targets]
    return [*dict.fromkeys(targets), *remembered[:_MOST_REMEMBERED]]


def so_far(task: Task, until: Period, quarters: Sequence[Period]) -> list[SoFar]:
    """Return the sums from the year's first day to the last of ``until``, targets without a result too.

    What is dated counts by its date, all else in the quarter it is recorded in.
    """
    counted: list[Quantity] = []
    for record in task.progress:
        closes = quarters[record.quarter - 1].end
        counted += [q for q in record.quantities if quarters[0].start <= (q.date or closes) <= until.end]
    found = sums(counted)
    values = {count_key(*name): value for name, value in found.items()}
    shown = first_spellings((*((t.indicator, t.unit) for t in task.targets), *found))
    return [SoFar(*name, values.get(key, 0), target_of(task, *name)) for key, name in shown.items()]


def outside_sentence(day: dt.date, period: Period, quarters: Sequence[Period]) -> str:
    """Return where a day that is not of the period counts; "" for one inside."""
    if period.start <= day <= period.end:
        return ""
    inside = next((quarter for quarter in quarters if quarter.start <= day <= quarter.end), None)
    told = f"Ngày {short_date(day)} không thuộc {period.name} ({period.span_words})"
    if inside is None:
        return f"{told} và ở ngoài năm báo cáo, nên số này không tính vào quý nào; hãy xem lại ngày."
    return f"{told}: số này tính vào {inside.name}. Nếu không phải vậy, hãy sửa ngày hoặc bỏ trống."


def used_indicators(plan: Plan) -> list[Key]:
    """Return the indicators of the plan with their units, the most used first, each in one spelling."""
    counts: Counter[Key] = Counter()
    for task in all_tasks(plan):
        counts.update(count_key(*name) for name in names_of(task))
    shown = spellings(all_tasks(plan))
    return [shown[key] for key, _ in counts.most_common()]
