"""Charts as values: what is drawn on the screen, in the PDF and in the workbook, and said in words.

Two kinds. STACKED: for each category how many tasks stand in which state; the series add up. AGAINST: for
each indicator what was reached against its target of the year; every category has its own unit, so nothing
is added and each bar is measured by its own target.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kehoach_desktop.domain.count_names import (
    IndicatorUnit,
    Spellings,
    count_key,
    first_spellings,
    names_of,
)
from kehoach_desktop.domain.figures import Memory, Number, add_up, all_tasks, figures, says_something
from kehoach_desktop.domain.periods import Period, Scheme
from kehoach_desktop.domain.plan import Plan, State, Task
from kehoach_desktop.domain.text import one_line, search_key, sort_key
from kehoach_desktop.domain.timephrase import quarters
from kehoach_desktop.domain.words import STATE_WORDS, number_words

STACK = (State.DONE, State.DOING, State.LATE, State.DROPPED, State.NONE)
"""The states from below, or from the left."""
QUARTER_NAMES = ("Quý I", "Quý II", "Quý III", "Quý IV")
NO_LEAD = "Chưa ghi chủ trì"
PARTLY = "mới đặt chỉ tiêu cho một số nhiệm vụ"
REACHED, TARGET = "reached", "target"
_TASKS = "nhiệm vụ"


class ChartKind(StrEnum):
    """How the values are to be drawn."""

    STACKED = "stacked"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each category; ``key`` is a State, REACHED or TARGET. None: no such value."""

    key: str
    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """``units`` has one unit for each category; ``notes`` what is to be said beside each, "" for nothing."""

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    units: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value for one in self.series for value in one.values)

    @property
    def totals(self) -> tuple[Number, ...]:
        """The sum of the series in each category of a STACKED chart."""
        return tuple(
            add_up([one.values[place] or 0 for one in self.series]) for place in range(len(self.categories))
        )

    @property
    def percents(self) -> tuple[int | None, ...]:
        """How much of its target each category of an AGAINST chart has reached; None without a target."""
        reached, targets = (one.values for one in self.series)
        return tuple(
            percent_of(value or 0, target) if target else None
            for value, target in zip(reached, targets, strict=True)
        )


def percent_of(part: float, whole: float) -> int:
    """Return the rounded percent; 100 only when all of it is reached."""
    percent = round(100 * part / whole)
    return min(percent, 99) if part < whole else percent


def chart_by_quarter(plan: Plan) -> Chart:
    """Return in which state the tasks of each quarter are recorded: those due in it or with a record."""
    counts: tuple[Counter[State], ...] = tuple(Counter() for _ in QUARTER_NAMES)
    for task in all_tasks(plan):
        for count, stands in zip(counts, states_by_quarter(task, plan.year, plan.scheme), strict=True):
            if stands is not None:
                count[stands] += 1
    return _stacked("Tiến độ theo quý", QUARTER_NAMES, counts, ("",) * 4)


def states_by_quarter(task: Task, year: int, scheme: Scheme) -> tuple[State | None, ...]:
    """Return the state recorded in each quarter; None where nothing is due and nothing recorded.

    A task whose time is not understood may be due in any quarter.
    """
    due = due_quarters(task.time, year, scheme)
    recorded = {record.quarter: record.status for record in task.progress if says_something(record)}
    return tuple(
        recorded.get(number, State.NONE) if due is None or number in due or number in recorded else None
        for number in range(1, 5)
    )


@lru_cache(maxsize=4096)
def due_quarters(time: str, year: int, scheme: Scheme) -> frozenset[int] | None:
    """Return the quarters the time falls in, None when it is not understood; few times are told apart."""
    return quarters(time, year, scheme)


def chart_by_lead(plan: Plan, period: Period, memory: Memory | None = None, most: int = 10) -> Chart:
    """Return how the tasks of each lead body stand at the period's end, the body with most tasks first.

    Beyond ``most`` bodies the smaller ones are one category; what is overdue stands in the notes.
    """
    groups: dict[str, tuple[str, Counter[State], list[int]]] = {}
    shares = (memory or Memory()).shares(plan, period)
    for task, share in zip(all_tasks(plan), shares, strict=True):
        name = one_line(task.lead) or NO_LEAD
        _, count, overdue = groups.setdefault(search_key(name), (name, Counter(), [0]))
        count[share.state] += 1
        overdue[0] += share.is_overdue
    found = sorted(groups.values(), key=lambda group: (-group[1].total(), sort_key(group[0])))
    if len(found) > most:
        rest = found[most - 1 :]
        together = sum((count for _, count, _ in rest), Counter[State]())
        late = sum(overdue[0] for _, _, overdue in rest)
        found = [*found[: most - 1], (f"{len(rest)} đơn vị khác", together, [late])]
    notes = tuple(f"{number_words(overdue[0])} quá hạn" if overdue[0] else "" for _, _, overdue in found)
    names = tuple(name for name, _, _ in found)
    return _stacked("Tiến độ theo cơ quan chủ trì", names, tuple(count for _, count, _ in found), notes)


