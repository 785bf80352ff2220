"""Charts as values: tasks by state in each quarter and for each lead body, quantities of one unit each."""

from kehoach_desktop.domain.charts import (
    NO_LEAD,
    chart_by_lead,
    chart_by_quarter,
    chart_quantities,
    chart_words,
    overall_targets,
)
from kehoach_desktop.domain.figures import all_tasks, figures
from kehoach_desktop.domain.periods import period
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Quantity, State, Target, Task
from kehoach_desktop.services.plans import read_template


def plan_of(*tasks: Task) -> Plan:
    return Plan(2026, "P", appendices=(Appendix("", (Activity("N", tasks),)),))


def values(chart, key: str) -> tuple:
    return next(one.values for one in chart.series if one.key == key)


def test_each_quarter_counts_what_is_due_or_recorded_in_it() -> None:
    chart = chart_by_quarter(
        plan_of(
            Task("A", time="Quý I, II", progress=(Progress(1, State.DONE, 100),)),
            Task("B", time="Quý II", progress=(Progress(3, State.LATE, 20),)),
            Task("C", time="khi cần"),
            Task("D", time="Quý IV", progress=(Progress(3, result="đã họp chuẩn bị"), Progress(1))),
        )
    )
    assert chart.categories == ("Quý I", "Quý II", "Quý III", "Quý IV")
    assert values(chart, "done") == (1, 0, 0, 0)
    assert values(chart, "late") == (0, 0, 1, 0)
    assert values(chart, "none") == (1, 3, 2, 2)
    assert chart.totals == (2, 3, 3, 2)
    assert chart_words(chart)[0] == "Quý I: 1 hoàn thành, 1 chưa ghi"


def test_the_sample_by_lead_adds_up_to_its_figures() -> None:
    plan = read_template("sample-2026")
    when = period(2026, "Q3")
    chart = chart_by_lead(plan, when)
    counted = figures(plan, when)
    assert {one.key: sum(one.values) for one in chart.series} == {
        str(key): number for key, number in counted.states.items()
    }
    assert list(chart.totals) == sorted(chart.totals, reverse=True)
    assert sum(int(note.split()[0]) for note in chart.notes if note) == counted.overdue


def test_one_body_written_in_two_ways_is_one_and_none_is_said() -> None:
    chart = chart_by_lead(
        plan_of(Task("A", "Văn phòng UBND"), Task("B", "văn phòng  UBND"), Task("C")), period(2026, "Q1")
    )
    assert chart.categories == ("Văn phòng UBND", NO_LEAD)
    assert chart.totals == (2, 1)


def test_many_bodies_are_cut_to_the_largest_and_nothing_is_lost() -> None:
    tasks = tuple(Task("A", f"Thôn {number}", time="Quý I") for number in range(30))
    chart = chart_by_lead(plan_of(*tasks, Task("B", "Thôn 7")), period(2026, "Q2"), most=5)
    assert chart.categories[0] == "Thôn 7"
    assert chart.categories[-1] == "26 đơn vị khác"
    assert sum(chart.totals) == 31
    assert chart.notes[-1] == "26 quá hạn"


def test_units_are_never_added() -> None:
    quantities = (Quantity("Phát thanh", "lượt", 96), Quantity("Phát thanh", "giờ", 34))
    plan = plan_of(Task("A", progress=(Progress(1, quantities=quantities),)))
    chart = chart_quantities(plan, period(2026, "NAM"))
    assert chart_words(chart) == ("Phát thanh: 34 giờ", "Phát thanh: 96 lượt")
    assert chart.percents == (None, None)


def test_quantities_are_measured_by_the_targets_of_all_tasks_of_one_indicator_and_unit() -> None:
    chart = chart_quantities(
        plan_of(
            Task("A", targets=(Target("Phát thanh", "lượt", 90), Target("Hội nghị", "cuộc", 2))),
            Task(
                "B",
                targets=(Target("Phát thanh", "lượt", 6),),
                progress=(
                    Progress(1, quantities=(Quantity("Phát thanh", "lượt", 40), Quantity("Tin", "tin", 3))),
                    Progress(2, quantities=(Quantity("Phát thanh", "lượt", 24),)),
                    Progress(3, quantities=(Quantity("Hội nghị", "cuộc", 3),)),
                ),
            ),
        ),
        period(2026, "Q2"),
    )
    assert chart_words(chart) == (
        "Phát thanh: 64 / 96 lượt (67 %)",
        "Hội nghị: 0 cuộc",
        "Tin: 3 tin",
    )
    assert chart.notes == ("", "mới đặt chỉ tiêu cho một số nhiệm vụ", "chưa đặt chỉ tiêu")
    assert chart.percents == (67, None, None)


def test_an_indicator_has_a_target_as_a_whole_only_where_each_task_that_counts_it_has_one() -> None:
    people = Progress(1, quantities=(Quantity("Người tham dự", "lượt người", 2000),))
    target = (Target("Người tham dự", "lượt người", 50),)
    other = Task("A", targets=(*target, Target("Tin", "tin", 4)))
    assert overall_targets(plan_of(other, Task("B", progress=(people,)))) == {("Tin", "tin"): 4}
    both = plan_of(other, Task("B", progress=(people,), targets=target))
    assert overall_targets(both) == {("Người tham dự", "lượt người"): 100, ("Tin", "tin"): 4}


def test_a_hundred_percent_is_said_only_when_it_is_reached() -> None:
    made = Progress(1, quantities=(Quantity("Phát thanh", "lượt", 999),))
    task = Task("A", targets=(Target("Phát thanh", "lượt", 1000),), progress=(made,))
    assert chart_quantities(plan_of(task), period(2026, "Q1")).percents == (99,)


def test_an_empty_plan_is_an_empty_chart() -> None:
    for chart in (
        chart_by_quarter(Plan(2026)),
        chart_by_lead(Plan(2026), period(2026, "Q1")),
        chart_quantities(Plan(2026), period(2026, "Q1")),
    ):
        assert chart.is_empty
    assert not list(all_tasks(Plan(2026)))


def test_one_indicator_spelt_in_two_ways_is_one_bar_against_one_target() -> None:
    counted = Progress(1, quantities=(Quantity("hoà  giải", "Vụ", 3), Quantity("Hòa giải", "vụ", 1)))
    plan = plan_of(
        Task("A", targets=(Target("Hòa giải", "vụ", 6),), progress=(counted,)),
        Task("B", targets=(Target("HÒA GIẢI", "vụ", 2),)),
    )
    assert chart_words(chart_quantities(plan, period(2026, "NAM"))) == ("Hòa giải: 4 / 8 vụ (50 %)",)
    assert overall_targets(plan) == {("Hòa giải", "vụ"): 8}
