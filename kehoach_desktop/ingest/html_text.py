"""Runs of letters put together to a paragraph: blanks as HTML shows them, NFC, bold and italic by place."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from kehoach_desktop.domain.plan import Mark as LetterMark
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ingest.marks import find_any_mark
from kehoach_desktop.ingest.reflow import is_finished

Recode = Callable[[str, str], str]
"""Takes letters and the name of their font, returns them as Unicode."""
_BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_BLANKS_AT_BREAK = re.compile(" ?\n ?")
_KINDS = ((1, "bold"), (2, "italic"))


class Run(NamedTuple):
    """Letters set alike; ``bits``: 1 bold, 2 italic."""

    text: str
    bits: int
    font: str


def as_is(text: str, _font: str) -> str:
    """Return the text: it is Unicode."""
    return text


def text_of(runs: Sequence[Run]) -> tuple[str, tuple[LetterMark, ...]]:
    """Return the paragraph's text, trimmed, and its marks; a soft break is a line feed."""
    pieces: list[str] = []
    placed: list[tuple[int, int, int]] = []  # start, end, bits
    length = 0
    last = "\n"
    for text, bits, _ in _with_signs_on_their_letters(runs):
        piece = _BLANKS_AT_BREAK.sub("\n", _BLANKS.sub(" ", clean(text)))
        if last in {" ", "\n"}:
            piece = piece.lstrip(" ")
        if not piece:
            continue
        pieces.append(piece)
        placed.append((length, length + len(piece), bits))
        length += len(piece)
        last = piece[-1]
    joined = "".join(pieces)
    text = joined.strip()
    if clean(text) != text:  # letters of two runs became one
        return clean(text), ()
    return text, shifted(_marks(placed), len(joined) - len(joined.lstrip()), len(text))


def cut_at(text: str, marks: tuple[LetterMark, ...]) -> list[tuple[str, tuple[LetterMark, ...]]]:
    """Return the paragraphs a text with soft breaks is: where a line ends a sentence or begins with a sign.

    Other breaks are kept within the paragraph, as the writer made them.
    """
    if "\n" not in text:
        return [(text, marks)]
    lines = text.split("\n")
    edges = [0]
    at = 0
    for before, line in pairwise(lines):
        at += len(before) + 1
        if not before or not line or is_finished(before) or find_any_mark(line):
            edges.append(at)
    edges.append(len(text) + 1)
    pieces = ((low, text[low : high - 1]) for low, high in pairwise(edges))
    return [(piece, shifted(marks, low, len(piece))) for low, piece in pieces if piece.strip("\n")]


def shifted(marks: Iterable[LetterMark], by: int, length: int) -> tuple[LetterMark, ...]:
    """Return the marks as they are in the ``length`` letters from ``by`` on."""
    moved = ((max(low - by, 0), min(high - by, length), kind) for low, high, kind in marks)
    return tuple(mark for mark in moved if mark[0] < mark[1])


def _with_signs_on_their_letters(runs: Sequence[Run]) -> list[Run]:
    """Return the runs with each combining sign in the run of the letter it stands on."""
    out: list[Run] = []
    for run in runs:
        rest = run.text
        while out and rest and unicodedata.combining(rest[0]):
            out[-1] = out[-1]._replace(text=out[-1].text + rest[0])
            rest = rest[1:]
        if rest:
            out.append(run._replace(text=rest))
    return out


def _marks(placed: list[tuple[int, int, int]]) -> list[LetterMark]:
    found: list[LetterMark] = []
    for bit, kind in _KINDS:
        start = -1
        for low, _, bits in [*placed, (placed[-1][1], 0, 0)] if placed else ():
            if bits & bit and start < 0:
                start = low
            elif not bits & bit and start >= 0:
                found.append((start, low, kind))
                start = -1
    return sorted(found)
