"""Work of the page off the window's thread, let go when the page is closed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from kehoach_desktop.ui.runner import Job, Runner, Work


class PageWork:
    """Does one piece of work after another; its thread is made for the first."""

    def __init__(self, page: QObject, on_failed: Callable[[str], None]) -> None:
        self._page = page
        self._on_failed = on_failed
        self._runner: Runner | None = None
        self._jobs: list[Job] = []
        self._is_closed = False

    def start(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do ``work`` and call ``then`` with what it returned; not once closed."""
        self.read(lambda _progress: work(), then)

    def read(
        self, work: Work, then: Callable[[Any], None], on_cancelled: Callable[[], None] | None = None
    ) -> None:
        """Do the same with ``work(progress)``, which ``cancel`` ends in its midst."""
        if self._is_closed:
            return
        self._runner = self._runner or Runner(self._page)

        def done(found: Any) -> None:
            self._jobs.remove(job)
            then(found)

        def cancelled() -> None:
            self._jobs.remove(job)
            if on_cancelled is not None and not self._is_closed:
                on_cancelled()

        job = Job(done, self._on_failed, on_cancelled=cancelled)
        self._jobs.append(job)
        self._runner.start(work, job)

    def cancel(self) -> None:
        """Ask what is under way to stop."""
        for job in self._jobs:
            job.cancel()

    def close(self) -> None:
        """Ask what is under way to stop and forget what it finds."""
        self._is_closed = True
        self.cancel()
        if self._runner is not None:
            self._runner.leave()
