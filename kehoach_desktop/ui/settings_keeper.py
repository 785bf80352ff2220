"""The settings are written when they have changed, not only when the window closes."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QObject, QTimer, Slot

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services.settings import Settings, write_settings
from kehoach_desktop.ui.runner import Job, Runner

LOOK_MS = 3_000
_WAIT_S = 2.0  # for a write under way


def _nothing(_: object) -> None:
    """Nothing is to be said, whether they are written or not."""


class SettingsKeeper(QObject):
    """Looks at them every few seconds, and has what is new written off the window's thread."""

    def __init__(
        self, settings: Settings, path: Path | None, note: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._path = path
        self._note = note  # puts in what is known only when asked: where the window stands
        self._written = settings.text() if path is not None and path.exists() else ""  # what the file has
        self._asked = self._last = 0  # how often a write was asked for, and which of them the file has
        self._writing = Lock()
        self._runner = Runner(self)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        if path is not None:
            self._timer.start()

    @Slot()
    def look(self) -> None:
        """Have the settings written if they have changed; what failed is tried again at the next look."""
        self._note()
        if self._path is not None and self._runner.is_idle and self._is_new():
            work = partial(self._write, self._settings.text(), self._number(), self._path)
            self._runner.start(work, Job(_nothing, _nothing))

    def keep_now(self) -> None:
        """Write them before going on: the window, or the session, ends."""
        self._note()
        self._keep()

    def close(self) -> None:
        """Wait for what is being written, and write the last; a window that is gone stands nowhere."""
        self._timer.stop()
        self._runner.close()
        self._keep()

    def _keep(self) -> None:
        with suppress(UserError):  # sizes and choices lost are no reason to keep the window open
            if self._path is not None and self._is_new():
                self._write(self._settings.text(), self._number(), self._path)

    def _is_new(self) -> bool:
        return self._settings.text() != self._written

    def _number(self) -> int:
        self._asked += 1
        return self._asked

    def _write(self, text: str, number: int, path: Path, _progress: object = None) -> None:
        """Write the text, from this or a worker's thread, unless a later one is there already."""
        if not self._writing.acquire(timeout=_WAIT_S):  # the disk does not answer: nor would it here
            return
        try:
            if number > self._last:
                write_settings(text, path)
                self._last, self._written = number, text
        finally:
            self._writing.release()
