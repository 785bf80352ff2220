"""The particulars commit when they are left, and say what is wrong in their place."""

import datetime as dt

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.ui.plan.facts import FACTS, parsed_fact, shown_fact
from kehoach_desktop.ui.plan.particulars import Particulars
from kehoach_desktop.ui.theme import apply_theme

NONE = Qt.KeyboardModifier.NoModifier


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


def test_a_wrong_date_is_not_dropped_by_a_flush_and_hinders_no_undo(form, workbench, qtbot) -> None:
    place = workbench.plan.place
    write(form, "place", "Nơi khác")
    write(form, "date", "31/02/2026", leave=False)
    with qtbot.waitSignal(workbench.failed) as told:
        assert not workbench.flush()
    assert workbench.unkept == (
        "Ô “Ngày ban hành” trong Thông tin văn bản chưa ghi được. "
        "Ngày không đúng; hãy ghi như 16/01/2026 hoặc để trống."
    )
    assert told.args == [workbench.unkept]
    assert form.error("date").startswith("Ngày không đúng")
    workbench.undo()
    assert workbench.plan.place == place
    assert form.fields["date"].toPlainText() == "31/02/2026"
    write(form, "date", "28/02/2026", leave=False)
    assert workbench.flush()
    assert workbench.unkept == ""
    assert workbench.plan.date == dt.date(2026, 2, 28)


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


def test_a_blank_at_the_end_is_not_taken_from_under_the_caret(form, workbench, qtbot) -> None:
    form.activateWindow()
    field = form.fields["issuer"]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    write(form, "issuer", "Ủy ban ", leave=False)
    workbench.flush()  # Ctrl+S, say
    assert workbench.plan.issuer == "Ủy ban"
    field.insertPlainText("nhân dân ")
    assert field.toPlainText() == "Ủy ban nhân dân "
    form.fields["number"].setFocus()
    assert field.toPlainText() == workbench.plan.issuer == "Ủy ban nhân dân"


def test_the_calendar_gives_the_date(form, workbench, qtbot) -> None:
    field = form.fields["date"]
    write(form, "date", "3/2/2027", leave=False)
    for key, held in ((Qt.Key.Key_F4, NONE), (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)):
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, key, held))
        assert field.calendar.isVisible()
        assert field.calendar.selectedDate() == QDate(2027, 2, 3)
        field.calendar.hide()
    assert workbench.stack.count() == 0
    field.calendar.clicked.emit(QDate(2027, 3, 9))
    assert not field.calendar.isVisible()
    assert workbench.plan.date == dt.date(2027, 3, 9)
    assert field.toPlainText() == "09/03/2027"
    assert workbench.stack.count() == 1
    field.setReadOnly(True)
    field.open_calendar()
    assert not field.calendar.isVisible()


def test_every_field_is_named_and_says_how_it_is_filled_in(form) -> None:
    for fact in FACTS:
        field = form.fields.get(fact.name, form.status)
        assert field.accessibleName() == fact.label
        labels = [label for label in form.widget().findChildren(QLabel) if label.buddy() is field]
        assert [label.text() for label in labels] == [fact.label]
    for field in form.fields.values():
        assert field.accessibleDescription()
    write(form, "date", "mai")
    assert form.fields["date"].accessibleDescription() == form.error("date")
    write(form, "date", "")
    assert "16/01/2026" in form.fields["date"].accessibleDescription()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_no_word_is_cut_at_the_panels_width(form, mode: str) -> None:
    apply_theme(QApplication.instance(), mode)
    try:
        for label in form.widget().findChildren(QLabel):
            assert label.width() >= label.sizeHint().width(), label.text()
            assert label.height() >= label.fontMetrics().height()
        for name in ("symbol", "date"):
            room = form.fields[name].viewport().width()
            words = {"symbol": "KH-UBND", "date": "28/09/2026"}[name]
            assert room >= form.fields[name].fontMetrics().horizontalAdvance(words)
    finally:
        apply_theme(QApplication.instance(), "light")


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
    field = form.fields["subject"]
    qtbot.waitUntil(lambda: field.width() > form.width() // 2)  # it is laid out
    field.fit_height()  # by itself it does so a moment later
    low = field.height()
    write(form, "subject", "Truyền thông kiểm soát thủ tục hành chính " * 4)
    qtbot.waitUntil(lambda: field.height() > low)
    qtbot.waitUntil(lambda: field.verticalScrollBar().maximum() == 0)


def caret_is_seen(form: Particulars, name: str) -> bool:
    field = form.fields[name]
    caret = field.cursorRect()
    caret.moveTopLeft(field.viewport().mapTo(form.viewport(), caret.topLeft()))
    return form.viewport().rect().contains(caret) and field.hasFocus()


@pytest.mark.parametrize("name", ["subject", "recipients"])
@pytest.mark.usefixtures("in_both_fonts")
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
