"""What is due next, kept up to date in the status bar: with the plan, the day and what was sent."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.edits import Change, of_kinds
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services.deadlines import find_deadline
from kehoach_desktop.ui.status_line import StatusLine
from kehoach_desktop.ui.workbench import Workbench

_LOOK_MS = 60_000  # also after the machine has slept over midnight
_FIELDS = {"scheme", "closings", "year"}


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


class DeadlineWatch(QObject):
    """``today`` tells the day: the tests have their own."""

    def __init__(
        self,
        workbench: Workbench,
        status: StatusLine,
        parent: QWidget,
        today: Callable[[], dt.date] = _today,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._status = status
        self._today = today
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.show)
        self._timer.start()
        workbench.plan_opened.connect(self.show)
        workbench.plan_changed.connect(self.on_plan_changed)
        self.show()

    @Slot(object, object)
    def on_plan_changed(self, _plan: Plan, changes: tuple[Change, ...]) -> None:
        """Count anew when the periods, or what is closed, have changed."""
        if any(change.name in _FIELDS for change in of_kinds(changes, "plan")):
            self.show()

    @Slot()
    def show(self) -> None:
        """Say what is due next for the open plan."""
        plan = self._workbench.plan
        deadline = None
        if plan is not None:
            with suppress(UserError):  # the file cannot be read just now: who works in it is told elsewhere
                deadline = find_deadline(self._workbench.store, plan, self._today())
        self._status.show_deadline(deadline)
