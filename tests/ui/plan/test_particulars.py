"""The particulars commit when they are left, and say what is wrong in their place."""

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.ui.plan.facts import FACTS, parsed_fact, shown_fact
from kehoach_desktop.ui.plan.particulars import Particulars


@pytest.fixture
def form(qtbot, workbench) -> Particulars:
    made = Particulars(workbench)
    qtbot.addWidget(made)
    made.resize(268, 500)
    made.show()
    qtbot.waitUntil(lambda: made.widget() is not None)  # a moment after the first paint
    return made


def write(form: Particulars, name: str, text: str, *, leave: bool = True) -> None:
    field = form.fields[name]
    field.selectAll()
    field.insertPlainText(text)
    if leave:
        QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))


def test_every_particular_is_shown(form, workbench) -> None:
    for name, field in form.fields.items():
        assert field.toPlainText() == shown_fact(workbench.plan, name)
    assert form.status.words == "Dự thảo"
    assert set(form.fields) | {"status"} == {fact.name for fact in FACTS}


def test_the_form_comes_a_moment_after_the_page_without_a_change_of_ground(qtbot, workbench) -> None:
    late = Particulars(workbench)
    after = QLineEdit()
    room = QWidget()
    column = QVBoxLayout(room)
    column.addWidget(late)
    column.addWidget(after)
    qtbot.addWidget(room)
    room.resize(268, 500)
    room.show()
    assert late.widget() is None
    spot = late.mapTo(room, QPoint(3, 300))
    empty = room.grab().toImage().pixelColor(spot)
    workbench.flush()  # nothing is typed in what is not there
    workbench.commit(SetField("plan", workbench.plan.id, "place", workbench.plan.place, "Nơi mới"), "Sửa")
    qtbot.waitUntil(lambda: late.widget() is not None)
    assert late.fields["place"].toPlainText() == "Nơi mới"
    assert room.grab().toImage().pixelColor(spot) == empty
    chain = [late]
    while chain[-1] is not after:
        chain.append(chain[-1].nextInFocusChain())
    wanted = [late.fields.get(fact.name, late.status.button) for fact in FACTS]
    assert [widget for widget in chain if widget in wanted] == wanted  # before what stands below


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("superior", "  UBND  tỉnh\tBình Hòa ", "UBND tỉnh Bình Hòa"),
        ("issuer", "U\u0309y ban", "Ủy ban"),
        ("number", "12", "12"),
        ("place", "", ""),
        ("subject", "Truyền thông\nnăm 2027", "Truyền thông năm 2027"),
        ("date", "3/2/2026", dt.date(2026, 2, 3)),
        ("date", "", None),
        ("year", "2027", 2027),
        ("recipients", "- UBND tỉnh (b/c);\n\n  - Lưu: VT.", ("UBND tỉnh (b/c)", "Lưu: VT")),
    ],
)
def test_a_field_commits_when_left(form, workbench, name: str, text: str, value: object) -> None:
    before = getattr(workbench.plan, name)
    write(form, name, text)
    assert getattr(workbench.plan, name) == value
    assert form.fields[name].toPlainText() == shown_fact(workbench.plan, name)
    assert workbench.stack.count() == 1
    workbench.undo()
    assert getattr(workbench.plan, name) == before
    assert form.fields[name].toPlainText() == shown_fact(workbench.plan, name)


def test_the_signature_is_kept_line_by_line(form, workbench) -> None:
    write(form, "signature.proxy", "TL. CHỦ TỊCH")
    write(form, "signature.title", "CHÁNH VĂN PHÒNG")
    assert workbench.plan.signature.proxy == "TL. CHỦ TỊCH"
    assert workbench.plan.signature.title == "CHÁNH VĂN PHÒNG"
    assert workbench.stack.count() == 2


