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
from kehoach_desktop.domain.figures import Memory as FiguresMemory
from kehoach_desktop.domain.periods import Closings, Period, Scheme
from kehoach_desktop.domain.plan import Plan, Progress, State, Task

Place = tuple[int, int, int, int]
"""Appendix, content, row, and how many rows the content has, counted from 1."""


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
    """What was reported of a task."""

    id: int
    place: Place
    content: str
    form: str
    status: State  # at the period's end
    percent: int
    quarter: int  # of the record that says so; 0 for none
    is_overdue: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A period's figures and what they are made of.

    ``closings``: where the quarters closed, which says what of the records is of the period; None when that
    was not written down.
    """

    figures: Figures
    rows: tuple[Row, ...]
    closings: Closings | None


class Memory:
    """Rows as they were last found, so that after an edit only what changed is looked at anew."""

    def __init__(self) -> None:
        self.figures = FiguresMemory()
        self.rows: dict[tuple[int, Period, Scheme], dict[int, tuple[Task, Row]]] = {}


def facts(plan: Plan, period: Period, memory: Memory | None = None) -> Facts:
    """Return what a report on the period says of the plan as it is."""
    memory = memory or Memory()
    key = (plan.year, period, plan.scheme)
    before = memory.rows.get(key, {})
    rows, now = [], {}
    for task, place, content in _placed(plan):
        known = before.get(task.id)
        if known is None or known[0] is not task or (known[1].place, known[1].content) != (place, content):
            known = (task, _row(task, place, content, plan, period))
        now[task.id] = known
        rows.append(known[1])
    memory.rows[key] = now
    return Facts(figures(plan, period, memory.figures), tuple(rows), plan.scheme.closings)


def _placed(plan: Plan) -> Iterator[tuple[Task, Place, str]]:
    for number, appendix in enumerate(plan.appendices, 1):
        for tt, activity in enumerate(appendix.activities, 1):
            for row, task in enumerate(activity.tasks, 1):
                yield task, (number, tt, row, len(activity.tasks)), activity.content


def _row(task: Task, place: Place, content: str, plan: Plan, period: Period) -> Row:
    last = last_record(task, plan.year, period, plan.scheme) or Progress(0)
    return Row(
        id=task.id,
        place=place,
        content=content,
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
