"""Where a key leads on the sheet, as in Excel: merged cells are one step, hidden columns none."""

from collections.abc import Sequence
from typing import Protocol

from kehoach_desktop.ui.sheet.rows import CONTENT

Cell = tuple[int, int]
"""Row and column; the row of a merged cell may be any of its rows, so that going on keeps the row."""


class Grid(Protocol):
    """What is known of the sheet: how many rows, which columns are shown, what is merged, what is filled."""

    @property
    def height(self) -> int:
        """How many rows are shown."""

    @property
    def columns(self) -> Sequence[int]:
        """The columns shown, from left to right."""

    def rows_of_activity(self, row: int) -> range:
        """Return the rows shown of the activity that ``row`` belongs to."""

    def text(self, row: int, column: int) -> str:
        """Return what a cell says."""


def rows_of(grid: Grid, row: int, column: int) -> range:
    """Return the rows of the cell: of a merged one all."""
    return grid.rows_of_activity(row) if column <= CONTENT else range(row, row + 1)


def step(grid: Grid, at: Cell, down: int, right: int, *, is_whole: bool = False) -> Cell:
    """Return the cell next to ``at``, or ``at`` at the end; ``is_whole``: go by whole activities."""
    row, column = at
    if right:
        place = grid.columns.index(column) + right
        return (row, grid.columns[place]) if 0 <= place < len(grid.columns) else at
    rows = grid.rows_of_activity(row) if is_whole else rows_of(grid, row, column)
    row = rows[-1] + 1 if down > 0 else rows[0] - 1
    return (row, column) if 0 <= row < grid.height else at


def edge(grid: Grid, at: Cell, down: int, right: int, *, is_whole: bool = False) -> Cell:
    """Return where Ctrl and an arrow lead: the end of the filled cells, or the next filled one."""
    here = step(grid, at, down, right, is_whole=is_whole)
    wants_filled = bool(grid.text(*at)) and bool(grid.text(*here))
    while True:
        there = step(grid, here, down, right, is_whole=is_whole)
        if there == here:
            return here
        if wants_filled and not grid.text(*there):
            return here
        if not wants_filled and grid.text(*here):
            return here
        here = there


def next_in(grid: Grid, at: Cell, down: int, right: int) -> Cell:
    """Return the cell after ``at`` in reading order along Tab (``right``) or Enter (``down``)."""
    if down:
        return step(grid, at, down, 0)
    row, column = at
    place = grid.columns.index(column) + right
    if place >= len(grid.columns):  # TT is not written into: the next line begins after it
        return (row + 1, grid.columns[min(1, len(grid.columns) - 1)]) if row + 1 < grid.height else at
    if place < 0:
        return (row - 1, grid.columns[-1]) if row else at
    return row, grid.columns[place]


def turned_in(cells: Sequence[Cell], at: Cell, down: int, right: int) -> Cell:
    """Return where Enter or Tab lead inside several chosen cells: down the columns, or along the rows."""
    ordered = sorted(cells, key=lambda cell: (cell[1], cell[0]) if down else cell)
    place = ordered.index(at) if at in ordered else -1
    return ordered[(place + (down or right)) % len(ordered)]
