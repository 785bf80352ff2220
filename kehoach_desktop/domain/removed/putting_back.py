"""The edit that puts back what was taken out of a plan: where it stood, or where it still makes sense."""

from collections.abc import Iterator, Set
from dataclasses import replace
from typing import Any

from kehoach_desktop.domain.edits import SLOTS, Batch, Edit, SetField, Splice, with_new_ids
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Task
from kehoach_desktop.domain.removed.finding import Key, Removed

_NO_TASK = (
    "Nhiệm vụ mà mục này được ghi vào không còn trong phụ lục; hãy khôi phục nhiệm vụ đó trước, "
    "rồi khôi phục mục này."
)
_IS_THERE = "Mục này đã có trở lại trong kế hoạch nên không phải khôi phục nữa."
_RECORD_TEXTS = ("result", "difficulty", "proposal")


def put_back(plan: Plan, removed: Removed, there: Set[Key] | None = None) -> Edit:
    """Return one edit that puts the thing back with all it had, at its place as far as there is one.

    A row whose content is gone comes with that content at the end of its appendix; a content whose appendix
    is gone goes to the end of the one of that title, else of the last one. Raises UserError where nothing
    of what it stood in is left. ``there``: all things the plan has, where that is known already.
    """
    thing = _with_free_ids(keys_of("plan", plan) if there is None else there, removed.kind, removed.thing)
    if removed.kind == "item":
        return _inserted(plan, "plan", removed.place.slot, removed.place.at, thing)
    if removed.kind == "appendix":
        return _inserted(plan, "plan", "appendices", removed.place.at, thing)
    if removed.kind == "activity":
        return _activity_back(plan, removed, thing)
    if removed.kind == "task":
        return _task_back(plan, removed, thing)
    return _record_back(plan, removed, thing)


def _activity_back(plan: Plan, removed: Removed, activity: Activity) -> Edit:
    activity = activity if activity.tasks else replace(activity, tasks=(Task(),))
    own = next((one for one in plan.appendices if one.id == removed.place.owner[1]), None)
    if own is not None:
        return _inserted(own, "appendix", "activities", removed.place.at, _fitting(own, activity))
    return _at_the_end(plan, _name_above(removed, "appendix", "title"), activity)


def _task_back(plan: Plan, removed: Removed, task: Task) -> Edit:
    owner = removed.place.owner[1]
    for appendix in plan.appendices:
        for activity in appendix.activities:
            if activity.id == owner:
                return _row_back(activity, removed.place.at, _cut(appendix, task))
    content = _name_above(removed, "activity", "content")
    activity = Activity(content, (task,))
    own = _above_id(removed, "appendix")
    appendix_there = next((one for one in plan.appendices if one.id == own), None)
    if appendix_there is not None:
        end = len(appendix_there.activities)
        return _inserted(appendix_there, "appendix", "activities", end, _fitting(appendix_there, activity))
    return _at_the_end(plan, _name_above(removed, "appendix", "title"), activity)


def _row_back(activity: Activity, at: int, task: Task) -> Edit:
    """Return the edit that puts the row back; the blank one of a content without rows gives way to it."""
    if activity.tasks == (Task(),):
        return Splice("activity", activity.id, "tasks", 0, activity.tasks, (task,))
    return _inserted(activity, "activity", "tasks", at, task)


def _at_the_end(plan: Plan, title: str, activity: Activity) -> Edit:
    """Return the edit that adds the content to the appendix of that title, the last one, or a new one."""
    if not plan.appendices:
        return _inserted(plan, "plan", "appendices", 0, Appendix(title, (activity,)))
    named = [one for one in plan.appendices if one.title == title]
    appendix = named[0] if named else plan.appendices[-1]
    end = len(appendix.activities)
    return _inserted(appendix, "appendix", "activities", end, _fitting(appendix, activity))


