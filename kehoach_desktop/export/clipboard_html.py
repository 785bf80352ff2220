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

_LEVELS = (Level.SECTION, Level.CLAUSE, Level.POINT, Level.BULLET)  # each as deep as it stands here
_TYPES = {Level.SECTION: "I", Level.CLAUSE: "1", Level.POINT: "a"}
_PARAGRAPH = 'margin:6.0pt 0 0 0;text-align:justify;font-family:"Times New Roman",serif;font-size:14.0pt'
_LOOK = (
    "mso-level-suffix:space; mso-level-tab-stop:none; mso-level-number-position:left;"
    " margin-left:0cm; text-indent:36.0pt;"
)
_FORMATS = (
    'mso-level-number-format:roman-upper; mso-level-text:"%1\\.";',
    'mso-level-number-format:arabic; mso-level-text:"%2\\.";',
    'mso-level-number-format:alpha-lower; mso-level-text:"%3\\)";',
    'mso-level-number-format:bullet; mso-level-text:"-";',
)


def items_html(chosen: Sequence[Chosen]) -> str:
    """Return the items as a page of HTML; a part of one item is only its letters."""
    if len(chosen) == 1 and not chosen[0].label:
        rules, body = "", f"<span>{letters(chosen[0].item)}</span>"
    else:
        lists = _Lists(chosen)
        body = "\n".join(lists.lines())
        rules = lists.rules()
    return (
        f'<html><head><meta charset="utf-8"><style>\n{rules}ol, ul {{margin:0cm;}}\n</style></head>\n'
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
    """Writes the items one after another, opening and closing lists so that each has its depth.

    There are up to three lists: what stands before the first section goes on counting from its own first
    number, and so does what stands before the first clause; in Word a later run would else begin with it.
    """

    def __init__(self, chosen: Sequence[Chosen]) -> None:
        self._chosen = chosen
        self._items = [one.item for one in chosen]
        self._as_text = _lettered_as_text(chosen)
        self._open: list[str] = []  # the closing tags
        self._list = 2
        self._starts: dict[int, int] = {}  # the first number of each list

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page's body."""
        for index, one in enumerate(self._chosen):
            level = one.item.level
            if not one.label or level not in _LEVELS:
                yield self._paragraph(index, one)
                continue
            yield from self._turned(level)
            depth = _LEVELS.index(level) + 1
            if index in self._as_text:
                yield from self._close(depth - 1)
                yield self._paragraph(index, one)
                continue
            yield from self._close(depth)
            yield from self._opened(one, depth)
            place = f"mso-list:l{self._list} level{depth} lfo{self._list + 1}"
            style = f"{place};{_PARAGRAPH}{_for_excel(one.item.text)}"
            yield f"<li class=MsoNormal style='{style}'>{self._set(index, one)}</li>"
        yield from self._close(0)

    def rules(self) -> str:
        """Return the style rules by which Word counts the lists written."""
        out = []
        for number, start in sorted(self._starts.items()):
            name = f"@list l{number}"
            out.append(f"{name} {{mso-list-id:{20300 + number}; mso-list-type:hybrid;}}")
            for depth, form in enumerate(_FORMATS, 1):
                first = f" mso-level-start-at:{start};" if depth == number + 1 and start > 1 else ""
                out.append(f"{name}:level{depth} {{{form}{first} {_LOOK}}}")
        return "".join(f"{line}\n" for line in out)

    def _turned(self, level: Level) -> Iterator[str]:
        """Go over to the list that a first section, or a first clause, begins."""
        now = min(self._list, _LEVELS.index(level)) if level is not Level.BULLET else self._list
        if now != self._list:
            yield from self._close(0)
            self._list = now

    def _opened(self, one: Chosen, depth: int) -> Iterator[str]:
        number = 1 if one.item.level is Level.BULLET else _number(one)
        self._starts.setdefault(self._list, number if depth == self._list + 1 else 1)
        while len(self._open) < depth:
            level = _LEVELS[len(self._open)]
            if level is Level.BULLET:
                self._open.append("</ul>")
                yield "<ul>"
            else:
                self._open.append("</ol>")
                yield f"<ol start={number if len(self._open) == depth else 1} type={_TYPES[level]}>"

    def _close(self, depth: int) -> Iterator[str]:
        """Close the lists deeper than ``depth``."""
        while len(self._open) > depth:
            yield self._open.pop()

    def _paragraph(self, index: int, one: Chosen) -> str:
        label = f"{html.escape(one.label)} " if one.label else ""
        style = f"{_PARAGRAPH};text-indent:36.0pt{_for_excel(label + one.item.text)}"
        return f"<p class=MsoNormal style='{style}'>{label}{self._set(index, one)}</p>"

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


def _for_excel(text: str) -> str:
    """Return the style that keeps Excel from making a formula of the text; Word knows nothing of it."""
    return ';mso-number-format:"\\@"' if text.startswith(("=", "+", "-", "@")) else ""


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
