"""What can be done to the appendix, as edits; each takes the appendix and its rows as they are."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kehoach_desktop.domain.edits import Batch, Edit, SetField, Splice, with_new_ids
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Task, new_id
from kehoach_desktop.domain.text import clean
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.sheet.rows import CONTENT, FIRST_OWN_COLUMN, KEYS, NUMBER, SheetRow, padded


def add_appendix(plan: Plan) -> Splice:
    """Return the edit that adds an appendix with one empty row."""
    title = f"Nội dung truyền thông năm {plan.year}"
    appendix = Appendix(title, (Activity("", (Task(),)),))
    return Splice("plan", plan.id, "appendices", len(plan.appendices), (), (appendix,))


def set_title(appendix: Appendix, title: str) -> SetField | None:
    """Return the edit that gives the appendix its title; None when it has it."""
    title = clean(title)
    return (
        None if title == appendix.title else SetField("appendix", appendix.id, "title", appendix.title, title)
    )


def set_cell(row: SheetRow, column: int, text: str) -> SetField | None:
    """Return the edit that writes ``text`` into a cell; None when that changes nothing or TT is meant."""
    text = clean(text)
    if column == NUMBER or row.cells[column] == text:
        return None
    if column >= FIRST_OWN_COLUMN:
        place, task = column - FIRST_OWN_COLUMN, row.task
        texts = padded(task.extras, max(len(task.extras), place + 1))
        return SetField("task", task.id, "extras", task.extras, (*texts[:place], text, *texts[place + 1 :]))
    kind, thing_id = ("activity", row.activity.id) if column == CONTENT else ("task", row.task.id)
    return SetField(kind, thing_id, KEYS[column], row.cells[column], text)


def set_cells(rows: Sequence[SheetRow], cells: Iterable[tuple[int, int]], text: str) -> Batch | None:
    """Return one edit that writes ``text`` into each ``(row, column)``; None when nothing changes."""
    return write_cells((rows[row], column, text) for row, column in cells)


def write_cells(cells: Iterable[tuple[SheetRow, int, str]]) -> Batch | None:
    """Return one edit that writes each text into its row and column; None when nothing changes.

    The own columns of a task are one field of it: what several cells make of it is one edit.
    """
    edits: dict[tuple[str, int, str], SetField] = {}
    for row, column, text in cells:
        before = edits.get(("task", row.task.id, "extras")) if column >= FIRST_OWN_COLUMN else None
        here = row if before is None else row._replace(task=replace(row.task, extras=before.new))
        edit = set_cell(here, column, text)
        if edit is not None:
            edit = replace(edit, old=before.old) if before is not None else edit
            edits[edit.kind, edit.id, edit.name] = edit
    return Batch(tuple(edits.values())) if edits else None


def add_activity(appendix: Appendix, at: int, activity: Activity | None = None) -> Splice:
    """Return the edit that puts an activity with one empty row (or the one given) at place ``at``."""
    return Splice("appendix", appendix.id, "activities", at, (), (activity or Activity("", (Task(),)),))


def add_task(activity: Activity, at: int, task: Task | None = None) -> Splice:
    """Return the edit that puts an empty row (or the one given) at place ``at`` of the activity."""
    return Splice("activity", activity.id, "tasks", at, (), (task or Task(),))


def copy_of_task(task: Task) -> Task:
    """Return the task as a new one: its own id, nothing recorded yet."""
    copy: Task = with_new_ids(replace(task, progress=()), "task")
    return copy


def copy_of_activity(activity: Activity) -> Activity:
    """Return the activity as a new one with copies of its tasks."""
    return replace(activity, tasks=tuple(map(copy_of_task, activity.tasks)), id=new_id())


def duplicate_activities(appendix: Appendix, numbers: Iterable[int]) -> Splice:
    """Return the edit that puts copies of the activities (places from 0) after the last of them."""
    places = sorted(set(numbers))
    copies = tuple(copy_of_activity(appendix.activities[place]) for place in places)
    return Splice("appendix", appendix.id, "activities", places[-1] + 1, (), copies)


def duplicate_rows(chosen: Iterable[SheetRow]) -> Batch:
    """Return the edit that puts copies of the rows after the last chosen one of their activity."""
    parts = []
    for activity, rows in by_activity(chosen):
        copies = tuple(copy_of_task(row.task) for row in rows)
        parts.append(Splice("activity", activity.id, "tasks", rows[-1].place + 1, (), copies))
    return Batch(tuple(parts))


def remove_rows(appendix: Appendix, chosen: Iterable[SheetRow]) -> Batch:
    """Return the edit that removes the rows; an activity that would keep none goes whole."""
    parts: list[Edit] = []
    for activity, rows in reversed(by_activity(chosen)):  # from below, so that places stay true
        if len(rows) == len(activity.tasks):
            at = rows[0].number - 1
            parts.append(Splice("appendix", appendix.id, "activities", at, (activity,), ()))
            continue
        parts += [
            Splice("activity", activity.id, "tasks", row.place, (row.task,), ()) for row in reversed(rows)
        ]
    return Batch(tuple(parts))


def removal_words(appendix: Appendix, chosen: Iterable[SheetRow]) -> str:
    """Return what removing the rows is called: a content of which no row is left goes itself."""
    groups = by_activity(chosen)
    contents = sum(len(rows) == len(activity.tasks) for activity, rows in groups)
    rows = sum(len(rows) for activity, rows in groups if len(rows) != len(activity.tasks))
    if contents > 1 and contents == len(appendix.activities):
        return f"Xóa cả phụ lục, {number_words(contents)} nội dung"
    parts = [f"{number_words(contents)} nội dung"] if contents else []
    parts += [f"{number_words(rows)} dòng"] if rows else []
    one = contents + rows == 1
    return f"Xóa {', '.join(parts)}" if not one else "Xóa nội dung" if contents else "Xóa dòng"


def by_activity(chosen: Iterable[SheetRow]) -> list[tuple[Activity, list[SheetRow]]]:
    """Return the chosen rows in order, by the activity they stand in."""
    groups: list[tuple[Activity, list[SheetRow]]] = []
    for row in sorted(chosen, key=lambda row: (row.number, row.place)):
        if not groups or groups[-1][0] is not row.activity:
            groups.append((row.activity, []))
        groups[-1][1].append(row)
    return groups
