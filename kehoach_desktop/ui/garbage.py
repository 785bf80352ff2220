"""Python's garbage is looked for on the window's thread, and there alone.

Left to itself the collector runs in whatever thread makes it due. A widget it finds in a worker has its end
put off to the window's thread, where the widget may be gone by then, and the program with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2000
_WHOLE_EVERY = 15  # every so many times the old things are looked through too
_MOST = 200_000  # things made since the last round: some 20 ms to look through
_PATIENCE = 15  # rounds: work that makes so many has mostly let them go by then


def leave_out_what_stands() -> None:
    """Have the rounds pass over all there is now: the values of a plan, of which thousands are in no ring."""
    gc.freeze()


class GarbageRound(QObject):
    """Takes the collector over for good, and looks for garbage now and then."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._rounds = self._put_off = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.on_time_come)
        self._timer.start()

    def on_time_come(self) -> None:
        """Look for garbage, unless there is so much to look through that a key would wait for it.

        A worker that exports a large plan makes millions of things. They go by themselves when it has done;
        those that stay too long are what stands, and passed over from then on.
        """
        if gc.get_count()[0] > _MOST:
            self._put_off += 1
            if self._put_off > _PATIENCE:
                leave_out_what_stands()
                self._put_off = 0
            return
        self._put_off = 0
        self._rounds += 1
        gc.collect(2 if self._rounds % _WHOLE_EVERY == 0 else 1)
