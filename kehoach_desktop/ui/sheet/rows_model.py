"""A table model over rows that follow the plan: it never resets on an edit, it tells what moved."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Signal

from kehoach_desktop.ui.sheet.row_steps import Step, row_steps

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
_Run = tuple[int, int, int, int]  # first row, last row, first column, last column
_MANY = 50  # signals, each of which has views and others look at what is shown
_MANY_ROWS = 200  # whose cells are not compared one by one


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
        pairs = enumerate(zip(before, after, strict=True))
        self.tell_taken({place: (old, new) for place, (old, new) in pairs if old is not new})
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

    def tell_taken(self, taken: dict[int, tuple[Any, Any]]) -> None:
        """Tell which cells differ in rows, as they were and as they are, by their place.

        Where they are many it is told once, for all from the first to the last.
        """
        if len(taken) > _MANY_ROWS:
            self._tell_rows(min(taken), max(taken))
            return
        changed = {}
        for place, (old, new) in taken.items():
            columns = [c for c, (a, b) in enumerate(zip(old.cells, new.cells, strict=True)) if a != b]
            if columns:
                changed[place] = columns[0], columns[-1]
        self._tell_changed(changed)

    def _tell_changed(self, changed: dict[int, tuple[int, int]]) -> None:
        """Emit dataChanged for each run of rows whose same columns, first and last, changed."""
        runs: list[_Run] = []
        for number in sorted(changed):
            if runs and runs[-1][1] == number - 1 and runs[-1][2:] == changed[number]:
                runs[-1] = (runs[-1][0], number, *changed[number])
            else:
                runs.append((number, number, *changed[number]))
        if len(runs) > _MANY:
            self._tell_rows(runs[0][0], runs[-1][1])
            return
        for top, bottom, left, right in runs:
            self.dataChanged.emit(self.index(top, left), self.index(bottom, right))

    def _tell_rows(self, first: int, last: int) -> None:
        """Emit dataChanged once for all cells of these rows, among which many have changed."""
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
