"""Undo, redo and the clipboard mean the same wherever the focus is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def active(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def shown(window, kind):
    return next(w for w in window.tabs.findChildren(kind) if w.isVisible() and w.isEnabled())


def test_typing_in_the_page_is_undone_and_redone_by_the_keys(active, qtbot, sample):
    page = shown(active, OutlineEditor)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_X)
    active.workbench.flush()
    assert active.workbench.plan != sample
    typed = active.workbench.plan
    QTest.keyClick(page, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: active.workbench.plan == sample)
    QTest.keyClick(page, Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(lambda: active.workbench.plan == typed)


def test_what_is_half_typed_in_a_field_is_kept_first_then_undone(active, qtbot, sample):
    active.verbs["show_appendix"].trigger()
    plan = active.workbench.plan
    active.workbench.commit(SetField("plan", plan.id, "number", plan.number, "77"), "Sửa số")
    field = shown(active, QLineEdit)
    field.setFocus()
    field.setCursorPosition(0)
    QTest.keyClick(field, Qt.Key.Key_X)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: active.workbench.plan.appendices == sample.appendices)
    assert active.workbench.plan.number == "77", "only the typing is undone"
    assert active.workbench.stack.canRedo()


def test_with_nothing_on_the_stack_a_fields_own_undo_stands(active):
    active.verbs["show_appendix"].trigger()
    field = shown(active, QLineEdit)
    before = field.text()
    field.setFocus()
    field.setCursorPosition(0)
    QTest.keyClick(field, Qt.Key.Key_X)
    assert field.text() != before
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == before


def test_copy_in_the_menu_copies_the_cell_chosen_in_the_sheet(active, sample):
    active.verbs["show_appendix"].trigger()
    sheet = shown(active, QAbstractItemView)
    sheet.setFocus()
    QApplication.clipboard().clear()
    active.verbs["copy"].trigger()
    assert sample.appendices[0].activities[0].content in QApplication.clipboard().text()
