"""Rows of the appendix put under other contents than they stood under, by what was pasted beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kehoach_desktop.domain.edits import Splice
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Activity, Appendix, Task, new_id

Mark = str | None
"""The content pasted beside a row; None: the same as the row above has."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its activity, that activity's place in the appendix and its own place among the tasks."""

    activity: Activity
    number: int
    task: Task
    place: int


@dataclass(slots=True)
class _Group:
    """An activity being put together; ``owner`` is the one that it goes on from, if any."""

    owner: Activity | None
    content: str
    tasks: list[Task]


def rows_by_task(appendix: Appendix) -> dict[int, Row]:
    """Return every row by its task's id, in order."""
    return {
        task.id: Row(activity, number, task, place)
        for number, activity in enumerate(appendix.activities)
        for place, task in enumerate(activity.tasks)
    }


def is_regrouping(rows: Sequence[Row], marks: Mapping[int, Mark]) -> bool:
    """Say whether a content would begin in the midst of one, or a row join the content above."""
    content = ""
    for at, row in enumerate(rows):
        mark = marks[row.task.id]
        if row.place and mark is not None:
            # Of what is filtered out above, nothing is pasted: its content is the one there is.
            own = content if at and rows[at - 1].activity is row.activity else row.activity.content
            if mark != own:
                return True
        if mark is None and at and rows[at - 1].activity is not row.activity:
            return True
        content = mark if mark is not None else content if at and row.place else row.activity.content
    return False


def regrouped(
    appendix: Appendix, rows: Sequence[Row], marks: Mapping[int, Mark], texts: Mapping[int, Task]
) -> Splice:
    """Return the edit that puts ``rows`` under the contents pasted; ``texts`` has the rows as they become.

    Rows of the same activities that were not pasted to keep their content. Raises UserError when the rows
    are not neighbours in the appendix, for then nobody could tell what belongs together.
    """
    if not _are_neighbours(rows):
        raise UserError(
            "Khối đang dán làm đổi cách gộp nội dung nhưng bảng đang lọc nên có dòng không hiện; "
            "hãy bỏ lọc rồi dán lại, hoặc dán từ cột Hình thức."
        )
    first, last = rows[0].number, rows[-1].number
    old = appendix.activities[first : last + 1]
    groups: list[_Group] = []
    for activity in old:
        for place, task in enumerate(activity.tasks):
            is_kept = task.id not in marks or (task.id == rows[0].task.id and marks[task.id] is None)
            start = (
                _kept(groups, activity, place)
                if is_kept
                else _pasted(groups, activity, place, marks[task.id])
            )
            if start is not None:
                groups.append(start)
            groups[-1].tasks.append(texts.get(task.id, task))
    return Splice("appendix", appendix.id, "activities", first, old, _activities(groups))


def _kept(groups: list[_Group], activity: Activity, place: int) -> _Group | None:
    """Return the activity a row that keeps its content begins; None when it goes on in the one above."""
    if place and groups and groups[-1].owner is activity:
        return None
    return _Group(activity, activity.content, [])


def _pasted(groups: list[_Group], activity: Activity, place: int, mark: Mark) -> _Group | None:
    if mark is None or (place and groups and mark == groups[-1].content):
        return None
    return _Group(None if place else activity, mark, [])


def _activities(groups: Sequence[_Group]) -> tuple[Activity, ...]:
    """Return the activities; each that goes on from one keeps its id, but no two the same."""
    used: set[int] = set()
    out = []
    for group in groups:
        owner = group.owner
        if owner is None or owner.id in used:
            out.append(Activity(group.content, tuple(group.tasks), id=new_id()))
            continue
        used.add(owner.id)
        out.append(replace(owner, content=group.content, tasks=tuple(group.tasks)))
    return tuple(out)


def _are_neighbours(rows: Sequence[Row]) -> bool:
    for above, row in pairwise(rows):
        is_next = row.activity is above.activity and row.place == above.place + 1
        begins_next = row.number == above.number + 1 and not row.place
        if not is_next and not (begins_next and above.place == len(above.activity.tasks) - 1):
            return False
    return True
