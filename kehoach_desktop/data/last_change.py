"""When a file was last changed."""

import datetime as dt

import sqlalchemy as sa

from kehoach_desktop.data.schema import change


def last_change_at(connection: sa.Connection) -> dt.datetime | None:
    """Return the time of the newest edit in the history; None when there is none yet."""
    newest = sa.select(change.c.at).order_by(change.c.id.desc()).limit(1)
    found: dt.datetime | None = connection.execute(newest).scalar()
    return found
