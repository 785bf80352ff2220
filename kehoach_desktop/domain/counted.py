"""What each task counted, an indicator and a unit at a time: by parts of a period, since the year began."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kehoach_desktop.domain.count_names import IndicatorUnit, count_key, spellings
from kehoach_desktop.domain.figures import Number, add_up, all_tasks, counted_on
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.periods import Period, Scheme, quarter
from kehoach_desktop.domain.plan import Activity, Plan, Task
from kehoach_desktop.domain.report.words import percent_words
from kehoach_desktop.domain.text import sort_key
from kehoach_desktop.domain.words import number_words


@dataclass(frozen=True, slots=True)
class Counted:
    """A task's figures of one indicator in one unit; ``target`` None = none was set.

    ``number`` is its content's TT, ``parts`` follow ``parts_of`` the period.
    """

    number: int | str
    activity: Activity = field(repr=False)
    task: Task = field(repr=False)
    indicator: str
    unit: str
    parts: tuple[Number, ...]
    value: Number
    cumulative: Number
    target: Number | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is counted up; ``shown`` says how each indicator and unit is written."""

    plan: Plan
    period: Period
    spans: tuple[Period, ...]
    shown: Mapping[IndicatorUnit, IndicatorUnit]


def reached_words(value: Number, target: Number | None, unit: str) -> str:
    """Return ``64/96 lượt (66,7%)``; without a target only what was counted."""
    if not target:
        return f"{number_words(value)} {unit}".strip()
    both = f"{number_words(value)}/{number_words(target)} {unit}".strip()
    return f"{both} ({percent_words(value, target)})"


def numbered_by_appendix(plan: Plan) -> Iterator[tuple[str, list[tuple[int | str, Activity]]]]:
    """Yield each appendix as its title and its activities with their TT.

    A single one has no title and its activities are 1, 2, …; of several they are I.1, I.2, …
    """
    if len(plan.appendices) == 1:
        yield "", list(enumerate(plan.appendices[0].activities, 1))
        return
    for place, appendix in enumerate(plan.appendices, 1):
        title = f"Phụ lục {roman(place)}. {appendix.title}".rstrip(". ")
        yield (
            title,
            [(f"{roman(place)}.{number}", each) for number, each in enumerate(appendix.activities, 1)],
        )


def numbered(plan: Plan) -> Iterator[tuple[int | str, Activity]]:
    """Yield each activity of every appendix with its TT."""
    for _, activities in numbered_by_appendix(plan):
        yield from activities


def parts_of(period: Period, year: int, scheme: Scheme) -> tuple[Period, ...]:
    """Return the spans whose figures make up those since the year began: what was before, then the period.

    A period of several whole quarters comes quarter by quarter. One that begins before the year, whose
    figures are not all of the year, is a span of its own.
    """
    quarters = [
        Period(f"Q{number}", f"Quý {roman(number)}", each.start, each.end)
        for number in range(1, 5)
        if (each := quarter(year, number, scheme)).start >= period.start and each.end <= period.end
    ]
    is_whole = len(quarters) > 1 and (quarters[0].start, quarters[-1].end) == (period.start, period.end)
    inside = quarters if is_whole else [Period(period.code, "Trong kỳ", period.start, period.end)]
    first = quarter(year, 1, scheme).start
    if period.start <= first:
        return tuple(inside)
    before = Period("", "Trước kỳ", first, period.start - dt.timedelta(days=1))
    return (before, *inside)


def counted(plan: Plan, period: Period) -> tuple[Counted, ...]:
    """Return what the tasks counted up to the period's end, and what they were to reach in the year.

    Ordered by indicator and unit, tasks in the order of the plan.
    """
    spans = parts_of(period, plan.year, plan.scheme)
    asked = _Asked(plan, period, spans, spellings(all_tasks(plan)))
    # By what they count, of which there is little; to sort all the rows would take longer than to make them.
    groups: dict[tuple[str, str], list[Counted]] = {}
    for number, activity in numbered(plan):
        for task in activity.tasks:
            for row in _of_task(number, activity, task, asked):
                groups.setdefault((row.indicator, row.unit), []).append(row)
    names = sorted(groups, key=lambda name: tuple(map(sort_key, name)))
    return tuple([row for name in names for row in groups[name]])


def _of_task(number: int | str, activity: Activity, task: Task, asked: _Asked) -> Iterator[Counted]:
    plan, period = asked.plan, asked.period
    year_start = quarter(plan.year, 1, plan.scheme).start
    days: dict[IndicatorUnit, list[tuple[dt.date, Number]]] = {}
    targets: dict[IndicatorUnit, list[Number]] = {}
    for target in task.targets:
        key = count_key(target.indicator, target.unit)
        days.setdefault(key, [])
        targets.setdefault(key, []).append(target.value)
    for record in task.progress:
        for quantity in record.quantities:
            day = counted_on(quantity, record, plan.year, plan.scheme)
            if min(year_start, period.start) <= day <= period.end:
                key = count_key(quantity.indicator, quantity.unit)
                days.setdefault(key, []).append((day, quantity.value))
    for key, values in days.items():
        yield Counted(
            number,
            activity,
            task,
            *asked.shown[key],
            tuple(_between(values, span.start, span.end) for span in asked.spans),
            _between(values, period.start, period.end),
            _between(values, year_start, period.end),
            add_up(targets[key]) if key in targets else None,
        )


def _between(values: list[tuple[dt.date, Number]], start: dt.date, end: dt.date) -> Number:
    return add_up([value for day, value in values if start <= day <= end])
