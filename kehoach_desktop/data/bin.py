"""The bin of a file: plans and reports that were deleted, until they are put back or removed for good."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

import sqlalchemy as sa

from kehoach_desktop.data import plans, schema
from kehoach_desktop.domain.plan import Reporting, Status

_IS_IN_BIN = schema.plan.c.deleted_at.is_not(None)


class Binned(NamedTuple):
    """A document in the bin; what follows ``date`` is to be known before it is put back."""

    id: int
    deleted_at: dt.datetime
    year: int
    subject: str
    reporting: Reporting | None
    status: Status
    number: str
    symbol: str
    date: dt.date | None
    is_plan_there: bool  # of a report: the plan it is on is not in the bin
    plan_subject: str  # of a report: the subject of that plan
    reports: int  # of a plan: those deleted with it
    sent_reports: int


def put_in(connection: sa.Connection, plan_id: int, at: dt.datetime) -> bool:
    """Delete a plan with the reports on it, or a report; say whether it was there.

    A clock that stands before what the file has written down is not taken at its word: put right later, it
    would make the rest in the bin end at once.
    """
    p = schema.plan
    at = max(at, newest_moment(connection) or at)
    there = p.c.deleted_at.is_(None)
    deleted = sa.update(p).where(p.c.id == plan_id, there).values(deleted_at=at)
    if connection.execute(deleted).rowcount != 1:
        return False
    connection.execute(sa.update(p).where(_on(plan_id), there).values(deleted_at=at))
    return True


def take_out(connection: sa.Connection, plan_id: int) -> bool:
    """Put back a document and, with a plan, the reports deleted with it; say whether it was in the bin."""
    p = schema.plan
    at = connection.execute(sa.select(p.c.deleted_at).where(p.c.id == plan_id, _IS_IN_BIN)).scalar()
    if at is None:
        return False
    with_it = sa.and_(_on(plan_id), p.c.deleted_at == at)
    connection.execute(sa.update(p).where(sa.or_(p.c.id == plan_id, with_it)).values(deleted_at=None))
    return True


def remove(connection: sa.Connection, document_ids: Iterable[int]) -> int:
    """Remove for good those of them that are in the bin, and say how many: what was put back stays."""
    wanted = [one for one in document_ids if find(connection, one) is not None]
    for one in wanted:
        plans.delete_plan(connection, one)
    return len(wanted)


def find(connection: sa.Connection, plan_id: int) -> Binned | None:
    """Return the document of that id in the bin, or None."""
    found = list(connection.execute(_binned().where(schema.plan.c.id == plan_id)))
    return Binned(*found[0]) if found else None


def list_binned(connection: sa.Connection) -> list[Binned]:
    """Return what is in the bin, what was deleted last first; reports deleted with their plan go with it."""
    p, owner = schema.plan, schema.plan.alias("owner_plan")
    with_its_plan = sa.exists(
        sa.select(owner.c.id).where(owner.c.id == _plan_id_of(p), owner.c.deleted_at == p.c.deleted_at)
    )
    rows = [Binned(*row) for row in connection.execute(_binned().where(~with_its_plan))]
    return sorted(rows, key=lambda one: (one.deleted_at, one.id), reverse=True)


def newest_moment(connection: sa.Connection) -> dt.datetime | None:
    """Return the last moment that the file has written down of what was done in it; None for none."""
    p, c = schema.plan, schema.change
    moments = list(connection.execute(sa.select(p.c.deleted_at).where(_IS_IN_BIN)).scalars())
    last = connection.execute(sa.select(c.c.at).order_by(c.c.id.desc()).limit(1)).scalar()
    return max([*moments, *([last] if last is not None else [])], default=None)


def _on(plan_id: int) -> sa.ColumnElement[bool]:
    """Return what is true of the reports on the plan."""
    return _plan_id_of(schema.plan) == plan_id


def _plan_id_of(table: sa.FromClause) -> sa.ColumnElement[int]:
    return sa.func.json_extract(table.c.reporting, "$[0]")


def _binned() -> sa.Select[Any]:
    p = schema.plan
    plan, report = p.alias("its_plan"), p.alias("its_report")
    with_it = sa.and_(_plan_id_of(report) == p.c.id, report.c.deleted_at == p.c.deleted_at)
    counted = sa.select(sa.func.count()).select_from(report).where(with_it)
    return (
        sa.select(
            p.c.id,
            p.c.deleted_at,
            p.c.year,
            p.c.subject,
            p.c.reporting,
            p.c.status,
            p.c.number,
            p.c.symbol,
            p.c.date,
            sa.and_(plan.c.id.is_not(None), plan.c.deleted_at.is_(None)),
            sa.func.coalesce(plan.c.subject, ""),
            counted.scalar_subquery(),
            counted.where(report.c.status == Status.ISSUED).scalar_subquery(),
        )
        .join_from(p, plan, plan.c.id == _plan_id_of(p), isouter=True)
        .where(_IS_IN_BIN)
    )
