"""The result report as it goes on paper: the same parts as a plan, with Kính gửi and two tables."""

from dataclasses import replace

from kehoach_desktop.domain.dates import long_date
from kehoach_desktop.domain.figures import last_record, records_of, state
from kehoach_desktop.domain.periods import title
from kehoach_desktop.domain.plan import Activity, Task
from kehoach_desktop.domain.report import Report, quantity_words
from kehoach_desktop.domain.words import STATE_WORDS
from kehoach_desktop.export.document import (
    Attachment,
    Document,
    closed_body,
    number_line,
    place_date_line,
)
from kehoach_desktop.export.tables import Column, Group, Table

RESULT_COLUMNS = (
    Column("number", "TT", 10, "center"),
    Column("content", "Nội dung", 50),
    Column("form", "Hình thức", 48),
    Column("lead", "Cơ quan chủ trì", 30),
    Column("state", "Tình trạng", 24, "center"),
    Column("percent", "Tỷ lệ (%)", 15, "center"),
    Column("result", "Kết quả trong kỳ", 70),
)
TOTAL_COLUMNS = (
    Column("number", "TT", 12, "center"),
    Column("indicator", "Chỉ tiêu", 105),
    Column("unit", "Đơn vị tính", 40, "center"),
    Column("value", "Trong kỳ", 45, "right"),
    Column("cumulative", "Từ đầu năm", 45, "right"),
)


def result_table(report: Report) -> Table:
    """Return the period's results, TT and content merged over the rows of an activity."""
    activities = [activity for appendix in report.plan.appendices for activity in appendix.activities]
    return Table(
        RESULT_COLUMNS,
        tuple(_result_group(number, activity, report) for number, activity in enumerate(activities, 1)),
    )


def totals_table(report: Report) -> Table:
    """Return the counted results: in the period and since the reporting year began."""
    rows = (
        Group((), ((number, total.indicator, total.unit, total.value, total.cumulative),))
        for number, total in enumerate(report.figures.totals, 1)
    )
    return Table(TOTAL_COLUMNS, tuple(rows))


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
    tables = [(f"Kết quả thực hiện nhiệm vụ {when}", result_table(report))]
    if report.figures.totals:
        tables.append((f"Số liệu tổng hợp {when}", totals_table(report)))
    headings = ["PHỤ LỤC"] if len(tables) == 1 else ["PHỤ LỤC I", "PHỤ LỤC II"]
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
            Attachment(heading, name, reference, table)
            for heading, (name, table) in zip(headings, tables, strict=True)
        ),
    )


def _result_group(number: int, activity: Activity, report: Report) -> Group:
    return Group((number, activity.content), tuple(_result_row(task, report) for task in activity.tasks))


def _result_row(task: Task, report: Report) -> tuple[str | int | None, ...]:
    year, period, scheme = report.plan.year, report.period, report.plan.scheme
    record = last_record(task, year, period, scheme)
    told = []
    for each in records_of(task, year, period, scheme):
        told += [text for text in (each.result, quantity_words(each.quantities)) if text]
    percent = record.percent if record else None
    return task.form, task.lead, STATE_WORDS[state(task, year, period, scheme)], percent, "\n".join(told)
