"""What the page to type in holds, as a value: the items of preamble and body in one row, and their edits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kehoach_desktop.domain.edits import Batch, Edit, Splice
from kehoach_desktop.domain.linked import settled_marks
from kehoach_desktop.domain.outline import settle
from kehoach_desktop.domain.plan import Item, Level, Mark, Plan
from kehoach_desktop.ui.plan.runs import changed_run


@dataclass(frozen=True, slots=True)
class Draft:
    """The items in reading order; those before ``boundary`` are the preamble, the rest the body."""

    lines: tuple[Item, ...] = ()
    boundary: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What a verb leaves: the draft after it and where the caret then stands (line, code points into it)."""

    draft: Draft
    line: int
    offset: int


def draft_of(plan: Plan | None) -> Draft:
    """Return the plan's text as a draft; no plan is an empty one."""
    if plan is None:
        return Draft()
    return Draft(plan.preamble + plan.body, len(plan.preamble))


def lawful(draft: Draft) -> Draft:
    """Return the draft with lawful depths, and only căn cứ and paragraphs in the preamble."""
    head = tuple(_preamble_item(item) for item in draft.lines[: draft.boundary])
    body = tuple(
        replace(item, level=Level.PARAGRAPH) if item.level is Level.BASIS else item
        for item in draft.lines[draft.boundary :]
    )
    return Draft(head + settle(body), draft.boundary)


def spliced(draft: Draft, start: int, end: int, new: Sequence[Item]) -> Draft:
    """Return the draft with lines ``start``..``end`` replaced; they belong where the first one stood."""
    boundary = draft.boundary
    if end <= boundary:
        boundary += len(new) - (end - start)
    elif start < boundary:
        boundary = start + len(new)
    return Draft((*draft.lines[:start], *new, *draft.lines[end:]), boundary)


def difference(plan: Plan, draft: Draft) -> Edit | None:
    """Return the smallest edit that makes the plan's text the draft's; None when nothing differs."""
    head = _run_difference(plan.id, "preamble", plan.preamble, draft.lines[: draft.boundary])
    body = _run_difference(plan.id, "body", plan.body, draft.lines[draft.boundary :])
    if head is None or body is None:
        return head or body
    # An item that changes sides must leave the one before it enters the other.
    leaves_head = {item.id for item in head.old} & {item.id for item in body.new}
    return Batch((head, body) if leaves_head else (body, head))


def cut_marks(marks: Sequence[Mark], start: int, end: int, shift: int) -> tuple[Mark, ...]:
    """Return the marks inside ``start``..``end``, clipped to it and moved by ``shift``."""
    clipped = ((max(low, start), min(high, end), kind) for low, high, kind in marks)
    return tuple((low + shift, high + shift, kind) for low, high, kind in clipped if low < high)


def cut_item(item: Item, start: int, end: int) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of ``item`` from ``start`` to ``end`` and its marks there."""
    return item.text[start:end], cut_marks(item.marks, start, end, -start)


def joined(first: Item, end: int, second: Item, start: int) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of ``first`` up to ``end`` and of ``second`` from ``start``, and the marks of both."""
    left, left_marks = cut_item(first, 0, end)
    right, right_marks = cut_item(second, start, len(second.text))
    moved = cut_marks(right_marks, 0, len(right), len(left))
    return left + right, tidy_marks((*left_marks, *moved))


def tidy_marks(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks in order, those of one kind that touch made one."""
    out: list[Mark] = []
    for kind in dict.fromkeys(mark[2] for mark in marks):
        open_mark: Mark | None = None
        for low, high, _ in sorted(mark for mark in marks if mark[2] == kind):
            if open_mark is not None and low <= open_mark[1]:
                open_mark = (open_mark[0], max(open_mark[1], high), kind)
                out[-1] = open_mark
            else:
                open_mark = (low, high, kind)
                out.append(open_mark)
    return tuple(sorted(out))


def shown_marks(item: Item) -> tuple[Mark, ...]:
    """Return an item's marks as the page shows them: tidy, and only links whose figure still stands."""
    return tidy_marks(settled_marks(item.text, item.marks))


def _preamble_item(item: Item) -> Item:
    if item.level in {Level.BASIS, Level.PARAGRAPH} and item.depth == 0:
        return item
    return replace(item, level=Level.BASIS if item.level is Level.BASIS else Level.PARAGRAPH, depth=0)


def _run_difference(plan_id: int, slot: str, old: Sequence[Item], new: Sequence[Item]) -> Splice | None:
    start, end_old, end_new = changed_run(old, new)
    removed, added = tuple(old[start:end_old]), tuple(new[start:end_new])
    return Splice("plan", plan_id, slot, start, removed, added) if removed or added else None