def chart_quantities(plan: Plan, period: Period, memory: Memory | None = None) -> Chart:
    """Return what was counted since the year began, up to the period's end, against the year's targets.

    Indicators with a target come first, in the plan's order; units are never added to each other.
    """
    memory = memory or Memory()
    found = figures(plan, period, memory)
    reached = {(total.indicator, total.unit): total.cumulative for total in found.totals}
    named = [share.names for share in memory.shares(plan, period)]
    targets = overall_targets(plan, named)
    partly = [key for key in plan_targets(plan, named) if key not in targets]
    keys = list(dict.fromkeys((*targets, *partly, *reached)))
    return Chart(
        ChartKind.AGAINST,
        "Kết quả so với chỉ tiêu năm",
        tuple(indicator for indicator, _ in keys),
        (
            Series(REACHED, "Lũy kế từ đầu năm", tuple(reached.get(key, 0) for key in keys)),
            Series(TARGET, "Chỉ tiêu năm", tuple(targets.get(key) for key in keys)),
        ),
        tuple(unit for _, unit in keys),
        tuple("" if key in targets else PARTLY if key in partly else "chưa đặt chỉ tiêu" for key in keys),
    )


def overall_targets(plan: Plan, named: Sequence[Spellings] = ()) -> dict[IndicatorUnit, Number]:
    """Return the year's targets of the plan as a whole, in order of first mention.

    An indicator of which a task counts without a target of its own has none: the sum of all that was
    counted would be measured by what only some are to reach. ``named``: the spellings of each task, in
    order, where they are known.
    """
    named = named or spellings_by_task(plan)
    open_ended: set[IndicatorUnit] = set()
    for task, names in zip(all_tasks(plan), named, strict=True):
        open_ended |= names.keys() - {count_key(one.indicator, one.unit) for one in task.targets}
    found = plan_targets(plan, named)
    return {name: value for name, value in found.items() if count_key(*name) not in open_ended}


def plan_targets(plan: Plan, named: Sequence[Spellings] = ()) -> dict[IndicatorUnit, Number]:
    """Return the year's targets over all tasks, by indicator and unit as the plan writes them first."""
    shown: Spellings = {}
    for names in named or spellings_by_task(plan):
        if not names.keys() <= shown.keys():
            shown = names | shown
    found = year_targets(all_tasks(plan))
    return {shown[count_key(*name)]: value for name, value in found.items()}


def spellings_by_task(plan: Plan) -> list[Spellings]:
    """Return of each task, in order, how what it counts and is to reach is written first, by key."""
    return [first_spellings(names_of(task)) for task in all_tasks(plan)]


def year_targets(tasks: Iterable[Task]) -> dict[tuple[str, str], Number]:
    """Return the year's target of each ``(indicator, unit)`` over the tasks, in order of first mention."""
    values: dict[tuple[str, str], tuple[tuple[str, str], list[Number]]] = {}
    for task in tasks:
        for target in task.targets:
            name = (target.indicator, target.unit)
            values.setdefault(count_key(*name), (name, []))[1].append(target.value)
    return {name: add_up(each) for name, each in values.values()}


def chart_words(chart: Chart) -> tuple[str, ...]:
    """Return the chart in words, a phrase for each category, for who cannot see it."""
    tell = _stack_words if chart.kind is ChartKind.STACKED else against_words
    return tuple(f"{name}: {tell(chart, place)}" for place, name in enumerate(chart.categories))


def against_words(chart: Chart, place: int) -> str:
    """Return ``64 / 96 lượt (67 %)`` of one category of an AGAINST chart; without a target the value."""
    reached, target = (one.values[place] for one in chart.series)
    unit, percent = chart.units[place], chart.percents[place]
    if percent is None:
        return f"{number_words(reached or 0)} {unit}".strip()
    parts = f"{number_words(reached or 0)} / {number_words(target or 0)} {unit}".strip()
    return f"{parts} ({number_words(percent)} %)"


def _stack_words(chart: Chart, place: int) -> str:
    parts = [
        f"{number_words(one.values[place] or 0)} {one.name.lower()}"
        for one in chart.series
        if one.values[place]
    ]
    if not parts:
        return "không có nhiệm vụ"
    if note := chart.notes[place]:
        parts.append(f"trong đó {note}")
    return ", ".join(parts)


def _stacked(
    title: str, categories: tuple[str, ...], counts: tuple[Counter[State], ...], notes: tuple[str, ...]
) -> Chart:
    series = tuple(Series(str(key), STATE_WORDS[key], tuple(count[key] for count in counts)) for key in STACK)
    return Chart(ChartKind.STACKED, title, categories, series, (_TASKS,) * len(categories), notes)
