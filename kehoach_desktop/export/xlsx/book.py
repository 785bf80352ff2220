"""The workbooks: a plan's appendix with its tracker, and any tables under one title."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.export.document import Attachment, plan_document
from kehoach_desktop.export.tables import Table
from kehoach_desktop.export.tracker_tables import record_table, tracker_table
from kehoach_desktop.export.xlsx.formulas import Standing, save
from kehoach_desktop.export.xlsx.sheet import FONT, Line, Page, Painter

PROGRAM = "Kế hoạch Desktop"

_NARROW = Page(size_pt=11, left_mm=15, right_mm=15)
_APPENDIX = Page()
_TRACKER = Page(size_pt=11, left_mm=15, right_mm=15, still_columns=3)
_RECORDS = Page(size_pt=11, left_mm=15, right_mm=15, still_columns=2)
_UNFIT = re.compile(r"[\[\]:*?/\\]|^'|'$")  # what Excel takes in no sheet name
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet to be painted: its name, the lines above its table, how it is set."""

    name: str
    lines: Sequence[Line]
    table: Table
    page: Page = _NARROW


def write_plan_book(plan: Plan, target: BinaryIO, progress: Progress | None = None) -> None:
    """Write the plan's appendices, the tracker, the year's figures and the records behind them, a sheet each.

    ``progress`` is told ``(done, total)`` in groups of rows and may raise to stop; nothing is written then.
    """
    year = periods.period(plan.year, "NAM", plan.scheme)
    sheets = [
        _Sheet(_appendix_name(number, plan), _appendix_lines(each), with_money_sums(each.table), _APPENDIX)
        for number, each in enumerate(plan_document(plan).attachments, 1)
    ]
    for name, heading, table, page in (
        ("Theo dõi quý", "THEO DÕI QUÝ", tracker_table(plan), _TRACKER),
        ("Số liệu năm", "SỐ LIỆU", counted_table(plan, year), _FIGURES),
        ("Kết quả đã ghi", "KẾT QUẢ ĐÃ GHI", record_table(plan), _RECORDS),
    ):
        lines = [Line(f"{heading} NĂM {plan.year}", 14, bold=True), Line(plan.subject, 12, italic=True)]
        sheets.append(_Sheet(name, lines, table, page))
    _write(sheets, (), plan.subject, plan.issuer, target, progress)


def write_report_book(report: Report, target: BinaryIO, progress: Progress | None = None) -> None:
    """Write the report's tables, the tasks by state and the charts, a sheet each; ``progress`` as above."""
    when = periods.title(report.period, report.plan.year)
    span = f"Từ {report.period.span_words}".replace(" - ", " đến ")
    tables = [*report_tables(report), Titled(STATES_SHEET, "Nhiệm vụ theo tình trạng", states_table(report))]
    sheets = [
        _Sheet(
            each.sheet,
            [Line(f"{each.title} {when}".upper(), 14, bold=True), Line(report.subject, 12, italic=True)],
            each.table,
            _FIGURES if each.sheet == BY_TASK_SHEET else _NARROW,
        )
        for each in tables
    ]
    _write(sheets, report_charts(report), report.subject, report.plan.issuer, target, progress)


def write_table_book(
    title: str, subtitle: str, tables: Sequence[tuple[str, Table]], target: BinaryIO
) -> None:
    """Write ``(sheet name, table)`` pairs, at least one, each under title and subtitle ("" = none)."""
    lines = [Line(title, 14, bold=True), Line(subtitle, 13, italic=True)]
    _write([_Sheet(name, lines, table) for name, table in tables], (), title, "", target, None)


def _appendix_name(number: int, plan: Plan) -> str:
    return f"Phụ lục {roman(number)}" if len(plan.appendices) > 1 else "Phụ lục"


def _appendix_lines(attachment: Attachment) -> list[Line]:
    return [
        Line(attachment.heading, 14, bold=True),
        Line(attachment.title.upper(), 14, bold=True),
        Line(attachment.reference, 13, italic=True),
    ]


def _write(
    sheets: Sequence[tuple[str, Sequence[Line], Table, Page]],
    title: str,
    issuer: str,
    target: BinaryIO,
    progress: Callable[[int, int], None] | None,
) -> None:
    book = _empty_book()
    total = sum(len(table.groups) for _, _, table, _ in sheets)
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total)

    standings = [
        _paint_sheet(book.create_sheet(_sheet_name(name)), lines, table, page, tick)
        for name, lines, table, page in sheets
    ]
    by_name = {name: standing for (name, *_), standing in zip(sheets, standings, strict=True)}
    figures = [standing.write(by_name) for standing in standings]
    book.active = 0
    _describe(book, title, issuer)
    save(book, figures, target)


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


def _paint_sheet(
    sheet: Any, lines: Sequence[Line], table: Table, page: Page, tick: Callable[[], None]
) -> Standing:
    page = replace(page, size_pt=min(page.size_pt, table.size_pt))
    painter = Painter(sheet, table.columns, page)
    for line in lines:
        painter.paint_line(line)
    painter.skip(9)
    painter.paint_header()
    painter.paint_groups(table, tick)
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
