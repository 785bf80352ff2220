"""What the keys do to the structure: a level up or down, a given level, up or down in the order."""

from dataclasses import replace

from kehoach_desktop.domain.outline import LETTERS, RANK, place, roman, settle, subtree_end
from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.ui.plan.draft import Draft, Step, lawful

_LONGEST_MARK = 6
_SECTION_NUMBERS = frozenset(roman(number) for number in range(1, 40))
ORDER = (Level.SECTION, Level.CLAUSE, Level.POINT, Level.BULLET, Level.PARAGRAPH)
"""The body's levels, from the highest; Tab goes right in it, Shift+Tab left."""


def shift_level(draft: Draft, first: int, last: int, step: int, *, is_new: bool = False) -> Step | None:
    """Tab (step 1) and Shift+Tab (-1) on lines ``first``..``last``; None when none of them can move.

    ``is_new``: the line was just made by Enter and owns nothing, so that it moves alone.
    """
    if first < draft.boundary:
        last = min(last, draft.boundary - 1)
        level = Level.PARAGRAPH if step > 0 else Level.BASIS
        if all(item.level is level for item in draft.lines[first : last + 1]):
            return None
        return set_level(draft, first, last, level)
    body = draft.lines[draft.boundary :]
    roots = _roots(body, first - draft.boundary, last - draft.boundary)
    wanted = {root: ORDER.index(body[root].level) + step for root in roots}
    if not any(0 <= place_in_order < len(ORDER) for place_in_order in wanted.values()):
        return None
    for root, place_in_order in wanted.items():
        if 0 <= place_in_order < len(ORDER):
            body = _with_level(body, root, ORDER[place_in_order], is_new=is_new)
    return Step(Draft(draft.lines[: draft.boundary] + body, draft.boundary), first, 0)


def set_level(draft: Draft, first: int, last: int, level: Level, *, is_new: bool = False) -> Step | None:
    """Give lines ``first``..``last`` this level, what hangs on them moving along; None for no change.

    A căn cứ made of a line of the body goes up to the other căn cứ; a numbered level given to a line of
    the preamble starts the body there.
    """
    if all(item.level is level for item in draft.lines[first : last + 1]):
        return None
    if level is Level.BASIS:
        return _made_basis(draft, first, last)
    if first < draft.boundary:
        if level is Level.PARAGRAPH:
            last = min(last, draft.boundary - 1)
            changed = tuple(replace(item, level=level) for item in draft.lines[first : last + 1])
            lines = draft.lines[:first] + changed + draft.lines[last + 1 :]
            return Step(Draft(lines, draft.boundary), first, 0)
        draft = lawful(Draft(draft.lines, first))
    body = draft.lines[draft.boundary :]
    for index in range(first - draft.boundary, last - draft.boundary + 1):
        if body[index].level is not level:
            body = _with_level(body, index, level, is_new=is_new)
    return Step(Draft(draft.lines[: draft.boundary] + body, draft.boundary), first, 0)


def move(draft: Draft, first: int, last: int, step: int) -> Step | None:
    """Move lines ``first``..``last`` with what hangs on them before (-1) or after (1) their neighbour.

    The neighbour is the next item of the same depth, or the next parent's heading. None where there is
    none in the same part, or where the moved lines would not find a parent.
    """
    in_body = first >= draft.boundary
    base = draft.boundary if in_body else 0
    part = draft.lines[base:] if in_body else draft.lines[: draft.boundary]
    start = first - base
    end = min(last - base + 1, len(part))
    depth = part[start].depth
    while end < len(part) and part[end].depth > depth:
        end += 1
    after = _moved_up(part, start, end) if step < 0 else _moved_down(part, start, end)
    if after is None:
        return None
    order, to = after
    if settle(order) != order and in_body:
        return None
    lines = draft.lines[:base] + order if in_body else order + draft.lines[draft.boundary :]
    return Step(Draft(lines, draft.boundary), base + to, 0)


