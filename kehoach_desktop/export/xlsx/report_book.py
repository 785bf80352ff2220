"""A report's workbook: the tables of its appendices, the tasks by state, the charts."""

from typing import BinaryIO

from kehoach_desktop.domain.periods import title
from kehoach_desktop.domain.report.composing import Report
from kehoach_desktop.export.counted_table import BY_TASK_SHEET
from kehoach_desktop.export.report_charts import report_charts
from kehoach_desktop.export.report_tables import STATES_SHEET, Titled, report_tables, states_table
from kehoach_desktop.export.xlsx.book import FIGURES, NARROW, Charts, Progress, Sheet, write_book
from kehoach_desktop.export.xlsx.sheet import Line


def write_report_book(report: Report, target: BinaryIO, progress: Progress | None = None) -> None:
    """Write the report's tables, the tasks by state and the charts, a sheet each; ``progress`` as above."""
    when = title(report.period, report.plan.year)
    tables = [*report_tables(report), Titled(STATES_SHEET, "Nhiệm vụ theo tình trạng", states_table(report))]
    below = Line(report.subject, 12, italic=True)

    def lines(name: str) -> list[Line]:
        return [Line(f"{name} {when}".upper(), 14, bold=True), below]

    sheets = [
        Sheet(each.sheet, lines(each.title), each.table, FIGURES if each.sheet == BY_TASK_SHEET else NARROW)
        for each in tables
    ]
    found = report_charts(report)
    charts = Charts(lines("Biểu đồ kết quả thực hiện"), found) if found else None
    write_book(sheets, charts, report.subject, report.head.issuer, target, progress)
