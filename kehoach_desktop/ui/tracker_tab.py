"""The tracker tab: tasks by quarters at a glance, the record of the chosen cell, the period's figures."""

import datetime as dt
from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLayout, QStackedLayout, QVBoxLayout, QWidget

from kehoach_desktop.domain.edits import Change, of_kinds
from kehoach_desktop.domain.figures import Figures, all_tasks
from kehoach_desktop.domain.periods import Period, find, quarter
from kehoach_desktop.domain.plan import Plan, State
from kehoach_desktop.domain.words import STATE_WORDS, number_words
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.sheet.widgets import ground
from kehoach_desktop.ui.tracker.arranging import Arranging
from kehoach_desktop.ui.tracker.chart_panel import ChartPanel
from kehoach_desktop.ui.tracker.closing_watch import ClosingWatch
from kehoach_desktop.ui.tracker.counting import Counted, Counting
from kehoach_desktop.ui.tracker.empty_page import empty_page
from kehoach_desktop.ui.tracker.figures_strip import FiguresStrip, of_total
from kehoach_desktop.ui.tracker.filter_bar import FilterBar
from kehoach_desktop.ui.tracker.grid_model import GridModel
from kehoach_desktop.ui.tracker.grid_rows import Look, look_at
from kehoach_desktop.ui.tracker.grid_view import GridView
from kehoach_desktop.ui.tracker.period_bar import PeriodBar, current_code
from kehoach_desktop.ui.tracker.record_edits import set_state
from kehoach_desktop.ui.tracker.record_link import RecordLink
from kehoach_desktop.ui.tracker.record_panel import RecordPanel
from kehoach_desktop.ui.tracker.search_ahead import SearchAhead
from kehoach_desktop.ui.tracker.tab_room import TabRoom
from kehoach_desktop.ui.tracker.tools import TopRow, TrackerActions
from kehoach_desktop.ui.tracker.totals_row import TotalsRow
from kehoach_desktop.ui.workbench import Workbench

_CONCERNS = frozenset({"appendix", "activity", "task", "progress", "quantity", "evidence", "target"})


