"""What the tracker tells of a period, counted beside the window where a plan is long."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from kehoach_desktop.domain.charts import Chart, chart_by_lead, chart_by_quarter, chart_quantities
from kehoach_desktop.domain.figures import Figures, Memory, all_tasks, figures
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.ui.runner import Job, Runner

_SMALL = 150  # tasks that are counted at once
_SHOWN_MS, _HIDDEN_MS = 120, 600  # many edits, one count


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of a period, how the plan stands now, and the charts of the plan."""

    period: Period
    figures: Figures
    now: Figures  # as of the period that today is in, whichever is in view
    by_quarter: Chart
    by_lead: Chart
    quantities: Chart


def count(plan: Plan, period: Period, now: Period, memory: Memory) -> Counted:
    """Count all there is to tell."""
    return Counted(
        period,
        figures(plan, period, memory),
        figures(plan, now, memory),
        chart_by_quarter(plan),
        chart_by_lead(plan, period, memory),
        chart_quantities(plan, period, memory),
    )


class Counting(QObject):
    """Counts the plan it was last given; the latest count alone is told."""

    counted = Signal(object)  # Counted

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = Runner(self)
        self._memory = Memory()
        self._job: Job | None = None
        self._wanted: tuple[Plan, Period, Period] | None = None
        self._is_closed = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.count_now)

    @property
    def is_waiting(self) -> bool:
        """Whether a count is still to come."""
        return self._timer.isActive() or self._job is not None

    def forget(self) -> None:
        """Another plan: what is known of the last one's tasks is let go."""
        self._stop()
        self._memory = Memory()
        self._wanted = None

    def close(self) -> None:
        """Count no more."""
        self.forget()
        self._is_closed = True
        self._runner.close()

    def count_later(self, plan: Plan, period: Period, now: Period, *, is_shown: bool) -> None:
        """Count after the edits that are just being made; ``now``: the period that today is in."""
        self._wanted = (plan, period, now)
        self._timer.start(_SHOWN_MS if is_shown else _HIDDEN_MS)

    def count(self, plan: Plan, period: Period, now: Period) -> None:
        """Count now."""
        self._wanted = (plan, period, now)
        self.count_now()

    def count_drawn(self, plan: Plan, period: Period, now: Period) -> None:
        """Count a short plan at once, a long one when the window has drawn it."""
        self.count_later(plan, period, now, is_shown=True)
        if _is_short(plan):
            self.count_now()

    def count_now(self) -> None:
        """Count what is wanted: a short plan at once, a long one beside the window."""
        if self._wanted is None or self._is_closed:
            return
        self._stop()
        plan, period, now = self._wanted
        memory = self._memory
        if _is_short(plan):
            self.counted.emit(count(plan, period, now, memory))
            return
        self._job = self._runner.start(
            lambda _report: count(plan, period, now, memory), Job(self._on_done, self._on_failed)
        )

    def _stop(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_done(self, counted: Counted) -> None:
        self._job = None
        self.counted.emit(counted)

    def _on_failed(self, sentence: str) -> None:
        raise AssertionError(sentence)  # counting asks nothing of the machine that could fail


def _is_short(plan: Plan) -> bool:
    return sum(1 for _ in all_tasks(plan)) <= _SMALL
