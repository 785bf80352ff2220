"""What is painted beside the text of the page to type in: the numbers, and the band of the current item."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from kehoach_desktop.domain.plan import Level
from kehoach_desktop.ui.plan.look import NUMBER_GAP_PX, Look
from kehoach_desktop.ui.theme import tokens

_BAND_ROUND_PX = 4
_BAND_REACH_PX = 8  # to the right of the column
_BAND_LIFT_PX = 3  # above the first line and below the last


def paint_margin(
    page: QTextEdit, labels: Sequence[str], looks: Sequence[Look], hint: str = "", scale: float = 1.0
) -> None:
    """Paint the band of the current line and the numbers of the lines in sight onto the viewport.

    ``hint`` stands where the first text will, while there is none; ``scale`` is the zoom.
    """
    painter = QPainter(page.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-page.horizontalScrollBar().value(), -page.verticalScrollBar().value())
    bottom = page.verticalScrollBar().value() + page.viewport().height()
    current = page.textCursor().blockNumber()
    fonts = _number_fonts(page.document().defaultFont())
    painter.setFont(fonts[False])
    layout = page.document().documentLayout()
    block = page.cursorForPosition(QPoint(0, 0)).block()
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if rect.top() > bottom:
            break
        number = block.blockNumber()
        if number == current:
            _paint_band(painter, page, rect)
        if hint:
            _paint_hint(painter, block, rect.top(), hint)
        if number < len(labels) and labels[number]:
            look = looks[number]
            painter.setFont(fonts[look.level is Level.SECTION or look.is_title])
            _paint_number(painter, block, rect.top(), labels[number], NUMBER_GAP_PX * scale)
        block = block.next()
    painter.end()


def _number_fonts(font: QFont) -> dict[bool, QFont]:
    bold = QFont(font)
    bold.setBold(True)
    return {False: font, True: bold}


def _paint_band(painter: QPainter, page: QTextEdit, rect: QRectF) -> None:
    frame = page.document().rootFrame().frameFormat()
    left = frame.leftMargin()
    width = page.document().textWidth() - left - frame.rightMargin() + _BAND_REACH_PX
    height = max(rect.height(), QFontMetricsF(page.document().defaultFont()).height())
    band = QRectF(left, rect.top() - _BAND_LIFT_PX, width, height + 2 * _BAND_LIFT_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().accent_soft))
    painter.drawRoundedRect(band, _BAND_ROUND_PX, _BAND_ROUND_PX)


def _paint_hint(painter: QPainter, block: QTextBlock, top: float, hint: str) -> None:
    painter.setPen(QColor(tokens().muted))
    frame = block.document().rootFrame().frameFormat()  # an empty page has no line to go by yet
    left = frame.leftMargin() + block.blockFormat().leftMargin()
    painter.drawText(QPointF(left, top + painter.fontMetrics().ascent()), hint)


def _paint_number(painter: QPainter, block: QTextBlock, top: float, label: str, gap: float) -> None:
    if not block.layout().lineCount():  # not laid out yet; asking for its first line would crash
        return
    line = block.layout().lineAt(0)
    width = QFontMetricsF(painter.font()).horizontalAdvance(label)
    right = block.layout().position().x() + line.x() - gap
    painter.setPen(QColor(tokens().accent))
    painter.drawText(QPointF(max(right - width, 2), top + line.y() + line.ascent()), label)
