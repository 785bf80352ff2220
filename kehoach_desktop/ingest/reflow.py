"""Where a hard-wrapped line ends a paragraph and where it only ran out of paper."""

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

from kehoach_desktop.ingest.lines import Line

_NARROW = frozenset("ijltfrI.,;:'’‘“”()[]/- ìíĩỉị!|")
_WIDE = frozenset("mwMW—@%…")
_ENDS = (".", ";", ":", "!", "?", "…", ".”", ";”", ":”", "./.", ".)")
_ASKS_FOR_MORE = re.compile(
    r"(?:^|[\s(])(?:số|ngày|tháng|năm|và|hoặc|của|tại|với|về|từ|đến|khoản|điểm|mục|điều|các|những|theo|cho"
    r"|do|là|bằng|trong|trên|để|–|-)$",
    re.IGNORECASE,
)
_FIRST_LINE_INDENT = 0.09  # of the line's width: 10–12.7 mm of 160
_SURE_ROOM = 0.85  # a line shorter than this share of the width was ended on purpose
_PAGE_BREAK_GAP = 3  # blank lines
_WINDOW = 10  # lines to either side that tell single spacing from double


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines show of the page they come from: its width (see ``width_of``), its spacing.

    ``close`` and ``spaced`` count, up to each line, the surely wrapped lines without and with a blank
    before them, ``parted`` all lines with a blank before them.
    """

    full_width: float
    index_of: dict[int, int]
    close: tuple[int, ...]
    spaced: tuple[int, ...]
    parted: tuple[int, ...]


def width_of(text: str) -> float:
    """Return the text's width as a Times face sets it, roughly, in average letters."""
    width = 0.0
    for char in text:
        if char in _NARROW:
            width += 0.62
        elif char in _WIDE:
            width += 1.6
        elif char.isupper():
            width += 1.42
        else:
            width += 1.0
    return width


def measure_layout(lines: list[Line]) -> Layout:
    """Return the layout of the lines: those that go on in lower case are full ones."""
    widths: list[float] = []
    close: list[int] = [0]
    spaced: list[int] = [0]
    parted: list[int] = [0]
    for before, line in pairwise(lines):
        wrapped = line.text[0].islower() and not _looks_marked(line.text)
        if wrapped and len(before.text) < 400:
            widths.append(width_of(before.text))
        close.append(1 if wrapped and not line.gap else 0)
        spaced.append(1 if wrapped and line.gap else 0)
        parted.append(1 if line.gap else 0)
    widths.sort()
    full = widths[int(len(widths) * 0.9)] if widths else 0.0
    return Layout(
        full,
        {line.number: index for index, line in enumerate(lines)},
        tuple(accumulate(close)),
        tuple(accumulate(spaced)),
        tuple(accumulate(parted)),
    )


def is_finished(text: str) -> bool:
    """Say whether a line ends as a sentence or an entry of a list does."""
    return text.rstrip().endswith(_ENDS)


def asks_for_more(text: str) -> bool:
    """Say whether a line ends in a comma, an open bracket or a word that something must follow."""
    return text.endswith((",", "(")) or text.count("(") > text.count(")") or bool(_ASKS_FOR_MORE.search(text))


def has_room(before: Line, word: str, layout: Layout, *, first: bool) -> bool:
    """Say whether the next line's first word would have fitted on the line before: then it was ended.

    ``first`` tells that the line before opened its paragraph, so that an indent narrowed it.
    """
    if not layout.full_width:
        return True
    width = layout.full_width * (1 - _FIRST_LINE_INDENT if first else 1)
    return width_of(before.text) + 0.62 + width_of(word) < width * 0.985


def is_set_apart(line: Line, layout: Layout) -> bool:
    """Say whether the blanks before this line part paragraphs: more than stand between wrapped lines here.

    A gap of three and more is a page's end and says nothing.
    """
    if not line.gap:
        return False
    close, spaced, _ = _spacing_around(line, layout)
    return line.gap < _PAGE_BREAK_GAP and (close > spaced or line.gap == 2)


def goes_on(before: Line, line: Line, layout: Layout, *, first: bool) -> bool:
    """Say whether a line without a mark carries on the paragraph that ``before`` belongs to."""
    start = line.text[0]
    if start.islower() or asks_for_more(before.text):
        return True
    room = has_room(before, line.text.split(" ", 1)[0], layout, first=first)
    if not is_finished(before.text):
        return not room
    close, spaced, parted = _spacing_around(line, layout)
    if line.gap:
        return not room and not is_set_apart(line, layout)
    if close > spaced and parted > 2:  # paragraphs have blanks between them here, this line has none
        return width_of(before.text) > _SURE_ROOM * layout.full_width
    return not room


def joined(texts: list[str]) -> str:
    """Return the lines as one text; a word broken at its hyphen (CT- / TTg) is made whole."""
    out: list[str] = []
    for text in texts:
        if out and not _BROKEN_WORD.search(out[-1]):
            out.append(" ")
        out.append(text)
    return "".join(out)


_BROKEN_WORD = re.compile(r"\w[-‐‑]$")
_MARKED = re.compile(r"[a-zđ]{1,2}[.)]\s")


def _looks_marked(text: str) -> bool:
    return bool(_MARKED.match(text))


def _spacing_around(line: Line, layout: Layout) -> tuple[int, int, int]:
    """Return the counts of ``Layout`` in the lines around this one: close, spaced, parted."""
    at = layout.index_of.get(line.number, 0)
    low = max(0, at - _WINDOW)
    high = min(len(layout.close) - 1, at + _WINDOW)
    counts = (layout.close, layout.spaced, layout.parted)
    close, spaced, parted = (count[high] - count[low] for count in counts)
    return close, spaced, parted
