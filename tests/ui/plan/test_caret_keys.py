"""Caret and selection by keys, as in Word: over words, lines, items and the whole text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from kehoach_desktop.domain.plan import Item, Level, Plan

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.mark.parametrize(
    ("start", "key", "held", "expected"),
    [
        ((4, 0), Key.Key_Right, CTRL, (4, 5)),
        ((4, 14), Key.Key_Left, CTRL, (4, 13)),
        ((4, 13), Key.Key_Left, CTRL, (4, 9)),
        ((4, 14), Key.Key_Right, CTRL, (5, 0)),
        ((5, 0), Key.Key_Left, CTRL, (4, 14)),
        ((4, 5), Key.Key_Home, None, (4, 0)),
        ((4, 5), Key.Key_End, None, (4, 14)),
        ((4, 5), Key.Key_Home, CTRL, (0, 0)),
        ((4, 5), Key.Key_End, CTRL, (7, 17)),
        ((5, 0), Key.Key_Up, None, (4, 0)),
        ((4, 0), Key.Key_Down, None, (5, 0)),
    ],
)
def test_a_key_moves_the_caret_and_with_shift_chooses(hands, start, key, held, expected) -> None:
    held = held or Qt.KeyboardModifier.NoModifier
    hands.go(*start)
    hands.press(key, held)
    assert hands.place() == expected
    hands.go(*start)
    hands.press(key, held | SHIFT)
    cursor = hands.page.textCursor()
    assert hands.place() == expected
    assert abs(cursor.anchor() - cursor.position()) > 0
    assert hands.workbench.stack.count() == 0


def long_plan() -> Plan:
    return Plan(year=2026, body=tuple(Item(Level.SECTION, f"Mục số {n}") for n in range(200)))


def test_page_keys_go_by_the_view_and_choose_with_shift(hands_on) -> None:
    hands = hands_on(long_plan())
    hands.press(Key.Key_PageDown)
    first = hands.place()[0]
    assert 5 < first < 40
    hands.press(Key.Key_PageDown, SHIFT)
    assert hands.place()[0] > first + 5
    assert hands.page.textCursor().hasSelection()
    hands.press(Key.Key_PageUp)
    assert not hands.page.textCursor().hasSelection()
    assert hands.place()[0] < first + 5


def test_ctrl_backspace_and_ctrl_delete_take_a_word(hands) -> None:
    hands.go(4, 8)
    hands.press(Key.Key_Backspace, CTRL)
    assert hands.shape()[2] == "point 2 Đúng  định;"
    hands.press(Key.Key_Delete, CTRL)
    assert hands.shape()[2] in {"point 2 Đúng định;", "point 2 Đúng ;"}
    hands.go(4, 0)
    hands.press(Key.Key_Backspace, CTRL)  # at the edge it joins
    assert hands.shape()[1].startswith("clause 1 Yêu cầuĐúng ")
    hands.page.undo_last()
    hands.go(3, -1)
    hands.press(Key.Key_Delete, CTRL)
    assert hands.shape()[1].startswith("clause 1 Yêu cầuĐúng ")


@pytest.mark.parametrize("count", range(1, 12))
def test_ctrl_delete_never_leaves_its_item(hands, count: int) -> None:
    hands.go(5, 9 - min(count, 9))
    for _ in range(3):
        if hands.page.textCursor().atBlockEnd():
            break
        hands.press(Key.Key_Delete, CTRL)
    assert len(hands.shape()) == 6


def test_shift_enter_is_a_line_within_the_item(hands) -> None:
    hands.go(4, 5)
    hands.press(Key.Key_Return, SHIFT, "\r")
    assert hands.shape()[2] == "point 2 Đúng \nquy định;"
    hands.press(Key.Key_Backspace)
    assert hands.shape()[2] == "point 2 Đúng quy định;"
    hands.go(4, 5, to=(6, 4))
    hands.press(Key.Key_Enter, SHIFT | Qt.KeyboardModifier.KeypadModifier, "\r")
    assert hands.shape()[2:4] == ["point 2 Đúng \n vi", "section 0 Tổ chức thực hiện"]
    assert hands.workbench.stack.undoText() == "Sửa 3 đoạn"


def test_typing_over_chosen_items_is_one_step_to_take_back(hands) -> None:
    first = hands.workbench.plan
    hands.go(4, 5, to=(6, 4))
    hands.type("ô tô")
    assert hands.shape()[2] == "point 2 Đúng ô tô vi"
    assert hands.workbench.stack.count() == 1
    hands.press(Key.Key_Z, CTRL)
    assert hands.workbench.plan == first
    hands.press(Key.Key_Y, CTRL)
    assert hands.shape()[2] == "point 2 Đúng ô tô vi"


def test_the_live_plan_has_what_is_typed_over_chosen_items(hands) -> None:
    hands.go(4, 5, to=(6, 4))
    hands.type("ô")
    live = hands.page.live_plan()
    assert [item.text for item in live.body] == [
        "Mục đích",
        "Yêu cầu",
        "Đúng ô vi",
        "Tổ chức thực hiện",
    ]
    assert len(hands.workbench.plan.body) == 6
    assert hands.page.caret_place() == (live.body[2].id, 6)


def test_a_key_with_ctrl_held_leaves_the_chosen_text(hands) -> None:
    hands.go(4, 5, to=(6, 4))
    hands.press(Key.Key_5, CTRL, "5")
    hands.press(Key.Key_Return, CTRL, "\r")
    assert len(hands.shape()) == 6
    assert hands.workbench.stack.count() == 0


def test_alt_up_where_nothing_is_allowed_says_so_and_changes_nothing(hands, monkeypatch) -> None:
    said = []
    monkeypatch.setattr(
        "kehoach_desktop.ui.plan.outline_verbs.say_quietly", lambda _page, words: said.append(words)
    )
    hands.go(3, 2)
    hands.page.move_lines(-1)
    assert said == ["Mục này không chuyển lên được nữa."]
    hands.go(7, 2)
    hands.page.move_lines(1)
    assert said[-1] == "Mục này không chuyển xuống được nữa."
    hands.page.outdent()
    assert said[-1] == "Mục này không nâng một bậc được nữa."
    assert hands.place() == (7, 2)
    assert hands.workbench.stack.count() == 0


def test_numbers_are_no_letters(hands) -> None:
    hands.press(Key.Key_A, CTRL)
    assert hands.page.textCursor().selectedText().startswith("Căn cứ Nghị định")
    assert not any(label in hands.page.toPlainText() for label in ("I.", "1.", "a)"))
    hands.go(2, 0)
    hands.press(Key.Key_Left)
    assert hands.place()[0] == 1


def test_the_level_and_number_of_the_line_can_be_heard(hands) -> None:
    heard = []
    for line in range(8):
        hands.go(line)
        heard.append(hands.page.accessibleDescription())
    assert heard == [
        *("Căn cứ", "Đoạn văn", "Mục I.", "Khoản 1.", "Điểm a)", "Điểm b)", "Khoản 2.", "Mục II."),
    ]
    assert hands.page.accessibleName() == "Nội dung kế hoạch"
    hands.page.indent()
    assert hands.page.accessibleDescription() == "Khoản 3."


def test_select_all_then_delete_leaves_one_empty_item(hands) -> None:
    cursor = hands.page.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    hands.page.setTextCursor(cursor)
    hands.press(Key.Key_Backspace)
    assert hands.page.toPlainText() == ""
    hands.page.undo_last()
    assert len(hands.shape()) == 6
