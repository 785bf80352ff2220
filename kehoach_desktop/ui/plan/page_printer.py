"""Prints pages for the preview off the window's thread; what is under way for an older state is given up."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from kehoach_desktop.domain.errors import Cancelled
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services.exporting import new_memory
from kehoach_desktop.ui.plan.printed_pages import Printing, print_pages
from kehoach_desktop.ui.runner import Job, Runner

if TYPE_CHECKING:
    from kehoach_desktop.services.exporting import Memory

_BUG = "Chương trình gặp lỗi khi dựng trang in; trang sẽ được dựng lại khi nội dung thay đổi."


class PagePrinter(QObject):
    """One printing at a time."""

    printed = Signal(object, int)  # Printing, the state it was asked for
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = Runner(self)
        self._job: Job | None = None
        self._memory: Memory | None = None
        self._since_printed = QElapsedTimer()
        self._since_printed.start()

    @property
    def is_busy(self) -> bool:
        """Whether a printing is under way."""
        return self._job is not None and not self._job.is_over

    @property
    def waited_ms(self) -> int:
        """How long ago the last printing came."""
        return self._since_printed.elapsed()

    def print_plan(
        self,
        plan: Plan,
        numbers: frozenset[int],
        width_px: int,
        ratio: float,
        state: int,
        source: Plan | None = None,
    ) -> None:
        """Print pages of the plan; ``printed`` brings them, unless others are asked for before."""
        self.stop()
        job = Job(
            partial(self._on_printed, state),
            self._on_failed,
            on_broken=lambda: self._on_broken(job),
        )
        self._job = job

        def work(_report: Callable[[int, int], None]) -> Printing:
            def check(_done: int, _total: int) -> None:  # telling the window each step would cost it time
                if job.cancelled.is_set():
                    raise Cancelled

            self._memory = self._memory or new_memory()
            return print_pages(plan, numbers, width_px, ratio, self._memory, check, source=source)

        self._runner.start(work, job)

    def stop(self) -> None:
        """Give up what is under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def close(self) -> None:
        """Give up what is under way: the last step of it may take a second, and is not waited for."""
        self.stop()
        self._runner.leave()

    def _on_printed(self, state: int, printing: Printing) -> None:
        self._job = None
        self._since_printed.start()
        self.printed.emit(printing, state)

    def _on_broken(self, job: Job) -> None:
        if job is self._job:  # else it was given up already, and another is under way
            self._on_failed(_BUG)

    def _on_failed(self, sentence: str) -> None:
        self._job = None
        self.failed.emit(sentence)
