"""Vietnamese as keyboards send it: letter by letter with Backspace, by an input method, by paste."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = "Uỷ ban nhân dân phường Đống Đa, nghị quyết số 02 về thủ tục đất đai: đường, mưỡu, quỹ, ngoằn ngoèo"


def keyboard_program(hands, text: str) -> None:
    """Type as Unikey does: the bare letter, then Backspace and the letter with its mark."""
    for letter in text:
        bare = unicodedata.normalize("NFD", letter)[0].replace("đ", "d").replace("Đ", "D")
        if bare != letter:
            hands.type(bare)
            hands.press(Qt.Key.Key_Backspace, text="\b")
        hands.type(letter)


def test_letters_with_backspace(hands) -> None:
    hands.go(7, -1)
    hands.press(Qt.Key.Key_Return, text="\r")
    keyboard_program(hands, WORDS)
    assert hands.shape()[-1] == f"section 0 {WORDS}"


def test_a_mark_after_the_commit_of_a_pause(hands) -> None:
    hands.go(7, -1)
    hands.type(" ha")
    hands.page.on_timer_elapsed()
    assert hands.workbench.plan.body[-1].text.endswith(" ha")
    hands.press(Qt.Key.Key_Backspace, text="\b")
    hands.type("à")
    assert hands.shape()[-1] == "section 0 Tổ chức thực hiện hà"


def test_combining_marks_become_one_letter_but_not_under_the_caret(hands) -> None:
    hands.go(7, -1)
    hands.type(unicodedata.normalize("NFD", " tiếng"))
    hands.page.on_timer_elapsed()
    assert hands.workbench.plan.body[-1].text == "Tổ chức thực hiện tiếng"
    block = hands.page.document().findBlockByNumber(7)
    assert block.text().endswith(unicodedata.normalize("NFD", "tiếng"))
    hands.type(" Việt")
    hands.go(0, 0)
    assert block.text() == "Tổ chức thực hiện tiếng Việt"
    hands.shape()


def test_a_split_counts_letters_not_marks(hands) -> None:
    hands.go(7, -1)
    hands.type(unicodedata.normalize("NFD", " tiếng Việt"))
    for _ in range(4):
        hands.press(Qt.Key.Key_Left)
    hands.press(Qt.Key.Key_Return, text="\r")
    assert hands.shape()[-2:] == ["section 0 Tổ chức thực hiện tiếng ", "section 0 Việt"]


def test_an_input_method_composes_then_commits(hands) -> None:
    hands.go(7, -1)
    hands.type(" ")
    hands.compose(["v", "vi", "vie", "viê", "việ", "việt"], "việt")
    assert hands.shape()[-1] == "section 0 Tổ chức thực hiện việt"


def test_nothing_is_touched_during_a_composition(hands) -> None:
    hands.go(7, -1)
    hands.type(" a")
    hands.compose(["n"], "")  # given up
    QApplication.sendEvent(hands.page, QInputMethodEvent("nă", []))
    hands.page.on_timer_elapsed()
    assert hands.workbench.stack.count() == 0
    assert hands.page.document().findBlockByNumber(7).layout().preeditAreaText() == "nă"
    hands.compose([], "năm")
    assert hands.shape()[-1] == "section 0 Tổ chức thực hiện anăm"


def test_paste_in_one_go_takes_the_normal_form(hands) -> None:
    hands.go(7, -1)
    hands.press(Qt.Key.Key_Return, text="\r")
    hands.paste(unicodedata.normalize("NFD", WORDS))
    assert hands.shape()[-1] == f"section 0 {WORDS}"


@pytest.mark.parametrize("way", ["keys", "paste"])
def test_all_is_undone_and_done_again(hands, way: str) -> None:
    first = hands.workbench.plan
    hands.go(5, 3)
    for _ in range(3):
        if way == "keys":
            keyboard_program(hands, "Điều mới")
        else:
            hands.paste("một\nhai")
        hands.press(Qt.Key.Key_Return, text="\r")
        hands.press(Qt.Key.Key_Backtab)
    hands.page.flush()
    last = hands.workbench.plan
    assert last != first
    while hands.workbench.stack.canUndo():
        hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.workbench.plan == first
    hands.shape()
    while hands.workbench.stack.canRedo():
        hands.press(Qt.Key.Key_Y, CTRL)
    assert hands.workbench.plan == last
    hands.shape()


def by_input_method(hands, text: str) -> None:
    """Compose word for word: bare letters first, then the word with its marks; the blank commits it."""
    words = text.split(" ")
    for number, word in enumerate(words):
        bare = unicodedata.normalize("NFD", word).replace("đ", "d")
        steps = [bare[: n + 1] for n in range(len(bare))]
        hands.compose([*steps, word], word + (" " if number < len(words) - 1 else ""))


def in_one_go(hands, text: str) -> None:
    """Send words whole, as some keyboard programs and dictation do."""
    hands.press(Qt.Key.Key_unknown, text=text)


WAYS = {"keys": keyboard_program, "method": by_input_method, "go": in_one_go}


@pytest.fixture(params=WAYS)
def way(request) -> Callable[..., None]:
    return WAYS[request.param]


def test_inside_bold_letters(hands, way) -> None:
    hands.go(4, 0, to=(4, 8))
    hands.page.toggle_mark("bold")
    hands.go(4, 5)
    way(hands, "ướt đẫm ")
    assert hands.shape()[2] == "point 2 Đúng ướt đẫm quy định;"
    assert hands.workbench.plan.body[2].marks == ((0, 16, "bold"),)


def test_after_bold_was_switched_on(hands, way) -> None:
    hands.go(7, -1)
    hands.page.toggle_mark("bold")
    way(hands, " rõ việc")
    hands.shape()
    assert hands.workbench.plan.body[-1].text == "Tổ chức thực hiện rõ việc"
    assert hands.workbench.plan.body[-1].marks in {((17, 25, "bold"),), ()}


def test_at_the_very_start_of_an_item(hands, way) -> None:
    hands.go(5, 0)
    way(hands, "ưu tiên ")
    assert hands.shape()[3] == "point 2 ưu tiên Kịp thời."


def test_at_the_start_of_the_page_and_of_a_new_item(hands, way) -> None:
    hands.go(0, 0)
    way(hands, "Được ")
    assert hands.preamble()[0].startswith("basis Được Căn cứ")
    hands.go(5, -1)
    hands.press(Qt.Key.Key_Return, text="\r")
    way(hands, "ở đâu")
    assert hands.shape()[4] == "point 2 ở đâu"


def test_over_letters_chosen_in_an_item(hands, way) -> None:
    hands.go(4, 5, to=(4, 8))
    way(hands, "ý")
    assert hands.shape()[2] == "point 2 Đúng ý định;"
    hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.shape()[2] == "point 2 Đúng quy định;"


def test_over_items_chosen_and_one_step_back(hands, way) -> None:
    first = hands.workbench.plan
    hands.go(3, 4, to=(6, 0))
    way(hands, "ấm ức")
    hands.shape()
    assert [item.text for item in hands.workbench.plan.body[:3]] == [
        "Mục đích",
        "Yêu ấm ứcPhạm vi",
        "Tổ chức thực hiện",
    ]
    assert hands.workbench.stack.count() == 1
    hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.workbench.plan == first


def test_in_the_empty_page(hands_on, small, way) -> None:
    hands = hands_on(replace(small, preamble=(), body=()))
    way(hands, "Được việc")
    assert hands.shape() == ["section 0 Được việc"]
    hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.shape() == []
    way(hands, "ừ")
    assert hands.shape() == ["section 0 ừ"]


def test_beside_an_emoji_and_in_a_broken_line(hands, way) -> None:
    hands.go(4, 5)
    hands.paste("😀")
    way(hands, "ễ")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, "\r")
    way(hands, "ở")
    assert hands.shape()[2] == "point 2 Đúng 😀ễ\nởquy định;"


def test_in_the_page_made_larger(hands, way) -> None:
    hands.page.set_zoom(150)
    hands.go(4, -1)
    way(hands, " đủ")
    hands.page.set_zoom(100)
    way(hands, " rõ")
    assert hands.shape()[2] == "point 2 Đúng quy định; đủ rõ"


def test_everything_chosen_is_typed_over(hands, way) -> None:
    hands.press(Qt.Key.Key_A, CTRL)
    way(hands, "Mới đặt")
    hands.shape()
    plan = hands.workbench.plan
    assert [item.text for item in plan.preamble + plan.body] == ["Mới đặt"]
    hands.press(Qt.Key.Key_Z, CTRL)
    assert len(hands.shape()) == 6


def test_a_composition_ends_where_the_caret_is_put_elsewhere(hands) -> None:
    hands.go(4, -1)
    QApplication.sendEvent(hands.page, QInputMethodEvent("nă", []))
    hands.page.flush()
    hands.compose([], "năm")
    assert hands.shape()[2] == "point 2 Đúng quy định;năm"


def test_a_paragraph_of_40000_letters(hands, qtbot) -> None:
    word = "đường "
    hands.go(7, -1)
    hands.paste(word * 6700)
    qtbot.waitUntil(lambda: len(hands.workbench.plan.body[-1].text) > 40_000)  # it is read beside the window
    assert len(hands.workbench.plan.body[-1].text) > 40_000
    hands.type("hết")
    assert hands.shape()[-1].endswith("đường hết")
