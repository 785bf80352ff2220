"""Which cell of the sheet a step back or forth changed first: that is what the clerk wants to see."""

from collections.abc import Sequence

from kehoach_desktop.ui.sheet.moving import Cell
from kehoach_desktop.ui.sheet.rows import CONTENT, FIRST_TASK_COLUMN, SheetColumn, SheetRow

Seen = tuple[Sequence[SheetRow], Sequence[SheetColumn]]


def first_changed(before: Seen, after: Seen, row: int) -> Cell | None:
    """Return row and column of the first cell that is another now; ``row``: where the clerk is."""
    (old_rows, old_columns), (rows, columns) = before, after
    marks = {column.mark for column in old_columns}
    come = [at for at, column in enumerate(columns) if column.mark not in marks]
    if come and rows:
        return min(max(row, 0), len(rows) - 1), come[0]
    if len(old_columns) != len(columns):
        return None
    known = {old.key: old for old in old_rows}
    for at, new in enumerate(rows):
        old = known.get(new.key)
        if old is None:  # a row, or a whole content, has come back
            return at, FIRST_TASK_COLUMN if new.place else CONTENT
        if old is not new and (column := _changed_column(old.cells, new.cells)):
            return at, column
    for at, (old, new) in enumerate(zip(old_rows, rows, strict=False)):
        if old.key != new.key:  # rows have gone from here, or moved
            return at, CONTENT
    return (len(rows) - 1, CONTENT) if rows and len(old_rows) != len(rows) else None


def _changed_column(old: tuple[str, ...], new: tuple[str, ...]) -> int:
    """Return the first column with another text; 0 for none, for TT follows from the others."""
    pairs = enumerate(zip(old, new, strict=True))
    return next((column for column, (one, other) in pairs if column >= CONTENT and one != other), 0)
