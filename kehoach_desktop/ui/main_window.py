"""The window: its parts put together, and nothing else."""

import base64
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from kehoach_desktop.domain.edits import Change
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import plans
from kehoach_desktop.services.files import Store
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.actions import MENUS, ON_A_PLAN, WRITING, make_actions, make_menus, show_icons
from kehoach_desktop.ui.bin.verbs import BinVerbs
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
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.next_year.verbs import NextYearVerbs
from kehoach_desktop.ui.plan_verbs import PlanVerbs
from kehoach_desktop.ui.reports.routes import Routes
from kehoach_desktop.ui.reports.verbs import ReportVerbs
from kehoach_desktop.ui.runner import Job
from kehoach_desktop.ui.scheme.verbs import SchemeVerbs
from kehoach_desktop.ui.sent_periods import SentPeriods
from kehoach_desktop.ui.settings_keeper import SettingsKeeper
from kehoach_desktop.ui.status_line import StatusLine
from kehoach_desktop.ui.tab_verbs import TabVerbs
from kehoach_desktop.ui.theme import apply_theme, theme
from kehoach_desktop.ui.toolbar import Toolbar
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.reading_only import ReadingStrip
    from kehoach_desktop.ui.reports.desk import ReportDesk
    from kehoach_desktop.ui.reports.writer import Writer

NAME = "Kế hoạch Desktop"
_SIZE = QSize(1366, 768)
_FRAME = QSize(16, 40)  # what title bar and borders may add; known only once the window is shown
_MENUS_OF_WORK = ("file", "plan", "report", "help")  # their verbs end a message about the one before
_SMALLEST = QSize(640, 340)  # what a screen of 1366 × 768 has at 200 %, less the system's bars


