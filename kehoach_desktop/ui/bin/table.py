"""The table of what was deleted: widths, and the keys that ask for what the page does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kehoach_desktop.ui.bin.model import KIND, LEFT, WHAT, WHEN, WHERE, BinModel
from kehoach_desktop.ui.sheet.widgets import write_hint

_ROOM_FOR_WHERE_PX = 900
_ROOM_FOR_WHEN_PX = 600


class BinTable(QTableView):
    """Enter asks to put the chosen row back, Delete to remove it for good."""

    restore_asked = Signal()
    removal_asked = Signal()

    def __init__(self, model: BinModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = ""  # what an empty table says
        self.setModel(model)
        self.setObjectName("directory")
        self.setAccessibleName("Các mục đã xóa")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(34)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        for column, width in ((KIND, 140), (WHERE, 230), (WHEN, 170), (LEFT, 100)):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window leave out what stands beside the list too."""
        width = event.size().width()
        self.setColumnHidden(WHERE, width < _ROOM_FOR_WHERE_PX)
        self.setColumnHidden(WHEN, width < _ROOM_FOR_WHEN_PX)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for what the keys stand for."""
        signals = {
            Qt.Key.Key_Return: self.restore_asked,
            Qt.Key.Key_Enter: self.restore_asked,
            Qt.Key.Key_Delete: self.removal_asked,
        }
        if event.key() in signals and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            signals[Qt.Key(event.key())].emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say in an empty table what it is for."""
        super().paintEvent(event)
        if not self.model().rowCount():
            write_hint(self, self.hint, 14, 14)
