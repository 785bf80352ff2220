"""Reports on years with gaps: counted once and never again, a quarter still open, few tasks or none."""

import datetime as dt
from dataclasses import replace

import pytest
from worked_year import PLAN_2025, PLAN_2026

from kehoach_desktop.domain.edits import apply
from kehoach_desktop.domain.figures import figures
from kehoach_desktop.domain.linked import key_of, links, with_key
from kehoach_desktop.domain.periods import between, period
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Quantity, Reporting, State, Task
from kehoach_desktop.domain.report.composing import compose_report, new_report
from kehoach_desktop.domain.report.figures import refresh_figures
from kehoach_desktop.domain.report.sending import letter_body
from kehoach_desktop.domain.report.tracing import trace
from kehoach_desktop.domain.report.words import percent_words


def plan_of(*tasks: Task, year: int = 2026) -> Plan:
    return Plan(
        year, subject="Truyền thông", issuer="UBND xã", appendices=(Appendix("", (Activity("A", tasks),)),)
    )


def counted(*records: tuple[int, str, str, float]) -> Task:
    """Return a task that counted so: quarter, indicator, unit, value."""
    quarters = dict.fromkeys(number for number, *_ in records)
    return Task(
        "Phát thanh",
        progress=tuple(
            Progress(number, quantities=tuple(Quantity(*rest) for n, *rest in records if n == number))
            for number in quarters
        ),
    )


def said(plan: Plan, code: str, heading: str, earlier: Plan | None = None) -> list[str]:
    """Return the texts below the heading that begins so."""
    of = between(*map(dt.date.fromisoformat, code.split(":"))) if ":" in code else period(2026, code)
    body = compose_report(plan, of, earlier).body
    start = next(n for n, item in enumerate(body) if item.text.startswith(heading))
    found = []
    for item in body[start + 1 :]:
        if item.depth <= body[start].depth:
            break
        found.append(item.text)
    return found


ONCE = plan_of(counted((1, "Phát thanh", "lượt", 12)))
SUMS, TROUBLES = "Số liệu tổng hợp", "Khó khăn"


def test_what_was_counted_only_earlier_in_the_year_is_told_of() -> None:
    assert said(ONCE, "Q2", SUMS) == [
        "Phát thanh: trong kỳ chưa có; từ đầu năm 12 lượt; giảm 12 lượt so với quý I năm 2026."
    ]
    assert said(ONCE, "Q3", SUMS) == ["Phát thanh: trong kỳ chưa có; từ đầu năm 12 lượt."]


def test_what_was_counted_only_a_year_before_is_compared_with() -> None:
    earlier = plan_of(counted((1, "Phát thanh", "lượt", 20)), year=2025)
    empty = plan_of(Task("Phát thanh"))
    assert said(empty, "Q1", SUMS, earlier) == [
        "Phát thanh: trong kỳ chưa có; giảm 20 lượt so với cùng kỳ năm 2025."
    ]
    assert said(empty, "Q2", SUMS, earlier) == ["Trong kỳ chưa có số liệu."]


def test_a_zero_that_was_entered_is_told_as_one() -> None:
    assert said(plan_of(counted((1, "Vi phạm", "vụ", 0))), "Q1", SUMS) == ["Vi phạm: trong kỳ 0 vụ."]


def test_nothing_yet_follows_what_is_counted_later() -> None:
    report = replace(new_report(ONCE, period(2026, "Q2")), id=9)
    later = plan_of(counted((1, "Phát thanh", "lượt", 12), (2, "Phát thanh", "lượt", 15)))
    edit = refresh_figures(report, later)
    assert edit is not None
    assert "Phát thanh: trong kỳ 15 lượt; từ đầu năm 27 lượt; tăng 3 lượt (25%) so với quý I năm 2026." in [
        item.text for item in apply(report, edit).body
    ]


def test_a_figure_kept_under_a_key_as_it_was_written_is_still_followed() -> None:
    report = replace(new_report(ONCE, period(2026, "Q1")), id=9)
    body = tuple(
        replace(
            item, marks=tuple(with_key(mark, key_of(mark[2]).replace("phát", "Phát")) for mark in item.marks)
        )
        for item in report.body
    )
    later = plan_of(counted((1, "Phát thanh", "lượt", 15)))
    edit = refresh_figures(replace(report, body=body), later)
    assert edit is not None
    assert "Phát thanh: trong kỳ 15 lượt." in [
        item.text for item in apply(replace(report, body=body), edit).body
    ]


def test_a_letter_names_what_there_was_earlier_in_the_year() -> None:
    of = period(2026, "Q2")
    report = replace(new_report(ONCE, of), reporting=Reporting(0, "Q2", of.start, of.end))
    assert "- Phát thanh: trong kỳ chưa có (từ đầu năm: 12 lượt).\n" in letter_body(report, ONCE, ())
    bare = plan_of()
    assert "- Kế hoạch chưa có nhiệm vụ nào.\n" in letter_body(report, bare, ())


TROUBLE = Progress(2, State.DOING, 40, "Đã in 500 tờ.", "Thiếu giấy in.", "Cấp thêm giấy.")


