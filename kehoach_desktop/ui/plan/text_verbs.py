"""What the keys do to the text: split, join, remove, paste; each takes a draft and returns the next one."""

from collections.abc import Sequence
from dataclasses import replace

from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.ui.plan.draft import Draft, Step, cut_item, joined, lawful, spliced, tidy_marks
from kehoach_desktop.ui.plan.structure_verbs import set_level, shift_level

Place = tuple[int, int]
"""A line and the number of code points into it."""


def split(draft: Draft, at: Place) -> Step:
    """Enter: two items of the same level where one was; an empty item steps a level up instead.

    At the end of an item that has others below it the new one is the first of these, as in Word.
    """
    line, offset = at
    item = draft.lines[line]
    if not item.text:
        stepped = _stepped_up(draft, line)
        if stepped is not None:
            return stepped
    child = draft.lines[line + 1] if line + 1 < len(draft.lines) else item
    if item.text and offset >= len(item.text) and line >= draft.boundary and child.depth > item.depth:
        new = Item(child.level, "", child.depth)
        return Step(spliced(draft, line, line + 1, (item, new)), line + 1, 0)
    left, left_marks = cut_item(item, 0, offset)
    right, right_marks = cut_item(item, offset, len(item.text))
    if item.text and not left:  # an empty line above: the text keeps being the item it was
        above = Item(item.level, "", item.depth)
        return Step(lawful(spliced(draft, line, line + 1, (above, item))), line + 1, 0)
    first = replace(item, text=left, marks=left_marks)
    second = Item(item.level, right, item.depth, right_marks)
    return Step(lawful(spliced(draft, line, line + 1, (first, second))), line + 1, 0)


def join_previous(draft: Draft, line: int) -> Step | None:
    """Backspace at the start: the item goes on where the one before ends; None on the first line.

    An empty item before just goes away, so that the level the eye sees is kept.
    """
    if line == 0:
        return None
    before, item = draft.lines[line - 1], draft.lines[line]
    end = len(before.text)
    if not before.text and item.text:
        return Step(lawful(_without(draft, line - 1)), line - 1, 0)
    text, marks = joined(before, end, item, 0)
    kept = replace(before, text=text, marks=marks)
    return Step(lawful(spliced(draft, line - 1, line + 1, (kept,))), line - 1, end)


def join_next(draft: Draft, line: int) -> Step | None:
    """Delete at the end: the next item goes on here; None on the last line."""
    return join_previous(draft, line + 1) if line + 1 < len(draft.lines) else None


def remove(draft: Draft, start: Place, end: Place) -> Step:
    """Take out what stands from ``start`` to ``end``; what is left of the two ends becomes one item."""
    without = cut_out(draft, start, end)
    return Step(without if start[0] == end[0] else lawful(without), *start)


def cut_out(draft: Draft, start: Place, end: Place) -> Draft:
    """Return the draft without what stands from ``start`` to ``end``; its depths may not be lawful."""
    (first, left), (last, right) = start, end
    if first < last and left == 0 and right < len(draft.lines[last].text):
        # nothing of the first is left, some of the last
        text, marks = cut_item(draft.lines[last], right, len(draft.lines[last].text))
        kept = replace(draft.lines[last], text=text, marks=marks)
        lines = (*draft.lines[:first], kept, *draft.lines[last + 1 :])
        return Draft(lines, draft.boundary - max(0, min(last, draft.boundary) - first))
    text, marks = joined(draft.lines[first], left, draft.lines[last], right)
    kept = replace(draft.lines[first], text=text, marks=marks)
    return spliced(draft, first, last + 1, (kept,))


def insert_lines(draft: Draft, at: Place, texts: Sequence[str]) -> Step:
    """Put ``texts`` in (at least one): the first goes on at the caret, each other is an item of its level."""
    line, offset = at
    item = draft.lines[line]
    before, marks_before = cut_item(item, 0, offset)
    after, marks_after = cut_item(item, offset, len(item.text))
    items = [Item(item.level, text, item.depth) for text in texts]
    items[0] = replace(item, text=before + texts[0], marks=marks_before)
    caret = len(items[-1].text)
    moved = tuple((low + caret, high + caret, kind) for low, high, kind in marks_after)
    items[-1] = replace(items[-1], text=items[-1].text + after, marks=tidy_marks((*items[-1].marks, *moved)))
    return Step(lawful(spliced(draft, line, line + 1, items)), line + len(items) - 1, caret)


def _without(draft: Draft, line: int) -> Draft:
    boundary = draft.boundary - (1 if line < draft.boundary else 0)
    return Draft(draft.lines[:line] + draft.lines[line + 1 :], boundary)


def _stepped_up(draft: Draft, line: int) -> Step | None:
    """Return the empty item a level up: căn cứ → the enacting sentence → the first section of the body."""
    item = draft.lines[line]
    if line >= draft.boundary:
        return shift_level(draft, line, line, -1)
    if item.level is Level.BASIS:
        return set_level(draft, line, line, Level.PARAGRAPH)
    return set_level(draft, line, line, Level.SECTION) if line == draft.boundary - 1 else None
