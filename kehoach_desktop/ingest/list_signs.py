"""The signs of an HTML list as marks of a plan's text: what Word printed, or what the type counts."""

import re
from dataclasses import dataclass

from kehoach_desktop.domain.outline import letter, roman
from kehoach_desktop.domain.plan import Level
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ingest.html_tokens import Tag
from kehoach_desktop.ingest.marks import Mark, find_any_mark

_TYPE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)")
_KINDS = {
    "I": Level.SECTION, "upper-roman": Level.SECTION,
    "1": Level.CLAUSE, "decimal": Level.CLAUSE, "decimal-leading-zero": Level.CLAUSE,
    "a": Level.POINT, "lower-alpha": Level.POINT, "lower-latin": Level.POINT,
    "disc": Level.BULLET, "circle": Level.BULLET, "square": Level.BULLET,
}  # fmt: skip
_NEXT = {
    Level.SECTION: Level.CLAUSE,
    Level.CLAUSE: Level.POINT,
    Level.POINT: Level.BULLET,
    Level.BULLET: Level.BULLET,
}
_LETTERED = re.compile(r"[^\W_]{2,}|[A-Z]")


@dataclass(slots=True)
class OpenList:
    """A list being read: its level, and the number its next entry takes."""

    level: Level | None  # None: its entries carry no sign
    number: int = 1


def opened(tag: Tag, around: list[OpenList]) -> OpenList:
    """Return the list that ``tag`` (ol, ul) opens inside the others; one like its parent is a level lower."""
    kind = tag.attributes.get("type", "")
    css = _TYPE.search(tag.attributes.get("style", "").lower())
    level = _KINDS.get(css[1] if css else kind, Level.CLAUSE if tag.name == "ol" else Level.BULLET)
    if css and css[1] == "none":
        return OpenList(None)
    start = tag.attributes.get("start", "")
    made = OpenList(level, int(start) if start.isdecimal() and len(start) < 4 else 1)
    parents = [one.level for one in around[-8:] if one.level is not None]
    if level is not Level.BULLET and level in parents:
        made.level = _NEXT[parents[-1]]
    return made


def entry_mark(inside: OpenList, tag: Tag) -> Mark | None:
    """Return the mark of the next entry ``tag`` (li) of a list, and count it."""
    css = _TYPE.search(tag.attributes.get("style", "").lower())
    level = _KINDS.get(css[1], inside.level) if css and inside.level is Level.CLAUSE else inside.level
    number = inside.number
    inside.number += 1
    if level is None or (css and css[1] == "none"):
        return None
    if level is Level.BULLET:
        return Mark(level, 0, "-", "")
    if level is Level.CLAUSE:
        return Mark(level, number or 1, str(number), "")
    label = roman(number or 1) if level is Level.SECTION else letter(number or 1)
    return Mark(level, number or 1, label, "")


def sign_mark(sign: str) -> tuple[Mark | None, str]:
    """Return the mark that Word's own sign is, or the words it brings to the text ("Điều 1.")."""
    sign = one_line(sign)
    if not sign:
        return None, ""
    found = find_any_mark(f"{sign} X")
    if found is not None and found.text == "X":
        return found, ""
    if _LETTERED.search(sign) or sign[0].isdecimal():
        return None, f"{sign} "
    return Mark(Level.BULLET, 0, "-", ""), ""
