"""The list as rows: each entry with its other names and how many times the open plan names it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from kehoach_desktop.domain.directory import DirectoryEntry, Kind
from kehoach_desktop.domain.directory_use import Used
from kehoach_desktop.domain.text import search_key, sort_key
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.list_table import ListModel
from kehoach_desktop.ui.theme import tokens

NAME, UNIT, ALIASES, COUNT = range(4)
UNLISTED = "Chưa có trong danh mục"
REMOVED = "Đã bỏ khỏi danh mục"


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


class DirectoryModel(ListModel):
    """The rows that are looked for, in the order asked for."""

    headings = ("Tên", "Đơn vị tính", "Tên gọi khác", "Trong kế hoạch này")

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Row] = []
        self._words = ""
        self._order = (COUNT, Qt.SortOrder.DescendingOrder)

    def show_rows(self, rows: Iterable[Row]) -> None:
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

    def words(self, row: Row, column: int) -> str:
        """Return what a cell shows."""
        return _shown(row, column)

    def colour(self, row: Row, column: int) -> str:
        """Tell apart what is not on the list, and let the less important stand back."""
        colours = tokens()
        if column == ALIASES and not row.is_listed:
            return colours.warning
        is_quiet = row.entry.is_removed or column == ALIASES or (column == COUNT and not row.count)
        return colours.muted if is_quiet else colours.text

    def _look(self) -> None:
        wanted = search_key(self._words).split()
        found = [row for row in self._all if all(word in _searched(row) for word in wanted)]
        found.sort(key=lambda row: sort_key(row.entry.name))
        column, order = self._order
        is_down = order == Qt.SortOrder.DescendingOrder
        found.sort(key=lambda row: _order_key(row, column), reverse=is_down)
        super().show_rows(found)


def _shown(row: Row, column: int) -> str:
    if column == ALIASES:
        return row.mark or "; ".join(row.entry.aliases)
    if column == COUNT:
        return "…" if row.count is None else number_words(row.count) if row.count else "–"
    return row.entry.name if column == NAME else row.entry.unit


def _searched(row: Row) -> str:
    return search_key(" ".join((row.entry.name, *row.entry.aliases)))


def _order_key(row: Row, column: int) -> Any:
    if column == COUNT:
        return row.count or 0
    return sort_key(_shown(row, column))
