"""One painter for every sheet: heading, frozen header, rows with real merges, page set-up for printing."""

import datetime as dt
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.export.tables import Column, Table, Value
from kehoach_desktop.export.xlsx.heights import split_height
from kehoach_desktop.export.xlsx.layout import Band, Block, group_band, header_band, line_band, width_chars

FONT = "Times New Roman"
_TALLEST_FROZEN_PT = 260.0  # more than that above the rows would leave a small screen nothing to scroll
_LARGEST_NUMBER = 1e15  # beyond it Excel drops digits
_FIRST_YEAR = 1900  # Excel has no dates before
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as A


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the heading above a table."""

    text: str
    size_pt: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet is set and printed: A4 landscape, fit to width; margins in millimetres."""

    size_pt: float = 12
    left_mm: float = 30
    right_mm: float = 20
    top_mm: float = 20
    bottom_mm: float = 20
    still_columns: int = 0  # columns that stay while the sheet scrolls sideways


class Painter:
    """Paints one sheet from the top down; ``row`` is the next free row."""

    def __init__(self, sheet: Any, columns: tuple[Column, ...], page: Page) -> None:
        """Set the widths of ``columns`` on an empty ``sheet``."""
        from openpyxl.styles import Border, Font, Side
        from openpyxl.utils import get_column_letter

        thin = Side(style="thin", color="000000")
        self.sheet, self.columns, self.page = sheet, columns, page
        self.row = 1
        self._frame, self._no_frame = Border(thin, thin, thin, thin), Border()
        self._plain = Font(name=FONT, size=page.size_pt)
        self._header = Font(name=FONT, size=page.size_pt, bold=True)
        for number, column in enumerate(columns, 1):
            dimension = sheet.column_dimensions[get_column_letter(number)]
            dimension.width = width_chars(column)
            dimension.font = self._plain

    def paint_line(self, line: Line) -> None:
        """Paint a line of the heading, centred over all columns; nothing where it has no text."""
        from openpyxl.styles import Alignment, Font

        if line.text:
            font = Font(name=FONT, size=line.size_pt, bold=line.bold, italic=line.italic)
            middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
            band = line_band(line.text, self.columns, line.size_pt, bold=line.bold)
            self._paint(band, font, lambda _: middle, framed=False)

    def skip(self, height_pt: float) -> None:
        """Leave an empty row."""
        self.sheet.row_dimensions[self.row].height = height_pt
        self.row += 1

    def paint_header(self) -> None:
        """Paint the table's heading, freeze it and print it on every page."""
        from openpyxl.styles import Alignment

        first = self.row
        middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._paint(header_band(self.columns, self.page.size_pt), self._header, lambda _: middle, framed=True)
        self.sheet.print_title_rows = f"{first}:{self.row - 1}"
        above_pt = sum(self.sheet.row_dimensions[row].height for row in range(1, self.row))
        if above_pt <= _TALLEST_FROZEN_PT:
            self.sheet.freeze_panes = self.sheet.cell(self.row, self.page.still_columns + 1).coordinate

    def paint_groups(self, table: Table, tick: Callable[[], None]) -> None:
        """Paint the rows; ``tick`` is told after each group."""
        from openpyxl.styles import Alignment

        sides = {
            side: Alignment(horizontal=side, vertical="top", wrap_text=True)
            for side in ("left", "center", "right")
        }
        for group in table.groups:
            band = group_band(group, self.columns, self.page.size_pt)
            self._paint(band, self._plain, lambda block: sides[self.columns[block.column].align], framed=True)
            tick()

    def set_up_page(self) -> None:
        """Set what concerns printing; call it when all is painted."""
        from openpyxl.utils import get_column_letter

        sheet, page = self.sheet, self.page
        sheet.print_area = f"A1:{get_column_letter(len(self.columns))}{max(1, self.row - 1)}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.page_setup.useFirstPageNumber, sheet.page_setup.firstPageNumber = True, 1
        sheet.page_margins.left, sheet.page_margins.right = page.left_mm / 25.4, page.right_mm / 25.4
        sheet.page_margins.top, sheet.page_margins.bottom = page.top_mm / 25.4, page.bottom_mm / 25.4
        sheet.page_margins.header = sheet.page_margins.footer = 10 / 25.4
        sheet.print_options.horizontalCentered = True
        number = sheet.oddHeader.center
        number.text, number.font, number.size = "&P", f"{FONT},Regular", 13
        sheet.HeaderFooter.differentFirst = True  # no number on page 1

    def _paint(self, band: Band, font: Any, align: Callable[[Block], Any], *, framed: bool) -> None:
        """Write a band's blocks; a row above Excel's limit becomes several, merged."""
        starts = [self.row]
        for height_pt in band.heights_pt:
            parts = split_height(height_pt)
            for offset, part_pt in enumerate(parts):
                self.sheet.row_dimensions[starts[-1] + offset].height = part_pt
            starts.append(starts[-1] + len(parts))
        for block in band.blocks:
            corner = (starts[block.first], block.column + 1)
            end = (starts[block.last + 1] - 1, block.column + block.across)
            self._fill(corner, end, block, align(block), font, self._frame if framed else self._no_frame)
        self.row = starts[-1]

    def _fill(
        self,
        corner: tuple[int, int],
        end: tuple[int, int],
        block: Block,
        alignment: Any,
        font: Any,
        border: Any,
    ) -> None:
        sheet = self.sheet
        if end != corner:
            sheet.merge_cells(None, *corner, *end)
        for row in range(corner[0], end[0] + 1):
            for column in range(corner[1], end[1] + 1):
                cell = sheet.cell(row, column)
                cell.font, cell.border, cell.alignment = font, border, alignment
        put_value(sheet.cell(*corner), block.value, self.columns[block.column].kind)


def put_value(cell: Any, value: Value, kind: str) -> None:
    """Put ``value`` in ``cell``: text stays text whatever it starts with, dates and numbers are real ones."""
    if isinstance(value, str):
        if value:
            cell.value = _ESCAPE_LIKE.sub("_x005F_", value)
            cell.data_type = "s"
            cell.quotePrefix = value[0] in "=+-@"  # so that it stays text when the clerk edits it
    elif isinstance(value, dt.date):
        if value.year >= _FIRST_YEAR:
            cell.value, cell.number_format = value, "dd/mm/yyyy"
        else:
            put_value(cell, short_date(value), kind)
    elif value is not None:
        if not math.isfinite(value) or abs(value) >= _LARGEST_NUMBER:
            put_value(cell, str(value), kind)
        else:
            cell.value, cell.number_format = value, _number_format(value, kind)


def _number_format(value: float, kind: str) -> str:
    if kind == "percent":
        return "0%"
    return "#,##0" if float(value).is_integer() else "#,##0.0##"