def test_days_inside_a_quarter_tell_its_record_and_that_it_is_still_open() -> None:
    plan = plan_of(Task("Tờ gấp", progress=(TROUBLE,)))
    days = "2026-04-01:2026-05-31"
    assert said(plan, days, TROUBLES) == ["Thiếu giấy in."]
    assert said(plan, days, "Đề xuất")[0] == "Cấp thêm giấy."
    assert said(plan, days, "Kết quả theo từng") == ["A:", "Tờ gấp: Đã in 500 tờ."]
    told = [text for text in said(plan, days, "Kết quả chung") if "chưa kết thúc" in text]
    assert len(told) == 1
    assert told[0] == (
        "Quý II năm 2026 chưa kết thúc trong kỳ báo cáo; kết quả, khó khăn và đề xuất của quý này lấy theo "
        "nội dung đã ghi đến thời điểm lập báo cáo."
    )


@pytest.mark.parametrize("days", ["2026-04-01:2026-06-14", "2026-06-14:2026-08-31", "2026-01-01:2026-12-31"])
def test_a_quarter_that_has_closed_is_told_without_a_word_on_it(days: str) -> None:
    plan = plan_of(Task("Tờ gấp", progress=(TROUBLE,)))
    assert said(plan, days, TROUBLES) == ["Thiếu giấy in."]
    assert not any("chưa kết thúc" in text for text in said(plan, days, "Kết quả chung"))


@pytest.mark.parametrize("days", ["2026-01-01:2026-03-14", "2026-06-15:2026-08-31"])
def test_days_that_do_not_touch_a_quarter_tell_nothing_of_it(days: str) -> None:
    plan = plan_of(Task("Tờ gấp", progress=(TROUBLE,)))
    assert said(plan, days, TROUBLES) == ["Trong kỳ không ghi nhận khó khăn, vướng mắc."]


RESPELT = plan_of(
    counted(
        (1, "Tuyên truyền hòa giải", "lượt", 10),
        (2, "tuyên truyền  hoà giải ", "Lượt", 5),
        (2, "Tuyên truyền hòa giải", "giờ", 3),
    ),
    counted((2, "TUYÊN TRUYỀN HÒA GIẢI", "lượt", 2)),
)


def test_one_indicator_spelt_in_several_ways_is_one_sum_and_one_trace() -> None:
    of = period(2026, "Q2")
    assert [(t.indicator, t.unit, t.value, t.cumulative) for t in figures(RESPELT, of).totals] == [
        ("Tuyên truyền hòa giải", "giờ", 3, 3),
        ("Tuyên truyền hòa giải", "lượt", 7, 17),
    ]
    assert said(RESPELT, "Q2", SUMS)[1] == (
        "Tuyên truyền hòa giải: trong kỳ 7 lượt; từ đầu năm 17 lượt; giảm 3 lượt (30%) so với quý I năm 2026."
    )
    body = compose_report(RESPELT, of).body
    line = next(item for item in body if "17 lượt" in item.text)
    counts = [len(trace(RESPELT, of, link.key).entries) for link in links(line)]
    assert counts == [2, 3, 3]  # in the period; since the year began; the period and the quarter before
    assert trace(RESPELT, of, next(links(line)).key).title == "Tuyên truyền hòa giải, quý II năm 2026"


def test_words_that_differ_in_a_mark_are_not_added() -> None:
    plan = plan_of(counted((1, "Phát", "tờ", 10), (1, "Phát", "tổ", 2)))
    assert [(t.unit, t.value) for t in figures(plan, period(2026, "Q1")).totals] == [("tổ", 2), ("tờ", 10)]


def test_a_plan_without_tasks_and_a_period_without_any_due_read_well() -> None:
    assert said(plan_of(), "Q1", "Công tác chỉ đạo") == ["Kế hoạch chưa có nhiệm vụ nào."]
    one = plan_of(Task("Tờ gấp", time="Quý IV"))
    assert said(one, "Q1", "Công tác chỉ đạo")[0] == (
        "UBND xã đã tổ chức thực hiện kế hoạch gồm 1 nội dung với 1 nhiệm vụ; trong kỳ không có nhiệm vụ nào "
        "thuộc thời gian thực hiện."
    )
    assert said(one, "Q1", "Kết quả chung")[0] == (
        "Đến hết kỳ báo cáo, trong tổng số 1 nhiệm vụ có 1 nhiệm vụ chưa có kết quả."
    )


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (2499, 2500, "99,9%"),
        (2500, 2500, "100%"),
        (2501, 2500, "100%"),
        (1, 3000, "dưới 0,1%"),
        (0, 3000, "0%"),
        (1, 8, "12,5%"),
    ],
)
def test_all_and_nothing_are_said_only_of_all_and_of_nothing(part: int, whole: int, words: str) -> None:
    assert percent_words(part, whole) == words


def test_the_worked_year_is_the_same_however_last_year_was_spelt() -> None:
    assert said(PLAN_2026, "NAM", SUMS, PLAN_2025) == said(PLAN_2026, "NAM", SUMS, _shouted(PLAN_2025))


def _shouted(plan: Plan) -> Plan:
    def loud(task: Task) -> Task:
        return replace(
            task,
            progress=tuple(
                replace(r, quantities=tuple(replace(q, indicator=q.indicator.upper()) for q in r.quantities))
                for r in task.progress
            ),
        )

    return replace(
        plan,
        appendices=tuple(
            replace(
                appendix,
                activities=tuple(
                    replace(each, tasks=tuple(map(loud, each.tasks))) for each in appendix.activities
                ),
            )
            for appendix in plan.appendices
        ),
    )
