"""A pasted block goes into the cells there are, adds rows below, or is refused whole."""

import pytest

from kehoach_desktop.domain.edits import Edit, apply
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, State, Task
from kehoach_desktop.ui.sheet.paste import paste

DONE = (Progress(1, State.DONE, 100),)


@pytest.fixture
def plan() -> Plan:
    activities = (
        Activity("Phổ biến", (Task("Phát thanh", "Phòng A", progress=DONE), Task("Tin, bài", "Phòng B"))),
        Activity("Đối thoại", (Task("Hội nghị", "Phòng C"),)),
    )
    return Plan(2026, appendices=(Appendix("Nội dung", activities),), id=1)


def after(plan: Plan, edit: Edit | None) -> Appendix:
    assert edit is not None
    return apply(plan, edit).appendices[0]


def test_cells_take_the_block_and_keep_their_records(plan: Plan) -> None:
    done = after(plan, paste(plan.appendices[0], [["Loa xã", "Phòng X"], ["Bài viết", "Phòng Y"]], 0, 2))
    first, second = done.activities[0].tasks
    assert (first.form, first.lead, first.progress) == ("Loa xã", "Phòng X", DONE)
    assert (second.form, second.lead) == ("Bài viết", "Phòng Y")
    assert done.activities[1] == plan.appendices[0].activities[1]


def test_rows_below_the_last_are_added_to_the_last_activity(plan: Plan) -> None:
    done = after(plan, paste(plan.appendices[0], [["Họp"], ["Tọa đàm"], ["Tờ gấp"]], 2, 2))
    assert [task.form for task in done.activities[1].tasks] == ["Họp", "Tọa đàm", "Tờ gấp"]


def test_rows_with_a_content_of_their_own_are_new_activities(plan: Plan) -> None:
    block = [["Đối thoại", "Hội nghị"], ["", "Thư ngỏ"], ["Cuộc thi", "Phát động"], ["", "Trao giải"]]
    done = after(plan, paste(plan.appendices[0], block, 2, 1))
    shown = [(a.content, [task.form for task in a.tasks]) for a in done.activities[1:]]
    assert shown == [("Đối thoại", ["Hội nghị", "Thư ngỏ"]), ("Cuộc thi", ["Phát động", "Trao giải"])]


def test_a_column_of_numbers_is_left_out_at_tt(plan: Plan) -> None:
    done = after(plan, paste(plan.appendices[0], [["7", "Tuyên truyền", "Loa xã"]], 0, 0))
    assert (done.activities[0].content, done.activities[0].tasks[0].form) == ("Tuyên truyền", "Loa xã")


def test_an_empty_appendix_takes_a_block(plan: Plan) -> None:
    empty = Appendix("Trống", ())
    whole = Plan(2026, appendices=(empty,), id=1)
    done = after(whole, paste(empty, [["", "Loa xã"], ["Mới", "Họp"]], 0, 1))
    assert [(a.content, a.tasks[0].form) for a in done.activities] == [("", "Loa xã"), ("Mới", "Họp")]


def test_a_content_in_the_middle_of_a_merged_one_is_refused(plan: Plan) -> None:
    with pytest.raises(UserError, match="đã gộp"):
        paste(plan.appendices[0], [["Phổ biến", "a"], ["Khác", "b"]], 0, 1)


def test_columns_beyond_the_last_are_refused(plan: Plan) -> None:
    with pytest.raises(UserError, match="3 cột"):
        paste(plan.appendices[0], [["a", "b", "c"]], 0, 5)


def test_a_block_of_too_many_rows_is_refused(plan: Plan) -> None:
    with pytest.raises(UserError, match=r"5\.001 dòng"):
        paste(plan.appendices[0], [["a"]] * 5001, 0, 2)


def test_the_same_text_changes_nothing(plan: Plan) -> None:
    assert paste(plan.appendices[0], [["Phát thanh", "Phòng A"]], 0, 2) is None
