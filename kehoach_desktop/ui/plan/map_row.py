"""How a row of the document map is drawn: indented by its level, the current one marked."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from kehoach_desktop.domain.plan import Level
from kehoach_desktop.ui.plan.map_model import LEVEL_ROLE
from kehoach_desktop.ui.theme import tokens

ROW_PX = 28
SIDE_PX = 14
STEP_PX = {Level.BASIS: 0, Level.SECTION: 0, Level.CLAUSE: 16, Level.POINT: 34}

_Index = QModelIndex | QPersistentModelIndex


class MapRow(QStyledItemDelegate):
    """Paints one row of the view that is its parent."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground, then as much of the text as there is room for."""
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
        room = rect.adjusted(SIDE_PX + STEP_PX[level], 0, -SIDE_PX, 0)
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return one height for all."""
        return QSize(0, ROW_PX)
