"""The result report as it goes on paper: the same parts as a plan, with Kính gửi and its tables."""

from dataclasses import replace

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
from kehoach_desktop.export.report_tables import report_tables


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
    tables = report_tables(report)
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
        attachments=tuple(
            Attachment(
                f"PHỤ LỤC {roman(number)}" if len(tables) > 1 else "PHỤ LỤC",
                f"{each.title} {when}",
                reference,
                each.table,
            )
            for number, each in enumerate(tables, 1)
        ),
    )
