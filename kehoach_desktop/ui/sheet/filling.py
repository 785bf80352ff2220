"""Ctrl+D and Ctrl+R: the first of the chosen cells is written into the others."""

from collections import Counter
from collections.abc import Sequence

from kehoach_desktop.ui.sheet.moving import Cell, Grid, step
from kehoach_desktop.ui.sheet.rows import FIRST_OWN_COLUMN, KEYS, SheetRow

Filled = list[tuple[SheetRow, int, str]]
_BODIES = {KEYS.index("lead"), KEYS.index("partners")}


def fill(grid: Grid, rows: Sequence[SheetRow], cells: Sequence[Cell], down: int, right: int) -> Filled:
    """Return what is written where when the cells are filled down or to the right.

    In each column (or row) the first cell gives its text; where that is the only one, the cell before it.
    """
    runs: dict[int, list[Cell]] = {}
    for cell in cells:
        runs.setdefault(cell[1] if down else cell[0], []).append(cell)
    written: Filled = []
    for run in runs.values():
        run.sort(key=lambda cell: cell[0] if down else grid.columns.index(cell[1]))
        first, *others = run
        if not others:
            first, others = step(grid, first, -down, -right), [first]
        text = grid.text(*first)
        written += [(rows[row], column, text) for row, column in others]
    return written


def takes_other_meaning(grid: Grid, cells: Sequence[Cell]) -> bool:
    """Say whether filling to the right would write one column's text into another it does not belong in.

    It does where a row has a single cell chosen; several beside each other the clerk has chosen himself.
    """
    counts = Counter(row for row, _ in cells)
    singles = {column for row, column in cells if counts[row] == 1}
    return any(not _are_alike(step(grid, (0, column), 0, -1)[1], column) for column in singles)


def _are_alike(one: int, other: int) -> bool:
    return {one, other} <= _BODIES or min(one, other) >= FIRST_OWN_COLUMN or one == other
