"""Chốt kỳ in the tracker: the verb, and what has drifted since, looked for beside the window's thread."""

import datetime as dt
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.closing import close, closed, latest_closings
from kehoach_desktop.domain.drift import Difference, differing_cells
from kehoach_desktop.domain.edits import Change, of_kinds
from kehoach_desktop.domain.periods import Period, find
from kehoach_desktop.domain.plan import Closing, Plan
from kehoach_desktop.services.closing import DriftMemory, closing_of, find_drift
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.tracker.closing_notice import ClosingNotice
from kehoach_desktop.ui.tracker.period_bar import PeriodBar
from kehoach_desktop.ui.workbench import Workbench

_PAUSE_MS = 200
Drifts = dict[int, tuple[Difference, ...] | None]
"""By the closing's id."""


class ClosingWatch(QObject):
    """Follows the plan and the period in view; ``cells_found`` gives what differs in any closed period."""

    cells_found = Signal(object)  # frozenset of (task id, quarter)

    def __init__(self, workbench: Workbench, periods: PeriodBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._periods = periods
        self._runner = Runner(self)
        self._drifts: Drifts = {}
        self._memory = DriftMemory()
        self._looking: Job | None = None
        self._closing: Job | None = None
        self.notice = ClosingNotice()
        self.action = QAction("&Chốt kỳ đang xem", self)
        self.action.setObjectName("close_period")
        self.action.setIconText("Chốt kỳ")
        self.action.setProperty("menu", "Theo dõi")
        self.action.triggered.connect(self.on_close_triggered)
        periods.add_verb(self.action)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.look)
        periods.period_shown.connect(self.show)
        workbench.plan_opened.connect(self.on_plan_opened)
        workbench.plan_changed.connect(self.on_plan_changed)
        self.on_plan_opened()

    @property
    def is_looking(self) -> bool:
        """Whether what differs is still to be found."""
        return self._timer.isActive() or self._looking is not None

    @property
    def _is_closing(self) -> bool:
        return self._closing is not None and not self._closing.is_over

    def close(self) -> None:
        """Stop looking."""
        self._timer.stop()
        self._runner.close()

    @Slot()
    def on_close_triggered(self) -> None:
        """Write down what is reported of the period in view, what is being typed too."""
        plan = self._workbench.plan if self._workbench.flush() else None
        if plan is None:
            return
        self._begin_closing(plan, find(plan.year, self._periods.code, plan.scheme))

    def _begin_closing(self, plan: Plan, of: Period) -> None:
        now = dt.datetime.now().astimezone()
        job = Job(partial(self.on_closing_made, plan, of), self._on_not_closed, on_broken=self.show)
        self._closing = self._runner.start(lambda _: closing_of(plan, of, now), job)
        self.show()

    def _on_not_closed(self, sentence: str) -> None:
        self.show()
        self._workbench.failed.emit(sentence)

    def on_closing_made(self, plan: Plan, of: Period, closing: Closing) -> None:
        """Keep it, unless the plan has changed meanwhile: then it is made again."""
        now = self._workbench.plan
        if now is plan:
            self._workbench.commit(close(plan, closing), f"Chốt kỳ {of.name}")
        elif now is not None and now.id == plan.id:
            self._begin_closing(now, of)
        self.show()

    @Slot()
    def on_plan_opened(self) -> None:
        """Begin anew."""
        self._drifts = {}
        self._memory = DriftMemory()
        self.cells_found.emit(frozenset())
        self.show()
        self._timer.start()

    @Slot(object, object)
    def on_plan_changed(self, plan: Plan, changes: tuple[Change, ...]) -> None:
        """Look again where it can differ; the plan's text cannot."""
        is_closed_anew = any(change.name == "closings" for change in of_kinds(changes, "plan"))
        if is_closed_anew:
            self.show()
        if is_closed_anew or (plan.closings and any(change.kind != "item" for change in changes)):
            self._timer.start()

    @Slot()
    def look(self) -> None:
        """Look for what differs in each period that is closed."""
        plan = self._workbench.plan
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        if plan is None or not plan.closings:
            self.on_drifts_found(plan, {})
            return

        memory = self._memory

        def work(progress: object) -> Drifts:
            found: Drifts = {}
            for closing in latest_closings(plan):
                if callable(progress):
                    progress(0, 1)
                found[closing.id] = find_drift(plan, closing, memory)
            return found

        self._looking = Job(partial(self.on_drifts_found, plan), self._workbench.failed.emit)
        self._runner.start(work, self._looking)

    def on_drifts_found(self, plan: Plan | None, found: Drifts) -> None:
        """Show what was found; a plan that has changed meanwhile is looked at again anyway."""
        self._looking = None
        if self._workbench.plan is not plan:
            return
        self._drifts = found
        every = [each for differences in found.values() for each in differences or ()]
        self.cells_found.emit(differing_cells(every))
        self.show()

    @Slot()
    def show(self) -> None:
        """Say how the period in view stands."""
        plan = self._workbench.plan
        closing = None
        if plan is not None:
            closing = closed(plan, find(plan.year, self._periods.code, plan.scheme))
        again = "Chốt lại kỳ" if closing is not None else "Chốt kỳ"
        if self.action.iconText() != again:
            self.action.setIconText(again)
            self.action.setText(f"&{again} đang xem")
        self.action.setToolTip("Ghi lại số liệu của kỳ đang xem như vừa báo cáo; sửa sau đó sẽ được chỉ ra")
        # "Đang xem" means what is in sight; from another tab nobody sees which period that is.
        can_close = plan is not None and self._periods.isVisible() and not self._is_closing
        self.action.setEnabled(can_close)
        if closing is None or closing.id in self._drifts:
            self.notice.show_closing(closing, self._drifts[closing.id] if closing is not None else ())
        else:
            self.notice.show_unlooked(closing)
