"""The appendix as rows: one for each task, with the activity it belongs to."""

from collections.abc import Iterator
from typing import NamedTuple

from kehoach_desktop.domain.plan import Activity, Appendix, Task


class SheetColumn(NamedTuple):
    """A column: the field it shows, its heading, its width in pixels at 100 %, an own one's id."""

    key: str
    title: str
    width: int
    id: int = 0

    @property
    def mark(self) -> str:
        """What the column is known by while it is renamed or moved."""
        return f"own:{self.id}" if self.id else self.key


COLUMNS = (
    SheetColumn("number", "TT", 44),
    SheetColumn("content", "Nội dung", 240),
    SheetColumn("form", "Hình thức", 290),
    SheetColumn("lead", "Cơ quan chủ trì", 205),
    SheetColumn("partners", "Cơ quan phối hợp", 280),
    SheetColumn("time", "Thời gian thực hiện", 170),
    SheetColumn("note", "Ghi chú", 120),
)
"""Those every appendix has; the office's own come after them."""
KEYS = tuple(column.key for column in COLUMNS)
NUMBER, CONTENT = 0, 1
FIRST_TASK_COLUMN = 2
TIME, NOTE = KEYS.index("time"), KEYS.index("note")
FIRST_OWN_COLUMN = len(COLUMNS)
_OWN_WIDTH = 130


class SheetRow(NamedTuple):
    """A task of the sheet; ``number`` is its activity's TT, ``place`` its own place among the tasks.

    ``own``: how many columns of the office's own there are.
    """

    activity: Activity
    task: Task
    number: int
    place: int
    own: int = 0

    @property
    def key(self) -> int:
        """The task's id."""
        return self.task.id

    @property
    def cells(self) -> tuple[str, ...]:
        """What the columns show."""
        task = self.task
        number = str(self.number)
        usual = number, self.activity.content, task.form, task.lead, task.partners, task.time, task.note
        return usual + padded(task.extras, self.own) if self.own else usual


def padded(extras: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Return the texts of ``count`` own columns; those that are missing are empty."""
    return extras[:count] + ("",) * (count - len(extras))


def columns_of(appendix: Appendix | None) -> tuple[SheetColumn, ...]:
    """Return the columns of the appendix; an own one goes by its title, which next year's plan may share."""
    own: list[SheetColumn] = []
    for column in appendix.columns if appendix else ():
        twins = sum(known.title == column.title for known in own)
        key = f"own:{column.title}" + (f":{twins + 1}" if twins else "")
        own.append(SheetColumn(key, column.title, _OWN_WIDTH, column.id))
    return (*COLUMNS, *own)


def sheet_rows(appendix: Appendix | None) -> Iterator[SheetRow]:
    """Yield the rows of the appendix in order; none for no appendix."""
    if appendix is None:
        return
    for number, activity in enumerate(appendix.activities, 1):
        yield from activity_rows(activity, number, len(appendix.columns))


def activity_rows(activity: Activity, number: int, own: int = 0) -> Iterator[SheetRow]:
    """Yield the rows of one activity, the one with this TT, with so many own columns."""
    for place, task in enumerate(activity.tasks):
        yield SheetRow(activity, task, number, place, own)
