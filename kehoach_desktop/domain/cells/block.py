"""A block of cells: what a copy takes out of a sheet, and what a paste or an import puts into one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kehoach_desktop.domain.doors import TABLE_CLIP

Place = tuple[int, int]
"""Row and column of a cell in its block, both from 0."""

ORDINAL = re.compile(r"(?:\d{1,4}(?:[.,]\d{1,3})*|[IVXLC]{1,6}|[A-Za-zĐđ])[.)]?")
MAX_ROWS = TABLE_CLIP.rows
MAX_COLUMNS = TABLE_CLIP.columns


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged into one, from ``row`` and ``column`` on."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class CellBlock:
    """Rows of cells, all of one width; a cell covered by a merge is "".

    ``notes``: a few words on each thing that was left out when the block was read.
    """

    rows: tuple[tuple[str, ...], ...] = ()
    merges: tuple[Merge, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def one_value(self) -> str | None:
        """The text of a block that is one cell, merged or not; None of any other."""
        is_one = self.height == self.width == 1
        is_merged = self.merges == (Merge(0, 0, self.height, self.width),)
        return self.rows[0][0] if is_one or is_merged else None


def covered(block: CellBlock) -> dict[Place, Place]:
    """Return for each cell that a merge covers the cell whose text shows there; not for that cell itself."""
    return {
        (row, column): (merge.row, merge.column)
        for merge in block.merges
        for row in range(merge.row, merge.row + merge.rows)
        for column in range(merge.column, merge.column + merge.columns)
        if (row, column) != (merge.row, merge.column)
    }


def begins_with_numbers(block: CellBlock) -> bool:
    """Say whether the first of several columns is one of TT: numbers alone, letters or Roman ones too."""
    texts = [text for text in (cells[0] for cells in block.rows) if text] if block.width > 1 else []
    return bool(texts) and all(map(is_ordinal, texts))


def begins_with_contents(block: CellBlock) -> bool:
    """Say whether the first column has words rather than the numbers of TT.

    The head of a column and a heading of a part are words among numbers; a cell over several columns and a
    blank say neither.
    """
    wide = {merge.row for merge in block.merges if merge.column == 0 and merge.columns > 1}
    texts = [cells[0] for row, cells in enumerate(block.rows) if cells[0] and row not in wide]
    return 2 * sum(map(is_ordinal, texts)) < len(texts)


def is_ordinal(text: str) -> bool:
    """Say whether a text is what a column of TT has, such as 1, 1.1, II or a)."""
    return ORDINAL.fullmatch(text) is not None


def with_columns(block: CellBlock, columns: Iterable[int]) -> CellBlock:
    """Return the block with these columns alone, in order; of a merge, what of it is left."""
    kept = sorted(set(columns))
    return _with(block, list(range(block.height)), kept)


def with_rows(block: CellBlock, rows: Iterable[int]) -> CellBlock:
    """Return the block with these rows alone, in order; of a merge, what of it is left."""
    return _with(block, sorted(set(rows)), list(range(block.width)))


def tiled(block: CellBlock, down: int, right: int) -> CellBlock:
    """Return the block repeated, as often as said each way."""
    rows = tuple(cells * right for cells in block.rows) * down
    merges = tuple(
        replace(merge, row=merge.row + block.height * below, column=merge.column + block.width * beside)
        for below in range(down)
        for beside in range(right)
        for merge in block.merges
    )
    return replace(block, rows=rows, merges=merges)


def _with(block: CellBlock, rows: list[int], columns: list[int]) -> CellBlock:
    if (len(rows), len(columns)) == (block.height, block.width):
        return block
    texts = [list(cells) for cells in block.rows]
    row_at, column_at = ({old: new for new, old in enumerate(kept)} for kept in (rows, columns))
    merges = []
    for merge in block.merges:
        down = [row for row in range(merge.row, merge.row + merge.rows) if row in row_at]
        right = [c for c in range(merge.column, merge.column + merge.columns) if c in column_at]
        if not down or not right:
            continue
        texts[down[0]][right[0]] = block.rows[merge.row][merge.column]  # it shows where it is left
        if len(down) * len(right) > 1:
            merges.append(Merge(row_at[down[0]], column_at[right[0]], len(down), len(right)))
    kept = tuple(tuple(texts[row][column] for column in columns) for row in rows)
    return replace(block, rows=kept, merges=tuple(merges))
