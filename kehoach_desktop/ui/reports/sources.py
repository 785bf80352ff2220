"""The plans a report is written from: the one it is on, mostly open already, and last year's, read once."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.domain.edits import Change, of_kinds
from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import reports
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.workbench import Workbench


class Sources(QObject):
    """Plans are to be asked for in a worker, as reading one may take a while; ``read`` has one for that.

    It is one thread for all reports: each thread that reads holds the file open once more.
    """

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._runner = Runner(self)
        self._earlier: dict[int, Plan | None] = {}  # by the id of the plan
        workbench.plan_opened.connect(self.on_plan_opened)
        workbench.directory_changed.connect(self.on_directory_changed)
        workbench.plan_changed.connect(self.on_plan_changed)

    def read(
        self, work: Callable[[], Any], on_done: Callable[[Any], None], on_failed: Callable[[str], None]
    ) -> Job:
        """Do ``work`` in the worker and tell what it gave, unless its job is cancelled before."""
        return self._runner.start(lambda _: work(), Job(on_done, on_failed))

    def close(self) -> None:
        """Read nothing any more."""
        self._runner.close()

    def source(self, report: Plan) -> Plan:
        """Return the plan the report's tables are made from; UserError when it is not there."""
        return reports.source_plan(self._workbench.store, report) if is_frozen(report) else self.live(report)

    def open_plan(self, report: Plan) -> Plan | None:
        """Return the plan the report is on, if it is the one open in the window."""
        plan = self._workbench.plan
        is_it = plan is not None and report.reporting is not None and plan.id == report.reporting.plan_id
        return plan if is_it else None

    def live(self, report: Plan) -> Plan:
        """Return the plan the report is on as it stands."""
        return self.open_plan(report) or reports.live_plan(self._workbench.store, report)

    def earlier(self, plan: Plan) -> Plan | None:
        """Return last year's plan, to compare with ``plan``, which is one of the file."""
        known = self._earlier  # another one takes its place when a plan is opened while this is read
        if plan.id not in known:
            known[plan.id] = reports.earlier_plan(self._workbench.store, plan)
        return known[plan.id]

    @Slot()
    def on_plan_opened(self) -> None:
        """Another plan may have been last year's, and be changed since."""
        self._earlier = {}

    @Slot()
    def on_directory_changed(self) -> None:
        """What is one under two names may have changed, and with it what last year's plan is read as."""
        self._earlier = {}

    @Slot(object, object)
    def on_plan_changed(self, _plan: Plan, changes: tuple[Change, ...]) -> None:
        """Last year's plan is read with the names this year's has."""
        if any(change.name == "indicator" for change in of_kinds(changes, "quantity", "target")):
            self._earlier = {}
