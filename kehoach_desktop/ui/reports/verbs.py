"""Verbs of reports: the list, writing on one, bringing its figures up to date, its files, their sources.

Pages are imported when they are shown: the window stands sooner.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.tracing import Traced
from kehoach_desktop.services import bin as bins
from kehoach_desktop.services import plans, reports
from kehoach_desktop.services.files import Store
from kehoach_desktop.services.reports import ReportSummary
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.reports.sources import Sources
from kehoach_desktop.ui.reports.writer import Frame, Writer
from kehoach_desktop.ui.runner import Job
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.reports.desk import ReportDesk
    from kehoach_desktop.ui.reports.list_page import ReportPage


class ReportVerbs(QObject):
    """``on_…`` answers a page or a verb; what takes long is done off the window's thread."""

    desk_opened = Signal(object, object)  # ReportDesk, Writer
    desk_left = Signal()
    cell_wanted = Signal(object, int)  # a task's id and a quarter: to be shown in the tracker
    report_sent = Signal(object)  # the report as it was sent

    def __init__(
        self,
        workbench: Workbench,
        settings: Settings,
        desk: Desk,
        long_work: LongWork,
        parent: QWidget,
        period_in_view: Callable[[], str],
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._period_in_view = period_in_view  # its code; "" while the tracker is not in front
        self._workbench = workbench
        self._settings = settings
        self._desk = desk
        self._long_work = long_work
        self._sources = Sources(workbench, self)
        self._shown: ReportDesk | None = None
        self._listing: ReportPage | None = None
        self._is_closed = False
        self._opening: Job | None = None
        self._copies: QTemporaryDir | None = None  # of files sent, to be looked at
        workbench.plan_opened.connect(self.on_plan_opened)

    @property
    def shown(self) -> "ReportDesk | None":
        """The report being written on; one that is gone is not, though a bug kept that from being told."""
        return self._shown if self._shown is not None and isValid(self._shown) else None

    def flush(self) -> bool:
        """Keep what is typed in the report; say whether all of it is."""
        return self.shown is None or self.shown.flush()

    @property
    def unkept(self) -> str:
        """Why not all that was typed in the report is kept; "" when it is."""
        return "" if self.shown is None else self.shown.bench.unkept

    def close(self) -> None:
        """Read and show nothing any more: the window goes."""
        self._is_closed = True
        self._sources.close()

    def open_report(self, report_id: int) -> None:
        """Show a report to be written on, with the plan its tables are made from.

        A long one is read first beside the window; so is that plan where it is not the one open.
        """
        store, failed = self._workbench.store, self._long_work.on_work_failed
        if self._opening is not None:
            self._opening.cancel()
        try:
            if plans.is_long(store, report_id):
                read = partial(reports.get_report, store, report_id)
                self._opening = self._sources.read(read, self._open, failed)
            else:
                self._open(reports.get_report(store, report_id))
        except UserError as error:
            failed(str(error))

    @Slot()
    def on_report_triggered(self) -> None:
        """Ask which period, and list the reports there are."""
        from kehoach_desktop.ui.reports.list_page import ReportPage

        plan = self._workbench.plan if self._workbench.flush() and self.flush() else None
        if plan is None:
            return
        page = ReportPage(plan, self._list(), self._period_in_view())
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
        plan, store = self._workbench.plan, self._workbench.store
        if plan is not None:
            self._long_work.run(
                "Đang lập báo cáo",
                lambda _: reports.begin_report(store, plan, period),
                partial(self.on_report_begun, plan),
                is_written=True,
            )

    def on_report_begun(self, plan: Plan, report: Plan) -> None:
        """Show the report, unless another plan was opened meanwhile, or the window closed."""
        now = self._workbench.plan
        if not self._is_closed and now is not None and now.id == plan.id:
            self._open(report)

    @Slot(object)
    def on_open_asked(self, summary: ReportSummary) -> None:
        """Open a listed report."""
        self.open_report(summary.id)

    @Slot(object)
    def on_delete_asked(self, summary: ReportSummary) -> None:
        """Put a draft into the bin; the message and the bin bring it back."""
        try:
            reports.delete_draft(self._workbench.store, summary.id)
        except UserError as error:
            self._long_work.on_work_failed(str(error))
            return
        self._relist()
        self._desk.messages.say(
            "ok",
            "Đã xóa dự thảo báo cáo; dự thảo ở trong Thùng rác 30 ngày.",
            ("Hoàn tác", partial(self._bring_back, summary.id)),
        )

    def on_file_asked(self, suffix: str, summary: ReportSummary) -> None:
        """Show a file that was sent, in the system's own program: a copy of the very bytes."""
        self._copies = self._copies or opening.temporary_folder()
        folder = Path(self._copies.path())
        self._sources.read(
            partial(_copy_of, self._workbench.store, summary.id, suffix, folder),
            self._show_copy,
            self._long_work.on_work_failed,
        )

    @Slot(object)
    def on_pack_asked(self, summary: ReportSummary) -> None:
        """Put what was sent into a folder again."""
        from kehoach_desktop.services import sending

        parent = choosing.choose_folder(self._window, self._settings, "Lưu lại gói gửi đi")
        if parent is None:
            return
        store = self._workbench.store

        def write() -> tuple[Path, str]:
            report = reports.get_report(store, summary.id)
            source = reports.source_plan(store, report)
            folder = sending.write_pack(report, source, report.sendings[-1], parent)
            return folder, sending.fault_words(report)

        self._long_work.run("Đang lưu gói", lambda _: write(), self._tell_folder, is_written=True)

    @Slot(object)
    def on_correction_asked(self, summary: ReportSummary) -> None:
        """Begin a report that replaces one that was sent."""
        try:
            self._correct(reports.get_report(self._workbench.store, summary.id))
        except UserError as error:
            self._long_work.on_work_failed(str(error))

    @Slot(object)
    def on_entry_chosen(self, entry: Traced) -> None:
        """Go to the entry's cell in the tracker; a message leads back to the report."""
        report = self.shown.report if self.shown is not None else None
        if report is None:
            return
        self.cell_wanted.emit(entry.task_id, entry.quarter)
        self._desk.messages.say(
            "info",
            f"Nguồn của số trong báo cáo: {entry.name}.",
            ("Về báo cáo", partial(self.open_report, report.id)),
        )

    @Slot()
    def on_left(self) -> None:
        """The report is shown no more."""
        if self.sender() is self._shown:
            self._shown = None
            self.desk_left.emit()

    @Slot(object)
    def on_plan_opened(self, plan: Plan | None) -> None:
        """A report of another plan does not stay over it."""
        report = self.shown.report if self.shown is not None else None
        if report is None or report.reporting is None:
            return
        if plan is None or plan.id != report.reporting.plan_id:
            self._desk.close_page()

    # within

    def _open(self, report: Plan) -> None:
        """Show a report that was read from the file just now."""
        if self._opening is not None:
            self._opening.cancel()
        source = None if is_frozen(report) else self._sources.open_plan(report)
        if source is not None:
            self._show(report, source)
        else:
            self._opening = self._sources.read(
                partial(self._sources.source, report),
                partial(self._show, report),
                self._long_work.on_work_failed,
            )

    def _show(self, report: Plan, source: Plan) -> None:
        from kehoach_desktop.ui.reports.desk import ReportDesk

        bench = Workbench(self._workbench.store)
        self._workbench.reading_only_began.connect(bench.reading_only_began)
        self._workbench.kept_after_all.connect(bench.mend_soon)
        shown = ReportDesk(bench, self._settings, report, source)
        writer = Writer(
            shown, Frame(self._settings, self._desk, self._long_work, self._window, self._sources)
        )
        writer.correction_asked.connect(self._correct)
        writer.entry_chosen.connect(self.on_entry_chosen)
        writer.sent.connect(self.report_sent)
        shown.left.connect(self.on_left)
        self._desk.show_page(shown)
        self._shown = shown
        self.desk_opened.emit(shown, writer)
        shown.show_text(writer.look_for_changes)

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

    def _bring_back(self, report_id: int) -> None:
        try:
            bins.restore(self._workbench.store, report_id)
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

    @Slot(object)
    def _correct(self, report: Plan) -> None:
        self._keep_and_open(lambda: reports.begin_replacement(self._workbench.store, report))

    def _show_copy(self, made: tuple[Path, str]) -> None:
        target, fault = made
        if fault:
            self._desk.messages.say("bad", fault)
        opening.open_path(target)

    def _tell_folder(self, made: tuple[Path, str]) -> None:
        folder, fault = made
        self._desk.messages.say(
            "bad" if fault else "ok",
            "\n".join(words for words in (f"Đã lưu gói vào {folder.name}", fault) if words),
            ("Mở thư mục", partial(opening.open_path, folder)),
        )


def _copy_of(store: Store, report_id: int, suffix: str, parent: Path) -> tuple[Path, str]:
    """Write a copy of a file that was sent; return where, and what is wrong with it or ""."""
    from kehoach_desktop.services import sending

    report = reports.get_report(store, report_id)
    sent = report.sendings[-1]
    source = reports.source_plan(store, report)
    names = sending.pack_names(report, source, is_replacement=bool(sent.replaces))
    target = parent / f"{report.id} {names[suffix == '.xlsx']}"
    content = sent.workbook if suffix == ".xlsx" else sent.pdf
    if not (target.exists() and target.read_bytes() == content):  # it may be open there
        target.write_bytes(content)
    return target, sending.fault_words(report)
