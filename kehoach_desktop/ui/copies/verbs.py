"""Verbs of copies: the list, one more, the folder, looking into one; looking all the data over.

Pages are imported when they are shown: the window stands sooner.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services.plans import PlanSummary
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.copies.keeper import CopyKeeper
from kehoach_desktop.ui.copies.restoring import OpenPlan, Restoring
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.runner import Job, Runner, Work
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.services.backups import CopyNote
    from kehoach_desktop.services.checking import Finding
    from kehoach_desktop.services.copy_places import Elsewhere
    from kehoach_desktop.ui.copies.page import CopiesPage

    _Show = Callable[[CopyNote, Plan], None]


class _Listed(NamedTuple):
    notes: "Sequence[CopyNote]"
    folder: Path | None
    is_there: bool


class _Where(NamedTuple):
    """What the clerk is at; an edit makes another plan of it."""

    page: QWidget | None
    focus: QWidget | None
    plan: Plan | None


class CopyVerbs(QObject):
    """``on_…_triggered`` shows a page; the verb itself takes what was answered."""

    def __init__(
        self,
        workbench: Workbench,
        settings: Settings,
        desk: Desk,
        long_work: LongWork,
        keeper: CopyKeeper,
        parent: QWidget,
        *,
        open_plan: OpenPlan,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._workbench = workbench
        self._settings = settings
        self._desk = desk
        self._long_work = long_work
        self._keeper = keeper
        self._runner: Runner | None = None
        self._shown: CopiesPage | None = None
        self._read_last: Path | None = None  # the copy a plan was shown of: one comes back to it
        self._restoring = Restoring(
            workbench,
            desk,
            long_work,
            keeper,
            self,
            open_plan=open_plan,
            show_copies=self.on_copies_triggered,
        )
        self._looking: Job | None = None  # into the chosen copy
        keeper.kept.connect(self.on_kept)
        keeper.elsewhere_known.connect(self.on_elsewhere_known)
        workbench.reading_only_began.connect(self._hold_page)

    def close(self) -> None:
        """Wait for what is being looked at."""
        self._restoring.close()
        if self._runner is not None:
            self._runner.close()

    @Slot()
    def on_copies_triggered(self) -> None:
        """Show the page; the list comes when it is read."""
        from kehoach_desktop.services.copy_places import own_folder
        from kehoach_desktop.ui.copies.page import CopiesPage

        if not self._workbench.flush():
            return
        page = self._shown = CopiesPage(own_folder(self._workbench.store.path), self._read_last)
        self._read_last = None
        page.make_asked.connect(self.on_make_asked)
        page.folder_asked.connect(self.on_folder_asked)
        page.folder_given_up.connect(partial(self.choose_folder, None))
        page.folder_opened.connect(opening.open_path)
        page.chosen.connect(self.on_copy_chosen)
        page.inside.read_asked.connect(self.on_read_asked)
        page.inside.compare_asked.connect(self.on_compare_asked)
        page.inside.restore_asked.connect(self._restoring.on_restore_asked)
        self._desk.show_page(page)
        self._hold_page()
        self._list()

    @Slot()
    def on_verify_triggered(self) -> None:
        """Look over the data, and show what was found."""
        self._workbench.flush()
        path = self._workbench.store.path

        from kehoach_desktop.services.checking import check

        done = partial(self.on_checked, self._where())
        self._long_work.run("Đang kiểm tra dữ liệu", lambda progress: check(path, progress), done)

    @Slot()
    def on_make_asked(self) -> None:
        """Make a copy now."""
        page = self._page()
        if page is None or not self._workbench.flush():
            return
        page.make.setEnabled(False)
        page.say("Đang tạo bản sao…")
        self._keeper.keep("hand", self.on_made, self.on_not_made)

    @Slot()
    def on_folder_asked(self) -> None:
        """Ask where copies go too."""
        folder = choosing.choose_folder(self._window, self._settings, "Chọn thư mục chép thêm bản sao lưu")
        if folder is not None:
            self.choose_folder(folder)

    def choose_folder(self, folder: Path | None) -> None:
        """Have the copies go there too, beginning now; None: no more."""
        from kehoach_desktop.services import copy_places

        path = self._workbench.store.path

        def work(_: object) -> "Elsewhere":
            copy_places.choose_folder(path, folder)
            return copy_places.elsewhere(path)

        self._run(work, partial(self.on_folder_chosen, folder), self._long_work.on_work_failed)

    def on_folder_chosen(self, folder: Path | None, known: "Elsewhere") -> None:
        """Bring the copies there."""
        self._list()
        self._keeper.elsewhere_known.emit(known)
        if folder is not None:
            self._desk.messages.say("ok", f"Từ nay bản sao được chép thêm vào {folder}.")
            self._keeper.look()

    @Slot(object)
    def on_copy_chosen(self, note: "CopyNote") -> None:
        """Read what plans are in it."""
        from kehoach_desktop.services.restoring import plans_in

        if self._looking is not None:
            self._looking.cancel()  # who walks through the list does not wait for every copy of it
        self._looking = self._run(
            lambda _: plans_in(note.path), partial(self._show_plans, note), partial(self._say_inside, note)
        )

    @Slot(object, int)
    def on_read_asked(self, note: "CopyNote", plan_id: int) -> None:
        """Show a plan of the copy as it prints."""
        self._read(note, plan_id, self._show_reading)

    @Slot(object, int)
    def on_compare_asked(self, note: "CopyNote", plan_id: int) -> None:
        """Compare a plan of the copy with what it is now."""
        self._read(note, plan_id, self._show_comparison)

    def on_checked(self, asked_at: _Where, findings: "Sequence[Finding]") -> None:
        """Show what was found; who has gone on working meanwhile is told that it can be seen."""
        from kehoach_desktop.ui.copies.check_page import CheckPage, lead

        page = self._desk.page
        is_filled_in = page is not None and not isinstance(page, CheckPage) and page is not self._shown
        if is_filled_in or not self._workbench.flush() or self._where() != asked_at:
            seen = ("Xem kết quả", partial(self._show_findings, findings))
            self._desk.messages.say("info", f"Đã kiểm tra xong. {lead(findings)}", seen)
        else:
            self._show_findings(findings)

    def _where(self) -> _Where:
        return _Where(self._desk.page, self._window.focusWidget(), self._workbench.plan)

    def _show_findings(self, findings: "Sequence[Finding]") -> None:
        from kehoach_desktop.ui.copies.check_page import CheckPage

        page = CheckPage(findings)
        page.copies_asked.connect(self.on_copies_triggered)
        page.again_asked.connect(self.on_verify_triggered)
        self._desk.show_page(page)

    def on_made(self) -> None:
        """Say that there is one more."""
        if (page := self._page()) is not None:
            page.want_newest()
        self._desk.messages.say("ok", "Đã có bản sao của dữ liệu lúc này, đã kiểm tra.")

    def on_not_made(self, sentence: str) -> None:
        """Say why there is none."""
        self._desk.messages.say("bad", f"Chưa tạo được bản sao. {sentence}")
        self.on_kept()

    @Slot()
    def on_kept(self) -> None:
        """List again: there may be one more, and others may have gone."""
        if (page := self._page()) is not None:
            page.make.setEnabled(self._keeper.may_write)
            self._list()

    @Slot()
    def _hold_page(self) -> None:
        if (page := self._page()) is not None and not self._keeper.may_write:
            page.hold()

    @Slot(object)
    def on_elsewhere_known(self, known: "Elsewhere") -> None:
        """Have the settings know it too: file and folder may be lost together, with what is noted there."""
        key = str(self._workbench.store.path.resolve())
        if known.place is not None:
            self._settings.copy_folders[key] = str(known.place)
        else:
            self._settings.copy_folders.pop(key, None)

    def _list(self) -> None:
        from kehoach_desktop.services.backups import list_copies
        from kehoach_desktop.services.copy_places import answering_place, chosen_folder

        path = self._workbench.store.path

        def work(_: object) -> _Listed:
            return _Listed(list_copies(path), chosen_folder(path), answering_place(path) is not None)

        self._run(work, self._show_list, self._say_on_page)

    def _show_list(self, listed: _Listed) -> None:
        if (page := self._page()) is not None:
            page.show_places(listed.folder, is_there=listed.is_there)
            page.show_notes(listed.notes)

    def _say_on_page(self, sentence: str) -> None:
        if (page := self._page()) is not None:
            page.say(sentence)

    def _show_plans(self, note: "CopyNote", found: Sequence[PlanSummary]) -> None:
        if (page := self._page()) is not None:
            page.inside.show_plans(note, found)

    def _say_inside(self, note: "CopyNote", sentence: str) -> None:
        if (page := self._page()) is not None:
            page.inside.say(note, sentence)

    def _read(self, note: "CopyNote", plan_id: int, show: "_Show") -> None:
        from kehoach_desktop.services.restoring import plan_in

        self._long_work.run(
            "Đang đọc bản sao",
            lambda _: plan_in(note.path, plan_id),
            partial(self._show_if_there, show, note),
        )

    def _show_if_there(self, show: "_Show", note: "CopyNote", plan: Plan) -> None:
        if self._page() is None:
            return
        show(note, plan)
        self._read_last = note.path
        if self._desk.page is not None:
            self._desk.page.closed.connect(self.on_copies_triggered)

    def _show_reading(self, note: "CopyNote", plan: Plan) -> None:
        from kehoach_desktop.ui.copies.reading_page import ReadingPage

        self._desk.show_page(ReadingPage(note, plan))

    def _show_comparison(self, note: "CopyNote", plan: Plan) -> None:
        from kehoach_desktop.services.checking import moment_words
        from kehoach_desktop.ui.compare_page import Choice
        from kehoach_desktop.ui.comparing.side_by_side import show_with

        self._runner = self._runner or Runner(self)
        show_with(
            self._workbench,
            self._desk,
            self._runner,
            Choice(f"Bản sao {moment_words(note.made_at)} · {plan.year} · {plan.subject}", plan),
        )

    def _run(self, work: Work, on_done: Callable[[Any], None], on_failed: Callable[[str], None]) -> Job:
        self._runner = self._runner or Runner(self)
        return self._runner.start(work, Job(on_done, on_failed))

    def _page(self) -> "CopiesPage | None":
        return self._shown if self._shown is not None and self._desk.page is self._shown else None
