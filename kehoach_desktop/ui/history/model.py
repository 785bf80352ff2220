"""The rows of the history as a table that grows page by page while it is scrolled down."""

import datetime as dt
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.text import shortened
from kehoach_desktop.services.history import Entry, Page, Rest
from kehoach_desktop.ui.theme import tokens
from kehoach_desktop.ui.tips import plain_tip

WHEN, WHAT, WHERE, OLD, NEW = range(5)
HEADINGS = ("Lúc", "Việc", "Chỗ", "Từ", "Thành")
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_MOST_LETTERS = 160
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class HistoryModel(QAbstractTableModel):
    """``more_wanted`` asks for the next page."""

    more_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._next: Rest | None = None
        self._is_waiting = False

    @property
    def is_whole(self) -> bool:
        """Whether there is no further page."""
        return self._next is None and not self._is_waiting

    def begin(self, page: Page) -> None:
        """Show the first page in place of what was shown."""
        self.beginResetModel()
        self.entries = list(page.entries)
        self._next = page.rest
        self._is_waiting = False
        self.endResetModel()

    def add(self, page: Page) -> None:
        """Show a further page below."""
        self._next = page.rest
        self._is_waiting = False
        if page.entries:
            first = len(self.entries)
            self.beginInsertRows(QModelIndex(), first, first + len(page.entries) - 1)
            self.entries.extend(page.entries)
            self.endInsertRows()

    def give_up(self) -> None:
        """Wait no longer for the page that was asked for."""
        self._is_waiting = False

    def row_of(self, entry_id: int) -> int:
        """Return the row that stands for an entry; -1 where it is not shown."""
        rows = (n for n, one in enumerate(self.entries) if one.first_id <= entry_id <= one.id)
        return next(rows, -1)

    def canFetchMore(self, parent: _Index = _NO_PARENT) -> bool:
        """Say whether there are rows not yet read."""
        return not parent.isValid() and self._next is not None and not self._is_waiting

    def fetchMore(self, parent: _Index = _NO_PARENT) -> None:
        """Ask for the next page; it comes when it is read."""
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.more_wanted.emit(self._next)

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of rows read."""
        return 0 if parent.isValid() else len(self.entries)

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
        entry, column = self.entries[index.row()], index.column()
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(entry, column) or None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(shown(entry, column)) or None
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(tokens().muted if column in {WHEN, OLD} else tokens().text)
        return None


def shown(entry: Entry, column: int) -> str:
    """Return the words of a cell."""
    if column == WHEN:
        return moment_words(entry.at)
    if column == WHAT:
        return entry.name
    if column == WHERE:
        return entry.where
    words = shortened(entry.old if column == OLD else entry.new, _MOST_LETTERS)
    others = f" (và {entry.others} chỗ khác)" if column == NEW and entry.others else ""
    return f"{words}{others}" if words else others.strip(" ()").capitalize() if others else ""


def moment_words(at: dt.datetime) -> str:
    """Return a moment as ``10:32 ngày 12/3/2026``."""
    return f"{at:%H:%M} ngày {short_date(at.date())}"
