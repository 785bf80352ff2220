"""Going from one task's record to the next one's, in the order the grid shows them."""

from collections.abc import Sequence
from typing import Any


def next_row(rows: Sequence[Any], row: int, quarter: int, step: int, *, is_due: bool) -> int | None:
    """Return the row of the next task (``step`` 1) or the one before (-1); None past the end.

    ``is_due``: only a task that is due in the quarter. Rows that are no tasks are passed over.
    """
    row += step
    while 0 <= row < len(rows):
        task = getattr(rows[row], "task", None)
        if task is not None and (not is_due or rows[row].is_due(quarter)):
            return row
        row += step
    return None
