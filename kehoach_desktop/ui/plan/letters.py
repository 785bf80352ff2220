"""Letters as an item keeps them, as a text document holds them, and as Qt counts them (UTF-16 units)."""

import re

from kehoach_desktop.domain.text import clean

_BREAK = "\u2028"  # Qt's line break inside a block
_UNSHOWN = re.compile("[\n\u2029\ufdd0\ufdd1\ufffc]")
_SHOWN = {ord("\n"): _BREAK, 0x2029: _BREAK, 0xFDD0: "", 0xFDD1: "", 0xFFFC: ""}


def shown_text(text: str) -> str:
    """Return an item's text as a block can hold it."""
    return text.translate(_SHOWN) if _UNSHOWN.search(text) else text


def typed_text(text: str) -> str:
    """Return a block's text as an item keeps it."""
    return clean(text.replace(_BREAK, "\n"))


def units(text: str, offset: int) -> int:
    """Return how many of Qt's UTF-16 units ``offset`` code points of ``text`` are."""
    before = text[:offset]
    if before.isascii():
        return offset
    return offset - len(before) + len(before.encode("utf-16-le", "surrogatepass")) // 2


def code_points(text: str, offset_units: int) -> int:
    """Return how many code points of ``text`` the first ``offset_units`` UTF-16 units are."""
    if not has_wide(text):
        return min(offset_units, len(text))
    return len(text.encode("utf-16-le")[: 2 * offset_units].decode("utf-16-le", "ignore"))


def has_wide(text: str) -> bool:
    """Say whether some letter takes two units; told without a loop, for a paragraph may be long."""
    return not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
