"""The result report as it goes on paper: the same parts as a plan, with Kính gửi and its tables."""

from dataclasses import replace

from kehoach_desktop.domain.charts import Chart
from kehoach_desktop.domain.dates import long_date
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.periods import title
from kehoach_desktop.domain.report import Report
from kehoach_desktop.export.document import (
    Attachment,
    Document,
    closed_body,
    number_line,
    place_date_line,
)
from kehoach_desktop.export.report_charts import report_charts
from kehoach_desktop.export.report_tables import report_tables
from kehoach_desktop.export.tables import Table


def report_document(report: Report) -> Document:
    """Return the report as it prints; number and day are left blank, they are given after signing."""
    plan = report.plan
    unsigned = replace(plan, date=None, number="", year=report.period.end.year)
    number = number_line("", report.symbol)
    when = title(report.period, plan.year)
    reference = (
        f"(Kèm theo Báo cáo số {number.removeprefix('Số: ')} {long_date(None, unsigned.year)} "
        f"của {plan.issuer or '……………'})"
    )
    tables, charts = report_tables(report), report_charts(report)
    count = len(tables) + bool(charts)

    def attached(number: int, name: str, table: Table | None, charts: tuple[Chart, ...] = ()) -> Attachment:
        heading = f"PHỤ LỤC {roman(number)}" if count > 1 else "PHỤ LỤC"
        return Attachment(heading, f"{name} {when}", reference, table, charts)

    attachments = [attached(number, each.title, each.table) for number, each in enumerate(tables, 1)]
    if charts:
        attachments.append(attached(count, "Biểu đồ kết quả thực hiện", None, charts))
    return Document(
        kind="BÁO CÁO",
        subject=report.subject,
        superior=plan.superior,
        issuer=plan.issuer,
        number_line=number,
        place_date=place_date_line(unsigned),
        addressees=report.addressees,
        preamble=report.preamble,
        body=closed_body(report.body),
        signature=report.signature,
        recipients=report.recipients,
        attachments=tuple(attachments),
    )
