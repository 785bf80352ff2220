"""What a paste brings: items with the levels their marks tell, and what was left out or made otherwise."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kehoach_desktop.domain.outline import is_heading
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.domain.plan import Mark as LetterMark
from kehoach_desktop.ingest.body_text import Paragraph, place_all
from kehoach_desktop.ingest.lines import has_words
from kehoach_desktop.ingest.marks import Mark
from kehoach_desktop.ingest.preamble_text import is_basis, is_enacting, unmarked

_WHOLE = frozenset("0123456789.")
_SIGN = re.compile(r"[^\s\x00-\x1f\xad\u200b-\u200f\ufeff]")


@dataclass(frozen=True, slots=True)
class Pasted:
    """The items, depths counted from the paste's own top.

    ``lead`` of them, at the beginning, carry no level of their own: they take that of the place they come
    to, and the first goes on in the text there. ``notes`` say in a few words each what was left out.
    ``document``: the plan they are the text of, if they came with its letterhead and closing.
    """

    items: tuple[Item, ...] = ()
    lead: int = 0
    notes: tuple[str, ...] = ()
    document: Plan | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph that came in: its text without the mark it began with, its bold and italic letters."""

    text: str
    mark: Mark | None = None
    marks: tuple[LetterMark, ...] = ()


def levelled(pieces: Sequence[Piece], *, in_preamble: bool, notes: Sequence[str] = ()) -> Pasted:
    """Return the pieces as items, each under the one it belongs to; căn cứ only ``in_preamble``."""
    head = preamble_items(pieces) if in_preamble else []
    rest, said = _fitted(pieces[len(head) :])
    placed = place_all([Paragraph(number, one.text, one.mark) for number, one in enumerate(rest)])
    items = [replace(item, marks=one.marks) for item, one in zip(placed, rest, strict=True)]
    items = [_without_set_letters(items, index) for index in range(len(items))]
    lead = 0
    if not head:
        lead = next((number for number, one in enumerate(rest) if one.mark), len(rest))
    return Pasted((*head, *items), lead, (*notes, *said))


def note_on_signs(lines: Iterable[str]) -> list[str]:
    """Return a note on the lines that ``has_words`` leaves out though they show something."""
    count = sum(not has_words(line) and _SIGN.search(line) is not None for line in lines)
    return [f"{count} dòng chỉ có dấu không lấy vào"] if count else []


def preamble_items(pieces: Sequence[Piece]) -> list[Item]:
    """Return the căn cứ a paste begins with, and the enacting sentence after them, as items."""
    found: list[Item] = []
    for piece in pieces:
        text = unmarked(piece.text)
        if is_basis(text):
            marks = tuple(mark for mark in piece.marks if mark[2] != "italic")  # căn cứ are set so anyway
            found.append(Item(Level.BASIS, text, 0, marks if text == piece.text else ()))
        elif found and is_enacting(text):
            found.append(Item(Level.PARAGRAPH, text, 0, piece.marks))
            break
        else:
            break
    return found


def _fitted(pieces: Sequence[Piece]) -> tuple[list[Piece], list[str]]:
    """Return the pieces with the marks that stand deeper than the levels reach brought into them.

    Under ``1.1.``, which is a point here, ``a)`` is a bullet; ``+`` under a dash stays in the text, for
    there is no level below a bullet that could carry it.
    """
    out: list[Piece] = []
    in_decimals = in_dashes = False
    decimals: set[str] = set()
    for piece in pieces:
        mark = piece.mark
        if mark is None:
            out.append(piece)
            continue
        is_decimal = _WHOLE.issuperset(mark.label) and "." in mark.label
        if mark.level is Level.POINT and in_decimals and not is_decimal:
            mark = Mark(Level.BULLET, 0, "-", mark.text)
        if is_decimal:
            decimals.add("1.1" if mark.label.strip(".").count(".") == 1 else "1.1.1")
        if mark.level is Level.BULLET and mark.label == "+" and in_dashes:
            by = len("+ ")
            marks = tuple((low + by, high + by, kind) for low, high, kind in piece.marks)
            out.append(Piece(f"+ {piece.text}", None, marks))
            continue
        in_decimals = is_decimal or (in_decimals and mark.level is Level.BULLET)
        in_dashes = mark.level is Level.BULLET and mark.label != "+"
        out.append(replace(piece, mark=mark))
    named = " và ".join(f"“{number}”" for number in sorted(decimals))
    both = " cùng" if len(decimals) > 1 else ""
    return out, [f"mục {named}{both} thành điểm a), b)…"] if decimals else []


def _without_set_letters(items: Sequence[Item], index: int) -> Item:
    """Return the item without the bold that the program gives a section and a clause's title by itself."""
    item = items[index]
    is_set = item.level is Level.SECTION or (item.level is Level.CLAUSE and is_heading(items, index))
    if not (is_set and item.marks):
        return item
    kept = tuple(mark for mark in item.marks if mark[2] != "bold" or _is_part(item, mark))
    return replace(item, marks=kept)


def _is_part(item: Item, mark: LetterMark) -> bool:
    """Say whether a bold run is worth keeping: part of a clause that others of its letters are not in."""
    if item.level is Level.SECTION:
        return False
    bold = sum(high - low for low, high, kind in item.marks if kind == "bold")
    return bold < len(item.text) - 2 and mark[1] - mark[0] < len(item.text)
