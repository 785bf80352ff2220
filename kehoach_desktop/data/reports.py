"""The reports on a plan: each is a document in the table of plans, told apart by what it reports on."""

import datetime as dt
from typing import NamedTuple

import sqlalchemy as sa

from kehoach_desktop.data import schema
from kehoach_desktop.domain.plan import Reporting, Status


class ReportSummary(NamedTuple):
    """What a list of reports shows of each; what follows ``date`` is of the last sending."""

    id: int
    reporting: Reporting
    status: Status
    number: str
    symbol: str
    date: dt.date | None
    sent_at: dt.datetime | None
    replaces: str
    checksum: str


class OtherPlan(NamedTuple):
    """What tells whether a plan is last year's of the same body."""

    id: int
    issuer: str
    subject: str
    status: Status


def list_reports(connection: sa.Connection, plan_id: int) -> list[ReportSummary]:
    """Return the reports on the plan, the one begun last first."""
    p, s = schema.plan, schema.sending

    def last(name: str) -> sa.ScalarSelect[object]:
        query = sa.select(s.c[name]).where(s.c.plan_id == p.c.id)
        return query.order_by(s.c.position.desc()).limit(1).scalar_subquery()

    query = (
        sa.select(
            p.c.id,
            p.c.reporting,
            p.c.status,
            p.c.number,
            p.c.symbol,
            p.c.date,
            last("sent_at"),
            sa.func.coalesce(last("replaces"), ""),
            sa.func.coalesce(last("checksum"), ""),
        )
        .where(sa.func.json_extract(p.c.reporting, "$[0]") == plan_id, p.c.deleted_at.is_(None))
        .order_by(p.c.id.desc())
    )
    return [ReportSummary(*row) for row in connection.execute(query)]


def plans_of_year(connection: sa.Connection, year: int) -> list[OtherPlan]:
    """Return the plans for a year, the one made last first."""
    p = schema.plan
    query = sa.select(p.c.id, p.c.issuer, p.c.subject, p.c.status)
    is_meant = sa.and_(p.c.year == year, p.c.reporting.is_(None), p.c.deleted_at.is_(None))
    query = query.where(is_meant).order_by(p.c.id.desc())
    return [OtherPlan(*row) for row in connection.execute(query)]
