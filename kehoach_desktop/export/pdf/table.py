"""A table over as many pages as it takes: header repeated, leading cells merged over rows and page breaks.

A row, or a merged cell, of any height is cut between two lines where a page ends. A table of many columns
is set a little smaller.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.report.words import percent_words
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.export.pdf.lines import Align, Line, break_lines, drop_of
from kehoach_desktop.export.pdf.pen import Pen
from kehoach_desktop.export.pdf.press import Press
from kehoach_desktop.export.tables import Column, Group, Table, Value, printed

_LEADING = 14.5 / 12  # of the size
PAD_PT = 3.5  # between border and text
BORDER_PT = 0.5
_KEPT_TOGETHER = 1 / 3  # of a page: rows of one group up to this height are not parted
_HAIR = 1e-6


@dataclass(slots=True)
class _Cell:
    """A cell's place across the page, its lines, and how many of them are drawn."""

    left: float
    width: float
    align: Align
    leading: float
    lines: Sequence[Line] = field(repr=False)
    at: int = 0

    @property
    def rest(self) -> int:
        return len(self.lines) - self.at


@dataclass(frozen=True, slots=True)
class _Piece:
    """A row, or a part of it, on one page: its height and how many lines of each cell."""

    height: float
    cells: list[tuple[_Cell, int]]


@dataclass(slots=True)
class _Row:
    """The cells of one row after the merged ones; ``least`` is the height it must have, in points.

    ``keeps`` is the height that follows it on the same page.
    """

    cells: list[_Cell]
    least: float
    keeps: float = 0.0

    @property
    def height(self) -> float:
        return max(_height(self.cells), self.least)


def set_table(press: Press, table: Table, foot: float = 0.0) -> None:
    """Draw the table from the pen down, scaled to the text's width; ``foot`` points stay free below it."""
    _Setter(press, table, foot).set()


def text_of(value: Value, column: Column) -> str:
    """Return a value as Vietnamese writes it: 08/4/2020, 1.234,5, 85%; a year or a TT has no points."""
    shown = printed(value)
    if isinstance(shown, dt.date):
        return short_date(shown)
    if isinstance(shown, int | float):
        if column.kind == "percent":
            return f"{number_words(round(shown * 100, 2))}%"
        if column.kind == "ratio":
            return percent_words(shown, 1)
        counted = isinstance(shown, float) or column.align == "right"
        return number_words(shown) if counted else str(shown)
    return shown or ""


def _height(cells: Sequence[_Cell]) -> float:
    """Return what the lines left of the tallest cell take."""
    return max((cell.rest * cell.leading for cell in cells), default=0.0) + 2 * PAD_PT


def _rest(cells: Sequence[_Cell]) -> int:
    """Return how many lines of the fullest cell are still to be drawn."""
    return max((cell.rest for cell in cells), default=0)


