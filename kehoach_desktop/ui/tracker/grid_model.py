"""The tracker's grid: a task a row, its four quarters the columns after the first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from kehoach_desktop.domain.figures import all_tasks, sums
from kehoach_desktop.domain.plan import Plan, Progress, Quantity, State, Task
from kehoach_desktop.domain.words import STATE_WORDS, number_words
from kehoach_desktop.ui.sheet.chips import quarters_of
from kehoach_desktop.ui.sheet.rows_model import NO_PARENT, Index, RowsModel
from kehoach_desktop.ui.tracker.record_edits import has_content, record_of

HEADINGS = ("Nhiệm vụ", "Quý I", "Quý II", "Quý III", "Quý IV")
Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class GridRow:
    """A task; ``due`` is the quarters its time falls in, None when the time is not understood."""

    task: Task
    due: frozenset[int] | None

    @property
    def key(self) -> int:
        """The task's id."""
        return self.task.id

    @property
    def cells(self) -> tuple[Any, ...]:
        """What the columns show."""
        task = self.task
        quarters = tuple((record_of(task, number), self.is_due(number)) for number in range(1, 5))
        return ((task.form, task.lead), *quarters)

    def is_due(self, quarter: int) -> bool:
        """Say whether the task is due in the quarter; when its time is not understood it may be."""
        return self.due is None or quarter in self.due

    def is_hatched(self, quarter: int) -> bool:
        """Say whether nothing is due in the quarter and nothing is recorded."""
        return not self.is_due(quarter) and not has_content(record_of(self.task, quarter))

    def is_due_in(self, quarters: range) -> bool:
        """Say whether the task is due in any of the quarters."""
        return any(map(self.is_due, quarters))

    def is_recorded_in(self, quarters: range) -> bool:
        """Say whether anything is recorded in any of the quarters."""
        return any(has_content(record_of(self.task, quarter)) for quarter in quarters)


def grid_rows(plan: Plan | None) -> Iterator[GridRow]:
    """Yield the plan's tasks in order."""
    if plan is not None:
        for task in all_tasks(plan):
            yield GridRow(task, quarters_of(task.time, plan.year))


def state_text(record: Progress | None) -> str:
    """Return a cell's state in words, with the percent where it says more than the word."""
    state = record.status if record else State.NONE
    words = STATE_WORDS[state]
    if record and (state in {State.DOING, State.LATE} or (state is State.DONE and record.percent < 100)):
        return f"{words} {record.percent} %"
    return words


def counted_text(quantities: Iterable[Quantity]) -> str:
    """Return counted results as "4 tin, bài · 2.150 lượt xem": one sum for each indicator and unit."""
    return " · ".join(
        f"{number_words(value)} {unit or indicator}" for (indicator, unit), value in sums(quantities).items()
    )


class GridModel(RowsModel):
    """Reads only: what is recorded is written in the record panel."""

    rows: list[GridRow]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.quarters = range(1, 1)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns; a cell has none."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the headings; rows are numbered for screen readers."""
        if role == Role.DisplayRole:
            return HEADINGS[section] if orientation == Qt.Orientation.Horizontal else str(section + 1)
        if role == Role.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return a cell in words, as a screen reader says it."""
        if not index.isValid() or index.row() >= len(self.rows) or role != Role.DisplayRole:
            return None
        row = self.rows[index.row()]
        if index.column() == 0:
            return ", ".join(filter(None, (row.task.form, row.task.lead)))
        if row.is_hatched(index.column()):
            return "Không đến hạn"
        record = record_of(row.task, index.column())
        counted = counted_text(record.quantities) if record else ""
        return f"{state_text(record)}, {counted}" if counted else state_text(record)

    def show_quarters(self, quarters: range) -> None:
        """Make the quarters of the period in view stand out in the header."""
        self.quarters = quarters
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADINGS) - 1)
