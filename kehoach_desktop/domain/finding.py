"""Find and replace in the texts of items: where a wanted text stands, and the items after a replacement.

Every text is searched in a key that keeps one place a code point, so that a match is where it is found. In
the key blanks are one blank and quotation marks one, whatever their kind. Without accents the letters stand
bare (đ as d). With accents they count as they are written, but for the two ways to set a tone on oa, oe and
uy: hòa finds hoà, Uỷ finds Ủy, for offices write both and mean one.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from kehoach_desktop.domain.plan import Item, Mark
from kehoach_desktop.domain.text import clean

_ALIKE = dict.fromkeys("\n\t\u00a0\u2007\u2009\u202f\u3000", " ") | dict.fromkeys("“”„", '"')
_ALIKE |= dict.fromkeys("‘’", "'") | {"\u00d0": "Đ"}  # the Icelandic letter old texts have for Đ
_COMBINING = "\u0300-\u036f"  # what no letter has taken in: NFC has hardly any
_TONES = "\u0300\u0309\u0303\u0301\u0323"


class Match(NamedTuple):
    """A place where the wanted text stands: the line of the item, first and last code point (exclusive)."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; each of the three makes the search narrower."""

    text: str
    with_accents: bool = False
    with_case: bool = False
    whole_words: bool = False


class _Folding(dict[int, str]):
    """A table for ``str.translate``: what a letter counts as, worked out when it is first met."""

    def __init__(self, *, with_accents: bool, with_case: bool) -> None:
        super().__init__()
        self._with_accents = with_accents
        self._with_case = with_case

    def __missing__(self, code: int) -> str:
        letter = _ALIKE.get(chr(code), chr(code))
        if not self._with_accents:
            letter = _bare(letter)
        if not self._with_case and len(letter.lower()) == 1:
            letter = letter.lower()
        self[code] = letter
        return letter


def has_accents(text: str) -> bool:
    """Say whether a letter of ``text`` carries a mark, đ included."""
    kept = clean(text)
    return kept.translate(_folding(with_accents=False, with_case=True)) != kept.translate(
        _folding(with_accents=True, with_case=True)
    )


def find(items: Iterable[Item], wanted: Wanted) -> list[Match]:
    """Return where the wanted text stands in the items, in order; matches do not overlap."""
    return find_in((item.text for item in items), wanted)


def find_in(texts: Iterable[str], wanted: Wanted) -> list[Match]:
    """Return where the wanted text stands in the texts, in order; matches do not overlap."""
    folding = _folding(with_accents=wanted.with_accents, with_case=wanted.with_case)
    key = clean(wanted.text).replace("\n", " ").translate(folding)
    if not wanted.with_accents:
        key = re.sub(f"[{_COMBINING}]", "", key)
    if not key:
        return []
    usual = _pattern(key, wanted, between="")
    with_loose_marks = usual if wanted.with_accents else _pattern(key, wanted, between=f"[{_COMBINING}]*")
    found: list[Match] = []
    for line, text_as_is in enumerate(texts):
        text = _folded(text_as_is, wanted.with_accents, wanted.with_case)
        pattern = with_loose_marks if _LOOSE.search(text) else usual
        found += [Match(line, *hit.span()) for hit in pattern.finditer(text)]
    return found


def replaced(items: Sequence[Item], matches: Iterable[Match], new: str) -> tuple[Item, ...]:
    """Return the items with ``new`` in place of each match (in order, not overlapping).

    What comes in has the marks of the first letter it replaces. Levels, depths and ids stay.
    """
    new = clean(new).replace("\n", " ")
    out = list(items)
    for line, hits in groupby(matches, key=lambda match: match.line):
        out[line] = _replaced(out[line], list(hits), new)
    return tuple(out)


def replaced_in(text: str, hits: Iterable[Match], new: str) -> str:
    """Return the text with ``new`` in place of each match in it (in order, not overlapping)."""
    parts: list[str] = []
    done = 0
    for hit in hits:
        parts += (text[done : hit.start], new)
        done = hit.end
    return clean("".join((*parts, text[done:])))


def _replaced(item: Item, hits: list[Match], new: str) -> Item:
    text = replaced_in(item.text, hits, new)
    marks = ((low, min(high, len(text)), kind) for low, high, kind in _moved(item.marks, hits, len(new)))
    return replace(item, text=text, marks=tuple(mark for mark in marks if mark[0] < mark[1]))


def _moved(marks: Iterable[Mark], hits: list[Match], length: int) -> list[Mark]:
    """Return the marks where their letters are after the replacement; some may have none left."""
    starts = [hit.start for hit in hits]
    ends = []  # where each replacement ends in the new text
    shift = 0
    for hit in hits:
        ends.append(hit.start + shift + length)
        shift = ends[-1] - hit.end

    def moved(edge: int) -> int:
        at = bisect_right(starts, edge - 1) - 1  # the last match that begins before the edge
        return edge if at < 0 else ends[at] + max(0, edge - hits[at].end)

    return [(moved(low), moved(high), kind) for low, high, kind in marks]


@lru_cache(maxsize=1 << 14)  # while one text is typed, letter by letter, the others stay
def _folded(text: str, with_accents: bool, with_case: bool) -> str:
    return text.translate(_folding(with_accents=with_accents, with_case=with_case))


@cache
def _folding(*, with_accents: bool, with_case: bool) -> _Folding:
    return _Folding(with_accents=with_accents, with_case=with_case)


def _bare(letter: str) -> str:
    letter = {"đ": "d", "Đ": "D"}.get(letter, letter)
    parts = unicodedata.normalize("NFD", letter)
    return parts[0] if all(unicodedata.combining(part) for part in parts[1:]) else letter


def _pattern(key: str, wanted: Wanted, *, between: str) -> re.Pattern[str]:
    letters = _PAIR.split(key) if wanted.with_accents else list(key)
    pieces = [_TWINS.get(letter, re.escape(letter)) + between for letter in letters if letter]
    before = r"(?<!\w)" if wanted.whole_words and re.match(r"\w", key) else ""
    after = r"(?!\w)" if wanted.whole_words and re.match(r"\w", key[-1]) else ""
    return re.compile(before + "".join(pieces) + after)


def _twins() -> dict[str, str]:
    """Return for each of oà òa … what finds both; whole for the search of a pattern."""
    out: dict[str, str] = {}
    pairs = (pair for low in ("oa", "oe", "uy") for pair in (low, low.title(), low.upper()))
    for pair in pairs:
        first, second = pair[0], pair[1]
        for tone in _TONES:
            both = (
                unicodedata.normalize("NFC", f"{first}{tone}{second}"),
                unicodedata.normalize("NFC", f"{first}{second}{tone}"),
            )
            out |= dict.fromkeys(both, f"(?:{both[0]}|{both[1]})")
    return out


_TWINS = _twins()
_PAIR = re.compile(f"({'|'.join(_TWINS)})")
_LOOSE = re.compile(f"[{_COMBINING}]")
