"""The table of what was deleted: widths, and the keys that ask for what the page does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kehoach_desktop.ui.bin.model import KIND, LEFT, WHAT, WHEN, WHERE, BinModel
from kehoach_desktop.ui.list_table import ListTable

_WIDTHS = {KIND: 140, WHERE: 230, WHEN: 170, LEFT: 100}
_ROOM_FOR_WHERE_PX = 900
_ROOM_FOR_WHEN_PX = 600


class BinTable(ListTable):
    """Enter asks to put the chosen rows back, Delete to remove them for good."""

    restore_asked = Signal()
    removal_asked = Signal()

    def __init__(self, model: BinModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "Các mục đã xóa", _WIDTHS, (WHAT,), parent)
        self.set_many()
        self.asks = {
            Qt.Key.Key_Return: self.restore_asked,
            Qt.Key.Key_Enter: self.restore_asked,
            Qt.Key.Key_Delete: self.removal_asked,
        }

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window leave out what stands beside the list too."""
        width = event.size().width()
        self.setColumnHidden(WHERE, width < _ROOM_FOR_WHERE_PX)
        self.setColumnHidden(WHEN, width < _ROOM_FOR_WHEN_PX)
        super().resizeEvent(event)
