"""What a clerk types for a scheme of the office's own."""

import datetime as dt

import pytest

from kehoach_desktop.domain.own_scheme import (
    check_closings,
    check_reported,
    closing_day,
    closing_words,
    days_off,
    days_off_words,
    sending_days,
)
from kehoach_desktop.domain.periods import SCHEMES, Reported


@pytest.mark.parametrize(
    ("text", "closing", "words"),
    [("14/3", (3, 14), "14/3"), (" 14 - 03 ", (3, 14), "14/3"), ("29/02", (2, 29), "29/02"),
     ("5.1", (1, 5), "05/01"), ("31/12", (12, 31), "31/12")],
)  # fmt: skip
def test_closing_days_as_typed(text, closing, words):
    assert closing_day(text) == closing
    assert closing_words(closing) == words
    assert closing_day(words) == closing


@pytest.mark.parametrize("text", ["", "14", "31/02", "30/2", "31/4", "0/3", "14/13", "14/3/2026", "mười bốn"])
def test_what_is_no_closing_day_is_said_so(text):
    with pytest.raises(ValueError, match="ngày"):
        closing_day(text)


def test_closing_days_must_be_in_order_in_every_year():
    assert all(check_closings(scheme.closings) == "" for scheme in SCHEMES)
    assert check_closings(((2, 29), (6, 14), (9, 14), (12, 14))) == ""
    for closings in (
        ((6, 14), (3, 14), (9, 14), (12, 14)),
        ((3, 14), (3, 14), (9, 14), (12, 14)),
        ((2, 28), (2, 29), (9, 14), (12, 14)),  # one day in most years
    ):
        assert "theo thứ tự" in check_closings(closings)


@pytest.mark.parametrize(("text", "days"), [("", None), (" 5 ", 5), ("0", 0), ("60", 60)])
def test_sending_days_as_typed(text, days):
    assert sending_days(text) == days


@pytest.mark.parametrize("text", ["61", "-1", "5,5", "năm", "²"])
def test_what_is_no_number_of_days_is_said_so(text):
    with pytest.raises(ValueError, match="0 đến 60"):
        sending_days(text)


def test_days_off_as_typed():
    days = (dt.date(2026, 11, 23), dt.date(2026, 11, 24))
    assert days_off("24/11/2026; 23/11/2026;") == days
    assert days_off(days_off_words(days)) == days
    assert days_off("") == ()
    for text in ("24/11", "31/02/2026", "hôm nay"):
        with pytest.raises(ValueError, match=text):
            days_off(text)


def test_reported_periods_need_names_of_their_own():
    assert check_reported((Reported("Q1", "3 tháng"), Reported("6T", "6 tháng"))) == ""
    assert "ít nhất một kỳ" in check_reported(())
    assert "chưa có tên" in check_reported((Reported("Q1", ""),))
    assert "“Quý I”" in check_reported((Reported("Q1", "Quý I"), Reported("6T", "quý i")))
