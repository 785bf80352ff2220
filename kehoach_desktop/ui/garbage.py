"""Python's garbage is looked for on the window's thread, and there alone.

Left to itself the collector runs in whatever thread makes it due. A widget it finds in a worker has its end
put off to the window's thread, where the widget may be gone by then, and the program with it.
"""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2000
_WHOLE_EVERY = 15  # every so many times the old things are looked through too
_MOST = 50_000  # things made since the last round: some 10 ms to look through
_LONG_S = 0.05  # a round through the old things may take; after a longer one they are passed over
_PATIENCE = 15  # rounds: work that makes so many has mostly let them go by then
_LONGEST = 150  # rounds that work beside the window holds up: it may hang for good


class _Work:
    """How many pieces of work are under way beside the window."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.number = 0

    def count(self, by: int) -> None:
        """One more, or one less."""
        with self._lock:
            self.number += by


_work = _Work()


@contextmanager
def at_work() -> Iterator[None]:
    """What is made in here goes by itself when it is done: until then it is not looked through."""
    _work.count(1)
    try:
        yield
    finally:
        _work.count(-1)


def leave_out_what_stands() -> None:
    """Have the rounds pass over all there is now: the values of a plan, of which thousands are in no ring."""
    gc.freeze()


class GarbageRound(QObject):
    """Takes the collector over for good, and looks for garbage now and then."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._rounds = self._put_off = self._held_up = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.on_time_come)
        self._timer.start()

    def on_time_come(self) -> None:
        """Look for garbage, unless there is so much to look through that a key would wait for it.

        A worker that exports a large plan makes millions of things. They go by themselves when it has done;
        those that stay too long are what stands, and passed over from then on. Until it has, nothing is
        looked through: Python's own count is less than they are, for it goes down too when old things go.
        To count them oneself (``gc.get_objects``) breaks what a worker is just making.
        """
        self._rounds += 1
        self._held_up = self._held_up + 1 if _work.number else 0
        if 0 < self._held_up < _LONGEST:
            return
        if gc.get_count()[0] > _MOST:
            self._put_off += 1
            if self._put_off > _PATIENCE:
                leave_out_what_stands()
                self._put_off = 0
            return
        self._put_off = 0
        if self._rounds < _WHOLE_EVERY:
            gc.collect(1)
            return
        self._rounds = 0
        begun = time.thread_time()
        gc.collect(2)
        if time.thread_time() - begun > _LONG_S:
            leave_out_what_stands()
