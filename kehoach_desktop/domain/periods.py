"""Reporting periods as data: where quarters close, and what a period's code means.

The default scheme has the closing days of Nghị định 09/2019/NĐ-CP: a quarter runs from the 15th of the
month before it to the 14th of its last month, so the reporting year begins on 15/12 of the year before.
"""

import datetime as dt
from dataclasses import dataclass

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.outline import roman


@dataclass(frozen=True, slots=True)
class Scheme:
    """Where the four quarters close, as ``(month, day)``; each begins the day after the one before closed."""

    key: str
    name: str
    closings: tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]


DECREE_09 = Scheme("nd09", "Nghị định 09/2019/NĐ-CP", ((3, 14), (6, 14), (9, 14), (12, 14)))
CALENDAR = Scheme("calendar", "Theo năm dương lịch", ((3, 31), (6, 30), (9, 30), (12, 31)))


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


CUMULATIVE = {
    "Q1": ("Quý I", 1, 1),
    "Q2": ("Quý II", 2, 2),
    "Q3": ("Quý III", 3, 3),
    "Q4": ("Quý IV", 4, 4),
    "6T": ("6 tháng đầu năm", 1, 2),
    "9T": ("9 tháng", 1, 3),
    "NAM": ("Năm", 1, 4),
}
"""Code: name, first quarter, last quarter."""


def period(year: int, code: str, scheme: Scheme = DECREE_09) -> Period:
    """Return the period of the reporting year that ``code`` (Q1 … NAM) means; KeyError for no such code."""
    name, first, last = CUMULATIVE[code]
    return Period(code, name, _start(year, first, scheme), _end(year, last, scheme))


def quarter(year: int, number: int, scheme: Scheme = DECREE_09) -> Period:
    """Return quarter 1-4 of the reporting year."""
    return period(year, f"Q{number}", scheme)


def between(start: dt.date, end: dt.date) -> Period:
    """Return the ad hoc period of two days; ValueError when the second is before the first."""
    if end < start:
        raise ValueError(f"{end} is before {start}")
    return Period(f"{start}:{end}", f"Từ {short_date(start)} đến {short_date(end)}", start, end)


def find(year: int, code: str) -> Period:
    """Return what ``code`` means in the reporting year: Q1 … NAM, or two days ``YYYY-MM-DD:YYYY-MM-DD``.

    Raises ValueError for anything else, and for days in the wrong order.
    """
    if code.upper() in CUMULATIVE:
        return period(year, code.upper())
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
    if of.code == "NAM":
        return f"năm {year}"
    if of.code not in CUMULATIVE:
        return f"từ ngày {short_date(of.start)} đến ngày {short_date(of.end)}"
    if of.code.startswith("Q"):
        return f"quý {roman(int(of.code[1]))} năm {year}"
    return f"6 tháng đầu năm {year}" if of.code == "6T" else f"9 tháng năm {year}"


def _end(year: int, number: int, scheme: Scheme) -> dt.date:
    month, day = scheme.closings[number - 1]
    return dt.date(year, month, day)


def _start(year: int, number: int, scheme: Scheme) -> dt.date:
    before = _end(year, number - 1, scheme) if number > 1 else _end(year - 1, 4, scheme)
    return before + dt.timedelta(days=1)
