"""What the history keeps of a plan's last days, for finding what was taken out of the plan."""

import datetime as dt
from typing import NamedTuple

import sqlalchemy as sa

from kehoach_desktop.data.schema import change


class Row(NamedTuple):
    """One row of the history; ``content`` is its JSON text."""

    id: int
    at: dt.datetime
    step: str
    name: str
    content: str


def rows_since(
    connection: sa.Connection, plan_id: int, since: dt.datetime, after_id: int, most: int
) -> list[Row]:
    """Return up to ``most`` rows of a plan after that one and that moment, the oldest first."""
    query = sa.select(change.c.id, change.c.at, change.c.step, change.c.name, change.c.content)
    query = query.where(change.c.plan_id == plan_id, change.c.id > after_id, change.c.at >= since)
    return [Row(*row) for row in connection.execute(query.order_by(change.c.id).limit(most))]
