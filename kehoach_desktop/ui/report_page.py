"""The page of Lập báo cáo: of which period, on which paper."""

import datetime as dt

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from kehoach_desktop.domain.periods import Period, between
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services.reporting import report_periods
from kehoach_desktop.ui.date_field import DATE_SENTENCE, DateField
from kehoach_desktop.ui.page import Page, button, label


class ReportPage(Page):
    """``chosen`` gives the period and the suffix of the file wanted (".pdf", ".xlsx")."""

    chosen = Signal(object, str)

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(
            "Lập báo cáo kết quả",
            "Số liệu và câu chữ lấy từ thẻ Theo dõi quý của kế hoạch đang mở.",
            parent,
        )
        self._periods = report_periods(plan)
        self.which = QComboBox()
        for period in self._periods:
            self.which.addItem(f"{period.name} ({period.span_words})")
        self.which.addItem("Khoảng thời gian khác…")
        self.which.setCurrentIndex(due_place(self._periods, dt.datetime.now().astimezone().date()))
        self.start = DateField(dt.date(plan.year, 1, 1))
        self.end = DateField(dt.date(plan.year, 12, 31))
        self.wrong = label("", "wrong")
        self.wrong.hide()
        self.add_row("Kỳ báo cáo", self.which)
        self.add_row("Từ ngày", self.start)
        self.add_row("Đến ngày", self.end)
        self.column.addWidget(self.wrong)
        pdf = button("Xuất PDF…", is_primary=True)
        book = button("Xuất Excel…")
        leave = button("Đóng")
        self.add_buttons(pdf, book, leave)
        self.which.currentIndexChanged.connect(self.on_which_changed)
        for field in (self.start, self.end):
            field.checked.connect(self.on_days_checked)
        pdf.clicked.connect(self.on_pdf_clicked)
        book.clicked.connect(self.on_book_clicked)
        leave.clicked.connect(self.closed)
        self.on_which_changed()

    def period(self) -> Period | None:
        """Return the period chosen, or None when its days are none or the wrong way round."""
        place = self.which.currentIndex()
        if place < len(self._periods):
            return self._periods[place]
        start, end = self.start.day(), self.end.day()
        return between(start, end) if start and end and start <= end else None

    @Slot()
    def on_which_changed(self) -> None:
        """Show the days of the period; they can be typed only for one of the clerk's own."""
        place = self.which.currentIndex()
        is_own = place >= len(self._periods)
        for field in (self.start, self.end):
            field.setEnabled(is_own)
        if not is_own:
            period = self._periods[place]
            self.start.set_day(period.start)
            self.end.set_day(period.end)
        self.wrong.hide()

    @Slot()
    def on_days_checked(self) -> None:
        """Say what is wrong with the days typed, or no longer."""
        start, end = self.start.day(), self.end.day()
        sentence = "" if start and end else DATE_SENTENCE
        if start and end and start > end:
            sentence = "Ngày đầu đang sau ngày cuối; hãy sửa lại hai ngày."
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    @Slot()
    def on_pdf_clicked(self) -> None:
        """Ask for the report as it prints."""
        self._choose(".pdf")

    @Slot()
    def on_book_clicked(self) -> None:
        """Ask for the report's tables."""
        self._choose(".xlsx")

    def _choose(self, suffix: str) -> None:
        period = self.period()
        if period is not None:
            self.wrong.hide()
            self.chosen.emit(period, suffix)
            return
        for field in (self.end, self.start):  # the keyboard stays on the first wrong one
            field.check()
            if field.day() is None:
                field.setFocus()


def due_place(periods: list[Period], today: dt.date) -> int:
    """Return the place of the quarter it is; before all of them the first, after all of them the last."""
    for place, period in enumerate(periods):
        if period.start <= today <= period.end:
            return place
    return 0 if today < periods[0].start else len(periods) - 1
