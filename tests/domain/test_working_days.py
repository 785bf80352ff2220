"""Working days counted by hand on the calendar, round weekends, Tết and the ends of years."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.public_holidays import is_weekend, public_holidays
from kehoach_desktop.domain.working_days import is_working, working_day_after

days = st.dates(dt.date(2010, 1, 1), dt.date(2050, 6, 30))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-09-14", 5, "2026-09-21"),  # Monday: over one weekend
        ("2026-03-14", 5, "2026-03-20"),  # Saturday: Monday is the first
        ("2026-06-14", 1, "2026-06-15"),  # Sunday
        ("2025-12-14", 5, "2025-12-19"),
        ("2025-12-31", 1, "2026-01-02"),  # 01/01 is off
        ("2027-12-31", 1, "2028-01-04"),  # 01/01/2028 is a Saturday: Monday in lieu
        ("2026-04-29", 1, "2026-05-04"),  # 30/4 Thursday, 01/5 Friday
        ("2026-04-24", 1, "2026-04-28"),  # giỗ Tổ on Sunday 26/4: Monday in lieu
        ("2026-02-13", 1, "2026-02-23"),  # Tết: Monday 16/2 to Friday 20/2
        ("2024-02-28", 2, "2024-03-01"),  # 29/02 is a Thursday
        ("2026-08-31", 1, "2026-09-03"),  # Quốc khánh
        ("2026-09-12", 0, "2026-09-14"),  # at once, on a Saturday
        ("2026-09-14", 0, "2026-09-14"),
    ],
)
def test_working_days_as_counted_on_the_calendar(start, count, expected):
    assert working_day_after(day(start), count) == day(expected)


def test_days_off_of_the_year_count_as_the_laws_do():
    assert working_day_after(day("2026-11-23"), 1) == day("2026-11-24")
    assert working_day_after(day("2026-11-23"), 1, {day("2026-11-24")}) == day("2026-11-25")


@pytest.mark.parametrize(
    ("year", "tet", "kings"),
    [
        (2024, "2024-02-10", "2024-04-18"),
        (2025, "2025-01-29", "2025-04-07"),
        (2026, "2026-02-17", "2026-04-26"),
        (2030, "2030-02-02", "2030-04-12"),  # in China a day later
    ],
)
def test_lunar_holidays_of_years_that_are_known(year, tet, kings):
    assert {day(tet), day(kings)} <= public_holidays(year)


@pytest.mark.parametrize("year", range(2010, 2051))
def test_a_year_has_eleven_days_off_that_are_no_weekend(year):
    """Điều 112 gives eleven; each that falls on a weekend is taken on the next working day too."""
    found = public_holidays(year)
    on_weekends = sum(map(is_weekend, found))
    assert len(found) - on_weekends == 11


def test_a_year_beyond_the_table_has_the_fixed_days():
    assert public_holidays(2060) >= {dt.date(2060, 4, 30), dt.date(2060, 5, 1), dt.date(2060, 9, 2)}


@given(days, st.integers(1, 40), st.sets(days, max_size=3))
def test_just_as_many_working_days_lie_between(start, count, days_off):
    end = working_day_after(start, count, days_off)
    between = [start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(is_working(each, days_off) for each in between) == count
    assert is_working(end, days_off)
