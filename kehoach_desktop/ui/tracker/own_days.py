"""Đột xuất: a period of any two days, typed in place."""

import datetime as dt

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kehoach_desktop.domain.periods import between
from kehoach_desktop.ui.date_field import DATE_SENTENCE, DateField
from kehoach_desktop.ui.sheet.widgets import label

_ORDER_SENTENCE = "Ngày đầu đang sau ngày cuối; hãy sửa lại hai ngày."


class OwnDays(QWidget):
    """``chosen`` gives the code of the period once both days are there and in order."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        today = dt.datetime.now().astimezone().date()
        self.start, self.end = DateField(today), DateField(today)
        self.start.line.setAccessibleName("Từ ngày")
        self.end.line.setAccessibleName("Đến ngày")
        self.wrong = label("", "wrong")
        self._is_proposed = True  # the days shown are not the clerk's own yet
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, field in (("Từ", self.start), ("đến", self.end)):
            row.addWidget(label(words, "muted"))
            row.addWidget(field)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.wrong)
        self.start.checked.connect(self.choose)
        self.end.checked.connect(self.choose)

    def show_days(self, start: dt.date, end: dt.date) -> None:
        """Show the days of the period in view."""
        self._is_proposed = False
        if self.wrong.text():  # still being typed
            return
        for field, day in ((self.start, start), (self.end, end)):
            if field.day() != day:
                field.set_day(day)

    def propose(self, start: dt.date, end: dt.date) -> None:
        """Begin with these days, unless the clerk has chosen some before."""
        if self._is_proposed:
            self.start.set_day(start)
            self.end.set_day(end)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first day, to be typed over."""
        self.start.line.setFocus()
        self.start.line.selectAll()

    @Slot()
    def choose(self) -> None:
        """Give the period, or say what is wrong with its days."""
        start, end = self.start.day(), self.end.day()
        sentence = "" if start and end else DATE_SENTENCE
        if start and end and start > end:
            sentence = _ORDER_SENTENCE
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        if start and end and not sentence:
            self.chosen.emit(between(start, end).code)
