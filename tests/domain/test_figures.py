"""Figures against a plan worked out by hand."""

import datetime as dt

import pytest

from kehoach_desktop.domain.figures import add_up, figures
from kehoach_desktop.domain.periods import between, period
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Quantity, State, Task


def plan_of(*tasks):
    return Plan(2026, appendices=(Appendix("", (Activity("", tasks),)),))


NEWS = Task(
    "Tin, bài",
    time="Thường xuyên",
    progress=(
        Progress(
            1,
            State.DONE,
            100,
            quantities=(
                Quantity("Tin, bài", "tin, bài", 4, dt.date(2026, 2, 1)),
                Quantity("Phát thanh", "lượt", 96),
                Quantity("Phát thanh", "giờ", 34),
            ),
        ),
        Progress(
            2,
            State.DOING,
            50,
            quantities=(
                Quantity("Tin, bài", "tin, bài", 6),
                # recorded in quarter II, but its day lies in quarter I: it counts there
                Quantity("Tin, bài", "tin, bài", 1, dt.date(2026, 3, 14)),
            ),
        ),
    ),
)
LEAFLETS = Task("Tờ gấp", time="Trước 15/6", progress=(Progress(2, State.LATE, 70),))
MEETING = Task("Hội nghị", time="tháng 3")
CONTEST = Task("Cuộc thi", time="Quý II", progress=(Progress(1, State.DROPPED), Progress(2, State.NONE)))
PLAN = plan_of(NEWS, LEAFLETS, MEETING, CONTEST)


def counts(found):
    return {state.value: count for state, count in found.states.items() if count}


def totals(found):
    return {(t.indicator, t.unit): (t.value, t.cumulative) for t in found.totals}


def test_first_quarter():
    found = figures(PLAN, period(2026, "Q1"))
    assert counts(found) == {"done": 1, "dropped": 1, "none": 2}
    assert found.total == 4
    assert found.overdue == 0  # tháng 3 runs to 31/3, after the close
    assert totals(found) == {
        ("Phát thanh", "giờ"): (34, 34),
        ("Phát thanh", "lượt"): (96, 96),
        ("Tin, bài", "tin, bài"): (5, 5),
    }


def test_second_quarter():
    found = figures(PLAN, period(2026, "Q2"))
    assert counts(found) == {"doing": 1, "late": 1, "dropped": 1, "none": 1}
    assert found.overdue == 2  # the leaflets (due 14/6) and the meeting (due 31/3)
    assert totals(found)["Tin, bài", "tin, bài"] == (6, 11)
    assert totals(found)["Phát thanh", "lượt"] == (0, 96)


def test_half_year_is_the_sum_of_its_quarters():
    half = totals(figures(PLAN, period(2026, "6T")))
    first, second = (totals(figures(PLAN, period(2026, code))) for code in ("Q1", "Q2"))
    for key, (value, cumulative) in half.items():
        assert value == first[key][0] + second[key][0]
        assert cumulative == value


def test_an_ad_hoc_period_takes_dated_quantities_by_day_and_others_at_their_quarters_close():
    found = figures(PLAN, between(dt.date(2026, 2, 1), dt.date(2026, 3, 14)))
    assert totals(found)["Tin, bài", "tin, bài"] == (5, 5)
    assert totals(found)["Phát thanh", "lượt"] == (96, 96)
    before = figures(PLAN, between(dt.date(2026, 2, 2), dt.date(2026, 3, 13)))
    assert totals(before)["Tin, bài", "tin, bài"] == (0, 4)
    assert ("Phát thanh", "lượt") not in totals(before)


def test_states_always_sum_to_the_total():
    for code in ("Q1", "Q2", "Q3", "Q4", "6T", "9T", "NAM"):
        found = figures(PLAN, period(2026, code))
        assert sum(found.states.values()) == found.total == 4


def test_units_are_never_added_together_and_rows_are_in_vietnamese_order():
    plan = plan_of(
        Task(
            progress=(
                Progress(
                    1,
                    quantities=(
                        Quantity("Đối thoại", "cuộc", 1),
                        Quantity("Áp phích", "cái", 2),
                        Quantity("Dân vận", "buổi", 3),
                        Quantity("Đối thoại", "lượt người", 40),
                    ),
                ),
            )
        )
    )
    found = figures(plan, period(2026, "Q1")).totals
    assert [(t.indicator, t.unit) for t in found] == [
        ("Áp phích", "cái"),
        ("Dân vận", "buổi"),
        ("Đối thoại", "cuộc"),
        ("Đối thoại", "lượt người"),
    ]


@pytest.mark.parametrize(
    ("values", "total"), [([0.1, 0.2], 0.3), ([1, 2.5, 0.5], 4), ([], 0), ([10**15, 1], 10**15 + 1)]
)
def test_sums_are_exact(values, total):
    assert add_up(values) == total
    assert type(add_up(values)) is type(total)