def level_of_mark(text: str) -> Level | None:
    """Return the level a mark typed before a blank stands for; None when ``text`` is anything else."""
    if text in {"-", "–", "•", "*"}:
        return Level.BULLET
    if not text.endswith((".", ")")) or len(text) > _LONGEST_MARK:
        return None
    mark, sign = text[:-1], text[-1]
    if sign == ")":
        return Level.POINT if len(mark) == 1 and mark in LETTERS else None
    if mark.isdecimal() and mark.isascii() and len(mark) <= 2 and int(mark):  # "1986." begins a sentence
        return Level.CLAUSE
    return Level.SECTION if mark in _SECTION_NUMBERS else None


def first_section() -> Item:
    """Return what an empty page starts with."""
    return Item(Level.SECTION)


def insert_basis(draft: Draft) -> Step:
    """Return the draft with a new, empty căn cứ after the last one, to be typed in."""
    at = _basis_end(draft)
    lines = (*draft.lines[:at], Item(Level.BASIS), *draft.lines[at:])
    return Step(Draft(lines, draft.boundary + 1), at, 0)


def _moved_up(part: tuple[Item, ...], start: int, end: int) -> tuple[tuple[Item, ...], int] | None:
    to = start - 1
    while to >= 0 and part[to].depth > part[start].depth:
        to -= 1
    if to < 0:
        return None
    return (*part[:to], *part[start:end], *part[to:start], *part[end:]), to


def _moved_down(part: tuple[Item, ...], start: int, end: int) -> tuple[tuple[Item, ...], int] | None:
    if end >= len(part):
        return None
    is_sibling = part[end].depth == part[start].depth
    to = subtree_end(part, end) if is_sibling else end + 1
    return (*part[:start], *part[end:to], *part[start:end], *part[to:]), start + to - end


def _roots(body: tuple[Item, ...], first: int, last: int) -> list[int]:
    """Return the lines of ``first``..``last`` that hang on none of the others."""
    roots: list[int] = []
    covered = first
    for index in range(first, last + 1):
        if index >= covered:
            roots.append(index)
            covered = subtree_end(body, index)
    return roots


def _with_level(body: tuple[Item, ...], index: int, level: Level, *, is_new: bool) -> tuple[Item, ...]:
    """Return the body with ``body[index]`` at ``level`` and what hangs on it moved along.

    Below it a level changes only where it must, so that a bullet under it stays a bullet. An empty item
    owns nothing yet and moves alone, like a new one.
    """
    is_alone = is_new or not body[index].text
    end = index + 1 if is_alone else subtree_end(body, index)
    root = place(replace(body[index], level=level, depth=0), body[:index])
    delta = root.depth - body[index].depth
    run = [root]
    path = [root]
    for item in body[index + 1 : end]:
        depth = item.depth + delta
        del path[max(depth - root.depth, 1) :]
        child = replace(item, depth=depth, level=_pushed(item.level, path[-1].level))
        path.append(child)
        run.append(child)
    return settle((*body[:index], *run, *body[end:]))


def _pushed(level: Level, parent: Level) -> Level:
    """Return the level a child takes under ``parent``: its own, or the next below the parent's.

    Bullets and paragraphs stay what they are: where they may not hang they stand beside.
    """
    if level in {Level.BULLET, Level.PARAGRAPH} or RANK[level] > RANK[parent]:
        return level
    return ORDER[min(RANK[parent] + 1, RANK[Level.BULLET])]


def _made_basis(draft: Draft, first: int, last: int) -> Step:
    if first < draft.boundary:
        last = min(last, draft.boundary - 1)
        changed = tuple(replace(item, level=Level.BASIS) for item in draft.lines[first : last + 1])
        return Step(Draft(draft.lines[:first] + changed + draft.lines[last + 1 :], draft.boundary), first, 0)
    taken = tuple(replace(item, level=Level.BASIS, depth=0) for item in draft.lines[first : last + 1])
    at = _basis_end(draft)
    lines = (*draft.lines[:at], *taken, *draft.lines[at:first], *draft.lines[last + 1 :])
    return Step(lawful(Draft(lines, draft.boundary + len(taken))), at, 0)


def _basis_end(draft: Draft) -> int:
    """Return the place after the last căn cứ."""
    ends = [i + 1 for i, item in enumerate(draft.lines[: draft.boundary]) if item.level is Level.BASIS]
    return ends[-1] if ends else 0
