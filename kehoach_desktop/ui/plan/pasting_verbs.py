"""What a paste does to the draft: its items fitted to the place they come to.

A level that a mark told (``I.`` ``1.`` ``a)`` ``-``) stays what it is, and the item stands under the nearest
one that may carry it: points pasted into a point go on after it, bullets hang under it, a section starts a
new section. Items below it keep their distance. What comes without a level takes that of the place, and the
first of it goes on in the text there. In the preamble, sections and clauses begin the body instead.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kehoach_desktop.domain.linked import is_figure
from kehoach_desktop.domain.outline import RANK, place
from kehoach_desktop.domain.plan import Item, Level, Mark
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ui.plan.draft import Draft, Step, cut_item, lawful, tidy_marks
from kehoach_desktop.ui.plan.text_verbs import Place, remove

if TYPE_CHECKING:
    from kehoach_desktop.services.pasting import Pasted


def paste(draft: Draft, start: Place, end: Place, pasted: "Pasted") -> Step | None:
    """Put what was pasted where ``start``..``end`` was chosen; None when there is nothing."""
    if not pasted.items:
        return None
    step = remove(draft, start, end) if start != end else Step(draft, *start)
    at = (step.line, step.offset)
    if is_blank(step.draft) and pasted.document is not None:
        return _into_blank(pasted, len(pasted.document.preamble))
    if is_blank(step.draft) and pasted.items[0].level is Level.BASIS:
        return _into_blank(pasted, _head_length(pasted.items, 0))
    if step.line < step.draft.boundary:
        return _into_preamble(step.draft, at, pasted)
    return _into_body(step.draft, at, pasted)


def is_blank(draft: Draft) -> bool:
    """Say whether nothing has been written yet."""
    return not any(item.text for item in draft.lines)


def _into_blank(pasted: "Pasted", count: int) -> Step:
    items = tuple(replace(item, depth=0) for item in pasted.items[:count])
    return _ended(Draft((*items, *pasted.items[count:]), count), len(pasted.items) - 1)


def _into_preamble(draft: Draft, at: Place, pasted: "Pasted") -> Step:
    count = _head_length(pasted.items, pasted.lead)
    item = draft.lines[at[0]]
    head = [
        one if one.level in {Level.BASIS, Level.PARAGRAPH} else replace(one, level=item.level)
        for one in (replace(one, depth=0) for one in pasted.items[pasted.lead : count])
    ]
    rest = pasted.items[count:]
    put, last, offset = [item], 0, at[1]  # what is numbered leaves the preamble as it is
    if count:
        put, last, offset = _put_in(item, at[1], pasted.items[: min(pasted.lead, count)], head)
    lines = (*draft.lines[: at[0]], *put, *draft.lines[at[0] + 1 : draft.boundary])
    made = Draft((*lines, *rest, *draft.lines[draft.boundary :]), len(lines))
    if rest:
        return _ended(made, len(lines) + len(rest) - 1)
    return Step(lawful(made), at[0] + last, offset)


def _into_body(draft: Draft, at: Place, pasted: "Pasted") -> Step:
    line, offset = at
    item = draft.lines[line]
    kept = (item,) if pasted.lead or offset else ()
    above = (*draft.lines[draft.boundary : line], *kept)
    fitted = _fitted(pasted.items[pasted.lead :], above)
    put, last, caret = _put_in(item, offset, pasted.items[: pasted.lead], fitted)
    lines = (*draft.lines[:line], *put, *draft.lines[line + 1 :])
    return Step(lawful(Draft(lines, draft.boundary)), line + last, caret)


def _put_in(
    item: Item, offset: int, lead: Sequence[Item], own: Sequence[Item]
) -> tuple[list[Item], int, int]:
    """Return what ``item`` becomes, and where in it the paste ends: its line, the letters before.

    ``lead`` goes on in the item's text at ``offset``; ``own`` stand as items of their own after that.
    """
    before, marks_before = cut_item(item, 0, offset)
    after, marks_after = cut_item(item, offset, len(item.text))
    out: list[Item] = []
    if lead:
        inner = lead[0].marks or (_marks_at(item, offset, len(lead[0].text)) if len(lead) == 1 else ())
        marks = (*marks_before, *_moved(inner, offset))
        out = [replace(item, text=before + lead[0].text, marks=tidy_marks(marks))]
        out += [replace(one, level=item.level, depth=item.depth) for one in lead[1:]]
    elif before:
        out = [replace(item, text=before, marks=marks_before)]
    out += own
    last = len(out) - 1
    caret = len(out[last].text)
    if not own:
        joined = replace(
            out[last],
            text=out[last].text + after,
            marks=tidy_marks((*out[last].marks, *_moved(marks_after, caret))),
        )
        out[last], caret = _normal(joined, caret)
    elif after and not (before or lead):
        out.append(replace(item, text=after, marks=marks_after))
    elif after:
        out.append(Item(item.level, after, item.depth, marks_after))
    return out, last, caret


def _normal(item: Item, caret: int) -> tuple[Item, int]:
    """Return the item in its normal form, which its parts have but the whole may not."""
    text = clean(item.text)
    if text == item.text:
        return item, caret
    marks = tuple((len(clean(item.text[:a])), len(clean(item.text[:b])), kind) for a, b, kind in item.marks)
    kept = tuple(mark for mark in marks if mark[0] < mark[1])
    return replace(item, text=text, marks=kept), len(clean(item.text[:caret]))


def _marks_at(item: Item, offset: int, length: int) -> tuple[Mark, ...]:
    """Return for letters that come to ``offset`` the marks of the letter before, as if they were typed."""
    return tuple(
        (0, length, kind) for low, high, kind in item.marks if low < offset <= high and not is_figure(kind)
    )


def _moved(marks: Sequence[Mark], by: int) -> tuple[Mark, ...]:
    return tuple((low + by, high + by, kind) for low, high, kind in marks)


def _fitted(items: Sequence[Item], above: Sequence[Item]) -> list[Item]:
    """Return the items with the depths they take after those above, their distances kept."""
    if not items:
        return []
    path: list[Item] = []
    for item in above:
        del path[item.depth :]
        path.append(item)
    by = place(items[0], path).depth - items[0].depth
    out: list[Item] = []
    for item in items:
        depth = min(max(item.depth + by, 0), len(path))
        while depth and RANK.get(path[depth - 1].level, 4) >= RANK.get(item.level, 4):
            depth -= 1
        by = depth - item.depth
        del path[depth:]
        path.append(replace(item, depth=depth))
        out.append(path[-1])
    return out


def _head_length(items: Sequence[Item], lead: int) -> int:
    """Return how many items belong to the preamble: those before the first section or clause."""
    numbered = (
        n for n, item in enumerate(items) if n >= lead and item.level in {Level.SECTION, Level.CLAUSE}
    )
    return next(numbered, len(items))


def _ended(draft: Draft, line: int) -> Step:
    made = lawful(draft)
    return Step(made, line, len(made.lines[line].text))
