"""What a verb has to wait for, done in another thread: the window goes on being painted, its timers run.

Keys and clicks are not lost. They wait, as for any verb that takes a moment, and come after it.
"""

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from kehoach_desktop.ui.garbage import at_work

T = TypeVar("T")


class Beside(QObject):
    """One piece of work at a time: who asks for another meanwhile gets it done at once."""

    _done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self._thread is not None

    def do(self, work: Callable[[], T], *, is_long: bool = True) -> T:
        """Return what ``work`` returns, or raise what it raises; it is over when this returns.

        ``is_long``: doing it here would be felt.
        """
        if self._thread is not None or not is_long:
            return work()
        done: list[T] = []
        failed: list[BaseException] = []

        def run() -> None:
            try:
                with at_work():
                    done.append(work())
            except BaseException as error:  # noqa: BLE001 - it is raised again for who waits
                failed.append(error)
            self._done.emit()

        loop = QEventLoop()
        self._done.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        thread = self._thread = Thread(target=run, name="beside", daemon=True)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            thread.start()
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            thread.join()  # the program's end leaves the loop sooner
        finally:
            self._thread = None
            QGuiApplication.restoreOverrideCursor()
        if failed:
            raise failed[0]
        return done[0]

    def finish(self) -> None:
        """Wait until what is under way has come to its end; who asked for it goes on later."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None
