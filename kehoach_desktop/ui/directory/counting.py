"""What the open plan names, counted beside the window's thread where the plan is long."""

from PySide6.QtCore import QObject, Signal

from kehoach_desktop.domain.directory import Kind, Names
from kehoach_desktop.domain.directory_use import Used, use
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.ui.runner import Job, Runner

_AT_ONCE = 300  # tasks


class Counter(QObject):
    """Counts one plan at a time; what is under way for an older state is given up."""

    counted = Signal(object)  # dict[str, Used]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner: Runner | None = None
        self._job: Job | None = None

    def count(self, plan: Plan, kind: Kind, known: Names) -> dict[str, Used] | None:
        """Return what the plan names; None when it is long, and ``counted`` tells a while later."""
        self.stop()
        if sum(len(activity.tasks) for each in plan.appendices for activity in each.activities) <= _AT_ONCE:
            return use(plan, kind, known)
        if self._runner is None:
            self._runner = Runner(self)
        self._job = self._runner.start(
            lambda _progress: use(plan, kind, known), Job(self.counted.emit, _unsaid)
        )
        return None

    def stop(self) -> None:
        """Give up what is under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def close(self) -> None:
        """Give up what is under way."""
        self.stop()
        if self._runner is not None:
            self._runner.leave()
            self._runner = None


def _unsaid(_sentence: str) -> None:
    """Counting reads no file: there is no fault to be told of."""
