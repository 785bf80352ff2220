"""The form of one text: what is typed is read when it is kept; what is wrong is said below its field."""

import datetime as dt

import pytest
from basis_desk import Desk, type_into
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.ui.bases.form import numbered
from kehoach_desktop.ui.plan.fields import TextField

Key = Qt.Key


def put(desk: Desk, name: str, text: str) -> None:
    field = desk.panel.form.fields[name]
    field.setFocus()
    field.selectAll()
    type_into(field, text)


def kept(desk: Desk) -> LegalBasis:
    return desk.panel.picker.chosen()[0]


def test_a_new_text_is_typed_and_kept_by_keyboard(desk: Desk) -> None:
    desk.press(Key.Key_Insert)
    put(desk, "designation", "07 / 2026 / QĐ-UBND")
    put(desk, "date", "9/1/2026")
    put(desk, "issuer", "UBND xã")
    put(desk, "subject", "về phân công;")
    put(desk, "in_force_to", "01/01/2027")
    desk.panel.form.type.setCurrentText("Quyết định")
    desk.press(Key.Key_Return)
    basis = kept(desk)
    assert (basis.type, basis.number, basis.symbol) == ("Quyết định", "07/2026", "QĐ-UBND")
    assert (basis.date, basis.in_force_to) == (dt.date(2026, 1, 9), dt.date(2027, 1, 1))
    assert (basis.issuer, basis.subject, basis.checked_on) == ("UBND xã", "về phân công", None)
    assert desk.panel.picker.rows.hasFocus()


def test_f2_changes_a_shipped_text_and_it_is_taken_back_whole(desk: Desk) -> None:
    desk.look_for("63/2010")
    before = kept(desk)
    desk.press(Key.Key_F2)
    put(desk, "note", "Xem tại văn phòng")
    desk.panel.form.checked.setChecked(True)
    desk.panel.form.save_button.click()
    assert kept(desk).note == "Xem tại văn phòng"
    assert kept(desk).checked_on == dt.datetime.now().astimezone().date()
    assert kept(desk).slug == before.slug
    desk.panel.picker.note.answer()
    assert kept(desk) == before


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"date": "32/1/2026"}, "date"),
        ({"in_force_from": "01/7/2026", "in_force_to": "30/6/2026"}, "in_force_to"),
        ({"designation": "", "subject": ""}, "designation"),
        ({"designation": "45/2020/NĐ-CP"}, "designation"),
    ],
)
def test_what_cannot_be_kept_is_said_below_its_field_and_stays_typed(
    desk: Desk, typed: dict[str, str], wrong: str
) -> None:
    desk.look_for("63/2010")
    before = kept(desk)
    desk.press(Key.Key_F2)
    for name, text in typed.items():
        field = desk.panel.form.fields[name]
        if isinstance(field, TextField):
            field.setPlainText(text)
        else:
            field.setText(text)
    desk.panel.form.save()
    assert desk.panel.form.error(wrong)
    assert desk.panel.form.fields[wrong].hasFocus()
    assert desk.panel.form.isVisible()
    desk.press(Key.Key_Escape)
    assert kept(desk) == before


def test_vietnamese_of_a_keyboard_program_and_of_an_input_method_come_out_right(desk: Desk) -> None:
    desk.press(Key.Key_Insert)
    form = desk.panel.form
    line = form.type.lineEdit()
    assert isinstance(line, QLineEdit)
    for field in (form.fields["designation"], line):
        field.setFocus()
        field.selectAll()
        type_into(field, "Ke")
        QTest.keyClick(field, Key.Key_Backspace)
        type_into(field, "ế hoạch")
        assert field.text() == "Kế hoạch"
    text = form.fields["subject"]
    text.setFocus()
    for step in ("v", "ve", "về"):
        QApplication.sendEvent(text, QInputMethodEvent(step, []))
    event = QInputMethodEvent("", [])
    event.setCommitString("về")
    QApplication.sendEvent(text, event)
    assert text.toPlainText() == "về"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("57 - NQ/TW", ("57", "NQ/TW")),
        ("02a/KH-UBND", ("02a", "KH-UBND")),
        ("66.7/2025/NQ-CP", ("66.7/2025", "NQ-CP")),
        ("63/2010/NĐ-CP", ("63/2010", "NĐ-CP")),
        ("số 5 / QĐ - UBND", ("5", "QĐ-UBND")),
        ("4395/UBND–KSTTHC", ("4395", "UBND-KSTTHC")),
        ("12", ("12", "")),
        ("", ("", "")),
    ],
)
def test_number_and_symbol_are_told_apart(typed: str, read: tuple[str, str]) -> None:
    assert numbered(typed) == read
