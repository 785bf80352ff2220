"""The rows of the document map: căn cứ, sections, clauses and points, and how they follow the text."""

from bisect import bisect_right
from operator import attrgetter, eq
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.outline import labels
from kehoach_desktop.domain.plan import Level
from kehoach_desktop.ui.plan.draft import Draft
from kehoach_desktop.ui.plan.runs import changed_run
from kehoach_desktop.ui.tips import plain_tip

LEVELS = (Level.SECTION, Level.CLAUSE, Level.POINT)
LEVEL_ROLE = Qt.ItemDataRole.UserRole + 1
LINE_ROLE = Qt.ItemDataRole.UserRole + 2

_USUAL = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
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


class MapModel(QStringListModel):
    """The rows of the map; ``show`` says what changed as narrowly as it can.

    Of Qt's list of strings only the length is used: to lay its rows out a view asks for it twice a row, and
    answers from Python would cost more than all else the map does.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Entry] = []
        self._next = self.rows
        for told in (self.rowsInserted, self.rowsRemoved):
            told.connect(self._on_count_changed)  # before any view is told

    def show(self, entries: list[Entry]) -> None:
        """Show these rows."""
        self._match_rows(entries)
        first, end, _ = changed_run(self.rows, entries, eq)
        self.rows = entries
        if first < end:
            self.dataChanged.emit(self.index(first), self.index(end - 1))

    def row_of_line(self, line: int) -> int:
        """Return the last row at or before a line of the page, -1 for none."""
        return bisect_right(self.rows, line, key=attrgetter("line")) - 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's text, its level and its line."""
        if not index.isValid():
            return None
        entry = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return entry.text if role == Qt.ItemDataRole.DisplayRole else plain_tip(entry.text)
        if role == LEVEL_ROLE:
            return entry.level
        return entry.line if role == LINE_ROLE else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return that every row but that of the căn cứ can be dragged; the view knows where to."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        is_fixed = self.rows[index.row()].level is Level.BASIS
        return _USUAL if is_fixed else _USUAL | Qt.ItemFlag.ItemIsDragEnabled

    def _match_rows(self, entries: list[Entry]) -> None:
        """Move, remove and insert so that each row is of the item it is to show."""
        old, new = [entry.item_id for entry in self.rows], [entry.item_id for entry in entries]
        start, end_old, end_new = changed_run(old, new, eq)
        gone, came = old[start:end_old], new[start:end_new]
        turn = came.index(gone[0]) if gone and gone[0] in came else 0
        if turn and came[turn:] + came[:turn] == gone:  # a run has changed places with its neighbours
            self._move_rows(start, end_old - turn, end_old)
            return
        if gone:
            self._next = self.rows[:start] + self.rows[end_old:]
            self.removeRows(start, len(gone))
        if came:
            self._next = self.rows[:start] + entries[start:end_new] + self.rows[start:]
            self.insertRows(start, len(came))

    def _move_rows(self, to: int, first: int, end: int) -> None:
        """Move rows ``first`` up to ``end`` up before row ``to``."""
        self.beginMoveRows(QModelIndex(), first, end - 1, QModelIndex(), to)
        self.rows[to:end] = self.rows[first:end] + self.rows[to:first]
        self.endMoveRows()

    def _on_count_changed(self) -> None:
        self.rows = self._next
