"""Which copies are kept as they grow old, from their names alone."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable

from kehoach_desktop.domain.copy_names import CopyName, age

HOURS, DAYS, MONTHS = 24, 30, 12
OF_EACH_ACT = 5  # the last ones made first in a day, on closing, before an import …, however many in one hour
_AHEAD = dt.timedelta(days=1)  # a copy further ahead than this was made under a wrong clock


def kept(copies: Iterable[CopyName], now: dt.datetime) -> dict[str, str]:
    """Return the names of the copies to keep, each with the class it is kept in; the others may go.

    The newest of each of the last 24 hours, 30 days and 12 months that have any; all that were made before
    an upgrade; the last few of each act. Hours, days and months without a copy do not count, so nothing is
    lost by a long holiday. Copies of a clock that ran far ahead are counted apart: they would take the
    place of true ones.
    """
    found: dict[str, str] = {}
    true: list[CopyName] = []
    ahead: list[CopyName] = []
    for copy in copies:
        (ahead if copy.made_at > now + _AHEAD else true).append(copy)
    for run in (true, ahead):
        _keep_of(sorted(run, key=age, reverse=True), found)
    return found


def _keep_of(newest_first: list[CopyName], found: dict[str, str]) -> None:
    for copy in newest_first:
        if copy.why == "upgrade":
            found.setdefault(copy.name, "upgrade")
    for name, most, part in (("hour", HOURS, _hour), ("day", DAYS, _day), ("month", MONTHS, _month)):
        for copy in _newest_of_each(newest_first, part, most):
            found.setdefault(copy.name, name)
    counted: dict[str, int] = {}
    for copy in newest_first:
        if copy.why != "interval":
            counted[copy.why] = counted.get(copy.why, 0) + 1
            if counted[copy.why] <= OF_EACH_ACT:
                found.setdefault(copy.name, "act")


def _newest_of_each(
    newest_first: list[CopyName], part: Callable[[dt.datetime], Hashable], most: int
) -> Iterable[CopyName]:
    first: dict[Hashable, CopyName] = {}
    for copy in newest_first:
        first.setdefault(part(copy.made_at), copy)
    return list(first.values())[:most]


def _hour(at: dt.datetime) -> Hashable:
    """Return the hour all clocks agree on: one that the wall shows twice is two."""
    utc = at.astimezone(dt.UTC)
    return utc.date(), utc.hour


def _day(at: dt.datetime) -> Hashable:
    return at.date()  # as the clock on the wall had it when the copy was made


def _month(at: dt.datetime) -> Hashable:
    return at.year, at.month
