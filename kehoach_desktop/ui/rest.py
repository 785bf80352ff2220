"""What is typed in a field is kept while the field is still typed in: a moment after the last key."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

REST_MS = 2_000  # after the last key
LATEST_MS = 2_000  # after the first, and then REST_MS


class Rest(QObject):
    """Calls ``keep`` when the keys have rested; ``keep`` may only read the field, which is being typed in."""

    def __init__(self, field: QLineEdit | QPlainTextEdit, keep: Callable[[], object]) -> None:
        super().__init__(field)
        self._keep = keep
        self._since = QElapsedTimer()
        self.timer = QTimer(self, singleShot=True, interval=REST_MS)
        self.timer.timeout.connect(self._on_rested)
        typed = field.textEdited if isinstance(field, QLineEdit) else field.textChanged
        typed.connect(self._on_typed)

    def _on_typed(self) -> None:
        if not self._since.isValid():
            self._since.start()
        # Who types on and on is not waited for: at some time the timer is let run out.
        if not self.timer.isActive() or self._since.elapsed() < LATEST_MS:
            self.timer.start()

    def _on_rested(self) -> None:
        self._since.invalidate()
        self._keep()
