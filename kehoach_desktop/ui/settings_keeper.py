"""The settings are written when they have changed, not only when the window closes."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services.settings import Settings, write_settings
from kehoach_desktop.ui.runner import Job, Runner

LOOK_MS = 3_000


class SettingsKeeper(QObject):
    """Looks at them every few seconds, and has what is new written off the window's thread."""

    def __init__(
        self, settings: Settings, path: Path | None, note: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._path = path
        self._note = note  # puts in what is known only when asked: where the window stands
        self._written = settings.text() if path is not None and path.exists() else ""
        self._runner = Runner(self)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        if path is not None:
            self._timer.start()

    @Slot()
    def look(self) -> None:
        """Have the settings written if they have changed."""
        if (text := self._new_text()) and self._path is not None:
            work = partial(_written, text, self._path)
            self._runner.start(work, Job(self._on_written, self._on_not_written))

    def keep_now(self) -> None:
        """Write them before going on: the window, or the session, ends."""
        with suppress(UserError):  # sizes and choices lost are no reason to keep the window open
            if (text := self._new_text()) and self._path is not None:
                write_settings(text, self._path)

    def close(self) -> None:
        """Wait for what is being written, and write the last."""
        self._timer.stop()
        self._runner.close()
        self.keep_now()

    def _new_text(self) -> str:
        self._note()
        text = self._settings.text()
        if text == self._written:
            return ""
        self._written = text
        return text

    def _on_written(self, _result: object) -> None:
        """Nothing is to be said."""

    def _on_not_written(self, _sentence: str) -> None:
        self._written = ""  # tried again at the next look


def _written(text: str, path: Path, _progress: object) -> None:
    write_settings(text, path)
