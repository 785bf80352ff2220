"""The result report as it goes on paper: the same parts as a plan, with Kính gửi and its tables."""

from kehoach_desktop.domain.charts import Chart
from kehoach_desktop.domain.dates import long_date
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.periods import title
from kehoach_desktop.domain.report.composing import Report
from kehoach_desktop.export.document import (
    Attachment,
    Document,
    closed_body,
    closed_preamble,
    number_line,
    place_date_line,
)
from kehoach_desktop.export.report_charts import report_charts
from kehoach_desktop.export.report_tables import report_tables
from kehoach_desktop.export.tables import Table


def report_document(report: Report) -> Document:
    """Return the report as it prints; number and day stay blank until they are given after signing."""
    head = report.head
    number = number_line(head.number, report.symbol)
    when = title(report.period, report.plan.year)
    reference = (
        f"(Kèm theo Báo cáo số {number.removeprefix('Số: ')} {long_date(head.date, head.year)} "
        f"của {head.issuer or '……………'})"
    )
    tables, charts = report_tables(report), report_charts(report)
    count = len(tables) + bool(charts)

    def attached(number: int, name: str, table: Table | None, charts: tuple[Chart, ...] = ()) -> Attachment:
        heading = f"Phụ lục {roman(number)}" if count > 1 else "Phụ lục"
        return Attachment(heading, f"{name} {when}", reference, table, charts)

    attachments = [attached(number, each.title, each.table) for number, each in enumerate(tables, 1)]
    if charts:
        attachments.append(attached(count, "Biểu đồ kết quả thực hiện", None, charts))
    return Document(
        kind="BÁO CÁO",
        subject=report.subject,
        superior=head.superior,
        issuer=head.issuer,
        number_line=number,
        place_date=place_date_line(head),
        addressees=report.addressees,
        preamble=closed_preamble(report.preamble),
        body=closed_body(report.body),
        signature=report.signature,
        recipients=report.recipients,
        attachments=tuple(attachments),
    )
