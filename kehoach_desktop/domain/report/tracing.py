"""“Số này từ đâu”: the entries a linked figure adds up, each with its task, quarter, value and day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.figures import all_tasks, falls_in, is_overdue, last_record, state
from kehoach_desktop.domain.linked import key_parts
from kehoach_desktop.domain.periods import Period, quarter, title
from kehoach_desktop.domain.plan import Plan, State, Task
from kehoach_desktop.domain.report.comparing import others
from kehoach_desktop.domain.report.entries import Entry, IndicatorUnit, entries, same_count, year_start
from kehoach_desktop.domain.report.words import counted_words, lower_first, quarter_name, stem
from kehoach_desktop.domain.words import STATE_WORDS


@dataclass(frozen=True, slots=True)
class Traced:
    """One thing a figure counts.

    It cannot be gone to from here where ``task_id`` is 0, as it is in another plan, or below 0,
    as it is no more.
    """

    task_id: int
    quarter: int
    name: str  # the task's form
    what: str  # its quarter, its value with unit and day; or how it stands


@dataclass(frozen=True, slots=True)
class Trace:
    """What stands behind a figure: a heading, and its entries."""

    title: str
    entries: tuple[Traced, ...]


def trace(plan: Plan, period: Period, key: str, earlier: Plan | None = None) -> Trace:
    """Return where the figure of that key comes from."""
    kind, *parts = key_parts(key)
    if kind == "states" and len(parts) == 1:
        return _of_states(plan, period, parts[0])
    if kind == "task_state" and len(parts) == 1:
        return _standing(plan, period, "Tình trạng của nhiệm vụ", lambda task: str(task.id) == parts[0])
    if kind == "task" and len(parts) == 3:
        found = [one for one in entries(plan, period.start, period.end) if str(one.task.id) == parts[0]]
        return _of_entries(plan, (parts[1], parts[2]), found, title(period, plan.year))
    if kind in {"total", "compare", "target"} and len(parts) >= 2:
        return _of_sum(plan, period, kind, parts, earlier)
    return Trace("Không rõ số này lấy từ đâu", ())


def _of_sum(plan: Plan, period: Period, kind: str, parts: list[str], earlier: Plan | None) -> Trace:
    counted = (parts[0], parts[1])
    is_cumulative = kind == "target" or parts[-1] == "cumulative"
    start = year_start(plan) if is_cumulative else period.start
    found = [one for one in entries(plan, start, period.end) if one.key == counted]
    when = f"từ đầu năm {plan.year}" if is_cumulative else title(period, plan.year)
    own = _of_entries(plan, counted, found, when)
    if kind != "compare":
        return own
    for other in others(plan, period, earlier):
        if other.key == parts[-1]:
            then = entries(other.plan, other.period.start, other.period.end)
            is_here = other.plan is plan
            lines = [
                _line(other.plan, one, other.name, is_here=is_here)
                for one in then
                if same_count(one.key, counted)
            ]
            return Trace(f"{own.title}; so với {other.name}", (*own.entries, *lines))
    return own


def _of_entries(plan: Plan, counted: IndicatorUnit, found: list[Entry], when: str) -> Trace:
    lines = tuple(_line(plan, one, "", is_here=True) for one in found if one.key == counted)
    return Trace(f"{counted[0] or 'Chưa ghi chỉ tiêu'}, {when}", lines)


def _line(plan: Plan, entry: Entry, of: str, *, is_here: bool) -> Traced:
    of_quarter = quarter_name(entry.quarter)
    day = entry.quantity.date
    facts = (
        f"{of_quarter} năm {plan.year}" if of else of_quarter,
        counted_words(entry.quantity.value, entry.quantity.unit),
        f"ngày {short_date(day)}" if day else "không ghi ngày",
    )
    name = stem(entry.task.form) or "Chưa ghi hình thức"
    return Traced(entry.task.id if is_here else 0, entry.quarter, name, ", ".join(facts))


def _of_states(plan: Plan, period: Period, what: str) -> Trace:
    where = (plan.year, period, plan.scheme)
    if what == "activities":
        found = (activity for appendix in plan.appendices for activity in appendix.activities)
        lines = tuple(
            Traced(one.tasks[0].id if one.tasks else 0, 1, stem(one.content), f"{len(one.tasks)} nhiệm vụ")
            for one in found
        )
        return Trace("Các nội dung của kế hoạch", lines)
    if what == "due":
        return _standing(plan, period, "Nhiệm vụ thuộc thời gian thực hiện", lambda t: falls_in(t, *where))
    if what == "overdue":
        return _standing(plan, period, "Nhiệm vụ quá hạn", lambda task: is_overdue(task, *where))
    if what in set(State):
        words = f"Nhiệm vụ {STATE_WORDS[State(what)].lower()}"
        return _standing(plan, period, words, lambda task: str(state(task, *where)) == what)
    return _standing(plan, period, "Các nhiệm vụ của kế hoạch", lambda _: True)


def _standing(plan: Plan, period: Period, words: str, wanted: Callable[[Task], bool]) -> Trace:
    return Trace(words, tuple(_standings(plan, period, wanted)))


def _standings(plan: Plan, period: Period, wanted: Callable[[Task], bool]) -> Iterator[Traced]:
    for task in all_tasks(plan):
        if wanted(task):
            record = last_record(task, plan.year, period, plan.scheme)
            number = record.quarter if record is not None else _last_quarter(plan, period)
            how = STATE_WORDS[record.status if record is not None else State.NONE]
            told = f"{how} (ghi ở {lower_first(quarter_name(number))})" if record else how
            time = f", thời gian: {task.time}" if task.time else ""
            yield Traced(task.id, number, stem(task.form) or "Chưa ghi hình thức", told + time)


def _last_quarter(plan: Plan, period: Period) -> int:
    """Return the quarter a period ends in."""
    ends = (quarter(plan.year, number, plan.scheme).end for number in range(1, 5))
    return next((number for number, end in enumerate(ends, 1) if end >= period.end), 4)
