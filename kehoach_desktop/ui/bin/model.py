"""What was deleted as the rows of a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from kehoach_desktop.ui.bin.rows import Row
from kehoach_desktop.ui.theme import tokens
from kehoach_desktop.ui.tips import plain_tip

KIND, WHAT, WHERE, WHEN, LEFT = range(5)
HEADINGS = ("Loại", "Mục đã xóa", "Thuộc về", "Xóa lúc", "Còn giữ")
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_SOON_DAYS = 3


class BinModel(QAbstractTableModel):
    """The rows as they are given, the last deleted first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            words = (row.kind, row.what, row.where, row.when, row.left)[column]
            return words if role == Qt.ItemDataRole.DisplayRole else plain_tip(words)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(_colour(row, column))
        return None


def _colour(row: Row, column: int) -> str:
    colours = tokens()
    if column == LEFT and row.days_left <= _SOON_DAYS:
        return colours.warning
    return colours.text if column == WHAT else colours.muted
