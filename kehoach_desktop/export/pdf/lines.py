"""Text broken into lines. No markup is read: what is typed is what prints."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kehoach_desktop.domain.text import clean
from kehoach_desktop.export.fonts import Face, bundled_wanted, face

if TYPE_CHECKING:
    from kehoach_desktop.export.pdf.memory import Memory

Align = Literal["left", "center", "right", "justify"]
Run = tuple[Face, str]

_TOKENS = re.compile(r"\n|[ \t]+|[^ \t\n]+")
_PARTS = re.compile(r"[^/\-.,;?&=_]*[/\-.,;?&=_]+|[^/\-.,;?&=_]+")  # where a long address may be broken
_LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x2028, 0x2029), "\n")
_WIDTHS = dict.fromkeys((*range(0x2000, 0x200B), 0x3000), " ")  # en, em, thin … blanks
_BLANKS = _LINE_ENDS | _WIDTHS | {0x202F: "\u00a0"}
_BLANK = frozenset(" \t\n\r\u00a0") | frozenset(map(chr, _BLANKS))
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")


def is_blank(char: str) -> bool:
    """Say whether a letter prints as a blank or a line's end."""
    return char in _BLANK


def is_unseen(text: str) -> bool:
    """Say whether the text has a letter that no paper shows."""
    return _UNSEEN.search(text) is not None or len(clean(text)) < len(text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its pieces, its natural width in points, and whether its paragraph (or a break) ends it."""

    pieces: tuple[Run, ...]
    width: float
    ends: bool

    @property
    def gaps(self) -> int:
        """The number of blanks that justifying may widen."""
        return sum(text.count(" ") + text.count("\u00a0") for _, text in self.pieces)


class Typeface:
    """The family one document is set in; remembers the letters it lacks, and lines broken before."""

    def __init__(self, memory: "Memory | None" = None) -> None:
        self.bundled = bundled_wanted()
        self.missing: dict[str, None] = {}
        self.memory = memory

    def run(self, text: str, *, bold: bool = False, italic: bool = False, capitals: bool = False) -> Run:
        """Return ``text`` as a run: NFC, without what no paper shows, a sign for each letter not there."""
        chosen = face((bold, italic), bundled=self.bundled)
        text = _UNSEEN.sub("", clean(text.translate(_BLANKS)))
        if capitals:
            text = unicodedata.normalize("NFC", text.upper())
        if not chosen.characters.issuperset(text):
            unknown = dict.fromkeys(char for char in text if char not in chosen.characters)
            lacking = [char for char in unknown if self.bundled or not chosen.borrow(char)]
            self.missing.update(dict.fromkeys(lacking))
            text = text.translate({ord(char): chosen.missing_sign for char in lacking})
        return chosen, text


class _Breaker:
    """Takes words and blanks one after the other and fills lines; all widths in thousandths of the size."""

    def __init__(self, room: float, first_room: float, size: float, *, keep_blanks: bool) -> None:
        self.room, self.rest_room, self.size = first_room, room, size
        self.keep_blanks = keep_blanks
        self.lines: list[Line] = []
        self.line: list[Run] = []
        self.line_width = 0.0
        self.gap: Run | None = None
        self.word: list[Run] = []
        self.word_width = 0.0

    def add(self, chosen: Face, text: str) -> None:
        for bit in _TOKENS.findall(text):
            if bit == "\n":
                self._end_word()
                self._end_line(ends=True)
            elif bit[0] in " \t":
                self._end_word()
                self.gap = (chosen, bit.replace("\t", " ") if self.keep_blanks else " ")
            else:
                self.word.append((chosen, bit))
                self.word_width += chosen.width(bit)

    def finish(self) -> list[Line]:
        self._end_word()
        if self.line or not self.lines:
            self._end_line(ends=True)
        else:
            self.lines[-1] = Line(self.lines[-1].pieces, self.lines[-1].width, ends=True)
        return self.lines

    def _end_word(self) -> None:
        if not self.word:
            return
        gap_width = self.gap[0].width(self.gap[1]) if self.gap and self.line else 0.0
        if self.line and self.line_width + gap_width + self.word_width > self.room:
            self._end_line(ends=False)
        if self.word_width > self.room:
            self._cut_word()
        else:
            if self.gap and self.line:
                self.line.append(self.gap)
                self.line_width += gap_width
            self.line += self.word
            self.line_width += self.word_width
        self.word, self.word_width, self.gap = [], 0.0, None

    def _cut_word(self) -> None:
        """Break a word wider than the line after a sign such as "/", and where there is none, anywhere."""
        for chosen, text in self.word:
            for part in _PARTS.findall(text):
                whole = chosen.width(part) <= self.room
                for bit in (part,) if whole else part:
                    width = chosen.width(bit)
                    if self.line and self.line_width + width > self.room:
                        self._end_line(ends=False)
                    self.line.append((chosen, bit))
                    self.line_width += width

    def _end_line(self, *, ends: bool) -> None:
        self.lines.append(Line(_joined(self.line), self.line_width * self.size / 1000, ends))
        self.line, self.line_width, self.gap = [], 0.0, None
        self.room = self.rest_room


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the runs with neighbours of one face made one."""
    pieces: list[tuple[Face, list[str]]] = []
    for chosen, text in runs:
        if pieces and pieces[-1][0] is chosen:
            pieces[-1][1].append(text)
        else:
            pieces.append((chosen, [text]))
    return tuple((chosen, "".join(texts)) for chosen, texts in pieces)


def break_lines(
    runs: Iterable[Run], size: float, width: float, *, indent: float = 0.0, keep_blanks: bool = False
) -> list[Line]:
    """Return ``runs`` at ``size`` points in lines at most ``width`` points wide, the first less ``indent``.

    Runs of blanks become one unless they are kept; a word wider than a line is cut.
    """
    # A hair more than the width, or a text measured to fit exactly would not.
    room, first = (max(w, size) * 1000 / size + 1e-6 for w in (width, width - indent))
    breaker = _Breaker(room, first, size, keep_blanks=keep_blanks)
    for chosen, text in runs:
        breaker.add(chosen, text)
    return breaker.finish()


def broken_lines(run: Run, size: float, width: float, before: re.Pattern[str]) -> list[Line]:
    """Return ``run`` on one line, else on two broken at a blank that ``before`` finds, else balanced."""
    chosen, text = run
    whole = balanced_lines([run], size, width)
    if len(whole) > 1:
        for place in reversed(list(before.finditer(text))):
            halves = f"{text[: place.start()]}\n{text[place.end() :]}"
            tried = break_lines([(chosen, halves)], size, width, keep_blanks=True)
            if len(tried) == 2:
                return tried
    return whole


def balanced_lines(runs: Sequence[Run], size: float, width: float) -> list[Line]:
    """Return ``runs`` in as few lines as ``width`` allows, of about the same length (for centred titles)."""
    best = break_lines(runs, size, width, keep_blanks=True)
    if len(best) == 1 or len(best) > 20:  # past that it is no title, and tries cost time
        return best
    low, high = width / 2, width
    while high - low > 2:
        middle = (low + high) / 2
        tried = break_lines(runs, size, middle, keep_blanks=True)
        if len(tried) <= len(best):
            best, high = tried, middle
        else:
            low = middle
    return best


def drop_of(size: float, leading: float) -> float:
    """Return how far below a line's top its baseline is, in points (Times: 0.891 up, 0.216 down)."""
    return leading / 2 + size * 0.3375
