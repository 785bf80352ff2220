"""The appendix as rows: one for each task, with the activity it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kehoach_desktop.domain.plan import Activity, Appendix, Task


class SheetColumn(NamedTuple):
    """A column: the field it shows, its heading, its width in pixels at 100 %."""

    key: str
    title: str
    width: int


COLUMNS = (
    SheetColumn("number", "TT", 44),
    SheetColumn("content", "Nội dung", 240),
    SheetColumn("form", "Hình thức", 290),
    SheetColumn("lead", "Cơ quan chủ trì", 205),
    SheetColumn("partners", "Cơ quan phối hợp", 280),
    SheetColumn("time", "Thời gian thực hiện", 170),
    SheetColumn("note", "Ghi chú", 120),
)
KEYS = tuple(key for key, _, _ in COLUMNS)
NUMBER, CONTENT = 0, 1
FIRST_TASK_COLUMN = 2
TIME = KEYS.index("time")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A task of the sheet; ``number`` is its activity's TT, ``place`` its own place among the tasks."""

    activity: Activity
    task: Task
    number: int
    place: int

    @property
    def key(self) -> int:
        """The task's id."""
        return self.task.id

    @property
    def cells(self) -> tuple[str, ...]:
        """What the columns show."""
        task = self.task
        number = str(self.number)
        return number, self.activity.content, task.form, task.lead, task.partners, task.time, task.note


def sheet_rows(appendix: Appendix | None) -> Iterator[SheetRow]:
    """Yield the rows of the appendix in order; none for no appendix."""
    if appendix is None:
        return
    for number, activity in enumerate(appendix.activities, 1):
        yield from activity_rows(activity, number)


def activity_rows(activity: Activity, number: int) -> Iterator[SheetRow]:
    """Yield the rows of one activity, the one with this TT."""
    for place, task in enumerate(activity.tasks):
        yield SheetRow(activity, task, number, place)
