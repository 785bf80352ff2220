"""What can be done with the report being written on: its figures, its files, where a figure comes from."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.sent_tracing import trace_sent
from kehoach_desktop.domain.report.tracing import Trace, Traced, trace
from kehoach_desktop.services import exporting, reports
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import choosing
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.file_verbs import KINDS
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.opening import ways_to_open
from kehoach_desktop.ui.reports.refreshing import Refresher
from kehoach_desktop.ui.runner import Job

if TYPE_CHECKING:
    from kehoach_desktop.ui.reports.desk import ReportDesk
    from kehoach_desktop.ui.reports.sources import Sources


class Frame(NamedTuple):
    """What of the window a report needs."""

    settings: Settings
    desk: Desk
    long_work: LongWork
    window: QWidget
    sources: "Sources"


class Writer(QObject):
    """Lives as long as the report's page; what takes long is done off the window's thread."""

    correction_asked = Signal(object)  # the report that was sent
    entry_chosen = Signal(object)  # Traced
    sent = Signal(object)  # the report as it was sent

    def __init__(self, shown: "ReportDesk", frame: Frame) -> None:
        super().__init__(shown)
        self._shown = shown
        self._bench = shown.bench
        self._frame = frame
        self._desk = frame.desk
        self._long_work = frame.long_work
        self._refresher = Refresher(shown, frame)
        self._tracing: Job | None = None
        shown.left.connect(self.on_left)
        head = shown.head
        head.refresh_asked.connect(self._refresher.on_refresh_asked)
        head.pdf_asked.connect(self.on_pdf_asked)
        head.book_asked.connect(self.on_book_asked)
        head.send_asked.connect(self.on_send_asked)
        head.correction_asked.connect(self.on_correction_asked)
        shown.trace_asked.connect(self.on_trace_asked)
        shown.trace_panel.chosen.connect(self.on_entry_chosen)
        self._bench.failed.connect(self._long_work.on_work_failed)
        self._bench.issued_touched.connect(self.on_touched)
        self._bench.state_change_asked.connect(self.on_state_change_asked)

    def look_for_changes(self) -> None:
        """Say it when the tracker has changed since the draft's figures were filled in."""
        self._refresher.look_for_changes()

    @Slot()
    def on_pdf_asked(self) -> None:
        """Ask where the report's PDF goes."""
        self._export(".pdf", "Đang xuất PDF", exporting.export_pdf)

    @Slot()
    def on_book_asked(self) -> None:
        """Ask where the report's workbook goes."""
        from kehoach_desktop.services.reporting import export_report_book

        self._export(".xlsx", "Đang xuất Excel", export_report_book)

    @Slot()
    def on_send_asked(self) -> None:
        """Lay the page of Gói gửi đi over the report."""
        from kehoach_desktop.ui.reports.sending import Sender

        self._refresher.stop_looking()
        if self._shown.flush():
            sender = Sender(self._shown, self._frame, self._refresher)
            sender.sent.connect(self.sent)
            sender.ask()

    @Slot()
    def on_correction_asked(self) -> None:
        """Begin a report that replaces this one."""
        if is_frozen(self._bench.plan):
            self.correction_asked.emit(self._bench.plan)

    @Slot(str, str)
    def on_trace_asked(self, key: str, figure: str) -> None:
        """List where a figure comes from."""
        shown, report, source = self._shown, self._bench.plan, self._shown.source
        if report is None:
            return
        if not key:
            self._desk.messages.say(
                "info", "Con trỏ chưa đứng ở một số có gạch chấm; chỉ số đó mới lấy từ thẻ Theo dõi quý."
            )
            return
        self._tracing = self._frame.sources.read(
            partial(self._traced, report, source, key),
            partial(shown.show_trace, figure),
            self._long_work.on_work_failed,
        )

    @Slot(object)
    def on_entry_chosen(self, entry: Traced) -> None:
        """Go to the entry, once what is typed here is kept."""
        if self._shown.flush():
            self.entry_chosen.emit(entry)

    @Slot()
    def on_left(self) -> None:
        """Nobody waits for a list any more."""
        if self._tracing is not None:
            self._tracing.cancel()

    @Slot()
    def on_touched(self) -> None:
        """Say that what was sent is only to be read."""
        self._desk.messages.say(
            "info",
            "Báo cáo đã gửi được giữ nguyên. Muốn sửa, hãy lập bản thay thế; bản đã gửi vẫn còn.",
            ("Lập bản thay thế", self.on_correction_asked),
            ("Không sửa", self._desk.take_keyboard),
        )

    @Slot()
    def on_state_change_asked(self) -> None:
        """Lead on from where the report stands."""
        if is_frozen(self._bench.plan):
            self.on_correction_asked()
        else:
            self.on_send_asked()

    # within

    def _traced(self, report: Plan, source: Plan, key: str) -> Trace:
        """Return where a figure comes from; of a report that was sent, what stands behind it there."""
        sources = self._frame.sources
        live, period = sources.live(report), reports.report_period(report, source)
        earlier = sources.earlier(live)
        if is_frozen(report):
            return trace_sent(source, live, period, key, earlier)
        return trace(source, period, key, earlier)

    def _export(self, suffix: str, name: str, write: Callable[..., object]) -> None:
        from kehoach_desktop.services.reporting import report_file_name

        report, source = self._bench.plan if self._shown.flush() else None, self._shown.source
        if report is None:
            return
        proposal = report_file_name(source, reports.report_period(report, source), suffix)
        target = choosing.choose_target(
            self._frame.window, self._frame.settings, "Xuất báo cáo", proposal, KINDS[suffix]
        )
        if target is None:
            return
        if target.exists() and target.samefile(self._bench.store.path):
            self._desk.messages.say("bad", f"{target.name} là tệp dữ liệu đang mở; hãy chọn tên khác.")
            return
        self._long_work.run(
            name,
            lambda progress: write(report, target, progress, source),
            partial(self._tell_written, target),
            is_written=True,
        )

    def _tell_written(self, target: Path, warnings: object) -> None:
        told = tuple(warnings) if isinstance(warnings, tuple) else ()
        self._desk.messages.say(
            "warning" if told else "ok", "\n".join((f"Đã xuất {target.name}", *told)), *ways_to_open(target)
        )
