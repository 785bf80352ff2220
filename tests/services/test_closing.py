"""Closing a period and what is told when its data change afterwards, worked out by hand."""

import datetime as dt
import json
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.closing import close, closed, latest_closings
from kehoach_desktop.domain.drift import Difference, differing_cells
from kehoach_desktop.domain.edits import SetField, Splice, apply, inverse, with_new_ids
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.issuing import is_refused
from kehoach_desktop.domain.periods import CALENDAR, CUMULATIVE, between, find, period
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Closing,
    Plan,
    Progress,
    Quantity,
    State,
    Status,
    Task,
)
from kehoach_desktop.domain.reported import facts
from kehoach_desktop.export.closing_json import facts_to_json
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.ingest.closing_json import facts_from_json
from kehoach_desktop.ingest.plan_json import parse_plan
from kehoach_desktop.services.closing import closing_of
from kehoach_desktop.services.closing import find_drift as drift
from tests.support.plan_strategies import plans as any_plan
from tests.support.random_edits import random_edit

NOON = dt.datetime(2026, 9, 15, 12, tzinfo=dt.timezone(dt.timedelta(hours=7)))
Q3 = period(2026, "Q3")

LEAFLETS = Task(
    "Phát tờ gấp",
    time="Quý II, Quý III",
    progress=(
        Progress(2, State.LATE, 70, quantities=(Quantity("Tờ gấp", "tờ", 700),)),
        Progress(
            3,
            State.DOING,
            70,
            result="Phát thêm tại ba thôn",
            quantities=(Quantity("Tờ gấp", "tờ", 150, dt.date(2026, 7, 5)),),
        ),
    ),
)
RADIO = Task(
    "Phát thanh",
    time="Thường xuyên",
    progress=(
        Progress(
            3,
            State.DOING,
            60,
            quantities=(Quantity("Phát thanh", "lượt", 96), Quantity("Phát thanh", "giờ", 34)),
        ),
    ),
)
MEETING = Task("Hội nghị", time="tháng 8")
PLAN = Plan(
    2026,
    appendices=(Appendix("", (Activity("Phát thanh", (RADIO,)), Activity("Tờ gấp", (LEAFLETS, MEETING)))),),
    id=1,
)
CLOSING = closing_of(PLAN, Q3, NOON)


def after(*edits):
    plan = PLAN
    for edit in edits:
        plan = apply(plan, edit)
    return plan


def sentences(plan, closing=CLOSING):
    return [each.sentence for each in drift(plan, closing)]


def record(task, quarter):
    return next(each for each in task.progress if each.quarter == quarter)


def test_nothing_has_drifted_from_what_was_just_closed():
    assert drift(PLAN, CLOSING) == ()


def test_a_percent_that_changed():
    third = record(LEAFLETS, 3)
    plan = after(SetField("progress", third.id, "percent", 70, 85))
    assert drift(plan, CLOSING) == (
        Difference("TT 2, dòng 1, Phát tờ gấp: quý III đã báo 70 %, nay 85 %.", LEAFLETS.id, 3),
    )


def test_a_state_that_changed():
    third = record(LEAFLETS, 3)
    plan = after(
        SetField("progress", third.id, "status", State.DOING, State.DONE),
        SetField("progress", third.id, "percent", 70, 100),
    )
    assert sentences(plan) == ["TT 2, dòng 1, Phát tờ gấp: quý III đã báo đang làm 70 %, nay hoàn thành."]


def test_a_quantity_that_changed_and_one_that_is_new():
    third = record(LEAFLETS, 3)
    leaflets = third.quantities[0]
    plan = after(
        SetField("quantity", leaflets.id, "value", 150, 200),
        Splice("progress", third.id, "quantities", 1, (), (Quantity("Sổ tay", "cuốn", 1250),)),
    )
    assert sentences(plan) == [
        "TT 2, dòng 1, Phát tờ gấp, Tờ gấp: quý III đã báo 150 tờ, nay 200 tờ.",
        "TT 2, dòng 1, Phát tờ gấp, Sổ tay: quý III chưa báo, nay 1.250 cuốn.",
    ]
    assert differing_cells(drift(plan, CLOSING)) == {(LEAFLETS.id, 3)}


def test_units_stay_apart_in_what_was_reported():
    turns = record(RADIO, 3).quantities[0]
    plan = after(SetField("quantity", turns.id, "value", 96, 130))
    assert sentences(plan) == ["TT 1, Phát thanh, Phát thanh: quý III đã báo 96 lượt, nay 130 lượt."]


def test_texts_are_told_round_the_place_where_they_part():
    third = record(LEAFLETS, 3)
    long = "Phát thêm tại ba thôn vùng xa sau khi in bổ sung, có tổ công nghệ số cộng đồng tham gia hướng dẫn"
    plan = after(SetField("progress", third.id, "result", third.result, long))
    told = "đã báo “Phát thêm tại ba thôn”, nay “…thêm tại ba thôn vùng xa sau khi in bổ sung, có…”."
    assert sentences(plan) == [f"TT 2, dòng 1, Phát tờ gấp: kết quả quý III {told}"]
    closing = closing_of(plan, Q3, NOON)
    plan = apply(plan, SetField("progress", third.id, "result", long, ""))
    assert "nay để trống" in sentences(plan, closing)[0]


