"""Plain text from the clipboard as items of a plan: lines a PDF broke re-flowed, marks made levels."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ingest import marks, reflow
from kehoach_desktop.ingest.body_text import gather
from kehoach_desktop.ingest.lines import (
    Line,
    lone_number,
    plain,
    source_lines,
    with_marks_joined,
    without_page_numbers,
)
from kehoach_desktop.ingest.pasted import Pasted, Piece, levelled, note_on_signs
from kehoach_desktop.ingest.preamble_text import is_basis, preamble_length, read_preamble, unmarked
from kehoach_desktop.ingest.reflow import Layout, measure_layout

_SOFT_HYPHEN = re.compile("\xad\\s*\n?|\u200b")
_WRAPPED_WIDTH = 45  # in average letters; a line broken by paper is longer than that
_UNWRAPPED_WIDTH = 160  # and shorter than this


def read_text(text: str, *, in_preamble: bool = False, is_unicode: bool = True) -> Pasted:
    """Return the items of a text of several lines; ``is_unicode``: its soft hyphens are hyphens."""
    if is_unicode:
        text = _SOFT_HYPHEN.sub("", text)
    lines = source_lines(text)
    is_wrapped = _is_wrapped(lines)
    notes = note_on_signs(plain(text).split("\n"))
    if is_wrapped:
        lines, pages = _without_page_numbers(lines)
        if pages:
            notes.append(f"{pages} số trang không lấy vào")
        lines = with_marks_joined(lines)
    layout = measure_layout(lines)
    head: tuple[Item, ...] = ()
    if is_wrapped and in_preamble and lines and is_basis(unmarked(lines[0].text)):
        cut = preamble_length(lines, layout)
        head, _ = read_preamble(lines[:cut], layout)
        lines = lines[cut:]
        in_preamble = False
    pasted = levelled(_pieces(lines, layout, is_wrapped=is_wrapped), in_preamble=in_preamble, notes=notes)
    return Pasted((*head, *pasted.items), 0 if head else pasted.lead, pasted.notes)


def read_plain_lines(text: str) -> Pasted:
    """Return each line as an item without a level of its own, its mark left in its text."""
    lines = [" ".join(line.split()) for line in plain(text).split("\n")]
    items = tuple(Item(Level.PARAGRAPH, line) for line in lines if line)
    return Pasted(items, len(items))


def read_line(text: str, *, takes_level: bool) -> Pasted:
    """Return a single line to go in at the caret, as it is; its mark counts where it ``takes_level``."""
    text = clean(text)
    mark = marks.find_any_mark(text.strip()) if takes_level else None
    if mark is not None:
        return Pasted((Item(mark.level, mark.text),))
    return Pasted((Item(Level.PARAGRAPH, text),), 1) if text else Pasted()


def _pieces(lines: Sequence[Line], layout: Layout, *, is_wrapped: bool) -> list[Piece]:
    paragraphs, _ = gather(lines, layout, is_wrapped=is_wrapped, is_part=True)
    return [Piece(one.text, one.mark) for one in paragraphs]


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Say whether paper broke the lines: some go on in small letters after a full one, and none is longer."""
    widths = [reflow.width_of(line.text[: 3 * _UNWRAPPED_WIDTH]) for line in lines]
    if sum(width > _UNWRAPPED_WIDTH for width in widths) * 20 > len(widths):
        return False
    return any(
        line.text[0].islower()
        and width > _WRAPPED_WIDTH
        and not reflow.is_finished(before.text)
        and marks.find_mark(line.text) is None
        for (before, line), width in zip(pairwise(lines), widths, strict=False)
    )


def _without_page_numbers(lines: list[Line]) -> tuple[list[Line], int]:
    """Return the lines without page numbers, and their count; one may stand in the midst of a sentence."""
    kept, dropped = without_page_numbers(lines)
    out: list[Line] = []
    for before, line, after in zip([None, *kept], kept, [*kept[1:], None], strict=False):
        is_amidst = (
            before is not None
            and after is not None
            and not reflow.is_finished(before.text)
            and after.text[0].islower()
        )
        if not (is_amidst and lone_number(line.text)):
            out.append(line)
    return out, len(dropped) + len(kept) - len(out)
