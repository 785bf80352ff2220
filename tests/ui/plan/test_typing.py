"""Vietnamese as keyboards send it: letter by letter with Backspace, by an input method, by paste."""

import unicodedata

import pytest
from PySide6.QtCore import Qt

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
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

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


def test_a_paragraph_of_40000_letters(hands) -> None:
    word = "đường "
    hands.go(7, -1)
    hands.paste(word * 6700)
    assert len(hands.workbench.plan.body[-1].text) > 40_000
    hands.type("hết")
    assert hands.shape()[-1].endswith("đường hết")
