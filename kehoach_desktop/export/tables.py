"""One description of a table - columns, widths, merges - that serves Excel and PDF alike."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from kehoach_desktop.domain.plan import Appendix

Value = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width in millimetres, how its cells are set."""

    key: str
    title: str
    width_mm: float
    align: Literal["left", "center", "right"] = "left"


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
