"""The program's own line drawings as icons, in the colours of the current theme and sharp on every screen."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kehoach_desktop.paths import resources
from kehoach_desktop.ui.theme import tokens

ICON_PX = 18
_DRAWN_IN = "#1C2129"  # the one colour in the drawings, put out for the theme's


def icon(name: str, colour: str = "") -> QIcon:
    """Return the drawing ``name`` of resources/icons; ``colour`` ("#RRGGBB") in place of the text's.

    An icon keeps the colours it was made with: ask again when the theme has changed.
    """
    ratios = tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}))
    return _icon(name, colour or tokens().text, tokens().faint, ratios)


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size_px: int, ratio: float) -> QPixmap:
    """Return the drawing at ``size_px`` square for a screen of ``ratio`` device pixels to the pixel."""
    side = _device_px(size_px, ratio)
    picture = _drawn(name, colour, side)
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _icon(name: str, colour: str, faint: str, ratios: tuple[float, ...]) -> QIcon:
    made = QIcon()
    for ratio in ratios:
        # One picture for each ratio at the size it is shown in, so that none is ever scaled.
        side = _device_px(ICON_PX, ratio)
        made.addPixmap(_drawn(name, colour, side), QIcon.Mode.Normal)
        made.addPixmap(_drawn(name, faint, side), QIcon.Mode.Disabled)
    return made


def _device_px(size_px: int, ratio: float) -> int:
    """Return the size as Qt reckons it: Python rounds 22.5 to 22, and the picture would be scaled."""
    return int(size_px * ratio + 0.5)


def _drawn(name: str, colour: str, side: int) -> QPixmap:
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_drawing(name).replace(_DRAWN_IN, colour).encode())).render(painter)
    painter.end()
    return picture


@cache
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
