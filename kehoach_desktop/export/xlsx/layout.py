"""A table laid out in rows, before it is painted: what goes over which rows, and how tall each row stands."""

from dataclasses import dataclass, field
from itertools import groupby

from kehoach_desktop.domain.text import clean
from kehoach_desktop.export.tables import Column, Group, Value
from kehoach_desktop.export.xlsx.heights import PADDING_PT, line_height_pt, pieces, text_height_pt

_PX_PER_MM = 96 / 25.4
_DIGIT_PX = 8  # a digit of the book's standard font, in which widths are counted: Times New Roman 12 pt
_CELL_MARGIN_PX = 6  # what Excel keeps free at the sides of a cell, with its line
_PT_PER_PX = 0.75


@dataclass(frozen=True, slots=True)
class Block:
    """A value over rows ``first`` to ``last`` of its band and ``across`` columns from ``column`` (from 0)."""

    column: int
    first: int
    last: int
    value: Value
    across: int = 1
    is_bold: bool = False


@dataclass(slots=True)
class Band:
    """Some rows that belong together: their heights in points, and the blocks that fill every cell.

    ``starts`` says at which of them each row of the group begins: a text too long for a cell takes several.
    """

    heights_pt: list[float]
    blocks: list[Block] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])


def width_chars(column: Column) -> float:
    """Return the width of a column in Excel's unit."""
    return round(round(column.width_mm * _PX_PER_MM) / _DIGIT_PX, 4)


def _inner_width_pt(width_mm: float) -> float:
    """Return the width text has in a cell ``width_mm`` wide."""
    return (round(width_mm * _PX_PER_MM) - _CELL_MARGIN_PX) * _PT_PER_PX


def group_band(group: Group, columns: tuple[Column, ...], size_pt: float) -> Band:
    """Lay out a group: its merged cells over its rows, texts too long for a cell on rows of their own.

    A merged text taller than its rows makes the last of them taller.
    """
    if group.title:
        return line_band(group.title, columns, size_pt, bold=True)
    lead = len(group.merged)
    empty = ("",) * (len(columns) - lead)
    rows: list[tuple[tuple[Value, ...], bool]] = []
    starts = []
    for index, given in enumerate(group.rows or (empty,)):
        starts.append(len(rows))
        rows += [(part, index >= len(group.rows) - group.sums) for part in _continued(given)]
    merged = [_pieces(value) for value in group.merged]
    rows += [(empty, False)] * (max(map(len, merged), default=1) - len(rows))
    band = Band([line_height_pt(size_pt)] * len(rows), starts=starts)
    for index, (row, is_sum) in enumerate(rows):
        band.blocks += [
            Block(lead + place, index, index, value, is_bold=is_sum) for place, value in enumerate(row)
        ]
    for column, parts in enumerate(merged):
        first_alone = len(rows) - len(parts) + 1  # the first piece takes the rows the others leave
        band.blocks.append(Block(column, 0, first_alone - 1, parts[0]))
        band.blocks += [Block(column, row, row, part) for row, part in enumerate(parts[1:], first_alone)]
    _stretch(band, columns, size_pt)
    return band


def header_band(columns: tuple[Column, ...], size_pt: float) -> Band:
    """Lay out the heading: a row of titles, with a row of common headings above it where there are any."""
    rows = 2 if any(column.band for column in columns) else 1
    band = Band([line_height_pt(size_pt) + PADDING_PT] * rows)
    place = 0
    for title, run in groupby(columns, key=lambda column: column.band):
        neighbours = list(run)
        if title:
            band.blocks.append(Block(place, 0, 0, clean(title), len(neighbours)))
        for column in neighbours:
            band.blocks.append(Block(place, 1 if title else 0, rows - 1, clean(column.title)))
            place += 1
    _stretch(band, columns, size_pt, bold=True)
    return band


def line_band(text: str, columns: tuple[Column, ...], size_pt: float, *, bold: bool) -> Band:
    """Lay out a line of the heading over all columns."""
    parts = pieces(clean(text))
    band = Band([line_height_pt(size_pt)] * len(parts))
    band.blocks = [Block(0, row, row, part, len(columns), is_bold=bold) for row, part in enumerate(parts)]
    _stretch(band, columns, size_pt, bold=bold)
    return band


def _stretch(band: Band, columns: tuple[Column, ...], size_pt: float, *, bold: bool = False) -> None:
    """Make the rows as tall as their contents need, the last row of a block bearing what is missing."""
    for block in sorted(band.blocks, key=lambda each: each.last - each.first):
        if isinstance(block.value, str) and block.value:
            width_mm = sum(each.width_mm for each in columns[block.column : block.column + block.across])
            is_bold = bold or block.is_bold
            need_pt = text_height_pt(block.value, _inner_width_pt(width_mm), size_pt, bold=is_bold)
            have_pt = sum(band.heights_pt[block.first : block.last + 1])
            band.heights_pt[block.last] += max(0.0, need_pt - have_pt)


def _pieces(value: Value) -> list[Value]:
    return list(pieces(clean(value))) if isinstance(value, str) else [value]


def _continued(row: tuple[Value, ...]) -> list[tuple[Value, ...]]:
    """Return the row, and after it rows that carry on the texts a cell cannot hold."""
    columns = [_pieces(value) for value in row]
    count = max(map(len, columns), default=1)
    return [tuple(parts[i] if i < len(parts) else "" for parts in columns) for i in range(count)]
