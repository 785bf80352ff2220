"""“Số này từ đâu” in a report that was sent: what stood behind a figure then, and where that is now.

What the tables were made from is kept in the open form, where a task has no id; the links of the report
name tasks of the plan as it stands. So the tasks of then are found again among those of now: by place as
long as they are alike, and by their words when they have moved.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.linked import figure_key, key_parts
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Plan, Task
from kehoach_desktop.domain.report.tracing import Trace, trace
from kehoach_desktop.domain.text import search_key

_Placed = tuple[str, str, Task]  # its place, what it is about, the task
_OF_A_TASK = {"task", "task_state"}


def trace_sent(then: Plan, live: Plan, period: Period, key: str, earlier: Plan | None = None) -> Trace:
    """Return where the figure of that key came from; ``then``: the plan as it was when the report was sent.

    What is no more in the plan as it stands has a ``task_id`` below 0.
    """
    known = with_live_ids(then, live)
    return trace(known, period, _known_key(known, key), earlier)


def with_live_ids(then: Plan, live: Plan) -> Plan:
    """Return ``then`` with its tasks named as those of ``live`` that they are; the others -1, -2, ..."""
    ids = _live_ids(list(_placed(then)), list(_placed(live)))
    left = iter(range(-1, -len(list(all_tasks(then))) - 1, -1))
    appendices = []
    for appendix in then.appendices:
        activities = []
        for activity in appendix.activities:
            tasks = tuple(replace(task, id=ids.get(task.id) or next(left)) for task in activity.tasks)
            activities.append(replace(activity, tasks=tasks))
        appendices.append(replace(appendix, activities=tuple(activities)))
    return replace(then, appendices=tuple(appendices))


def _known_key(plan: Plan, key: str) -> str:
    """Return the key; where its task is no more, with the one that alone can be meant."""
    kind, *parts = key_parts(key)
    if kind not in _OF_A_TASK or not parts or parts[0] in {str(task.id) for task in all_tasks(plan)}:
        return key
    gone = [task for task in all_tasks(plan) if task.id < 0 and _counts(task, parts[1:])]
    return figure_key(kind, gone[0].id, *parts[1:]) if len(gone) == 1 else key


def _counts(task: Task, counted: list[str]) -> bool:
    found = (quantity for record in task.progress for quantity in record.quantities)
    return not counted or any([one.indicator, one.unit] == counted for one in found)


def _live_ids(then: list[_Placed], now: list[_Placed]) -> dict[int, int]:
    """Return the ids of now by those of then: the surest likeness first."""
    likenesses: tuple[Callable[[_Placed], object], ...] = (
        lambda one: (one[0], one[1], _form(one[2])),
        lambda one: (one[1], _form(one[2])),
        lambda one: (one[0], one[1]),  # its form was written anew
        lambda one: (one[0], _form(one[2])),
        lambda one: _form(one[2]),
    )
    found: dict[int, int] = {}
    for likeness in likenesses:
        taken = set(found.values())
        theirs = _alone(likeness, (one for one in now if one[2].id not in taken))
        ours = _alone(likeness, (one for one in then if one[2].id not in found))
        found.update({ours[key]: theirs[key] for key in ours if key in theirs})
    return found


def _alone(likeness: Callable[[_Placed], object], among: Iterator[_Placed]) -> dict[object, int]:
    """Return the ids by likeness, of those that have it alone."""
    ids: dict[object, list[int]] = {}
    for one in among:
        ids.setdefault(likeness(one), []).append(one[2].id)
    return {key: each[0] for key, each in ids.items() if len(each) == 1}


def _placed(plan: Plan) -> Iterator[_Placed]:
    for x, appendix in enumerate(plan.appendices, 1):
        for a, activity in enumerate(appendix.activities, 1):
            for t, task in enumerate(activity.tasks, 1):
                yield f"{x}.{a}.{t}", search_key(activity.content), task


def _form(task: Task) -> str:
    return search_key(task.form)
