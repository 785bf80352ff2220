"""The page of Kỳ báo cáo: a shipped scheme or the office's own, and the days it means in the plan's year."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from kehoach_desktop.domain.own_scheme import (
    check_closings,
    check_reported,
    closing_day,
    closing_words,
    days_off,
    days_off_words,
)
from kehoach_desktop.domain.periods import CUMULATIVE, SCHEMES, Closings, Reported, Scheme, are_in_order
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.page import Page, button, label
from kehoach_desktop.ui.scheme.reported_table import ReportedTable
from kehoach_desktop.ui.sheet.widgets import named
from kehoach_desktop.ui.theme import restyle

_WIDTH_PX = 800
_DAY_PX = 76
_OWN = "Của cơ quan"
_OWN_NAME = "Kỳ báo cáo của cơ quan"


class SchemePage(Page):
    """``chosen`` gives the scheme."""

    chosen = Signal(object)

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(
            "Kỳ báo cáo",
            "Ngày chốt số liệu, các kỳ phải báo cáo và hạn gửi của kế hoạch đang mở. "
            "Đổi kỳ không làm mất số đã ghi.",
            parent,
        )
        self._card.setMaximumWidth(_WIDTH_PX)
        self._year = plan.year
        self.which = QComboBox()
        for scheme in SCHEMES:
            self.which.addItem(scheme.name)
        self.which.addItem(_OWN)
        self.name = named(QLineEdit(), "Tên cơ quan đặt cho các kỳ này")
        self.closings = [named(QLineEdit(), f"Quý {name} chốt ngày") for name in ("I", "II", "III", "IV")]
        self.table = ReportedTable()
        self.days_off = QLineEdit()
        self.days_off.setPlaceholderText("ví dụ 23/11/2026; 24/11/2026")
        self.wrong = label("", "wrong")
        self.wrong.hide()
        self._lay_out()
        keys = [scheme.key for scheme in SCHEMES]
        place = keys.index(plan.scheme.key) if plan.scheme.key in keys else len(SCHEMES)
        self._own = plan.scheme if place == len(SCHEMES) else None
        self.which.setCurrentIndex(place)
        self._fill(plan.scheme)
        self.days_off.setText(days_off_words(plan.scheme.days_off))
        self.on_field_read()
        self.which.currentIndexChanged.connect(self.on_which_changed)
        for field in (*self.closings, self.days_off):
            field.editingFinished.connect(self.on_field_read)
        self.table.read.connect(self.on_field_read)

    def scheme(self) -> Scheme:
        """Return what the fields say; raise ValueError with a sentence, the wrong field marked."""
        shipped = self._shipped
        closings = shipped.closings if shipped is not None else self._closings()
        reported = self.table.reported()
        free = self._days_off()
        if wrong := check_reported(reported):
            raise ValueError(wrong)
        if shipped is not None:
            order = [one.code for one in shipped.reported]
            in_order = tuple(sorted(reported, key=lambda one: order.index(one.code)))
            return replace(shipped, reported=in_order, days_off=free)
        reported = tuple(sorted(reported, key=_when_due))
        return Scheme("", one_line(self.name.text()) or _OWN_NAME, closings, reported, free)

    @Slot()
    def on_which_changed(self) -> None:
        """Show the scheme chosen; one of the office's own begins as the one shown before."""
        shown = self._shipped or self._own
        if shown is not None:
            days = self.table.sending_texts()  # how long one has is not the scheme's to say
            self._fill(shown)
            self.table.show_sending_texts(days)
        else:
            self.name.setText(_OWN_NAME)
            self._open_fields()
        self.on_field_read()

    @Slot()
    def on_field_read(self) -> None:
        """Show the days that come of the fields, or what is wrong with one."""
        try:
            scheme = self.scheme()
        except ValueError as error:
            self._say(str(error))
            self.table.show_days(self._year, None)
            return
        self._say("")
        self.table.show_days(self._year, scheme)

    @Slot()
    def on_take_clicked(self) -> None:
        """Give the scheme, or say what is wrong and put the keyboard there."""
        try:
            scheme = self.scheme()
        except ValueError as error:
            self._say(str(error))
            wrong = [field for field in (*self.closings, self.days_off) if field.property("wrong") == "true"]
            if wrong:
                wrong[0].setFocus()
            else:
                self.table.put_focus_on_wrong()
            return
        self.chosen.emit(scheme)

    @property
    def _shipped(self) -> Scheme | None:
        place = self.which.currentIndex()
        return SCHEMES[place] if place < len(SCHEMES) else None

    def _lay_out(self) -> None:
        days = QWidget()
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for words, field in zip(("Quý I", "II", "III", "IV"), self.closings, strict=True):
            field.setFixedWidth(_DAY_PX)
            row.addWidget(label(words, "muted"))
            row.addWidget(field)
        row.addStretch(1)
        which = QWidget()
        beside = QHBoxLayout(which)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.which, 1)
        beside.addWidget(self.name, 1)
        which.setFocusProxy(self.which)
        self.add_row("Theo", which)
        self.add_row("Chốt số liệu ngày", days)
        self.add_row(
            "Ngày nghỉ khác",
            self.days_off,
            "Ngoài cuối tuần và ngày lễ, tết theo Bộ luật Lao động; cách nhau bằng dấu chấm phẩy.",
        )
        self.column.addSpacing(8)
        self.column.addWidget(label(f"Các kỳ của năm {self._year}", "heading"))
        self.column.addWidget(
            label("Hạn gửi tính bằng ngày làm việc sau ngày chốt; để trống là chưa đặt.", "muted")
        )
        self.column.addWidget(self.table)
        self.column.addWidget(self.wrong)
        take = button("Dùng kỳ này", is_primary=True)
        leave = button("Hủy")
        self.add_buttons(take, leave)
        take.clicked.connect(self.on_take_clicked)
        leave.clicked.connect(self.closed)

    def _fill(self, scheme: Scheme) -> None:
        self.name.setText(scheme.name)
        for field, closing in zip(self.closings, scheme.closings, strict=True):
            field.setText(closing_words(closing))
            restyle(field, "wrong", "")
        self.table.show_reported(scheme.reported)
        self._open_fields()

    def _open_fields(self) -> None:
        is_own = self._shipped is None
        for field in self.closings:
            field.setEnabled(is_own)
        self.name.setVisible(is_own)
        self.table.open_fields(is_own=is_own)

    def _closings(self) -> Closings:
        found: list[tuple[int, int]] = []
        wrong = ""
        for field in self.closings:
            try:
                found.append(closing_day(field.text()))
            except ValueError as error:
                wrong = wrong or str(error)
                restyle(field, "wrong", "true")
            else:
                restyle(field, "wrong", "")
        if not wrong and (wrong := check_closings(found)):
            for field, (before, after) in zip(self.closings[1:], pairwise(found), strict=True):
                restyle(field, "wrong", "" if are_in_order((before, after)) else "true")
        if wrong:
            raise ValueError(wrong)
        first, second, third, fourth = found
        return first, second, third, fourth

    def _days_off(self) -> tuple[dt.date, ...]:
        restyle(self.days_off, "wrong", "")
        try:
            return days_off(self.days_off.text())
        except ValueError:
            restyle(self.days_off, "wrong", "true")
            raise

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))


def _when_due(one: Reported) -> tuple[int, int]:
    """Order periods as they come in the year: the quarter before the half-year it ends."""
    _, first, last = CUMULATIVE[one.code]
    return last, -first
