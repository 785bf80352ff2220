"""The page of Lập báo cáo: of which period, on which paper."""

import datetime as dt

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from kehoach_desktop.domain.periods import Period, between
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services.reporting import report_periods
from kehoach_desktop.ui.date_field import date_field, day_of, to_qdate
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
        self.which.setCurrentIndex(_due_now(self._periods))
        self.start = date_field(dt.date(plan.year, 1, 1))
        self.end = date_field(dt.date(plan.year, 12, 31))
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
        pdf.clicked.connect(self.on_pdf_clicked)
        book.clicked.connect(self.on_book_clicked)
        leave.clicked.connect(self.closed)
        self.on_which_changed()

    def period(self) -> Period | None:
        """Return the period chosen, or None when its days are the wrong way round."""
        place = self.which.currentIndex()
        if place < len(self._periods):
            return self._periods[place]
        start, end = day_of(self.start), day_of(self.end)
        return between(start, end) if start <= end else None

    @Slot()
    def on_which_changed(self) -> None:
        """Show the days of the period; they can be typed only for one of the clerk's own."""
        place = self.which.currentIndex()
        is_own = place >= len(self._periods)
        for field in (self.start, self.end):
            field.setEnabled(is_own)
        if not is_own:
            period = self._periods[place]
            self.start.setDate(to_qdate(period.start))
            self.end.setDate(to_qdate(period.end))
        self.wrong.hide()

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
        if period is None:
            self.wrong.setText("Ngày đầu đang sau ngày cuối; hãy chọn lại hai ngày.")
            self.wrong.show()
            return
        self.wrong.hide()
        self.chosen.emit(period, suffix)


def _due_now(periods: list[Period]) -> int:
    """Return the place of the quarter it is; outside the plan's year, of the whole year."""
    today = dt.datetime.now().astimezone().date()
    for place, period in enumerate(periods):
        if period.start <= today <= period.end:
            return place
    return len(periods) - 1