class MainWindow(QMainWindow):
    """Shown empty first; ``work_on`` gives it a file. It owns that file from then on and closes it."""

    damaged = Signal(object)  # FileDamagedError: the file was found damaged while it is worked in
    filled = Signal()  # the file is open and all tabs stand

    def __init__(self, settings: Settings, settings_file: Path | None = None) -> None:
        super().__init__()
        self.setWindowTitle(NAME)
        self.setMinimumSize(_SMALLEST)
        self.settings = settings
        self.start: object = None  # whoever opened it, and lives as long
        self._settings_keeper = SettingsKeeper(settings, settings_file, self._note_geometry, self)
        self.endings = Endings(self)
        self._is_closed = False
        self._is_loss_told = False
        self._told_work: Job | None = None  # of which it was said that it would be called off
        self._must_close = False
        self.is_filled = False
        self.verbs = make_actions(self)
        self._menus = make_menus(self, self.verbs)
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.toolbar = Toolbar(self.verbs)
        self.desk = Desk(self.toolbar)
        self.setCentralWidget(self.desk)
        self.long_work = LongWork(self.desk.messages, self.status, self)
        for name, verb in self.verbs.items():
            verb.setEnabled(name == "quit" or name.startswith("theme_"))
        self.verbs["find"].setVisible(False)
        self.verbs.get(f"theme_{settings.theme}", self.verbs["theme_system"]).setChecked(True)
        for key, _, names in MENUS:
            for name in names if key in _MENUS_OF_WORK else ():
                if name:  # first of all that the verb does
                    self.verbs[name].triggered.connect(self.desk.messages.give_way)
        self.verbs["quit"].triggered.connect(self.close)
        for mode in ("system", "light", "dark"):
            self.verbs[f"theme_{mode}"].triggered.connect(self.on_theme_triggered)
        theme().changed.connect(self.on_theme_changed)
        self._restore_size()

    def work_on(self, store: Store) -> None:
        """Open the plan last worked on, or ask the first start's questions, or say how to begin."""
        self.workbench = Workbench(store, self)
        self.workbench.damaged.connect(self.damaged)
        store.on_damaged = self.workbench.damaged.emit
        parts = (self.workbench, self.settings, self.desk, self.long_work, self)
        self.keeper = CopyKeeper(self.workbench, self.desk, self)
        self.plans = PlanVerbs(*parts)
        self.files = FileVerbs(*parts)
        self.copies = CopyVerbs(*parts[:4], self.keeper, self, open_plan=self.plans.open_plan)
        self.issuing = IssueVerbs(self.workbench, self.files, self.desk, self.long_work, self)
        self.reports = ReportVerbs(*parts, lambda: getattr(self.tabs.current, "code", ""))
        self.next_year = NextYearVerbs(self.workbench, self.desk, self.plans, self)
        self.directory = DirectoryVerbs(
            self.workbench, self.desk, self.long_work, lambda: self.tabs.current, self
        )
        self.bin = BinVerbs(self.workbench, self.desk, self.long_work, self.plans.open_plan, self)
        self.importing = TableImportVerbs(*parts)
        self.schemes = SchemeVerbs(self.workbench, self.desk, self)
        self.deadlines = DeadlineWatch(self.workbench, self.status, self)
        self.sent_periods = SentPeriods(self.workbench, self)
        self.tab_verbs = TabVerbs(self.workbench, self.settings, self.desk, self.verbs, self._menus, self)
        self.tabs = self.tab_verbs.tabs
        self.history = HistoryVerbs(
            self.workbench, self.desk, self.long_work, self.plans, self.files, self.tab_verbs.show_found
        )
        self.empty = EmptyPage(self.verbs)
        for name, verb in self.verbs.items():
            verb.setEnabled(name not in {"undo", "redo", "trace_figure", *ON_A_PLAN})
        self._connect_verbs()
        self._connect_parts()
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

    def _connect_verbs(self) -> None:
        files, kept = self.files, self.plans
        slots = {
            "new_plan": kept.on_new_plan_triggered,
            "next_plan": self.next_year.on_next_plan_triggered,
            "import_text": kept.on_import_text_triggered,
            "import_table": self.importing.on_import_table_triggered,
            "paste_table": self.importing.on_paste_table_triggered,
            "load_json": kept.on_load_json_triggered,
            "open_sample": kept.open_sample,
            "office": kept.on_office_triggered,
            "issue": self.issuing.on_issue_triggered,
            "revise": self.issuing.on_revise_triggered,
            "versions": self.issuing.on_versions_triggered,
            "compare": self.issuing.on_compare_triggered,
            "history": self.history.on_history_triggered,
            "periods": self.schemes.on_periods_triggered,
            "delete_plan": kept.on_delete_plan_triggered,
            "export_pdf": files.on_export_pdf_triggered,
            "export_xlsx": files.on_export_xlsx_triggered,
            "export_json": files.on_export_json_triggered,
            "back_up": files.on_back_up_triggered,
            "copies": self.copies.on_copies_triggered,
            "verify": self.copies.on_verify_triggered,
            "report": self.reports.on_report_triggered,
            "save": self.on_save_triggered,
            "undo": self.desk.where_seen(self.workbench.undo),
            "redo": self.desk.where_seen(self.workbench.redo),
            "next_part": self.desk.on_next_part_triggered,
            "directory": self.directory.on_directory_triggered,
            "bin": self.bin.on_bin_triggered,
            "about": self.on_about_triggered,
        }
        for name, slot in slots.items():
            self.verbs[name].triggered.connect(slot)
        self._routes = Routes(self.verbs, slots, self.workbench.stack)

    def _connect_parts(self) -> None:
        bench, stack = self.workbench, self.workbench.stack
        self.toolbar.picker.list_plans = self._list_plans
        self.toolbar.picker.plan_chosen.connect(self.plans.open_plan)
        self.plans.plan_made.connect(self.on_plan_made)
        self.plans.opening.given_up.connect(self.on_opening_given_up)
        self.plans.next_year_asked.connect(self.next_year.show_page)
        bench.plan_opened.connect(self.on_plan_opened)
        bench.plan_changed.connect(self.on_plan_changed)
        bench.saved.connect(self.status.on_workbench_saved)
        bench.failed.connect(self.long_work.on_work_failed)
        bench.not_saved.connect(self.status.on_workbench_not_saved)
        stack.canUndoChanged.connect(self.verbs["undo"].setEnabled)
        stack.canRedoChanged.connect(self.verbs["redo"].setEnabled)
        stack.undoTextChanged.connect(self.on_undo_text_changed)
        stack.redoTextChanged.connect(self.on_redo_text_changed)
        self.sent_periods.sent.connect(self.deadlines.show)
        self.tabs.summary_changed.connect(self.status.summary.setText)
        self.importing.taken.connect(self.tab_verbs.show_row)
        self.importing.appendix_now = self.tab_verbs.appendix_now
        self.tab_verbs.table_offered.connect(self.importing.show_clip)
        self.tab_verbs.filled.connect(self.on_filled)
        self.reports.desk_opened.connect(self.on_report_opened)
        self.reports.desk_left.connect(self.on_report_left)
        self.reports.cell_wanted.connect(self.tab_verbs.show_cell)

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

    def read_only(self, *, can_try: bool) -> "ReadingStrip":
        """Let nothing be written from now on, and return the line that says why."""
        from kehoach_desktop.ui.reading_only import ReadingOnly, ReadingStrip

        bench = self.workbench
        strip = ReadingStrip(bench.store.why_read_only, can_try=can_try)
        self.desk.show_strip(strip)
        held = ReadingOnly(bench, self)
        held.hold_verbs((self.verbs[name] for name in WRITING), self._menus.values())
        for place in range(3):
            if (made := self.tabs.made(place)) is not None:
                held.on_tab_made(place, made)
        self.tabs.tab_made.connect(held.on_tab_made)
        bench.issued_touched.connect(self.on_touched_in_vain)
        bench.reading_only_began.emit()
        self.status.saved.setText("Chỉ để xem")
        return strip

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
        if any(change.kind == "plan" and change.at is None for change in changes):
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
        """Tell that nothing is left to be made."""
        self.is_filled = True
        self.filled.emit()
        self.bin.tidy_later()

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
        shown.tab.summary_changed.connect(self.status.summary.setText)
        shown.tab.editor.said.connect(self.tab_verbs.on_page_said)
        own = {
            "undo": bench.undo,
            "redo": bench.redo,
            "export_pdf": writer.on_pdf_asked,
            "export_xlsx": writer.on_book_asked,
        }
        tell = {"undo": self.on_undo_text_changed, "redo": self.on_redo_text_changed}
        self._routes.lead(own, bench.stack, tell)
        UndoKeys(shown, self.verbs["undo"], self.verbs["redo"])
        self.tab_verbs.search_in(shown.tab)
        self.verbs["trace_figure"].triggered.connect(shown.tracing.trigger)
        self.verbs["trace_figure"].setEnabled(True)

    @Slot()
    def on_report_left(self) -> None:
        """The window's verbs mean the plan again."""
        if self._is_closed:
            return
        self._routes.lead_back()
        self.tab_verbs.search_in(None)
        self.verbs["trace_figure"].setEnabled(False)
        self.issuing.follow(self.workbench.plan, self.verbs, self.tabs)
        self.tabs.tell_summary()

    @Slot()
    def on_about_triggered(self) -> None:
        """Say what the program is."""
        from kehoach_desktop.ui.about import AboutPage

        own = [self.tabs.actions_of(place) for place in range(3)]
        self.desk.show_page(AboutPage(self.workbench.store.path, self.verbs, own))

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

    def keep_all(self) -> bool:
        """Have what is typed, and the settings, kept; say whether all of it is."""
        if self._is_closed or not hasattr(self, "workbench"):
            return True
        self._settings_keeper.keep_now()
        is_kept = self.workbench.flush() and self.reports.flush()
        if is_kept:
            self._is_loss_told = False  # what is typed wrong later is told of anew
        return is_kept

    def tell_loss(self) -> bool:
        """Say once that not all can be kept; return whether it was said now."""
        if self._is_loss_told:
            return False
        self._is_loss_told = True
        why = self.workbench.unkept or self.reports.unkept
        self.desk.messages.say(
            "bad",
            f"Chưa đóng vì chưa ghi được phần đang gõ. {why} Đóng lần nữa thì bỏ phần đó.",
        )
        return True

    def close_for_good(self) -> None:
        """Close with all that can be kept: the program must end."""
        self._must_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed, then the settings, then let the file go.

        What cannot be kept holds the window open once, to be copied elsewhere, and a file being written
        does so too; closing again lets it go.
        """
        if self._is_closed or not hasattr(self, "workbench"):
            return
        if not (self.keep_all() or self._must_close) and self.tell_loss():
            event.ignore()
            return
        if not self._must_close and self._tell_of_work():
            event.ignore()
            return
        self._is_closed = True
        self.desk.close_page()  # it may be reading the file
        self.workbench.store.on_damaged = None
        self.long_work.close()
        self.plans.opening.close()
        self.reports.close()
        self.issuing.close()
        self.next_year.close()
        self.history.close()
        self.importing.close()
        self.sent_periods.close()
        self.bin.close()
        self.tab_verbs.close()
        self._settings_keeper.close()
        self.endings.close()
        event.accept()
        self.hide()  # the copy of a large file takes a while: nobody is to look at a dead window
        self.copies.close()
        self.keeper.stop()
        self.workbench.store.close()
        self.keeper.copy_at_the_end()

    def _tell_of_work(self) -> bool:
        """Say once of a file being written that closing calls that off; return whether it was said now."""
        if not self.long_work.is_writing or self._told_work is self.long_work.job:
            return False
        self._told_work = self.long_work.job
        self.desk.messages.say(
            "warning",
            "Chưa đóng vì đang ghi dở một tệp. Chờ ghi xong rồi đóng, hoặc hủy việc đó; tệp cũ còn nguyên.",
            ("Hủy việc đó và đóng", self.close_for_good),
        )
        return True

    def _note_geometry(self) -> None:
        self.settings.window_geometry = base64.b64encode(self.saveGeometry().data()).decode("ascii")

    def _restore_size(self) -> None:
        try:
            kept = base64.b64decode(self.settings.window_geometry)
        except ValueError:  # somebody has edited the settings
            kept = b""
        if kept and self.restoreGeometry(QByteArray(kept)):
            return
        room = self.screen().availableSize() - _FRAME
        self.resize(_SIZE.boundedTo(room))
        if not is_roomy(room):
            self.setWindowState(Qt.WindowState.WindowMaximized)


def is_roomy(room: QSize) -> bool:
    """Say whether the window at its usual size fits into ``room``, the screen's less bars and frame."""
    return _SIZE.boundedTo(room) == _SIZE


def _say_step(verb: QAction, name: str, step: str) -> None:
    verb.setText(f"{name}: {step}" if step else name)
    verb.setIconText(name.replace("&", ""))
