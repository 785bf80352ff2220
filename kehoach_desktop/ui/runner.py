"""Long work off the window's thread: one runner for all of it, with progress and cancelling."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any
from weakref import finalize

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from kehoach_desktop.domain.errors import Cancelled, UserError
from kehoach_desktop.ui.garbage import at_work

Work = Callable[[Callable[[int, int], None]], Any]
"""Takes ``progress(done, total)``, returns anything."""
_Queue = SimpleQueue[tuple[Callable[[], None], Callable[[BaseException], None]] | None]
"""What is to be done, and who hears of a bug in doing it."""
CLOSE_S = 10.0  # so long closing waits for what only reads: a stick or share gone silent may never answer
WRITTEN_CLOSE_S = 150.0  # and for what is being written, which has its own bounds (``data.patience``)
PROGRESS_S = 0.05  # between two tellings of progress: each costs the window a wait for Python's lock
_left: set[Thread] = set()  # at work for nobody any more


def _serve(queue: _Queue) -> None:
    """Do what comes; it holds on to no runner while it waits, so that one forgotten can go."""
    while (one := queue.get()) is not None:
        work, tell = one
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised here it would end the thread, and work with it
            tell(error)
        del one, work, tell


def wait_for_left() -> None:
    """Wait for work that was left alone, but not for ever: the file is being closed, or the program ends."""
    until = monotonic() + CLOSE_S
    while _left:
        _left.pop().join(max(until - monotonic(), 0))


@dataclass(eq=False)
class Job:
    """One piece of work under way; ``cancel`` asks it to stop at its next report of progress.

    ``is_written``: what it makes stands on the disk when it is done, so that it is told of as done even
    when the asking came too late to stop it. The result of other work is then let go.
    ``on_broken``: called when a bug has ended the work; the bug itself is raised in the window's thread.
    """

    on_done: Callable[[Any], None]
    on_failed: Callable[[str], None]
    on_progress: Callable[[int, int], None] | None = None
    on_cancelled: Callable[[], None] | None = None
    is_written: bool = False
    on_broken: Callable[[], None] | None = None
    cancelled: Event = field(default_factory=Event)
    is_over: bool = False  # whoever waits for it need wait no more, also when a bug came of telling it

    def cancel(self) -> None:
        """Ask the work to stop; on_cancelled is called when it has."""
        self.cancelled.set()


class Runner(QObject):
    """Runs work one after another in a thread and reports back in the window's thread.

    The thread ends with the program: nothing can take back a call that the system does not return from.
    """

    over = Signal(object)  # Job: it has been told of, or a bug came of that

    _finished = Signal(object, object)  # Job, result
    _broken = Signal(object, object)  # Job, exception
    _progressed = Signal(object, object, object)  # Job, done, total: bytes do not fit an int of Qt's

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: _Queue = SimpleQueue()
        self._thread: Thread | None = None
        self._is_closed = False
        self._is_given_up = False
        self._telling = Lock()  # held while something is told: by then it is given up, or this is still there
        self._jobs: set[Job] = set()  # under way, or waiting
        self._finished.connect(self._on_job_finished)
        self._broken.connect(self._on_job_broken)
        self._progressed.connect(self._on_job_progressed)
        for told in (self._finished, self._broken):  # connected last, and called though the first broke
            told.connect(self._on_job_told)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way or waiting."""
        return not self._jobs

    @property
    def is_writing(self) -> bool:
        """Whether something is under way, or waiting, that is written to the disk."""
        return any(job.is_written for job in self._jobs)

    def start(self, work: Work, job: Job) -> Job:
        """Run ``work`` and call ``job`` back in this thread; ``on_failed`` gets a UserError's sentence."""
        if self._is_closed:
            raise RuntimeError("closed")
        if self._thread is None:
            self._thread = Thread(target=_serve, args=(self._queue,), name="work", daemon=True)
            self._thread.start()
            finalize(self, self._queue.put, None)
        self._jobs.add(job)
        self._queue.put((partial(self._run, job, work), partial(self._tell, "_broken", job)))
        return job

    def close(self) -> None:
        """Ask what is under way to stop, and wait for it, but not for ever."""
        self._stop()
        if self._thread is not None:
            self._thread.join(WRITTEN_CLOSE_S if self.is_writing else CLOSE_S)
            if self._thread.is_alive():
                self._give_up()

    def leave(self) -> None:
        """Ask what is under way to stop and go on without it: nobody hears of it any more.

        What is written is waited for. The rest is before the file is closed (``wait_for_left``).
        """
        if self.is_writing:
            self.close()
            return
        self._stop()
        self._give_up()
        _left.difference_update([thread for thread in _left if not thread.is_alive()])
        if self._thread is not None and self._thread.is_alive():
            _left.add(self._thread)

    def _stop(self) -> None:
        self._is_closed = True
        for job in self._jobs:
            job.cancel()
        with suppress(Empty):
            while True:
                self._queue.get_nowait()
        self._queue.put(None)

    def _give_up(self) -> None:
        with self._telling:
            self._is_given_up = True
        for job in list(self._jobs):
            _end(job, self._jobs)

    def _run(self, job: Job, work: Work) -> None:
        due, was_all = 0.0, False

        def report(done: int, total: int) -> None:
            nonlocal due, was_all
            if job.cancelled.is_set():
                raise Cancelled
            is_all = done >= total  # told at once: what is written can be called off no more from then on
            if job.on_progress is not None and (is_all != was_all or monotonic() >= due):
                due, was_all = monotonic() + PROGRESS_S, is_all
                self._tell("_progressed", job, done, total)

        try:
            report(0, 1)  # asked to stop before it has begun
            with at_work():
                result = work(report)
        except BaseException as error:  # noqa: BLE001 - it is raised again in the window's thread
            self._tell("_broken", job, error)
        else:
            self._tell("_finished", job, result)

    def _tell(self, name: str, *told: Any) -> None:
        """Tell the window's thread, unless nobody is to hear of it: the window, or the page, may be gone."""
        with self._telling:
            if self._is_given_up:
                return
            try:
                getattr(self, name).emit(*told)
            except RuntimeError:  # it went with its window, and nobody gave it up before
                if isValid(self):
                    raise

    def _on_job_finished(self, job: Job, result: Any) -> None:
        if self._is_given_up:
            return
        _end(job, self._jobs)
        if job.is_written or not job.cancelled.is_set():
            job.on_done(result)
        elif job.on_cancelled is not None:
            job.on_cancelled()

    def _on_job_progressed(self, job: Job, done: int, total: int) -> None:
        if job.on_progress is not None and not job.cancelled.is_set():
            job.on_progress(done, total)

    def _on_job_broken(self, job: Job, error: BaseException) -> None:
        if self._is_given_up:
            return
        _end(job, self._jobs)
        if isinstance(error, Cancelled):
            if job.on_cancelled is not None:
                job.on_cancelled()
            return
        if isinstance(error, UserError):
            job.on_failed(str(error))
            return
        if job.on_broken is not None:
            job.on_broken()
        raise error

    def _on_job_told(self, job: Job, _result: object) -> None:
        _end(job, self._jobs)
        if not self._is_given_up:
            self.over.emit(job)


def _end(job: Job, jobs: set[Job]) -> None:
    jobs.discard(job)
    job.is_over = True
