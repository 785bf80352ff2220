"""A workbook of sheets with a table each, and a last one of charts: painted, described, saved."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from kehoach_desktop.domain.charts import Chart
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.export.tables import Table
from kehoach_desktop.export.xlsx.cell_rows import CellRows
from kehoach_desktop.export.xlsx.charts import CHART_SHEET, paint_charts
from kehoach_desktop.export.xlsx.formulas import Standing, save
from kehoach_desktop.export.xlsx.sheet import FONT, Line, Page, Painter

PROGRAM = "Kế hoạch Desktop"

NARROW = Page(size_pt=11, left_mm=15, right_mm=15)
FIGURES = Page(size_pt=11, left_mm=15, right_mm=15, still_columns=3)
_UNFIT = re.compile(r"[\[\]:*?/\\]|^'|'$")  # what Excel takes in no sheet name
_LONGEST_NAME = 31

Progress = Callable[[int, int], None]
"""Told ``(done, total)``; may raise to stop."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be painted: its name, the lines above its table, how it is set."""

    name: str
    lines: Sequence[Line]
    table: Table
    page: Page = NARROW


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts of the last sheet and the lines above them."""

    lines: Sequence[Line]
    charts: Sequence[Chart]


def write_table_book(
    title: str, subtitle: str, tables: Sequence[tuple[str, Table]], target: BinaryIO
) -> None:
    """Write ``(sheet name, table)`` pairs, at least one, each under title and subtitle ("" = none)."""
    lines = [Line(title, 14, bold=True), Line(subtitle, 13, italic=True)]
    write_book([Sheet(name, lines, table) for name, table in tables], None, title, "", target)


def write_book(
    sheets: Sequence[Sheet],
    charts: Charts | None,
    title: str,
    issuer: str,
    target: BinaryIO,
    progress: Progress | None = None,
) -> None:
    """Write the sheets, and one of charts if there are any.

    ``progress`` is told ``(done, total)`` in groups of rows, charts and sheets and may raise to stop;
    nothing is written then.
    """
    book = _empty_book()
    total = sum(len(each.table.groups) + 1 for each in sheets)  # painted, then each sheet written
    total += len(charts.charts) + 1 if charts else 0
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total)

    try:
        standings = [_paint_sheet(_new_sheet(book, _sheet_name(each.name)), each, tick) for each in sheets]
        by_name = {each.name: standing for each, standing in zip(sheets, standings, strict=True)}
        figures = [standing.write(by_name) for standing in standings]
        if charts:
            figures.append(paint_charts(_new_sheet(book, CHART_SHEET), charts.lines, charts.charts, tick))
        book.active = 0
        _describe(book, title, issuer)
        save(book, figures, target, tick)
    finally:
        _let_go(book)


def _empty_book() -> Any:
    """Return a workbook without sheets whose standard font is Times New Roman 12 pt.

    Column widths are counted in its digits, and those are alike in Excel and LibreOffice; those of the
    usual Calibri are not where it is missing. New cells an office fills in are then set in it too.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    book = Workbook()
    book.remove(book.active)
    font = Font(name=FONT, size=12, family=1)
    book._fonts = IndexedList([font])  # noqa: SLF001 - openpyxl has no public way to it
    book._named_styles["Normal"].font = font  # noqa: SLF001
    return book


def _new_sheet(book: Any, name: str) -> Any:
    sheet = book.create_sheet(name)
    sheet._cells = CellRows()  # noqa: SLF001 - openpyxl has no public way to them
    return sheet


def _let_go(book: Any) -> None:
    """Let the cells go, little by little: they and their sheets hold each other.

    Left so, of a large book hundreds of thousands of things wait for a round of the garbage, which is the
    window's thread's; all at once they would hold up every other thread.
    """
    for sheet in book.worksheets:
        sheet._cells.let_go()  # noqa: SLF001
        while sheet.row_dimensions:
            sheet.row_dimensions.popitem()
        while sheet.merged_cells.ranges:
            sheet.merged_cells.ranges.pop()


def _paint_sheet(sheet: Any, of: Sheet, tick: Callable[[], None]) -> Standing:
    page = replace(of.page, size_pt=min(of.page.size_pt, of.table.size_pt))
    painter = Painter(sheet, of.table.columns, page)
    for line in of.lines:
        painter.paint_line(line)
    painter.skip(9)
    painter.paint_header()
    painter.paint_groups(of.table, tick)
    painter.set_up_page()
    return painter.standing


def _sheet_name(name: str) -> str:
    return _UNFIT.sub(" ", one_line(name))[:_LONGEST_NAME].strip() or "Bảng"


def _describe(book: Any, title: str, issuer: str) -> None:
    properties = book.properties
    properties.title = one_line(title)
    properties.creator = one_line(issuer) or PROGRAM
    properties.lastModifiedBy = properties.creator
    properties.language = "vi-VN"
