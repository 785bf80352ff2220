"""Every figure a report may say, by its key and in its words; and the linked ones brought up to date."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kehoach_desktop.domain.charts import overall_targets
from kehoach_desktop.domain.edits import Batch, Edit, Splice
from kehoach_desktop.domain.figures import all_tasks, falls_in, figures, state
from kehoach_desktop.domain.linked import figure_key, key_parts, links, refilled
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Item, Plan, State, Task
from kehoach_desktop.domain.report.comparing import Other, change_words, others
from kehoach_desktop.domain.report.entries import (
    Entry,
    IndicatorUnit,
    entries,
    period_of,
    summed,
    year_start,
)
from kehoach_desktop.domain.report.words import counted_words, percent_words
from kehoach_desktop.domain.words import STATE_WORDS, number_words


def states_key(what: str) -> str:
    """Return the key of a number of tasks: of a state, of all, of those due or overdue, the share done."""
    return figure_key("states", what)


def total_key(counted: IndicatorUnit, scope: str) -> str:
    """Return the key of a sum over all tasks; ``scope``: "period", "cumulative"."""
    return figure_key("total", *counted, scope)


def compare_key(counted: IndicatorUnit, other: str) -> str:
    """Return the key of the words that compare a sum with that of another period."""
    return figure_key("compare", *counted, other)


def target_key(counted: IndicatorUnit) -> str:
    """Return the key of the words on how much of the year's target is reached."""
    return figure_key("target", *counted)


def task_key(task: Task, counted: IndicatorUnit) -> str:
    """Return the key of a task's sum in the period."""
    return figure_key("task", task.id, *counted)


def task_state_key(task: Task) -> str:
    """Return the key of the word on how a task stands."""
    return figure_key("task_state", task.id)


def figure_texts(plan: Plan, period: Period, earlier: Plan | None = None) -> dict[str, str]:
    """Return the words of every figure of the period by key; ``earlier``: last year's plan, if there is."""
    inside = list(entries(plan, period.start, period.end))
    texts = _of_states(plan, period)
    texts.update(_of_totals(plan, period, inside))
    for other in others(plan, period, earlier):
        texts.update(_of_comparison(summed(inside), other))
    texts.update(_of_tasks(plan, period, inside))
    return texts


@dataclass(frozen=True, slots=True)
class Lost:
    """A linked figure of which the plan has no data any more: its words, and the sentence they stand in."""

    item_id: int
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Refresh:
    """The edit that gives the linked figures today's values, None when none has changed; and what is lost."""

    edit: Edit | None
    lost: tuple[Lost, ...]

    @property
    def count(self) -> int:
        """How many items the edit changes."""
        return len(self.edit.edits) if isinstance(self.edit, Batch) else 0

    @property
    def is_right(self) -> bool:
        """Say whether every linked figure is that of the plan as it stands."""
        return self.edit is None and not self.lost


def refresh_figures(report: Plan, plan: Plan, earlier: Plan | None = None) -> Edit | None:
    """Return the edit that gives the report's linked figures today's values; None when none has changed."""
    return refresh(report, plan, earlier).edit


def refresh(report: Plan, plan: Plan, earlier: Plan | None = None) -> Refresh:
    """Return what the report's linked figures are today, and which of them are no more.

    A figure the clerk has written over is linked no more and stays. A sum of which nothing is entered any
    more is nought; words that have nothing left to say stay, to be told of.
    """
    if report.reporting is None:
        return Refresh(None, ())
    period = period_of(report.reporting, plan)
    texts = figure_texts(plan, period, earlier)
    texts.update(_of_nothing(report, plan, period, earlier, texts))
    tasks = {str(task.id) for task in all_tasks(plan)}
    edits: list[Edit] = []
    lost: list[Lost] = []
    for slot in ("preamble", "body"):
        for at, item in enumerate(getattr(report, slot)):
            after = refilled(item, texts)
            if after is not item:
                edits.append(Splice("plan", report.id, slot, at, (item,), (after,)))
            lost += _lost(after, texts, tasks)
    return Refresh(Batch(tuple(edits)) if edits else None, tuple(lost))


