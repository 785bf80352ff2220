"""What a table that comes in would do to the appendix, row by row, and the one edit of what is taken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kehoach_desktop.domain.directory import name_key
from kehoach_desktop.domain.edits import Batch, Edit, SetField, Splice
from kehoach_desktop.domain.plan import Activity, Appendix, OwnColumn, Plan, Task
from kehoach_desktop.domain.table_import.matching import Match, matched
from kehoach_desktop.domain.table_import.table import Incoming
from kehoach_desktop.domain.task_texts import CONTENT, set_texts, text_of, with_texts

_BLANK = Appendix()
_TOTAL = "Dòng cộng của bảng, không phải nội dung thực hiện; chỉ chọn nếu cần."


class Fate(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"  # in the table as it is in the appendix
    LEFT = "left"  # not in the table; it stays


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A text of a row before and after; ``key`` names its column."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowProposal:
    """A row of the table, or with no ``incoming`` one of the appendix that the table does not have.

    ``number`` is the TT it has or goes to, 0 for a new content. ``why`` is what may be doubted.
    """

    fate: Fate
    number: int
    content: str
    form: str
    incoming: Incoming | None = None
    activity: Activity | None = None
    task: Task | None = None
    changes: tuple[FieldChange, ...] = ()
    why: str = ""

    @property
    def can_be_taken(self) -> bool:
        """Whether there is anything to take."""
        return self.fate in {Fate.ADDED, Fate.CHANGED}

    @property
    def is_accepted(self) -> bool:
        """How it is shown at first: what is doubtful is for the clerk to take."""
        return self.can_be_taken and not self.why


def append_proposals(appendix: Appendix | None, rows: Sequence[Incoming]) -> tuple[RowProposal, ...]:
    """Return the proposals that put all rows behind the last, whatever the appendix has."""
    known = {name_key(activity.content): at for at, activity in enumerate((appendix or _BLANK).activities, 1)}
    out = []
    told: dict[str, int] = {}
    for row in rows:
        if row.is_total:
            out.append(_added(row, None, 0, _TOTAL))
            continue
        name = name_key(row.content)
        why = f"Phụ lục đã có nội dung cùng tên (TT {known[name]})." if name in known else ""
        if not why and told.setdefault(name, row.group) != row.group:
            why = "Trong bảng có hơn một nội dung cùng tên; mỗi nội dung được thêm riêng."
        out.append(_added(row, None, 0, why))
    return tuple(out)


def update_proposals(
    appendix: Appendix | None, rows: Sequence[Incoming], keys: Iterable[str]
) -> tuple[RowProposal, ...]:
    """Return the proposals that match rows by content and form: what is added, changed, the same, left."""
    appendix = appendix or _BLANK
    keys = [key for key in keys if key != CONTENT]
    place = {activity.id: at for at, activity in enumerate(appendix.activities, 1)}
    seen: set[int] = set()
    spelled: set[int] = set()
    out = []
    for found in matched(appendix, rows, has_forms="form" in keys):
        match = replace(found, why=_TOTAL) if found.row.is_total else found
        number = place[match.activity.id] if match.activity is not None else 0
        if match.task is None:
            out.append(_added(match.row, match.activity, number, match.why))
        else:
            seen.add(match.task.id)
            out.append(_changed(match, number, keys, spelled))
    for activity in appendix.activities:
        for task in activity.tasks:
            if task.id not in seen:
                left = RowProposal(Fate.LEFT, place[activity.id], activity.content, task.form)
                out.append(left)
    return tuple(out)


def import_edit(
    plan: Plan,
    appendix: Appendix | None,
    taken: Iterable[RowProposal],
    *,
    title: str = "",
    columns: Sequence[str] = (),
) -> Batch | None:
    """Return the edit that does what is taken; None for nothing.

    ``columns``: the titles of the office's own columns that come with it. With no appendix it makes one.
    """
    taken = [each for each in taken if each.can_be_taken]
    if not taken:
        return None
    fresh = _fresh(taken)
    own = tuple(OwnColumn(name) for name in columns)
    if appendix is None:
        made = Appendix(title, fresh, own)
        return Batch((Splice("plan", plan.id, "appendices", len(plan.appendices), (), (made,)),))
    edits: list[Edit] = []
    if own:
        edits.append(Splice("appendix", appendix.id, "columns", len(appendix.columns), (), own))
    for each in taken:
        if each.fate is Fate.CHANGED:
            edits += _field_edits(each)
    for activity, tasks in _more_tasks(taken):
        edits.append(Splice("activity", activity.id, "tasks", len(activity.tasks), (), tasks))
    if fresh:
        blank = appendix.activities if _is_blank(appendix) else ()  # the row a new appendix begins with
        at = 0 if blank else len(appendix.activities)
        edits.append(Splice("appendix", appendix.id, "activities", at, blank, fresh))
    return Batch(tuple(edits))


def first_touched(before: Appendix | None, after: Plan, taken: Iterable[RowProposal]) -> int | None:
    """Return the id of the first row that was added or changed, as the appendix now stands."""
    appendix = next((a for a in after.appendices if before is not None and a.id == before.id), None)
    appendix = appendix or after.appendices[-1]
    changed = {each.task.id for each in taken if each.task is not None}
    known = {task.id for activity in (before or _BLANK).activities for task in activity.tasks} - changed
    rows = (task.id for activity in appendix.activities for task in activity.tasks)
    return next((row for row in rows if row not in known), None)


def _is_blank(appendix: Appendix) -> bool:
    return all(
        not activity.content and all(task == Task() for task in activity.tasks)
        for activity in appendix.activities
    )


def _added(row: Incoming, activity: Activity | None, number: int, why: str) -> RowProposal:
    changes = tuple(FieldChange(key, "", text) for key, text in row.texts.items() if text)
    form = row.texts.get("form", "")
    return RowProposal(Fate.ADDED, number, row.content, form, row, activity, None, changes, why)


def _changed(match: Match, number: int, keys: Sequence[str], spelled: set[int]) -> RowProposal:
    """Return what changes of a row; a blank cell of the table leaves the text there is."""
    task, activity, row = match.task, match.activity, match.row
    assert task is not None  # noqa: S101 - a match of rows has both
    assert activity is not None  # noqa: S101
    pairs = [(key, text_of(task, key), row.texts.get(key, "")) for key in keys]
    if activity.id not in spelled:  # a content is spelled once, whatever rows it has
        spelled.add(activity.id)
        pairs.insert(0, (CONTENT, activity.content, row.content))
    changes = tuple(
        FieldChange(key, old, new) for key, old, new in pairs if new and old.split() != new.split()
    )
    fate = Fate.CHANGED if changes else Fate.SAME
    why = match.why if changes else ""
    return RowProposal(fate, number, activity.content, task.form, row, activity, task, changes, why)


def _field_edits(each: RowProposal) -> list[SetField]:
    if each.task is None or each.activity is None:
        return []
    edits = [
        SetField("activity", each.activity.id, "content", change.old, change.new)
        for change in each.changes
        if change.key == CONTENT
    ]
    texts: Mapping[str, str] = {c.key: c.new for c in each.changes if c.key != CONTENT}
    return [*edits, *set_texts(each.task, texts)]


def _more_tasks(taken: Iterable[RowProposal]) -> list[tuple[Activity, tuple[Task, ...]]]:
    """Return the rows that are added to contents there are."""
    found: dict[int, tuple[Activity, list[Task]]] = {}
    for each in taken:
        if each.fate is Fate.ADDED and each.activity is not None and each.incoming is not None:
            task = with_texts(Task(), each.incoming.texts)
            found.setdefault(each.activity.id, (each.activity, []))[1].append(task)
    return [(activity, tuple(tasks)) for activity, tasks in found.values()]


def _fresh(taken: Iterable[RowProposal]) -> tuple[Activity, ...]:
    """Return the contents that are new, each with its rows."""
    groups: dict[int, tuple[str, list[Task]]] = defaultdict(lambda: ("", []))
    for each in taken:
        row = each.incoming
        if each.fate is Fate.ADDED and each.activity is None and row is not None:
            groups.setdefault(row.group, (row.content, []))[1].append(with_texts(Task(), row.texts))
    return tuple(Activity(content, tuple(tasks)) for content, tasks in groups.values())
