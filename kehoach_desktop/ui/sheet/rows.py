"""The appendix as rows: one for each task, with the activity it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

from kehoach_desktop.domain.plan import Activity, Appendix, Task

COLUMNS = (
    ("number", "TT", 44),
    ("content", "Nội dung", 240),
    ("form", "Hình thức", 290),
    ("lead", "Cơ quan chủ trì", 205),
    ("partners", "Cơ quan phối hợp", 280),
    ("time", "Thời gian thực hiện", 170),
    ("note", "Ghi chú", 120),
)
"""Field, heading, width in pixels at 100 %."""
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
        for place, task in enumerate(activity.tasks):
            yield SheetRow(activity, task, number, place)
