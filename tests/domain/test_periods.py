import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.periods import (
    CALENDAR,
    CUMULATIVE,
    DECREE_09,
    MONTHS_3_6_9_12,
    REFORM,
    SCHEMES,
    Scheme,
    between,
    find,
    next_period,
    period,
    quarter,
    title,
)
from tests.support.plan_strategies import own_schemes


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("Q1", "2023-12-15", "2024-03-14"),
        ("Q2", "2024-03-15", "2024-06-14"),
        ("Q3", "2024-06-15", "2024-09-14"),
        ("Q4", "2024-09-15", "2024-12-14"),
        ("6T", "2023-12-15", "2024-06-14"),
        ("9T", "2023-12-15", "2024-09-14"),
        ("NAM", "2023-12-15", "2024-12-14"),
    ],
)
def test_closing_days_of_decree_09(code, start, end):
    found = period(2024, code)
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


@pytest.mark.parametrize("year", range(2019, 2033))
def test_quarters_meet_without_gap_or_overlap_across_years(year):
    spans = [quarter(year, n) for n in (1, 2, 3, 4)] + [quarter(year + 1, 1)]
    for before, after in pairwise(spans):
        assert after.start - before.end == dt.timedelta(days=1)
    assert period(year, "NAM").start == spans[0].start
    assert period(year, "NAM").end == spans[3].end


def test_a_calendar_scheme():
    assert quarter(2026, 1, CALENDAR).start == dt.date(2026, 1, 1)
    assert quarter(2026, 4, CALENDAR).end == dt.date(2026, 12, 31)


def test_between_refuses_days_in_the_wrong_order():
    with pytest.raises(ValueError, match="before"):
        between(dt.date(2026, 2, 1), dt.date(2026, 1, 1))


def test_the_period_after():
    assert next_period(period(2026, "Q1"), 2026).code == "Q2"
    assert next_period(period(2026, "6T"), 2026).code == "Q3"
    assert next_period(period(2026, "NAM"), 2026).start == dt.date(2026, 12, 15)
    assert next_period(between(dt.date(2026, 1, 1), dt.date(2026, 4, 30)), 2026).code == "Q2"


def test_titles_as_a_subject_names_them():
    assert title(period(2026, "Q3"), 2026) == "quý III năm 2026"
    assert title(period(2026, "6T"), 2026) == "6 tháng đầu năm 2026"
    assert title(period(2026, "9T"), 2026) == "9 tháng năm 2026"
    assert title(period(2026, "NAM"), 2026) == "năm 2026"
    span = between(dt.date(2026, 1, 1), dt.date(2026, 2, 3))
    assert title(span, 2026) == "từ ngày 01/01/2026 đến ngày 03/02/2026"


@pytest.mark.parametrize(
    ("scheme", "names"),
    [
        (DECREE_09, "Quý I, Quý II, Quý III, Quý IV, 6 tháng đầu năm, 9 tháng, Năm"),
        (MONTHS_3_6_9_12, "3 tháng, 6 tháng, 9 tháng, 12 tháng"),
        (REFORM, "Quý I, 6 tháng đầu năm, Quý III, Năm"),
        (CALENDAR, "Quý I, Quý II, Quý III, Quý IV, 6 tháng đầu năm, 9 tháng, Năm"),
    ],
)
def test_the_schemes_that_ship(scheme, names):
    assert ", ".join(one.name for one in scheme.reported) == names


OWN = Scheme("", "Cuối tháng hai", ((2, 29), (5, 31), (8, 31), (11, 30)))


@pytest.mark.parametrize(
    ("year", "start", "end"),
    [
        (2024, "2023-12-01", "2024-02-29"),
        (2025, "2024-12-01", "2025-02-28"),
        (2100, "2099-12-01", "2100-02-28"),
    ],
)
def test_a_quarter_that_closes_on_the_29th_of_february(year, start, end):
    found = quarter(year, 1, OWN)
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)
    assert quarter(year, 2, OWN).start == dt.date(year, 3, 1)


@pytest.mark.parametrize(
    ("scheme", "year", "days"),
    [(DECREE_09, 2024, 366), (DECREE_09, 2025, 365), (CALENDAR, 2024, 366), (CALENDAR, 2100, 365),
     (OWN, 2024, 366)],
)  # fmt: skip
def test_a_reporting_year_is_as_long_as_the_year(scheme, year, days):
    whole = period(year, "NAM", scheme)
    assert (whole.end - whole.start).days + 1 == days


any_scheme = st.sampled_from(SCHEMES) | own_schemes


@given(any_scheme, st.integers(1950, 2900), st.data())
def test_every_day_is_in_one_quarter_of_one_reporting_year(scheme, year, data):
    day = data.draw(st.dates(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    found = [
        (of, number)
        for of in (year - 1, year, year + 1)
        for number in (1, 2, 3, 4)
        if quarter(of, number, scheme).start <= day <= quarter(of, number, scheme).end
    ]
    assert len(found) == 1


@given(any_scheme, st.integers(1950, 2900))
def test_quarters_and_what_they_add_up_to_meet_at_the_ends(scheme, year):
    quarters = [quarter(year, number, scheme) for number in (1, 2, 3, 4)]
    for before, after in pairwise([*quarters, quarter(year + 1, 1, scheme)]):
        assert before.start <= before.end
        assert after.start - before.end == dt.timedelta(days=1)
    for code, (_, first, last) in CUMULATIVE.items():
        found = period(year, code, scheme)
        assert (found.start, found.end) == (quarters[first - 1].start, quarters[last - 1].end)
        assert next_period(found, year, scheme).start == found.end + dt.timedelta(days=1)


@given(
    any_scheme,
    st.integers(1950, 2900),
    st.dates(dt.date(1949, 1, 1), dt.date(2901, 1, 1)),
    st.integers(0, 800),
)
def test_two_days_are_found_again_by_their_code(scheme, year, start, days):
    of = between(start, start + dt.timedelta(days=days))
    assert find(year, of.code, scheme) == of
