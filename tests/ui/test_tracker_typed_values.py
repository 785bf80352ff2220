"""Numbers and days as a clerk types them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.periods import quarter
from kehoach_desktop.ui.tracker.typed_values import (
    day_text,
    number_text,
    parse_day,
    parse_number,
    parse_target,
)


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
    ("text", "told"),
    [
        ("", "số"),
        ("12.5", "hãy viết 12,5"),
        ("1,234.5", r"hãy viết 1\.234,5"),
        ("-3", "số âm"),
        ("− 3", "số âm"),
        ("mười", "chưa phải là số"),
        ("1e5", "chỉ ghi con số"),
        ("1e20", "chỉ ghi con số"),
        ("khoảng 50", "cột Ghi chú"),
        ("12 tin", "cột Ghi chú"),
        ("1.23.456", "chưa phải là số"),
        ("99999999999999999", "gõ nhầm"),
        ("1.000.000.000.000", "gõ nhầm"),
        ("0,1234567890123456", "gõ nhầm"),
        ("9" * 400, "gõ nhầm"),
        ("=1+1", "chưa phải là số"),
        ("NaN", "chưa phải là số"),
        ("∞", "chưa phải là số"),
        ("١٢", "chưa phải là số"),
    ],
)
def test_wrong_numbers_say_what_is_wrong(text: str, told: str) -> None:
    with pytest.raises(UserError, match=told) as raised:
        parse_number(text)
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize(("text", "value"), [("96", 96), ("", None), (" ", None)])
def test_targets(text: str, value: int | None) -> None:
    assert parse_target(text) == value


def test_a_target_of_nothing_is_refused() -> None:
    with pytest.raises(UserError, match="lớn hơn 0"):
        parse_target("0")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20/12", dt.date(2025, 12, 20)),
        ("01/02", dt.date(2026, 2, 1)),
        ("20/6", dt.date(2026, 6, 20)),
        ("20/12/2026", dt.date(2026, 12, 20)),
    ],
)
def test_a_day_without_year_is_of_the_quarter_it_can_be_in(text: str, day: dt.date) -> None:
    assert parse_day(text, 2026, quarter(2026, 1)) == day


@given(st.integers(0, 10**9) | st.decimals(0, 10**9, places=2).map(float))
def test_a_number_shown_is_read_again(value: float) -> None:
    assert parse_number(number_text(value)) == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/7/2026", dt.date(2026, 7, 5)),
        ("5-7-2026", dt.date(2026, 7, 5)),
        ("5/7", dt.date(2026, 7, 5)),
        ("05/7/26", dt.date(2026, 7, 5)),
        ("20/12/25", dt.date(2025, 12, 20)),
        ("29/02/2024", dt.date(2024, 2, 29)),
        ("", None),
    ],
)
def test_days(text: str, day: dt.date | None) -> None:
    assert parse_day(text, 2026) == day


@pytest.mark.parametrize("text", ["31/02/2026", "0/1", "5", "hôm qua", "05/7/40", "05/7/0026", "5/13/2026"])
def test_wrong_days_say_so(text: str) -> None:
    with pytest.raises(UserError, match="05/7/2026"):
        parse_day(text, 2026)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31)))
def test_a_day_shown_is_read_again(day: dt.date) -> None:
    assert parse_day(day_text(day), 2026) == day
