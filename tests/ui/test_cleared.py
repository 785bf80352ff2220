"""Emptying the whole text or a whole appendix is said in the window, with the way back beside it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def text(window):
    window.verbs["show_plan"].trigger()
    return window.tabs.current.editor


@pytest.fixture
def sheet(window):
    window.verbs["show_appendix"].trigger()
    return window.tabs.current


def test_the_whole_text_taken_out_comes_back_at_a_click(window, text):
    before = window.workbench.plan
    QTest.keyClick(text, Qt.Key.Key_A, CTRL)
    QTest.keyClick(text, Qt.Key.Key_Delete)
    count = sum(bool(item.text.strip()) for item in (*before.preamble, *before.body))
    assert window.desk.messages.text == f"Đã xóa cả nội dung văn bản ({count} đoạn)."
    window.desk.messages.click("Hoàn tác")
    assert window.workbench.plan == before


def test_a_letter_typed_over_the_whole_text_is_told_of(window, text):
    before = window.workbench.plan
    QTest.keyClick(text, Qt.Key.Key_A, CTRL)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(text, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, "x"))
    assert window.workbench.flush()
    assert window.desk.messages.text.startswith("Đã thay cả nội dung văn bản")
    assert window.workbench.stack.undoText().startswith("Thay cả phần nội dung, ")
    window.desk.messages.click("Hoàn tác")
    assert window.workbench.plan == before


@pytest.mark.parametrize("verb", ["remove", "clear"])
def test_a_whole_appendix_emptied_comes_back_at_a_click(window, sheet, verb, qtbot):
    before = window.workbench.plan
    rows = sum(len(each.tasks) for each in before.appendices[0].activities)
    sheet.view.choosing.choose_block((0, 0), (rows - 1, sheet.model.columnCount() - 1))
    sheet.verbs.actions[verb].trigger()
    qtbot.waitUntil(lambda: window.workbench.plan != before, timeout=20_000)
    assert window.desk.messages.text == (
        f"Đã xóa cả phụ lục ({len(before.appendices[0].activities)} nội dung, {rows} dòng)."
    )
    window.desk.messages.click("Hoàn tác")
    assert window.workbench.plan == before


def test_what_leaves_something_and_what_undo_takes_back_is_not_told_of(window, sheet, qtbot):
    before = window.workbench.plan
    first, *others = window.workbench.plan.appendices[0].activities
    rows = sum(len(each.tasks) for each in (first, *others))
    sheet.view.choosing.choose_block((len(first.tasks), 0), (rows - 1, sheet.model.columnCount() - 1))
    sheet.verbs.actions["remove"].trigger()
    qtbot.waitUntil(lambda: window.workbench.plan != before, timeout=20_000)
    assert window.desk.messages.text == ""
    window.workbench.undo()
    assert window.workbench.plan == before
    sheet.view.choosing.choose_block((0, 0), (rows - 1, sheet.model.columnCount() - 1))
    sheet.verbs.actions["remove"].trigger()
    qtbot.waitUntil(lambda: window.workbench.plan != before, timeout=20_000)
    window.workbench.undo()
    window.desk.messages.dismiss()
    window.workbench.redo()
    assert window.desk.messages.text == ""
