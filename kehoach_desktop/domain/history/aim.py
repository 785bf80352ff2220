"""Where a thing of the history is to be found in the plan as it is now."""

from typing import Any, NamedTuple

from kehoach_desktop.domain.edits import REACHABLE, SLOTS
from kehoach_desktop.domain.plan import Plan


class Found(NamedTuple):
    """An item of the text, or a task with the quarter that is meant; all None: the plan's particulars."""

    item: int | None = None
    task: int | None = None
    quarter: int | None = None


def find(plan: Plan, kind: str, thing_id: int) -> Found | None:
    """Return where the thing stands; None when it is no longer there."""
    if kind == "plan":
        return Found() if plan.id == thing_id else None
    return _below("plan", plan, kind, thing_id, Found())


def _below(own: str, thing: Any, kind: str, thing_id: int, so_far: Found) -> Found | None:
    if own == kind and thing.id == thing_id:
        return _with_a_task(own, thing, so_far)
    for slot, child in SLOTS[own].items():
        if kind not in REACHABLE[child]:
            continue
        for each in getattr(thing, slot):
            if child == kind and each.id != thing_id:
                continue
            found = _below(child, each, kind, thing_id, _on_the_way(child, each, so_far))
            if found is not None:
                return found
    return None


def _on_the_way(kind: str, thing: Any, so_far: Found) -> Found:
    if kind == "item":
        return Found(item=thing.id)
    if kind == "task":
        return Found(task=thing.id)
    return so_far._replace(quarter=thing.quarter) if kind == "progress" else so_far


def _with_a_task(kind: str, thing: Any, so_far: Found) -> Found:
    """Let an activity, or an appendix, be found by its first task."""
    tasks = thing.tasks if kind == "activity" else ()
    if kind == "appendix":
        tasks = next((each.tasks for each in thing.activities), ())
    return Found(task=tasks[0].id) if tasks else so_far
