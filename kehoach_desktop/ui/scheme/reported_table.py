"""The periods of a scheme as a table to fill in: reported or not, its name, and what days come of it."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.deadlines import sending_day
from kehoach_desktop.domain.own_scheme import sending_days
from kehoach_desktop.domain.periods import CUMULATIVE, Reported, Scheme, period
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.sheet.widgets import label, named
from kehoach_desktop.ui.theme import restyle

_HEADINGS = ("Báo cáo", "Tên kỳ", "Từ ngày", "Đến ngày", "Gửi sau", "Hạn gửi")
_DAYS_PX = 76


class _Line:
    """The widgets of one period."""

    def __init__(self, code: str) -> None:
        usual = CUMULATIVE[code][0]
        self.code = code
        self.is_reported = named(QCheckBox(), f"Báo cáo kỳ {usual}")
        self.name = named(QLineEdit(), f"Tên kỳ {usual}")
        self.start, self.end, self.sending = QLabel(), QLabel(), QLabel()
        self.days = named(QLineEdit(), f"Gửi kỳ {usual} sau mấy ngày làm việc")
        self.days.setPlaceholderText("chưa đặt")
        self.days.setFixedWidth(_DAYS_PX)
        self.days.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return self.is_reported, self.name, self.start, self.end, self.days, self.sending


class ReportedTable(QWidget):
    """``read`` tells that a field was left, so what comes of it is to be shown."""

    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {code: _Line(code) for code in CUMULATIVE}
        self._is_own = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for column, words in enumerate(_HEADINGS):
            grid.addWidget(label(words, "caption"), 0, column)
        for row, line in enumerate(self.lines.values(), 1):
            for column, widget in enumerate(line.widgets):
                grid.addWidget(widget, row, column)
            line.is_reported.clicked.connect(self._on_clicked)
            line.name.editingFinished.connect(self.read)
            line.days.editingFinished.connect(self.read)

    def show_reported(self, reported: Sequence[Reported]) -> None:
        """Fill the fields in."""
        known = {one.code: one for one in reported}
        for code, line in self.lines.items():
            one = known.get(code)
            line.is_reported.setChecked(one is not None)
            line.name.setText(one.name if one else CUMULATIVE[code][0])
            line.days.setText("" if one is None or one.sending_days is None else str(one.sending_days))

    def sending_texts(self) -> dict[str, str]:
        """Return what is typed of each period's sending days, also of those not reported."""
        return {code: line.days.text() for code, line in self.lines.items()}

    def show_sending_texts(self, texts: dict[str, str]) -> None:
        """Fill in sending days as they were typed."""
        for code, line in self.lines.items():
            line.days.setText(texts[code])

    def open_fields(self, *, is_own: bool) -> None:
        """Let names and the choice be changed only in a scheme of the office's own."""
        self._is_own = is_own
        for line in self.lines.values():
            is_reported = line.is_reported.isChecked()
            line.is_reported.setEnabled(is_own)
            line.name.setEnabled(is_own and is_reported)
            line.days.setEnabled(is_reported)

    def reported(self) -> tuple[Reported, ...]:
        """Return the periods chosen; ValueError with a sentence, the field marked, for days that are none."""
        found = []
        wrong: ValueError | None = None
        for code, line in self.lines.items():
            if not line.is_reported.isChecked():
                continue
            try:
                days = sending_days(line.days.text())
            except ValueError as error:
                wrong, days = wrong or error, None
                restyle(line.days, "wrong", "true")
            else:
                restyle(line.days, "wrong", "")
            found.append(Reported(code, one_line(line.name.text()), days))
        if wrong is not None:
            raise wrong
        return tuple(found)

    def show_days(self, year: int, scheme: Scheme | None) -> None:
        """Show what days the scheme means in the year; None: its fields make none."""
        for code, line in self.lines.items():
            days: tuple[dt.date | None, ...] = (None, None, None)
            if scheme is not None:
                of = period(year, code, scheme)
                days = (of.start, of.end, sending_day(of, scheme))
            for widget, day in zip((line.start, line.end, line.sending), days, strict=True):
                widget.setText(short_date(day) if day else "")
                widget.setEnabled(line.is_reported.isChecked())

    def put_focus_on_wrong(self) -> None:
        """Give the keyboard to the first field marked as wrong."""
        for line in self.lines.values():
            if line.days.property("wrong") == "true":
                line.days.setFocus()
                return

    def _on_clicked(self) -> None:
        self.open_fields(is_own=self._is_own)
        self.read.emit()
