"""What a period's report says, as data: its figures, and of each task its state, its texts, its counts.

Closing a period writes this down; comparing it with what the plan says later is ``drift``.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kehoach_desktop.domain.figures import (
    Figures,
    Total,
    counted_on,
    figures,
    is_overdue,
    last_record,
    records_of,
    sums,
)
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Plan, Progress, State, Task

_FORMAT, _VERSION = "kehoach-closing", 1
TEXTS = ("result", "difficulty", "proposal")


@dataclass(frozen=True, slots=True)
class Cell:
    """What was reported of a task from its record of one quarter.

    ``is_inside``: the quarter closes in the period; else only quantities dated in the period are of it.
    """

    quarter: int
    is_inside: bool
    status: State = State.NONE
    percent: int = 0
    texts: tuple[str, str, str] = ("", "", "")
    counts: tuple[tuple[str, str, int | float], ...] = ()  # indicator, unit, sum


@dataclass(frozen=True, slots=True)
class Row:
    """What was reported of a task; ``place`` counts from 1: appendix, content, row, rows of the content."""

    id: int
    place: tuple[int, int, int, int]
    content: str
    form: str
    status: State  # at the period's end
    percent: int
    quarter: int  # of the record that says so; 0 for none
    is_overdue: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A period's figures and what they are made of."""

    figures: Figures
    rows: tuple[Row, ...]


def facts(plan: Plan, period: Period) -> Facts:
    """Return what a report on the period says of the plan as it is."""
    return Facts(figures(plan, period), tuple(_rows(plan, period)))


def to_json(said: Facts) -> str:
    """Return the facts as text that is the same for the same facts."""
    counted = said.figures
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "figures": {
            "total": counted.total,
            "overdue": counted.overdue,
            "states": {str(state): count for state, count in counted.states.items()},
            "totals": [[t.indicator, t.unit, t.value, t.cumulative] for t in counted.totals],
        },
        "tasks": [_row_to_json(row) for row in said.rows],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Facts | None:
    """Return the facts written down; None when the text is not of this form."""
    try:
        content = json.loads(text)
        if (content["format"], content["version"]) != (_FORMAT, _VERSION):
            return None
        counted = content["figures"]
        states = {State(name): int(count) for name, count in counted["states"].items()}
        totals = tuple(
            Total(str(indicator), str(unit), _number(value), _number(cumulative))
            for indicator, unit, value, cumulative in counted["totals"]
        )
        known = Figures(int(counted["total"]), int(counted["overdue"]), states, totals)
        return Facts(known, tuple(_row_from_json(row) for row in content["tasks"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _rows(plan: Plan, period: Period) -> Iterator[Row]:
    for number, appendix in enumerate(plan.appendices, 1):
        for tt, activity in enumerate(appendix.activities, 1):
            for row, task in enumerate(activity.tasks, 1):
                place = (number, tt, row, len(activity.tasks))
                last = last_record(task, plan.year, period, plan.scheme) or Progress(0)
                yield Row(
                    id=task.id,
                    place=place,
                    content=activity.content,
                    form=task.form,
                    status=last.status,
                    percent=last.percent,
                    quarter=last.quarter,
                    is_overdue=is_overdue(task, plan.year, period, plan.scheme),
                    cells=tuple(_cells(task, plan, period)),
                )


def _cells(task: Task, plan: Plan, period: Period) -> Iterator[Cell]:
    inside = {record.quarter for record in records_of(task, plan.year, period, plan.scheme)}
    for record in sorted(task.progress, key=lambda record: record.quarter):
        counted = sums(
            quantity
            for quantity in record.quantities
            if period.start <= counted_on(quantity, record, plan.year, plan.scheme) <= period.end
        )
        counts = tuple((*key, value) for key, value in counted.items())
        if record.quarter in inside:
            texts = (record.result, record.difficulty, record.proposal)
            yield Cell(
                quarter=record.quarter,
                is_inside=True,
                status=record.status,
                percent=record.percent,
                texts=texts,
                counts=counts,
            )
        elif counts:
            yield Cell(record.quarter, is_inside=False, counts=counts)


def _row_to_json(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "place": row.place,
        "content": row.content,
        "form": row.form,
        "status": str(row.status),
        "percent": row.percent,
        "quarter": row.quarter,
        "overdue": row.is_overdue,
        "cells": [
            {
                "quarter": cell.quarter,
                "inside": cell.is_inside,
                "status": str(cell.status),
                "percent": cell.percent,
                "texts": cell.texts,
                "counts": cell.counts,
            }
            for cell in row.cells
        ],
    }


def _row_from_json(row: dict[str, Any]) -> Row:
    appendix, tt, own, rows = (int(number) for number in row["place"])
    return Row(
        id=int(row["id"]),
        place=(appendix, tt, own, rows),
        content=str(row["content"]),
        form=str(row["form"]),
        status=State(row["status"]),
        percent=int(row["percent"]),
        quarter=int(row["quarter"]),
        is_overdue=bool(row["overdue"]),
        cells=tuple(_cell_from_json(cell) for cell in row["cells"]),
    )


def _cell_from_json(cell: dict[str, Any]) -> Cell:
    result, difficulty, proposal = (str(text) for text in cell["texts"])
    return Cell(
        quarter=int(cell["quarter"]),
        is_inside=bool(cell["inside"]),
        status=State(cell["status"]),
        percent=int(cell["percent"]),
        texts=(result, difficulty, proposal),
        counts=tuple(
            (str(indicator), str(unit), _number(value)) for indicator, unit, value in cell["counts"]
        ),
    )


def _number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{value!r} is no number")
    return value
