"""The scrolled ground below the printed pages: keys, wheel, and how far it is zoomed."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from kehoach_desktop.ui.plan.paper import GAP_PX, SIDE_PX, Paper

LEAST_PX = 80  # so little that the pages never keep the window wide
_MOST_PX, _MOST_FILLED_PX = 720, 820
_TWO_FROM_PX = 2 * 640  # pages stand side by side from this room on
_BAR_PX = 14
_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)  # of the width that fits
_EDGE_PX = 24
_ZOOM_KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}


class PaperArea(QScrollArea):
    """Scrolls the paper by wheel and keys and makes its pages as wide as there is room and zoom."""

    zoomed = Signal()
    scrolled_by_hand = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.paper = Paper()
        self.is_filled = False
        self.zoom = 1.0
        self.setWidget(self.paper)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("paper_area")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Các trang in")
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(32)
            bar.actionTriggered.connect(self.scrolled_by_hand)

    def fit(self, room: int) -> None:
        """Give the pages the width that ``room`` and zoom allow; what is in view stays in view."""
        room -= 2 * SIDE_PX + _BAR_PX
        columns = 2 if self.is_filled and room >= _TWO_FROM_PX else 1
        most = _MOST_FILLED_PX if self.is_filled else _MOST_PX
        fitting = min(most, (room - (columns - 1) * GAP_PX) // columns)
        is_wide = self.zoom > 1
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_wide else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)
        bar, before = self.verticalScrollBar(), max(self.paper.minimumHeight(), 1)
        value = bar.value()
        self.paper.set_width(max(LEAST_PX, round(fitting * self.zoom)), columns)
        if self.paper.minimumHeight() != before:
            self.settle()
            bar.setValue(round(value * self.paper.minimumHeight() / before))

    def settle(self) -> None:
        """Let the scroll bars know the paper's size now."""
        view = self.viewport()
        self.paper.resize(
            max(self.paper.minimumWidth(), view.width()), max(self.paper.minimumHeight(), view.height())
        )

    def seen(self) -> QRect:
        """Return the part of the paper that is in view."""
        corner = (
            self.viewport()
            .rect()
            .translated(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        )
        return QRect(corner)

    def bring_into_view(self, line: QRect) -> None:
        """Scroll a line that is out of view to the middle of it."""
        seen = self.seen()
        if not seen.top() + _EDGE_PX <= line.top() <= line.bottom() <= seen.bottom() - _EDGE_PX:
            self.verticalScrollBar().setValue(line.center().y() - seen.height() // 2)
        across = self.horizontalScrollBar()
        if line.left() < seen.left() or line.left() > seen.right() - _EDGE_PX:
            across.setValue(line.left() - _EDGE_PX)

    def zoom_by(self, step: int) -> None:
        """Zoom a step in (1) or out (-1), or back to the width that fits (0)."""
        at = _ZOOMS.index(self.zoom) + step if step else _ZOOMS.index(1.0)
        wanted = _ZOOMS[min(max(at, 0), len(_ZOOMS) - 1)]
        if wanted != self.zoom:
            self.zoom = wanted
            self.zoomed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that zoom from the window's verbs while the pages have the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_zoom = event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in _ZOOM_KEYS
            if is_zoom:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the ends by Home and End, zoom by Ctrl and +, - or 0; the rest is Qt's."""
        bar = self.verticalScrollBar()
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.scrolled_by_hand.emit()
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        elif has_control and event.key() in _ZOOM_KEYS:
            self.zoom_by(_ZOOM_KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom by the wheel with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.zoom_by(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
