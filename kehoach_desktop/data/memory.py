"""What was written in the plans of the file, for offering it again."""

from typing import Any

import sqlalchemy as sa

from kehoach_desktop.data import schema

_ENOUGH_PLANS = 200  # an office makes a few a year


def used_values(connection: sa.Connection, field: str) -> list[Any]:
    """Return what each plan has in ``field``, the plan made last first; reports have forms of their own."""
    plan = schema.plan
    query = sa.select(plan.c[field]).where(_of_kind(field), plan.c.deleted_at.is_(None))
    query = query.order_by(plan.c.id.desc()).limit(_ENOUGH_PLANS)
    return list(connection.execute(query).scalars())


def _of_kind(field: str) -> sa.ColumnElement[bool]:
    """Return which documents offer a field: Kính gửi is of reports, all others are those of plans."""
    is_plan = schema.plan.c.reporting.is_(None)
    return sa.not_(is_plan) if field == "addressees" else is_plan