class TrackerTab(QWidget):
    """Shows every task of the current plan. While another tab is in front only the figures follow."""

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
        self.actions_made = TrackerActions(self.view, self)
        self.periods = PeriodBar()
        self.closing = ClosingWatch(workbench, self.periods, self)
        self.top = TopRow(self.periods, self.actions_made)
        self.filter_bar = FilterBar()
        self.strip = FiguresStrip()
        self.totals = TotalsRow(self.view)
        self.charts = ChartPanel(self.actions_made.charts)
        self.panel = RecordPanel(workbench, settings)
        self.counting = Counting(self)
        self._counted: Counted | None = None
        self._is_new = self._is_behind = False  # another plan, or edits, not yet shown
        self._search_ahead = SearchAhead(self.model, self)
        self._stack = QStackedLayout()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.view)
        self._order_tabs()
        self._link = RecordLink(self, self.panel, self.view)
        self.charts.choose(settings.choices.get("tracker_chart", ""))
        self._on_plan_opened(workbench.plan)

    def tab_actions(self) -> list[QAction]:
        """Return the five states, what the tools do, and closing the period in view."""
        return [*self.actions_made.all, *self.panel.tab_actions(), self.closing.action]

    def find(self) -> None:  # type: ignore[override]  # QWidget's is of another kind
        """Open the filter and take the keyboard there."""
        self.arranging.open_filter()

    # -- making -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = ground("surface")
        column = QVBoxLayout(left)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(8)
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.view, 1)
        inside.addWidget(self.totals)
        for part in (self.top, self.closing.notice, self.strip, self.filter_bar):
            column.addWidget(part)
        column.addWidget(frame, 1)
        column.addWidget(self.charts)
        self.room = TabRoom(self, left, self.panel, self.charts, self._settings)
        above = (self.top, self.filter_bar)
        self.room.watch(self.actions_made.charts, self.strip, self.totals, above)
        self.splitter = self.room.splitter
        parts = (self.view, self.top, self.filter_bar, self.totals)
        self.arranging = Arranging(*parts, self.room, self._settings)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        acts = self.actions_made
        self.view.addActions([acts.to_do, acts.reapply, *acts.groups.values(), acts.open_all, acts.close_all])
        self._stack.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the room sees to narrow ones
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(empty_page())
        self.setLayout(self._stack)

    def _order_tabs(self) -> None:
        order = (self.top.filter, self.filter_bar.text, self.filter_bar.states, self.filter_bar.leads)
        for before, after in zip(order, (*order[1:], self.view), strict=True):
            self.setTabOrder(before, after)
        self.setTabOrder(self.view, self.panel.state_box)
        self.panel.order_tabs()

    def _connect(self) -> None:
        self._workbench.plan_opened.connect(self._on_plan_opened)
        self._workbench.plan_changed.connect(self._on_plan_changed)
        self._workbench.flush_requested.connect(self.panel.flush)
        self.periods.chosen.connect(self.show_period)
        self.closing.cells_found.connect(self.model.show_drift)
        self.closing.notice.cell_wanted.connect(self.lead_to)
        self.view.chosen_changed.connect(self._on_cell_chosen)
        self.view.record_wanted.connect(self._on_record_wanted)
        self.counting.counted.connect(self._on_counted)
        self.charts.chosen.connect(self._on_chart_chosen)
        for action in self.actions_made.states:
            action.triggered.connect(self._on_state_triggered)

    # -- the plan -----------------------------------------------------------------------------------

    def _on_plan_opened(self, plan: Plan | None) -> None:
        self.panel.forget()
        self.counting.forget()
        self.arranging.forget()
        self._is_new, self._counted = True, None
        self._show_stack(plan)
        if plan is None:
            self.model.open_plan(None, None)
            self._is_new = False
            self._tell("", "")
            return
        self.periods.show_scheme(plan.scheme)
        self.code = current_code(plan.year, today(), plan.scheme)
        if self.isVisible():
            self._catch_up()
        else:
            self.counting.count_later(plan, *self._counted_periods(plan), is_shown=False)

    def _on_plan_changed(self, plan: Plan, changes: tuple[Change, ...]) -> None:
        if not any(map(_concerns, changes)):
            return
        if any(change.name == "scheme" for change in of_kinds(changes, "plan")):
            self._follow_scheme(plan)
        if self.panel.task is not None:
            shown = self.panel.task.id
            self.panel.renew(next((task for task in all_tasks(plan) if task.id == shown), None))
        self._show_stack(plan)
        if not self.isVisible():
            self._is_behind = True
        else:
            self._follow(plan)
        self.counting.count_later(plan, *self._counted_periods(plan), is_shown=self.isVisible())

    def _follow(self, plan: Plan) -> None:
        self.model.follow_plan(plan)
        look = self._look(plan)
        if look != self.model.look:  # another year, or other closing days
            self.model.show_look(look)
            self.periods.show_period(look.period)
        self._show_record(plan)

    def _catch_up(self) -> None:
        """Show what has happened while another tab was in front."""
        plan = self._workbench.plan
        if plan is None or not (self._is_new or self._is_behind):
            return
        if self._is_new:
            look = self._look(plan)
            self.model.open_plan(plan, look)
            self._show_around(look)
            self.counting.count_drawn(plan, *self._counted_periods(plan))
            self.view.go_to_first_task(take_keyboard=False)
        else:
            self._follow(plan)
            self.model.reapply()
        self._is_new = self._is_behind = False
        self._search_ahead.start()

    def _show_stack(self, plan: Plan | None) -> None:
        has_tasks = plan is not None and next(all_tasks(plan), None) is not None
        self._stack.setCurrentIndex(0 if has_tasks else 1)

    def _follow_scheme(self, plan: Plan) -> None:
        """Other periods are reported on: stay on the one in view if there still is one."""
        self.periods.show_scheme(plan.scheme)
        if self.code not in self.periods.codes and ":" not in self.code:
            self.code = current_code(plan.year, today(), plan.scheme)

    def _look(self, plan: Plan) -> Look:
        return look_at(find(plan.year, self.code, plan.scheme), plan.year, plan.scheme)

    def show_period(self, code: str) -> None:
        """Show the figures of a period: Q1 … NAM, or two days."""
        plan = self._workbench.plan
        if plan is None:
            return
        self.code = code
        look = self._look(plan)
        self.model.show_look(look)
        self._show_around(look)
        self.refresh_figures()
        self._show_record(plan)

    def _show_around(self, look: Look) -> None:
        """Show the period around the grid, and go to a quarter of it."""
        self.periods.show_period(look.period)
        self.view.horizontalHeader().viewport().update()
        self.view.share_width()
        current = self.view.currentIndex()
        if current.column() > 0 and current.column() not in look.quarters:
            self.view.go_to(current.row(), look.quarters[-1])  # what is recorded next is of this period

    def show_cell(self, task_id: int, quarter: int) -> None:
        """Make a task's quarter the chosen cell, and the quarter the period in view."""
        self.show_period(f"Q{quarter}")
        self.lead_to(task_id, quarter)

    def lead_to(self, task_id: int, quarter: int | None) -> None:
        """Make a task's cell the chosen one in the period in view; its name where no quarter is meant."""
        if self.model.place_of(task_id) is None:  # filtered away, or in a group that is closed
            self.arranging.show_all()
        place = self.model.place_of(task_id)
        if place is not None:
            self.view.go_to(place, quarter or 0)
            self.view.setFocus()

    def refresh_figures(self) -> None:
        """Count anew."""
        plan = self._workbench.plan
        if plan is not None:
            self.counting.count(plan, *self._counted_periods(plan))

    def _counted_periods(self, plan: Plan) -> tuple[Period, Period]:
        """Return the period in view and the one that today is in."""
        now = find(plan.year, current_code(plan.year, today(), plan.scheme), plan.scheme)
        return self._look(plan).period, now

    def _on_counted(self, counted: Counted) -> None:
        plan = self._workbench.plan
        if plan is None:
            return
        self._counted = counted
        self.charts.show_counted(counted)
        self.strip.indicators.show_chart(counted.quantities)
        self._show_figures(plan, counted.figures, counted.now)

    def _show_figures(self, plan: Plan, shown: Figures, now: Figures) -> None:
        look, rows = self.model.look or self._look(plan), self.model.tasks
        courses = Counter(row.course for row in rows)
        due = sum(number for course, number in courses.items() if course.seen(look).is_due)
        recorded = sum(number for course, number in courses.items() if course.is_only_recorded(look))
        self.strip.show_figures(shown, due, recorded)
        words = f"{of_total(due + recorded, shown.total)} nhiệm vụ trong kỳ" if rows else ""
        # Next year's plan is behind with nothing.
        is_begun = quarter(plan.year, 1, plan.scheme).start <= today()
        self._tell(_warning(now) if is_begun else "", words)

    def _tell(self, badge: str, summary: str) -> None:
        if badge != self.badge:
            self.badge = badge
            self.badge_changed.emit(badge)
        if summary != self.summary:
            self.summary = summary
            self.summary_changed.emit(summary)

    def _on_chart_chosen(self, choice: str) -> None:
        self._settings.choices["tracker_chart"] = choice

    # -- the chosen cell ----------------------------------------------------------------------------

    def _on_cell_chosen(self) -> None:
        if self._workbench.plan is not None:
            self._show_record(self._workbench.plan)

    def _show_record(self, plan: Plan) -> None:
        """Show the record of the current cell; on a task's name, of the period's last quarter."""
        index = self.view.currentIndex()
        has_cells = bool(self.view.chosen_cells())
        for action in self.actions_made.states:
            action.setEnabled(has_cells)
        row = self.model.row_at(index.row()) if index.isValid() else None
        if row is None or self.model.look is None:
            self.panel.show_cell(None, 1, plan.year)
            return
        task = row.task
        number = index.column() or self.model.look.quarters[-1]
        shown = self.panel.task
        if shown is not None and shown.id == task.id and self.panel.quarter == number:
            self.panel.follow(task, plan.year)
        else:
            self.panel.show_cell(task, number, plan.year)

    def _on_state_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.panel.flush()
            state = State(action.data())
            chosen = self.view.chosen_cells()
            cells = [(row.task, number) for place, number in chosen if (row := self.model.row_at(place))]
            edit = set_state(cells, state)
            if edit is not None:
                self._workbench.commit(edit, f"Ghi là {STATE_WORDS[state].lower()}")

    def _on_record_wanted(self) -> None:
        if self.panel.task is not None:
            self.room.show_record()
            self.panel.state_box.setFocus()

    # -- room ---------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the plan."""
        super().showEvent(event)
        self._catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each part its room."""
        super().resizeEvent(event)
        self.room.fit(event.oldSize().height())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Count no more."""
        self.counting.close()
        self.closing.close()
        super().closeEvent(event)


def today() -> dt.date:
    """Return the day it is here."""
    return dt.datetime.now().astimezone().date()


def _warning(shown: Figures) -> str:
    """Return the tab's count: what is overdue now, which is never mixed with what is recorded as late."""
    if shown.overdue:
        return f"{number_words(shown.overdue)} quá hạn"
    late = shown.states[State.LATE]
    return f"{number_words(late)} chậm" if late else ""


def _concerns(change: Change) -> bool:
    """Say whether a change can show here: the plan's text cannot."""
    if change.kind == "plan":
        return change.name in {"appendices", "year", "scheme"}
    return change.kind in _CONCERNS
