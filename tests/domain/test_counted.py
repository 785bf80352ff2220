"""What the tasks counted, by parts of a period, against figures and against a year worked out by hand."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from worked_year import PLAN_2026

from kehoach_desktop.domain.counted import counted, numbered, numbered_by_appendix, parts_of, reached_words
from kehoach_desktop.domain.figures import add_up, figures
from kehoach_desktop.domain.periods import CALENDAR, DECREE_09, between, period
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Quantity, Target, Task

CODES = ("Q1", "Q2", "Q3", "Q4", "6T", "9T", "NAM")
DAYS = ((dt.date(2026, 4, 1), dt.date(2026, 8, 31)), (dt.date(2025, 10, 1), dt.date(2026, 1, 31)))
PERIODS = [*(period(2026, code) for code in CODES), *(between(*days) for days in DAYS)]


@pytest.mark.parametrize("of", PERIODS, ids=lambda of: of.code)
def test_the_tasks_rows_add_up_to_the_figures_of_the_period(of):
    sums = {}
    for row in counted(PLAN_2026, of):
        value, cumulative = sums.get((row.indicator, row.unit), (0, 0))
        sums[row.indicator, row.unit] = (add_up([value, row.value]), add_up([cumulative, row.cumulative]))
    known = {
        (total.indicator, total.unit): (total.value, total.cumulative)
        for total in figures(PLAN_2026, of).totals
    }
    assert {key: pair for key, pair in sums.items() if key in known} == known
    assert all(pair == (0, 0) for key, pair in sums.items() if key not in known)  # only a target


@pytest.mark.parametrize("of", PERIODS, ids=lambda of: of.code)
def test_the_parts_make_up_what_was_counted_since_the_year_began(of):
    spans = parts_of(of, 2026, DECREE_09)
    for row in counted(PLAN_2026, of):
        assert len(row.parts) == len(spans)
        if of.start >= dt.date(2025, 12, 15):
            assert add_up(list(row.parts)) == row.cumulative
        inside = [value for value, span in zip(row.parts, spans, strict=True) if span.code]
        assert add_up(inside) == row.value


def test_the_hand_worked_quarters_of_one_task():
    (row,) = [
        row for row in counted(PLAN_2026, period(2026, "NAM")) if row.indicator == "Thời lượng phát thanh"
    ]
    assert row.parts == (8.5, 8, 4.5, 11.5)
    assert (row.value, row.cumulative, row.number) == (32.5, 32.5, 1)


@pytest.mark.parametrize(
    ("of", "names"),
    [
        (period(2026, "Q1"), ["Trong kỳ"]),
        (period(2026, "Q3"), ["Trước kỳ", "Trong kỳ"]),
        (period(2026, "6T"), ["Quý I", "Quý II"]),
        (period(2026, "NAM"), ["Quý I", "Quý II", "Quý III", "Quý IV"]),
        (between(dt.date(2026, 3, 15), dt.date(2026, 9, 14)), ["Trước kỳ", "Quý II", "Quý III"]),
        (between(dt.date(2026, 1, 1), dt.date(2026, 3, 31)), ["Trước kỳ", "Trong kỳ"]),
        (between(dt.date(2025, 1, 1), dt.date(2025, 3, 31)), ["Trong kỳ"]),
    ],
)
def test_a_period_of_several_whole_quarters_comes_quarter_by_quarter(of, names):
    spans = parts_of(of, 2026, DECREE_09)
    assert [span.name for span in spans] == names
    assert spans[-1].end == of.end
    assert all(after.start - before.end == dt.timedelta(days=1) for before, after in pairwise(spans))


def test_the_plans_own_scheme_says_where_a_quarter_closes():
    task = Task(
        "a", progress=(Progress(1, quantities=(Quantity("Tin, bài", "tin", 3, dt.date(2026, 3, 20)),)),)
    )
    plan = Plan(2026, appendices=(Appendix("", (Activity("", (task,)),)),), scheme=CALENDAR)
    assert [row.value for row in counted(plan, period(2026, "Q1", CALENDAR))] == [3]
    assert counted(replace(plan, scheme=DECREE_09), period(2026, "Q1")) == ()


def test_a_target_without_a_figure_is_a_row_and_units_stay_apart():
    task = Task(
        "a",
        targets=(Target("Phát thanh", "lượt", 96), Target("Phát thanh", "lượt", 4)),
        progress=(Progress(1, quantities=(Quantity("Phát thanh", "giờ", 34),)),),
    )
    plan = Plan(2026, appendices=(Appendix("", (Activity("", (task,)),)),))
    hours, times = counted(plan, period(2026, "NAM"))
    assert (hours.unit, hours.value, hours.target) == ("giờ", 34, None)
    assert (times.unit, times.value, times.target) == ("lượt", 0, 100)


def test_contents_of_several_appendices_are_numbered_with_theirs():
    one = Appendix("Một", (Activity("a"), Activity("b")))
    assert [number for number, _ in numbered(Plan(2026, appendices=(one,)))] == [1, 2]
    two = Plan(2026, appendices=(one, replace(one, title="")))
    assert [number for number, _ in numbered(two)] == ["I.1", "I.2", "II.1", "II.2"]
    assert [title for title, _ in numbered_by_appendix(two)] == ["Phụ lục I. Một", "Phụ lục II"]
    assert list(numbered(Plan(2026))) == []


@pytest.mark.parametrize(
    ("value", "target", "words"),
    [
        (64, 96, "64/96 lượt (66,7%)"),
        (8.5, None, "8,5 lượt"),
        (3, 0, "3 lượt"),
        (1200, 1000, "1.200/1.000 lượt (120%)"),
    ],
)
def test_what_is_reached_of_a_target_in_words(value, target, words):
    assert reached_words(value, target, "lượt") == words


def test_one_indicator_spelt_in_two_ways_stands_under_its_first_spelling():
    one = Task("a", progress=(Progress(1, quantities=(Quantity("Hòa giải", "vụ", 1),)),))
    other = Task("b", progress=(Progress(2, quantities=(Quantity("hoà giải ", "Vụ", 2),)),))
    plan = Plan(2026, appendices=(Appendix("", (Activity("", (one, other)),)),))
    rows = counted(plan, period(2026, "Q2"))
    assert [(row.task.form, row.indicator, row.unit, row.parts, row.cumulative) for row in rows] == [
        ("a", "Hòa giải", "vụ", (1, 0), 1),  # counted before the period only, and still a row
        ("b", "Hòa giải", "vụ", (0, 2), 2),
    ]
