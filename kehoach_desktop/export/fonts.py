"""Times New Roman where the machine has it, else the shipped Tinos, which has the same widths."""

import os
import struct
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any

from kehoach_desktop.paths import resources

Style = tuple[bool, bool]
"""(bold, italic)"""

STYLES: tuple[Style, ...] = ((False, False), (True, False), (False, True), (True, True))

_WINDOWS = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
_CORE_FONTS = tuple(f"Times_New_Roman{tail}.ttf" for tail in ("", "_Bold", "_Italic", "_Bold_Italic"))
_MACOS = tuple(f"Times New Roman{tail}.ttf" for tail in ("", " Bold", " Italic", " Bold Italic"))
_TINOS = tuple(f"Tinos-{tail}.ttf" for tail in ("Regular", "Bold", "Italic", "BoldItalic"))

_NEEDED = (*map(ord, "ĂăĐđĨĩŨũƠơƯư"), *range(0x1EA0, 0x1EFA))  # what Vietnamese has beyond Western letters

_loading = Lock()  # two fonts registered under one name would mix in one file

BUNDLED_ONLY = "KEHOACH_BUNDLED_FONT"
"""Set to 1 in the environment: the shipped font everywhere, so that all machines give the same pages."""


class Face:
    """One style of the family, parsed and registered with reportlab under ``name``."""

    def __init__(self, name: str, font: Any) -> None:
        self.name = name
        self.widths: dict[int, float] = dict(font.face.charWidths)
        self.default_width: float = font.face.defaultWidth
        self.own = frozenset(map(chr, font.face.charToGlyph)) | {"\n", "\t", "\u00a0"}
        self.characters = set(self.own)  # with those borrowed
        self.borrowed: dict[str, Face] = {}
        self.missing_sign = "□" if "□" in self.characters else "?"
        self.width = lru_cache(maxsize=20_000)(self._width)

    def borrow(self, char: str) -> bool:
        """Take a letter this face lacks from another font of the machine; False when none has it."""
        from kehoach_desktop.export.substitutes import face_with

        with _loading:
            lender = face_with(char)
        if lender is None:
            return False
        self.borrowed[char] = lender
        self.widths[ord(char)] = lender.widths[ord(char)]
        self.characters.add(char)
        return True

    def parts(self, text: str) -> Iterator[tuple["Face", str]]:
        """Yield the text cut where letters are borrowed, each part with the face that has it."""
        for lender, letters in groupby(text, lambda char: self.borrowed.get(char, self)):
            yield lender, "".join(letters)

    def _width(self, text: str) -> float:
        """Return the width of ``text`` in thousandths of the font size."""
        widths, default = self.widths, self.default_width
        return sum(widths.get(ord(char), default) for char in text)


def face(style: Style, *, bundled: bool) -> Face:
    """Return the face of a style: parsed once in the life of the process, whichever thread asks."""
    with _loading:
        return _loaded(style, bundled)


@cache
def _loaded(style: Style, bundled: bool) -> Face:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = f"kehoach-{'bundled' if bundled else 'times'}-{STYLES.index(style)}"
    font = TTFont(name, str(family(bundled=bundled)[STYLES.index(style)]))
    pdfmetrics.registerFont(font)
    return Face(name, font)


@cache
def family(*, bundled: bool) -> tuple[Path, ...]:
    """Return the four files (upright, bold, italic, bold italic) that will be embedded."""
    tinos = tuple(resources() / "fonts" / name for name in _TINOS)
    if bundled:
        return tinos
    return next((files for files in _installed() if _is_usable(files)), tinos)


def bundled_wanted() -> bool:
    """Say whether the environment asks for the shipped font."""
    return os.environ.get(BUNDLED_ONLY) == "1"


def _installed() -> Iterator[tuple[Path, ...]]:
    """Yield the sets of four files of Times New Roman that are there."""
    for folder in _folders():
        for names in (_WINDOWS, _CORE_FONTS, _MACOS):
            files = tuple(folder / name for name in names)
            if all(file.is_file() for file in files):
                yield files


def _folders() -> list[Path]:
    """Return the folders where a system or a user keeps fonts."""
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        local = os.environ.get("LOCALAPPDATA")
        return [windows, *([Path(local) / "Microsoft" / "Windows" / "Fonts"] if local else [])]
    home = Path.home()
    if sys.platform == "darwin":
        system = Path("/System/Library/Fonts/Supplemental")
        return [system, Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shared = Path("/usr/share/fonts")
    packages = [shared / "truetype" / "msttcorefonts", shared / "msttcore", shared / "msttcorefonts"]
    return [*packages, home / ".local" / "share" / "fonts", home / ".fonts"]


def font_folders() -> list[Path]:
    """Return the folders, searched with all below them, where any font may be."""
    return [*_folders(), Path("/usr/share/fonts")] if sys.platform.startswith("linux") else _folders()


def _is_usable(files: tuple[Path, ...]) -> bool:
    """Say whether all four may be embedded and have the Vietnamese letters (old ones have not)."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

    try:
        parsed = [TTFontFile(str(file)) for file in files]
    except (TTFError, OSError, struct.error, LookupError, ValueError):  # what a torn file leads to
        return False
    return all(code in font.charToGlyph for font in parsed for code in _NEEDED)
