"""A label of one line, or a few, that is cut where there is no room; its tooltip has all of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kehoach_desktop.ui.theme import line_px
from kehoach_desktop.ui.tips import plain_tip


class CutLabel(QLabel):
    """Never makes its page wider, and is always as high as its lines."""

    def __init__(self, text: str = "", role: str = "", lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self._lines = lines
        self.setProperty("role", role or None)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(lines > 1)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(line_px(self.font()) * lines + 4)
        self.say(text)

    def say(self, text: str, tip: str = "") -> None:
        """Show other words; ``tip``: the same in lines, where there are many."""
        self._whole = text
        self.setToolTip(plain_tip(tip or text))
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        # Of several lines each may end some letters early, for words are not parted.
        room = self.width() * self._lines - (self._lines - 1) * self.width() // 5
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
