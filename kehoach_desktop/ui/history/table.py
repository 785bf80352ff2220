"""The table of the history: widths, and Enter that goes to the place."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kehoach_desktop.ui.history.model import NEW, OLD, WHAT, WHEN, WHERE, HistoryModel
from kehoach_desktop.ui.page import is_enter
from kehoach_desktop.ui.sheet.widgets import write_hint


class HistoryTable(QTableView):
    """``go_asked``: Enter, or two clicks on a row."""

    go_asked = Signal()

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = ""  # what an empty table says
        self.setModel(model)
        self.setObjectName("directory")
        self.setAccessibleName("Các thay đổi, mới nhất trước")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(34)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column in (OLD, NEW):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in ((WHEN, 184), (WHAT, 170), (WHERE, 210)):
            self.setColumnWidth(column, width)
        self.doubleClicked.connect(self.go_asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place."""
        if is_enter(event):
            self.go_asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say in an empty table why it is empty."""
        super().paintEvent(event)
        if not self.model().rowCount():
            write_hint(self, self.hint, 14, 14)
