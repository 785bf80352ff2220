"""The line over a report: which period it is of, where it stands, and what can be done with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services.reports import report_period
from kehoach_desktop.ui.page import button
from kehoach_desktop.ui.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

_TO_SEND, _TO_CORRECT = "Gói gửi đi…", "Lập bản thay thế"


class ReportHead(QFrame):
    """Each signal is a button; the chief one sends a draft, or corrects what was sent."""

    refresh_asked = Signal()
    pdf_asked = Signal()
    book_asked = Signal()
    send_asked = Signal()
    correction_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_head")
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "heading")
        self._state = QLabel()
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._state.setProperty("role", "muted")
        self._state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.refresh = button("Cập nhật số liệu")
        self.refresh.setToolTip("Thay các số còn liên kết bằng số hiện có trong thẻ Theo dõi quý")
        self.pdf = button("Xuất PDF")
        self.book = button("Xuất Excel")
        self.send = button(_TO_SEND, is_primary=True)
        self.leave = button("Đóng")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._state, 1)
        for each in self.buttons:
            row.addWidget(each)
        for each, signal in (
            (self.refresh, self.refresh_asked),
            (self.pdf, self.pdf_asked),
            (self.book, self.book_asked),
            (self.leave, self.closed),
        ):
            each.clicked.connect(signal)
        self.send.clicked.connect(self.on_send_clicked)
        self._is_sent = False

    @property
    def buttons(self) -> "Sequence[QWidget]":
        """The buttons from left to right."""
        return (self.refresh, self.pdf, self.book, self.send, self.leave)

    @property
    def words(self) -> str:
        """Which report, and where it stands."""
        return f"{self._title.text()} · {self._state.text()}"

    def show_report(self, report: Plan, source: Plan) -> None:
        """Follow where the report stands."""
        self._is_sent = is_frozen(report)
        period = report_period(report, source)
        self._title.setText(f"Báo cáo {period.name[:1].lower()}{period.name[1:]}")
        self._title.setToolTip(f"Kỳ báo cáo {period.span_words}")
        self._state.setText(_state_words(report))
        code = f"\nMã kiểm tra SHA-256 {report.sendings[-1].checksum}" if report.sendings else ""
        self._state.setToolTip(plain_tip(self._state.text() + code))
        self.refresh.setEnabled(not self._is_sent)
        self.send.setText(_TO_CORRECT if self._is_sent else _TO_SEND)
        self.setAccessibleName(self.words)

    def hold(self, percent: int) -> None:
        """Let nothing but leaving be chosen, and say how much of the text is there."""
        for each in self.buttons[:-1]:
            each.setEnabled(False)
        self._state.setText(f"Đang dựng văn bản: {percent} %")

    def release(self) -> None:
        """Let all be chosen again."""
        for each in self.buttons:
            each.setEnabled(True)

    def on_send_clicked(self) -> None:
        """Send the draft, or correct what was sent."""
        (self.correction_asked if self._is_sent else self.send_asked).emit()


def _state_words(report: Plan) -> str:
    if not is_frozen(report):
        return "Dự thảo, lưu ngay khi gõ"
    sent = report.sendings[-1] if report.sendings else None
    when = f" lúc {moment(sent.sent_at)}" if sent else ""
    number = f", số {report.number}/{report.symbol}" if report.number else ""
    return f"Đã tạo gói gửi{when}{number}. Chỉ xem và sao chép."
