"""The history of a file: rows are added in the transaction of what they tell, and none is ever altered."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from kehoach_desktop.data.schema import change
from kehoach_desktop.data.schema import plan as plans
from kehoach_desktop.domain.history.entries import Kept
from kehoach_desktop.domain.history.told import OF_THE_EDIT, Step, Told


def add(connection: sa.Connection, told: Iterable[Told], at: dt.datetime) -> None:
    """Write down what was done, in this order."""
    rows = [
        {
            "plan_id": one.plan_id,
            "at": at,
            "step": str(one.step),
            "name": one.name,
            "content": json.dumps(one.content, ensure_ascii=False, separators=(",", ":")),
        }
        for one in told
    ]
    if rows:
        connection.execute(sa.insert(change), rows)


class Asked(NamedTuple):
    """Which rows are asked for: of these plans (None: of all), of these days, both included."""

    plan_ids: Sequence[int] | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None


class Read(NamedTuple):
    """Rows, the newest first, and the last one looked at; None where no row is left."""

    rows: list[Kept]
    last_id: int | None


def rows_before(
    connection: sa.Connection,
    asked: Asked,
    before_id: int | None,
    most: int,
    may_be: Callable[[str], bool] | None = None,
) -> Read:
    """Look at ``most`` rows before this one (None: the newest); ``may_be`` tells by a row's text."""
    query = sa.select(change).order_by(change.c.id.desc()).limit(most)
    if asked.plan_ids is not None:
        query = query.where(change.c.plan_id.in_(asked.plan_ids))
    day = sa.func.substr(change.c.at, 1, 10)
    if asked.first_day is not None:
        query = query.where(day >= asked.first_day.isoformat())
    if asked.last_day is not None:
        query = query.where(day <= asked.last_day.isoformat())
    if before_id is not None:
        query = query.where(change.c.id < before_id)
    rows = connection.execute(query).all()
    kept = [_kept(row) for row in rows if may_be is None or may_be(f"{row.name} {row.content}")]
    return Read(kept, rows[-1].id if len(rows) == most else None)


def edits_between(
    connection: sa.Connection, plan_id: int, after_id: int, upto_id: int, most: int
) -> list[Kept]:
    """Return up to ``most`` edits of a plan after one row and up to another, the newest first."""
    query = sa.select(change).where(change.c.plan_id == plan_id, change.c.step.in_(OF_THE_EDIT))
    query = query.where(change.c.id > after_id, change.c.id <= upto_id)
    return [_kept(row) for row in connection.execute(query.order_by(change.c.id.desc()).limit(most))]


def last_id(connection: sa.Connection, plan_id: int) -> int:
    """Return the last row of a plan; 0 for none."""
    query = sa.select(sa.func.max(change.c.id)).where(change.c.plan_id == plan_id)
    return connection.execute(query).scalar_one() or 0


def first_of(connection: sa.Connection, plan_id: int) -> tuple[dt.datetime, Step] | None:
    """Return when the history of a plan begins and with what; None where there is none."""
    query = sa.select(change.c.at, change.c.step).where(change.c.plan_id == plan_id)
    row = connection.execute(query.order_by(change.c.id).limit(1)).first()
    return None if row is None else (row.at, Step(row.step))


def with_reports(connection: sa.Connection, plan_id: int) -> list[int]:
    """Return the plan and all the reports there are, or were, on it."""
    on_it = sa.func.json_extract(plans.c.reporting, "$[0]") == plan_id
    found = set(connection.execute(sa.select(plans.c.id).where(on_it)).scalars())
    told = sa.func.json_extract(change.c.content, "$.on") == plan_id
    came = change.c.step.in_((Step.ADDED, Step.DELETED, Step.REMOVED))  # rows of these are never packed
    found |= set(connection.execute(sa.select(change.c.plan_id).where(came, told)).scalars())
    return [plan_id, *sorted(found)]


def _kept(row: sa.Row[tuple[object, ...]]) -> Kept:
    content = json.loads(row.content) if row.content else {}
    return Kept(row.id, row.plan_id, row.at, Step(row.step), row.name, content)
