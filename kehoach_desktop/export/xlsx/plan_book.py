"""A plan's workbook: its appendices, the tracker, the year's figures, the records behind them."""

from typing import BinaryIO

from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.periods import period
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.export.appendix_table import with_money_sums
from kehoach_desktop.export.counted_table import counted_table
from kehoach_desktop.export.document import Attachment, plan_document
from kehoach_desktop.export.tracker_tables import record_table, tracker_table
from kehoach_desktop.export.xlsx.book import FIGURES, Progress, Sheet, write_book
from kehoach_desktop.export.xlsx.sheet import Line, Page

_TRACKER = Page(size_pt=11, left_mm=15, right_mm=15, still_columns=3)
_RECORDS = Page(size_pt=11, left_mm=15, right_mm=15, still_columns=2)


def write_plan_book(plan: Plan, target: BinaryIO, progress: Progress | None = None) -> None:
    """Write the plan's appendices, the tracker, the year's figures and the records behind them, a sheet each.

    ``progress`` is told ``(done, total)`` in groups of rows and may raise to stop; nothing is written then.
    """
    year = period(plan.year, "NAM", plan.scheme)
    sheets = [
        Sheet(_appendix_name(number, plan), _appendix_lines(each), with_money_sums(each.table), Page())
        for number, each in enumerate(plan_document(plan).attachments, 1)
        if each.table
    ]
    year_figures = counted_table(plan, year)
    for name, heading, table, page in (
        ("Theo dõi quý", "THEO DÕI QUÝ", tracker_table(plan), _TRACKER),
        ("Số liệu năm", "SỐ LIỆU", year_figures, FIGURES),
        ("Kết quả đã ghi", "KẾT QUẢ ĐÃ GHI", record_table(plan), _RECORDS),
    ):
        lines = [Line(f"{heading} NĂM {plan.year}", 14, bold=True), Line(plan.subject, 12, italic=True)]
        if table.groups or table is not year_figures:
            sheets.append(Sheet(name, lines, table, page))
    write_book(sheets, None, plan.subject, plan.issuer, target, progress)


def _appendix_name(number: int, plan: Plan) -> str:
    return f"Phụ lục {roman(number)}" if len(plan.appendices) > 1 else "Phụ lục"


def _appendix_lines(attachment: Attachment) -> list[Line]:
    return [
        Line(attachment.heading, 14, bold=True),
        Line(attachment.title.upper(), 14, bold=True),
        Line(attachment.reference, 13, italic=True),
    ]
