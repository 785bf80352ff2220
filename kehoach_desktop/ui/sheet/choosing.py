"""The chosen cells of the sheet, as in Excel: one cell is current, a block reaches from it to a corner.

A block that touches TT or the content takes in whole activities, for those cells are merged. Columns that
are hidden are never chosen.
"""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject
from PySide6.QtWidgets import QTableView

from kehoach_desktop.ui.sheet.model import SheetModel
from kehoach_desktop.ui.sheet.moving import Cell
from kehoach_desktop.ui.sheet.rows import CONTENT

Range = tuple[int, int, int, int]
"""Top, left, bottom, right."""
_MANY_BLOCKS = 16
_Flag = QItemSelectionModel.SelectionFlag


class _Left(NamedTuple):
    """The cell that was current: its task and column, the row and the place among the columns shown."""

    task: int
    column: str
    row: int
    place: int


class Choosing(QObject):
    """Chooses cells on behalf of keys and mouse, and says which are chosen."""

    def __init__(self, view: QTableView, model: SheetModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._at: Cell | None = None  # where the keys stand; its row may be any of a merged cell's
        self._corner: Cell | None = None  # where the block that begins at the current cell ends
        self._left: _Left | None = None  # what was current, over a reset
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)

    # -- the grid, for ``moving`` -------------------------------------------------------------------

    @property
    def height(self) -> int:
        """How many rows are shown."""
        return len(self._model.rows)

    @property
    def columns(self) -> list[int]:
        """The columns shown, from left to right."""
        return [column for column in self._order() if not self._view.isColumnHidden(column)]

    def _order(self) -> list[int]:
        header = self._view.horizontalHeader()
        return [header.logicalIndex(place) for place in range(header.count())]

    def rows_of_activity(self, row: int) -> range:
        """Return the rows shown of the activity that ``row`` belongs to."""
        return self._model.rows_of_activity(row)

    def text(self, row: int, column: int) -> str:
        """Return what a cell says."""
        return self._model.text(row, column)

    # -- choosing -----------------------------------------------------------------------------------

    @property
    def at(self) -> Cell | None:
        """Where the keys stand; None in an empty sheet."""
        current = self._view.currentIndex()
        if not current.isValid() or current.row() >= self.height:
            return None
        here = current.row(), current.column()
        if self._at is None or self._at[0] >= self.height or self.origin(*self._at) != self.origin(*here):
            self._at = here
        return self._at

    @property
    def corner(self) -> Cell | None:
        """The cell the block reaches to: where Shift and a key go on from."""
        return self._corner if self._corner is not None and self._corner[0] < self.height else self.at

    def origin(self, row: int, column: int) -> Cell:
        """Return the cell that stands for this one: of a merged one the first."""
        return (self.rows_of_activity(row)[0], column) if column <= CONTENT else (row, column)

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current and only chosen one."""
        self._at, self._corner = (row, column), None
        self._set_current(row, column)
        self._select(self._block((row, column), (row, column)), _Flag.ClearAndSelect)

    def move_current(self, row: int, column: int) -> None:
        """Make another of the chosen cells the current one."""
        self._at, self._corner = (row, column), None
        self._set_current(row, column)

    def extend_to(self, row: int, column: int) -> None:
        """Choose the block from the current cell to this one."""
        if (at := self.at) is not None:
            self._corner = (row, column)
            self._select(self._block(at, (row, column)), _Flag.ClearAndSelect)

    def add(self, row: int, column: int) -> None:
        """Choose this cell besides those chosen, and make it current."""
        self._at, self._corner = (row, column), None
        self._set_current(row, column)
        self._select(self._block((row, column), (row, column)), _Flag.Select)

    def add_block_to(self, row: int, column: int) -> None:
        """Choose the block from the current cell to this one besides those chosen."""
        if (at := self.at) is not None:
            self._corner = (row, column)
            self._select(self._block(at, (row, column)), _Flag.Select)

    def choose_all(self) -> None:
        """Choose every cell; the current one stays."""
        self._choose_block((0, self.columns[0]), (self.height - 1, self.columns[-1]))

    def choose_rows(self) -> None:
        """Choose the chosen cells' rows to the last column; of a content current, its whole activity."""
        rows = self.rows()
        if rows:
            from_start = any(column <= CONTENT for _, column in self.cells())
            columns = self.columns if from_start else [c for c in self.columns if c > CONTENT]
            self._choose_block((rows[0], columns[0]), (rows[-1], columns[-1]))

    def choose_columns(self) -> None:
        """Choose the chosen cells' columns from the first row to the last."""
        columns = [c for c in self.columns if any(c == column for _, column in self.cells())]
        if columns:
            self._choose_block((0, columns[0]), (self.height - 1, columns[-1]))

    def choose_block(self, first: Cell, last: Cell) -> None:
        """Choose the block between two cells; the first is the current one."""
        self.go_to(*first)
        self.extend_to(*last)

    def _choose_block(self, first: Cell, last: Cell) -> None:
        if self.height:
            self._corner = None
            self._select(self._block(first, last), _Flag.ClearAndSelect)

    # -- what is chosen -----------------------------------------------------------------------------

    def cells(self) -> list[Cell]:
        """Return the chosen cells in order, a merged one once (by its first row)."""
        ranges = list(self._ranges())
        if len(ranges) == 1:
            return self._cells_of(ranges[0])
        found: set[Cell] = set()
        for top, left, bottom, right in ranges:
            for column in range(left, right + 1):
                if column > CONTENT:
                    found |= {(row, column) for row in range(top, bottom + 1)}
                else:
                    found |= {self.origin(row, column) for row in range(top, bottom + 1)}
        if not found and (at := self.at) is not None:
            found.add(self.origin(*at))
        header = self._view.horizontalHeader()
        return sorted(cell for cell in found if not header.isSectionHidden(cell[1]))

    def _cells_of(self, block: Range) -> list[Cell]:
        """Return the cells of one block in order: all of a large plan are tens of thousands."""
        top, left, bottom, right = block
        header = self._view.horizontalHeader()
        shown = [column for column in range(left, right + 1) if not header.isSectionHidden(column)]
        merged = [column for column in shown if column <= CONTENT]
        single = [column for column in shown if column > CONTENT]
        found: list[Cell] = []
        end = top  # the first row after the activity that is gone through
        for row in range(top, bottom + 1):
            if merged and row >= end:
                rows = self.rows_of_activity(row)
                end = rows[-1] + 1
                found += [(rows[0], column) for column in merged]
            found += [(row, column) for column in single]
        return found

    @property
    def size(self) -> int:
        """About how many cells are chosen: merged ones by their rows, those chosen twice twice."""
        return sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in self._ranges())

    def blocks(self) -> list[tuple[range, list[int]]]:
        """Return what is chosen as blocks of rows and columns that do not overlap; for counting."""
        found = list(self._ranges())
        overlaps = any(_overlap(one, other) for at, one in enumerate(found) for other in found[:at])
        if not found or overlaps or len(found) > _MANY_BLOCKS:
            return [(range(row, row + 1), [column]) for row, column in self.cells()]
        head = self._view.horizontalHeader()
        blocks = (
            (range(top, bottom + 1), [c for c in range(left, right + 1) if not head.isSectionHidden(c)])
            for top, left, bottom, right in found
        )
        return [(rows, columns) for rows, columns in blocks if columns]

    def rows(self) -> list[int]:
        """Return the rows of the chosen cells; a chosen TT or content means its whole activity."""
        rows: set[int] = set()
        for top, left, bottom, _ in self._ranges():
            rows |= set(range(top, bottom + 1))
            if left <= CONTENT and bottom < self.height:
                rows |= set(self.rows_of_activity(top)) | set(self.rows_of_activity(bottom))
        if not rows and (at := self.at) is not None:
            rows |= set(self.rows_of_activity(at[0]) if at[1] <= CONTENT else (at[0],))
        return sorted(rows)

    def is_on_contents(self) -> bool:
        """Say whether what is chosen is contents: TT or text of one."""
        at = self.at
        return at is not None and at[1] <= CONTENT

    def _ranges(self) -> Iterable[Range]:
        chosen = self._view.selectionModel().selection()
        for at in range(chosen.count()):
            part = chosen.at(at)
            yield part.top(), part.left(), part.bottom(), part.right()

    def recall(self) -> None:
        """After other rows or columns are shown, choose the cell that was current, or one where it was."""
        if self._left is None or not self.height:
            return
        left, columns = self._left, self.columns
        there = self._model.row_of(left.task)
        beside = columns[min(left.place, len(columns) - 1)]
        column = next((c for c in columns if self._model.columns[c].mark == left.column), beside)
        self.go_to(min(left.row, self.height - 1) if there is None else there, column)

    def leave_hidden(self) -> None:
        """After columns were hidden, choose a cell beside where the current one was."""
        at, columns = self.at, self.columns
        if at is not None and not {at[1], (self.corner or at)[1]} <= set(columns):
            self.go_to(at[0], columns[min(self._place(at[1]), len(columns) - 1)])

    def _place(self, column: int) -> int:
        """Return how many columns are shown to the left of this one."""
        order = self._order()
        return sum(not self._view.isColumnHidden(c) for c in order[: order.index(column)])

    def _on_model_about_to_be_reset(self) -> None:
        at = self.at
        if at is not None:
            task, column = self._model.rows[at[0]], self._model.columns[at[1]]
            self._left = _Left(task.key, column.mark, at[0], self._place(at[1]))
        self._at = self._corner = None

    # -- Qt's selection -----------------------------------------------------------------------------

    def _set_current(self, row: int, column: int) -> None:
        index = self._model.index(*self.origin(row, column))
        # Not setCurrentIndex: with Ctrl still held it would add to the cells chosen.
        self._view.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)

    def _select(self, selection: QItemSelection, how: _Flag) -> None:
        self._view.selectionModel().select(selection, how)

    def _block(self, one: Cell, other: Cell) -> QItemSelection:
        """Return the block between two cells, of whole activities when it touches a merged cell."""
        columns = self.columns
        places = sorted(columns.index(column) for column in (one[1], other[1]))
        taken = columns[places[0] : places[1] + 1]
        top, bottom = sorted((one[0], other[0]))
        if min(taken) <= CONTENT:
            top, bottom = self.rows_of_activity(top)[0], self.rows_of_activity(bottom)[-1]
        block = QItemSelection()
        for left, right in _runs(sorted(taken)):
            block.select(self._model.index(top, left), self._model.index(bottom, right))
        return block


def _overlap(one: Range, other: Range) -> bool:
    return not (one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1])


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of neighbours."""
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and runs[-1][1] == column - 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs
