"""A date goes in and out of its field as it is typed; nothing typed becomes another date."""

import datetime as dt

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from kehoach_desktop.ui.date_field import DateField


@pytest.fixture
def field(qtbot) -> DateField:
    made = DateField(dt.date(2026, 3, 14))
    qtbot.addWidget(made)
    made.show()
    return made


def type_over(field: DateField, typed: str) -> None:
    field.line.selectAll()
    QTest.keyClicks(field.line, typed)


def test_it_shows_its_date_with_a_year_of_four_digits(field):
    field.set_day(dt.date(2026, 2, 9))
    assert field.line.text() == "09/02/2026"
    assert field.day() == dt.date(2026, 2, 9)


@pytest.mark.parametrize("typed", ["05/02/2026", "5/2/2026", "5-2-2026", " 5.2.2026 "])
def test_what_is_typed_is_the_date_and_is_written_out_on_enter(field, typed):
    type_over(field, typed)
    assert field.line.text() == typed, "nothing changes under the hands"
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.day() == dt.date(2026, 2, 5)
    assert field.line.text() == "05/02/2026"


@pytest.mark.parametrize("typed", ["31/02/2026", "5/2", "5/2/26", "hai", ""])
def test_what_is_no_date_is_marked_and_stays_as_typed(field, qtbot, typed):
    type_over(field, typed or "x")
    if not typed:
        QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.line.property("wrong") != "true", "only when it is read"
    with qtbot.waitSignal(field.checked):
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == typed
    assert field.day() is None
    assert field.line.property("wrong") == "true"
    type_over(field, "5/1/2027")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.property("wrong") != "true"


def test_the_calendar_opens_on_the_date_and_gives_the_day_chosen(field, qtbot):
    field.open_calendar()
    calendar = field._calendar
    assert calendar.selectedDate() == QDate(2026, 3, 14)
    with qtbot.waitSignal(field.checked):
        calendar.clicked.emit(QDate(2026, 2, 5))
    assert not calendar.isVisible()
    assert field.day() == dt.date(2026, 2, 5)
