"""A report's workbook: the tables of its appendices, the tasks by state, the charts."""

from typing import BinaryIO

from kehoach_desktop.domain.periods import title
from kehoach_desktop.domain.report import Report
from kehoach_desktop.export.counted_table import BY_TASK_SHEET
from kehoach_desktop.export.report_charts import report_charts
from kehoach_desktop.export.report_tables import STATES_SHEET, Titled, report_tables, states_table
from kehoach_desktop.export.xlsx.book import FIGURES, Progress, Sheet, write_book
from kehoach_desktop.export.xlsx.sheet import Line, Page


def write_report_book(report: Report, target: BinaryIO, progress: Progress | None = None) -> None:
    """Write the report's tables, the tasks by state and the charts, a sheet each; ``progress`` as above."""
    when = title(report.period, report.plan.year)
    tables = [*report_tables(report), Titled(STATES_SHEET, "Nhiệm vụ theo tình trạng", states_table(report))]
    sheets = [
        Sheet(
            each.sheet,
            [Line(f"{each.title} {when}".upper(), 14, bold=True), Line(report.subject, 12, italic=True)],
            each.table,
            FIGURES if each.sheet == BY_TASK_SHEET else Page(size_pt=11, left_mm=15, right_mm=15),
        )
        for each in tables
    ]
    write_book(sheets, report_charts(report), report.subject, report.head.issuer, target, progress)
