"""The table of what was deleted: widths, and the keys that ask for what the page does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kehoach_desktop.ui.bin.model import KIND, LEFT, WHAT, WHEN, WHERE, BinModel
from kehoach_desktop.ui.list_table import ListTable

_WIDTHS = {KIND: 140, WHERE: 230, WHEN: 170, LEFT: 100}
_ROOMS = {WHERE: 900, WHEN: 600}


class BinTable(ListTable):
    """Enter asks to put the chosen rows back, Delete to remove them for good."""

    restore_asked = Signal()
    removal_asked = Signal()

    def __init__(self, model: BinModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "Các mục đã xóa", _WIDTHS, (WHAT,), parent)
        self.set_many()
        self.leave_out(_ROOMS)
        self.asks = {
            Qt.Key.Key_Return: self.restore_asked,
            Qt.Key.Key_Enter: self.restore_asked,
            Qt.Key.Key_Delete: self.removal_asked,
        }
