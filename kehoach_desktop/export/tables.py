"""One description of a table - columns, widths, merges - that serves Excel and PDF alike."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kehoach_desktop.domain.figures import sums
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Quantity, State, Task
from kehoach_desktop.domain.timephrase import quarters
from kehoach_desktop.domain.words import STATE_WORDS, number_words

Value = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width in millimetres, how its cells are set.

    Neighbours with one ``band`` stand under that common heading; "" = none. The numbers of a ``percent``
    column are fractions (0.85 is 85 %).
    """

    key: str
    title: str
    width_mm: float
    align: Literal["left", "center", "right"] = "left"
    band: str = ""
    kind: Literal["plain", "percent"] = "plain"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that share their leading cells: ``merged`` fills the first columns, once for all ``rows``.

    Every row holds the cells of the columns after the merged ones.
    """

    merged: tuple[Value, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and groups of rows."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]


APPENDIX_COLUMNS = (
    Column("number", "TT", 10, "center"),
    Column("content", "Nội dung", 66),
    Column("form", "Hình thức", 66),
    Column("lead", "Cơ quan chủ trì", 36),
    Column("partners", "Cơ quan phối hợp", 40),
    Column("time", "Thời gian thực hiện", 29),
)
"""247 mm in all: A4 landscape less 30 mm on the left and 20 mm on the right."""

NOTE_COLUMN = Column("note", "Ghi chú", 25)


def appendix_table(appendix: Appendix) -> Table:
    """Return the appendix as printed: TT and content merged over the rows; notes only if there are any."""
    noted = any(task.note for activity in appendix.activities for task in activity.tasks)
    columns = (*APPENDIX_COLUMNS, NOTE_COLUMN) if noted else APPENDIX_COLUMNS
    keys = [column.key for column in columns[2:]]
    groups = tuple(
        Group(
            (number, activity.content),
            tuple(tuple(getattr(task, key) for key in keys) for task in activity.tasks),
        )
        for number, activity in enumerate(appendix.activities, 1)
    )
    return Table(columns, groups)


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
            Column(f"percent_{quarter}", "Tỷ lệ", 13, "center", f"Quý {roman(quarter)}", "percent"),
            Column(f"counted_{quarter}", "Kết quả đếm được", 35, "left", f"Quý {roman(quarter)}"),
        )
    ),
)

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
    """Return activities × quarters: of each task the state in words, the percent, the counted results."""
    groups = tuple(
        Group(
            (number, activity.content),
            tuple((task.form, task.lead, *_quarter_cells(task, plan.year)) for task in activity.tasks),
        )
        for number, activity in _numbered(plan)
    )
    return Table(TRACKER_COLUMNS, groups)


def record_table(plan: Plan) -> Table:
    """Return all that was recorded, a group for each task and quarter, a row for each quantity."""
    groups = tuple(
        Group((number, task.form, *_record_cells(progress)), _quantity_rows(progress))
        for number, activity in _numbered(plan)
        for task in activity.tasks
        for progress in sorted(task.progress, key=lambda each: each.quarter)
    )
    return Table(RECORD_COLUMNS, groups)


def _numbered(plan: Plan) -> Iterator[tuple[int | str, Activity]]:
    """Yield each activity with its TT: 1, 2, …, or I.1, I.2, … where there are several appendices."""
    for place, appendix in enumerate(plan.appendices, 1):
        for number, activity in enumerate(appendix.activities, 1):
            yield number if len(plan.appendices) == 1 else f"{roman(place)}.{number}", activity


def _quarter_cells(task: Task, year: int) -> Iterator[Value]:
    """Yield state, percent and counted results of each quarter; blank where nothing is due nor recorded."""
    recorded = {progress.quarter: progress for progress in task.progress}
    due = quarters(task.time, year) or frozenset()
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
        progress.result,
        progress.difficulty,
        progress.proposal,
        evidence,
    )


def _quantity_rows(progress: Progress) -> tuple[tuple[Value, ...], ...]:
    rows = tuple((q.indicator, q.unit, q.value, q.date, q.note) for q in progress.quantities)
    return rows or (("", "", None, None, ""),)
