"""What a period's report says, as data: its figures, and of each task its state, its texts, its counts.

Closing a period writes this down; comparing it with what the plan says later is ``drift``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kehoach_desktop.domain.figures import (
    Figures,
    counted_on,
    figures,
    is_overdue,
    last_record,
    records_of,
    sums,
)
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Plan, Progress, State, Task


@dataclass(frozen=True, slots=True)
class Cell:
    """What was reported of a task from its record of one quarter.

    ``is_inside``: the quarter closes in the period; else only quantities dated in the period are of it.
    """

    quarter: int
    is_inside: bool
    status: State = State.NONE
    percent: int = 0
    texts: tuple[str, str, str] = ("", "", "")  # result, difficulty, proposal
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
