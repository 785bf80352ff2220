"""Long work off the window's thread: one runner for all of it, with progress and cancelling."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal

from kehoach_desktop.domain.errors import Cancelled, UserError

Work = Callable[[Callable[[int, int], None]], Any]
"""Takes ``progress(done, total)``, returns anything."""


@dataclass(eq=False)
class Job:
    """One piece of work under way; ``cancel`` asks it to stop at its next report of progress."""

    on_done: Callable[[Any], None]
    on_failed: Callable[[str], None]
    on_progress: Callable[[int, int], None] | None
    cancelled: Event

    def cancel(self) -> None:
        """Ask the work to stop; neither on_done nor on_failed is called then."""
        self.cancelled.set()


class Runner(QObject):
    """Runs work one after another in a thread and reports back in the window's thread."""

    _finished = Signal(object, object)  # Job, result
    _broken = Signal(object, object)  # Job, exception
    _progressed = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._finished.connect(self._on_job_finished)
        self._broken.connect(self._on_job_broken)
        self._progressed.connect(self._on_job_progressed)

    def start(
        self,
        work: Work,
        on_done: Callable[[Any], None],
        on_failed: Callable[[str], None],
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Job:
        """Run ``work`` and call back in this thread; ``on_failed`` gets a UserError's sentence."""
        job = Job(on_done, on_failed, on_progress, Event())
        self._pool.submit(self._run, job, work)
        return job

    def close(self) -> None:
        """Wait for what is under way."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, work: Work) -> None:
        def report(done: int, total: int) -> None:
            if job.cancelled.is_set():
                raise Cancelled
            self._progressed.emit(job, done, total)

        try:
            result = work(report)
        except BaseException as error:  # noqa: BLE001 - it is raised again in the window's thread
            self._broken.emit(job, error)
        else:
            self._finished.emit(job, result)

    def _on_job_finished(self, job: Job, result: Any) -> None:
        if not job.cancelled.is_set():
            job.on_done(result)

    def _on_job_progressed(self, job: Job, done: int, total: int) -> None:
        if job.on_progress is not None and not job.cancelled.is_set():
            job.on_progress(done, total)

    def _on_job_broken(self, job: Job, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        if isinstance(error, UserError):
            job.on_failed(str(error))
            return
        raise error
