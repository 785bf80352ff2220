"""A list as a table that is only read: its rows, its look, its keys, and what it says when it is empty."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    SignalInstance,
)
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kehoach_desktop.ui.sheet.widgets import named, write_hint
from kehoach_desktop.ui.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
LEFT_SIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT_SIDE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROW_PX = 34
_HINT_PX = 14


class ListModel(QAbstractTableModel):
    """One thing a row. A subclass names the columns and says what a thing shows in each."""

    headings: ClassVar[Sequence[str]] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Any] = ()

    def show_rows(self, rows: Iterable[Any]) -> None:
        """Show these rows in place of those there are."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def words(self, row: Any, column: int) -> str:
        """Return what a cell shows."""
        raise NotImplementedError

    def tip(self, row: Any, column: int) -> str:
        """Return what is told of a cell under the pointer: it may be cut on the screen."""
        return self.words(row, column)

    def colour(self, _row: Any, _column: int) -> str:
        """Return the colour of a cell's words; "" for that of all text."""
        return ""

    def side(self, _column: int) -> Qt.AlignmentFlag:
        """Return where a column's words stand."""
        return LEFT_SIDE

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the headings."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        return self.side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(row, column) or None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.tip(row, column)) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(column)
        if role == Qt.ItemDataRole.ForegroundRole and (colour := self.colour(row, column)):
            return QColor(colour)
        return None


class ListTable(QTableView):
    """Whole rows are chosen, one at a time unless ``set_many``; ``hint`` is what an empty table says.

    ``asks`` gives the signal of each key that, pressed alone, asks for something.
    """

    def __init__(
        self,
        model: ListModel,
        name: str,
        widths: Mapping[int, int],
        wide: Iterable[int],
        parent: QWidget | None = None,
    ) -> None:
        """``widths`` are in pixels by column; the columns in ``wide`` share the room that is left."""
        super().__init__(parent)
        self.hint = ""
        self._wide = tuple(wide)
        self._widths = widths
        self._rooms: Mapping[int, int] = {}
        self._filler: int | None = None
        self.asks: Mapping[Qt.Key, SignalInstance] = {}
        self.setModel(model)
        self.setObjectName("directory")
        named(self, name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column in self._wide:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def leave_out(self, rooms: Mapping[int, int], filler: int | None = None) -> None:
        """Leave a column out where the table is narrower than its pixels in ``rooms``.

        ``filler`` is as wide as the room that is left while those that share it are left out.
        """
        self._rooms, self._filler = rooms, filler

    def set_many(self) -> None:
        """Let several rows be chosen: Ctrl+A, or a click with Ctrl or Shift held."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def chosen_rows(self) -> list[int]:
        """Return the numbers of the chosen rows, from above."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for what the key stands for."""
        asked = self.asks.get(Qt.Key(event.key()))
        if asked is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window leave out what also stands beside the list, or is the least of it."""
        for column, room_px in self._rooms.items():
            self.setColumnHidden(column, event.size().width() < room_px)
        if self._filler is not None:
            is_alone = all(self.isColumnHidden(column) for column in self._wide)
            mode = QHeaderView.ResizeMode.Stretch if is_alone else QHeaderView.ResizeMode.Interactive
            if self.horizontalHeader().sectionResizeMode(self._filler) != mode:
                self.horizontalHeader().setSectionResizeMode(self._filler, mode)
                self.setColumnWidth(self._filler, self._widths[self._filler])
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say in an empty table what it is for."""
        super().paintEvent(event)
        if not self.model().rowCount():
            write_hint(self, self.hint, _HINT_PX, _HINT_PX)
