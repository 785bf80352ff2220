"""A long text that became another, kept as the stretch that differs, with the words around it."""

from typing import Any

_LONG = 160  # letters from which the stretch is kept and not the whole
_AROUND = 32  # letters kept on either side, so that the stretch can be read by itself
_FEW = 2 / 3  # a stretch of more than this of the text is no shorter to tell


def pack_texts(old: str, new: str) -> tuple[Any, Any]:
    """Return both texts, or of each ``[letters before, letters after, stretch]``, whole with the other."""
    most = max(len(old), len(new))
    if most < _LONG:
        return old, new
    start = _alike(old, new)
    rest = _alike(old[start:][::-1], new[start:][::-1])
    start, rest = _widened(old, start), len(old) - _reach(old, len(old) - rest)
    if max(len(old), len(new)) - start - rest > most * _FEW:
        return old, new
    return [start, rest, old[start : len(old) - rest]], [start, rest, new[start : len(new) - rest]]


def text_beside(packed: Any, other: str) -> str:
    """Return the text that was packed, given the one it was packed with."""
    if isinstance(packed, str):
        return packed
    start, rest, stretch = packed
    return f"{other[:start]}{stretch}{other[len(other) - rest :]}"


def fits(packed: Any, text: str) -> bool:
    """Say whether this is the text that was packed, as far as it was written down."""
    if isinstance(packed, str):
        return packed == text
    start, rest, stretch = packed
    return len(text) == start + len(stretch) + rest and text.startswith(stretch, start)


def shared(old: str, new: str) -> int:
    """Return how many letters the two have alike at their beginnings and ends together."""
    start = _alike(old, new)
    return start + _alike(old[start:][::-1], new[start:][::-1])


def _alike(old: str, new: str) -> int:
    """Return how many letters the two begin with alike."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if old[low:middle] == new[low:middle] else (low, middle - 1)
    return low


def _widened(text: str, start: int) -> int:
    """Return where to begin a little before ``start``: at a word, or at the text's first letter."""
    at = text.rfind(" ", 0, max(start - _AROUND, 0)) + 1
    return min(at, start)


def _reach(text: str, end: int) -> int:
    """Return where to end a little after ``end``: behind a word, or at the text's end."""
    at = text.find(" ", min(end + _AROUND, len(text)))
    return len(text) if at < 0 else at
