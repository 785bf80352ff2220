"""A field for a date that is always there, written as offices do, with a calm calendar."""

import datetime as dt

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit

from kehoach_desktop.ui.theme import tokens


def date_field(day: dt.date) -> QDateEdit:
    """Return a field that shows ``day`` as 15/09/2026."""
    made = QDateEdit(to_qdate(day))
    made.setDisplayFormat("dd/MM/yyyy")
    made.setCalendarPopup(True)
    made.setFixedWidth(140)
    calendar = made.calendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    weekend = QTextCharFormat()
    weekend.setForeground(QColor(tokens().muted))  # red is for what is wrong
    for of_week in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(of_week, weekend)
    return made


def day_of(field: QDateEdit) -> dt.date:
    """Return the date shown."""
    day = field.date()
    return dt.date(day.year(), day.month(), day.day())


def to_qdate(day: dt.date) -> QDate:
    """Return the date as Qt's."""
    return QDate(day.year, day.month, day.day)
