"""The tracker tab: tasks by quarters at a glance, the record of the chosen cell, the period's figures."""

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from kehoach_desktop.domain.edits import Change
from kehoach_desktop.domain.figures import Figures, all_tasks, figures
from kehoach_desktop.domain.periods import Period, find, period
from kehoach_desktop.domain.plan import Plan, State
from kehoach_desktop.domain.words import STATE_WORDS, number_words
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.sheet.widgets import ground, label
from kehoach_desktop.ui.theme import theme, tokens
from kehoach_desktop.ui.tracker.chart import StateChart, count_states
from kehoach_desktop.ui.tracker.closing_watch import ClosingWatch
from kehoach_desktop.ui.tracker.figures_strip import FiguresStrip, of_total
from kehoach_desktop.ui.tracker.grid_model import GridModel, grid_rows
from kehoach_desktop.ui.tracker.grid_view import GridView, state_colours, state_icon
from kehoach_desktop.ui.tracker.period_bar import PeriodBar, current_code, quarters_in
from kehoach_desktop.ui.tracker.record_edits import set_state
from kehoach_desktop.ui.tracker.record_panel import RecordPanel
from kehoach_desktop.ui.workbench import Workbench

_ROOM_FOR_CHART_PX = 560
_PANEL_PX = (356, 396)  # least, most unless the clerk drags it


