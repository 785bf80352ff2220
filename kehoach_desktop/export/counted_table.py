"""What was counted as a table: task by task under its indicator and unit, with sums that stay formulas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kehoach_desktop.domain.charts import overall_targets
from kehoach_desktop.domain.counted import Counted, counted, parts_of
from kehoach_desktop.domain.figures import Number, add_up
from kehoach_desktop.domain.periods import Period, quarter
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.text import shortened
from kehoach_desktop.export.tables import (
    Cells,
    Column,
    Formula,
    Group,
    Table,
    Value,
    fitted,
    ratio_of,
    sum_of,
)

_LEADING = (
    Column("number", "TT", 10, "center"),
    Column("indicator", "Chỉ tiêu", 42),
    Column("unit", "Đơn vị tính", 22, "center"),
)
_TASK = (Column("activity", "TT nội dung", 16, "center"), Column("form", "Hình thức", 66))
_VALUE = Column("value", "Trong kỳ", 20, "right")
_CUMULATIVE = Column("cumulative", "Từ đầu năm", 20, "right")
_TARGET = (
    Column("target", "Chỉ tiêu năm", 20, "right"),
    Column("ratio", "So với chỉ tiêu năm", 18, "right", kind="ratio"),
)
_LONGEST_NAME = 300
BY_TASK_SHEET = "Theo nhiệm vụ"

Kinds = list[tuple[tuple[str, str], list[Counted]]]
"""The rows of each indicator and unit, in order."""
_Sums = dict[str, Number | None]


@dataclass(frozen=True, slots=True)
class _Layout:
    """The keys of the columns of figures, and from which to which those run that make two of them."""

    keys: tuple[str, ...]
    value: tuple[str, str] | None  # None: it is no sum of others
    cumulative: tuple[str, str] | None


def counted_table(plan: Plan, period: Period, rows: Sequence[Counted] | None = None) -> Table:
    """Return the figures of each task, those of an indicator and unit together, several with their sum."""
    kinds = kinds_of(counted(plan, period) if rows is None else rows)
    spans = parts_of(period, plan.year, plan.scheme)
    is_split = spans[-1].code != period.code  # into quarters; else the last span is the period itself
    parts = [
        Column(f"part_{place}", span.name, 18, "right")
        for place, span in enumerate(spans if is_split else spans[:-1])
    ]
    figures = (*parts, _VALUE, _CUMULATIVE, *(_TARGET if has_targets(kinds) else ()))
    until = parts[-1].key if is_split else "value"
    first = f"part_{int(not spans[0].code)}"  # of the period itself
    is_of_year = period.start >= quarter(plan.year, 1, plan.scheme).start
    layout = _Layout(
        tuple(column.key for column in figures),
        (first, until) if is_split else None,
        (parts[0].key if parts else "value", until) if is_of_year else None,
    )
    targets = overall_targets(plan)
    groups = [
        _group(number, kind, rows, layout, targets.get(kind)) for number, (kind, rows) in enumerate(kinds, 1)
    ]
    return Table(fitted((*_LEADING, *_TASK, *figures), groups), tuple(groups))


def totals_table(plan: Plan, kinds: Kinds) -> Table:
    """Return one row for each indicator and unit; in a workbook they are taken from the table by task.

    A target stands there only where each task that counts has one, see ``overall_targets``.
    """
    targets = overall_targets(plan)
    columns = (
        *_LEADING[:1],
        Column("indicator", "Chỉ tiêu", 85),
        Column("unit", "Đơn vị tính", 32, "center"),
        Column("value", "Trong kỳ", 30, "right"),
        Column("cumulative", "Từ đầu năm", 30, "right"),
        *(_TARGET if targets else ()),
    )
    groups = []
    for place, ((indicator, unit), rows) in enumerate(kinds):
        sums = _sums(rows, targets.get((indicator, unit)))
        figures = tuple(_figure(column.key, sums, place) for column in columns[3:])
        groups.append(Group((), ((place + 1, indicator, unit, *figures),)))
    return Table(fitted(columns, groups), tuple(groups))


def kinds_of(rows: Sequence[Counted]) -> Kinds:
    """Return the rows of each indicator and unit together."""
    return [(key, list(run)) for key, run in groupby(rows, lambda row: (row.indicator, row.unit))]


def has_targets(kinds: Kinds) -> bool:
    """Say whether any figure is to be reached in the year."""
    return any(row.target is not None for _, rows in kinds for row in rows)


def _figure(key: str, sums: _Sums, place: int) -> Value:
    if key == "ratio":
        return ratio_of(sums["cumulative"] or 0, sums["target"], "cumulative", "target")
    if sums[key] is None:
        return None
    return Formula(sums[key], "{}", (Cells(key, "last", BY_TASK_SHEET, place),))


def _sums(rows: Sequence[Counted], target: Number | None) -> _Sums:
    parts = zip(*(row.parts for row in rows), strict=True)
    return {
        **{f"part_{place}": add_up(list(values)) for place, values in enumerate(parts)},
        "value": add_up([row.value for row in rows]),
        "cumulative": add_up([row.cumulative for row in rows]),
        "target": target,
    }


def _group(
    number: int, kind: tuple[str, str], rows: Sequence[Counted], layout: _Layout, target: Number | None
) -> Group:
    """Return the rows of an indicator and unit; one task needs no sum."""
    lines = [(row.number, _name(row), *_row_figures(_sums([row], row.target), layout)) for row in rows]
    if len(rows) == 1:
        return Group((number, *kind), tuple(lines))
    return Group((number, *kind), (*lines, ("", "Cộng", *_sum_figures(_sums(rows, target), layout))), sums=1)


def _name(row: Counted) -> str:
    """Return what is done; one too long to stand in each of its rows stands whole in the results."""
    name = row.task.form or row.activity.content
    return name if len(name) <= _LONGEST_NAME else shortened(name, _LONGEST_NAME)


def _row_figures(sums: _Sums, layout: _Layout) -> Iterator[Value]:
    """Yield a task's figures: what was counted as numbers, what follows from those as formulas."""
    for key in layout.keys:
        run = {"value": layout.value, "cumulative": layout.cumulative}.get(key)
        if key == "ratio":
            yield ratio_of(sums["cumulative"] or 0, sums["target"], "cumulative", "target")
        elif run is None:
            yield sums[key] or (0 if key == "value" else None)  # quarters without figures are left blank
        else:
            yield Formula(sums[key], "SUM({}:{})", (Cells(run[0]), Cells(run[1])))


def _sum_figures(sums: _Sums, layout: _Layout) -> Iterator[Value]:
    for key in layout.keys:
        if key == "ratio":
            yield ratio_of(sums["cumulative"] or 0, sums["target"], "cumulative", "target")
        else:
            value = sums[key]
            yield None if value is None else sum_of(value, key)