def _lost(item: Item, texts: Mapping[str, str], tasks: set[str]) -> Iterator[Lost]:
    """Yield the figures of the item without data: unknown ones, and those of a task that is no more."""
    for link in links(item):
        kind, *parts = key_parts(link.key)
        is_of_no_task = kind in {"task", "task_state"} and parts[0] not in tasks
        if link.key not in texts or is_of_no_task:
            yield Lost(item.id, item.text[link.start : link.end], item.text)


def _of_nothing(
    report: Plan, plan: Plan, period: Period, earlier: Plan | None, texts: Mapping[str, str]
) -> dict[str, str]:
    """Return the words of the report's sums of which nothing is entered any more, so far as there are any."""
    found: dict[str, str] = {}
    compared = {other.key: other for other in others(plan, period, earlier)}
    gone = (link.key for item in (*report.preamble, *report.body) for link in links(item))
    for key in dict.fromkeys(key for key in gone if key not in texts):
        kind, *parts = key_parts(key)
        if kind in {"total", "task"} and len(parts) == 3:
            found[key] = number_words(0)
        elif kind == "target" and len(parts) == 2:
            counted = (parts[0], parts[1])
            if goal := overall_targets(plan).get(counted):
                found[key] = _target_words(0, goal, counted)
        elif kind == "compare" and len(parts) == 3 and parts[2] in compared:
            other = compared[parts[2]]
            then = other.value((parts[0], parts[1]))
            if then is not None:
                found[key] = change_words(0, then, parts[1], other.name)
    return found


def _target_words(reached: float, goal: float, counted: IndicatorUnit) -> str:
    return f"đạt {percent_words(reached, goal)} chỉ tiêu năm ({counted_words(goal, counted[1])})"


def _of_states(plan: Plan, period: Period) -> dict[str, str]:
    found = figures(plan, period)
    tasks = list(all_tasks(plan))
    due = sum(falls_in(task, plan.year, period, plan.scheme) for task in tasks)
    activities = sum(len(appendix.activities) for appendix in plan.appendices)
    counts = {
        "activities": activities,
        "total": found.total,
        "due": due,
        "overdue": found.overdue,
        **{str(each): found.states[each] for each in State},
    }
    texts = {states_key(name): number_words(count) for name, count in counts.items()}
    if found.total:
        texts[states_key("share")] = percent_words(found.states[State.DONE], found.total)
    return texts


def _of_totals(plan: Plan, period: Period, inside: list[Entry]) -> dict[str, str]:
    since = summed(entries(plan, min(year_start(plan), period.start), period.end))
    cumulative = summed(entries(plan, year_start(plan), period.end))
    values = summed(inside)
    targets = overall_targets(plan)
    texts: dict[str, str] = {}
    for counted in since:
        texts[total_key(counted, "period")] = number_words(values.get(counted, 0))
        texts[total_key(counted, "cumulative")] = number_words(cumulative.get(counted, 0))
        if goal := targets.get(counted):
            texts[target_key(counted)] = _target_words(cumulative.get(counted, 0), goal, counted)
    return texts


def _of_comparison(values: dict[IndicatorUnit, int | float], other: Other) -> dict[str, str]:
    texts: dict[str, str] = {}
    for counted, value in values.items():
        then = other.value(counted)
        if then is not None:
            texts[compare_key(counted, other.key)] = change_words(value, then, counted[1], other.name)
    return texts


def _of_tasks(plan: Plan, period: Period, inside: list[Entry]) -> dict[str, str]:
    of_task: dict[int, list[Entry]] = {}
    for entry in inside:
        of_task.setdefault(entry.task.id, []).append(entry)
    texts: dict[str, str] = {}
    for task in all_tasks(plan):
        standing = state(task, plan.year, period, plan.scheme)
        texts[task_state_key(task)] = STATE_WORDS[standing].lower()
        for counted, value in summed(of_task.get(task.id, [])).items():
            texts[task_key(task, counted)] = number_words(value)
    return texts
