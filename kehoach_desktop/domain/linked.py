"""Figures in a text that stay linked to what they were filled from, until somebody writes over them.

A link is a mark of the item, ``figure:<key>=<filled>``: ``key`` says which figure it is, ``filled`` the very
letters it was filled with. It lives as long as those letters stand there; so whatever edits the text need
know nothing of links but that marks move along.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kehoach_desktop.domain.plan import Item, Mark

_PREFIX = "figure:"
_ESCAPES = (("%", "%25"), (":", "%3A"), ("=", "%3D"))


class Link(NamedTuple):
    """A figure that stands from ``start`` to ``end`` of a text, as it was filled."""

    start: int
    end: int
    key: str


def figure_key(*parts: object) -> str:
    """Return the key of a figure out of its parts, which may hold any letters."""
    return ":".join(_escaped(str(part)) for part in parts)


def key_parts(key: str) -> tuple[str, ...]:
    """Return the parts a key was made of."""
    return tuple(_unescaped(part) for part in key.split(":"))


def figure_mark(start: int, key: str, filled: str) -> Mark:
    """Return the mark of ``filled`` standing at ``start``."""
    return start, start + len(filled), f"{_PREFIX}{key}={filled}"


def is_figure(kind: str) -> bool:
    """Say whether a mark of this kind is a link."""
    return kind.startswith(_PREFIX) and "=" in kind


def filled_of(kind: str) -> str:
    """Return the letters a link was filled with."""
    return kind.partition("=")[2]


def key_of(kind: str) -> str:
    """Return the key of a link."""
    return kind[len(_PREFIX) :].partition("=")[0]


def with_key(mark: Mark, key: str) -> Mark:
    """Return the link with another key and the same letters."""
    return mark[0], mark[1], f"{_PREFIX}{key}={filled_of(mark[2])}"


def settled_marks(text: str, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks with each link just where its letters are; a link written over is let go.

    What was typed beside a link may have come under its mark, and is freed from it.
    """
    if not any(is_figure(kind) for _, _, kind in marks):
        return tuple(marks)
    out: list[Mark] = []
    for low, high, kind in marks:
        if not is_figure(kind):
            out.append((low, high, kind))
        elif (at := _place_of(text, low, high, filled_of(kind))) is not None:
            out.append((at, at + len(filled_of(kind)), kind))
    return tuple(out)


def links(item: Item) -> Iterator[Link]:
    """Yield the figures of an item that are still as they were filled, in order."""
    for low, high, kind in sorted(settled_marks(item.text, item.marks)):
        if is_figure(kind):
            yield Link(low, high, key_of(kind))


def unlinked(item: Item) -> Item:
    """Return the item with its figures as plain text."""
    kept = tuple(mark for mark in item.marks if not is_figure(mark[2]))
    return item if len(kept) == len(item.marks) else replace(item, marks=kept)


def refilled(item: Item, texts: Mapping[str, str]) -> Item:
    """Return the item with each linked figure as ``texts`` has it now; one that is not there stays."""
    swaps = [link for link in links(item) if texts.get(link.key, "")]
    swaps = [link for link in swaps if texts[link.key] != item.text[link.start : link.end]]
    text, marks = item.text, settled_marks(item.text, item.marks)
    for link in reversed(swaps):
        new = texts[link.key]
        text = text[: link.start] + new + text[link.end :]
        marks = tuple(_after_swap(mark, link, new) for mark in marks)
    return replace(item, text=text, marks=marks) if swaps else item


def _after_swap(mark: Mark, link: Link, new: str) -> Mark:
    low, high, kind = mark
    if (low, high) == (link.start, link.end) and is_figure(kind) and key_of(kind) == link.key:
        return figure_mark(low, link.key, new)
    grown = len(new) - (link.end - link.start)
    return low + (grown if low >= link.end else 0), high + (grown if high >= link.end else 0), kind


def _place_of(text: str, low: int, high: int, filled: str) -> int | None:
    """Return where in ``low``..``high`` the letters stand by themselves; None when they do not."""
    at = text.find(filled, low, high) if filled else -1
    while at >= 0:
        if not _grows(text, at - 1, at, -1) and not _grows(text, at + len(filled), at + len(filled) - 1, 1):
            return at
        at = text.find(filled, at + 1, high)
    return None


def _grows(text: str, beside: int, edge: int, step: int) -> bool:
    """Say whether the letter beside an edge makes another number, or another word, of what is inside."""
    if not 0 <= beside < len(text):
        return False
    if text[edge].isdecimal():
        further = beside + step
        in_number = text[beside] in ".," and 0 <= further < len(text) and text[further].isdecimal()
        return text[beside].isdecimal() or in_number
    return text[edge].isalpha() and text[beside].isalpha()


def _escaped(part: str) -> str:
    for char, escape in _ESCAPES:
        part = part.replace(char, escape)
    return part


def _unescaped(part: str) -> str:
    for char, escape in reversed(_ESCAPES):
        part = part.replace(escape, char)
    return part
