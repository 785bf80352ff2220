"""A table model over rows that follow the plan: it never resets on an edit, it tells what moved."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Signal

from kehoach_desktop.ui.sheet.row_steps import Step, row_steps

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class KeyedRow(Protocol):
    """A row: an id that stays its own while it moves, and what each of its cells shows."""

    @property
    def key(self) -> int:
        """The row's id."""

    @property
    def cells(self) -> tuple[Any, ...]:
        """What each column shows."""


class RowsModel(QAbstractTableModel):
    """Holds the rows; ``reset_rows`` for another plan, ``follow`` for an edit of this one."""

    rearranged = Signal()  # after rows came, went or moved

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Any] = []

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of rows; a cell has none."""
        return 0 if parent.isValid() else len(self.rows)

    def reset_rows(self, rows: Iterable[KeyedRow]) -> None:
        """Show other rows from the start."""
        after = list(rows)
        with self.resetting():
            self.rows = after

    @contextmanager
    def resetting(self) -> Iterator[None]:
        """Show another table: rows and columns change in here alone, when everybody has been told."""
        self.beginResetModel()
        try:
            yield
        finally:
            self.forget_places()
            self.endResetModel()
        self.rearranged.emit()

    def follow(self, rows: Iterable[KeyedRow]) -> None:
        """Show the rows after an edit: what came, went or moved, then the cells that changed."""
        after = list(rows)
        steps = row_steps([row.key for row in self.rows], [row.key for row in after])
        for step in steps:
            self._take(step, after)
        before, self.rows = self.rows, after
        self.forget_places()
        self._tell_changed_cells(before)
        if steps:
            self.rearranged.emit()

    def forget_places(self) -> None:
        """Forget what is known of where rows stand: they have just changed, and nobody has been told."""

    def _take(self, step: Step, after: list[Any]) -> None:
        first, last = step.first, step.last
        if step.verb == "remove":
            self.beginRemoveRows(NO_PARENT, first, last)
            del self.rows[first : last + 1]
            self.forget_places()
            self.endRemoveRows()
        elif step.verb == "insert":
            self.beginInsertRows(NO_PARENT, first, last)
            self.rows[first:first] = after[first : last + 1]
            self.forget_places()
            self.endInsertRows()
        else:
            self.beginMoveRows(NO_PARENT, first, last, NO_PARENT, step.to)
            block = self.rows[first : last + 1]
            del self.rows[first : last + 1]
            to = step.to if step.to < first else step.to - len(block)
            self.rows[to:to] = block
            self.forget_places()
            self.endMoveRows()

    def _tell_changed_cells(self, before: list[Any]) -> None:
        changed = {}
        for number, (old, new) in enumerate(zip(before, self.rows, strict=True)):
            if old is new or old.cells == new.cells:
                continue
            columns = [c for c, (a, b) in enumerate(zip(old.cells, new.cells, strict=True)) if a != b]
            changed[number] = (columns[0], columns[-1])
        self.tell_changed(changed)

    def tell_changed(self, changed: dict[int, tuple[int, int]]) -> None:
        """Emit dataChanged for each run of rows whose same columns, first and last, changed."""
        run: tuple[int, int, int, int] | None = None  # first row, last row, first column, last column
        for number in sorted(changed):
            if run and run[1] == number - 1 and run[2:] == changed[number]:
                run = (run[0], number, *run[2:])
                continue
            self._tell(run)
            run = (number, number, *changed[number])
        self._tell(run)

    def _tell(self, run: tuple[int, int, int, int] | None) -> None:
        if run:
            self.dataChanged.emit(self.index(run[0], run[2]), self.index(run[1], run[3]))
