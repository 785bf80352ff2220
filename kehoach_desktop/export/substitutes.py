"""Another font of the machine for a letter that Times New Roman lacks: signs, emoji, Chinese."""

import os
import re
import struct
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kehoach_desktop.export.fonts import Face, font_folders

_WINDOWS = (
    "seguisym.ttf", "segoeui.ttf", "cambria.ttc", "simsun.ttc", "msyh.ttc", "msgothic.ttc", "malgun.ttf",
    "seguiemj.ttf", "Nirmala.ttf", "LeelawUI.ttf", "ebrima.ttf", "gadugi.ttf", "arial.ttf", "ARIALUNI.TTF",
    "simsunb.ttf", "mingliub.ttc",
)  # fmt: skip
_OTHERS = (
    "DejaVuSerif.ttf", "DejaVuSans.ttf", "FreeSerif.ttf", "NotoSansSymbols-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf", "NotoSansMath-Regular.ttf", "DroidSansFallbackFull.ttf",
    "wqy-zenhei.ttc", "wqy-microhei.ttc", "Symbola.ttf", "NotoSansThai-Regular.ttf",
    "NotoSansArabic-Regular.ttf", "unifont.ttf", "Arial Unicode.ttf", "Apple Symbols.ttf",
)  # fmt: skip
"""Only fonts with TrueType outlines, which can be embedded: most widely known first, the crude ones last."""

_FIVE_DIGITS = re.compile(r"> <([0-9A-F]{5,6})>")


@cache
def face_with(char: str) -> Face | None:
    """Return a face of the first font that has an outline for ``char``; None when the machine has none."""
    for index in range(len(_files())):
        face = _face(index)
        if face is not None and char in face.own:
            return face
    return None


@cache
def _files() -> tuple[Path, ...]:
    """Return the fonts of the list that are there, in its order."""
    names = _WINDOWS if sys.platform == "win32" else _OTHERS
    found: dict[str, Path] = {}
    for path in _font_files():
        found.setdefault(path.name.lower(), path)
    return tuple(found[name.lower()] for name in names if name.lower() in found)


def _font_files() -> Iterator[Path]:
    for folder in font_folders():
        for place, _, names in os.walk(folder):
            yield from (Path(place) / name for name in names)


@cache
def _font_class() -> Any:
    """Return reportlab's class of fonts, mended: it writes the codes of emoji so that none is read back."""
    from reportlab.pdfbase.ttfonts import TTFont

    class Font(TTFont):  # type: ignore[misc]
        def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
            super().addObjects(doc)
            for name, stream in doc.idToObject.items():
                if name.startswith("toUnicodeCMap:"):
                    stream.content = _FIVE_DIGITS.sub(_in_utf16, stream.content)

    return Font


def _in_utf16(found: re.Match[str]) -> str:
    return f"> <{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


@cache
def _face(index: int) -> Face | None:
    """Return the font's face, registered with reportlab; None for one that cannot be embedded."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError

    name = f"kehoach-substitute-{index}"
    try:
        font = _font_class()(name, str(_files()[index]), subfontIndex=0)
        font.face.get_table_pos("glyf")  # one of coloured pictures has none
    except (TTFError, OSError, struct.error, LookupError, ValueError):  # what a torn file leads to
        return None
    pdfmetrics.registerFont(font)
    return Face(name, font)
