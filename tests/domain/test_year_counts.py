"""Counts of a task over the year, against figures worked out by hand."""

import datetime as dt

import pytest

from kehoach_desktop.domain.periods import CALENDAR, DECREE_09, quarter
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Quantity, Target, Task
from kehoach_desktop.domain.year_counts import (
    SoFar,
    expected,
    outside_sentence,
    so_far,
    target_of,
    used_indicators,
)

QUARTERS = tuple(quarter(2026, number, DECREE_09) for number in range(1, 5))
TASK = Task(
    "Phát thanh",
    progress=(
        Progress(1, quantities=(Quantity("Phát thanh", "lượt", 26), Quantity("Phát thanh", "giờ", 8.1))),
        Progress(
            2,
            quantities=(
                Quantity("Phát thanh", "lượt", 24),
                Quantity("Phát thanh", "giờ", 0.2),
                Quantity("Phát thanh", "lượt", 5, dt.date(2026, 7, 1)),  # in the third quarter
                Quantity("Phát thanh", "lượt", 7, dt.date(2025, 12, 14)),  # the day before the year
            ),
        ),
        Progress(3, quantities=(Quantity("Phát thanh", "lượt", 1, dt.date(2025, 12, 15)),)),  # its first day
    ),
    targets=(Target("Phát thanh", "lượt", 96), Target("Tờ gấp", "tờ", 500)),
)


def test_sums_run_from_the_years_first_day_and_units_never_mix() -> None:
    assert so_far(TASK, QUARTERS[0], QUARTERS) == [
        SoFar("Phát thanh", "lượt", 27, 96),
        SoFar("Tờ gấp", "tờ", 0, 500),
        SoFar("Phát thanh", "giờ", 8.1, None),
    ]
    assert so_far(TASK, QUARTERS[1], QUARTERS)[0] == SoFar("Phát thanh", "lượt", 51, 96)
    assert so_far(TASK, QUARTERS[1], QUARTERS)[2] == SoFar("Phát thanh", "giờ", 8.3, None)
    assert so_far(TASK, QUARTERS[3], QUARTERS)[0] == SoFar("Phát thanh", "lượt", 56, 96)


def test_sums_of_a_task_do_not_ask_how_an_indicator_is_spelt() -> None:
    records = (
        Progress(1, quantities=(Quantity("Hoà giải", "vụ", 2),)),
        Progress(2, quantities=(Quantity("hòa giải", "Vụ", 3), Quantity("hòa giải", "buổi", 1))),
    )
    task = Task("A", progress=records, targets=(Target("Hòa giải", "vụ", 10),))
    assert so_far(task, QUARTERS[1], QUARTERS) == [
        SoFar("Hòa giải", "vụ", 5, 10),
        SoFar("hòa giải", "buổi", 1, None),
    ]
    assert expected(task, 3) == [("Hòa giải", "vụ"), ("hòa giải", "buổi")]


def test_what_is_expected_of_a_quarter() -> None:
    assert expected(TASK, 4) == [("Phát thanh", "lượt"), ("Tờ gấp", "tờ"), ("Phát thanh", "giờ")]
    many = Task("A", progress=(Progress(1, quantities=tuple(Quantity(f"{n}", "", n) for n in range(20))),))
    assert len(expected(many, 2)) == 5
    assert expected(many, 1) == []
    assert target_of(TASK, "Tờ gấp", "tờ") == 500
    assert target_of(TASK, "Tờ gấp", "cái") is None


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (dt.date(2026, 3, 15), ""),
        (dt.date(2026, 6, 14), ""),
        (dt.date(2026, 3, 14), "số này tính vào Quý I."),
        (dt.date(2026, 6, 15), "số này tính vào Quý III."),
        (dt.date(2025, 12, 14), "ở ngoài năm báo cáo"),
        (dt.date(2026, 12, 15), "ở ngoài năm báo cáo"),
    ],
)
def test_where_a_day_outside_the_quarter_counts(day: dt.date, told: str) -> None:
    sentence = outside_sentence(day, QUARTERS[1], QUARTERS)
    assert told in sentence
    assert bool(sentence) == bool(told)


def test_the_scheme_says_what_is_outside() -> None:
    by_calendar = tuple(quarter(2026, number, CALENDAR) for number in range(1, 5))
    assert "tính vào Quý I." in outside_sentence(dt.date(2026, 3, 31), by_calendar[1], by_calendar)


def test_indicators_the_most_used_first() -> None:
    plan = Plan(2026, appendices=(Appendix("", (Activity("", (TASK,)),)),))
    assert used_indicators(plan) == [("Phát thanh", "lượt"), ("Phát thanh", "giờ"), ("Tờ gấp", "tờ")]
