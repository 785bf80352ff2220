"""Painting TT and content: one cell over all rows of an activity, in place when the rest is scrolled."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QRegion

from kehoach_desktop.ui.sheet.rows import CONTENT, NUMBER
from kehoach_desktop.ui.theme import tokens

if TYPE_CHECKING:
    from kehoach_desktop.ui.sheet.delegate import SheetDelegate
    from kehoach_desktop.ui.sheet.view import SheetView

_KNOB_PX = 3  # at the head of the line that shows where something would go


class MergedCells:
    """Knows where merged cells are and paints those in sight."""

    def __init__(self, view: "SheetView", delegate: "SheetDelegate") -> None:
        self._view = view
        self._delegate = delegate

    def rect(self, rows: range, column: int) -> QRect:
        """Return where the merged cell of these rows is in the viewport."""
        view = self._view
        top = view.rowViewportPosition(rows[0])
        bottom = view.rowViewportPosition(rows[-1]) + view.rowHeight(rows[-1])
        left = 0 if column == NUMBER else view.columnWidth(NUMBER)
        return QRect(left, top, view.columnWidth(column), bottom - top)

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Paint the cells that the region touches."""
        view = self._view
        area = region.boundingRect()
        row, count = max(view.rowAt(max(area.top(), 0)), 0), len(view.sheet.rows)
        painter.setClipRegion(region)
        if area.left() >= view.frozen_px() or view.rowAt(max(area.top(), 0)) < 0:
            return
        while row < count and view.rowViewportPosition(row) <= area.bottom():
            rows = view.sheet.rows_of_activity(row)
            for column in (NUMBER, CONTENT):
                self._delegate.paint_merged(painter, self.rect(rows, column), rows, column)
            row = max(row, rows[-1]) + 1
        if view.horizontalScrollBar().value():
            last = view.rowViewportPosition(row - 1) + view.rowHeight(row - 1)
            edge = QRect(view.frozen_px() - 1, area.top(), 1, min(last, area.bottom() + 1) - area.top())
            painter.fillRect(edge, QColor(tokens().line))

    def paint_gap(self, painter: QPainter, row: int, is_after: bool) -> None:
        """Paint the line where what is dragged would go."""
        view = self._view
        y = view.rowViewportPosition(row) + (view.rowHeight(row) if is_after else 0)
        y = max(y, _KNOB_PX + 1)
        left = 4 if view.choosing.is_on_contents() else view.frozen_px()
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().accent))
        painter.drawRect(QRect(left, y - 1, view.viewport().width() - left, 2))
        painter.drawEllipse(QPoint(left, y), _KNOB_PX, _KNOB_PX)
