"""The page of Báo cáo kết quả: which period to write on, and the reports there are, drafts and sent ones."""

import datetime as dt
from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kehoach_desktop.domain.closing import closed
from kehoach_desktop.domain.dates import moment, short_date
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.periods import Period, between
from kehoach_desktop.domain.plan import Plan, Status
from kehoach_desktop.services.closing import find_drift
from kehoach_desktop.services.reporting import report_periods
from kehoach_desktop.services.reports import ReportSummary, summary_title
from kehoach_desktop.ui.date_field import DATE_SENTENCE, DateField
from kehoach_desktop.ui.page import Page, button, label

_LATELY = dt.timedelta(days=30)
_SHORT = 300  # tasks


class ReportPage(Page):
    """``chosen`` gives the period to write on; the other signals the report a verb is about."""

    chosen = Signal(object)  # Period
    open_asked = Signal(object)  # ReportSummary, as all below
    delete_asked = Signal(object)
    pdf_asked = Signal(object)
    book_asked = Signal(object)
    pack_asked = Signal(object)
    correction_asked = Signal(object)

    def __init__(
        self,
        plan: Plan,
        reports: Sequence[ReportSummary] = (),
        in_view: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Báo cáo kết quả",
            "Câu chữ và số liệu lấy từ thẻ Theo dõi quý của kế hoạch đang mở. "
            "Dự thảo được giữ lại để sửa tiếp.",
            parent,
        )
        self._plan = plan
        self._periods = report_periods(plan)
        self._verbs: dict[QPushButton, tuple[SignalInstance, ReportSummary]] = {}
        self.which = QComboBox()
        for period in self._periods:
            self.which.addItem(f"{period.name} ({period.span_words})")
        self.which.addItem("Khoảng thời gian khác…")
        sent = {one.reporting.code for one in reports if one.sent_at is not None}
        codes = [period.code for period in self._periods]
        today = dt.datetime.now().astimezone().date()
        self.which.setCurrentIndex(
            codes.index(in_view) if in_view in codes else due_place(self._periods, today, sent)
        )
        self.standing = label("", "muted")
        self.start = DateField(dt.date(plan.year, 1, 1))
        self.end = DateField(dt.date(plan.year, 12, 31))
        self.wrong = label("", "wrong")
        self.wrong.hide()
        self.add_row("Kỳ báo cáo", self.which)
        self.add_row("Từ ngày", self.start)
        self.add_row("Đến ngày", self.end)
        self.column.addWidget(self.standing)
        self.column.addWidget(self.wrong)
        self.begin = button("Soạn báo cáo", is_primary=True)
        leave = button("Đóng")
        self.add_buttons(self.begin, leave)
        self._caption = label("Báo cáo đã lập", "heading")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addSpacing(16)
        self.column.addWidget(self._caption)
        self.column.addLayout(self._rows)
        self.which.currentIndexChanged.connect(self.on_which_changed)
        for field in (self.start, self.end):
            field.checked.connect(self.on_days_checked)
        self.begin.clicked.connect(self.on_begin_clicked)
        leave.clicked.connect(self.closed)
        self.show_reports(reports)
        self.on_which_changed()

    def show_reports(self, reports: Sequence[ReportSummary]) -> None:
        """List the reports there are now."""
        self._verbs = {}
        while (entry := self._rows.takeAt(0)) is not None:
            if (gone := entry.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        replaced = {one.id for place, one in enumerate(reports) if _is_replaced(one, reports[:place])}
        for summary in reports:
            self._rows.addWidget(self._row(summary, is_replaced=summary.id in replaced))
        self._caption.setVisible(bool(reports))

    def verb(self, summary: ReportSummary, words: str) -> QPushButton:
        """Return the button of a listed report."""
        return next(made for made, (_, of) in self._verbs.items() if of == summary and made.text() == words)

    def period(self) -> Period | None:
        """Return the period chosen, or None when its days are none or the wrong way round."""
        place = self.which.currentIndex()
        if place < len(self._periods):
            return self._periods[place]
        start, end = self.start.day(), self.end.day()
        return between(start, end) if start and end and start <= end else None

    @Slot()
    def on_verb_clicked(self) -> None:
        """Do what the button says with its report."""
        signal, summary = next(told for verb, told in self._verbs.items() if verb is self.sender())
        signal.emit(summary)

    @Slot()
    def on_which_changed(self) -> None:
        """Show the days of the period; they can be typed only for one of the clerk's own."""
        place = self.which.currentIndex()
        is_own = place >= len(self._periods)
        told = "" if is_own else closed_words(self._plan, self._periods[place])
        self.standing.setText(told)
        self.standing.setVisible(bool(told))
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
    def on_begin_clicked(self) -> None:
        """Give the period, or put the keyboard on the first day that is wrong."""
        period = self.period()
        if period is not None:
            self.wrong.hide()
            self.chosen.emit(period)
            return
        for field in (self.end, self.start):
            field.check()
            if field.day() is None:
                field.setFocus()

    def _row(self, summary: ReportSummary, *, is_replaced: bool) -> QWidget:
        title = summary_title(summary, self._plan)
        name = f"Báo cáo {title}"
        made = QFrame()
        made.setObjectName("card")
        column = QVBoxLayout(made)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        column.addWidget(label(name, "heading"))
        told = " · đã được thay thế" if is_replaced else ""
        column.addWidget(label(summary_words(summary) + told, "muted"))
        if summary.checksum:
            code = label(f"Mã kiểm tra SHA-256 {summary.checksum}", "muted")
            code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(code)
        is_draft = summary.status is Status.DRAFT
        verbs = (
            (("Mở", self.open_asked), ("Xóa dự thảo", self.delete_asked))
            if is_draft
            else (
                ("Mở", self.open_asked),
                ("Mở PDF", self.pdf_asked),
                ("Mở Excel", self.book_asked),
                ("Lưu lại gói…", self.pack_asked),
                *((("Lập bản thay thế", self.correction_asked),) if not is_replaced else ()),
            )
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, signal in verbs:
            verb = button(words)
            verb.setAccessibleName(f"{words}: {name}")
            verb.clicked.connect(self.on_verb_clicked)
            self._verbs[verb] = signal, summary
            row.addWidget(verb)
        row.addStretch(1)
        column.addLayout(row)
        return made


def summary_words(summary: ReportSummary) -> str:
    """Return where a report stands, and which it replaces: ``Đã tạo gói gửi lúc 10:32 ngày … · Số …``."""
    if summary.status is Status.DRAFT:
        return "Dự thảo"
    parts = []
    if summary.sent_at is not None:
        parts.append(f"Đã tạo gói gửi lúc {moment(summary.sent_at)}")
    else:
        parts.append("Đã gửi")
    if summary.number:
        day = f" ngày {short_date(summary.date)}" if summary.date else ""
        parts.append(f"Số {summary.number}/{summary.symbol}{day}")
    if summary.replaces:
        parts.append(f"thay thế {summary.replaces}")
    return " · ".join(parts)


def _is_replaced(summary: ReportSummary, later: Sequence[ReportSummary]) -> bool:
    """Say whether one of the reports begun later was sent for the same period."""
    sent = [one for one in later if one.sent_at is not None and one.reporting == summary.reporting]
    return summary.sent_at is not None and bool(sent)


def closed_words(plan: Plan, of: Period) -> str:
    """Return ``Kỳ này đã chốt ngày 15/9/2026, nay khác 2 chỗ.``; "" for a period never closed."""
    closing = closed(plan, of)
    if closing is None:
        return ""
    is_short = sum(1 for _ in all_tasks(plan)) <= _SHORT  # a long plan would keep the window waiting
    found = find_drift(plan, closing) if is_short else None
    differs = f", nay khác {len(found)} chỗ" if found else ""
    return f"Kỳ này đã chốt ngày {short_date(closing.closed_at.astimezone().date())}{differs}."


def due_place(periods: list[Period], today: dt.date, sent: Collection[str] = ()) -> int:
    """Return the place of the period to report on: the one that ended last and is not ``sent``, else now's.

    Before all of them it is the first, after all of them the last; who sends without the program is not
    led to what ended long ago.
    """
    ended = [one for one in periods if dt.timedelta(0) < today - one.end <= _LATELY]
    last = max((one.end for one in ended), default=None)
    for place, period in enumerate(periods):
        if period.end == last and period.code not in sent:
            return place
    for place, period in enumerate(periods):
        if period.start <= today <= period.end:
            return place
    return 0 if today < periods[0].start else len(periods) - 1
