"""The rows of the document map: căn cứ, sections, clauses and points, and how they follow the text."""

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.outline import labels
from kehoach_desktop.domain.plan import Level
from kehoach_desktop.ui.plan.draft import Draft

LEVELS = (Level.SECTION, Level.CLAUSE, Level.POINT)
LEVEL_ROLE = Qt.ItemDataRole.UserRole + 1
LINE_ROLE = Qt.ItemDataRole.UserRole + 2

_TEXT_LONGEST = 200  # a map row never shows more
_Index = QModelIndex | QPersistentModelIndex


class Entry(NamedTuple):
    """One row: its number, what it says, the line of the page it leads to and the item there (0: căn cứ)."""

    label: str
    title: str
    level: Level
    line: int
    item_id: int = 0

    @property
    def text(self) -> str:
        """What the row shows."""
        return f"{self.label} {self.title}" if self.label else self.title


def map_entries(draft: Draft) -> list[Entry]:
    """Return the rows of the map."""
    entries = [Entry("", "Căn cứ", Level.BASIS, 0)] if draft.boundary else []
    body = draft.lines[draft.boundary :]
    for index, (item, label) in enumerate(zip(body, labels(body), strict=True)):
        if item.level in LEVELS:
            title = item.text[:_TEXT_LONGEST].strip().replace("\n", " ")
            entries.append(Entry(label, title, item.level, draft.boundary + index, item.id))
    return entries


class MapModel(QAbstractListModel):
    """The rows of the map; ``show`` says what changed as narrowly as it can."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        """Show these rows."""
        self._match_rows(entries)
        for row, entry in enumerate(entries):
            if self.rows[row] != entry:
                self.rows[row] = entry
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of_line(self, line: int) -> int:
        """Return the last row at or before a line of the page, -1 for none."""
        return max((row for row, entry in enumerate(self.rows) if entry.line <= line), default=-1)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's text, its level and its line."""
        if not index.isValid():
            return None
        entry = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return entry.text
        if role == LEVEL_ROLE:
            return entry.level
        return entry.line if role == LINE_ROLE else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return that every row but that of the căn cứ can be dragged; the view knows where to."""
        flags = super().flags(index)
        is_fixed = not index.isValid() or self.rows[index.row()].level is Level.BASIS
        return flags if is_fixed else flags | Qt.ItemFlag.ItemIsDragEnabled

    def _match_rows(self, entries: list[Entry]) -> None:
        """Move, remove and insert so that each row is of the item it is to show."""
        old, new = [entry.item_id for entry in self.rows], [entry.item_id for entry in entries]
        start = tail = 0
        while start < min(len(old), len(new)) and old[start] == new[start]:
            start += 1
        while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        end_old, end_new = len(old) - tail, len(new) - tail
        gone, came = old[start:end_old], new[start:end_new]
        turn = came.index(gone[0]) if gone and gone[0] in came else 0
        if turn and came[turn:] + came[:turn] == gone:  # a run has changed places with its neighbours
            self._move_rows(start, end_old - turn, end_old)
            return
        nowhere = QModelIndex()
        if gone:
            self.beginRemoveRows(nowhere, start, end_old - 1)
            del self.rows[start:end_old]
            self.endRemoveRows()
        if came:
            self.beginInsertRows(nowhere, start, end_new - 1)
            self.rows[start:start] = entries[start:end_new]
            self.endInsertRows()

    def _move_rows(self, to: int, first: int, end: int) -> None:
        """Move rows ``first`` up to ``end`` up before row ``to``."""
        self.beginMoveRows(QModelIndex(), first, end - 1, QModelIndex(), to)
        self.rows[to:end] = self.rows[first:end] + self.rows[to:first]
        self.endMoveRows()
