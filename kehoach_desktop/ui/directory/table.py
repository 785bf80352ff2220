"""The table of the list: order, widths, and the keys that ask for what the page does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kehoach_desktop.ui.directory.model import ALIASES, COUNT, NAME, UNIT, DirectoryModel
from kehoach_desktop.ui.sheet.widgets import write_hint

_NOTHING_FOUND = "Không có mục nào khớp. Tìm không cần dấu, cả theo tên gọi khác."


class DirectoryTable(QTableView):
    """The entries; one press of a heading orders by it. Its keys ask for what the page does."""

    name_asked = Signal()
    removal_asked = Signal()
    new_asked = Signal()

    def __init__(self, model: DirectoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Các mục của danh mục")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(34)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(ALIASES, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(UNIT, 120)
        self.setColumnWidth(COUNT, 190)
        self.setObjectName("directory")
        self.setSortingEnabled(True)
        header.setSortIndicator(COUNT, Qt.SortOrder.DescendingOrder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 go to the name, Delete takes the entry off the list, Insert begins a new one."""
        signals = {
            Qt.Key.Key_Return: self.name_asked,
            Qt.Key.Key_Enter: self.name_asked,
            Qt.Key.Key_F2: self.name_asked,
            Qt.Key.Key_Delete: self.removal_asked,
            Qt.Key.Key_Insert: self.new_asked,
        }
        if event.key() in signals and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            signals[Qt.Key(event.key())].emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say in an empty table what to do."""
        super().paintEvent(event)
        if not self.model().rowCount():
            write_hint(self, _NOTHING_FOUND, 14, 14)
