"""Splitting, joining, moving, dragging and sorting: each one step, and what was typed stays."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from sheet_hands import ALT, CONTENT, CTRL, FORM, LEAD, NOTE, PLAIN, SHIFT, TIME, TT, Key, move_mouse

from kehoach_desktop.domain.edits import apply
from kehoach_desktop.domain.issuing import issue
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Task, Version
from kehoach_desktop.ui.sheet.sorting import sorted_by

FIRST = ("Phổ biến", ["Phát thanh", "Tin, bài"])
SECOND = ("Đối thoại", ["Hội nghị"])
THIRD = ("Hướng dẫn", ["Tờ gấp", "Tổ lưu động", "Áp phích"])
LAST = ("Ăn ở", ["Đêm hội"])


def test_a_content_is_split_at_the_current_row(hands) -> None:
    before = hands.workbench.plan
    hands.go(4, LEAD)
    hands.press(Key.Key_K, CTRL)
    assert hands.shape == [
        FIRST,
        SECOND,
        ("Hướng dẫn", ["Tờ gấp"]),
        ("Hướng dẫn", ["Tổ lưu động", "Áp phích"]),
        LAST,
    ]
    assert hands.at == (4, CONTENT)
    hands.check_undo(before)
    hands.go(4, CONTENT)
    hands.type("Tổ chức")  # what is typed next is the new content
    hands.press(Key.Key_Return)
    assert [content for content, _ in hands.shape[2:4]] == ["Hướng dẫn", "Tổ chức"]


def test_split_on_a_content_makes_each_of_its_rows_one(hands) -> None:
    before = hands.workbench.plan
    hands.go(3, CONTENT)
    hands.do("split")
    assert hands.shape[2:5] == [("Hướng dẫn", [form]) for form in THIRD[1]]
    hands.check_undo(before)


@pytest.mark.parametrize("cell", [(2, CONTENT), (3, FORM)])
def test_what_cannot_be_split_is_said_in_words(hands, qtbot, cell) -> None:
    hands.go(*cell)
    with qtbot.waitSignal(hands.workbench.failed) as told:
        hands.do("split")
    assert "dòng" in told.args[0]
    assert not hands.workbench.stack.count()


def test_contents_are_joined_under_the_first(hands) -> None:
    before = hands.workbench.plan
    hands.choose(0, CONTENT, 2, CONTENT)
    hands.press(Key.Key_M, CTRL)
    assert hands.shape == [("Phổ biến\nĐối thoại", ["Phát thanh", "Tin, bài", "Hội nghị"]), THIRD, LAST]
    assert hands.at == (0, CONTENT)
    hands.check_undo(before)


def test_split_and_join_give_back_what_there_was(hands) -> None:
    shape = hands.shape
    hands.go(3, CONTENT)
    hands.do("split")
    hands.choose(3, CONTENT, 5, CONTENT)
    hands.do("join")
    assert hands.shape == shape


def test_one_content_alone_is_not_joined(hands, qtbot) -> None:
    hands.go(0, CONTENT)
    with qtbot.waitSignal(hands.workbench.failed):
        hands.do("join")
    assert not hands.workbench.stack.count()


def test_contents_of_one_name_stay_two(open_hands) -> None:
    twins = Appendix("A", (Activity("Phát thanh", (Task("Loa"),)), Activity("Phát thanh", (Task("Xe"),))))
    hands = open_hands(twins)
    assert hands.tab.badge == "2"
    assert [hands.text(row, TT) for row in (0, 1)] == ["1", "2"]
    hands.go(0, FORM)
    hands.do("sort_down")
    assert hands.shape == [("Phát thanh", ["Xe"]), ("Phát thanh", ["Loa"])]
    hands.go(0, CONTENT)
    hands.press(Key.Key_Down)
    assert hands.at == (1, CONTENT)
    hands.do("move_up")
    assert hands.shape == [("Phát thanh", ["Loa"]), ("Phát thanh", ["Xe"])]


def test_several_contents_move_as_a_block_and_stay_chosen(hands) -> None:
    before = hands.workbench.plan
    hands.choose(2, CONTENT, 3, CONTENT)
    hands.press(Key.Key_Up, ALT)
    assert hands.shape == [SECOND, THIRD, FIRST, LAST]
    assert hands.chosen == {(0, CONTENT), (1, CONTENT)}
    assert [hands.text(row, TT) for row in (0, 1, 4, 6)] == ["1", "2", "3", "4"]
    hands.check_undo(before)


def test_several_rows_move_as_a_block_inside_their_content(hands) -> None:
    before = hands.workbench.plan
    hands.choose(3, FORM, 4, LEAD)
    hands.press(Key.Key_Down, ALT)
    assert hands.shape[2] == ("Hướng dẫn", ["Áp phích", "Tờ gấp", "Tổ lưu động"])
    assert hands.chosen == {(r, c) for r in (4, 5) for c in (FORM, LEAD)}
    hands.press(Key.Key_Down, ALT)
    assert hands.workbench.stack.count() == 1
    hands.check_undo(before)


def test_rows_of_several_contents_do_not_move_and_it_is_said_why(hands, qtbot) -> None:
    hands.choose(1, FORM, 2, FORM)
    with qtbot.waitSignal(hands.workbench.failed) as told:
        hands.press(Key.Key_Down, ALT)
    assert "nhiều nội dung" in told.args[0]
    assert not hands.workbench.stack.count()


def below(hands, row: int) -> QPoint:
    """Just above the lower edge of a row's TT."""
    at = hands.place(row, TT)
    return QPoint(at.x(), at.y() + hands.tab.view.rowHeight(row) - 8)


