"""One painter for every sheet: heading, frozen header, rows with real merges, page set-up for printing."""

import datetime as dt
import math
import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.export.tables import Column, Formula, Table, Typed, Value
from kehoach_desktop.export.xlsx.formulas import Standing
from kehoach_desktop.export.xlsx.heights import split_height
from kehoach_desktop.export.xlsx.layout import Band, Block, group_band, header_band, line_band, width_chars

FONT = "Times New Roman"
_TALLEST_FROZEN_PT = 260.0  # more than that above the rows would leave a small screen nothing to scroll
RATIO_FORMAT = '[>=1]0.0%;[>=0.9995]"99,9%";0.0%'
"""A ratio with one decimal, which says 100,0 % only of what is wholly reached."""
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
    """Paints one sheet from the top down; ``row`` is the next free row.

    Looks are named styles of the book: far quicker than styling each cell, and an office can change them.
    """

    def __init__(self, sheet: Any, columns: tuple[Column, ...], page: Page, row: int = 1) -> None:
        """Set the widths of ``columns`` on a ``sheet`` that is empty from ``row`` on."""
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self.sheet, self.columns, self.page = sheet, columns, page
        self.row = row
        self.standing = Standing(sheet.title, columns)
        self._looks: dict[str, Any] = {}
        for number, column in enumerate(columns, 1):
            dimension = sheet.column_dimensions[get_column_letter(number)]
            dimension.width = width_chars(column)
            dimension.font = Font(name=FONT, size=page.size_pt)
            if column.is_detail:
                dimension.outlineLevel = 1
                sheet.sheet_properties.outlinePr.summaryRight = False

    def paint_line(self, line: Line) -> None:
        """Paint a line of the heading, centred over all columns; nothing where it has no text."""
        if line.text:
            style = self._style("Dòng tiêu đề", line, "center", "center", framed=False)
            self._paint(line_band(line.text, self.columns, line.size_pt, bold=line.bold), lambda _: style)

    def skip(self, height_pt: float) -> None:
        """Leave an empty row."""
        self.sheet.row_dimensions[self.row].height = height_pt
        self.row += 1

    def paint_header(self, *, is_only: bool = True) -> None:
        """Paint the table's heading; the only one of a sheet is frozen and printed on every page."""
        first = self.row
        style = self._style(
            "Đầu bảng", Line("", self.page.size_pt, bold=True), "center", "center", framed=True
        )
        self._paint(header_band(self.columns, self.page.size_pt), lambda _: style)
        if not is_only:
            return
        self.sheet.print_title_rows = f"{first}:{self.row - 1}"
        above_pt = sum(self.sheet.row_dimensions[row].height for row in range(1, self.row))
        if above_pt <= _TALLEST_FROZEN_PT:
            self.sheet.freeze_panes = self.sheet.cell(self.row, self.page.still_columns + 1).coordinate

    def paint_groups(self, table: Table, tick: Callable[[], None]) -> None:
        """Paint the rows; ``tick`` is told after each group. What is under a heading may be folded away."""
        usual, bold = Line("", self.page.size_pt), Line("", self.page.size_pt, bold=True)
        names = {"left": "Ô trái", "center": "Ô giữa", "right": "Ô phải"}
        styles = {
            (side, look.bold): self._style(name, look, side, "top", framed=True)
            for side, name in names.items()
            for look in (usual, bold)
        }
        under_heading = False
        for group in table.groups:
            first = self.row
            band = group_band(group, self.columns, self.page.size_pt)
            self.standing.begin(group)
            starts = self._paint(
                band,
                lambda block: styles[
                    "left" if block.across > 1 else self.columns[block.column].align, block.is_bold
                ],
            )
            self.standing.end([starts[place] for place in band.starts], self.row)
            if group.title:
                under_heading = True
            elif under_heading:
                self._indent(first)
            tick()

    def _indent(self, first: int) -> None:
        """Put the rows painted since ``first`` a level below their heading."""
        self.sheet.sheet_properties.outlinePr.summaryBelow = False
        self.sheet.sheet_format.outlineLevelRow = 1
        for row in range(first, self.row):
            self.sheet.row_dimensions[row].outlineLevel = 1

    def break_page(self) -> None:
        """Let the next row begin a page."""
        from openpyxl.worksheet.pagebreak import Break

        self.sheet.row_breaks.append(Break(self.row - 1))

    def set_up_page(self, scale: int = 0) -> None:
        """Set what concerns printing, when all is painted: fit to the page's width, or scaled (percent)."""
        from openpyxl.utils import get_column_letter

        sheet, page = self.sheet, self.page
        sheet.print_area = f"A1:{get_column_letter(len(self.columns))}{max(1, self.row - 1)}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        if scale:  # breaks between pages are kept only so
            sheet.page_setup.scale = scale
        else:
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

    def _style(self, name: str, look: Line, side: str, height: str, *, framed: bool) -> str:
        """Return the name of the book's style for this look, added to the book when it is new."""
        from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

        name = f"{name} {look.size_pt:g}" + " đậm" * look.bold + " nghiêng" * look.italic
        book = self.sheet.parent
        if name not in book.named_styles:
            thin = Side(style="thin", color="000000")
            style = NamedStyle(name)
            style.font = Font(name=FONT, size=look.size_pt, bold=look.bold, italic=look.italic)
            style.alignment = Alignment(horizontal=side, vertical=height, wrap_text=True)
            style.border = Border(thin, thin, thin, thin) if framed else Border()
            book.add_named_style(style)
        return name

    def _paint(self, band: Band, style_of: Callable[[Block], str]) -> list[int]:
        """Write a band's blocks and return where its rows begin; one above Excel's limit becomes several."""
        starts = [self.row]
        for height_pt in band.heights_pt:
            parts = split_height(height_pt)
            for offset, part_pt in enumerate(parts):
                self.sheet.row_dimensions[starts[-1] + offset].height = part_pt
            starts.append(starts[-1] + len(parts))
        for block in band.blocks:
            corner = (starts[block.first], block.column + 1)
            end = (starts[block.last + 1] - 1, block.column + block.across)
            self._fill(corner, end, block.value, style_of(block))
        self.row = starts[-1]
        return starts

    def _fill(self, corner: tuple[int, int], end: tuple[int, int], value: Value, style: str) -> None:
        """Style every cell from ``corner`` to ``end`` (row, column), merge them, put the value in."""
        from openpyxl.worksheet.cell_range import CellRange

        sheet = self.sheet
        for row in range(corner[0], end[0] + 1):
            for column in range(corner[1], end[1] + 1):
                self._dress(sheet.cell(row, column), style)
        if end != corner:  # merge_cells() would take the borders off the inner cells, and gets slow
            sheet.merged_cells.ranges.add(CellRange(None, corner[1], corner[0], end[1], end[0]))
        cell, kind = sheet.cell(*corner), self.columns[corner[1] - 1].kind
        if isinstance(value, Formula):
            self.standing.wait(cell, value)
            put_value(cell, value.value or 0, kind)  # for its format; the formula comes when all stands
        else:
            put_value(cell, value.value if isinstance(value, Typed) else value, kind)

    def _dress(self, cell: Any, style: str) -> None:
        """Give a cell a named style; looked up once, as openpyxl goes through all of them each time."""
        if style in self._looks:
            cell._style = copy(self._looks[style])  # noqa: SLF001 - as openpyxl's own guide does it
        else:
            cell.style = style
            self._looks[style] = copy(cell._style)  # noqa: SLF001


def put_value(cell: Any, value: str | float | dt.date | None, kind: str) -> None:
    """Put ``value`` in ``cell``: text stays text whatever it starts with, dates and numbers are real ones."""
    if isinstance(value, str):
        if value:
            cell.value = _ESCAPE_LIKE.sub("_x005F_", value)
            cell.data_type = "s"
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
    if kind != "plain":
        return RATIO_FORMAT if kind == "ratio" else "0%"
    return "#,##0" if float(value).is_integer() else "#,##0.0##"
