"""Every figure a report may say, by its key and in its words; and the linked ones brought up to date."""

from kehoach_desktop.domain.charts import is_only_recorded
from kehoach_desktop.domain.count_names import IndicatorUnit
from kehoach_desktop.domain.edits import Batch, Edit, Splice
from kehoach_desktop.domain.figures import all_tasks, falls_in, figures, is_behind, state
from kehoach_desktop.domain.linked import figure_key, refilled
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Plan, State, Task
from kehoach_desktop.domain.report.entries import Entry, entries, period_of, summed
from kehoach_desktop.domain.report.totals import total_texts
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


def refresh_figures(report: Plan, plan: Plan, earlier: Plan | None = None) -> Edit | None:
    """Return the edit that gives the report's linked figures today's values; None when none has changed.

    A figure the clerk has written over is linked no more and stays.
    """
    if report.reporting is None:
        return None
    texts = figure_texts(plan, period_of(report.reporting, plan), earlier)
    edits: list[Edit] = []
    for slot in ("preamble", "body"):
        for at, item in enumerate(getattr(report, slot)):
            after = refilled(item, texts)
            if after is not item:
                edits.append(Splice("plan", report.id, slot, at, (item,), (after,)))
    return Batch(tuple(edits)) if edits else None


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
