"""A report's tables: results task by task, figures by indicator and by task, tasks by state."""

from dataclasses import dataclass

from kehoach_desktop.domain.counted import counted, numbered_by_appendix
from kehoach_desktop.domain.figures import counted_on, last_record, records_of, state
from kehoach_desktop.domain.plan import Activity, State, Task
from kehoach_desktop.domain.report.composing import Report, quantity_words
from kehoach_desktop.domain.text import tidy_lines
from kehoach_desktop.domain.words import PAPER_WORDS
from kehoach_desktop.export.counted_table import BY_TASK_SHEET, counted_table, kinds_of, totals_table
from kehoach_desktop.export.tables import (
    Cells,
    Column,
    Formula,
    Group,
    Table,
    Value,
    heading,
    ratio_of,
    sum_of,
)

RESULT_SHEET, TOTALS_SHEET, STATES_SHEET = "Kết quả", "Số liệu", "Tình trạng"

RESULT_COLUMNS = (
    Column("number", "TT", 10, "center"),
    Column("content", "Nội dung", 50),
    Column("form", "Hình thức", 48),
    Column("lead", "Cơ quan chủ trì", 30),
    Column("state", "Tình trạng", 24, "center"),
    Column("percent", "Tỷ lệ", 15, "center", kind="percent"),
    Column("result", "Kết quả trong kỳ", 70),
)
STATE_COLUMNS = (
    Column("number", "TT", 12, "center"),
    Column("state", "Tình trạng", 95),
    Column("count", "Số nhiệm vụ", 70, "right"),
    Column("ratio", "Tỷ lệ", 70, "right", kind="ratio"),
)
_IN_ORDER = (State.DONE, State.DOING, State.LATE, State.DROPPED, State.NONE)


@dataclass(frozen=True, slots=True)
class Titled:
    """A table with its name as a sheet and, for paper, what it is of."""

    sheet: str
    title: str
    table: Table


def report_tables(report: Report) -> tuple[Titled, ...]:
    """Return the tables that go on paper and in the workbook; those of figures only where there are any."""
    tables = [Titled(RESULT_SHEET, "Kết quả thực hiện nhiệm vụ", result_table(report))]
    rows = counted(report.plan, report.period)
    if rows:
        by_task = counted_table(report.plan, report.period, rows)
        tables.append(Titled(TOTALS_SHEET, "Số liệu tổng hợp", totals_table(report.plan, kinds_of(rows))))
        tables.append(Titled(BY_TASK_SHEET, "Số liệu theo nhiệm vụ", by_task))
    return tuple(tables)


def result_table(report: Report) -> Table:
    """Return the period's results, TT and content merged over the rows of an activity.

    Where the plan has several appendices, each heads its own.
    """
    groups: list[Group] = []
    for title, activities in numbered_by_appendix(report.plan):
        groups += [heading(title)] if title else []
        groups += [_result_group(number, activity, report) for number, activity in activities]
    return Table(RESULT_COLUMNS, tuple(groups))


def states_table(report: Report) -> Table:
    """Return how many tasks stand in which state: for a workbook, which counts them in the results."""
    figures = report.figures
    read = (Cells("state", "table", RESULT_SHEET), Cells("state"))
    rows: list[tuple[Value, ...]] = []
    for number, each in enumerate(_IN_ORDER, 1):
        count = figures.states[each]
        counting = Formula(count, "COUNTIF({},{})", read) if figures.total else count
        ratio = ratio_of(count, figures.total, "count", "count")
        total = Cells("count", "last")
        share = Formula(ratio.value, ratio.text, (total, Cells("count"), total))
        rows.append((number, PAPER_WORDS[each], counting, share))
    last = ("", "Tổng số nhiệm vụ", sum_of(figures.total, "count"), None)
    overdue = ("", "Trong đó hết thời hạn mà chưa hoàn thành", figures.overdue, None)
    return Table(STATE_COLUMNS, (Group((), (*rows, last), sums=1), Group((), (overdue,))))


def _result_group(number: int | str, activity: Activity, report: Report) -> Group:
    return Group((number, activity.content), tuple(_result_row(task, report) for task in activity.tasks))


def _result_row(task: Task, report: Report) -> tuple[Value, ...]:
    """Return form, lead, state, percent and what was done: texts by quarter, then the figures."""
    year, period, scheme = report.plan.year, report.period, report.plan.scheme
    record = last_record(task, year, period, scheme)
    inside = tuple(
        quantity
        for each in task.progress
        for quantity in each.quantities
        if period.start <= counted_on(quantity, each, year, scheme) <= period.end
    )
    told = [each.result for each in records_of(task, year, period, scheme)]
    told.append(quantity_words(inside))
    percent = record.percent / 100 if record else None
    stands = PAPER_WORDS[state(task, year, period, scheme)]
    return task.form, task.lead, stands, percent, tidy_lines("\n".join(told))
