"""The document map: căn cứ, sections, clauses and points; a click goes there, the current one is marked."""

from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kehoach_desktop.domain.outline import labels
from kehoach_desktop.domain.plan import Level
from kehoach_desktop.ui.plan.draft import Draft
from kehoach_desktop.ui.theme import tokens

ROW_PX = 28
_SIDE_PX = 14
_STEP_PX = {Level.BASIS: 0, Level.SECTION: 0, Level.CLAUSE: 16, Level.POINT: 34}
_HINT = "Các mục, khoản, điểm sẽ hiện ở đây khi có nội dung."
_TEXT_LONGEST = 200  # a map row never shows more

LEVEL_ROLE = Qt.ItemDataRole.UserRole + 1
LINE_ROLE = Qt.ItemDataRole.UserRole + 2

_Index = QModelIndex | QPersistentModelIndex


class Entry(NamedTuple):
    """One row: what it shows and the line of the page it leads to."""

    text: str
    level: Level
    line: int


def map_entries(draft: Draft) -> list[Entry]:
    """Return the rows of the map."""
    entries = [Entry("Căn cứ", Level.BASIS, 0)] if draft.boundary else []
    body = draft.lines[draft.boundary :]
    for index, (item, label) in enumerate(zip(body, labels(body), strict=True)):
        if item.level in _STEP_PX:
            text = f"{label} {item.text[:_TEXT_LONGEST].strip()}".replace("\n", " ")
            entries.append(Entry(text, item.level, draft.boundary + index))
    return entries


class MapModel(QAbstractListModel):
    """The rows of the map; ``show`` says what changed as narrowly as it can."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        """Show these rows."""
        old = self._entries
        if len(entries) != len(old):
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
            return
        self._entries = entries
        for row, (before, after) in enumerate(zip(old, entries, strict=True)):
            if before != after:
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def row_of_line(self, line: int) -> int:
        """Return the last row at or before a line of the page, -1 for none."""
        return max((row for row, entry in enumerate(self._entries) if entry.line <= line), default=-1)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's text, its level and its line."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return entry.text
        if role == LEVEL_ROLE:
            return entry.level
        return entry.line if role == LINE_ROLE else None


class MapView(QListView):
    """Shows the map; ``line_chosen`` says where to go."""

    line_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = MapModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(_MapDelegate(self))
        self.setObjectName("document_map")
        self.setAccessibleName("Sơ đồ văn bản")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self.on_row_chosen)
        self.activated.connect(self.on_row_chosen)

    def show_draft(self, draft: Draft, line: int) -> None:
        """Show the map of this text with the row of ``line`` current."""
        self.entries.show(map_entries(draft))
        self.show_line(line)

    def show_line(self, line: int) -> None:
        """Mark the row the line belongs to."""
        row = self.entries.row_of_line(line)
        index = self.entries.index(row) if row >= 0 else QModelIndex()
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            if index.isValid():
                self.scrollTo(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what the map is for while it has no rows."""
        super().paintEvent(event)
        if not self.entries.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(tokens().muted))
            room = self.viewport().rect().adjusted(_SIDE_PX, 4, -_SIDE_PX, 0)
            painter.drawText(room, Qt.TextFlag.TextWordWrap, _HINT)

    def on_row_chosen(self, index: QModelIndex) -> None:
        """Tell which line to go to."""
        self.line_chosen.emit(index.data(LINE_ROLE))


class _MapDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view: Any = self.parent()
        member: Any = option  # PySide6's stubs do not know the fields
        rect = QRect(member.rect)
        colours = tokens()
        level = index.data(LEVEL_ROLE)
        is_current = index.row() == view.currentIndex().row()
        if is_current:
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
            if view.hasFocus():
                painter.setPen(QColor(colours.accent))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
        font = QFont(member.font)
        font.setBold(level in {Level.BASIS, Level.SECTION})
        painter.setFont(font)
        is_faint = level == Level.POINT and not is_current  # Qt hands an enum back as its text
        painter.setPen(QColor(colours.muted if is_faint else colours.text))
        room = rect.adjusted(_SIDE_PX + _STEP_PX[level], 0, -_SIDE_PX, 0)
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, ROW_PX)
