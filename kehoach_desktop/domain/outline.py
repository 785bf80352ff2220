"""The rules of a plan's text: which level stands under which, what numbers follow from the order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from kehoach_desktop.domain.plan import Item, Level

RANK = {Level.SECTION: 0, Level.CLAUSE: 1, Level.POINT: 2, Level.BULLET: 3, Level.PARAGRAPH: 4}
"""A level stands under any level of lower rank; nothing stands under a paragraph."""

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of points, Nghị định 30/2020/NĐ-CP, Phụ lục I: the Vietnamese alphabet without ă â ê ô ơ ư."""

_ROMAN = {
    "M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40,
    "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1,
}  # fmt: skip


def roman(number: int) -> str:
    """Return ``number`` (≥ 1) in Roman numerals."""
    out = ""
    for sign, value in _ROMAN.items():
        count, number = divmod(number, value)
        out += sign * count
    return out


def letter(number: int) -> str:
    """Return the letter of the ``number``-th point (≥ 1); after y come aa, ab, … as in long lists."""
    out = ""
    while number > 0:
        number, place = divmod(number - 1, len(LETTERS))
        out = LETTERS[place] + out
    return out


def parent_indexes(items: Sequence[Item]) -> list[int]:
    """Return for each item the index of its parent, -1 at the top."""
    parents: list[int] = []
    open_at: list[int] = []  # open_at[d] = index of the last item of depth d still open
    for index, item in enumerate(items):
        del open_at[item.depth :]
        parents.append(open_at[-1] if open_at else -1)
        open_at.append(index)
    return parents


def labels(items: Sequence[Item]) -> list[str]:
    """Return the printed number of each item: ``I.``, ``1.``, ``a)``, ``-`` or "".

    Items of one level count on under one parent; a new parent starts anew.
    """
    counted: list[dict[Level, int]] = [{}]  # counted[d] = so many below the item of depth d - 1 still open
    out: list[str] = []
    for item in items:
        level = item.level
        del counted[item.depth + 1 :]
        here = counted[-1]
        number = here[level] = here.get(level, 0) + 1
        counted.append({})
        out.append(_label(level, number))
    return out


@lru_cache(maxsize=2048)  # the same few hundred, again and again
def _label(level: Level, number: int) -> str:
    if level is Level.SECTION:
        return f"{roman(number)}."
    if level is Level.CLAUSE:
        return f"{number}."
    if level is Level.POINT:
        return f"{letter(number)})"
    return "-" if level is Level.BULLET else ""


def subtree_end(items: Sequence[Item], index: int) -> int:
    """Return the index after the last descendant of ``items[index]``."""
    end = index + 1
    while end < len(items) and items[end].depth > items[index].depth:
        end += 1
    return end


def settle(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items with depths made lawful: each under the nearest item that may carry it.

    A depth is lowered where the item before leaves no such parent; texts and levels are never touched.
    """
    out: list[Item] = []
    path: list[int] = []  # ranks of the open items
    for item in items:
        rank, depth = RANK.get(item.level, 0), item.depth  # a căn cứ stands at the top
        if not 0 <= depth <= len(path):
            depth = max(min(depth, len(path)), 0)
        while depth and path[depth - 1] >= rank:
            depth -= 1
        if depth != item.depth:
            item = replace(item, depth=depth)  # noqa: PLW2901
        del path[depth:]
        path.append(rank)
        out.append(item)
    return tuple(out)


def is_lawful(items: Sequence[Item]) -> bool:
    """Say whether the depths form a tree that keeps the ranks."""
    return settle(items) == tuple(items)


def place(item: Item, before: Sequence[Item]) -> Item:
    """Return ``item`` with the depth it takes when written after ``before``: under the last lower rank."""
    path: list[Item] = []
    for earlier in before:
        del path[earlier.depth :]
        path.append(earlier)
    depth = len(path)
    while depth and RANK[path[depth - 1].level] >= RANK[item.level]:
        depth -= 1
    return replace(item, depth=depth)


def is_heading(items: Sequence[Item], index: int) -> bool:
    """Say whether a clause is a title (set bold) and not itself a sentence (set upright).

    Nghị định 30/2020/NĐ-CP sets a clause's title in bold; a clause without a title is body text. A title
    has something under it and does not end as a sentence does.
    """
    text = items[index].text.rstrip()
    return bool(text) and not text.endswith((".", ";", "…", ",")) and subtree_end(items, index) > index + 1
