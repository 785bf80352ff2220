"""Nơi nhận: lines that are moved, pasted and offered, and what is said of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from kehoach_desktop.services import plans
from kehoach_desktop.ui.plan.offers import Offer
from kehoach_desktop.ui.plan.particulars import Particulars
from kehoach_desktop.ui.plan.recipients_notes import misplaced_copy

LIST = ("UBND tỉnh (b/c)", "Các 🏫 trường", "Lưu: VT")
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def form(qtbot, workbench) -> Particulars:
    plan = plans.add_plan(workbench.store, replace(workbench.plan, recipients=LIST))
    workbench.open_plan(plan.id)
    made = Particulars(workbench)
    qtbot.addWidget(made)
    made.resize(268, 700)
    made.show()
    made.activateWindow()
    made.fields["recipients"].setFocus()
    qtbot.waitUntil(made.fields["recipients"].hasFocus)
    return made


@pytest.fixture
def field(form):
    return form.fields["recipients"]


def press(field, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))


def go(field, line: int, column: int = 0) -> None:
    cursor = QTextCursor(field.document().findBlockByNumber(line))
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, column)
    field.setTextCursor(cursor)


def test_a_line_moves_with_the_caret_and_each_move_is_a_step(field, workbench) -> None:
    go(field, 1, 6)
    press(field, Qt.Key.Key_Up, ALT)
    assert workbench.plan.recipients == (LIST[1], LIST[0], LIST[2])
    assert (field.textCursor().blockNumber(), field.textCursor().block().text()) == (0, LIST[1])
    press(field, Qt.Key.Key_Up, ALT)  # there is nowhere to go
    press(field, Qt.Key.Key_Down, ALT)
    assert workbench.plan.recipients == LIST
    assert field.textCursor().block().text() == LIST[1]
    assert workbench.stack.count() == 2
    workbench.undo()
    workbench.undo()
    assert workbench.plan.recipients == LIST
    assert field.toPlainText() == "\n".join(LIST)


def test_a_line_of_a_plan_only_read_does_not_move(field, workbench) -> None:
    field.setReadOnly(True)
    go(field, 1)
    press(field, Qt.Key.Key_Up, ALT)
    assert field.toPlainText() == "\n".join(LIST)


def test_many_lines_are_pasted_at_once_without_their_dashes(field, workbench) -> None:
    data = QMimeData()
    data.setText("- Thường trực HĐND;\r\n- Các thôn;\r\n")
    QGuiApplication.clipboard().setMimeData(data)
    go(field, 2)
    field.paste()
    workbench.flush()
    assert workbench.plan.recipients == (*LIST[:2], "Thường trực HĐND", "Các thôn", LIST[2])
    assert workbench.stack.count() == 1


def test_what_is_typed_for_an_entry_is_replaced_by_the_offer(field, workbench) -> None:
    go(field, 1, 3)
    field.on_pause()
    field.take(Offer("Các trường học"))
    assert workbench.plan.recipients == (LIST[0], "Các trường học", LIST[2])


@pytest.mark.parametrize(
    ("line", "wanted"),
    [(0, (LIST[0], "Các thôn", *LIST[1:])), (2, (*LIST[:2], "Các thôn", LIST[2]))],
    ids=["after the line", "before the copy"],
)
def test_an_offer_asked_for_is_added_and_the_copy_stays_last(field, workbench, line, wanted) -> None:
    go(field, line)
    press(field, Qt.Key.Key_F4)
    offers = field.shown_offers
    assert not {offer.text for offer in offers} & set(LIST)  # what is there is not offered
    field.take(Offer("Các thôn"))
    assert workbench.plan.recipients == wanted
    assert field.textCursor().block().text() == "Các thôn"
    assert workbench.stack.count() == 1
    field.take(Offer("Sở Tư pháp"))


def test_an_entry_written_twice_is_told(form, field, workbench) -> None:
    assert form.widget().notes is None
    go(field, 0)
    field.insertPlainText("các 🏫 TRƯỜNG\n")
    workbench.flush()
    notes = form.widget().notes
    assert notes.isVisible()
    assert notes.words.text() == "Ghi trùng: “Các 🏫 trường”."
    assert not notes.move_button.isVisible()
    workbench.undo()
    assert not notes.isVisible()


def test_the_copy_is_put_last_when_the_clerk_wants_it(form, field, workbench) -> None:
    field.moveCursor(QTextCursor.MoveOperation.End)
    field.insertPlainText("\nCác thôn")
    workbench.flush()
    assert workbench.plan.recipients == (*LIST, "Các thôn")  # nothing is forced
    button = form.widget().notes.move_button
    assert button.text() == "Đưa “Lưu: VT” xuống cuối"
    button.click()
    assert workbench.plan.recipients == (*LIST[:2], "Các thôn", LIST[2])
    assert not button.isVisible()
    assert field.hasFocus()
    assert workbench.stack.count() == 2


def test_several_copies_at_the_end_are_in_place() -> None:
    assert not misplaced_copy(("Các thôn", "Lưu: VT", "Lưu: TH"))
    assert not misplaced_copy(("Lưu: VT",))
    assert not misplaced_copy(())
    assert misplaced_copy(("Lưu: VT", "Các thôn", "Lưu: TH")) == "Lưu: VT"


def test_each_entry_has_its_dash_and_a_blank_line_none(form, field, qtbot) -> None:
    assert len(field.dash_tops()) == 3
    go(field, 0)
    field.insertPlainText("\n")
    assert len(field.dash_tops()) == 3
    field.insertPlainText("Ủy ban nhân dân các xã, phường, đặc khu thuộc tỉnh\n")
    qtbot.waitUntil(lambda: len(field.dash_tops()) == 4)  # when the field is as high as its text
    tops = field.dash_tops()
    assert tops == sorted(set(tops))