class TrackerTab(QWidget):
    """Shows every task of the current plan."""

    summary_changed = Signal(str)
    badge_changed = Signal(str)

    def __init__(self, workbench: Workbench, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._settings = settings
        self.badge = self.summary = ""
        self.code = "Q1"
        self.model = GridModel(self)
        self.view = GridView(self.model)
        self.periods = PeriodBar()
        self.closing = ClosingWatch(workbench, self.periods, self)
        self.strip = FiguresStrip()
        self.chart = StateChart()
        self.panel = RecordPanel(workbench)
        self._figures_timer = QTimer(self, singleShot=True, interval=120)  # many edits, one count
        self._actions = [self._state_action(place, state) for place, state in enumerate(State, 1)]
        self._stack = QStackedLayout()
        self._lay_out()
        self._connect()
        self._dress()
        self.setFocusProxy(self.view)
        self.setTabOrder(self.view, self.panel.state_box)
        self.panel.order_tabs()
        self._on_plan_opened(workbench.plan)

    def tab_actions(self) -> list[QAction]:
        """Return the five states, and closing the period in view."""
        return [*self._actions, self.closing.action]

    # -- making -------------------------------------------------------------------------------------

    def _state_action(self, place: int, state: State) -> QAction:
        action = QAction(STATE_WORDS[state], self)
        action.setObjectName(f"tracker_state_{state}")
        action.setData(str(state))
        action.setShortcut(QKeySequence(str(place)))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(f"Ghi các ô đang chọn là: {STATE_WORDS[state]} (phím {place})")
        action.setProperty("menu", "Theo dõi")
        action.triggered.connect(self._on_state_triggered)
        self.view.addAction(action)
        return action

    def _lay_out(self) -> None:
        left = ground("surface")
        column = QVBoxLayout(left)
        column.setContentsMargins(14, 11, 14, 8)
        column.setSpacing(10)
        column.addWidget(self.periods)
        column.addWidget(self.closing.notice)
        column.addWidget(self.strip)
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.view)
        column.addWidget(frame, 1)
        column.addWidget(self.chart)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.panel.setMinimumWidth(_PANEL_PX[0])
        left.setMinimumWidth(440)
        if kept := self._settings.splitters.get("tracker"):
            self.splitter.setSizes(kept)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(_empty_page())
        self.setLayout(self._stack)

    def _connect(self) -> None:
        self._workbench.plan_opened.connect(self._on_plan_opened)
        self._workbench.plan_changed.connect(self._on_plan_changed)
        self._workbench.flush_requested.connect(self.panel.flush)
        self.periods.chosen.connect(self.show_period)
        self.closing.notice.cell_wanted.connect(self.show_cell)
        self.view.chosen_changed.connect(self._on_cell_chosen)
        self.view.record_wanted.connect(self._on_record_wanted)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        self._figures_timer.timeout.connect(self.refresh_figures)
        theme().changed.connect(self._dress)

    def _dress(self) -> None:
        for action in self._actions:
            state = State(action.data())
            action.setIcon(icon(state_icon(state), state_colours(state, tokens())[0]))

    # -- the plan -----------------------------------------------------------------------------------

    def _on_plan_opened(self, plan: Plan | None) -> None:
        self.panel.forget()
        self.model.reset_rows(grid_rows(plan))
        self._stack.setCurrentIndex(0 if self.model.rows else 1)
        if plan is None:
            self._tell("", "")
            return
        self.periods.show_scheme(plan.scheme)
        self.show_period(current_code(plan.year, dt.datetime.now().astimezone().date(), plan.scheme))
        self.view.go_to(0, self.model.quarters[-1])

    def _on_plan_changed(self, plan: Plan, changes: tuple[Change, ...]) -> None:
        if not any(map(_concerns, changes)):
            return
        if any((change.kind, change.name) == ("plan", "scheme") for change in changes):
            self._follow_scheme(plan)
        if self.panel.task is not None:
            shown = self.panel.task.id
            self.panel.renew(next((task for task in all_tasks(plan) if task.id == shown), None))
        self.model.follow(grid_rows(plan))
        self._stack.setCurrentIndex(0 if self.model.rows else 1)
        self._show_record(plan)
        self._figures_timer.start()

    def show_period(self, code: str) -> None:
        """Show the figures of a period: Q1 … NAM, or two days."""
        plan = self._workbench.plan
        if plan is None:
            return
        self.code = code
        shown = self._period(plan)
        self.periods.show_period(shown)
        self.model.show_quarters(quarters_in(shown, plan))
        self.view.horizontalHeader().viewport().update()
        self.view.share_width()
        self.refresh_figures()

    def show_cell(self, task_id: int, quarter: int | None) -> None:
        """Lead to a task's cell; to its name where no quarter is meant."""
        place = next((n for n, row in enumerate(self.model.rows) if row.task.id == task_id), None)
        if place is not None:
            self.view.go_to(place, quarter or 0)
            self.view.setFocus()

    def _period(self, plan: Plan) -> Period:
        return find(plan.year, self.code, plan.scheme)

    def _follow_scheme(self, plan: Plan) -> None:
        """Other periods are reported on: stay on the one in view if there still is one."""
        self.periods.show_scheme(plan.scheme)
        today = dt.datetime.now().astimezone().date()
        is_there = self.code in self.periods.codes or ":" in self.code
        self.show_period(self.code if is_there else current_code(plan.year, today, plan.scheme))

    def refresh_figures(self) -> None:
        """Count anew."""
        plan = self._workbench.plan
        if plan is None:
            return
        in_view = self._period(plan)
        shown = figures(plan, in_view)
        quarters = quarters_in(in_view, plan)
        due = sum(row.is_due_in(quarters) for row in self.model.rows)
        recorded = sum(
            row.is_recorded_in(quarters) and not row.is_due_in(quarters) for row in self.model.rows
        )
        self.periods.show_period(in_view)
        self.strip.show_figures(shown, due, recorded)
        self.chart.show_counts(count_states(self.model.rows))
        words = f"{of_total(due + recorded, shown.total)} nhiệm vụ trong kỳ" if shown.total else ""
        today = dt.datetime.now().astimezone().date()
        is_begun = (
            period(plan.year, "Q1", plan.scheme).start <= today
        )  # a plan for next year is behind with nothing yet
        self._tell(_warning(shown) if is_begun else "", words)

    def _tell(self, badge: str, summary: str) -> None:
        if badge != self.badge:
            self.badge = badge
            self.badge_changed.emit(badge)
        if summary != self.summary:
            self.summary = summary
            self.summary_changed.emit(summary)

    # -- the chosen cell ----------------------------------------------------------------------------

    def _on_cell_chosen(self) -> None:
        if self._workbench.plan is not None:
            self._show_record(self._workbench.plan)

    def _show_record(self, plan: Plan) -> None:
        """Show the record of the current cell; on a task's name, of the period's last quarter."""
        index = self.view.currentIndex()
        has_cells = bool(self.view.chosen_cells())
        for action in self._actions:
            action.setEnabled(has_cells)
        if not index.isValid():
            self.panel.show_cell(None, 1, plan.year)
            return
        task = self.model.rows[index.row()].task
        quarter = index.column() or self.model.quarters[-1]
        shown = self.panel.task
        if shown is not None and shown.id == task.id and self.panel.quarter == quarter:
            self.panel.follow(task, plan.year)
        else:
            self.panel.show_cell(task, quarter, plan.year)

    def _on_state_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.panel.flush()
            state = State(action.data())
            cells = [(self.model.rows[row].task, quarter) for row, quarter in self.view.chosen_cells()]
            edit = set_state(cells, state)
            if edit is not None:
                self._workbench.commit(edit, f"Ghi là {STATE_WORDS[state].lower()}")

    def _on_record_wanted(self) -> None:
        if self.panel.task is not None:
            self.panel.state_box.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Look for no more drift."""
        self.closing.close()
        super().closeEvent(event)

    # -- room ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No room, no chart; the panel takes its share."""
        super().resizeEvent(event)
        self.chart.setVisible(self.height() >= _ROOM_FOR_CHART_PX)
        if "tracker" not in self._settings.splitters:
            least, most = _PANEL_PX
            panel = min(max(self.width() * 29 // 100, least), most)
            self.splitter.setSizes([self.width() - panel - 1, panel])

    def _on_splitter_moved(self) -> None:
        self._settings.splitters["tracker"] = self.splitter.sizes()


def _warning(shown: Figures) -> str:
    """Return the tab's count: what is overdue, which is never mixed with what is recorded as late."""
    if shown.overdue:
        return f"{number_words(shown.overdue)} quá hạn"
    late = shown.states[State.LATE]
    return f"{number_words(late)} chậm" if late else ""


def _concerns(change: Change) -> bool:
    """Say whether a change can show here: the plan's text cannot."""
    if change.kind == "plan":
        return change.name in {"appendices", "year", "scheme"}
    return change.kind != "item"


def _empty_page() -> QWidget:
    page = ground("surface")
    column = QVBoxLayout(page)
    column.setSpacing(8)
    heading = label("Chưa có nhiệm vụ để theo dõi", "heading")
    words = label(
        "Hãy thêm nội dung và hình thức ở thẻ Phụ lục; mỗi dòng ở đó là một nhiệm vụ ở đây.", "muted"
    )
    words.setWordWrap(True)
    column.addStretch(2)
    for line in (heading, words):
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(line)
    column.addStretch(3)
    return page
