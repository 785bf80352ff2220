"""Draws app.ico in every size and the side of the installer: python resources/windows/draw_icon.py."""

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
HERE = Path(__file__).resolve().parent
DRAWING = HERE.parent / "icons" / "app.svg"
SMALL_DRAWING, SMALL_PX = HERE / "app-small.svg", 24  # up to this side lines of text are only a blur
ICON = HERE / "app.ico"
SIDE = HERE / "installer-side.bmp"  # 164 x 314, as NSIS wants it
SIDE_PX = (164, 314)
_GROUND = 0x0F5BA8  # that of the icon
_ON_SIDE_PX = 96
_HEAD, _ENTRY = "<HHH", "<BBBBHHII"
_BITMAP_HEAD = "<IiiHHIIiiII"


def drawn(side: int) -> QImage:
    """Return the drawing in one size, as an icon wants it: colours not multiplied by how opaque they are."""
    picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(SMALL_DRAWING if side <= SMALL_PX else DRAWING)).render(painter)
    painter.end()
    return picture.convertToFormat(QImage.Format.Format_ARGB32)


def icon_bytes() -> bytes:
    """Return the whole icon: bitmaps, which everything reads, and the largest as PNG, as Windows wants it."""
    images = [_png(drawn(side)) if side == SIZES[-1] else _bitmap(drawn(side)) for side in SIZES]
    place = struct.calcsize(_HEAD) + len(SIZES) * struct.calcsize(_ENTRY)
    made = struct.pack(_HEAD, 0, 1, len(SIZES))
    for side, image in zip(SIZES, images, strict=True):
        made += struct.pack(_ENTRY, side % 256, side % 256, 0, 0, 1, 32, len(image), place)
        place += len(image)
    return made + b"".join(images)


def side_picture() -> QImage:
    """Return the picture that stands left on the first and last page of the installer."""
    picture = QImage(*SIDE_PX, QImage.Format.Format_RGB32)
    picture.fill(_GROUND)
    painter = QPainter(picture)
    painter.drawImage((SIDE_PX[0] - _ON_SIDE_PX) // 2, 72, drawn(_ON_SIDE_PX))
    painter.end()
    return picture.convertToFormat(QImage.Format.Format_Indexed8)


def _bitmap(picture: QImage) -> bytes:
    """Return a bitmap as an icon holds it: the lowest line first, then a mask of one bit a point."""
    side = picture.width()
    mask_line = bytes((side + 31) // 32 * 4)
    upside_down = picture.flipped()  # held on to: its points go with it
    points = bytes(upside_down.constBits())
    head = struct.pack(_BITMAP_HEAD, 40, side, 2 * side, 1, 32, 0, len(points), 0, 0, 0, 0)
    return head + points + mask_line * side


def _png(picture: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    ICON.write_bytes(icon_bytes())
    side_picture().save(str(SIDE), "BMP")  # type: ignore[call-overload]