class _Setter:
    """One table on its way over the pages."""

    def __init__(self, press: Press, table: Table, foot: float) -> None:
        self.press = press
        self.table = table
        self.foot = foot
        self.size = table.size_pt
        self.leading = self.size * _LEADING
        self.broken: dict[tuple[str, float, bool], list[Line]] = {}  # much is said in many rows
        scale = press.width / sum(column.width_mm for column in table.columns)
        self.widths = [column.width_mm * scale for column in table.columns]
        self.edges = [sum(self.widths[:index]) for index in range(len(self.widths) + 1)]
        titles = [f"{column.band}\n{column.title}".strip() for column in table.columns]
        self.under_header = False  # whether no row stands yet below this page's header
        self.header = [
            self._cell(title, self.edges[index], self.edges[index + 1], "center", bold=True)
            for index, title in enumerate(titles)
        ]
        # A header that fills the page is set once, as a row: repeated it would leave no room for others.
        self.repeats = _height(self.header) <= press.height / 3
        self.header_height = _height(self.header) if self.repeats else 0.0
        self.capacity = self.press.height - self.header_height

    def set(self) -> None:
        groups = [] if self.repeats else [Group((), ())]
        groups += self.table.groups
        start = 2 * self.leading + 2 * PAD_PT if groups else self.foot
        if self.header_height + start > self.press.room + _HAIR and not self.press.at_top:
            self.press.new_page()
        self._draw_header()
        for index, group in enumerate(groups):
            merged, rows = self._group(group)
            if not (self.repeats or index):
                rows = [_Row(self.header, 0.0)]
            below = start if group.title else 0.0  # a heading stays with a row of what it heads
            self._set_group(merged, rows, self.foot if index == len(groups) - 1 else below)
            self.press.step(len(group.rows))

    def _group(self, group: Group) -> tuple[list[_Cell], list[_Row]]:
        if group.title:
            return [], [self._row([self._cell(group.title, 0.0, self.edges[-1], "left", bold=True)])]
        merged = list(self._cells(group.merged, 0))
        summed = len(group.rows) - group.sums
        rows = [
            self._row(list(self._cells(values, len(group.merged), bold=index >= summed)))
            for index, values in enumerate(group.rows)
        ] or [self._row([])]
        if group.sums and summed > 0:
            rows[summed - 1].keeps = sum(row.height for row in rows[summed:])
        lacking = _height(merged) - sum(row.height for row in rows) if merged else 0.0
        if 0 < lacking < self.press.height:  # more than a page takes its room as it goes
            for row in rows:
                row.least = row.height + lacking / len(rows)
        return merged, rows

    def _row(self, cells: list[_Cell]) -> _Row:
        return _Row(cells, self.leading + 2 * PAD_PT)

    def _cells(self, values: Sequence[Value], first: int, *, bold: bool = False) -> Iterator[_Cell]:
        for index, value in enumerate(values, first):
            column = self.table.columns[index]
            text = text_of(value, column)
            yield self._cell(text, self.edges[index], self.edges[index + 1], column.align, bold=bold)

    def _cell(self, text: str, left: float, right: float, align: Align, *, bold: bool = False) -> _Cell:
        """Return a cell between two edges with ``text`` broken into lines."""
        width = right - left - 2 * PAD_PT
        key = (text, width, bold)
        lines = self.broken.get(key)
        if lines is None:
            lines = break_lines([self.press.typeface.run(text, bold=bold)], self.size, width)
            self.broken[key] = lines
        return _Cell(left + PAD_PT, width, align, self.leading, lines)

    def _lines_in(self, height: float) -> int:
        return max(0, int((height - 2 * PAD_PT + _HAIR) / self.leading))

    def _set_group(self, merged: list[_Cell], rows: list[_Row], foot: float) -> None:
        """Draw a group, page by page, until its rows and its merged cells are all there."""
        waiting = rows[::-1]
        height = max(sum(row.height for row in rows), _height(merged) if merged else 0.0)
        fits = height + foot <= self.press.room + _HAIR
        if not (fits or self.under_header) and height <= self.capacity * _KEPT_TOGETHER:
            self._turn_page()
        while True:
            pieces = self._page_full(merged, waiting, foot)
            if pieces:
                self._draw(merged, pieces)
            if waiting and not _rest(waiting[-1].cells) and (len(waiting) > 1 or not _rest(merged)):
                waiting.pop()  # only its blank was left
            if not waiting:
                return
            self._turn_page()

    def _turn_page(self) -> None:
        self.press.new_page()
        self._draw_header()

    def _page_full(self, merged: list[_Cell], waiting: list[_Row], foot: float) -> list[_Piece]:
        """Take from ``waiting`` (its end first) the rows, and the part of a row, that this page holds."""
        room = self.press.room
        pieces: list[_Piece] = []
        while waiting:
            row = waiting[-1]
            last = len(waiting) == 1
            need = row.height
            if last and merged:  # what is merged and still to come makes the last row taller
                need = max(need, _height(merged) - sum(piece.height for piece in pieces))
            below = row.keeps + (foot if last or row.keeps else 0.0)
            if need + below <= room + _HAIR:
                pieces.append(_Piece(need, [(cell, cell.rest) for cell in row.cells]))
                room -= need
                waiting.pop()
                continue
            height = room if need > room + _HAIR else need - 2 * self.leading  # lines to go with the foot
            count = self._lines_in(height)
            opens_page = self.under_header and not pieces
            if count >= 2 and (need > self.capacity / 2 or opens_page):
                pieces.append(_Piece(height, [(cell, min(cell.rest, count)) for cell in row.cells]))
                row.least = max(0.0, row.least - height)
                room -= height
            break
        if waiting and pieces:  # what is left of the page goes to merged text that would be cut
            lacking = _height(merged) - sum(piece.height for piece in pieces)
            pieces[-1] = replace(pieces[-1], height=pieces[-1].height + max(0.0, min(room, lacking)))
        return pieces

    def _draw(self, merged: Sequence[_Cell], pieces: Sequence[_Piece]) -> None:
        """Draw one group's part of this page: merged cells, rows, borders."""
        height = sum(piece.height for piece in pieces)
        pen = self.press.pen()
        fit = self._lines_in(height)
        for cell in merged:
            self._write(pen, cell, min(cell.rest, fit), self.press.top)
        top = self.press.top
        tops = []
        for piece in pieces:
            tops.append(top)
            for cell, count in piece.cells:
                self._write(pen, cell, count, top)
            top -= piece.height
        pen.lift()
        is_title = not merged and len(pieces[0].cells) == 1
        self._frame(self.edges[:: len(self.widths)] if is_title else self.edges, len(merged), tops, top)
        self.press.room -= height
        self.under_header = False

    def _draw_header(self) -> None:
        if not self.repeats:
            return
        pen = self.press.pen()
        for cell in self.header:
            blank = (self.header_height - 2 * PAD_PT - len(cell.lines) * self.leading) / 2
            cell.at = 0
            self._write(pen, cell, len(cell.lines), self.press.top - blank)
        pen.lift()
        self._frame(self.edges, 0, [self.press.top], self.press.top - self.header_height)
        self.press.room -= self.header_height
        self.under_header = True

    def _write(self, pen: Pen, cell: _Cell, count: int, top: float) -> None:
        baseline = top - PAD_PT - drop_of(self.size, self.leading)
        left = self.press.left + cell.left
        for line in cell.lines[cell.at : cell.at + count]:
            pen.write(line, left, baseline, self.size, cell.width, cell.align)
            baseline -= self.leading
        cell.at += count

    def _frame(self, edges: Sequence[float], merged: int, tops: Sequence[float], bottom: float) -> None:
        """Draw the borders: rows are parted only right of the ``merged`` leading columns."""
        left = self.press.left
        borders = [(left + edge, tops[0], left + edge, bottom) for edge in edges]
        borders += [(left, y, left + edges[-1], y) for y in (tops[0], bottom)]
        borders += [(left + edges[merged], y, left + edges[-1], y) for y in tops[1:]]
        self.press.draw_lines(BORDER_PT, borders)