@pytest.mark.parametrize("text", ["31/02/2026", "hôm nay", "16/01/26", "1/13/2026"])
def test_a_wrong_date_is_marked_and_kept_in_the_field(form, workbench, text: str) -> None:
    write(form, "date", text)
    assert workbench.stack.count() == 0
    assert form.error("date").startswith("Ngày không đúng")
    assert form.fields["date"].toPlainText() == text
    workbench.flush()
    write(form, "place", "Nơi khác")  # another commit leaves the wrong text where it is
    assert form.fields["date"].toPlainText() == text
    write(form, "date", "16/01/2026")
    assert not form.error("date")


def test_a_wrong_year_is_marked(form, workbench) -> None:
    write(form, "year", "hai nghìn")
    assert form.error("year").startswith("Năm không đúng")
    assert workbench.stack.count() == 0


def test_a_field_being_typed_in_is_never_written(form, workbench) -> None:
    write(form, "place", "Đang gõ", leave=False)
    write(form, "number", "15")
    assert form.fields["place"].toPlainText() == "Đang gõ"
    workbench.flush()
    assert workbench.plan.place == "Đang gõ"


def test_enter_commits_one_entry_and_makes_a_line_of_several(form, workbench) -> None:
    write(form, "number", "21", leave=False)
    enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    QApplication.sendEvent(form.fields["number"], enter)
    assert workbench.plan.number == "21"
    QApplication.sendEvent(form.fields["recipients"], enter)
    assert "\n" in form.fields["recipients"].toPlainText()
    assert workbench.stack.count() == 1


def test_leaving_without_a_change_commits_nothing(form, workbench) -> None:
    write(form, "symbol", f"  {workbench.plan.symbol} ")
    assert workbench.stack.count() == 0
    assert form.fields["symbol"].toPlainText() == workbench.plan.symbol


def test_the_state_is_changed_by_its_button(form, workbench) -> None:
    asked = []
    workbench.state_change_asked.connect(lambda: asked.append(form.status.words))
    form.status.button.click()
    assert asked == ["Dự thảo"]


def test_no_plan_means_no_form(form, workbench) -> None:
    workbench.open_plan(None)
    assert not form.widget().isEnabled()
    assert not form.fields["subject"].toPlainText()


def test_long_text_makes_the_field_higher_and_is_shown_whole(form, qtbot) -> None:
    low = form.fields["subject"].height()
    write(form, "subject", "Truyền thông kiểm soát thủ tục hành chính " * 4)
    qtbot.waitUntil(lambda: form.fields["subject"].height() > low)
    qtbot.waitUntil(lambda: form.fields["subject"].verticalScrollBar().maximum() == 0)


def caret_is_seen(form: Particulars, name: str) -> bool:
    field = form.fields[name]
    caret = field.cursorRect()
    caret.moveTopLeft(field.viewport().mapTo(form.viewport(), caret.topLeft()))
    return form.viewport().rect().contains(caret) and field.hasFocus()


@pytest.mark.parametrize("name", ["subject", "recipients"])
def test_the_caret_stays_in_sight_in_a_short_panel(form, qtbot, name: str) -> None:
    form.resize(268, 130)
    form.activateWindow()
    form.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: caret_is_seen(form, name))
    for _ in range(9):
        form.fields[name].insertPlainText("Ủy ban nhân dân các xã, phường; ")
        if name == "recipients":
            form.fields[name].insertPlainText("\n")
        qtbot.waitUntil(lambda: caret_is_seen(form, name))
    form.fields[name].moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.waitUntil(lambda: caret_is_seen(form, name))
    form.fields[name].moveCursor(QTextCursor.MoveOperation.End)
    qtbot.waitUntil(lambda: caret_is_seen(form, name))


def test_dates_are_written_with_any_of_the_usual_signs() -> None:
    for text in ("16/01/2026", "16-1-2026", "16.01.2026", " 16 1 2026 "):
        assert parsed_fact("date", text) == dt.date(2026, 1, 16)
