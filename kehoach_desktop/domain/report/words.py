"""How a report puts things: counted results, lists, sentences with figures that stay linked."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from kehoach_desktop.domain.figures import sums
from kehoach_desktop.domain.linked import figure_mark
from kehoach_desktop.domain.periods import CUMULATIVE
from kehoach_desktop.domain.plan import Item, Level, Mark, Quantity
from kehoach_desktop.domain.text import tidy_lines
from kehoach_desktop.domain.words import number_words


class Figure(NamedTuple):
    """A place in a sentence that a figure fills."""

    key: str


Piece = str | Figure
Sentence = tuple[Piece, ...]


def quantity_words(quantities: Iterable[Quantity]) -> str:
    """Return counted results as ``12 tin, bài; 96 lượt`` - never added across units."""
    return "; ".join(counted_words(value, unit) for (_, unit), value in sums(quantities).items())


def counted_words(value: float, unit: str) -> str:
    """Return ``96 lượt``."""
    return f"{number_words(value)} {unit}".strip()


def percent_words(part: float, whole: float) -> str:
    """Return what share of ``whole`` the part is, to a tenth: ``12,5%``; 100% only of all, 0% of nothing."""
    share = Decimal(repr(part)) * 100 / Decimal(repr(whole))
    rounded = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if share > 0 and not rounded:
        return "dưới 0,1%"
    if share < 100 <= rounded:
        rounded = Decimal("99.9")
    return f"{number_words(float(rounded))}%"


def sentence_item(level: Level, depth: int, pieces: Sequence[Piece], texts: Mapping[str, str]) -> Item:
    """Return the item that says the pieces, each figure filled from ``texts`` and linked."""
    text = ""
    marks: list[Mark] = []
    for piece in pieces:
        if isinstance(piece, Figure):
            marks.append(figure_mark(len(text), piece.key, texts[piece.key]))
            text += texts[piece.key]
        else:
            text += piece
    return Item(level, text, depth, tuple(marks))


def joined(parts: Sequence[Sentence], between: str, last: str | None = None) -> Sentence:
    """Return the parts as one sentence with ``between`` (``last`` before the last one) between them."""
    out: list[Piece] = []
    for place, part in enumerate(parts):
        if place:
            out.append(last if last is not None and place == len(parts) - 1 else between)
        out += part
    return tuple(out)


def quarter_name(number: int) -> str:
    """Return ``Quý II``, whatever the office calls the period that ends with it."""
    return CUMULATIVE[f"Q{number}"][0]


def stem(text: str) -> str:
    """Return the text as part of a sentence: on one line, without the blanks and stops at its end."""
    return in_sentence(text).rstrip(".;, ")


def in_sentence(text: str) -> str:
    """Return lines as one text: a semicolon stands where a line neither ends a sentence nor goes on."""
    said = ""
    for line in tidy_lines(text).split("\n"):
        piece = line.removeprefix("- ").removeprefix("+ ").lstrip()
        if not piece:
            continue
        goes_on = not said or said[-1] in ".;,:!?…" or piece[0] == "(" or piece[0].islower()
        said += f"{'' if goes_on else ';'}{' ' if said else ''}{piece}"
    return said


def lower_first(text: str) -> str:
    """Return the text with a small first letter, unless its first word is an abbreviation (TTHC)."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
