"""The appendix as a table: as the decree's practice has it, and the office's own columns that print."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kehoach_desktop.domain.figures import add_up
from kehoach_desktop.domain.plan import Appendix, Task
from kehoach_desktop.domain.text import search_key
from kehoach_desktop.export.tables import Cells, Column, Formula, Group, Table, Typed, Value, fitted

APPENDIX_COLUMNS = (
    Column("number", "TT", 10, "center"),
    Column("content", "Nội dung", 66),
    Column("form", "Hình thức", 66),
    Column("lead", "Cơ quan chủ trì", 36),
    Column("partners", "Cơ quan phối hợp", 40),
    Column("time", "Thời gian thực hiện", 29),
)
"""As wide as the page in all, when nothing else is printed."""

NOTE_COLUMN = Column("note", "Ghi chú", 25)

_NUMBER = re.compile(r"-?(?:[1-9]\d{0,2}(?:\.\d{3})+|0|[1-9]\d*)(?:,\d+)?")  # 12.500.000, 1.234,5
_MOST_DIGITS = 15  # that a workbook's number holds
_MONEY = ("kinh phi", "du toan", "so tien", "thanh tien", "chi phi", "muc chi")
"""What a clerk adds up; 3 cuộc and 12 tờ in one column are never added."""
_OWN_MM = (18.0, 34.0)  # an own column of texts, at least and at most
_LEAST_MM = 17.0
_LETTER_MM = 1.1


def appendix_table(appendix: Appendix) -> Table:
    """Return the appendix as printed: TT and content merged over the rows, own columns after the time.

    Notes only if there are any and they print. A column of nothing but numbers is one of numbers.
    """
    tasks = [task for activity in appendix.activities for task in activity.tasks]
    own = [place for place, column in enumerate(appendix.columns) if column.is_printed]
    numeric = {place for place in own if _is_numeric([extra(task, place) for task in tasks])}
    columns = list(APPENDIX_COLUMNS)
    for place in own:
        texts = [extra(task, place) for task in tasks]
        width = min(max(_OWN_MM[0], max(map(len, texts), default=0) * _LETTER_MM), _OWN_MM[1])
        column = Column(f"own_{place}", appendix.columns[place].title, width)
        columns.append(replace(column, align="right") if place in numeric else column)
    if appendix.prints_note and any(task.note for task in tasks):
        columns.append(NOTE_COLUMN)
    keys = [column.key for column in columns[2:]]
    groups = tuple(
        Group(
            (number, activity.content),
            tuple(tuple(_cell(task, key, numeric) for key in keys) for task in activity.tasks),
        )
        for number, activity in enumerate(appendix.activities, 1)
    )
    return Table(fitted(columns, groups, _LEAST_MM) if own else tuple(columns), groups)


def with_money_sums(table: Table) -> Table:
    """Return the table with a last row that adds up its columns of money, if any: for a workbook."""
    sums = {
        column.key: total
        for place, column in enumerate(table.columns)
        if column.align == "right"
        and any(word in search_key(column.title) for word in _MONEY)
        and (total := _total(table, place)) is not None
    }
    if not sums:
        return table
    cells = [
        Formula(sums[column.key], "SUM({})", (Cells(column.key, "table"),)) if column.key in sums else ""
        for column in table.columns
    ]
    cells[1] = "Cộng"
    return replace(table, groups=(*table.groups, Group((), (tuple(cells),), sums=1)))


def extra(task: Task, place: int) -> str:
    """Return what stands in one of the office's own columns; "" where nothing was written."""
    return task.extras[place] if place < len(task.extras) else ""


def _cell(task: Task, key: str, numeric: set[int]) -> Value:
    if not key.startswith("own_"):
        return str(getattr(task, key))
    place = int(key.removeprefix("own_"))
    text = extra(task, place)
    return Typed(text, _number(text)) if place in numeric and text.strip() else text


def _is_numeric(texts: Sequence[str]) -> bool:
    """Say whether every text is a number as Vietnamese writes it, blanks aside, and there is one."""
    filled = [text.strip() for text in texts if text.strip()]
    return bool(filled) and all(
        _NUMBER.fullmatch(text) and sum(map(str.isdecimal, text)) <= _MOST_DIGITS for text in filled
    )


def _number(text: str) -> int | float:
    value = Decimal(text.strip().replace(".", "").replace(",", "."))
    return int(value) if value == value.to_integral_value() else float(value)


def _total(table: Table, place: int) -> int | float | None:
    """Return the sum of a column's numbers; None where there is none."""
    found = [
        value.value
        for group in table.groups
        for row in group.rows
        if isinstance(value := row[place - len(group.merged)], Typed)
    ]
    return add_up(found) if found else None
