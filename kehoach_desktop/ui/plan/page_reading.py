"""From the page's document to the items it holds."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtGui import QTextBlock

from kehoach_desktop.domain.linked import settled_marks
from kehoach_desktop.domain.plan import Item, Level, Mark
from kehoach_desktop.ui.plan.block_key import read_key
from kehoach_desktop.ui.plan.draft import shown_marks, tidy_marks
from kehoach_desktop.ui.plan.letters import code_points, shown_text, typed_text
from kehoach_desktop.ui.plan.look import MARK_BITS, format_runs, link_in, marks_of


def read_run(
    run: Iterable[QTextBlock], known: Sequence[Item], before: Sequence[Item] = ()
) -> tuple[list[Item], int]:
    """Return the items of some blocks that follow those of ``before``, and how many of them are preamble.

    A block that names no item, or one already met, is a new item like the one before it.
    """
    by_id = {item.id: item for item in known}
    lines = list(before)
    heads = 0
    in_body = False
    for block in run:
        item, is_body = _read_line(block, by_id, lines)
        if item is None:
            continue
        by_id.pop(item.id, None)
        in_body = in_body or is_body
        heads += not in_body
        lines.append(item)
    return lines[len(before) :], heads


def line_marks(block: QTextBlock) -> tuple[Mark, ...]:
    """Return the marks of a block's text, in code points."""
    text = block.text()
    found: list[Mark] = []
    for start, length, letters in format_runs(block):
        bits, link = marks_of(letters), link_in(letters)
        if (bits or link) and length:
            low = code_points(text, start)
            high = code_points(text, start + length)
            found += [(low, high, kind) for kind, bit in MARK_BITS.items() if bits & bit]
            found += [(low, high, link)] if link else []
    return tidy_marks(found)


def _read_line(block: QTextBlock, by_id: dict[int, Item], before: list[Item]) -> tuple[Item | None, bool]:
    item_id, part, level, depth = read_key(block)
    text = block.text()
    item = by_id.get(item_id)
    if item is None and not item_id and not text and not before and not block.next().isValid():
        return None, False  # an empty page
    if item is None:
        level = level or (before[-1].level if before else Level.SECTION)
        depth = depth if level else (before[-1].depth if before else 0)
        item = Item(level, "", depth)
    marks = line_marks(block)
    if text != shown_text(item.text):
        kept = typed_text(text)
        marks = marks if kept == text else _kept_marks(marks, text)
        item = replace(item, text=kept, marks=settled_marks(kept, marks))
    elif marks != shown_marks(item):
        item = replace(item, marks=settled_marks(item.text, marks))
    return item, part == "body"


def _kept_marks(marks: tuple[Mark, ...], text: str) -> tuple[Mark, ...]:
    """Return the marks of a block's text where its letters stand once it is in its normal form."""
    moved = ((len(typed_text(text[:low])), len(typed_text(text[:high])), kind) for low, high, kind in marks)
    return tuple(mark for mark in moved if mark[0] < mark[1])
