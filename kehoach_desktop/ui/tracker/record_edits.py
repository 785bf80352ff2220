"""What is recorded of a task in a quarter, as edits: a record comes into being when first written to."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kehoach_desktop.domain.edits import Batch, Edit, SetField, Splice
from kehoach_desktop.domain.figures import says_something
from kehoach_desktop.domain.plan import Evidence, Progress, Quantity, State, Target, Task

Entry = Quantity | Evidence
Cell = tuple[Task, int]
"""A task and a quarter (1-4)."""


def record_of(task: Task, quarter: int) -> Progress | None:
    """Return what is recorded of the task in the quarter (1-4), or None."""
    return next((record for record in task.progress if record.quarter == quarter), None)


def write(task: Task, quarter: int, **values: Any) -> Edit | None:
    """Return the edit that gives the record's fields their values; None when it has them.

    A first result begins the work: what was not recorded becomes "Đang làm" in the same step.
    """
    record = record_of(task, quarter)
    if values.get("result") and not (record and record.result):
        values = {**_begun_state(record), **values}
    if record is None:
        fresh = replace(Progress(quarter), **values)
        return _begun(task, fresh) if says_something(fresh) else None
    return change_fields("progress", record, values)


def set_state(cells: Iterable[Cell], state: State) -> Batch | None:
    """Return one edit that puts all the cells, ``(task, quarter)``, into the state; None when they are.

    What is done is at 100 %, what is not recorded at 0 %; else the percent stays.
    """
    values: dict[str, Any] = {"status": state}
    if state in {State.DONE, State.NONE}:
        values["percent"] = 100 if state is State.DONE else 0
    return write_cells(cells, **values)


def write_cells(cells: Iterable[Cell], **values: Any) -> Batch | None:
    """Return one edit that gives the records of all the cells these values; None when they have them."""
    by_task: dict[int, tuple[Task, list[int]]] = {}
    for task, quarter in cells:
        by_task.setdefault(task.id, (task, []))[1].append(quarter)
    edits: list[Edit] = []
    for task, quarters in by_task.values():
        # From the last quarter back: a record begun earlier in the batch moves no later one's place.
        for quarter in sorted(set(quarters), reverse=True):
            edit = write(task, quarter, **values)
            if edit is not None:
                edits.append(edit)
    return Batch(tuple(edits)) if edits else None


def add_entry(task: Task, quarter: int, slot: str, *entries: Entry) -> Edit:
    """Return the edit that adds quantities or evidence at the end of the record's ``slot``.

    A first quantity begins the work as a first result does.
    """
    record = record_of(task, quarter)
    is_first = slot == "quantities" and not (record and record.quantities)
    values = _begun_state(record) if is_first else {}
    if record is None:
        fresh: dict[str, Any] = {slot: entries, **values}
        return _begun(task, replace(Progress(quarter), **fresh))
    added = Splice("progress", record.id, slot, len(getattr(record, slot)), (), entries)
    state = change_fields("progress", record, values)
    return added if state is None else Batch((added, state))


def change_fields(kind: str, thing: Entry | Target | Progress, values: Mapping[str, Any]) -> Edit | None:
    """Return the edit that gives a record or an entry these values; None when it has them."""
    edits = tuple(
        SetField(kind, thing.id, name, getattr(thing, name), value)
        for name, value in values.items()
        if getattr(thing, name) != value
    )
    return _one(edits)


def remove_entry(record: Progress, slot: str, entry: Entry) -> Splice:
    """Return the edit that takes the entry out of the record's ``slot``."""
    ids = [other.id for other in getattr(record, slot)]
    return Splice("progress", record.id, slot, ids.index(entry.id), (entry,), ())


def set_target(task: Task, indicator: str, unit: str, value: float | None) -> Edit | None:
    """Return the edit that gives the task's indicator in that unit its year's figure; None takes it away."""
    at = _target_at(task, indicator, unit)
    if at is None:
        if value is None:
            return None
        fresh = Target(indicator, unit, value)
        return Splice("task", task.id, "targets", len(task.targets), (), (fresh,))
    known = task.targets[at]
    if value is None:
        return Splice("task", task.id, "targets", at, (known,), ())
    return SetField("target", known.id, "value", known.value, value) if known.value != value else None


def rename_target(task: Task, target: Target, indicator: str, unit: str) -> Edit | None:
    """Return the edit that has a target stand for another indicator or unit; None when that has one."""
    if _target_at(task, indicator, unit) is not None:
        return None
    return change_fields("target", target, {"indicator": indicator, "unit": unit})


def change_quantity(task: Task, quantity: Quantity, values: Mapping[str, Any]) -> Edit | None:
    """Return the edit that gives the quantity these values.

    When it was the only one its target stood for, the target goes along: a name put right is put right
    in both.
    """
    old, edit = (quantity.indicator, quantity.unit), change_fields("quantity", quantity, values)
    new = (values.get("indicator", old[0]), values.get("unit", old[1]))
    at = _target_at(task, *old)
    if edit is None or new == old or at is None:
        return edit
    counted = [q for record in task.progress for q in record.quantities if (q.indicator, q.unit) == old]
    along = rename_target(task, task.targets[at], *new) if len(counted) == 1 else None
    return edit if along is None else Batch((edit, along))


def _target_at(task: Task, indicator: str, unit: str) -> int | None:
    keys = [(target.indicator, target.unit) for target in task.targets]
    return keys.index((indicator, unit)) if (indicator, unit) in keys else None


def _begun_state(record: Progress | None) -> dict[str, Any]:
    """Return the state that a first result or quantity brings: that of work begun where none is recorded."""
    return {"status": State.DOING} if record is None or record.status is State.NONE else {}


def _one(edits: tuple[Edit, ...]) -> Edit | None:
    if len(edits) == 1:
        return edits[0]
    return Batch(edits) if edits else None


def _begun(task: Task, record: Progress) -> Splice:
    """Return the edit that puts a new record where its quarter belongs."""
    at = sum(other.quarter < record.quarter for other in task.progress)
    return Splice("task", task.id, "progress", at, (), (record,))
