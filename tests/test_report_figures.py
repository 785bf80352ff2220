"""A report's figures from a JSON file in to JSON out, as another program would ask for them."""

import json

import pytest

from kehoach_desktop.cli import run
from kehoach_desktop.domain.periods import MONTHS_3_6_9_12
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Quantity, State, Task
from kehoach_desktop.export.plan_json import plan_to_json


def radio(quarter, turns, hours):
    counted = (Quantity("Phát thanh", "lượt", turns), Quantity("Phát thanh", "giờ", hours))
    return Progress(quarter, State.DONE, 100, quantities=counted)


def plan_of(*tasks, **more):
    return Plan(2026, issuer="UBND xã", appendices=(Appendix("", (Activity("", tasks),)),), **more)


@pytest.fixture
def report(tmp_path, capsys):
    """Loads a plan into a new file and returns what ``report --json`` says of a period."""

    def of(plan, code):
        source, db = tmp_path / "kh.json", tmp_path / f"so-{code.replace(':', '-')}.kehoach"
        source.write_text(plan_to_json(plan), encoding="utf-8")
        assert run(["load", str(source), "--db", str(db)]) == 0
        capsys.readouterr()
        assert run(["report", "--db", str(db), "--plan", "1", "--period", code, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return of


@pytest.mark.parametrize(
    ("code", "turns", "hours"),
    [("Q1", (96, 96), (34, 34)), ("Q2", (4, 100), (0.5, 34.5)), ("6T", (100, 100), (34.5, 34.5)),
     ("NAM", (100, 100), (34.5, 34.5)), ("2026-03-15:2026-06-14", (4, 100), (0.5, 34.5))],
)  # fmt: skip
def test_turns_and_hours_of_one_indicator_are_never_added_together(report, code, turns, hours):
    """96 lượt, tương đương 34 giờ: never 130 of anything, in the period or since the year began."""
    tasks = (Task("Phát thanh", progress=(radio(1, 90, 34),)), Task("Loa xã", progress=(radio(1, 6, 0),)),
             Task("Loa thôn", progress=(radio(2, 4, 0.5),)))  # fmt: skip
    found = report(plan_of(*tasks), code)
    assert found["totals"] == [
        {"indicator": "Phát thanh", "unit": "giờ", "value": hours[0], "cumulative": hours[1]},
        {"indicator": "Phát thanh", "unit": "lượt", "value": turns[0], "cumulative": turns[1]},
    ]


def test_one_indicator_in_several_spellings_is_one_row(report):
    def told(quarter, indicator, unit, value):
        return Progress(quarter, State.DONE, 100, quantities=(Quantity(indicator, unit, value),))

    tasks = (
        Task("Loa", progress=(told(1, "Phát thanh", "lượt", 10), told(2, "phát thanh ", "Lượt", 5))),
        Task("Tổ", progress=(told(1, "Hoà giải", "vụ", 1), told(2, "hòa giải", "vụ", 2))),
    )
    assert report(plan_of(*tasks), "6T")["totals"] == [
        {"indicator": "Hoà giải", "unit": "vụ", "value": 3, "cumulative": 3},
        {"indicator": "Phát thanh", "unit": "lượt", "value": 15, "cumulative": 15},
    ]


def test_a_period_is_that_of_the_plans_own_scheme(report):
    plan = plan_of(Task("A"), scheme=MONTHS_3_6_9_12)
    assert (report(plan, "6T")["from"], report(plan, "9T")["to"]) == ("2025-12-15", "2026-09-14")
    closings = ((2, 28), (5, 31), (8, 31), (11, 30))
    own = plan_of(Task("A"), scheme=type(plan.scheme)("", "Riêng", closings))
    found = report(own, "Q1")
    assert (found["from"], found["to"]) == ("2025-12-01", "2026-02-28")
