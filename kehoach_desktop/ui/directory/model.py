"""The list as rows: each entry with its other names and how many times the open plan names it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from kehoach_desktop.domain.directory import DirectoryEntry, Kind
from kehoach_desktop.domain.directory_use import Used
from kehoach_desktop.domain.text import search_key, sort_key
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.theme import tokens
from kehoach_desktop.ui.tips import plain_tip

NAME, UNIT, ALIASES, COUNT = range(4)
HEADINGS = ("Tên", "Đơn vị tính", "Tên gọi khác", "Trong kế hoạch này")
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
UNLISTED = "Chưa có trong danh mục"
REMOVED = "Đã bỏ khỏi danh mục"
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is shown; ``count`` None while the plan is looked through."""

    entry: DirectoryEntry
    count: int | None
    is_listed: bool = True

    @property
    def mark(self) -> str:
        """What is to be said of it besides its names."""
        if self.entry.is_removed:
            return REMOVED
        return "" if self.is_listed else UNLISTED


def rows_of(entries: Iterable[DirectoryEntry], used: dict[str, Used] | None, kind: Kind) -> list[Row]:
    """Return the list's rows, and one for each name the plan has that is not on the list."""
    rows: list[Row] = []
    left = dict(used or {})
    for entry in entries:
        count = None
        if used is not None:
            count = sum(used[key].count for key in entry.keys if key in used)
            for key in entry.keys:
                left.pop(key, None)
        rows.append(Row(entry, count))
    rows += [
        Row(DirectoryEntry(kind, found.name, found.unit), found.count, is_listed=False)
        for found in left.values()
    ]
    return rows


class DirectoryModel(QAbstractTableModel):
    """The rows that are looked for, in the order asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Row] = []
        self.rows: list[Row] = []
        self._words = ""
        self._order = (COUNT, Qt.SortOrder.DescendingOrder)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self._all = list(rows)
        self._look()

    def look_for(self, words: str) -> None:
        """Show only what has these words, without marks, in one of its names."""
        self._words = words
        self._look()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column."""
        self._order = (column, order)
        self._look()

    def row_of(self, entry: DirectoryEntry) -> int:
        """Return the row of an entry by its name; -1 for none."""
        same = (
            n
            for n, row in enumerate(self.rows)
            if row.entry.name == entry.name and row.entry.unit == entry.unit
        )
        return next(same, -1)

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
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            shown = _shown(row, column) or None
            return plain_tip(shown) if shown and role == Qt.ItemDataRole.ToolTipRole else shown
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(_colour(row, column))
        return None

    def _look(self) -> None:
        wanted = search_key(self._words).split()
        found = [row for row in self._all if all(word in _searched(row) for word in wanted)]
        found.sort(key=lambda row: sort_key(row.entry.name))
        column, order = self._order
        is_down = order == Qt.SortOrder.DescendingOrder
        found.sort(key=lambda row: _order_key(row, column), reverse=is_down)
        self.beginResetModel()
        self.rows = found
        self.endResetModel()


def _shown(row: Row, column: int) -> str:
    if column == ALIASES:
        return row.mark or "; ".join(row.entry.aliases)
    if column == COUNT:
        return "…" if row.count is None else number_words(row.count) if row.count else "–"
    return row.entry.name if column == NAME else row.entry.unit


def _colour(row: Row, column: int) -> str:
    colours = tokens()
    if column == ALIASES and not row.is_listed:
        return colours.warning
    is_quiet = row.entry.is_removed or column == ALIASES or (column == COUNT and not row.count)
    return colours.muted if is_quiet else colours.text


def _searched(row: Row) -> str:
    return search_key(" ".join((row.entry.name, *row.entry.aliases)))


def _order_key(row: Row, column: int) -> Any:
    if column == COUNT:
        return row.count or 0
    return sort_key(_shown(row, column))
