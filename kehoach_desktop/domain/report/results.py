"""Section II of a report: what was done of each content and form, and the counted results in sum."""

from collections.abc import Iterator, Mapping

from kehoach_desktop.domain.count_names import IndicatorUnit, spellings
from kehoach_desktop.domain.figures import all_tasks, records_of
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Activity, Item, Level, Plan, Progress, State, Task
from kehoach_desktop.domain.report.comparing import others
from kehoach_desktop.domain.report.entries import entries, summed, year_start
from kehoach_desktop.domain.report.figures import task_key, task_state_key
from kehoach_desktop.domain.report.totals import compare_key, listed, target_key, total_key
from kehoach_desktop.domain.report.words import (
    Figure,
    Piece,
    Sentence,
    joined,
    quarter_name,
    sentence_item,
    stem,
)


def results(plan: Plan, period: Period, texts: Mapping[str, str]) -> Iterator[Item]:
    """Yield what was done: a point for each content, a bullet for each form of it."""
    names = spellings(all_tasks(plan))
    counted: dict[int, dict[IndicatorUnit, str]] = {}  # by task the units of what it counted
    for entry in entries(plan, period.start, period.end):
        counted.setdefault(entry.task.id, {})[entry.key] = names[entry.key][1]
    nothing = True
    for appendix in plan.appendices:
        for activity in appendix.activities:
            lines = list(_activity_lines(plan, period, activity, counted))
            if lines:
                nothing = False
                yield Item(Level.POINT, f"{stem(activity.content)}:", 2)
                yield from (sentence_item(Level.BULLET, 3, line, texts) for line in lines)
    if nothing:
        yield Item(Level.PARAGRAPH, "Trong kỳ chưa có kết quả của nhiệm vụ nào.", 2)


def counted_bullets(
    plan: Plan, period: Period, texts: Mapping[str, str], earlier: Plan | None
) -> Iterator[Item]:
    """Yield a bullet for each counted result: in the period, since the year began, against others."""
    inside = summed(entries(plan, period.start, period.end))
    names = listed(plan, period, others(plan, period, earlier))
    for counted, name in names.items():
        line = _total(plan, period, counted, name, texts, is_inside=counted in inside)
        yield sentence_item(Level.BULLET, 2, line, texts)
    if not names:
        yield Item(Level.PARAGRAPH, "Trong kỳ chưa có số liệu.", 2)


def _total(
    plan: Plan,
    period: Period,
    counted: IndicatorUnit,
    name: IndicatorUnit,
    texts: Mapping[str, str],
    *,
    is_inside: bool,
) -> Sentence:
    """Return the sentence on a sum; ``is_inside``: something of it was counted in the period."""
    indicator, unit = name
    value = _value(total_key(counted, "period"), unit)
    parts: list[Sentence] = [("trong kỳ ", *(value if is_inside else (Figure(total_key(counted, "words")),)))]
    is_in_year = is_inside or texts[total_key(counted, "cumulative")] != "0"
    if is_in_year and period.start != year_start(plan):  # else it would be the same figure twice
        parts.append(("từ đầu năm ", *_value(total_key(counted, "cumulative"), unit)))
    if target_key(counted) in texts:
        parts[-1] = (*parts[-1], ", ", Figure(target_key(counted)))
    compared = (compare_key(counted, other) for other in ("before", "year"))
    parts += [(Figure(key),) for key in compared if key in texts]
    return (f"{indicator or 'Số liệu khác'}: ", *joined(parts, "; "), ".")


def _value(key: str, unit: str) -> Sentence:
    return (Figure(key), f" {unit}") if unit else (Figure(key),)


def _activity_lines(
    plan: Plan, period: Period, activity: Activity, counted: Mapping[int, Mapping[IndicatorUnit, str]]
) -> Iterator[Sentence]:
    for task in activity.tasks:
        records = records_of(task, plan.year, period, plan.scheme)
        units = counted.get(task.id, {})
        sums: list[Sentence] = [_value(task_key(task, key), unit) for key, unit in units.items()]
        line = _task_line(task, records, joined(sums, "; "))
        if line:
            yield line


def _task_line(task: Task, records: tuple[Progress, ...], sums: Sentence) -> Sentence:
    """Return what is told of one task; of several quarters, each is named."""
    told = [(record.quarter, stem(record.result)) for record in records if record.result.strip()]
    name: list[Piece] = [stem(task.form)] if task.form.strip() else []
    head = (*name, ": ") if name else ()
    if len(told) > 1:
        lead: Sentence = (*head, *sums, ". ") if sums else (*name, ". ") if name else ()
        quarters = ". ".join(f"{quarter_name(n)}: {words}" for n, words in told)
        return (*lead, quarters, ".")
    if told and sums:
        return (*head, told[0][1], " (", *sums, ").")
    if told:
        return (*head, told[0][1], ".")
    if sums:
        return (*head, *sums, ".")
    if any(record.status is not State.NONE for record in records):
        return (*head, Figure(task_state_key(task)), ".")
    return ()
