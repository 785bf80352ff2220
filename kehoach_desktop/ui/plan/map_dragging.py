"""Dragging rows of the document map: where one may go, the line that shows it, the wish to move it."""

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kehoach_desktop.domain.plan import Level
from kehoach_desktop.ui.plan.draft import Draft
from kehoach_desktop.ui.plan.map_model import Entry, MapModel
from kehoach_desktop.ui.plan.map_moves import line_of, moved
from kehoach_desktop.ui.plan.map_row import SIDE_PX, STEP_PX
from kehoach_desktop.ui.theme import tokens

DRAGGED = "application/x-kehoach-item"
_KNOB_PX = 3  # at the head of the line that shows where a row would go
_BESIDE_POINTER = QPoint(-14, -8)  # where the dragged row hangs, so that it does not hide the line
_OPACITY = 0.7

_Index = QModelIndex | QPersistentModelIndex


class DraggableRows(QListView):
    """Rows of a text whose items can be dragged to where they may stand.

    ``dropped`` says which item is to go before which other (0: to the end).
    """

    dropped = Signal(object, object)  # ids are longer than Qt's int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = MapModel(self)
        self.draft = Draft()  # the text the rows are of
        self._gap: int | None = None  # the row before which what is dragged would go
        self._gap_level = Level.SECTION
        self.setModel(self.entries)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)  # there is an own one

    def entry(self, index: _Index) -> Entry | None:
        """Return what a row stands for."""
        return self.entries.rows[index.row()] if index.isValid() else None

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Let the current row be dragged; the model has no part in it, the text is what is changed."""
        entry = self.entry(self.currentIndex())
        if entry is None:
            return
        data = QMimeData()
        data.setData(DRAGGED, str(entry.item_id).encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(_see_through(self.viewport().grab(self.visualRect(self.currentIndex()))))
        drag.setHotSpot(_BESIDE_POINTER)
        drag.exec(Qt.DropAction.MoveAction)
        self._show_gap(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take rows of the map."""
        if event.mimeData().hasFormat(DRAGGED):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the row would go; only lawful places are shown and taken."""
        super().dragMoveEvent(event)  # scrolls at the edges
        self._show_gap(self._gap_at(event))
        if self._gap is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no place any more."""
        super().dragLeaveEvent(event)
        self._show_gap(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move."""
        gap = self._gap_at(event)
        self.stopAutoScroll()
        self._show_gap(None)
        self.setState(QAbstractItemView.State.NoState)
        if gap is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        rows = self.entries.rows
        self.dropped.emit(_dragged_id(event), rows[gap].item_id if gap < len(rows) else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw where a dragged row would go."""
        super().paintEvent(event)
        if self._gap is not None:
            self._paint_gap(QPainter(self.viewport()), self._gap)

    def _gap_at(self, event: QDropEvent) -> int | None:
        """Return the row before which what is dragged may go here; None where it may not."""
        at = self.indexAt(QPoint(SIDE_PX, event.position().toPoint().y()))
        rows = self.entries.rows
        gap = len(rows)
        if at.isValid():
            gap = at.row() + (event.position().y() > self.visualRect(at).center().y())
        line = line_of(self.draft, _dragged_id(event))
        before = rows[gap].line if gap < len(rows) else len(self.draft.lines)
        is_lawful = line < len(self.draft.lines) and moved(self.draft, line, before) is not None
        self._gap_level = self.draft.lines[line].level if is_lawful else Level.SECTION
        return gap if is_lawful else None

    def _show_gap(self, gap: int | None) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def _paint_gap(self, painter: QPainter, gap: int) -> None:
        last = self.entries.rowCount() - 1
        rect = self.visualRect(self.entries.index(min(gap, last)))
        y = max(rect.top() if gap <= last else rect.bottom(), _KNOB_PX + 1)
        left = SIDE_PX + STEP_PX.get(self._gap_level, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().accent))
        painter.drawRect(QRect(left, y - 1, self.viewport().width() - left - SIDE_PX // 2, 2))
        painter.drawEllipse(QPoint(left, y), _KNOB_PX, _KNOB_PX)


def _dragged_id(event: QDropEvent) -> int:
    text = bytes(event.mimeData().data(DRAGGED).data()).decode(errors="replace")
    return int(text) if text.isdecimal() else 0


def _see_through(picture: QPixmap) -> QPixmap:
    made = QPixmap(picture.size())
    made.setDevicePixelRatio(picture.devicePixelRatio())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(_OPACITY)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return made
