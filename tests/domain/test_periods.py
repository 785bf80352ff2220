import datetime as dt
from itertools import pairwise

import pytest

from kehoach_desktop.domain.periods import CALENDAR, between, next_period, period, quarter, title


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
