"""How long what was deleted rests before it is removed for good, by days of the calendar."""

import datetime as dt
from collections.abc import Collection

REST_DAYS = 30
_AHEAD = dt.timedelta(days=366)
_BEHIND = dt.timedelta(days=1)
_ONE_SLIP = dt.timedelta(days=31)  # so long a clock may stand wrong before somebody puts it right


def days_left(since: dt.datetime, now: dt.datetime) -> int:
    """Return how many whole days are left of the rest; 0 on its last day, less when it is over.

    A clock put back gives no more than the whole rest.
    """
    rested = now.date() - since.astimezone(now.tzinfo).date()
    return min(REST_DAYS, REST_DAYS - rested.days)


def is_over(since: dt.datetime, now: dt.datetime) -> bool:
    """Say whether the rest is over: not before the day after its last one."""
    return days_left(since, now) < 0


def is_believed(now: dt.datetime, newest: dt.datetime) -> bool:
    """Say whether a clock may be believed in a file whose newest moment this is.

    One that stands before it, or a year after it, says nothing of how long a thing has rested; what is
    removed by it does not come back.
    """
    return -_BEHIND <= now - newest <= _AHEAD


def newest_of(moments: Collection[dt.datetime], now: dt.datetime) -> dt.datetime | None:
    """Return the last of a file's moments that a clock is to be held to; None for none.

    What was done while the clock stood years ahead would hold up everything until then. It is left out when
    all of it lies within a month, and the file has moments of the year before ``now``: else it is the clock
    of now that may stand wrong.
    """
    near = [moment for moment in moments if moment - now <= _AHEAD]
    ahead = [moment for moment in moments if moment - now > _AHEAD]
    if ahead and near and now - max(near) <= _AHEAD and max(ahead) - min(ahead) <= _ONE_SLIP:
        return max(near)
    return max(moments, default=None)
