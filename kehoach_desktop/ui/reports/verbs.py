"""Verbs of reports: the list, writing on one, bringing its figures up to date, its files, their sources.

Pages are imported when they are shown: the window stands sooner.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, Signal, Slot
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report_tracing import Traced, trace
from kehoach_desktop.services import exporting, reports
from kehoach_desktop.services.reports import ReportSummary
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.file_verbs import KINDS
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.opening import ways_to_open
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.reports.desk import ReportDesk
    from kehoach_desktop.ui.reports.list_page import ReportPage


class ReportVerbs(QObject):
    """``on_…`` answers a page or a verb; what takes long is done off the window's thread."""

    desk_opened = Signal(object)  # ReportDesk
    desk_left = Signal()
    cell_wanted = Signal(object, int)  # a task's id and a quarter: to be shown in the tracker

    def __init__(
        self, workbench: Workbench, settings: Settings, desk: Desk, long_work: LongWork, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._workbench = workbench
        self._settings = settings
        self._desk = desk
        self._long_work = long_work
        self._shown: ReportDesk | None = None
        self._listing: ReportPage | None = None
        self._copies: QTemporaryDir | None = None  # of files sent, to be looked at
        workbench.plan_opened.connect(self.on_plan_opened)

    @property
    def shown(self) -> "ReportDesk | None":
        """The report being written on."""
        return self._shown

    def flush(self) -> bool:
        """Keep what is typed in the report; say whether all of it is."""
        return self._shown is None or self._shown.flush()

    @property
    def unkept(self) -> str:
        """Why not all that was typed in the report is kept; "" when it is."""
        return "" if self._shown is None else self._shown.bench.unkept

    def open_report(self, report_id: int) -> None:
        """Show a report to be written on, with the plan its tables are made from."""
        from kehoach_desktop.ui.reports.desk import ReportDesk

        bench = Workbench(self._workbench.store)
        try:
            bench.open_plan(report_id)
            if bench.plan is None:
                return
            source = reports.source_plan(self._workbench.store, bench.plan)
        except UserError as error:
            self._long_work.on_work_failed(str(error))
            return
        shown = ReportDesk(bench, self._settings, source)
        self._connect(shown)
        self._desk.show_page(shown)
        self._shown = shown
        self.desk_opened.emit(shown)

    @Slot()
    def on_report_triggered(self) -> None:
        """Ask which period, and list the reports there are."""
        from kehoach_desktop.ui.reports.list_page import ReportPage

        plan = self._workbench.plan if self._workbench.flush() and self.flush() else None
        if plan is None:
            return
        page = ReportPage(plan, self._list())
        page.chosen.connect(self.on_period_chosen)
        page.open_asked.connect(self.on_open_asked)
        page.delete_asked.connect(self.on_delete_asked)
        page.pdf_asked.connect(partial(self.on_file_asked, ".pdf"))
        page.book_asked.connect(partial(self.on_file_asked, ".xlsx"))
        page.pack_asked.connect(self.on_pack_asked)
        page.correction_asked.connect(self.on_correction_asked)
        self._listing = page
        self._desk.show_page(page)

    @Slot(object)
    def on_period_chosen(self, period: Period) -> None:
        """Open the report of the period; where there is none it is written now."""
        from kehoach_desktop.domain.report import new_report

        plan = self._workbench.plan
        if plan is None:
            return
        known = reports.find_report(self._workbench.store, plan, period)
        if known is not None:
            self.open_report(known.id)
            return
        earlier = reports.earlier_plan(self._workbench.store, plan)
        self._long_work.run(
            "Đang lập báo cáo",
            lambda _: new_report(plan, period, earlier),
            partial(self.on_report_made, plan),
        )

    def on_report_made(self, plan: Plan, report: Plan) -> None:
        """Keep the report just written, and show it, unless another plan was opened meanwhile."""
        if self._workbench.plan is None or self._workbench.plan.id != plan.id:
            return
        self._keep_and_open(lambda: reports.add_report(self._workbench.store, report))

    @Slot(object)
    def on_open_asked(self, summary: ReportSummary) -> None:
        """Open a listed report."""
        self.open_report(summary.id)

    @Slot(object)
    def on_delete_asked(self, summary: ReportSummary) -> None:
        """Delete a draft; what it was can be brought back while the message stands."""
        try:
            gone = reports.get_report(self._workbench.store, summary.id)
            reports.delete_draft(self._workbench.store, summary.id)
        except UserError as error:
            self._long_work.on_work_failed(str(error))
            return
        self._relist()
        self._desk.messages.say(
            "ok", "Đã xóa dự thảo báo cáo.", ("Hoàn tác", partial(self._bring_back, gone))
        )

    def on_file_asked(self, suffix: str, summary: ReportSummary) -> None:
        """Show a file that was sent, in the system's own program: a copy of the very bytes."""
        self._with_sent(summary, partial(self._open_copy, suffix))

    @Slot(object)
    def on_pack_asked(self, summary: ReportSummary) -> None:
        """Put what was sent into a folder again."""
        self._with_sent(summary, self._save_pack)

    @Slot(object)
    def on_correction_asked(self, summary: ReportSummary) -> None:
        """Begin a report that replaces one that was sent."""
        self._with_sent(summary, self._correct)

    # of the report being written on

    @Slot()
    def on_refresh_asked(self) -> None:
        """Give the linked figures the values of now."""
        from kehoach_desktop.domain.report_figures import refresh_figures

        shown = self._shown
        report = shown.bench.plan if shown is not None and shown.flush() else None
        if shown is None or report is None or is_frozen(report):
            return
        store = self._workbench.store
        try:
            source = reports.live_plan(store, report)
            earlier = reports.earlier_plan(store, source)
        except UserError as error:
            self._long_work.on_work_failed(str(error))
            return
        self._long_work.run(
            "Đang cập nhật số liệu",
            lambda _: refresh_figures(report, source, earlier),
            partial(self.on_refreshed, shown, report, source),
        )

    def on_refreshed(self, shown: "ReportDesk", report: Plan, source: Plan, edit: Edit | None) -> None:
        """Keep the new figures as one step, and say how many changed."""
        if self._shown is not shown or shown.bench.plan is not report:
            return
        shown.show_source(source)
        if edit is None:
            self._desk.messages.say("ok", "Các số liên kết đều đúng với thẻ Theo dõi quý hiện nay.")
        elif shown.bench.commit(edit, "Cập nhật số liệu"):
            changed = len(getattr(edit, "edits", (edit,)))
            self._desk.messages.say(
                "ok",
                f"Đã cập nhật số liệu ở {changed} mục; chỗ đã sửa tay giữ nguyên.",
                ("Hoàn tác", shown.bench.undo),
            )

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

        if self._shown is not None and self._shown.flush():
            Sender(self._shown, self._settings, self._desk, self._long_work, self._window).ask()

    @Slot()
    def on_shown_correction_asked(self) -> None:
        """Begin a report that replaces the one shown."""
        report = self._shown.bench.plan if self._shown is not None else None
        if report is not None:
            self._correct(report)

    @Slot(str, str)
    def on_trace_asked(self, key: str, figure: str) -> None:
        """List where a figure comes from."""
        shown = self._shown
        if shown is None or shown.bench.plan is None:
            return
        if not key:
            self._desk.messages.say(
                "info", "Con trỏ chưa đứng ở một số có gạch chấm; chỉ số đó mới lấy từ thẻ Theo dõi quý."
            )
            return
        source, store = shown.source, self._workbench.store
        period = reports.report_period(shown.bench.plan, source)
        earlier = reports.earlier_plan(store, source)
        self._long_work.run(
            "Đang tìm nguồn của số",
            lambda _: trace(source, period, key, earlier),
            partial(shown.show_trace, figure),
        )

    @Slot(object)
    def on_entry_chosen(self, entry: Traced) -> None:
        """Go to the entry's cell in the tracker; a message leads back to the report."""
        shown = self._shown
        if shown is None or shown.bench.plan is None or not shown.flush():
            return
        report_id = shown.bench.plan.id
        self.cell_wanted.emit(entry.task_id, entry.quarter)
        self._desk.messages.say(
            "info",
            f"Nguồn của số trong báo cáo: {entry.name}.",
            ("Về báo cáo", partial(self.open_report, report_id)),
        )

    @Slot()
    def on_touched(self) -> None:
        """Say that what was sent is only to be read."""
        self._desk.messages.say(
            "info",
            "Báo cáo đã gửi được giữ nguyên. Muốn sửa, hãy lập bản thay thế; bản đã gửi vẫn còn.",
            ("Lập bản thay thế", self.on_shown_correction_asked),
            ("Không sửa", self._desk.take_keyboard),
        )

    @Slot()
    def on_state_change_asked(self) -> None:
        """Lead on from where the report stands."""
        report = self._shown.bench.plan if self._shown is not None else None
        if is_frozen(report):
            self.on_shown_correction_asked()
        else:
            self.on_send_asked()

    @Slot()
    def on_left(self) -> None:
        """The report is shown no more."""
        if self.sender() is self._shown:
            self._shown = None
            self.desk_left.emit()

    @Slot(object)
    def on_plan_opened(self, plan: Plan | None) -> None:
        """A report of another plan does not stay over it."""
        report = self._shown.bench.plan if self._shown is not None else None
        if report is None or report.reporting is None:
            return
        if plan is None or plan.id != report.reporting.plan_id:
            self._desk.close_page()

    # within

    def _connect(self, shown: "ReportDesk") -> None:
        head, bench = shown.head, shown.bench
        head.refresh_asked.connect(self.on_refresh_asked)
        head.pdf_asked.connect(self.on_pdf_asked)
        head.book_asked.connect(self.on_book_asked)
        head.send_asked.connect(self.on_send_asked)
        head.correction_asked.connect(self.on_shown_correction_asked)
        shown.trace_asked.connect(self.on_trace_asked)
        shown.trace_panel.chosen.connect(self.on_entry_chosen)
        shown.left.connect(self.on_left)
        bench.failed.connect(self._long_work.on_work_failed)
        bench.issued_touched.connect(self.on_touched)
        bench.state_change_asked.connect(self.on_state_change_asked)

    def _list(self) -> tuple[ReportSummary, ...]:
        try:
            plan = self._workbench.plan
            return reports.list_reports(self._workbench.store, plan.id) if plan is not None else ()
        except UserError as error:
            self._long_work.on_work_failed(str(error))
            return ()

    def _relist(self) -> None:
        if self._listing is not None and self._desk.page is self._listing:
            self._listing.show_reports(self._list())

    def _bring_back(self, report: Plan) -> None:
        try:
            reports.add_report(self._workbench.store, report)
        except UserError as error:
            self._long_work.on_work_failed(str(error))
        self._relist()

    def _keep_and_open(self, keep: Callable[[], Plan]) -> None:
        try:
            kept = keep()
        except UserError as error:
            self._long_work.on_work_failed(str(error))
            return
        self.open_report(kept.id)

    def _correct(self, report: Plan) -> None:
        self._keep_and_open(lambda: reports.begin_replacement(self._workbench.store, report))

    def _with_sent(self, summary: ReportSummary, do: Callable[[Plan], None]) -> None:
        try:
            do(reports.get_report(self._workbench.store, summary.id))
        except UserError as error:
            self._long_work.on_work_failed(str(error))

    def _open_copy(self, suffix: str, report: Plan) -> None:
        from kehoach_desktop.services import sending

        sent, store = report.sendings[-1], self._workbench.store
        self._copies = self._copies or QTemporaryDir()
        names = sending.pack_names(
            report, reports.source_plan(store, report), is_replacement=bool(sent.replaces)
        )
        target = Path(self._copies.filePath(f"{report.id} {names[suffix == '.xlsx']}"))
        content = sent.workbook if suffix == ".xlsx" else sent.pdf
        if not (target.exists() and target.read_bytes() == content):  # it may be open there
            target.write_bytes(content)
        opening.open_path(target)

    def _save_pack(self, report: Plan) -> None:
        from kehoach_desktop.services import sending

        parent = choosing.choose_folder(self._window, self._settings, "Lưu lại gói gửi đi")
        if parent is None:
            return
        source = reports.source_plan(self._workbench.store, report)
        sent = report.sendings[-1]
        self._long_work.run(
            "Đang lưu gói",
            lambda _: sending.write_pack(report, source, sent, parent),
            self._tell_folder,
            is_written=True,
        )

    def _tell_folder(self, folder: Path) -> None:
        self._desk.messages.say(
            "ok", f"Đã lưu gói vào {folder.name}", ("Mở thư mục", partial(opening.open_path, folder))
        )

    def _export(self, suffix: str, name: str, write: Callable[..., object]) -> None:
        from kehoach_desktop.services.reporting import report_file_name

        shown = self._shown
        report = shown.bench.plan if shown is not None and shown.flush() else None
        if shown is None or report is None:
            return
        source = shown.source
        proposal = report_file_name(source, reports.report_period(report, source), suffix)
        target = choosing.choose_target(self._window, self._settings, "Xuất báo cáo", proposal, KINDS[suffix])
        if target is None:
            return
        if target.exists() and target.samefile(self._workbench.store.path):
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
