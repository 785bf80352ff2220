"""Text wrapped to a width: how high it is, and drawing it; words longer than a line are broken."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

_LINE_SEPARATOR = "\u2028"  # what a text layout takes for a new line


def text_height_px(text: str, font: QFont, width_px: int) -> int:
    """Return the height of ``text`` (at least one line) in ``font`` wrapped to ``width_px``."""
    return _height(text, font.key(), width_px, _Font(font))


def draw_text(painter: QPainter, box: QRectF, text: str, font: QFont, colour: str) -> float:
    """Draw ``text`` wrapped into the width of ``box`` from its top; return the height used."""
    layout, height = _laid_out(text, font.key(), int(box.width()), _Font(font))
    painter.setPen(QColor(colour))
    layout.draw(painter, QPointF(box.topLeft()))
    return height


class _Font:
    """A font that is not looked at by the cache: its key is."""

    def __init__(self, font: QFont) -> None:
        self.font = font

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Font)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=20_000)
def _height(text: str, _font_key: str, width_px: int, font: _Font) -> int:
    return round(_made(text, font.font, width_px)[1] + 0.49)


@lru_cache(maxsize=2_000)  # what is in sight is painted over and over
def _laid_out(text: str, _font_key: str, width_px: int, font: _Font) -> tuple[QTextLayout, float]:
    return _made(text, font.font, width_px)


def _made(text: str, font: QFont, width_px: int) -> tuple[QTextLayout, float]:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width_px, 1))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height
