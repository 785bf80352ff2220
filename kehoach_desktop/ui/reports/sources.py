"""The plans a report is written from: the one it is on, mostly open already, and last year's, read once."""

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.domain.edits import Change
from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import reports
from kehoach_desktop.ui.workbench import Workbench


class Sources(QObject):
    """Reads on the window's thread, whose the file is, and so as seldom as can be."""

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._earlier: dict[int, Plan | None] = {}  # by the id of the plan
        workbench.plan_opened.connect(self.on_plan_opened)
        workbench.directory_changed.connect(self.on_directory_changed)
        workbench.plan_changed.connect(self.on_plan_changed)

    def source(self, report: Plan) -> Plan:
        """Return the plan the report's tables are made from; UserError when it is not there."""
        return reports.source_plan(self._workbench.store, report) if is_frozen(report) else self.live(report)

    def live(self, report: Plan) -> Plan:
        """Return the plan the report is on as it stands."""
        plan = self._workbench.plan
        if plan is not None and report.reporting is not None and plan.id == report.reporting.plan_id:
            return plan
        return reports.live_plan(self._workbench.store, report)

    def earlier(self, plan: Plan) -> Plan | None:
        """Return last year's plan, to compare with."""
        if plan.id not in self._earlier or not plan.id:  # one read from a sending has no id
            self._earlier[plan.id] = reports.earlier_plan(self._workbench.store, plan)
        return self._earlier[plan.id]

    @Slot()
    def on_plan_opened(self) -> None:
        """Another plan may have been last year's, and be changed since."""
        self._earlier.clear()

    @Slot()
    def on_directory_changed(self) -> None:
        """What is one under two names may have changed, and with it what last year's plan is read as."""
        self._earlier.clear()

    @Slot(object, object)
    def on_plan_changed(self, _plan: Plan, changes: tuple[Change, ...]) -> None:
        """Last year's plan is read with the names this year's has."""
        if any(change.kind in {"quantity", "target"} and change.name == "indicator" for change in changes):
            self._earlier.clear()
