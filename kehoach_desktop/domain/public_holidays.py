"""Vietnam's public holidays: Bộ luật Lao động 2019, Điều 112, with the days off in lieu of Điều 111.

Which days around Tết and Quốc khánh are given is decided anew each year: here Tết is the day before and the
first four of the new year, Quốc khánh 01/9 and 02/9. A year's own days off are the office's to add.
"""

import datetime as dt
from functools import cache

_LUNAR = {  # the first day of Tết and giỗ Tổ (10/3 âm lịch), each as (month, day)
    2010: ((2, 14), (4, 23)),
    2011: ((2, 3), (4, 12)),
    2012: ((1, 23), (3, 31)),
    2013: ((2, 10), (4, 19)),
    2014: ((1, 31), (4, 9)),
    2015: ((2, 19), (4, 28)),
    2016: ((2, 8), (4, 16)),
    2017: ((1, 28), (4, 6)),
    2018: ((2, 16), (4, 25)),
    2019: ((2, 5), (4, 14)),
    2020: ((1, 25), (4, 2)),
    2021: ((2, 12), (4, 21)),
    2022: ((2, 1), (4, 10)),
    2023: ((1, 22), (4, 29)),
    2024: ((2, 10), (4, 18)),
    2025: ((1, 29), (4, 7)),
    2026: ((2, 17), (4, 26)),
    2027: ((2, 6), (4, 16)),
    2028: ((1, 26), (4, 4)),
    2029: ((2, 13), (4, 23)),
    2030: ((2, 2), (4, 12)),
    2031: ((1, 23), (4, 1)),
    2032: ((2, 11), (4, 19)),
    2033: ((1, 31), (4, 9)),
    2034: ((2, 19), (4, 28)),
    2035: ((2, 8), (4, 17)),
    2036: ((1, 28), (4, 6)),
    2037: ((2, 15), (4, 24)),
    2038: ((2, 4), (4, 13)),
    2039: ((1, 24), (4, 3)),
    2040: ((2, 12), (4, 20)),
    2041: ((2, 1), (4, 10)),
    2042: ((1, 22), (4, 29)),
    2043: ((2, 10), (4, 19)),
    2044: ((1, 30), (4, 7)),
    2045: ((2, 17), (4, 26)),
    2046: ((2, 6), (4, 15)),
    2047: ((1, 26), (4, 4)),
    2048: ((2, 14), (4, 22)),
    2049: ((2, 2), (4, 11)),
    2050: ((1, 23), (4, 1)),
}
"""By Hồ Ngọc Đức's rules for the Vietnamese calendar (UTC+7), and the same in PyPI's ``holidays`` 0.109."""

_FIXED = ((1, 1), (4, 30), (5, 1), (9, 1), (9, 2))
_TET = range(-1, 4)  # days from the first of the lunar year
_ONE_DAY = dt.timedelta(days=1)


@cache
def public_holidays(year: int) -> frozenset[dt.date]:
    """Return the days off of a year besides weekends; outside 2010-2050 without the lunar ones."""
    found = {dt.date(year, month, day) for month, day in _FIXED}
    if year in _LUNAR:
        tet, kings = (dt.date(year, *day) for day in _LUNAR[year])
        found |= {tet + place * _ONE_DAY for place in _TET} | {kings}
    for day in sorted(found):
        if is_weekend(day):
            found.add(_next_free(day, found))
    return frozenset(found)


def is_weekend(day: dt.date) -> bool:
    """Say whether the day is a Saturday or a Sunday."""
    return day.weekday() >= 5


def _next_free(day: dt.date, taken: set[dt.date]) -> dt.date:
    while is_weekend(day) or day in taken:
        day += _ONE_DAY
    return day