def _record_back(plan: Plan, removed: Removed, thing: Any) -> Edit:
    """Return the edit that puts back a quarter's record, or an entry of one."""
    task = _task_of(plan, removed)
    if removed.kind == "progress":
        there = _record(task, thing.quarter)
        return _begun(task, thing) if there is None else _merged(there, thing)
    record = next((one for one in task.progress if one.id == removed.place.owner[1]), None)
    if record is None:
        before = next((one for key, one, _ in removed.above if key[0] == "progress"), None)
        if before is None:
            raise UserError(_NO_TASK)
        record = _record(task, before.quarter)
        if record is None:
            fresh: dict[str, Any] = {removed.place.slot: (thing,)}
            return _begun(task, replace(Progress(before.quarter), **fresh))
    return _inserted(record, "progress", removed.place.slot, removed.place.at, thing)


def _task_of(plan: Plan, removed: Removed) -> Task:
    wanted = removed.place.owner[1] if removed.kind == "progress" else _above_id(removed, "task")
    for task in _tasks(plan):
        if task.id == wanted or any(one.id == removed.place.owner[1] for one in task.progress):
            return task
    raise UserError(_NO_TASK)


def _merged(there: Progress, gone: Progress) -> Edit:
    """Return the edit that adds what a record had to the one that stands in its quarter now."""
    parts: list[Edit] = [
        SetField("progress", there.id, name, "", getattr(gone, name))
        for name in _RECORD_TEXTS
        if getattr(gone, name) and not getattr(there, name)
    ]
    for slot in SLOTS["progress"]:
        run = getattr(gone, slot)
        if run:
            parts.append(Splice("progress", there.id, slot, len(getattr(there, slot)), (), run))
    if not parts:
        raise UserError("Quý này đã có kết quả khác; hãy xem lại ở thẻ Theo dõi quý.")
    return Batch(tuple(parts))


def _begun(task: Task, record: Progress) -> Edit:
    at = sum(one.quarter < record.quarter for one in task.progress)
    return Splice("task", task.id, "progress", at, (), (record,))


def _record(task: Task, quarter: int) -> Progress | None:
    return next((one for one in task.progress if one.quarter == quarter), None)


def _inserted(owner: Any, kind: str, slot: str, at: int, thing: Any) -> Edit:
    return Splice(kind, owner.id, slot, min(at, len(getattr(owner, slot))), (), (thing,))


def _fitting(appendix: Appendix, activity: Activity) -> Activity:
    return replace(activity, tasks=tuple(_cut(appendix, task) for task in activity.tasks))


def _cut(appendix: Appendix, task: Task) -> Task:
    """Return the row with no more texts of own columns than the appendix has columns."""
    most = len(appendix.columns)
    return task if len(task.extras) <= most else replace(task, extras=task.extras[:most])


def _name_above(removed: Removed, kind: str, name: str) -> str:
    return next((getattr(one, name) for key, one, _ in removed.above if key[0] == kind and one), "")


def _above_id(removed: Removed, kind: str) -> int:
    return next((key[1] for key, _, _ in removed.above if key[0] == kind), 0)


def _tasks(plan: Plan) -> Iterator[Task]:
    for appendix in plan.appendices:
        for activity in appendix.activities:
            yield from activity.tasks


def keys_of(kind: str, thing: Any) -> set[Key]:
    """Return the thing and all below it by kind and id."""
    found: set[Key] = set()
    _note_ids(kind, thing, found)
    return found


def _with_free_ids(there: Set[Key], kind: str, thing: Any) -> Any:
    """Return the thing; anew where something it has is in the plan already, for two may not be one."""
    if (kind, thing.id) in there:
        raise UserError(_IS_THERE)
    return thing if there.isdisjoint(keys_of(kind, thing)) else with_new_ids(thing, kind)


def _note_ids(kind: str, thing: Any, found: set[Key]) -> None:
    found.add((kind, thing.id))
    for slot, child in SLOTS[kind].items():
        run = getattr(thing, slot)
        if SLOTS[child]:
            for each in run:
                _note_ids(child, each, found)
        else:
            found.update([(child, each.id) for each in run])
