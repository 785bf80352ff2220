"""Gói gửi đi, step by step: the page, the folder, the files made, the report frozen as it was sent."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.sending import Letter, chief_figures
from kehoach_desktop.services import reports
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.reports.refreshing import Found, find, lost_words
from kehoach_desktop.ui.reports.send_page import SendPage
from kehoach_desktop.ui.reports.writer import Frame

if TYPE_CHECKING:
    from kehoach_desktop.services.sending import Pack
    from kehoach_desktop.ui.reports.desk import ReportDesk
    from kehoach_desktop.ui.reports.refreshing import Refresher


class Ready(NamedTuple):
    """What the page is made from, and how the report's figures stand."""

    found: Found
    replaces: str
    chief: tuple[str, ...]  # the letter's lines on the chief results


class Sender(QObject):
    """Lives as long as the report's page."""

    sent = Signal(object)  # the report as it was sent

    def __init__(self, shown: "ReportDesk", frame: Frame, refresher: "Refresher") -> None:
        super().__init__(shown)
        self._shown = shown
        self._settings, self._desk, self._long_work, self._window, self._sources = frame
        self._refresher = refresher
        self._page: SendPage | None = None

    def ask(self) -> None:
        """Look how the report's figures stand, then ask for number, day and letter."""
        report = self._shown.bench.plan
        if report is not None and not is_frozen(report):
            self._long_work.run(
                "Đang chuẩn bị gói gửi đi",
                lambda _: self._ready(report),
                partial(self.on_ready, report),
            )

    def on_ready(self, report: Plan, ready: Ready) -> None:
        """Show the page; a report whose figures are not those of the tracker is asked about first."""
        if not self._is_still(report):
            return
        source, refresh = ready.found
        self._shown.show_source(source)
        if refresh.is_right:
            self._show_page(report, ready)
            return
        as_it_is = ("Gửi như đang có", partial(self._show_page, report, ready))
        if refresh.edit is None:
            say = lost_words(refresh.lost)
            answers = (self._refresher.lead_to(refresh.lost[0]), as_it_is)
        else:
            told = (
                f"{refresh.count} mục của báo cáo còn số cũ; phụ lục và thư lấy số mới của thẻ Theo dõi quý."
            )
            say = "\n".join(words for words in (told, lost_words(refresh.lost)) if words)
            answers = (("Cập nhật rồi gửi", partial(self._refresh_first, report, ready)), as_it_is)
        self._desk.messages.say("warning", say, *answers)
        self._desk.messages.put_focus_on(answers[0][0])

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
        """Freeze the report as it was sent; a folder whose report cannot be kept does not stay.

        The plan it was sent with is the one shown already.
        """
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

    # within

    def _ready(self, report: Plan) -> Ready:
        """Read and count all that the page needs."""
        found = find(self._sources, report)
        replaces = reports.replaced_report(self._shown.bench.store, report)
        return Ready(found, replaces, chief_figures(report, found.source))

    def _is_still(self, report: Plan) -> bool:
        """Say whether the report is shown as it was; one typed in meanwhile is looked at once more."""
        shown = self._shown
        if not shown.is_open or shown.over is not None or not shown.flush():
            return False
        if shown.bench.plan is not report:
            self.ask()
            return False
        return True

    def _refresh_first(self, report: Plan, ready: Ready) -> None:
        edit = ready.found.refresh.edit
        if edit is None or not self._is_still(report):
            return
        if self._shown.bench.commit(edit, "Cập nhật số liệu") and self._shown.bench.plan is not None:
            self._show_page(self._shown.bench.plan, ready)

    def _show_page(self, report: Plan, ready: Ready) -> None:
        if not self._is_still(report):
            return
        self._page = SendPage(report, ready.found.source, ready.replaces, ready.chief)
        self._page.chosen.connect(self.on_letter_chosen)
        self._shown.show_over(self._page)

    def _let_try_again(self) -> None:
        if self._page is not None and self._shown.over is self._page:
            self._page.let_try_again()
