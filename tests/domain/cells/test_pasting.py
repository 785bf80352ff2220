"""A pasted block goes into the cells there are, adds rows below, regroups contents, or is refused whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.cells.block import CellBlock, Merge, tiled
from kehoach_desktop.domain.cells.pasting import fill, paste
from kehoach_desktop.domain.edits import Edit, apply, inverse
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Activity, Appendix, OwnColumn, Plan, Progress, State, Task

DONE = (Progress(1, State.DONE, 100),)
KEYS = ("number", "content", "form", "lead", "partners", "time", "note")


@pytest.fixture
def plan() -> Plan:
    activities = (
        Activity("Phổ biến", (Task("Phát thanh", "Phòng A", progress=DONE), Task("Tin, bài", "Phòng B"))),
        Activity("Đối thoại", (Task("Hội nghị", "Phòng C"),)),
        Activity("Cuộc thi", (Task("Phát động"), Task("Chấm bài"), Task("Trao giải"))),
    )
    return Plan(2026, appendices=(Appendix("Nội dung", activities),), id=1)


def ids(plan: Plan) -> list[int]:
    return [task.id for activity in plan.appendices[0].activities for task in activity.tasks]


def block_of(*rows: tuple[str, ...], merges: tuple[Merge, ...] = ()) -> CellBlock:
    return CellBlock(rows, merges)


def pasted(plan: Plan, block: CellBlock, row: int, key: str) -> Appendix:
    """Paste from a row and a column on, and check that it can be undone."""
    edit = paste(plan.appendices[0], block, ids(plan)[row:], KEYS[KEYS.index(key) :])
    return after(plan, edit)


def after(plan: Plan, edit: Edit | None) -> Appendix:
    assert edit is not None
    done = apply(plan, edit)
    assert apply(done, inverse(edit)) == plan
    return done.appendices[0]


def shape(appendix: Appendix) -> list[tuple[str, list[str]]]:
    return [(activity.content, [task.form for task in activity.tasks]) for activity in appendix.activities]


def test_cells_take_the_block_and_keep_their_records(plan: Plan) -> None:
    done = pasted(plan, block_of(("Loa xã", "Phòng X"), ("Bài viết", "Phòng Y")), 0, "form")
    first, second = done.activities[0].tasks
    assert (first.form, first.lead, first.progress) == ("Loa xã", "Phòng X", DONE)
    assert (second.form, second.lead) == ("Bài viết", "Phòng Y")
    assert done.activities[1:] == plan.appendices[0].activities[1:]


def test_rows_below_the_last_are_added_to_the_last_activity(plan: Plan) -> None:
    done = pasted(plan, block_of(("Họp",), ("Tọa đàm",), ("Tờ gấp",)), 5, "form")
    assert shape(done)[-1] == ("Cuộc thi", ["Phát động", "Chấm bài", "Họp", "Tọa đàm", "Tờ gấp"])


def test_blank_rows_at_the_end_add_nothing(plan: Plan) -> None:
    done = pasted(plan, block_of(("Họp",), ("",), ("Tờ gấp",), ("",), ("",)), 5, "form")
    assert shape(done)[-1][1] == ["Phát động", "Chấm bài", "Họp", "", "Tờ gấp"]


def test_rows_with_a_content_of_their_own_are_new_activities(plan: Plan) -> None:
    block = block_of(("Cuộc thi", "Thể lệ"), ("", "Thư ngỏ"), ("Hội thi", "Mở màn"), ("", "Bế mạc"))
    done = pasted(plan, block, 5, "content")
    assert shape(done)[2:] == [
        ("Cuộc thi", ["Phát động", "Chấm bài", "Thể lệ", "Thư ngỏ"]),
        ("Hội thi", ["Mở màn", "Bế mạc"]),
    ]


def test_a_column_of_numbers_is_left_out_at_tt(plan: Plan) -> None:
    done = pasted(plan, block_of(("7", "Tuyên truyền", "Loa xã")), 0, "number")
    assert shape(done)[0] == ("Tuyên truyền", ["Loa xã", "Tin, bài"])


def test_an_empty_appendix_takes_a_block() -> None:
    whole = Plan(2026, appendices=(Appendix("Trống"),), id=1)
    edit = paste(whole.appendices[0], block_of(("", "Loa xã"), ("Mới", "Họp")), (), KEYS[1:])
    assert shape(after(whole, edit)) == [("", ["Loa xã"]), ("Mới", ["Họp"])]


def test_a_blank_content_means_the_same_as_above_and_its_rows_join_it(plan: Plan) -> None:
    block = block_of(("Chung", "a"), ("", "b"), ("", "c"), merges=(Merge(0, 0, 3, 1),))
    done = pasted(plan, block, 0, "content")
    assert shape(done) == [
        ("Chung", ["a", "b", "c"]),
        ("Cuộc thi", ["Phát động", "Chấm bài", "Trao giải"]),
    ]
    assert done.activities[0].tasks[0].progress == DONE  # records go where their rows go
    assert done.activities[0].id == plan.appendices[0].activities[0].id


def test_a_content_in_the_midst_of_one_begins_a_new_one_and_the_rest_keeps_its_own(plan: Plan) -> None:
    done = pasted(plan, block_of(("Khác", "b")), 4, "content")
    assert shape(done)[2:] == [
        ("Cuộc thi", ["Phát động"]),
        ("Khác", ["b"]),
        ("Cuộc thi", ["Trao giải"]),
    ]
    assert len({activity.id for activity in done.activities}) == 5


def test_the_same_content_repeated_beside_each_row_stays_one(plan: Plan) -> None:
    done = pasted(plan, block_of(("Mới", "a"), ("Mới", "b")), 0, "content")
    assert shape(done)[0] == ("Mới", ["a", "b"])
    done = pasted(plan, block_of(("Cuộc thi", "b"), ("Cuộc thi", "c")), 4, "content")
    assert shape(done)[2] == ("Cuộc thi", ["Phát động", "b", "c"])


def test_a_row_taken_from_its_activity_leaves_the_others_their_content(plan: Plan) -> None:
    done = pasted(plan, block_of(("Một", "a"), ("", "b")), 2, "content")
    assert shape(done)[1:] == [("Một", ["a", "b"]), ("Cuộc thi", ["Chấm bài", "Trao giải"])]


def test_rows_added_after_a_regrouping_go_on_in_its_last_content(plan: Plan) -> None:
    done = pasted(plan, block_of(("Mới", "x"), ("", "y"), ("Sau", "z")), 5, "content")
    assert shape(done)[2:] == [("Cuộc thi", ["Phát động", "Chấm bài"]), ("Mới", ["x", "y"]), ("Sau", ["z"])]


def test_contents_alone_go_to_one_activity_after_another(plan: Plan) -> None:
    block = block_of(("A",), ("",), ("B",), ("C",), ("D",), ("",), merges=(Merge(0, 0, 2, 1),))
    done = pasted(plan, block, 0, "content")
    assert shape(done) == [
        ("A", ["Phát thanh", "Tin, bài"]),
        ("B", ["Hội nghị"]),
        ("C", ["Phát động", "Chấm bài", "Trao giải"]),
        ("D", ["", ""]),
    ]


def test_a_text_merged_over_rows_stands_in_each_and_over_columns_in_the_first(plan: Plan) -> None:
    block = block_of(
        ("a", "X", "Chung", ""), ("b", "", "", ""), merges=(Merge(0, 1, 2, 1), Merge(0, 2, 1, 2))
    )
    done = pasted(plan, block, 0, "form")
    texts = [(t.form, t.lead, t.partners, t.time) for t in done.activities[0].tasks]
    assert texts == [("a", "X", "Chung", ""), ("b", "X", "", "")]


def test_a_heading_over_tt_and_content_is_a_content(plan: Plan) -> None:
    block = block_of(("I. Công tác chỉ đạo", "", ""), ("1", "", "Họp"), merges=(Merge(0, 0, 1, 3),))
    edit = paste(plan.appendices[0], block, (), KEYS)
    assert shape(after(plan, edit))[3:] == [("I. Công tác chỉ đạo", ["", "Họp"])]


def test_filtered_rows_take_the_block_as_they_are_shown(plan: Plan) -> None:
    shown = [ids(plan)[0], ids(plan)[2], ids(plan)[5]]
    edit = paste(plan.appendices[0], block_of(("a",), ("b",), ("c",), ("d",)), shown, ("form",))
    assert shape(after(plan, edit)) == [
        ("Phổ biến", ["a", "Tin, bài"]),
        ("Đối thoại", ["b"]),
        ("Cuộc thi", ["Phát động", "Chấm bài", "c", "d"]),
    ]


def test_contents_are_not_regrouped_over_rows_that_are_not_shown(plan: Plan) -> None:
    shown = [ids(plan)[0], ids(plan)[2], ids(plan)[5]]
    with pytest.raises(UserError, match="bỏ lọc"):
        paste(plan.appendices[0], block_of(("A", "a"), ("", "b")), shown, ("content", "form"))
    with pytest.raises(UserError, match="bỏ lọc"):  # the last row would join the content above
        paste(plan.appendices[0], block_of(("A", "a"), ("B", "b"), ("", "c")), shown, ("content", "form"))
    edit = paste(plan.appendices[0], block_of(("A", "a"), ("B", "b")), shown, ("content", "form"))
    assert shape(after(plan, edit))[:2] == [("A", ["a", "Tin, bài"]), ("B", ["b"])]


def test_columns_go_by_their_keys_in_whatever_order_they_are_shown(plan: Plan) -> None:
    whole = replace(plan.appendices[0], columns=(OwnColumn("Kinh phí"), OwnColumn("Sản phẩm")))
    keys = ("own.1", "time", "own.0")
    edit = paste(whole, block_of(("bộ ảnh", "Quý I", "5.000.000")), ids(plan), keys)
    task = after(replace(plan, appendices=(whole,)), edit).activities[0].tasks[0]
    assert (task.extras, task.time) == (("5.000.000", "bộ ảnh"), "Quý I")


def test_columns_beyond_the_last_are_refused_unless_they_are_blank(plan: Plan) -> None:
    with pytest.raises(UserError, match="3 cột nhưng từ ô đang chọn chỉ còn 2 cột"):
        pasted(plan, block_of(("a", "b", "c")), 0, "time")
    assert pasted(plan, block_of(("a", "b", "")), 0, "time").activities[0].tasks[0].note == "b"
    with pytest.raises(UserError, match="200 cột"):
        pasted(plan, block_of(tuple("x" * 200)), 0, "number")


def test_a_block_of_too_many_rows_is_refused(plan: Plan) -> None:
    with pytest.raises(UserError, match=r"5\.001 dòng"):
        pasted(plan, block_of(*[("a",)] * 5001), 0, "form")


def test_the_same_text_changes_nothing(plan: Plan) -> None:
    assert paste(plan.appendices[0], block_of(("Phát thanh", "Phòng A")), ids(plan), KEYS[2:]) is None
    assert paste(plan.appendices[0], CellBlock(), ids(plan), KEYS) is None


def test_one_value_fills_every_cell_and_tt_stays(plan: Plan) -> None:
    first, second, third, *_ = ids(plan)
    cells = [(first, "number"), (first, "content"), (second, "content"), (third, "time"), (third, "own.1")]
    done = after(plan, fill(plan.appendices[0], "Quý IV", cells))
    assert [activity.content for activity in done.activities] == ["Quý IV", "Đối thoại", "Cuộc thi"]
    assert done.activities[1].tasks[0].time == "Quý IV"
    assert done.activities[1].tasks[0].extras == ("", "Quý IV")
    assert fill(plan.appendices[0], "x", [(first, "number")]) is None


def test_a_block_is_repeated_with_its_merges() -> None:
    block = tiled(block_of(("A", "a"), ("", "b"), merges=(Merge(0, 0, 2, 1),)), 2, 1)
    assert block.rows == (("A", "a"), ("", "b")) * 2
    assert block.merges == (Merge(0, 0, 2, 1), Merge(2, 0, 2, 1))


marks = st.lists(st.tuples(st.sampled_from(["", "Phổ biến", "X", "Y"]), st.sampled_from("pq")), max_size=9)


@given(marks, st.integers(0, 5))
def test_no_row_and_no_record_is_ever_lost(rows: list[tuple[str, str]], first: int) -> None:
    activities = tuple(
        Activity(f"{n}", tuple(Task(f"{n}.{m}", progress=(Progress(1),)) for m in range(n)))
        for n in (1, 2, 3)
    )
    whole = Plan(2026, appendices=(Appendix("", activities),), id=1)
    edit = paste(whole.appendices[0], block_of(*rows), ids(whole)[first:], ("content", "form"))
    if edit is None:
        return
    done = after(whole, edit)
    kept = [task for activity in done.activities for task in activity.tasks]
    assert set(ids(whole)) <= {task.id for task in kept}
    assert all(activity.tasks for activity in done.activities)
    assert len({activity.id for activity in done.activities}) == len(done.activities)
    assert [task.id for task in kept if task.progress] == ids(whole)
    shown = {task.id: activity.content for activity in done.activities for task in activity.tasks}
    content = None
    for (text, form), task_id in zip(rows, ids(whole)[first:], strict=False):
        content = text or content
        assert content is None or shown[task_id] == content
        assert next(task for task in kept if task.id == task_id).form == form
