"""Working days after a day: what "chậm nhất 5 ngày làm việc sau ngày chốt" comes to."""

import datetime as dt
from collections.abc import Collection

from kehoach_desktop.domain.public_holidays import is_weekend, public_holidays


def is_working(day: dt.date, days_off: Collection[dt.date] = ()) -> bool:
    """Say whether offices work on the day; ``days_off`` are the year's own, besides the law's."""
    return not (is_weekend(day) or day in public_holidays(day.year) or day in days_off)


def working_day_after(day: dt.date, count: int, days_off: Collection[dt.date] = ()) -> dt.date:
    """Return the last of the ``count`` working days after ``day``, which itself does not count.

    With none, the day itself if offices work on it, else the next on which they do.
    """
    if count == 0:
        day, count = day - dt.timedelta(days=1), 1
    while count:
        day += dt.timedelta(days=1)
        count -= is_working(day, days_off)
    return day
