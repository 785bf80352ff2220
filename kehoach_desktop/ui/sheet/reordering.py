"""Moving rows and contents, splitting a content and joining several, as edits.

What moves is taken out and put in again elsewhere; what it passes on the way is not touched.
"""

from collections.abc import Sequence

from kehoach_desktop.domain.edits import Batch, Edit, SetField, Splice
from kehoach_desktop.domain.plan import Activity, Appendix, Task, new_id
from kehoach_desktop.ui.sheet.rows import SheetRow
from kehoach_desktop.ui.sheet.verbs import by_activity


def move_activities(appendix: Appendix, places: Sequence[int], to: int) -> Batch | None:
    """Return the edit that gathers the activities before the one now at ``to``; None when they are there.

    ``to`` may be the number of activities: to the end.
    """
    places = sorted(set(places))
    moved = tuple(appendix.activities[place] for place in places)
    at = to - sum(place < to for place in places)
    if not moved or places == list(range(at, at + len(places))):
        return None
    parts = [
        Splice("appendix", appendix.id, "activities", place, (appendix.activities[place],), ())
        for place in reversed(places)
    ]
    return Batch((*parts, Splice("appendix", appendix.id, "activities", at, (), moved)))


def move_tasks(chosen: Sequence[SheetRow], activity: Activity, to: int) -> Batch | None:
    """Return the edit that gathers the rows before row ``to`` of the activity; None when they are there.

    A content that gives all its rows away keeps an empty one: its text is not the rows'.
    """
    edits: list[Edit] = []
    at = to
    for source, rows in by_activity(chosen):
        if source is activity:
            at -= sum(row.place < to for row in rows)
        elif len(rows) == len(source.tasks):
            edits.append(Splice("activity", source.id, "tasks", 0, source.tasks, (Task(),)))
            continue
        edits += [
            Splice("activity", source.id, "tasks", row.place, (row.task,), ()) for row in reversed(rows)
        ]
    tasks = tuple(row.task for row in sorted(chosen, key=lambda row: (row.number, row.place)))
    own = [row.place for row in chosen if row.activity is activity]
    if not tasks or (len(own) == len(tasks) and sorted(own) == list(range(at, at + len(own)))):
        return None
    return Batch((*edits, Splice("activity", activity.id, "tasks", at, (), tasks)))


def split_at(appendix: Appendix, row: SheetRow) -> Batch | None:
    """Return the edit that makes the rows from this one on a content of their own; None for the first row.

    It has the same text: what is typed next takes its place, and what is not typed is not lost.
    """
    if not row.place:
        return None
    activity = row.activity
    tail = activity.tasks[row.place :]
    fresh = Activity(activity.content, tail, new_id())
    return Batch(
        (
            Splice("activity", activity.id, "tasks", row.place, tail, ()),
            Splice("appendix", appendix.id, "activities", row.number, (), (fresh,)),
        )
    )


def split_up(appendix: Appendix, places: Sequence[int]) -> Batch | None:
    """Return the edit that makes each row of these activities a content of its own; None when all are."""
    edits: list[Edit] = []
    for place in sorted(set(places), reverse=True):
        activity = appendix.activities[place]
        others = activity.tasks[1:]
        if others:
            fresh = tuple(Activity(activity.content, (task,), new_id()) for task in others)
            edits.append(Splice("activity", activity.id, "tasks", 1, others, ()))
            edits.append(Splice("appendix", appendix.id, "activities", place + 1, (), fresh))
    return Batch(tuple(edits)) if edits else None


def join(appendix: Appendix, places: Sequence[int]) -> Batch | None:
    """Return the edit that gathers the rows of these activities under the first; None for a single one.

    Texts that differ stand under one another in the content they make: nothing typed is lost.
    """
    places = sorted(set(places))
    if len(places) < 2:
        return None
    first, *others = (appendix.activities[place] for place in places)
    texts = dict.fromkeys(a.content for a in (first, *others) if a.content.strip())
    content, added = "\n".join(texts), tuple(task for other in others for task in other.tasks)
    edits: list[Edit] = [
        Splice("appendix", appendix.id, "activities", place, (appendix.activities[place],), ())
        for place in reversed(places[1:])
    ]
    if content != first.content:
        edits.append(SetField("activity", first.id, "content", first.content, content))
    edits.append(Splice("activity", first.id, "tasks", len(first.tasks), (), added))
    return Batch(tuple(edits))
