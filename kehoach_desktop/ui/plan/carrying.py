"""Text carried by the mouse from one place of the page to another, as one verb on the draft."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kehoach_desktop.domain.outline import place
from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.ui.plan.draft import Draft, Step, cut_item, cut_marks, lawful, spliced, tidy_marks
from kehoach_desktop.ui.plan.text_verbs import Place, cut_out


class Carried(NamedTuple):
    """The draft afterwards with the end of what was carried, and where that begins."""

    step: Step
    start: Place


def carry(draft: Draft, start: Place, end: Place, to: Place, *, is_copy: bool) -> Carried | None:
    """Take what stands from ``start`` to ``end`` to ``to``; None when it would stay where it is.

    Whole items go as items: at the edge of another they stand before or after it, and nothing empty is
    left behind. Inside a text the first piece goes on there, and what follows hangs on to the last.
    """
    if not is_copy and start <= to <= end:
        return None
    (first, left), (last, right) = start, end
    if last > first and right == 0:  # chosen up to the start of the next line: that one is not meant
        last -= 1
        right = len(draft.lines[last].text)
        if not is_copy and start <= to <= (last, right):
            return None
    is_whole = left == 0 and right == len(draft.lines[last].text)
    items = _taken(draft, start, (last, right))
    if not is_copy:
        to = _after_cut(start, (last, right), to, is_whole=is_whole)
        draft = spliced(draft, first, last + 1, ()) if is_whole else cut_out(draft, start, (last, right))
    if not draft.lines:
        return None
    is_edge = to[1] in {0, len(draft.lines[to[0]].text)}
    after = _set_beside(draft, to, items) if is_whole and is_edge else _set_in(draft, to, items)
    return Carried(replace(after.step, draft=lawful(after.step.draft)), after.start)


def _taken(draft: Draft, start: Place, end: Place) -> list[Item]:
    """Return what stands between the two places, as new items."""
    items = []
    for line in range(start[0], end[0] + 1):
        item = draft.lines[line]
        low = start[1] if line == start[0] else 0
        high = end[1] if line == end[0] else len(item.text)
        text, marks = cut_item(item, low, high)
        items.append(Item(item.level, text, item.depth, marks))
    return items


def _after_cut(start: Place, end: Place, to: Place, *, is_whole: bool) -> Place:
    """Return where ``to`` is once what stands between the two places is gone."""
    if to <= start:
        return to
    gone = end[0] - start[0] + is_whole
    if to[0] == end[0]:
        return start[0], start[1] + to[1] - end[1]
    return to[0] - gone, to[1]


def _set_beside(draft: Draft, to: Place, items: Sequence[Item]) -> Carried:
    """Put whole items before or after the one at ``to``; the first finds its parent there."""
    line, offset = to
    beside = draft.lines[line]
    at = line if offset == 0 and beside.text else line + 1
    items = _hung(draft, at, items)
    run = (*items, beside) if at == line else (beside, *items)
    after = spliced(draft, line, line + 1, run)
    last = at + len(items) - 1
    return Carried(Step(after, last, len(items[-1].text)), (at, 0))


def _set_in(draft: Draft, to: Place, items: Sequence[Item]) -> Carried:
    """Put text into the item at ``to``; each further piece is an item of its own."""
    line, offset = to
    item = draft.lines[line]
    before, marks_before = cut_item(item, 0, offset)
    after, marks_after = cut_item(item, offset, len(item.text))
    moved = cut_marks(items[0].marks, 0, len(items[0].text), len(before))
    head = replace(item, text=before + items[0].text, marks=tidy_marks((*marks_before, *moved)))
    run = [head, *_hung(draft, line + 1, items[1:])]
    end = len(run[-1].text)
    marks = tidy_marks((*run[-1].marks, *cut_marks(marks_after, 0, len(after), end)))
    run[-1] = replace(run[-1], text=run[-1].text + after, marks=marks)
    return Carried(Step(spliced(draft, line, line + 1, run), line + len(run) - 1, end), to)


def _hung(draft: Draft, at: int, items: Sequence[Item]) -> list[Item]:
    """Return the items with the depths they have when they stand from line ``at`` on."""
    if not items:
        return []
    if at > draft.boundary:  # a căn cứ stands before the body only
        items = [replace(i, level=Level.PARAGRAPH) if i.level is Level.BASIS else i for i in items]
    root = place(items[0], draft.lines[draft.boundary : at])
    delta = root.depth - items[0].depth
    return [replace(item, depth=max(item.depth + delta, 0)) for item in items]
