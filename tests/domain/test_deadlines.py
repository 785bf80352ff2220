"""What is due next, day by day through a year worked out on the calendar."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.deadlines import next_deadline, sending_day
from kehoach_desktop.domain.periods import (
    CALENDAR,
    DECREE_09,
    MONTHS_3_6_9_12,
    REFORM,
    SCHEMES,
    Reported,
    period,
    reported_periods,
)
from kehoach_desktop.domain.plan import Closing, Plan

HANOI = dt.timezone(dt.timedelta(hours=7))


def with_days(scheme, days):
    return replace(scheme, reported=tuple(replace(one, sending_days=days) for one in scheme.reported))


QUARTERS = replace(DECREE_09, reported=tuple(Reported(f"Q{n}", f"Quý {r}", 5) for n, r in enumerate(
    ("I", "II", "III", "IV"), 1)))  # fmt: skip
PLAN = Plan(2026, scheme=QUARTERS, id=1)


def day(text):
    return dt.date.fromisoformat(text)


def said(plan, today, **more):
    found = next_deadline(plan, day(today), **more)
    return None if found is None else (found.words, found.urgency)


def closed_on(plan, code, when):
    moment = dt.datetime.combine(day(when), dt.time(9), HANOI)
    of = period(plan.year, code, plan.scheme)
    closing = Closing(code, of.start, of.end, moment, "")
    return replace(plan, closings=(*plan.closings, closing))


@pytest.mark.parametrize(
    ("today", "words", "urgency"),
    [
        ("2026-09-02", "Quý III chốt số liệu 14/9, còn 12 ngày", "calm"),
        ("2026-09-06", "Quý III chốt số liệu 14/9, còn 8 ngày", "calm"),
        ("2026-09-07", "Quý III chốt số liệu 14/9, còn 7 ngày", "near"),
        ("2026-09-14", "Quý III chốt số liệu 14/9, hôm nay", "near"),
        ("2026-09-15", "Quý III chưa chốt; hạn gửi 21/9, còn 6 ngày", "near"),
        ("2026-09-21", "Quý III chưa chốt; hạn gửi 21/9, hôm nay", "near"),
        ("2026-09-23", "Quý III quá hạn gửi 2 ngày", "late"),
        ("2026-10-21", "Quý III quá hạn gửi 30 ngày", "late"),
        ("2026-10-22", "Quý IV chốt số liệu 14/12, còn 53 ngày", "calm"),
        ("2026-12-15", "Quý IV chưa chốt; hạn gửi 21/12, còn 6 ngày", "near"),
        ("2027-01-03", "Quý IV quá hạn gửi 13 ngày", "late"),
        ("2025-11-28", "Quý I chốt số liệu 14/3/2026, còn 106 ngày", "calm"),
        ("2026-03-15", "Quý I chưa chốt; hạn gửi 20/3, còn 5 ngày", "near"),
    ],
)
def test_a_year_that_nobody_closed(today, words, urgency):
    assert said(PLAN, today) == (words, urgency)


def test_between_closing_and_sending_and_after():
    plan = closed_on(PLAN, "Q3", "2026-09-15")
    assert said(plan, "2026-09-16") == ("Quý III đã chốt 15/9; hạn gửi 21/9, còn 5 ngày", "near")
    assert said(plan, "2026-09-22") == ("Quý IV chốt số liệu 14/12, còn 83 ngày", "calm")
    assert said(plan, "2026-09-16", sent={"Q3"}) == ("Quý IV chốt số liệu 14/12, còn 89 ngày", "calm")


def test_what_was_sent_is_not_late():
    assert said(PLAN, "2026-09-30", sent={"Q3"}) == ("Quý IV chốt số liệu 14/12, còn 75 ngày", "calm")


def test_no_sending_day_no_reminder_of_it():
    plan = Plan(2026, scheme=REFORM)
    assert said(plan, "2026-03-15") == ("6 tháng đầu năm chốt số liệu 14/6, còn 91 ngày", "calm")
    assert said(plan, "2026-12-15") is None


def test_periods_that_close_on_one_day_are_named_together():
    assert said(Plan(2026), "2026-06-10") == (
        "Quý II, 6 tháng đầu năm chốt số liệu 14/6, còn 4 ngày",
        "near",
    )
    assert said(Plan(2026, scheme=MONTHS_3_6_9_12), "2026-12-01") == (
        "12 tháng chốt số liệu 14/12, còn 13 ngày",
        "calm",
    )


def test_the_first_to_be_sent_comes_first():
    reported = (Reported("Q2", "Quý II", 10), Reported("6T", "6 tháng", 2))
    plan = Plan(2026, scheme=replace(DECREE_09, reported=reported))
    assert said(plan, "2026-06-15") == ("6 tháng chưa chốt; hạn gửi 16/6, còn 1 ngày", "near")
    plan = closed_on(plan, "6T", "2026-06-15")
    assert said(plan, "2026-06-17") == ("Quý II chưa chốt; hạn gửi 26/6, còn 9 ngày", "calm")


def test_the_offices_own_days_off_move_the_sending_day():
    scheme = replace(QUARTERS, days_off=(day("2026-09-16"),))
    assert sending_day(period(2026, "Q3", scheme), scheme) == day("2026-09-22")


def test_a_year_end_by_the_calendar_goes_over_new_year():
    plan = Plan(2026, scheme=with_days(CALENDAR, 3))
    assert said(plan, "2026-12-31") == ("Quý IV, cả năm chốt số liệu 31/12, hôm nay", "near")
    assert said(plan, "2027-01-01") == ("Quý IV, cả năm chưa chốt; hạn gửi 06/01, còn 5 ngày", "near")


@given(st.sampled_from(SCHEMES), st.none() | st.integers(0, 20), st.integers(2011, 2049), st.data())
def test_there_is_a_word_on_every_day_until_the_year_is_over(scheme, days, year, data):
    plan = Plan(year, scheme=with_days(scheme, days))
    last = max(of.end for of in reported_periods(year, plan.scheme))
    today = data.draw(st.dates(dt.date(year - 1, 12, 15), dt.date(year, 12, 31)))
    found = next_deadline(plan, today)
    if today <= last:
        assert found is not None
    if found is not None:
        assert (found.day - today).days == found.days
        assert (found.urgency == "late") == (found.day < today)
    elif days is None:
        assert today > last
