"""The chosen cells of the sheet as a block to copy, and as the place a block is pasted to.

Rows are those shown, columns those shown from left to right, whatever a filter hides or a hand has moved.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTableView

from kehoach_desktop.domain.cells.block import CellBlock, Merge, tiled
from kehoach_desktop.domain.task_texts import own_key
from kehoach_desktop.ui.sheet.rows import CONTENT, KEYS, SheetRow

if TYPE_CHECKING:
    from kehoach_desktop.ui.sheet.view import SheetView


@dataclass(frozen=True, slots=True)
class PasteTarget:
    """Where a block goes: rows by their tasks' ids and columns by their keys, from the first chosen one on.

    ``height`` and ``width`` are those of the chosen block; ``cells`` are all cells chosen.
    """

    tasks: tuple[int, ...]
    keys: tuple[str, ...]
    height: int
    width: int
    cells: tuple[tuple[int, str], ...]
    is_block: bool  # what is chosen is one block without gaps

    def repeated(self, block: CellBlock) -> CellBlock:
        """Return the block as often as it goes into what is chosen, as in Excel; once where it does not."""
        down, right = _times(self.height, block.height), _times(self.width, block.width)
        return tiled(block, down, right) if self.is_block and down and right else block


def choose_pasted(view: "SheetView", target: PasteTarget, block: CellBlock) -> None:
    """Choose the cells a block went to, as Excel does; contents alone go by other rows than its own."""
    row = view.sheet.row_of(target.tasks[0]) if target.tasks else 0
    columns = [column for column in columns_shown(view) if key_of(column) in target.keys[: block.width]]
    if row is None or not columns or columns[-1] <= CONTENT:
        return
    bottom = min(row + block.height, len(view.sheet.rows)) - 1
    if bottom >= row:
        view.choosing.choose_block((row, columns[0]), (bottom, columns[-1]))


def key_of(column: int) -> str:
    """Return the key of a column; the office's own come after the usual ones."""
    return KEYS[column] if column < len(KEYS) else own_key(column - len(KEYS))


def columns_shown(view: QTableView) -> list[int]:
    """Return the columns shown, from left to right."""
    head = view.horizontalHeader()
    order = (head.logicalIndex(place) for place in range(head.count()))
    return [column for column in order if not head.isSectionHidden(column)]


def chosen_block(view: "SheetView") -> tuple[list[SheetRow], list[int]]:
    """Return rows and columns of the smallest block that holds the chosen cells; no rows when none are."""
    chosen = _Chosen(view)
    if not chosen.is_there:
        return [], []
    rows = view.sheet.rows[chosen.top : chosen.bottom + 1]
    return rows, columns_shown(view)[chosen.left : chosen.right + 1]


def copied_block(rows: list[SheetRow], columns: list[int]) -> CellBlock:
    """Return the block of these rows and columns; contents merged over their rows in it."""
    texts, merges = [], []
    for at, row in enumerate(rows):
        is_first = not at or rows[at - 1].activity.id != row.activity.id
        cells = row.cells
        texts.append(tuple([cells[c] if is_first or c > CONTENT else "" for c in columns]))
        if is_first and (size := _size(rows, at)) > 1:
            merges += [Merge(at, place, size) for place, column in enumerate(columns) if column <= CONTENT]
    block = CellBlock(tuple(texts), tuple(merges))
    value = block.one_value
    return block if value is None else CellBlock(((value,),))


def paste_target(view: "SheetView") -> PasteTarget:
    """Return where a paste goes now; in an empty sheet that is its first cell."""
    chosen = _Chosen(view)
    columns = columns_shown(view)
    if not chosen.is_there:
        keys = tuple(map(key_of, columns))
        return PasteTarget((), keys, 1, 1, (), is_block=True)
    tasks = tuple(row.key for row in view.sheet.rows[chosen.top :])
    return PasteTarget(
        tasks,
        tuple(key_of(column) for column in columns[chosen.left :]),
        chosen.bottom - chosen.top + 1,
        chosen.right - chosen.left + 1,
        tuple((tasks[row - chosen.top], key_of(column)) for row, column in chosen.cells),
        chosen.is_block,
    )


class _Chosen:
    """The bounds of what is chosen: rows shown, and places among the columns shown."""

    def __init__(self, view: "SheetView") -> None:
        place = {column: at for at, column in enumerate(columns_shown(view))}
        self.cells = [cell for cell in view.chosen_cells() if cell[1] in place]
        self.is_there = bool(self.cells)
        if not self.is_there:
            return
        whole = [view.sheet.rows_of_activity(row) for row, column in self.cells if column <= CONTENT]
        # Of TT or a content chosen beside other cells, the rows are those of the others.
        others = [row for row, column in self.cells if column > CONTENT]
        self.top = min(others or [rows[0] for rows in whole])
        self.bottom = max(others or [rows[-1] for rows in whole])
        places = [place[column] for column in {column for _, column in self.cells}]
        self.left, self.right = min(places), max(places)
        merged = (min(rows[-1], self.bottom) - max(rows[0], self.top) + 1 for rows in whole)
        inside = len(others) + sum(max(rows, 0) for rows in merged)
        self.is_block = inside == (self.bottom - self.top + 1) * (self.right - self.left + 1)


def _size(rows: list[SheetRow], first: int) -> int:
    """Return how many rows from ``first`` on belong to its activity."""
    last = first
    while last + 1 < len(rows) and rows[last + 1].activity.id == rows[first].activity.id:
        last += 1
    return last - first + 1


def _times(chosen: int, size: int) -> int:
    """Return how often ``size`` goes into what is chosen; one cell chosen stands for the block once."""
    if chosen == 1 or not size:
        return 1
    return 0 if chosen % size else chosen // size
