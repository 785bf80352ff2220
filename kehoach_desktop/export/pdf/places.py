"""Where the letters of an item are printed: which part of its text each line holds, and what stands at x."""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from kehoach_desktop.domain.text import clean
from kehoach_desktop.export.pdf.lines import Line, is_blank, is_unseen


@dataclass(frozen=True, slots=True)
class Place:
    """One printed line: its page (from 0), its box in points from the page's upper left corner, its text.

    ``item`` is the id of the item it prints and ``first``..``last`` are the code points of the item's text
    on it; of a particular ``item`` is 0 and ``fact`` its name.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    item: int
    fact: str
    first: int
    last: int
    _text: str = field(repr=False)
    _lead: int = field(repr=False)  # letters of the number before the text
    _line: Line = field(repr=False)
    _size: float = field(repr=False)
    _space: float = field(repr=False)  # what each blank was widened by

    def offset_at(self, x: float) -> int:
        """Return the code point whose beginning is nearest to ``x``."""
        edges = self.edges()
        after = bisect_right(edges, x)
        if after == 0 or after == len(edges):
            return self.first + min(after, len(edges) - 1)
        return self.first + after - (x - edges[after - 1] < edges[after] - x)

    def edges(self) -> list[float]:
        """Return where, in points, each code point from ``first`` begins, and where the last one ends."""
        letters = self._letters()[self._lead :]
        source = [place for place in _solid_places(self._text) if self.first <= place < max(self.last, 1)]
        if not letters or not source:
            return [letters[0][0] if letters else self.right]
        edges = [letters[0][0]]
        end = letters[0][0]
        known = dict(zip(source, letters, strict=False))
        for place in range(self.first, self.last):
            begin, after = known.get(place, (end, end))
            edges[-1] = max(edges[-1], begin)  # after a blank the next letter begins where it stands
            edges.append(after)
            end = after
        return edges

    def _letters(self) -> list[tuple[float, float]]:
        """Return where each printed letter begins and ends; blanks are no letters."""
        out: list[tuple[float, float]] = []
        x = self.left
        for chosen, text in self._line.pieces:
            for char in text:
                width = chosen.width(char) * self._size / 1000
                if is_blank(char):
                    x += width + self._space
                else:
                    out.append((x, x + width))
                    x += width
        return out


def solids(line: Line) -> int:
    """Return how many letters a line prints, blanks not counted."""
    return sum(len(text) - text.count(" ") - text.count("\u00a0") for _, text in line.pieces)


def spans(text: str, counts: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    """Return for each line of a text ``(first, last, lead)``, given how many letters each line prints.

    ``lead``: letters printed before the text itself, which are its number.
    """
    places = _solid_places(text)
    at = min(0, len(places) - sum(counts))
    out = []
    for index, count in enumerate(counts):
        lead = min(count, max(0, -at))
        start, at = at, at + count
        first = places[start] if 0 <= start < len(places) else len(text) if start > 0 else 0
        last = places[at - 1] + 1 if 0 < at <= len(places) else 0 if at <= 0 else len(text)
        out.append((0 if index == 0 else first, last, lead))
    out[-1] = (out[-1][0], len(text), out[-1][2])  # blanks typed at the end have no line of their own
    return tuple(out)


@lru_cache(maxsize=2)  # a click asks for one text many times
def _solid_places(text: str) -> list[int]:
    """Return the code point of the text behind each printed letter, of which blanks are none."""
    if unicodedata.is_normalized("NFC", text):
        letters = [place for place, char in enumerate(text) if not is_blank(char)]
        return [p for p in letters if not is_unseen(text[p])] if is_unseen(text) else letters
    out = []
    place = 0
    while place < len(text):  # letter and marks apart: they print as one
        end = place + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        shown = clean(text[place:end])
        out += [place for char in shown if not (is_blank(char) or is_unseen(char))]
        place = end
    return out
