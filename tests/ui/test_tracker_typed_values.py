"""Numbers and days as a clerk types them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.ui.tracker.typed_values import day_text, number_text, parse_day, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1.234,5", 1234.5),
        ("1.234", 1234),
        ("0", 0),
        (" 12,50 ", 12.5),
        ("3,0", 3),
        ("2150", 2150),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "12.5", "1,234.5", "-3", "mười", "1e5", "12 tin", "1.23.456", "9" * 400]
)
def test_wrong_numbers_say_so(text: str) -> None:
    with pytest.raises(UserError, match=r"[Ss]ố"):
        parse_number(text)


@given(st.integers(0, 10**9) | st.decimals(0, 10**9, places=2).map(float))
def test_a_number_shown_is_read_again(value: float) -> None:
    assert parse_number(number_text(value)) == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/7/2026", dt.date(2026, 7, 5)),
        ("5-7-2026", dt.date(2026, 7, 5)),
        ("5/7", dt.date(2026, 7, 5)),
        ("29/02/2024", dt.date(2024, 2, 29)),
        ("", None),
    ],
)
def test_days(text: str, day: dt.date | None) -> None:
    assert parse_day(text, 2026) == day


@pytest.mark.parametrize("text", ["31/02/2026", "0/1", "5", "hôm qua", "05/7/26", "5/13/2026"])
def test_wrong_days_say_so(text: str) -> None:
    with pytest.raises(UserError, match="05/7/2026"):
        parse_day(text, 2026)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31)))
def test_a_day_shown_is_read_again(day: dt.date) -> None:
    assert parse_day(day_text(day), 2026) == day
