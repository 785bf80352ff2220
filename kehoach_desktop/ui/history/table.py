"""The table of the history: widths, and Enter that goes to the place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kehoach_desktop.ui.history.model import NEW, OLD, WHAT, WHEN, WHERE, HistoryModel
from kehoach_desktop.ui.list_table import ListTable

_WIDTHS = {WHEN: 184, WHAT: 170, WHERE: 210}
_ROOMS = {OLD: 800, NEW: 800}  # what it was and became is told of the chosen row beside it


class HistoryTable(ListTable):
    """``go_asked``: Enter, or two clicks on a row."""

    go_asked = Signal()

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "Các thay đổi, mới nhất trước", _WIDTHS, (OLD, NEW), parent)
        self.leave_out(_ROOMS, filler=WHERE)
        self.asks = {Qt.Key.Key_Return: self.go_asked, Qt.Key.Key_Enter: self.go_asked}
        self.doubleClicked.connect(self.go_asked)
