"""Every figure a report may say, by its key and in its words; and the linked ones brought up to date."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kehoach_desktop.domain.count_names import IndicatorUnit, count_key
from kehoach_desktop.domain.edits import Batch, Edit, Splice
from kehoach_desktop.domain.figures import all_tasks, falls_in, figures, is_behind, is_only_recorded, state
from kehoach_desktop.domain.linked import figure_key, key_parts, links, refilled
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Item, Plan, State, Task
from kehoach_desktop.domain.report.entries import Entry, entries, period_of, summed
from kehoach_desktop.domain.report.totals import NOTHING_YET, total_texts
from kehoach_desktop.domain.report.words import percent_words
from kehoach_desktop.domain.words import PAPER_WORDS, number_words


def states_key(what: str) -> str:
    """Return the key of a number of tasks: of a state, of all, of those due or overdue, the share done."""
    return figure_key("states", what)


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
    texts.update(total_texts(plan, period, earlier))
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
    texts.update(_of_nothing(report, texts))
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


def _of_nothing(report: Plan, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the words of the report's sums of which nothing is entered any more, so far as there are any.

    Of one whose key has another spelling than it is known by, those it is known by.
    """
    found: dict[str, str] = {}
    gone = (link.key for item in (*report.preamble, *report.body) for link in links(item))
    for key in dict.fromkeys(key for key in gone if key not in texts):
        kind, *parts = key_parts(key)
        if (known := _usual(kind, parts)) in texts:
            found[key] = texts[known]
        elif kind in {"total", "task"} and len(parts) == 3:
            found[key] = NOTHING_YET if parts[-1] == "words" else number_words(0)
    return found


def _usual(kind: str, parts: list[str]) -> str:
    """Return the key with what is counted as ``count_key`` has it."""
    at = 1 if kind == "task" else 0
    if kind in {"total", "task", "compare", "target"} and len(parts) >= at + 2:
        parts[at : at + 2] = count_key(*parts[at : at + 2])
    return figure_key(kind, *parts)


def _of_states(plan: Plan, period: Period) -> dict[str, str]:
    found = figures(plan, period)
    tasks = list(all_tasks(plan))
    where = (plan.year, period, plan.scheme)
    due = sum(falls_in(task, *where) for task in tasks)
    activities = sum(len(appendix.activities) for appendix in plan.appendices)
    counts = {
        "activities": activities,
        "total": found.total,
        "due": due,
        "recorded": sum(is_only_recorded(task, *where) for task in tasks),
        "behind": sum(is_behind(task, *where) for task in tasks),
        "overdue": found.overdue,
        **{str(each): found.states[each] for each in State},
    }
    texts = {states_key(name): number_words(count) for name, count in counts.items()}
    texts[states_key("due_words")] = (
        f"có {texts[states_key('due')]} nhiệm vụ" if due else "không có nhiệm vụ nào"
    )
    if found.total:
        texts[states_key("share")] = percent_words(found.states[State.DONE], found.total)
    return texts


def _of_tasks(plan: Plan, period: Period, inside: list[Entry]) -> dict[str, str]:
    of_task: dict[int, list[Entry]] = {}
    for entry in inside:
        of_task.setdefault(entry.task.id, []).append(entry)
    texts: dict[str, str] = {}
    for task in all_tasks(plan):
        standing = state(task, plan.year, period, plan.scheme)
        texts[task_state_key(task)] = PAPER_WORDS[standing].lower()
        for counted, value in summed(of_task.get(task.id, [])).items():
            texts[task_key(task, counted)] = number_words(value)
    return texts
