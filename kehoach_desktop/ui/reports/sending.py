"""Gói gửi đi, step by step: the page, the folder, the files made, the report frozen as it was sent."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.sending import Letter
from kehoach_desktop.services import reports
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.reports.send_page import SendPage
from kehoach_desktop.ui.reports.writer import Frame

if TYPE_CHECKING:
    from kehoach_desktop.services.sending import Pack
    from kehoach_desktop.ui.reports.desk import ReportDesk


class Sender(QObject):
    """Lives as long as the report's page."""

    sent = Signal(object)  # the report as it was sent

    def __init__(self, shown: "ReportDesk", frame: Frame) -> None:
        super().__init__(shown)
        self._shown = shown
        self._settings, self._desk, self._long_work, self._window, self._sources = frame
        self._page: SendPage | None = None

    def ask(self) -> None:
        """Ask for number, day and letter."""
        report = self._shown.bench.plan
        if report is None or is_frozen(report):
            return
        store = self._shown.bench.store
        try:
            source = self._sources.live(report)
            replaces = reports.replaced_report(store, report)
        except UserError as error:
            self._long_work.on_work_failed(str(error))
            return
        self._shown.show_source(source)
        self._page = SendPage(report, source, replaces)
        self._page.chosen.connect(self.on_letter_chosen)
        self._shown.show_over(self._page)

    @Slot(object)
    def on_letter_chosen(self, letter: Letter) -> None:
        """Ask for the folder, then make the files."""
        parent = choosing.choose_folder(self._window, self._settings, "Chọn thư mục để đặt gói gửi đi")
        if parent is not None:
            self.make(letter, parent)

    def make(self, letter: Letter, parent: Path) -> None:
        """Make the files in a worker; leaving the page calls that off."""
        from kehoach_desktop.services import sending

        report, source, page = self._shown.bench.plan, self._shown.source, self._page
        if report is None or page is None or is_frozen(report):
            return
        page.make.setEnabled(False)
        job = self._long_work.run(
            "Đang tạo gói gửi đi",
            lambda progress: sending.make_pack(report, source, letter, parent, progress),
            partial(self.on_packed, report),
            self.on_failed,
            on_ended=page.let_try_again,
            is_written=True,
        )
        if job is not None:
            page.closed.connect(job.cancel)

    def on_packed(self, report: Plan, pack: "Pack") -> None:
        """Freeze the report as it was sent; a folder whose report cannot be kept does not stay."""
        from kehoach_desktop.services import sending

        shown = self._shown
        if shown.bench.plan is not report or not shown.bench.commit(pack.edit, "Gói gửi đi"):
            sending.remove_pack(pack.folder)
            self._let_try_again()
            if shown.bench.plan is not report:
                self._desk.messages.say(
                    "bad", "Báo cáo vừa thay đổi khi đang tạo gói nên chưa gửi; hãy tạo gói lại."
                )
            return
        shown.bench.stack.clear()  # what was sent is not taken back
        shown.close_over()
        if shown.bench.plan is not None:
            shown.show_source(reports.source_plan(shown.bench.store, shown.bench.plan))
            self.sent.emit(shown.bench.plan)
        self._desk.messages.say(
            "warning" if pack.warnings else "ok",
            "\n".join((f"Đã tạo “{pack.folder.name}”; bản gửi được giữ nguyên.", *pack.warnings)),
            ("Mở thư mục", partial(opening.open_path, pack.folder)),
        )

    def on_failed(self, sentence: str) -> None:
        """Say why nothing was made."""
        self._let_try_again()
        self._desk.messages.say("bad", sentence)

    def _let_try_again(self) -> None:
        if self._page is not None and self._shown.over is self._page:
            self._page.let_try_again()
