"""Keeps the mark of this window while it lives, and takes it away when the system logs the clerk off."""

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from kehoach_desktop.services.sessions import Session

_BEAT_MS = 60_000


class SessionKeeper(QObject):
    """Begins the session when it is made."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        session.begin()
        self._beating = QTimer(self, interval=_BEAT_MS)
        self._beating.timeout.connect(session.beat)
        self._beating.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # What is typed is kept by then. If the log-off is called off, the next beat begins anew.
            app.commitDataRequest.connect(self.on_log_off)

    @Slot()
    def on_log_off(self) -> None:
        """End as one should: the system gives no later moment to."""
        self._session.end()
