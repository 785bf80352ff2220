"""A field for a date that is always there: typed as offices write it, or taken from a calm calendar."""

import datetime as dt

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QToolButton, QWidget

from kehoach_desktop.ui.icons import ICON_PX, icon
from kehoach_desktop.ui.plan.facts import parsed_fact
from kehoach_desktop.ui.theme import restyle, theme, tokens

DATE_SENTENCE = "Ngày không đúng; hãy ghi ngày, tháng và năm bốn chữ số, như 16/01/2026."
_WIDTH_PX = 168
_ROUNDING = QSize(16, 4)  # seven columns of whole pixels, and the border


class DateField(QWidget):
    """Shows a day as 15/09/2026. What is typed stays as typed until it is read, and when it is no date.

    ``checked`` tells that it was read: the field was left, Enter pressed, or a day chosen in the calendar.
    """

    checked = Signal()

    def __init__(self, day: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendar: QCalendarWidget | None = None
        self.line = QLineEdit()
        self.line.editingFinished.connect(self.check)
        self._open = QToolButton()
        self._open.setIconSize(QSize(ICON_PX, ICON_PX))
        self._open.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._open.setToolTip("Chọn trong lịch")
        self._open.setAccessibleName("Chọn trong lịch")
        self._open.clicked.connect(self.open_calendar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self._open)
        self.setFixedWidth(_WIDTH_PX)
        self.setFocusProxy(self.line)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.set_day(day)

    def day(self) -> dt.date | None:
        """Return the date typed; None when it is none."""
        try:
            found: dt.date | None = parsed_fact("date", self.line.text())
        except ValueError:
            return None
        return found

    def set_day(self, day: dt.date) -> None:
        """Show a date."""
        self.line.setText(f"{day.day:02d}/{day.month:02d}/{day.year:04d}")
        restyle(self.line, "wrong", "")

    @Slot()
    def check(self) -> None:
        """Read what is typed: a date is written out, anything else is marked and left as it is."""
        if day := self.day():
            self.set_day(day)
        else:
            restyle(self.line, "wrong", "true")
        self.checked.emit()

    @Slot()
    def open_calendar(self) -> None:
        """Show the month of the date below the field."""
        if self._calendar is None:
            self._calendar = make_calendar(self)
            self._calendar.clicked.connect(self.on_day_chosen)
            self._calendar.activated.connect(self.on_day_chosen)
        show_calendar(self._calendar, self.day(), self)

    @Slot(QDate)
    def on_day_chosen(self, day: QDate) -> None:
        """Take the day chosen in the calendar."""
        if self._calendar is not None:
            self._calendar.hide()
        self.set_day(dt.date(day.year(), day.month(), day.day()))
        self.line.setFocus()
        self.checked.emit()

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the new colours."""
        self._open.setIcon(icon("calendar"))


def show_calendar(calendar: QCalendarWidget, day: dt.date | None, field: QWidget) -> None:
    """Show the month of ``day``, or of today, below the field."""
    calendar.setSelectedDate(_qdate(day or dt.datetime.now().astimezone().date()))
    calendar.resize(calendar.sizeHint() + _ROUNDING)
    calendar.move(field.mapToGlobal(QPoint(0, field.height() + 2)))
    calendar.show()
    calendar.setFocus()


def make_calendar(parent: QWidget) -> QCalendarWidget:
    """Return the calm calendar that opens below a field."""
    made = QCalendarWidget(parent)
    made.setWindowFlags(Qt.WindowType.Popup)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # or its border is not drawn
    if (inside := made.layout()) is not None:
        inside.setContentsMargins(1, 1, 1, 1)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    weekend = QTextCharFormat()
    weekend.setForeground(QColor(tokens().muted))  # red is for what is wrong
    for of_week in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(of_week, weekend)
    return made


def _qdate(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)
