"""What paints a proposed change: its tick, where it is, the words before and after, and the doubt."""

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from kehoach_desktop.domain.proposal import Kind, Proposal
from kehoach_desktop.ui.icons import pixmap
from kehoach_desktop.ui.next_year.excerpt import Piece, after, before
from kehoach_desktop.ui.next_year.rows_model import PART_WORDS, Index, ProposalRows, Row
from kehoach_desktop.ui.sheet.widgets import rect_of
from kehoach_desktop.ui.theme import BASE_PX, base_font, tokens

TICK_PX = 16
TEXT_AT_PX = 40  # where the words begin, right of the tick
HEAD_PX = 38
_PAD_X, _PAD_Y = 12, 7
_ARROW_PX = 34
_LINE_GAP_PX = 2
_SMALL_PX = 12
_GONE: list[Piece] = [("(bỏ)", False)]


class ProposalDelegate(QStyledItemDelegate):
    """Paints with the theme's tokens; heights follow the view's width."""

    def __init__(self, view: QListView, rows: ProposalRows) -> None:
        super().__init__(view)
        self._view = view
        self._rows = rows

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return what a row needs at the view's width."""
        width = self._view.viewport().width()
        row = self._rows.row(index)
        if row.proposal is None:
            return QSize(width, HEAD_PX)
        return QSize(width, round(self._draw(None, QRectF(0, 0, width, 0), row.proposal) + 0.49))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a head or a proposal, and a frame around the current one."""
        colours, rect = tokens(), rect_of(option)
        row = self._rows.row(index)
        is_current = index == self._view.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = colours.sunken if row.proposal is None else colours.surface
        painter.fillRect(rect, QColor(colours.accent_soft if is_current else ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.soft_line))
        tick = Qt.CheckState(self._rows.data(index, Qt.ItemDataRole.CheckStateRole))
        top = rect.top() + ((HEAD_PX - TICK_PX) / 2 if row.proposal is None else _PAD_Y)
        self._draw_tick(painter, QPointF(rect.left() + _PAD_X, top), tick)
        if row.proposal is None:
            self._draw_head(painter, QRectF(rect), row)
        else:
            self._draw(painter, QRectF(rect), row.proposal)
        if is_current and self._view.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), 4, 4)
        painter.restore()

    def _draw_tick(self, painter: QPainter, at: QPointF, state: Qt.CheckState) -> None:
        colours = tokens()
        box = QRectF(at.x(), at.y(), TICK_PX, TICK_PX)
        is_on = state != Qt.CheckState.Unchecked
        painter.setPen(QPen(QColor(colours.accent if is_on else colours.muted), 1))
        painter.setBrush(QColor(colours.accent if is_on else colours.surface))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if is_on:
            name = "check" if state == Qt.CheckState.Checked else "dash"
            ratio = self._view.devicePixelRatioF()
            painter.drawPixmap(box.topLeft() + QPointF(2, 2), pixmap(name, colours.on_accent, 12, ratio))

    def _draw_head(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        colours = tokens()
        ticked, count = self._rows.count_of(row.part)
        inner = rect.adjusted(TEXT_AT_PX, 0, -_PAD_X, 0)
        painter.setFont(base_font(is_bold=True))
        painter.setPen(QColor(colours.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, PART_WORDS[row.part])
        painter.setFont(base_font(_SMALL_PX))
        painter.setPen(QColor(colours.muted))
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, where, f"{ticked}/{count}")

    def _draw(self, painter: QPainter | None, rect: QRectF, each: Proposal) -> float:
        """Draw a proposal, or with no painter only measure it; return its height."""
        colours = tokens()
        left, width = rect.left() + TEXT_AT_PX, rect.width() - TEXT_AT_PX - _PAD_X
        y = rect.top() + _PAD_Y
        small = base_font(_SMALL_PX, is_bold=True)
        y += _flow(painter, QRectF(left, y, width, 0), [(each.label, False)], small, colours.muted)
        is_note = each.kind is Kind.UNFINISHED  # a note is new: the task itself says more than an empty cell
        if each.swaps:
            y += _LINE_GAP_PX
            y += self._draw_change(painter, QRectF(left, y, width, 0), each, is_note=is_note)
        if each.is_doubtful and not is_note:
            y += _LINE_GAP_PX
            if painter is not None:
                ratio = self._view.devicePixelRatioF()
                painter.drawPixmap(QPointF(left, y + 1), pixmap("alert", colours.warning, 14, ratio))
            room = QRectF(left + 20, y, width - 20, 0)
            y += _flow(painter, room, [(each.sentence, False)], base_font(_SMALL_PX), colours.warning)
        return y + _PAD_Y + 1 - rect.top()

    def _draw_change(self, painter: QPainter | None, rect: QRectF, each: Proposal, *, is_note: bool) -> float:
        colours, font = tokens(), base_font()
        half = (rect.width() - _ARROW_PX) / 2
        old = [(f"{each.sentence} ", False), *before(each)] if is_note else before(each)
        room = QRectF(rect.left(), rect.top(), half, 0)
        one = _flow(painter, room, old, font, colours.text, colours.muted)
        two = _flow(
            painter,
            room.translated(half + _ARROW_PX, 0),
            after(each) or _GONE,
            font,
            colours.text,
            colours.accent,
        )
        if painter is not None:
            painter.setFont(font)
            painter.setPen(QColor(colours.muted))
            arrow = QRectF(rect.left() + half, rect.top(), _ARROW_PX, BASE_PX * 1.5)
            painter.drawText(arrow, Qt.AlignmentFlag.AlignCenter, "→")
        return max(one, two)


def _flow(
    painter: QPainter | None,
    box: QRectF,
    pieces: list[Piece],
    font: QFont,
    colour: str,
    changed: str = "",
) -> float:
    """Draw words wrapped into ``box``, those that change underlined and in ``changed``; return the height."""
    formats = []
    start = 0
    for words, is_changed in pieces:
        if is_changed:
            own: Any = QTextLayout.FormatRange()  # its members are not in the stubs
            own.start, own.length = start, len(words)
            own.format = QTextCharFormat()
            own.format.setForeground(QColor(changed))
            own.format.setFontUnderline(True)
            own.format.setFontWeight(QFont.Weight.DemiBold)
            formats.append(own)
        start += len(words)
    layout = QTextLayout("".join(words for words, _ in pieces), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(box.width(), 1))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    if painter is not None:
        painter.setPen(QColor(colour))
        layout.draw(painter, box.topLeft())
    return height
