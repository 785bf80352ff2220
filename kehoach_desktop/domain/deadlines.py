"""What an office has to do next for its reports: the day a period's data close, the day to send it by."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from kehoach_desktop.domain.closing import closed
from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.periods import CUMULATIVE, Period, Scheme, reported_periods
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.working_days import working_day_after

_NEAR_DAYS, _LATE_DAYS = 7, 30


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is due next, in words; ``days`` are left until ``day``, below 0 when it is past."""

    words: str
    day: dt.date
    days: int

    @property
    def urgency(self) -> Literal["calm", "near", "late"]:
        """How soon it is."""
        if self.days < 0:
            return "late"
        return "near" if self.days <= _NEAR_DAYS else "calm"


def sending_day(of: Period, scheme: Scheme) -> dt.date | None:
    """Return the day by which the period's report is to be sent; None when the office has not set one."""
    days = next((one.sending_days for one in scheme.reported if one.code == of.code), None)
    return None if days is None else working_day_after(of.end, days, scheme.days_off)


def next_deadline(plan: Plan, today: dt.date, sent: Collection[str] = ()) -> Deadline | None:
    """Return what is to be done next for the plan's reports; None when the year's are over.

    ``sent``: the codes of the periods whose report has been sent. A report neither sent nor closed in time
    is called late for a month; who has sent it without this program is not to hear of it for ever.
    """
    periods = reported_periods(plan.year, plan.scheme)
    ended = [of for of in periods if of.end < today]
    last = max((of.end for of in ended), default=None)
    due = [of for of in ended if of.end == last and of.code not in sent]
    for found in _to_send(plan, due, today):
        return found
    coming = min((of.end for of in periods if of.end >= today), default=None)
    if coming is None:
        return None
    names = _names([of for of in periods if of.end == coming])
    left = (coming - today).days
    return Deadline(f"{names} chốt số liệu {_day(coming, today)}, {_left(left)}", coming, left)


def _to_send(plan: Plan, due: list[Period], today: dt.date) -> Iterator[Deadline]:
    """Yield what is still to be sent of the periods that ended last, the soonest first."""
    by_day: dict[dt.date, list[Period]] = {}
    for of in due:
        day = sending_day(of, plan.scheme)
        if day is None or (today - day).days > _LATE_DAYS:
            continue
        if day >= today or closed(plan, of) is None:
            by_day.setdefault(day, []).append(of)
    for day in sorted(by_day):
        names, left = _names(by_day[day]), (day - today).days
        if left < 0:
            yield Deadline(f"{names} quá hạn gửi {-left} ngày", day, left)
            continue
        closings = [closed(plan, of) for of in by_day[day]]
        times = [closing.closed_at.date() for closing in closings if closing is not None]
        is_closed = len(times) == len(closings)
        stands = f"đã chốt {_day(max(times), today)}" if is_closed else "chưa chốt"
        yield Deadline(f"{names} {stands}; hạn gửi {_day(day, today)}, {_left(left)}", day, left)


def _names(periods: list[Period]) -> str:
    first, *rest = ("Cả năm" if of.name == CUMULATIVE["NAM"][0] else of.name for of in periods)
    return ", ".join([first, *(name[:1].lower() + name[1:] for name in rest)])


def _day(day: dt.date, today: dt.date) -> str:
    """Return the day, with its year where that is not this one: 14/9."""
    words = short_date(day)
    return words if day.year != today.year else words.rpartition("/")[0]


def _left(days: int) -> str:
    return f"còn {days} ngày" if days else "hôm nay"
