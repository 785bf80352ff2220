"""The appendix tab: the sheet of activities and their rows, its title, its verbs."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from kehoach_desktop.domain.directory import Kind
from kehoach_desktop.domain.directory_use import FIELDS, places_in
from kehoach_desktop.domain.edits import Change
from kehoach_desktop.domain.plan import Appendix, Plan
from kehoach_desktop.domain.text import clean
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.freezing import Freezer
from kehoach_desktop.ui.rest import Rest
from kehoach_desktop.ui.sheet import verbs
from kehoach_desktop.ui.sheet.cell_offers import CellOffers
from kehoach_desktop.ui.sheet.changed_cell import Seen, first_changed
from kehoach_desktop.ui.sheet.columns_panel import ColumnsPanel
from kehoach_desktop.ui.sheet.counting import chosen_words
from kehoach_desktop.ui.sheet.header_menu import HeaderMenu
from kehoach_desktop.ui.sheet.model import SheetModel
from kehoach_desktop.ui.sheet.rows import CONTENT, KEYS
from kehoach_desktop.ui.sheet.sheet_actions import SheetActions
from kehoach_desktop.ui.sheet.strip import Strip
from kehoach_desktop.ui.sheet.view import SheetView
from kehoach_desktop.ui.sheet.widgets import ground, label, named
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.plan.find_bar import FindBar

_BARE = ("duplicate", "remove", "move_up", "move_down", "split", "join", "sort_up", "sort_down")
"""Verbs that show their drawing alone."""

_MANY_CHOSEN = 2_000  # cells


class AppendixTab(QWidget):
    """Shows one appendix of the current plan at a time."""

    summary_changed = Signal(str)
    badge_changed = Signal(str)

    def __init__(self, workbench: Workbench, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._settings = settings
        self.badge = self.summary = ""
        self.model = SheetModel(workbench, self)
        self.view = SheetView(self.model)
        self.view.layout_of_columns.take(settings.sheets.get("appendix"))
        self.offers = self.view.delegate.offers = CellOffers(workbench, self)
        self.offers.known_changed.connect(self.view.reckon_heights)
        self.verbs = SheetActions(workbench, self.view)
        self.columns = ColumnsPanel(self.view, workbench.commit)
        self.columns.hide()
        self.chooser = named(QComboBox(), "Chọn phụ lục")
        self.title = named(QLineEdit(placeholderText="Tên phụ lục"), "Tên phụ lục")
        self._stack = QStackedLayout()
        self._lay_out()
        self._connect()
        self._menu = HeaderMenu(self)
        self._finding: FindBar | None = None  # made when it is first asked for
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self.on_summary_due)
        self._freezer = Freezer(workbench, (self.title, self.columns), self.columns.follow)
        self.setFocusProxy(self.view)
        self.setTabOrder(self.chooser, self.title)
        self.setTabOrder(self.title, self.view)
        self._on_plan_opened(workbench.plan)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go what is being read, for the window is closing."""
        self.verbs.clipboard.close()
        super().closeEvent(event)

    def tab_actions(self) -> list[QAction]:
        """Return the sheet's verbs."""
        return list(self.verbs.actions.values())

    def current_name(self) -> tuple[Kind, str] | None:
        """Return the body or form that the current cell names first, and which of them it is."""
        row, column = self.view.currentIndex().row(), self.view.currentIndex().column()
        field = KEYS[column] if 0 <= column < len(KEYS) else ""
        if field not in FIELDS or not 0 <= row < len(self.model.rows):
            return None
        text = self.model.rows[row].cells[column]
        places = places_in(text, FIELDS[field], self.offers.known)
        return (FIELDS[field], text[slice(*places[0])]) if places else None

    def find(self) -> None:  # type: ignore[override]  # QWidget.find(id) is another thing, static, and not used
        """Show the bar to find with."""
        self.find_bar().open()

    def replace(self) -> None:
        """Show the bar to find and replace with."""
        self.find_bar().open(with_replace=True)

    def find_next(self) -> None:
        """Go to the next match."""
        self.find_bar().go(1)

    def find_previous(self) -> None:
        """Go to the match before."""
        self.find_bar().go(-1)

    def find_bar(self) -> "FindBar":
        """Return the bar above the sheet, made now if need be."""
        if self._finding is None:
            from kehoach_desktop.ui.plan.find_bar import FindBar
            from kehoach_desktop.ui.sheet.finder import SheetFinder

            self._finding = FindBar(SheetFinder(self.view, self._workbench), self.view)
            self._finding.wanted.setPlaceholderText("Tìm trong phụ lục")
            self._column.insertWidget(1, self._finding)
        return self._finding

    def show_columns(self, *, new: bool = False) -> None:
        """Show the panel of the columns, with the keyboard in it."""
        self.verbs.actions["columns"].setChecked(True)
        aim = self.columns.new if new or not self.columns.rows else self.columns.rows[0].is_on
        aim.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def rename_column(self, column: int) -> None:
        """Put the keyboard into the name of an own column."""
        self.verbs.actions["columns"].setChecked(True)
        self.columns.start_renaming(column)

    def show_row(self, task_id: int) -> None:
        """Choose a task's row whole and bring it into sight, whichever appendix has it and is filtered."""
        plan = self._workbench.plan
        found = next((a for a in plan.appendices if _has_row(a, task_id)), None) if plan else None
        if found is None:
            return
        self.model.catch_up()
        if self.model.appendix is None or self.model.appendix.id != found.id:
            self._show(plan, found)
        if self.model.row_of(task_id) is None:
            self.view.filters.clear()
        row = self.model.row_of(task_id)
        if row is not None:
            self.view.go_to(row, next((c for c in self.view.choosing.columns if c > CONTENT), CONTENT))
            self.view.choosing.choose_rows()
            middle = QAbstractItemView.ScrollHint.PositionAtCenter
            self.view.scrollTo(self.view.currentIndex(), middle)  # what came with it is seen too

    def _lay_out(self) -> None:
        sheet = ground("surface")
        column = self._column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        acts = self.verbs.actions
        bare = frozenset(f"appendix_{name}" for name in _BARE)
        shown = (
            acts["add_activity"], acts["add_task"], acts["duplicate"], acts["remove"], None,
            acts["move_up"], acts["move_down"], acts["split"], acts["join"], None,
            acts["sort_up"], acts["sort_down"], None, acts["paste"],
        )  # fmt: skip
        self.strip = Strip(shown, bare)
        for name in ("filter", "columns"):
            self.strip.add(acts[name])
        column.addWidget(self.strip)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.chooser)
        caption = label("Tên phụ lục", "muted")
        caption.setBuddy(self.title)
        row.addWidget(caption)
        row.addWidget(self.title, 1)
        column.addLayout(row)
        self.hint = label("Chưa có nội dung nào: nhấn “Thêm nội dung”, hoặc dán khối ô từ Excel.", "muted")
        self.hint.setContentsMargins(12, 0, 12, 8)
        column.addWidget(self.hint)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.view, 1)
        beside.addWidget(self.columns)
        column.addLayout(beside, 1)
        self._stack.addWidget(sheet)
        self._stack.addWidget(self._empty_page())
        self.setLayout(self._stack)

    def _empty_page(self) -> QWidget:
        page = ground("surface")
        column = QVBoxLayout(page)
        column.setSpacing(8)
        heading = label("Kế hoạch này chưa có phụ lục", "heading")
        words = label(
            "Phụ lục là bảng các nội dung, hình thức, cơ quan và thời gian thực hiện; "
            "theo dõi quý và báo cáo đều lấy từ đây.",
            "muted",
        )
        words.setWordWrap(True)
        for line in (heading, words):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add_button = QPushButton("Thêm phụ lục")
        self.add_button.setProperty("primary", "true")
        self.add_button.clicked.connect(self._on_add_clicked)
        column.addStretch(2)
        column.addWidget(heading)
        column.addWidget(words)
        column.addSpacing(8)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
        return page

    def _connect(self) -> None:
        self._workbench.plan_opened.connect(self._on_plan_opened)
        self._workbench.plan_changed.connect(self._on_plan_changed)
        self._workbench.flush_requested.connect(self._on_flush_requested)
        self.view.chosen_changed.connect(self._tell_summary)
        self.view.layout_of_columns.changed.connect(self._on_layout_changed)
        self.view.filters.changed.connect(self._tell_summary)
        self.addActions([self.verbs.actions[name] for name in ("filter", "columns")])
        self.verbs.actions["columns"].toggled.connect(self._on_columns_toggled)
        self.columns.closed.connect(self._on_columns_closed)
        self.title.editingFinished.connect(self._on_title_left)
        Rest(self.title, self._commit_title)
        self.chooser.activated.connect(self._on_appendix_chosen)

    def _on_plan_opened(self, plan: Plan | None) -> None:
        self._show(plan, plan.appendices[0] if plan and plan.appendices else None)

    def _on_plan_changed(self, plan: Plan, touched: tuple[Change, ...]) -> None:
        shown = self.model.appendix
        same = next((a for a in plan.appendices if shown is not None and a.id == shown.id), None)
        if same is None:
            if shown is not None or plan.appendices:
                self._show(plan, plan.appendices[0] if plan.appendices else None)
            return
        if not self.isVisible() and self.view.delegate.editor is None:
            self.model.follow_later(plan, same)
            self._tell_badge(plan)
            return
        before = list(self.model.rows), self.model.columns
        self.model.follow_appendix(plan, same, touched)
        if self._workbench.is_stepping and self.isVisible():
            self._show_changed(before)
        if self._workbench.is_frozen:
            self.view.delegate.finish_editor()
        self._refresh_frame(plan)

    def _show_changed(self, before: Seen) -> None:
        """Bring what undo or redo changed into sight; the current cell stays."""
        row = self.view.currentIndex().row()
        cell = first_changed(before, (self.model.rows, self.model.columns), row)
        if cell is not None and not self.view.isColumnHidden(cell[1]):
            self.view.show_cell(*cell)

    def _show(self, plan: Plan | None, appendix: Appendix | None) -> None:
        self.title.setModified(False)
        self.model.show_appendix(plan, appendix)
        self._stack.setCurrentIndex(0 if appendix else 1)
        self.add_button.setEnabled(plan is not None)
        self.verbs.refresh()
        self._refresh_frame(plan)
        if self.model.rows:
            self.view.go_to(0, CONTENT)

    def _refresh_frame(self, plan: Plan | None) -> None:
        """Show the title, the choice of appendices and the counts as the plan has them."""
        appendices = plan.appendices if plan else ()
        shown = self.model.appendix
        names = [f"Phụ lục {number}" for number in range(1, len(appendices) + 1)]
        if names != [self.chooser.itemText(i) for i in range(self.chooser.count())]:
            self.chooser.clear()
            self.chooser.addItems(names)
        self.chooser.setVisible(len(appendices) > 1)
        ids = [appendix.id for appendix in appendices]
        if shown is not None and shown.id in ids:
            self.chooser.setCurrentIndex(ids.index(shown.id))
            if not self.title.isModified() and clean(self.title.text()) != shown.title:
                self.title.setText(shown.title)
                self.title.setCursorPosition(0)
        self.hint.setVisible(not self.model.all_rows)
        self.columns.follow()
        self._tell_badge(plan)
        self._tell_summary()

    def _tell_badge(self, plan: Plan | None) -> None:
        count = sum(len(appendix.activities) for appendix in plan.appendices) if plan else 0
        badge = str(count) if count else ""
        if badge != self.badge:
            self.badge = badge
            self.badge_changed.emit(badge)

    def _on_columns_toggled(self, is_on: bool) -> None:
        self.columns.setVisible(is_on)
        self.columns.follow()
        if not is_on:
            self.view.setFocus()

    def _on_columns_closed(self) -> None:
        self.verbs.actions["columns"].setChecked(False)

    def _tell_summary(self) -> None:
        """Tell what is chosen: of many cells, which take a while to count, once the window is idle."""
        if self.view.choosing.size > _MANY_CHOSEN:
            self._counting.start()
        else:
            self.on_summary_due()

    def on_summary_due(self) -> None:
        """Tell it now."""
        self._counting.stop()
        appendix = self.model.appendix
        words = ""
        if appendix is not None:
            activities, rows = map(number_words, (len(appendix.activities), len(self.model.all_rows)))
            words = f"{activities} nội dung · {rows} dòng"
            parts = (chosen_words(self.view.choosing, self.model), self.view.filters.words, words)
            words = " · ".join(filter(None, parts))
        if words != self.summary:
            self.summary = words
            self.summary_changed.emit(words)

    def _commit_title(self) -> None:
        if self.model.appendix is None or not self.title.isModified():
            return
        edit = verbs.set_title(self.model.appendix, self.title.text())
        self.title.setModified(False)
        is_kept = edit is None
        try:
            is_kept = edit is None or self._workbench.commit(edit, "Sửa tên phụ lục", mergeable=True)
        finally:  # also after a bug: what was typed is to be tried again
            if not is_kept:
                self.title.setModified(True)

    def _on_title_left(self) -> None:
        self._commit_title()
        self._workbench.end_typing()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed while another tab was in front."""
        super().showEvent(event)
        if self.model.catch_up():
            self._refresh_frame(self._workbench.plan)

    def _on_flush_requested(self) -> None:
        self.model.catch_up()
        self.view.delegate.commit_editor()
        self._commit_title()
        self.columns.flush()

    def _on_add_clicked(self) -> None:
        plan = self._workbench.plan
        if plan is not None and self._workbench.commit(verbs.add_appendix(plan), "Thêm phụ lục"):
            self.view.setFocus()

    def _on_appendix_chosen(self, place: int) -> None:
        self._on_flush_requested()
        plan = self._workbench.plan
        if plan is not None and place < len(plan.appendices):
            self._show(plan, plan.appendices[place])

    def _on_layout_changed(self, kept: dict[str, Any]) -> None:
        self._settings.sheets["appendix"] = kept


def _has_row(appendix: Appendix, task_id: int) -> bool:
    return any(task.id == task_id for activity in appendix.activities for task in activity.tasks)
