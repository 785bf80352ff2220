"""The day of issue: typed, or taken from the calendar; it may be blank until the plan is signed."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCalendarWidget, QWidget

from kehoach_desktop.ui.plan.facts import parsed_fact
from kehoach_desktop.ui.plan.fields import TextField


class DayField(TextField):
    """A field of one line whose button opens the calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.calendar: QCalendarWidget | None = None
        self.choice_asked.connect(self.open_calendar)

    def open_calendar(self) -> None:
        """Show the month of the date below the field."""
        if self.isReadOnly():
            return
        from kehoach_desktop.ui.date_field import make_calendar, show_calendar

        if self.calendar is None:
            self.calendar = make_calendar(self)
            self.calendar.clicked.connect(self.on_day_chosen)
            self.calendar.activated.connect(self.on_day_chosen)
        try:
            day = parsed_fact("date", self.toPlainText())
        except ValueError:
            day = None
        show_calendar(self.calendar, day, self)

    def on_day_chosen(self, day: QDate) -> None:
        """Take the day chosen in the calendar."""
        if self.calendar is not None:
            self.calendar.hide()
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(f"{day.day():02d}/{day.month():02d}/{day.year():04d}")
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.finished.emit()
