"""Chosen items as HTML for the clipboard, with lists that Word and LibreOffice go on counting.

Sections, clauses and bullets are entries of one list of several levels: ``mso-list`` with its ``@list``
rules is what Word reads, ``<ol type>`` and ``<ul>`` what LibreOffice does. Points are so too while their
letters are a, b, c and d. The Vietnamese letters go on with đ, e, g, which Word's automatic letters do not
know (theirs go on with e, f, g); a list that gets so far has its letters as text, which stay right.
"""

import html
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kehoach_desktop.domain.outline import LETTERS, is_heading
from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.export.clipboard_items import Chosen

_DEPTHS = {Level.SECTION: 1, Level.CLAUSE: 2, Level.POINT: 3, Level.BULLET: 4}
_TYPES = {Level.SECTION: "I", Level.CLAUSE: "1", Level.POINT: "a"}
_FONT = "font-family:'Times New Roman',serif;font-size:14.0pt"
_PARAGRAPH = f"margin:6.0pt 0 0 0;text-align:justify;{_FONT}"
_RULES = """@list l0 {mso-list-id:20300; mso-list-type:hybrid; mso-list-template-ids:20300;}
@list l0:level1 {mso-level-number-format:roman-upper; mso-level-text:"%1\\."; mso-level-suffix:space;}
@list l0:level2 {mso-level-number-format:arabic; mso-level-text:"%2\\."; mso-level-suffix:space;}
@list l0:level3 {mso-level-number-format:alpha-lower; mso-level-text:"%3\\)"; mso-level-suffix:space;}
@list l0:level4 {mso-level-number-format:bullet; mso-level-text:"-"; mso-level-suffix:space;}
@list l0:level1, @list l0:level2, @list l0:level3, @list l0:level4
 {mso-level-tab-stop:none; mso-level-number-position:left; margin-left:0cm; text-indent:36.0pt;}
ol, ul {margin:0cm;}
"""


def items_html(chosen: Sequence[Chosen]) -> str:
    """Return the items as a page of HTML; a part of one item is only its letters."""
    if len(chosen) == 1 and not chosen[0].label:
        body = f"<span>{letters(chosen[0].item)}</span>"
    else:
        body = "\n".join(_Lists(chosen).lines())
    return (
        f'<html><head><meta charset="utf-8"><style>\n{_RULES}</style></head>\n'
        f"<body><!--StartFragment-->{body}<!--EndFragment--></body></html>"
    )


def letters(item: Item, *, skips: str = "") -> str:
    """Return the item's text with ``<b>`` and ``<i>``, but for the kind the whole of it is set in."""
    edges = {0, len(item.text)} | {edge for low, high, _ in item.marks for edge in (low, high)}
    places = sorted(edge for edge in edges if edge <= len(item.text))
    out: list[str] = []
    for low, high in pairwise(places):
        piece = html.escape(item.text[low:high], quote=False).replace("\n", "<br>")
        for kind, tag in (("italic", "i"), ("bold", "b")):
            if kind != skips and any(a <= low and high <= b for a, b, what in item.marks if what == kind):
                piece = f"<{tag}>{piece}</{tag}>"
        out.append(piece)
    return "".join(out)


class _Lists:
    """Writes the items one after another, opening and closing lists so that each has its depth."""

    def __init__(self, chosen: Sequence[Chosen]) -> None:
        self._chosen = chosen
        self._items = [one.item for one in chosen]
        self._as_text = _lettered_as_text(chosen)
        self._open: list[tuple[Level, str]] = []  # level, closing tag

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page's body."""
        for index, one in enumerate(self._chosen):
            level = one.item.level
            if not one.label or index in self._as_text or level not in _DEPTHS:
                yield from self._close(_DEPTHS.get(level, 5) - 1)
                yield self._paragraph(index, one)
                continue
            yield from self._close(_DEPTHS[level])
            if not self._open or self._open[-1][0] is not level:
                yield self._opened(one)
            yield (
                f"<li class=MsoNormal style='mso-list:l0 level{_DEPTHS[level]} lfo1;{_PARAGRAPH}'>"
                f"{self._set(index, one)}</li>"
            )
        yield from self._close(0)

    def _opened(self, one: Chosen) -> str:
        level = one.item.level
        if level is Level.BULLET:
            self._open.append((level, "</ul>"))
            return "<ul style='list-style-type:\"- \"'>"
        self._open.append((level, "</ol>"))
        return f"<ol start={_number(one)} type={_TYPES[level]}>"

    def _close(self, deepest: int) -> Iterator[str]:
        """Close the lists deeper than ``deepest``."""
        while self._open and _DEPTHS[self._open[-1][0]] > deepest:
            yield self._open.pop()[1]

    def _paragraph(self, index: int, one: Chosen) -> str:
        label = f"{html.escape(one.label)} " if one.label else ""
        return (
            f"<p class=MsoNormal style='{_PARAGRAPH};text-indent:36.0pt'>{label}{self._set(index, one)}</p>"
        )

    def _set(self, index: int, one: Chosen) -> str:
        """Return the item's letters as it is printed: a section in bold capitals, a căn cứ in italics."""
        item = one.item
        if item.level is Level.BASIS:
            return f"<i>{letters(item, skips='italic')}</i>"
        if item.level is Level.SECTION and one.label:
            return f"<b style='text-transform:uppercase'>{letters(item, skips='bold')}</b>"
        if item.level is Level.CLAUSE and one.label and is_heading(self._items, index):
            return f"<b>{letters(item, skips='bold')}</b>"
        return letters(item)


def _number(one: Chosen) -> int:
    """Return the number a label counts."""
    sign = one.label.rstrip(".)")
    if one.item.level is Level.SECTION:
        return _from_roman(sign)
    return int(sign) if sign.isdecimal() else LETTERS.index(sign) + 1


def _from_roman(sign: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[char] for char in sign]
    after = [*values[1:], 0]
    return sum(-one if one < following else one for one, following in zip(values, after, strict=True))


def _lettered_as_text(chosen: Sequence[Chosen]) -> set[int]:
    """Return the places of the points whose list gets past d."""
    found: set[int] = set()
    run: list[int] = []
    for index, one in enumerate(chosen):
        if one.item.level in {Level.SECTION, Level.CLAUSE, Level.BASIS}:
            run = []
        if one.item.level is not Level.POINT or not one.label:
            continue
        if one.label == "a)":
            run = []
        run.append(index)
        if one.label[:-1] not in LETTERS[:4]:
            found.update(run)
    return found
