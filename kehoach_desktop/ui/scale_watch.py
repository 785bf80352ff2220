"""The window comes to a screen of another scale: what was drawn for the old one is drawn anew."""

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from kehoach_desktop.ui.theme import theme


class ScaleWatch(QObject):
    """Has everybody who made icons make them again, once the window has settled."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._ratio = window.devicePixelRatioF()
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self.on_settled)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only look; the event goes on."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._settled.start()
        return super().eventFilter(watched, event)

    @Slot()
    def on_settled(self) -> None:
        """Draw anew, unless it is the scale there was."""
        window = self.parent()
        if isinstance(window, QWidget) and window.devicePixelRatioF() != self._ratio:
            self._ratio = window.devicePixelRatioF()
            theme().changed.emit()