def test_a_day_moved_out_of_the_period_takes_its_quantity_along():
    leaflets = record(LEAFLETS, 3).quantities[0]
    plan = after(SetField("quantity", leaflets.id, "date", leaflets.date, dt.date(2026, 9, 15)))
    assert sentences(plan) == [
        "TT 2, dòng 1, Phát tờ gấp, Tờ gấp: quý III đã báo 150 tờ, nay không còn.",
    ]


def test_an_earlier_quarter_changes_only_the_sum_since_the_year_began():
    leaflets = record(LEAFLETS, 2).quantities[0]
    plan = after(SetField("quantity", leaflets.id, "value", 700, 650))
    assert drift(plan, CLOSING) == (Difference("Tờ gấp, từ đầu năm: đã báo 850 tờ, nay 800 tờ."),)


def test_a_state_taken_from_an_earlier_quarter_is_told_as_of_the_end():
    closing = closing_of(PLAN, Q3, NOON)
    first = apply(PLAN, Splice("task", MEETING.id, "progress", 0, (), (Progress(2, State.DOING, 40),)))
    assert sentences(first, closing) == [
        "TT 2, dòng 2, Hội nghị: cuối kỳ đã báo chưa ghi, nay đang làm 40 %."
    ]
    cells = differing_cells(drift(first, closing))
    assert cells == {(MEETING.id, 2)}


def test_a_task_whose_time_was_moved_is_no_longer_overdue():
    plan = after(SetField("task", MEETING.id, "time", "tháng 8", "tháng 11"))
    assert sentences(plan) == ["TT 2, dòng 2, Hội nghị: đã báo quá hạn, nay còn hạn."]


def test_tasks_that_came_and_went():
    activity = PLAN.appendices[0].activities[1]
    new = Task("Cuộc thi")
    plan = after(Splice("activity", activity.id, "tasks", 1, (MEETING,), (new,)))
    assert drift(plan, CLOSING) == (
        Difference("TT 2, dòng 2, Hội nghị: đã báo, nay không còn trong phụ lục."),
        Difference("TT 2, dòng 2, Cuộc thi: thêm vào sau khi chốt.", new.id),
    )


def test_order_and_wording_of_the_appendix_are_not_what_was_reported():
    appendix = PLAN.appendices[0]
    plan = after(
        SetField("task", MEETING.id, "form", "Hội nghị", "Hội nghị tuyên truyền"),
        SetField("task", MEETING.id, "lead", "", "Văn phòng"),
    )
    moved = replace(plan, appendices=(replace(appendix, activities=plan.appendices[0].activities[::-1]),))
    assert drift(moved, CLOSING) == ()


def test_a_plan_with_new_ids_is_known_by_places_and_words():
    again = parse_plan(plan_to_json(replace(PLAN, closings=(CLOSING,))))
    assert again.closings == (CLOSING,)
    assert again.appendices[0].activities[0].tasks[0].id != RADIO.id
    assert drift(again, again.closings[0]) == ()
    task = again.appendices[0].activities[1].tasks[0]
    changed = apply(again, SetField("progress", task.progress[1].id, "percent", 70, 90))
    assert drift(changed, again.closings[0]) == (
        Difference("TT 2, dòng 1, Phát tờ gấp: quý III đã báo 70 %, nay 90 %.", task.id, 3),
    )


def test_several_appendices_are_told_apart():
    plan = replace(
        PLAN, appendices=(*PLAN.appendices, Appendix("", (Activity("Khác", (Task("Tập huấn"),)),)))
    )
    closing = closing_of(plan, Q3, NOON)
    task = plan.appendices[1].activities[0].tasks[0]
    changed = apply(plan, Splice("task", task.id, "progress", 0, (), (Progress(3, State.DONE, 100),)))
    assert sentences(changed, closing) == [
        "Phụ lục II, TT 1, Tập huấn: quý III đã báo chưa ghi, nay hoàn thành."
    ]


def test_a_cumulative_period_leads_to_the_quarter():
    closing = closing_of(PLAN, period(2026, "9T"), NOON)
    second = record(LEAFLETS, 2)
    plan = after(SetField("progress", second.id, "percent", 70, 100))
    assert drift(plan, closing) == (
        Difference("TT 2, dòng 1, Phát tờ gấp: quý II đã báo 70 %, nay 100 %.", LEAFLETS.id, 2),
    )


def test_an_ad_hoc_period_can_be_closed():
    days = between(dt.date(2026, 7, 1), dt.date(2026, 7, 31))
    closing = closing_of(PLAN, days, NOON)
    assert (closing.code, closing.start, closing.end) == ("2026-07-01:2026-07-31", days.start, days.end)
    leaflets = record(LEAFLETS, 3).quantities[0]
    plan = after(SetField("quantity", leaflets.id, "value", 150, 151))
    assert sentences(plan, closing) == [
        "TT 2, dòng 1, Phát tờ gấp, Tờ gấp: quý III đã báo 150 tờ, nay 151 tờ."
    ]


