"""One description of a table - columns, widths, merges, sums - that serves Excel and PDF alike."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kehoach_desktop.domain.words import number_words

PAGE_WIDTH_MM = 247.0
"""A4 landscape less 30 mm on the left and 20 mm on the right."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells a formula reads in the column ``key``, of its own table or of the one on another ``sheet``.

    ``row``: that of the formula. ``group``: all rows of the formula's group that are no sums. ``table``: all
    rows of the table. ``last``: the last row of the group at place ``group``.
    """

    key: str
    of: Literal["row", "group", "table", "last"] = "row"
    sheet: str = ""
    group: int = 0


@dataclass(frozen=True, slots=True)
class Formula:
    """A figure that a workbook works out and that paper prints; ``value`` is the program's own, None = "".

    ``text`` is what Excel computes, without "=": each ``{}`` stands for the next of ``cells``.
    """

    value: int | float | None
    text: str
    cells: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A number as it was typed: paper prints the ``text``, a workbook holds the ``value``."""

    text: str
    value: int | float


Value = str | int | float | dt.date | Formula | Typed | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width in millimetres, how its cells are set.

    Neighbours with one ``band`` stand under that common heading; "" = none. The numbers of a ``percent`` or
    ``ratio`` column are fractions (0.85 is 85 %); a ratio is shown to a tenth of a percent. What
    ``is_detail`` may be folded away in a workbook.
    """

    key: str
    title: str
    width_mm: float
    align: Literal["left", "center", "right"] = "left"
    band: str = ""
    kind: Literal["plain", "percent", "ratio"] = "plain"
    is_detail: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that share their leading cells: ``merged`` fills the first columns, once for all ``rows``.

    Every row holds the cells of the columns after the merged ones; the last ``sums`` of them are sums, set
    in bold. A group with a ``title`` is only that line, over all columns: it heads the groups after it.
    """

    merged: tuple[Value, ...]
    rows: tuple[tuple[Value, ...], ...]
    sums: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and groups of rows."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    @property
    def size_pt(self) -> float:
        """The size of its letters: with many columns smaller, or narrow ones would hold a word a line."""
        return next((size for count, size in _SMALLER_PT if len(self.columns) >= count), 12.0)


_SMALLER_PT = ((12, 10.0), (10, 11.0))
"""From so many columns on, so large."""


def printed(value: Value) -> str | int | float | dt.date | None:
    """Return what paper prints of a value: a formula's figure, a number as it was typed."""
    if isinstance(value, Formula):
        return value.value
    return value.text if isinstance(value, Typed) else value


def heading(title: str) -> Group:
    """Return a line over all columns."""
    return Group((), (), title=title)


def sum_of(value: int | float, key: str) -> Formula:
    """Return ``value`` as the sum of a column over the rows of the group that are no sums."""
    return Formula(value, "SUM({})", (Cells(key, "group"),))


def ratio_of(part: int | float, whole: int | float | None, part_key: str, whole_key: str) -> Formula:
    """Return what two cells of the row make as a fraction; an empty text without a whole."""
    cells = (Cells(whole_key), Cells(part_key), Cells(whole_key))
    return Formula(part / whole if whole else None, 'IF(N({})>0,{}/{},"")', cells)


def fitted(columns: Sequence[Column], groups: Sequence[Group], least_mm: float = 16.0) -> tuple[Column, ...]:
    """Return the columns made to fill the page's width together, no number too wide for its cell.

    The first column (TT) stays as it is; the others give and take in proportion, each keeping at least
    ``least_mm`` or what its longest number or word needs.
    """
    least = [columns[0].width_mm]
    least += [max(least_mm, _need_mm(place, groups, columns[place])) for place in range(1, len(columns))]
    least = [each * min(1.0, PAGE_WIDTH_MM / sum(least)) for each in least]
    widths = {0: least[0]}
    while True:
        rest = [place for place in range(len(columns)) if place not in widths]
        room = PAGE_WIDTH_MM - sum(widths.values())
        scale = room / (sum(columns[place].width_mm for place in rest) or 1.0)
        short = {place: least[place] for place in rest if columns[place].width_mm * scale < least[place]}
        if not short:
            break
        widths |= short
    widths |= {place: columns[place].width_mm * scale for place in rest}
    return tuple(replace(column, width_mm=round(widths[place], 2)) for place, column in enumerate(columns))


_DIGIT_MM, _LETTER_MM, _MARGIN_MM = 2.25, 2.0, 3.0  # of 12 points, with a little more; the air at the sides
_WIDEST_WORD_MM = 24.0  # an address may be broken


def _need_mm(place: int, groups: Sequence[Group], column: Column) -> float:
    """Return the width the longest number of a column needs, or its longest word."""
    need = 0.0
    for group in groups:
        lead = len(group.merged)
        for cell in [group.merged[place]] if place < lead else [row[place - lead] for row in group.rows]:
            shown = printed(cell)
            if isinstance(cell, Typed):
                need = max(need, len(cell.text) * _DIGIT_MM)
            elif isinstance(shown, int | float):
                text = number_words(shown) if column.kind == "plain" else "1000,0%"
                need = max(need, len(text) * _DIGIT_MM)
            elif isinstance(shown, str):
                longest = max(map(len, shown.split()), default=0)
                need = max(need, min(longest * _LETTER_MM, _WIDEST_WORD_MM - _MARGIN_MM))
    return need + _MARGIN_MM
