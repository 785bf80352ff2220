"""The font the window is tried in: the machine's own, or one with the measures of Windows' Segoe UI.

Segoe UI is no free font and stands on Windows alone. Tinos, which the program ships, is given its ascent, its
descent and its mean width of a Vietnamese text: what is cut, wraps or does not fit is then cut here too.
``KEHOACH_FONT`` in the environment names another font for all tests and pictures: "windows", or a family.
Where there is no font at all (Wine has none in Windows' folder), "windows" it is.
"""

import os
import struct
import sys
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from kehoach_desktop.ui import theme
from kehoach_desktop.ui.sheet import chips

WINDOWS = "windows"
_FAMILY = "Wenos"  # as many letters as Tinos has: it is written over that name
_FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_ASCENT, _DESCENT = 1.079, 0.251  # of Segoe UI, in em
_WIDER = 1.11  # Segoe UI to Tinos, over the letters of a plan
_own_family = theme._base_family


def find_windows_fonts() -> None:
    """Tell Qt without a screen where Windows keeps its fonts; by itself it finds none, and shows boxes."""
    if sys.platform == "win32":
        os.environ.setdefault("QT_QPA_FONTDIR", str(Path(os.environ["SYSTEMROOT"]) / "Fonts"))


def show_in(app: QApplication, name: str = "") -> None:
    """Show the window in "windows" measures, in a family, or in what was asked for or the program chooses."""
    family = _made_family() if name == WINDOWS else name or _usual_family()
    if family not in QFontDatabase.families():
        raise ValueError(f"no font {family} here")
    theme._base_family = lambda: family
    if app.font() != theme.base_font():
        app.setFont(theme.base_font())
        chips._places.cache_clear()  # where the chips stood in the other font


@cache
def _usual_family() -> str:
    asked = os.environ.get("KEHOACH_FONT") or ("" if QFontDatabase.families() else WINDOWS)
    return _made_family() if asked == WINDOWS else asked or _own_family()


@cache
def _made_family() -> str:
    for weight in ("Regular", "Bold"):
        made = _with_measures((_FONTS / f"Tinos-{weight}.ttf").read_bytes())
        if QFontDatabase.addApplicationFontFromData(made) < 0:
            raise ValueError("the font with the measures of Windows was not taken")
    return _FAMILY


def _with_measures(font: bytes) -> bytes:
    """Return the font under another name: its letters as wide, its lines as high as Segoe UI's.

    Its em is made smaller, so that the same letters come out larger.
    """
    made = bytearray(font)
    at = _tables(font)
    em = round(struct.unpack_from(">H", font, at[b"head"] + 18)[0] / _WIDER)
    ascent, descent = round(_ASCENT * em), round(_DESCENT * em)
    struct.pack_into(">H", made, at[b"head"] + 18, em)
    struct.pack_into(">hhh", made, at[b"hhea"] + 4, ascent, -descent, 0)
    struct.pack_into(">hhhHH", made, at[b"OS/2"] + 68, ascent, -descent, 0, ascent, descent)
    return bytes(made).replace("Tinos".encode("utf-16-be"), _FAMILY.encode("utf-16-be"))


def _tables(font: bytes) -> dict[bytes, int]:
    """Return where each table of a TrueType font begins."""
    count = struct.unpack_from(">H", font, 4)[0]
    rows = (struct.unpack_from(">4sLLL", font, 12 + 16 * place) for place in range(count))
    return {name: begins for name, _, begins, _ in rows}