@pytest.mark.parametrize(
    "content",
    ["", "x", "[]", "{}", '{"format":"kehoach-closing","version":2}',
     '{"format":"kehoach-closing","version":1}',
     CLOSING.content.replace('"done"', '"gone"'), CLOSING.content.replace("150", '"many"'),
     CLOSING.content.replace("150", "NaN"), "[" * 100_000,
     CLOSING.content.replace("[3,14]", "[2,30]"), CLOSING.content.replace("[3,14]", "[7,14]"),
     CLOSING.content.replace("[3,14]", "3")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_to_be_so(content):
    assert drift(PLAN, replace(CLOSING, content=content)) is None


def test_closing_is_an_edit_that_is_undone_and_may_be_done_to_an_issued_plan():
    issued = replace(PLAN, status=Status.ISSUED)
    edit = close(issued, CLOSING)
    assert not is_refused(issued, edit)
    kept = apply(issued, edit)
    assert closed(kept, Q3) == CLOSING
    assert closed(kept, period(2026, "Q2")) is None
    assert apply(kept, inverse(edit)) == issued


def test_closing_again_takes_the_place_of_the_first():
    first = Closing("Q3", Q3.start, Q3.end, NOON, "một")
    second = replace(first, content="hai")
    early = Closing("Q1", Q3.start, dt.date(2026, 3, 14), NOON, "")
    plan = replace(PLAN, closings=(first, early, second))
    assert closed(plan, Q3) == second
    assert latest_closings(plan) == (early, second)


@pytest.mark.parametrize("code", [*CUMULATIVE, "2026-04-01:2026-08-20"])
@pytest.mark.parametrize("is_older", [False, True])
def test_other_reporting_days_change_nothing_that_was_reported(sample_plan, code, is_older):
    plan = replace(sample_plan, id=1)
    closing = closing_of(plan, find(2026, code), NOON)
    if is_older:
        content = json.loads(closing.content)
        del content["closings"]
        closing = replace(closing, content=json.dumps(content))
    now = replace(plan, scheme=CALENDAR, closings=(closing,))
    if not is_older or code in CUMULATIVE:
        assert drift(now, closing) == ()
    if code in CUMULATIVE:
        assert closed(now, find(2026, code, CALENDAR)) is None
    assert closed(now, find(2026, code)) == closing
    record = next(one for task in all_tasks(now) for one in task.progress if one.quarter == 2)
    changed = apply(now, SetField("progress", record.id, "status", record.status, State.DROPPED))
    if code in {"Q2", "6T", "9T", "NAM"}:
        assert drift(changed, closing)


def test_a_quarter_closed_on_other_days_is_another_period():
    calendar = replace(PLAN, scheme=CALENDAR)
    of = period(2026, "Q3", CALENDAR)
    second = closing_of(calendar, of, NOON)
    plan = replace(calendar, closings=(CLOSING, second))
    assert closed(plan, of) == second
    assert closed(plan, Q3) == CLOSING
    assert latest_closings(plan) == (CLOSING, second)


@given(any_plan, st.sampled_from(list(CUMULATIVE)))
def test_nothing_drifts_by_itself_and_the_text_is_the_same_for_the_same_plan(plan, code):
    of = period(plan.year, code, plan.scheme)
    said = facts(plan, of)
    text = facts_to_json(said)
    assert facts_from_json(text) == said
    assert facts_to_json(facts_from_json(text)) == text
    closing = closing_of(plan, of, NOON)
    assert drift(plan, closing) == ()
    renewed = with_new_ids(plan, "plan")
    assert drift(renewed, closing) == ()
    kept = parse_plan(plan_to_json(replace(plan, closings=(closing,))))
    assert kept.closings[0].content == closing.content


@pytest.mark.parametrize("code", ["Q1", "Q3", "6T", "NAM", "2026-04-01:2026-08-20"])
def test_no_figure_changes_without_a_word(sample_plan, code):
    """Through random edits: what is reported the same is silent, any other figure or text is told."""
    rng = random.Random(11)
    of = find(2026, code)
    plan, before = replace(sample_plan, id=1), None
    silent = told = 0
    for step in range(240):
        if step % 6 == 0:
            closing, before = closing_of(plan, of, NOON), facts(plan, of)
        plan = apply(plan, random_edit(plan, rng))
        if plan.year != 2026 or plan.scheme != sample_plan.scheme:
            plan = replace(plan, year=2026, scheme=sample_plan.scheme)
        now = facts(plan, of)
        found = drift(plan, closing)
        if now == before:
            assert found == ()
            silent += 1
        if now.figures != before.figures:
            assert found != ()
            told += 1
        assert all(each.sentence.endswith(".") for each in found)
    assert silent > 10
    assert told > 10
