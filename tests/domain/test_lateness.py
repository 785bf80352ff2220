"""A task is late by its time and the period's last day, whatever day it is today: worked out by hand."""

import pytest

from kehoach_desktop.domain.figures import figures, is_overdue
from kehoach_desktop.domain.periods import CALENDAR, DECREE_09, Scheme, find, period
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, State, Task

FEBRUARY = Scheme("", "Cuối tháng hai", ((2, 29), (5, 31), (8, 31), (11, 30)))


@pytest.mark.parametrize(
    ("time", "year", "code", "scheme", "is_late"),
    [
        # the last day of the period is the last day to be done by
        ("trước 15/3", 2026, "Q1", DECREE_09, True),
        ("14/3", 2026, "Q1", DECREE_09, True),
        ("15/3", 2026, "Q1", DECREE_09, False),
        ("15/3", 2026, "Q2", DECREE_09, True),
        ("tháng 3", 2026, "Q1", DECREE_09, False),  # runs to 31/3
        ("tháng 3", 2026, "6T", DECREE_09, True),
        ("Quý III", 2026, "Q3", DECREE_09, True),  # a reporting quarter closes with the period
        ("Quý III", 2026, "Q2", DECREE_09, False),
        ("6 tháng đầu năm", 2026, "6T", DECREE_09, True),
        # leap years
        ("29/02", 2024, "Q1", DECREE_09, True),
        ("29/02", 2025, "NAM", DECREE_09, False),  # no such day: not understood, never late
        ("trước 01/3", 2024, "2024-02-01:2024-02-29", DECREE_09, True),
        ("trước 01/3", 2025, "2025-02-01:2025-02-28", DECREE_09, True),
        ("tháng 2", 2024, "2024-02-01:2024-02-28", DECREE_09, False),
        ("tháng 2", 2025, "2025-02-01:2025-02-28", DECREE_09, True),
        ("Quý I", 2024, "Q1", FEBRUARY, True),
        ("Quý I", 2024, "2024-02-01:2024-02-28", FEBRUARY, False),
        ("Quý I", 2025, "2025-02-01:2025-02-28", FEBRUARY, True),
        # the ends of years: the reporting year begins on 15/12 and closes on 14/12
        ("20/12/2025", 2026, "Q1", DECREE_09, True),
        ("20/12/2025", 2026, "2025-12-15:2025-12-19", DECREE_09, False),
        ("14/12", 2026, "NAM", DECREE_09, True),
        ("15/12", 2026, "NAM", DECREE_09, False),
        ("15/12", 2026, "NAM", CALENDAR, True),
        ("tháng 12", 2026, "NAM", DECREE_09, False),
        ("tháng 12", 2026, "NAM", CALENDAR, True),
        ("Thường xuyên trong năm 2026", 2026, "NAM", DECREE_09, False),  # runs to 31/12
        ("Thường xuyên trong năm 2026", 2026, "NAM", CALENDAR, True),
        ("Quý IV", 2026, "NAM", DECREE_09, True),
        # what is not understood
        ("khi có yêu cầu", 2026, "NAM", CALENDAR, False),
        ("", 2026, "NAM", CALENDAR, False),
    ],
)
def test_a_task_without_a_record(time, year, code, scheme, is_late):
    assert is_overdue(Task(time=time), year, find(year, code, scheme), scheme) == is_late


@pytest.mark.parametrize(
    ("progress", "code", "is_late"),
    [
        ((Progress(2, State.DONE, 100),), "Q2", False),
        ((Progress(2, State.DONE, 100),), "Q1", True),  # not yet done when quarter I closed
        ((Progress(1, State.DROPPED),), "Q1", False),
        ((Progress(1, State.DOING, 90),), "Q1", True),
        ((Progress(1, State.LATE, 50), Progress(3, State.DONE, 100)), "6T", True),
        ((Progress(1, State.LATE, 50), Progress(3, State.DONE, 100)), "9T", False),
        ((Progress(1, State.DONE, 100), Progress(2, State.DOING, 10)), "6T", True),  # taken up again
        ((Progress(1, State.DONE, 100), Progress(2)), "6T", False),  # nothing said in quarter II
    ],
)
def test_a_task_due_in_february_by_what_was_recorded(progress, code, is_late):
    task = Task(time="tháng 2", progress=progress)
    assert is_overdue(task, 2026, period(2026, code), DECREE_09) == is_late
    plan = Plan(2026, appendices=(Appendix("", (Activity("", (task,)),)),))
    assert figures(plan, period(2026, code)).overdue == is_late
