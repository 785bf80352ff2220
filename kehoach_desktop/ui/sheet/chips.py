"""Small labels in a cell: the bodies named in it, and the quarters a time was understood as."""

import re
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from kehoach_desktop.domain.text import search_key
from kehoach_desktop.domain.timephrase import quarters
from kehoach_desktop.ui.sheet.wrapped import draw_text, text_height_px
from kehoach_desktop.ui.theme import Tokens, base_font, tokens

GAP_PX = 6
_PAD_X, _PAD_Y = 8, 1
QUARTER_WORDS = ("QI", "QII", "QIII", "QIV")
QUARTER_CHIP_PX = 16
NOT_UNDERSTOOD = "Chưa hiểu thời gian này"

# A comma parts two bodies only where a body's name begins: "Sở Văn hóa, Thể thao và Du lịch" is one.
_BODY_BEGINS = re.compile(
    r"(?:cac|van phong|phong|ban|so|trung tam|uy ban|ubnd|ubmttq|hdnd|hoi|doan|lien doan|cong an|cong chuc"
    r"|truong|tram|mat tran|to|bo phan|chi cuc|cuc|dai|bao|bo|thon|xa|phuong|to dan pho|nha van hoa"
    r"|buu dien|ngan hang|thanh tra|kho bac|bao hiem|quan su|chi bo|dang uy|hop tac xa|doanh nghiep)\b"
)


@lru_cache(maxsize=4096)
def bodies_in(text: str) -> tuple[str, ...]:
    """Return the bodies a cell names, in order; parted by ; by lines, by commas before a name."""
    found: list[str] = []
    for part in re.split(r"[;\n]", text):
        names: list[str] = []
        for piece in part.split(","):
            if names and not _BODY_BEGINS.match(search_key(piece.strip())):
                names[-1] += f",{piece}"
            else:
                names.append(piece)
        found += [name.strip() for name in names if name.strip()]
    return tuple(name[0].upper() + name[1:] for name in found)


@lru_cache(maxsize=4096)
def quarters_of(time: str, year: int) -> frozenset[int] | None:
    """Return the quarters of ``year`` that a task's time falls in; None when it is not understood."""
    return quarters(time, year)


@lru_cache(maxsize=4096)
def _places(names: tuple[str, ...], width_px: int) -> tuple[QRectF, ...]:
    """Return where each chip stands, flowing in lines of ``width_px`` from (0, 0)."""
    font = base_font(12)
    metrics = QFontMetricsF(font)
    places: list[QRectF] = []
    x = y = line_height = 0.0
    for name in names:
        # A layout may set a line a little wider than its advance: without room the last word would wrap.
        wanted = min(metrics.horizontalAdvance(name) + 2 * _PAD_X + 3, width_px)
        height = text_height_px(name, font, int(wanted - 2 * _PAD_X)) + 2 * _PAD_Y
        if x and x + wanted > width_px:
            x, y, line_height = 0.0, y + line_height + 4, 0.0
        places.append(QRectF(x, y, wanted, height))
        x += wanted + GAP_PX
        line_height = max(line_height, height)
    return tuple(places)


def bodies_height_px(text: str, width_px: int) -> int:
    """Return the height of a cell's chips."""
    places = _places(bodies_in(text), width_px)
    return round(max((place.bottom() for place in places), default=0) + 0.49)


def draw_bodies(painter: QPainter, box: QRectF, text: str, colours: Tokens) -> None:
    """Draw the bodies named in ``text`` as chips from the top left of ``box``."""
    names, font = bodies_in(text), base_font(12)
    for name, place in zip(names, _places(names, int(box.width())), strict=True):
        chip = place.translated(box.topLeft())
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        draw_text(painter, chip.adjusted(_PAD_X, _PAD_Y, -_PAD_X, 0), name, font, colours.text)


def draw_quarters(painter: QPainter, at: QPointF, time: str, year: int, ground: str) -> None:
    """Draw QI to QIV, those the time falls in on ``ground``; "?" when it is not understood."""
    colours = tokens()
    found = quarters_of(time, year)
    font = base_font(11)
    painter.setFont(font)
    x = at.x()
    words = QUARTER_WORDS if found is not None else ("?",)
    for number, word in enumerate(words, 1):
        width = QFontMetricsF(font).horizontalAdvance(word) + 12
        chip = QRectF(x, at.y(), width, QUARTER_CHIP_PX)
        fill, ink = colours.sunken, colours.faint
        if found is None:
            fill, ink = colours.warning_soft, colours.warning
        elif number in found:
            fill, ink = ground, colours.accent
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(chip, 8, 8)
        painter.setPen(QColor(ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, word)
        x += width + 3
