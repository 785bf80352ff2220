"""The keys that go and choose on the sheet, through the real view, as in Excel."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sheet_hands import ALT, CONTENT, CTRL, FORM, LEAD, NOTE, PARTNERS, PLAIN, SHIFT, TIME, TT, Key

# Rows of the small appendix: 0 and 1 are one content, 2 is one, 3 to 5 are one, 6 is one.
GOING = [
    ((0, FORM), Key.Key_Right, PLAIN, (0, LEAD)),
    ((0, FORM), Key.Key_Down, PLAIN, (1, FORM)),
    ((6, FORM), Key.Key_Down, PLAIN, (6, FORM)),
    ((0, TT), Key.Key_Left, PLAIN, (0, TT)),
    ((0, CONTENT), Key.Key_Down, PLAIN, (2, CONTENT)),
    ((2, CONTENT), Key.Key_Down, PLAIN, (3, CONTENT)),
    ((3, CONTENT), Key.Key_Down, PLAIN, (6, CONTENT)),
    ((6, CONTENT), Key.Key_Up, PLAIN, (3, CONTENT)),
    ((3, TT), Key.Key_Up, PLAIN, (2, TT)),
    ((4, TIME), Key.Key_Home, PLAIN, (3, TT)),
    ((4, FORM), Key.Key_End, PLAIN, (4, NOTE)),
    ((4, FORM), Key.Key_Home, CTRL, (0, TT)),
    ((0, FORM), Key.Key_End, CTRL, (6, NOTE)),
    ((0, FORM), Key.Key_Down, CTRL, (6, FORM)),
    ((6, FORM), Key.Key_Up, CTRL, (0, FORM)),
    ((0, FORM), Key.Key_Right, CTRL, (0, TIME)),
    ((0, LEAD), Key.Key_Down, CTRL, (2, LEAD)),  # over the empty one to the next that is filled
    ((2, LEAD), Key.Key_Down, CTRL, (3, LEAD)),
    ((3, LEAD), Key.Key_Down, CTRL, (6, LEAD)),
    ((0, CONTENT), Key.Key_Down, CTRL, (6, CONTENT)),
    ((0, FORM), Key.Key_Tab, PLAIN, (0, LEAD)),
    ((0, NOTE), Key.Key_Tab, PLAIN, (0, CONTENT)),  # the next row's content is merged with this one's
    ((2, NOTE), Key.Key_Tab, PLAIN, (3, CONTENT)),
    ((0, LEAD), Key.Key_Backtab, SHIFT, (0, FORM)),
    ((0, FORM), Key.Key_Return, PLAIN, (1, FORM)),
    ((1, FORM), Key.Key_Return, SHIFT, (0, FORM)),
    ((0, CONTENT), Key.Key_Enter, PLAIN, (2, CONTENT)),
    ((0, FORM), Key.Key_PageDown, PLAIN, (6, FORM)),
    ((6, FORM), Key.Key_PageUp, PLAIN, (0, FORM)),
]


@pytest.mark.parametrize(("start", "key", "held", "end"), GOING)
def test_a_key_goes_where_it_goes_in_excel(hands, start, key, held, end) -> None:
    hands.go(*start)
    hands.press(key, held)
    assert hands.at == end
    assert hands.chosen == {end}


def test_going_through_a_merged_cell_keeps_the_row(hands) -> None:
    hands.go(4, FORM)
    hands.press(Key.Key_Left)
    assert hands.at == (3, CONTENT)
    hands.press(Key.Key_Left)
    assert hands.at == (3, TT)
    for _ in range(2):
        hands.press(Key.Key_Right)
    assert hands.at == (4, FORM)


CHOOSING = [
    ((0, FORM), [(Key.Key_Right, SHIFT)], {(0, FORM), (0, LEAD)}),
    ((0, FORM), [(Key.Key_Down, SHIFT), (Key.Key_Down, SHIFT), (Key.Key_Up, SHIFT)], {(0, FORM), (1, FORM)}),
    ((1, FORM), [(Key.Key_Up, SHIFT), (Key.Key_Down, SHIFT), (Key.Key_Down, SHIFT)], {(1, FORM), (2, FORM)}),
    # A block that touches a merged cell takes all its rows.
    ((1, FORM), [(Key.Key_Left, SHIFT)], {(0, CONTENT), (0, FORM), (1, FORM)}),
    ((0, CONTENT), [(Key.Key_Down, SHIFT)], {(0, CONTENT), (2, CONTENT)}),
    ((0, CONTENT), [(Key.Key_Down, SHIFT)] * 3 + [(Key.Key_Up, SHIFT)] * 2, {(0, CONTENT), (2, CONTENT)}),
    ((4, FORM), [(Key.Key_Space, SHIFT)], {(4, c) for c in range(FORM, NOTE + 1)}),
    ((2, CONTENT), [(Key.Key_Space, SHIFT)], {(2, c) for c in range(TT, NOTE + 1)}),
    ((2, LEAD), [(Key.Key_Space, CTRL)], {(r, LEAD) for r in range(7)}),
    ((0, FORM), [(Key.Key_Down, CTRL | SHIFT)], {(r, FORM) for r in range(7)}),
    ((5, TIME), [(Key.Key_End, CTRL | SHIFT)], {(r, c) for r in (5, 6) for c in (TIME, NOTE)}),
    ((0, CONTENT), [(Key.Key_Space, CTRL)], {(0, CONTENT), (2, CONTENT), (3, CONTENT), (6, CONTENT)}),
]


@pytest.mark.parametrize(("start", "keys", "chosen"), CHOOSING)
def test_shift_and_space_choose_as_in_excel(hands, start, keys, chosen) -> None:
    hands.go(*start)
    for key, held in keys:
        hands.press(key, held)
    assert hands.chosen == chosen
    assert hands.at == start


def test_ctrl_a_chooses_every_cell_shown(hands) -> None:
    hands.tab.view.layout_of_columns.show(PARTNERS, is_on=False)
    hands.press(Key.Key_A, CTRL)
    tasks = {(r, c) for r in range(7) for c in (FORM, LEAD, TIME, NOTE)}
    assert hands.chosen == tasks | {(r, c) for r in (0, 2, 3, 6) for c in (TT, CONTENT)}
    assert hands.tab.summary.startswith("Chọn 36 ô · ")


def test_enter_and_tab_go_round_inside_what_is_chosen(hands) -> None:
    hands.choose(0, FORM, 1, LEAD)
    seen = []
    for _ in range(4):
        seen.append(hands.at)
        hands.press(Key.Key_Return)
    assert seen == [(0, FORM), (1, FORM), (0, LEAD), (1, LEAD)]
    assert hands.at == (0, FORM)
    hands.press(Key.Key_Tab)
    assert hands.at == (0, LEAD)
    assert len(hands.chosen) == 4


def test_enter_goes_back_below_where_tab_began(hands) -> None:
    hands.go(0, FORM)
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Return)
    assert hands.at == (1, FORM)


def test_columns_hidden_and_moved_are_gone_through_as_they_are_shown(hands) -> None:
    layout = hands.tab.view.layout_of_columns
    layout.show(LEAD, is_on=False)
    layout.move(TIME, -1)
    hands.go(0, FORM)
    hands.press(Key.Key_Right)
    assert hands.at == (0, TIME)
    hands.press(Key.Key_Right, SHIFT)
    assert hands.chosen == {(0, TIME), (0, PARTNERS)}


def test_typing_f2_backspace_and_delete(hands) -> None:
    hands.go(2, FORM)
    hands.press(Key.Key_Delete)
    assert hands.text(2, FORM) == ""
    hands.type("Đối thoại")
    hands.press(Key.Key_Return, ALT)
    hands.type("tại hội trường")
    hands.press(Key.Key_Tab)
    assert hands.text(2, FORM) == "Đối thoại\ntại hội trường"
    assert hands.at == (2, LEAD)
    hands.press(Key.Key_F2)
    hands.type(" xã")
    hands.press(Key.Key_Escape)
    assert hands.text(2, LEAD) == "Văn phòng"
    hands.press(Key.Key_Backspace)
    hands.press(Key.Key_Return)
    assert hands.text(2, LEAD) == ""


def test_a_merged_cell_is_written_from_any_of_its_rows(hands) -> None:
    hands.go(5, FORM)
    hands.press(Key.Key_Left)
    hands.type("Nội dung khác")
    hands.press(Key.Key_Return)
    assert hands.shape[2][0] == "Nội dung khác"
    assert hands.at == (6, CONTENT)


def test_the_editor_of_a_merged_cell_stands_over_all_of_it(hands) -> None:
    hands.go(3, CONTENT)
    hands.press(Key.Key_F2)
    editor = hands.tab.view.delegate.editor
    assert editor.geometry() == hands.tab.view.visualRect(hands.tab.model.index(3, CONTENT))


FILLING = [
    ((0, FORM, 2, FORM), "fill_down", [(r, FORM, "Phát thanh") for r in range(3)]),
    ((0, CONTENT, 3, CONTENT), "fill_down", [(r, CONTENT, "Phổ biến") for r in (0, 2, 3)]),
    ((1, LEAD, 1, LEAD), "fill_down", [(1, LEAD, "Ban Văn hóa")]),
    ((0, FORM, 0, PARTNERS), "fill_right", [(0, c, "Phát thanh") for c in (FORM, LEAD, PARTNERS)]),
    ((2, PARTNERS, 2, PARTNERS), "fill_right", [(2, PARTNERS, "Văn phòng")]),
]


@pytest.mark.parametrize("cell", [(0, FORM), (0, LEAD), (0, TIME), (0, NOTE), (0, CONTENT), (0, TT)])
def test_one_cell_is_not_filled_from_a_column_of_another_meaning_and_it_is_said_why(hands, qtbot, cell):
    before = hands.workbench.plan
    hands.go(*cell)
    if cell[1] <= CONTENT:
        hands.press(Key.Key_R, CTRL)
    else:
        with qtbot.waitSignal(hands.workbench.failed, timeout=500) as said:
            hands.press(Key.Key_R, CTRL)
        assert said.args[0].startswith("Cột bên trái là mục khác")
    assert hands.workbench.plan == before


@pytest.mark.parametrize(("block", "verb", "cells"), FILLING)
def test_fill_down_and_right_in_one_step(hands, block, verb, cells) -> None:
    before = hands.workbench.plan
    hands.choose(*block)
    hands.press(Key.Key_D if verb == "fill_down" else Key.Key_R, CTRL)
    assert [(row, column, hands.text(row, column)) for row, column, _ in cells] == cells
    assert hands.workbench.stack.count() == 1
    hands.check_undo(before)


def test_the_mouse_chooses_blocks_too(hands) -> None:
    hands.drag(hands.place(0, FORM), hands.place(2, LEAD))
    assert hands.chosen == {(r, c) for r in range(3) for c in (FORM, LEAD)}
    assert hands.at == (0, FORM)
    hands.drag(hands.place(5, NOTE), hands.place(6, NOTE), CTRL)
    assert {(5, NOTE), (6, NOTE), (0, FORM)} <= hands.chosen


def test_no_verb_s_key_is_one_that_a_keyboard_program_switches_on(hands) -> None:
    keys = [key.toString() for action in hands.tab.tab_actions() for key in action.shortcuts()]
    assert keys
    assert not [key for key in keys if "Ctrl+Shift" in key]
    assert len(keys) == len(set(keys))


def test_ctrl_r_fills_in_the_sheet_and_f9_reports_from_everywhere(window, qtbot) -> None:
    window.verbs["show_appendix"].trigger()
    tab = window.tabs.current
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    tab.view.setFocus()
    tab.view.choosing.choose_block((0, FORM), (0, LEAD))
    QTest.keyClick(QApplication.focusWidget(), Key.Key_R, CTRL)
    assert tab.model.rows[0].task.lead == tab.model.rows[0].task.form
    assert window.desk.page is None
    for show in ("show_plan", "show_appendix", "show_tracker"):
        window.verbs[show].trigger()
        QTest.keyClick(QApplication.focusWidget(), Key.Key_R, CTRL)
        assert window.desk.page is None, show
        QTest.keyClick(QApplication.focusWidget(), Key.Key_F9)
        assert window.desk.page is not None, show
        QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Escape)
        qtbot.waitUntil(lambda: window.desk.page is None)


def test_a_cell_of_forty_thousand_letters_is_carried_and_leaves_room_for_others(hands, qtbot) -> None:
    long = "chữ " * 10_000
    hands.tab.model.setData(hands.tab.model.index(0, FORM), long)
    hands.tab.model.setData(hands.tab.model.index(2, CONTENT), long)
    qtbot.waitUntil(lambda: hands.tab.view.rowHeight(0) == 600)
    hands.tab.view.grab()
    assert hands.shape[0][1][0] == long
    hands.go(2, CONTENT)
    qtbot.waitUntil(lambda: hands.tab.view.rowHeight(2) == 600)
    hands.press(Key.Key_Down)
    assert hands.at == (3, CONTENT)


@pytest.mark.parametrize(
    "wild", ["=cmd|' /C calc'!A0", "<b>đậm</b> &amp;", "1.234,5", "31/02", "\u202eđảo", "😀"]
)
def test_wild_text_stays_text(hands, wild) -> None:
    hands.go(0, FORM)
    hands.tab.model.setData(hands.tab.model.index(0, FORM), wild)
    hands.tab.model.setData(hands.tab.model.index(0, TIME), wild)
    hands.tab.view.grab()
    assert hands.text(0, FORM) == hands.text(0, TIME) == wild
    hands.check()
