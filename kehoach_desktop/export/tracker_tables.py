"""The tracker and the records behind it as tables: activities x quarters, and all that was recorded."""

from collections.abc import Iterator

from kehoach_desktop.domain.charts import year_targets
from kehoach_desktop.domain.count_names import count_key
from kehoach_desktop.domain.counted import numbered_by_appendix, reached_words
from kehoach_desktop.domain.figures import all_tasks, sums
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.periods import Scheme
from kehoach_desktop.domain.plan import Plan, Progress, Quantity, State, Task
from kehoach_desktop.domain.text import tidy_lines
from kehoach_desktop.domain.timephrase import quarters
from kehoach_desktop.domain.words import STATE_WORDS, number_words
from kehoach_desktop.export.tables import Column, Group, Table, Value, heading

QUARTERS = (1, 2, 3, 4)

TRACKER_COLUMNS = (
    Column("number", "TT", 10, "center"),
    Column("content", "Nội dung", 38),
    Column("form", "Hình thức", 38),
    Column("lead", "Cơ quan chủ trì", 26),
    *(
        column
        for quarter in QUARTERS
        for column in (
            Column(f"state_{quarter}", "Trạng thái", 23, "center", f"Quý {roman(quarter)}"),
            Column(
                f"percent_{quarter}",
                "Tỷ lệ",
                13,
                "center",
                f"Quý {roman(quarter)}",
                "percent",
                is_detail=True,
            ),
            Column(
                f"counted_{quarter}", "Kết quả đếm được", 35, "left", f"Quý {roman(quarter)}", is_detail=True
            ),
        )
    ),
)

TARGET_COLUMN = Column("target", "So với chỉ tiêu năm", 45)

RECORD_COLUMNS = (
    Column("number", "TT", 10, "center"),
    Column("form", "Hình thức", 46),
    Column("quarter", "Quý", 11, "center"),
    Column("state", "Trạng thái", 23, "center"),
    Column("percent", "Tỷ lệ", 13, "center", kind="percent"),
    Column("result", "Kết quả", 50),
    Column("difficulty", "Khó khăn", 34),
    Column("proposal", "Đề xuất", 34),
    Column("evidence", "Minh chứng", 38),
    Column("indicator", "Chỉ tiêu", 30, band="Số liệu"),
    Column("unit", "Đơn vị", 18, "center", "Số liệu"),
    Column("value", "Số lượng", 17, "right", "Số liệu"),
    Column("date", "Ngày", 21, "center", "Số liệu"),
    Column("note", "Ghi chú", 20, "left", "Số liệu"),
)


def counted_text(quantities: tuple[Quantity, ...]) -> str:
    """Return ``Phát thanh: 26 lượt``, a line for each indicator and unit; different units are not summed."""
    return "\n".join(
        f"{indicator}: {number_words(value)} {unit}".strip()
        for (indicator, unit), value in sums(quantities).items()
    )


def tracker_table(plan: Plan) -> Table:
    """Return activities × quarters: of each task the state in words, the percent, the counted results.

    Where figures are to be reached in the year, what is reached of them stands last.
    """
    has_targets = any(task.targets for task in all_tasks(plan))
    columns = (*TRACKER_COLUMNS, TARGET_COLUMN) if has_targets else TRACKER_COLUMNS
    groups: list[Group] = []
    for title, activities in numbered_by_appendix(plan):
        groups += [heading(title)] if title else []
        for number, activity in activities:
            rows = [_tracker_row(task, plan)[: len(columns) - 2] for task in activity.tasks]
            groups.append(Group((number, activity.content), tuple(rows)))
    return Table(columns, tuple(groups))


def record_table(plan: Plan) -> Table:
    """Return all that was recorded, a group for each task and quarter, a row for each quantity."""
    groups: list[Group] = []
    for title, activities in numbered_by_appendix(plan):
        recorded = [
            Group((number, task.form, *_record_cells(progress)), _quantity_rows(progress))
            for number, activity in activities
            for task in activity.tasks
            for progress in sorted(task.progress, key=lambda each: each.quarter)
        ]
        groups += [heading(title)] if title and recorded else []
        groups += recorded
    return Table(RECORD_COLUMNS, tuple(groups))


def _tracker_row(task: Task, plan: Plan) -> tuple[Value, ...]:
    return task.form, task.lead, *_quarter_cells(task, plan.year, plan.scheme), _target_text(task)


def _target_text(task: Task) -> str:
    """Return ``Phát thanh: 64/96 lượt (66,7%)``, a line for each figure to be reached in the year."""
    found = sums(quantity for record in task.progress for quantity in record.quantities)
    reached = {count_key(*name): value for name, value in found.items()}
    lines = []
    for (indicator, unit), target in year_targets([task]).items():
        value = reached.get(count_key(indicator, unit), 0)
        lines.append(f"{indicator}: {reached_words(value, target, unit)}")
    return "\n".join(lines)


def _quarter_cells(task: Task, year: int, scheme: Scheme) -> Iterator[Value]:
    """Yield state, percent and counted results of each quarter; blank where nothing is due nor recorded.

    A time that is not understood may fall in any quarter.
    """
    recorded = {progress.quarter: progress for progress in task.progress}
    understood = quarters(task.time, year, scheme)
    due = QUARTERS if understood is None else understood
    for quarter in QUARTERS:
        progress = recorded.get(quarter)
        if progress is None:
            yield from (STATE_WORDS[State.NONE] if quarter in due else "", None, "")
        else:
            yield from (STATE_WORDS[progress.status], progress.percent / 100)
            yield counted_text(progress.quantities)


def _record_cells(progress: Progress) -> tuple[Value, ...]:
    evidence = "\n".join(
        ": ".join(part for part in (each.title, each.location) if part) for each in progress.evidence
    )
    return (
        roman(progress.quarter),
        STATE_WORDS[progress.status],
        progress.percent / 100,
        tidy_lines(progress.result),
        tidy_lines(progress.difficulty),
        tidy_lines(progress.proposal),
        evidence,
    )


def _quantity_rows(progress: Progress) -> tuple[tuple[Value, ...], ...]:
    rows = tuple((q.indicator, q.unit, q.value, q.date, q.note) for q in progress.quantities)
    return rows or (("", "", None, None, ""),)
