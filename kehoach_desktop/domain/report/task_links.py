"""Links to a task's figures where tasks have no ids: the open form knows a task by its place."""

from collections.abc import Callable
from dataclasses import replace

from kehoach_desktop.domain.linked import figure_key, is_figure, key_of, key_parts, with_key
from kehoach_desktop.domain.plan import Item, Mark, Plan

_OF_A_TASK = frozenset({"task", "task_state"})


def by_place(report: Plan, plan: Plan) -> Plan:
    """Return the report with its links naming tasks as ``1.2.3``: appendix, content, row."""
    names = {task_id: place for place, task_id in _places(plan).items()}
    return _renamed(report, lambda name: names.get(name, name))


def by_id(report: Plan, plan: Plan) -> Plan:
    """Return the report with its links naming the tasks of ``plan`` by their ids."""
    places = _places(plan)
    return _renamed(report, lambda name: places.get(name, name))


def _places(plan: Plan) -> dict[str, str]:
    """Return the ids of the plan's tasks by their places."""
    return {
        f"{x}.{a}.{t}": str(task.id)
        for x, appendix in enumerate(plan.appendices, 1)
        for a, activity in enumerate(appendix.activities, 1)
        for t, task in enumerate(activity.tasks, 1)
    }


def _renamed(report: Plan, name: Callable[[str], str]) -> Plan:
    def mark(one: Mark) -> Mark:
        if not is_figure(one[2]):
            return one
        kind, *parts = key_parts(key_of(one[2]))
        if kind not in _OF_A_TASK or not parts:
            return one
        return with_key(one, figure_key(kind, name(parts[0]), *parts[1:]))

    def item(one: Item) -> Item:
        return replace(one, marks=tuple(mark(each) for each in one.marks)) if one.marks else one

    return replace(
        report,
        preamble=tuple(item(one) for one in report.preamble),
        body=tuple(item(one) for one in report.body),
    )
