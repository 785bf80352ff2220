"""Reporting periods as data: where quarters close, which periods an office reports on, what a code means.

The default scheme has the closing days of Nghị định 09/2019/NĐ-CP: a quarter runs from the 15th of the
month before it to the 14th of its last month, so the reporting year begins on 15/12 of the year before.
"""

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kehoach_desktop.domain.dates import short_date

CUMULATIVE = {
    "Q1": ("Quý I", 1, 1),
    "Q2": ("Quý II", 2, 2),
    "Q3": ("Quý III", 3, 3),
    "Q4": ("Quý IV", 4, 4),
    "6T": ("6 tháng đầu năm", 1, 2),
    "9T": ("9 tháng", 1, 3),
    "NAM": ("Năm", 1, 4),
}
"""Code: usual name, first quarter, last quarter. A cumulative period is the sum of its quarters."""

Closings = tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Reported:
    """A period the office reports on: its code, what the office calls it, when the report is to be sent.

    ``sending_days``: working days after the close; None = not set. They differ by province.
    """

    code: str
    name: str
    sending_days: int | None = None


def _usual(*codes: str, **names: str) -> tuple[Reported, ...]:
    return tuple(Reported(code, names.get(f"_{code}", CUMULATIVE[code][0])) for code in codes)


@dataclass(frozen=True, slots=True)
class Scheme:
    """Where the four quarters close, as ``(month, day)``, and which periods are reported on.

    Each quarter begins the day after the one before closed; a day its month lacks is the month's last.
    ``days_off``: those the office knows of besides weekends and the law's, for counting sending days.
    """

    key: str  # "" for one of the office's own
    name: str
    closings: Closings
    reported: tuple[Reported, ...] = _usual(*CUMULATIVE)
    days_off: tuple[dt.date, ...] = ()

    def __hash__(self) -> int:
        """Hash the names alone: what is understood of thousands of times is looked up by scheme."""
        return hash((self.key, self.name))


_BY_DECREE: Closings = ((3, 14), (6, 14), (9, 14), (12, 14))
_BY_CALENDAR: Closings = ((3, 31), (6, 30), (9, 30), (12, 31))

DECREE_09 = Scheme("nd09", "Nghị định 09/2019/NĐ-CP", _BY_DECREE)
MONTHS_3_6_9_12 = Scheme(
    "months",
    "3, 6, 9, 12 tháng",
    _BY_DECREE,
    _usual("Q1", "6T", "9T", "NAM", _Q1="3 tháng", _6T="6 tháng", _NAM="12 tháng"),
)
REFORM = Scheme("reform", "Báo cáo cải cách hành chính", _BY_DECREE, _usual("Q1", "6T", "Q3", "NAM"))
CALENDAR = Scheme("calendar", "Theo năm dương lịch", _BY_CALENDAR)
SCHEMES = (DECREE_09, MONTHS_3_6_9_12, REFORM, CALENDAR)
"""What the program ships; an office may make its own."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days to report on, both ends included; ``code`` as on the command line."""

    code: str
    name: str
    start: dt.date
    end: dt.date

    @property
    def span_words(self) -> str:
        """The span as ``15/12/2025 - 14/3/2026``."""
        return f"{short_date(self.start)} - {short_date(self.end)}"


@lru_cache(maxsize=512)
def period(year: int, code: str, scheme: Scheme = DECREE_09) -> Period:
    """Return the period of the reporting year that ``code`` (Q1 … NAM) means; KeyError for no such code."""
    usual, first, last = CUMULATIVE[code]
    name = next((one.name for one in scheme.reported if one.code == code), usual)
    return Period(code, name, _start(year, first, scheme), _end(year, last, scheme))


def reported_periods(year: int, scheme: Scheme) -> list[Period]:
    """Return the periods the office reports on in the reporting year, in the scheme's order."""
    return [period(year, one.code, scheme) for one in scheme.reported]


def quarter(year: int, number: int, scheme: Scheme = DECREE_09) -> Period:
    """Return quarter 1-4 of the reporting year."""
    return period(year, f"Q{number}", scheme)


def between(start: dt.date, end: dt.date) -> Period:
    """Return the ad hoc period of two days; ValueError when the second is before the first."""
    if end < start:
        raise ValueError(f"{end} is before {start}")
    return Period(f"{start}:{end}", f"Từ {short_date(start)} đến {short_date(end)}", start, end)


def find(year: int, code: str, scheme: Scheme = DECREE_09) -> Period:
    """Return what ``code`` means in the reporting year: Q1 … NAM, or two days ``YYYY-MM-DD:YYYY-MM-DD``.

    Raises ValueError for anything else, and for days in the wrong order.
    """
    if code.upper() in CUMULATIVE:
        return period(year, code.upper(), scheme)
    start, end = (dt.date.fromisoformat(day) for day in code.split(":"))
    return between(start, end)


def next_period(of: Period, year: int, scheme: Scheme = DECREE_09) -> Period:
    """Return the quarter that begins after ``of`` ends; after the year's last one, the next year's first."""
    for number in range(1, 5):
        following = quarter(year, number, scheme)
        if following.end > of.end:
            return following
    return quarter(year + 1, 1, scheme)


def title(of: Period, year: int) -> str:
    """Return the period as a report's subject names it: ``quý I năm 2026``, ``năm 2026``."""
    if of.code not in CUMULATIVE:
        return f"từ ngày {short_date(of.start)} đến ngày {short_date(of.end)}"
    name = of.name[:1].lower() + of.name[1:]
    return f"{name} {year}" if name.endswith("năm") else f"{name} năm {year}"


def are_in_order(closings: Sequence[tuple[int, int]]) -> bool:
    """Say whether each closing day comes after the one before it, in leap years and in others."""
    in_other_years = [(2, min(day, 28)) if month == 2 else (month, day) for month, day in closings]
    return in_other_years == sorted(set(in_other_years)) and list(closings) == sorted(closings)


def _end(year: int, number: int, scheme: Scheme) -> dt.date:
    month, day = scheme.closings[number - 1]
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _start(year: int, number: int, scheme: Scheme) -> dt.date:
    before = _end(year, number - 1, scheme) if number > 1 else _end(year - 1, 4, scheme)
    return before + dt.timedelta(days=1)
