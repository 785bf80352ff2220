"""The table of the list: order, widths, and the keys that ask for what the page does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kehoach_desktop.ui.directory.model import ALIASES, COUNT, NAME, UNIT, DirectoryModel
from kehoach_desktop.ui.list_table import ListTable

_NOTHING_FOUND = "Không có mục nào khớp. Tìm không cần dấu, cả theo tên gọi khác."


class DirectoryTable(ListTable):
    """The entries; one press of a heading orders by it.

    Enter and F2 go to the name, Delete takes the entry off the list, Insert begins a new one.
    """

    name_asked = Signal()
    removal_asked = Signal()
    new_asked = Signal()

    def __init__(self, model: DirectoryModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "Các mục của danh mục", {UNIT: 120, COUNT: 190}, (NAME, ALIASES), parent)
        self.hint = _NOTHING_FOUND
        self.asks = {
            Qt.Key.Key_Return: self.name_asked,
            Qt.Key.Key_Enter: self.name_asked,
            Qt.Key.Key_F2: self.name_asked,
            Qt.Key.Key_Delete: self.removal_asked,
            Qt.Key.Key_Insert: self.new_asked,
        }
        self.set_many()
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(COUNT, Qt.SortOrder.DescendingOrder)