def test_a_content_is_dragged_by_its_tt(hands) -> None:
    before = hands.workbench.plan
    hands.drag(hands.place(6, TT), hands.place(0, TT))
    assert hands.shape == [LAST, FIRST, SECOND, THIRD]
    assert hands.at == (0, TT)
    hands.check_undo(before)
    hands.drag(hands.place(1, TT), below(hands, 6))
    assert [content for content, _ in hands.shape] == ["Ăn ở", "Đối thoại", "Hướng dẫn", "Phổ biến"]


def test_rows_chosen_are_dragged_into_another_content(hands) -> None:
    before = hands.workbench.plan
    hands.choose(3, FORM, 4, FORM)
    hands.press(Key.Key_Space, SHIFT)
    hands.drag(hands.place(4, TT), below(hands, 2))
    assert hands.shape == [
        FIRST,
        ("Đối thoại", ["Hội nghị", "Tờ gấp", "Tổ lưu động"]),
        ("Hướng dẫn", ["Áp phích"]),
        LAST,
    ]
    hands.check_undo(before)


def test_a_content_that_gives_its_last_row_away_stays(hands) -> None:
    before = hands.workbench.plan
    hands.go(2, FORM)
    hands.press(Key.Key_Space, SHIFT)
    hands.drag(hands.place(2, TT), hands.place(0, TT))
    assert hands.shape[:2] == [("Phổ biến", ["Hội nghị", *FIRST[1]]), ("Đối thoại", [""])]
    hands.check_undo(before)


def test_esc_gives_a_drag_up(hands) -> None:
    view = hands.tab.view
    seen = []
    view.dropped.connect(lambda *_: seen.append(1))
    start, end = hands.place(6, TT), hands.place(0, TT)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, PLAIN, start)
    move_mouse(view.viewport(), end, PLAIN)
    assert view.mouse.gap == (0, False)
    view.viewport().repaint()
    hands.press(Key.Key_Escape)
    assert view.mouse.gap is None
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, PLAIN, end)
    assert not seen


