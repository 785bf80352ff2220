"""A report that is sent closes its period on the plan, so that a later change shows as drift from it."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.closing import close, closed
from kehoach_desktop.domain.edits import Change, of_kinds
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Closing, Plan
from kehoach_desktop.domain.report.entries import period_of
from kehoach_desktop.services.closing import closing_of
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.workbench import Workbench

_LATER_MS = 50


class SentPeriods(QObject):
    """Follows the workbench a report is written on; the plan's own is another."""

    sent = Signal()

    def __init__(self, workbench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._runner = Runner(self)
        self.is_busy = False

    def close(self) -> None:
        """Write nothing down any more."""
        self._runner.close()

    def follow(self, bench: Workbench) -> None:
        """Hear when the report on ``bench`` is sent."""
        bench.plan_changed.connect(self.on_report_changed)

    @Slot(object, object)
    def on_report_changed(self, report: Plan, changes: tuple[Change, ...]) -> None:
        """Write down what was reported, as the plan stands at the sending."""
        is_sent = any(change.name == "sendings" for change in of_kinds(changes, "plan"))
        plan, about = self._workbench.plan, report.reporting
        if not is_sent or not report.sendings or plan is None or about is None or plan.id != about.plan_id:
            return
        self.sent.emit()
        self._begin(plan, period_of(about, plan), report)

    def on_closing_made(self, plan: Plan, of: Period, report: Plan, closing: Closing) -> None:
        """Keep it for good: what was sent is sent; made again if the plan has changed.

        Where the period is closed with just that it is not closed again, unless an undo may open it.
        """
        if self._workbench.is_writing:
            QTimer.singleShot(_LATER_MS, self, partial(self.on_closing_made, plan, of, report, closing))
            return
        self.is_busy = False
        now = self._workbench.plan
        if now is None or now.id != plan.id:
            return
        if now is not plan:
            self._begin(now, of, report)
            return
        before = closed(plan, of)
        is_known = before is not None and before.content == closing.content
        if not is_known or self._workbench.stack.canUndo():
            self._workbench.commit_for_good(close(plan, closing), f"Chốt kỳ {of.name} khi gửi báo cáo")

    def _begin(self, plan: Plan, of: Period, report: Plan) -> None:
        self.is_busy = True
        when = report.sendings[-1].sent_at
        job = Job(partial(self.on_closing_made, plan, of, report), self._workbench.failed.emit)
        self._runner.start(lambda _: closing_of(plan, of, when), job)
