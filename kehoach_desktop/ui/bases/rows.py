"""The list of the library: each text in two lines, and a third for what is wrong with its force."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kehoach_desktop.ui.bases.model import ROW_ROLE, BasisModel, Row
from kehoach_desktop.ui.icons import pixmap
from kehoach_desktop.ui.sheet.widgets import rect_of, write_hint
from kehoach_desktop.ui.theme import base_font, tokens

_SIDE_PX = 14
_TOP_PX = 8
_MARK_PX = 14
_SMALL_PX = 12
_IN_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOTHING_FOUND = "Không tìm thấy văn bản nào. Hãy tìm theo số (63/2010) hoặc vài chữ, không cần dấu."
_NOTHING_THERE = "Thư viện chưa có văn bản nào. Nhấn Insert để thêm."

_Index = QModelIndex | QPersistentModelIndex


class BasisList(QListView):
    """Shows the model; several texts can be chosen."""

    def __init__(self, entries: BasisModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = entries
        self.above: QWidget | None = None  # what Up on the first row goes to
        self.setModel(entries)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName("Các văn bản trong thư viện căn cứ")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setMinimumHeight(96)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Up on the first row lead back to what is looked for."""
        is_first = self.currentIndex().row() <= 0
        if event.key() == Qt.Key.Key_Up and is_first and not event.modifiers() and self.above is not None:
            self.above.setFocus()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what to do when there is nothing to show."""
        super().paintEvent(event)
        if not self.entries.rowCount():
            words = _NOTHING_THERE if self.entries.is_empty_library() else _NOTHING_FOUND
            write_hint(self, words, _SIDE_PX, 10)


class _RowDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view: Any = self.parent()
        row: Row = index.data(ROW_ROLE)
        rect = rect_of(option)
        colours = tokens()
        painter.save()
        if view.selectionModel().isSelected(index):
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        if view.hasFocus() and index.row() == view.currentIndex().row():
            painter.setPen(QColor(colours.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.soft_line))
        room = rect.adjusted(_SIDE_PX, _TOP_PX, -_SIDE_PX, -_TOP_PX)
        self._paint_head(painter, room, row)
        self._paint_below(painter, room, row)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: Row = index.data(ROW_ROLE)
        lines = [base_font(is_bold=True), base_font()]
        if row.below:
            lines.append(base_font(_SMALL_PX))
        height = sum(_line_height(QFontMetrics(font)) for font in lines)
        return QSize(0, height + 2 * _TOP_PX)

    def _paint_head(self, painter: QPainter, room: QRect, row: Row) -> None:
        """Paint the name, and beside it that it is not confirmed; a long name has its line alone."""
        bold = base_font(is_bold=True)
        metrics = QFontMetrics(bold)
        line = QRect(room.left(), room.top(), room.width(), _line_height(metrics))
        if row.mark and not _is_long(row, room.width()):
            line.setRight(_paint_mark(painter, room, row.mark, tokens().warning, at_right=True) - 8)
        painter.setFont(bold)
        painter.setPen(QColor(tokens().text))
        head = metrics.elidedText(row.head, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, _IN_LINE, head)

    def _paint_below(self, painter: QPainter, room: QRect, row: Row) -> None:
        """Paint the subject, with a tick where the plan cites it, and what is to be said of its force."""
        colours = tokens()
        metrics = QFontMetrics(base_font())
        top = room.top() + _line_height(QFontMetrics(base_font(is_bold=True)))
        line = QRect(room.left(), top, room.width(), _line_height(metrics))
        if row.mark and _is_long(row, room.width()):
            line.setRight(_paint_mark(painter, line, row.mark, colours.warning, at_right=True) - 8)
        if row.is_used:
            _paint_icon(painter, "check", colours.accent, line)
            line.setLeft(line.left() + _MARK_PX + 4)
        painter.setFont(base_font())
        painter.setPen(QColor(colours.muted))
        subject = metrics.elidedText(row.subject, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, _IN_LINE, subject)
        if row.below:
            below = QRect(room.left(), line.bottom() + 1, room.width(), line.height())
            colour = colours.bad if row.is_expired else colours.warning
            small = QFontMetrics(base_font(_SMALL_PX))
            words = small.elidedText(row.below, Qt.TextElideMode.ElideRight, room.width() - _MARK_PX - 4)
            _paint_mark(painter, below, words, colour, at_right=False)


def _is_long(row: Row, width: int) -> bool:
    """Say whether the name leaves no room for a mark beside it."""
    mark = _MARK_PX + 12 + QFontMetrics(base_font(_SMALL_PX)).horizontalAdvance(row.mark)
    return QFontMetrics(base_font(is_bold=True)).horizontalAdvance(row.head) > width - mark


def _line_height(metrics: QFontMetrics) -> int:
    return metrics.height() + 3


def _paint_mark(painter: QPainter, room: QRect, words: str, colour: str, *, at_right: bool) -> int:
    """Paint icon and words in a colour for state; return where they begin."""
    painter.setFont(base_font(_SMALL_PX))
    metrics = painter.fontMetrics()
    width = _MARK_PX + 4 + metrics.horizontalAdvance(words)
    left = room.right() - width if at_right else room.left()
    line = QRect(left, room.top(), width + 2, _line_height(metrics))
    _paint_icon(painter, "alert", colour, line)
    painter.setPen(QColor(colour))
    painter.drawText(
        line.adjusted(_MARK_PX + 4, 0, 0, 0),
        _IN_LINE,
        words,
    )
    return left


def _paint_icon(painter: QPainter, name: str, colour: str, line: QRect) -> None:
    picture = pixmap(name, colour, _MARK_PX, painter.device().devicePixelRatioF())
    painter.drawPixmap(line.left(), line.top() + (line.height() - _MARK_PX) // 2, picture)
