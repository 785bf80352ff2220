"""The bin of a file: plans and reports that were deleted, until they are put back or removed for good."""

import datetime as dt
from typing import Any, NamedTuple

import sqlalchemy as sa

from kehoach_desktop.data import plans, schema
from kehoach_desktop.domain.plan import Plan, Reporting, Status
from kehoach_desktop.domain.resting import newest_of

_CHANGES_LOOKED_AT = 20_000  # some 10 ms
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


def put_in(connection: sa.Connection, plan_id: int, at: dt.datetime) -> list[Plan]:
    """Delete a plan with the reports on it, or a report; return them by name, none when it is not there.

    A clock that stands before what the file has written down is not taken at its word: put right later, it
    would make the rest in the bin end at once.
    """
    p = schema.plan
    newest = newest_moment(connection, at)
    if newest is not None:
        at = max(at, newest + dt.timedelta(microseconds=1))
    there = p.c.deleted_at.is_(None)
    deleted = sa.update(p).where(p.c.id == plan_id, there).values(deleted_at=at)
    if connection.execute(deleted).rowcount != 1:
        return []
    connection.execute(sa.update(p).where(_on(plan_id), there).values(deleted_at=at))
    return _called(connection, _together(plan_id, at))


def take_out(connection: sa.Connection, plan_id: int) -> list[Plan]:
    """Put back a document and, with a plan, the reports deleted with it; return them as ``put_in`` does."""
    p = schema.plan
    at = connection.execute(sa.select(p.c.deleted_at).where(p.c.id == plan_id, _IS_IN_BIN)).scalar()
    if at is None:
        return []
    back = _called(connection, _together(plan_id, at))
    connection.execute(sa.update(p).where(_together(plan_id, at)).values(deleted_at=None))
    return back


def remove(connection: sa.Connection, plan_id: int) -> list[Plan]:
    """Remove a document for good, with all that hangs on it; none when it is not in the bin.

    All reports on a plan go with it: without it they could not be put back.
    """
    if find(connection, plan_id) is None:
        return []
    gone = _called(connection, sa.or_(schema.plan.c.id == plan_id, _on(plan_id)))
    plans.delete_plan(connection, plan_id)
    return gone


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


def newest_moment(connection: sa.Connection, now: dt.datetime) -> dt.datetime | None:
    """Return the last moment of what was done in the file that a clock is held to; None for none."""
    p, c = schema.plan, schema.change
    moments = list(connection.execute(sa.select(p.c.deleted_at).where(_IS_IN_BIN)).scalars())
    last = sa.select(c.c.at).order_by(c.c.id.desc()).limit(_CHANGES_LOOKED_AT).subquery()
    by_day = sa.select(sa.func.max(last.c.at)).group_by(sa.func.substr(last.c.at, 1, 10))
    return newest_of([*moments, *connection.execute(by_day).scalars()], now)


def is_only_read(connection: sa.Connection) -> bool:
    """Say whether nothing may be written on this connection."""
    return bool(connection.exec_driver_sql("PRAGMA query_only").scalar_one())


def _called(connection: sa.Connection, is_meant: sa.ColumnElement[bool]) -> list[Plan]:
    """Return documents with no more than what they are called by, the plan last."""
    p = schema.plan
    query = sa.select(p.c.id, p.c.year, p.c.subject, p.c.reporting).where(is_meant).order_by(p.c.id.desc())
    return [
        Plan(row.year, subject=row.subject, reporting=row.reporting, id=row.id)
        for row in connection.execute(query)
    ]


def _together(plan_id: int, at: dt.datetime) -> sa.ColumnElement[bool]:
    """Return what is true of a document and of the reports deleted with it."""
    p = schema.plan
    return sa.and_(p.c.deleted_at == at, sa.or_(p.c.id == plan_id, _on(plan_id)))


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
