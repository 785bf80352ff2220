"""The window: its parts put together, and nothing else."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from kehoach_desktop.domain.edits import Change, of_kinds
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import plans
from kehoach_desktop.services.files import Store
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.actions import MENUS, ON_A_PLAN, make_actions, make_menus, show_icons
from kehoach_desktop.ui.bin.verbs import BinVerbs
from kehoach_desktop.ui.cleared import ClearedNotice
from kehoach_desktop.ui.copies.keeper import CopyKeeper
from kehoach_desktop.ui.copies.verbs import CopyVerbs
from kehoach_desktop.ui.deadline_watch import DeadlineWatch
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.directory.verbs import DirectoryVerbs
from kehoach_desktop.ui.edit_keys import UndoKeys
from kehoach_desktop.ui.empty import EmptyPage
from kehoach_desktop.ui.endings import Endings
from kehoach_desktop.ui.file_verbs import FileVerbs
from kehoach_desktop.ui.history.verbs import HistoryVerbs
from kehoach_desktop.ui.importing.verbs import TableImportVerbs
from kehoach_desktop.ui.issue_verbs import IssueVerbs
from kehoach_desktop.ui.leaving import Leaving
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.next_year.verbs import NextYearVerbs
from kehoach_desktop.ui.plan_verbs import PlanVerbs
from kehoach_desktop.ui.reports.routes import Routes
from kehoach_desktop.ui.reports.verbs import ReportVerbs
from kehoach_desktop.ui.saving_elsewhere import SavingElsewhere
from kehoach_desktop.ui.scale_watch import ScaleWatch
from kehoach_desktop.ui.scheme.verbs import SchemeVerbs
from kehoach_desktop.ui.sent_periods import SentPeriods
from kehoach_desktop.ui.settings_keeper import SettingsKeeper
from kehoach_desktop.ui.status_line import StatusLine
from kehoach_desktop.ui.tab_verbs import TabVerbs
from kehoach_desktop.ui.theme import apply_theme, theme
from kehoach_desktop.ui.toolbar import Toolbar
from kehoach_desktop.ui.window_place import SMALLEST, place_of, put_in_place
from kehoach_desktop.ui.wiring import connect_parts, slots_of
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.reports.desk import ReportDesk
    from kehoach_desktop.ui.reports.writer import Writer

NAME = "Kế hoạch Desktop"
_MENUS_OF_WORK = ("file", "plan", "report", "help")  # their verbs end a message about the one before


class MainWindow(QMainWindow):
    """Shown empty first; ``work_on`` gives it a file. It owns that file from then on and closes it."""

    other_file_wanted = Signal()  # another data file is to be opened in this one's place
    moved = Signal(object, str)  # all was saved in another file, to be opened; what is to be said of it
    damaged = Signal(object)  # FileDamagedError: the file was found damaged while it is worked in
    filled = Signal()  # the file is open and all tabs stand
    closing = Signal()  # it is hidden; what was under way is being ended

    def __init__(self, settings: Settings, settings_file: Path | None = None) -> None:
        super().__init__()
        self.setWindowTitle(NAME)
        self.setMinimumSize(SMALLEST)
        self.settings = settings
        self.start: object = None  # whoever opened it, and lives as long
        self.settings_keeper = SettingsKeeper(settings, settings_file, self._note_place, self)
        self.endings = Endings(self)
        self.leaving = Leaving(self)
        self.is_closed = False
        self._must_close = False
        self.is_filled = False
        self.verbs = make_actions(self)
        self.menus = make_menus(self, self.verbs)
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.toolbar = Toolbar(self.verbs)
        self.desk = Desk(self.toolbar)
        self.setCentralWidget(self.desk)
        self.long_work = LongWork(self.desk.messages, self.status, self)
        for name, verb in self.verbs.items():
            verb.setEnabled(name in {"quit", "manual"} or name.startswith("theme_"))
        self.verbs["find"].setVisible(False)
        self.verbs.get(f"theme_{settings.theme}", self.verbs["theme_system"]).setChecked(True)
        for key, _, names in MENUS:
            for name in names if key in _MENUS_OF_WORK else ():
                if name and name != "manual":  # first of all that the verb does
                    self.verbs[name].triggered.connect(self.desk.messages.give_way)
        self.verbs["quit"].triggered.connect(self.close)
        self.verbs["manual"].triggered.connect(self.on_manual_triggered)
        for mode in ("system", "light", "dark"):
            self.verbs[f"theme_{mode}"].triggered.connect(self.on_theme_triggered)
        theme().changed.connect(self.on_theme_changed)
        ScaleWatch(self)
        put_in_place(self, settings.window_geometry)

    def work_on(self, store: Store) -> None:
        """Open the plan last worked on, or ask the first start's questions, or say how to begin."""
        self.workbench = Workbench(store, self)
        self.workbench.damaged.connect(self.damaged)
        store.on_damaged = self.workbench.damaged.emit
        store.on_kept_after_all = self.workbench.kept_after_all.emit
        parts = (self.workbench, self.settings, self.desk, self.long_work, self)
        remembered = self.settings.copy_folders.get(self._file_key())
        place = Path(remembered) if remembered else None
        self.keeper = CopyKeeper(self.workbench, self.desk, self, remembered=place)
        self.keeper.elsewhere_known.connect(self.status.show_elsewhere)
        self.plans = PlanVerbs(*parts)
        self.files = FileVerbs(*parts)
        self.copies = CopyVerbs(*parts[:4], self.keeper, self, open_plan=self.plans.open_plan)
        self.issuing = IssueVerbs(self.workbench, self.files, self.desk, self.long_work, self)
        self.reports = ReportVerbs(*parts, lambda: getattr(self.tabs.current, "code", ""))
        self.next_year = NextYearVerbs(self.workbench, self.desk, self.plans, self)
        self.directory = DirectoryVerbs(
            self.workbench, self.desk, self.long_work, lambda: self.tabs.current, self
        )
        self.bin = BinVerbs(*parts[:4], self.plans.open_plan, self)
        self.importing = TableImportVerbs(*parts)
        self.schemes = SchemeVerbs(self.workbench, self.desk, self)
        self.deadlines = DeadlineWatch(self.workbench, self.status, self)
        self.sent_periods = SentPeriods(self.workbench, self)
        self.tab_verbs = TabVerbs(self.workbench, self.settings, self.desk, self.verbs, self.menus, self)
        self.tabs = self.tab_verbs.tabs
        self.history = HistoryVerbs(
            self.workbench, self.desk, self.long_work, self.plans, self.files, self.tab_verbs.show_found
        )
        self.elsewhere = SavingElsewhere(self)
        self.empty = EmptyPage(self.verbs)
        for name, verb in self.verbs.items():
            verb.setEnabled(name not in {"undo", "redo", "trace_figure", *ON_A_PLAN})
        slots = slots_of(self)
        for name, slot in slots.items():
            self.verbs[name].triggered.connect(slot)
        self._routes = Routes(self.verbs, slots, self.workbench.stack)
        self.toolbar.picker.list_plans = self._list_plans
        connect_parts(self)
        self._open_last_plan()
        if not self.settings.greeted:
            self.settings.greeted = True
            if self._is_without_plan:
                self.plans.greet()
        if self._is_without_plan:
            self.on_filled()

    @property
    def _is_without_plan(self) -> bool:
        return self.workbench.plan is None and not self.plans.opening.is_waiting

    def _open_last_plan(self) -> None:
        found = [summary.id for summary in self._list_plans()]
        last = self.settings.last_plan.get(self._file_key())
        for plan_id in sorted(found, key=lambda one: one != last):
            try:
                self.plans.opening.open(plan_id)
            except UserError as error:  # of a damaged file another may still be read
                self.desk.messages.say("bad", str(error))
            else:
                return
        self.workbench.open_plan(None)

    @Slot()
    def on_touched_in_vain(self) -> None:
        """Say why a key did nothing."""
        self.desk.messages.say("info", "Cửa sổ này chỉ để xem nên không ghi được; lý do ở dòng phía trên.")

    def _file_key(self) -> str:
        return str(self.workbench.store.path.resolve())

    def _list_plans(self) -> list[plans.PlanSummary]:
        try:
            return plans.list_plans(self.workbench.store)
        except UserError as error:
            self.desk.messages.say("bad", str(error))
            return []

    @Slot(object)
    def on_plan_opened(self, plan: Plan | None) -> None:
        """Show the plan, or that there is none."""
        for name in ON_A_PLAN:
            self.verbs[name].setEnabled(plan is not None)
        self._show_plan(plan)
        self.status.summary.setVisible(plan is not None)
        if plan is None:
            self.empty.show_bin(is_there=self.bin.has_documents())
            self.desk.rest_on(self.empty)
            return
        self.settings.last_plan[self._file_key()] = plan.id
        self.tab_verbs.show()

    @Slot()
    def on_opening_given_up(self) -> None:
        """Where no plan is open the window shows how to begin, or to choose another."""
        if self.workbench.plan is None:
            self.on_plan_opened(None)
            self.on_filled()

    @Slot(object, object)
    def on_plan_changed(self, plan: Plan, changes: tuple[Change, ...]) -> None:
        """Follow what the frame shows of the plan."""
        if any(change.at is None for change in of_kinds(changes, "plan")):
            self._show_plan(plan)

    def _show_plan(self, plan: Plan | None) -> None:
        self.toolbar.picker.show_plan(plan)
        self.issuing.follow(plan, self.verbs, self.tabs)
        self.setWindowTitle(f"{plan.year} · {plan.subject or 'Chưa đặt tên'} · {NAME}" if plan else NAME)

    @Slot()
    def on_plan_made(self) -> None:
        """Show the text of a plan that has just come in."""
        self.tabs.show_tab(0)

    @Slot()
    def on_filled(self) -> None:
        """Tell that nothing is left to be made; it is told once, not with each plan that is opened."""
        if self.is_filled:
            return
        self.is_filled = True
        self.filled.emit()
        self.bin.tidy_later()

    @Slot()
    def on_open_file_triggered(self) -> None:
        """Ask for another data file."""
        self.other_file_wanted.emit()

    @Slot()
    def on_save_triggered(self) -> None:
        """Keep what is being typed too, and say that all is kept."""
        if self.workbench.flush() and self.reports.flush():
            self.status.reassure()
            self.keeper.keep("save", self.status.say_restore_point)

    @Slot(object, object)
    def on_report_opened(self, shown: "ReportDesk", writer: "Writer") -> None:
        """While a report is written on, undo, export and search mean the report."""
        bench = shown.bench
        bench.saved.connect(self.status.on_workbench_saved)
        bench.not_saved.connect(self.status.on_workbench_not_saved)
        self.workbench.flush_requested.connect(shown.flush)  # a copy of the file is to have it all
        self.sent_periods.follow(bench)
        self.elsewhere.follow(bench)
        ClearedNotice(bench, self.desk.messages, shown)
        shown.tab.summary_changed.connect(self.status.summary.setText)
        shown.tab.editor.said.connect(self.tab_verbs.on_page_said)
        own = {
            "undo": bench.undo,
            "redo": bench.redo,
            "export_pdf": writer.on_pdf_asked,
            "export_xlsx": writer.on_book_asked,
        }
        tell = {"undo": self.on_undo_text_changed, "redo": self.on_redo_text_changed}
        lead_back = self._routes.lead(own, bench.stack, tell)
        for gone in (shown.left, shown.destroyed):  # also where a bug keeps it from ``on_report_left``
            gone.connect(lead_back)
        UndoKeys(shown, self.verbs["undo"], self.verbs["redo"])
        self.tab_verbs.search_in(shown.tab)
        self.verbs["trace_figure"].triggered.connect(shown.tracing.trigger)
        self.verbs["trace_figure"].setEnabled(True)

    @Slot()
    def on_report_left(self) -> None:
        """The window's verbs mean the plan again."""
        if self.is_closed:
            return
        self._routes.lead_back()
        self.tab_verbs.search_in(None)
        self.verbs["trace_figure"].setEnabled(False)
        self.issuing.follow(self.workbench.plan, self.verbs, self.tabs)
        self.tabs.tell_summary()

    @Slot()
    def on_manual_triggered(self) -> None:
        """Show the manual at what explains the part with the keyboard; also where no file can be opened."""
        from kehoach_desktop.ui.manual.showing import show_manual

        show_manual(self)

    @Slot()
    def on_about_triggered(self) -> None:
        """Say what the program is."""
        from kehoach_desktop.ui.about import AboutPage

        own = [self.tabs.actions_of(place) for place in range(3)]
        page = AboutPage(self.workbench.store.path, self.verbs, own)
        page.licences_asked.connect(self.on_licences_asked)
        self.desk.show_page(page)

    @Slot()
    def on_licences_asked(self) -> None:
        """Show what the program is made of, and the licences; closing leads back to where it was asked."""
        from kehoach_desktop.ui.licences_page import LicencesPage

        page = LicencesPage()
        self.desk.show_page(page)
        page.closed.connect(self.on_about_triggered)  # after the desk has put it away

    @Slot(str)
    def on_undo_text_changed(self, text: str) -> None:
        """Say what would be undone."""
        _say_step(self.verbs["undo"], "&Hoàn tác", text)

    @Slot(str)
    def on_redo_text_changed(self, text: str) -> None:
        """Say what would be done again."""
        _say_step(self.verbs["redo"], "&Làm lại", text)

    @Slot()
    def on_theme_triggered(self) -> None:
        """Show the window in the theme chosen."""
        self.settings.theme = self.sender().objectName().removeprefix("theme_")
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, self.settings.theme, in_turns=True)

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the new colours."""
        show_icons(self.verbs)

    def _note_place(self) -> None:
        self.settings.window_geometry = place_of(self)

    def close_for_good(self) -> None:
        """Close with all that can be kept: the program must end."""
        self._must_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close if nothing holds the window open, or it must: with all kept that can be."""
        if self.is_closed or not hasattr(self, "workbench"):
            return
        if not self.leaving.may_close(must=self._must_close):
            event.ignore()
            return
        self.is_closed = True
        event.accept()
        self.hide()  # work under way and the copy take a while: nobody is to look at a dead window
        self.closing.emit()
        self.leaving.leave()


def _say_step(verb: QAction, name: str, step: str) -> None:
    verb.setText(f"{name}: {step}" if step else name)
    verb.setIconText(name.replace("&", ""))