def test_sorting_keeps_a_content_with_its_rows(hands) -> None:
    before = hands.workbench.plan
    hands.go(0, FORM)
    hands.do("sort_up")
    # Áp phích comes before Đêm hội, Hội nghị, Phát thanh: â and á are a, đ is after d.
    assert hands.shape == [
        ("Hướng dẫn", ["Áp phích", "Tổ lưu động", "Tờ gấp"]),
        ("Ăn ở", ["Đêm hội"]),
        ("Đối thoại", ["Hội nghị"]),
        ("Phổ biến", ["Phát thanh", "Tin, bài"]),
    ]
    assert hands.workbench.stack.count() == 1
    hands.check_undo(before)


def test_sorting_by_content_leaves_the_rows_in_their_order(hands) -> None:
    hands.go(0, CONTENT)
    hands.do("sort_up")
    assert [content for content, _ in hands.shape] == ["Ăn ở", "Đối thoại", "Hướng dẫn", "Phổ biến"]
    hands.do("sort_down")
    assert hands.shape == [FIRST, THIRD, SECOND, LAST]


def test_times_are_sorted_by_their_days_and_what_is_not_understood_comes_after(hands) -> None:
    hands.go(0, TIME)
    hands.do("sort_up")
    times = [[task.time for task in a.tasks] for a in hands.appendix.activities]
    assert times == [
        ["Thường xuyên", "Trước 15/6", "khi rảnh"],
        ["Tháng 3"],  # from the same day as the next, to an earlier one
        ["01/3 - 30/4"],
        ["Quý II", ""],
    ]
    hands.do("sort_down")
    assert [[task.time for task in a.tasks] for a in hands.appendix.activities] == [
        ["Trước 15/6", "Thường xuyên", "khi rảnh"],
        ["Quý II", ""],
        ["01/3 - 30/4"],
        ["Tháng 3"],
    ]


def test_a_sorted_sheet_is_not_sorted_again(hands, qtbot) -> None:
    hands.go(0, FORM)
    hands.do("sort_up")
    with qtbot.waitSignal(hands.workbench.failed):
        hands.do("sort_up")
    assert hands.workbench.stack.count() == 1


def test_numbers_are_sorted_by_value() -> None:
    notes = ["1.250", "900", "abc", "", "12.000,5", "-3"]
    appendix = Appendix("A", tuple(Activity("", (Task(note=note),)) for note in notes))
    plan = Plan(2026, "", appendices=(appendix,))
    for is_descending, wanted in (
        (False, ["-3", "900", "1.250", "12.000,5", "abc", ""]),
        (True, ["12.000,5", "1.250", "900", "-3", "abc", ""]),
    ):
        edit = sorted_by(appendix, NOTE, 2026, is_descending=is_descending)
        after = apply(plan, edit).appendices[0]
        assert [a.tasks[0].note for a in after.activities] == wanted


def test_what_was_recorded_moves_with_its_row(open_hands) -> None:
    recorded = Task("B", progress=(Progress(1, percent=40),))
    hands = open_hands(Appendix("A", (Activity("", (recorded,)), Activity("", (Task("A"),)))))
    hands.go(0, FORM)
    hands.do("sort_up")
    assert hands.appendix.activities[1].tasks[0] == recorded
    hands.workbench.undo()
    assert hands.appendix.activities[0].tasks[0] == recorded


def test_the_verbs_are_refused_on_an_issued_plan(hands, qtbot) -> None:
    plan = hands.workbench.plan
    hands.workbench.commit(issue(plan, Version("05", None, "{}", b"")), "Ban hành")
    issued = hands.workbench.plan
    for name in set(hands.tab.verbs.actions) - {"copy", "paste", "filter", "columns"}:
        if name.startswith(("fill", "clear", "cut", "sort")):
            hands.choose(0, FORM, 3, LEAD)
        else:
            hands.choose(2, CONTENT, 3, CONTENT)
        with qtbot.waitSignal(hands.workbench.issued_touched, timeout=500):
            hands.do(name)
        assert hands.workbench.plan is issued, name
    with qtbot.waitSignal(hands.workbench.issued_touched, timeout=500):
        hands.drag(hands.place(6, TT), hands.place(0, TT))
    assert hands.workbench.plan is issued
