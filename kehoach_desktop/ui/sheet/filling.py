"""Ctrl+D and Ctrl+R: the first of the chosen cells is written into the others."""

from collections.abc import Sequence

from kehoach_desktop.domain.edits import Batch
from kehoach_desktop.ui.sheet.moving import Cell, Grid, step
from kehoach_desktop.ui.sheet.rows import SheetRow
from kehoach_desktop.ui.sheet.verbs import write_cells


def fill(grid: Grid, rows: Sequence[SheetRow], cells: Sequence[Cell], down: int, right: int) -> Batch | None:
    """Return the edit that fills the cells down or to the right; None when it changes nothing.

    In each column (or row) the first cell gives its text; where that is the only one, the cell before it.
    """
    runs: dict[int, list[Cell]] = {}
    for cell in cells:
        runs.setdefault(cell[1] if down else cell[0], []).append(cell)
    written: list[tuple[SheetRow, int, str]] = []
    for run in runs.values():
        run.sort(key=lambda cell: cell[0] if down else grid.columns.index(cell[1]))
        first, *others = run
        if not others:
            first, others = step(grid, first, -down, -right), [first]
        text = grid.text(*first)
        written += [(rows[row], column, text) for row, column in others]
    return write_cells(written)
