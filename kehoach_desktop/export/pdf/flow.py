"""Paragraphs poured over pages: no widow, no orphan, no heading left behind, no last lines torn off."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kehoach_desktop.export.pdf.lines import Align, Line, drop_of
from kehoach_desktop.export.pdf.press import Press
from kehoach_desktop.export.pdf.proof import Source

FEWEST_LINES = 2  # of a paragraph, at the foot of a page or at the head of the next
RULE_DROP_PT = 6.5  # a rule's distance below the baseline above it
RULE_ROOM_PT = 5  # what a rule adds to the height of its block
_HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph broken into lines; measures in points. ``rule`` is the length of a line drawn below it."""

    lines: Sequence[Line] = field(repr=False)
    size: float
    leading: float
    left: float
    width: float
    align: Align = "justify"
    indent: float = 0.0  # of its first line
    before: float = 0.0  # blank above it, but not at the head of a page
    keep_next: bool = False
    rule: float = 0.0
    source: Source = field(default=None, repr=False)

    @property
    def height(self) -> float:
        """Its lines' height, without the blank above."""
        return len(self.lines) * self.leading + (RULE_ROOM_PT if self.rule else 0)

    @property
    def is_whole(self) -> bool:
        """Whether it is too short to be split without a widow or an orphan."""
        return len(self.lines) < 2 * FEWEST_LINES


def pour(press: Press, blocks: Sequence[Block], after: float = 0.0) -> None:
    """Set ``blocks``; at least two lines stay with the ``after`` points of what follows them.

    A heading goes with at least two lines of what it heads.
    """
    if after + FEWEST_LINES * max((block.leading for block in blocks[-1:]), default=0) > press.height:
        after = 0.0  # longer than a page: it will be split whatever stands before it
    tail = _tail_start(blocks) if after else len(blocks)
    index = 0
    while index < tail:
        end = index
        while end < tail - 1 and blocks[end].keep_next:
            end += 1
        _set_chain(press, blocks[index:end], blocks[end], 0.0)
        index = end + 1
    if tail == len(blocks):
        return
    first = tail
    while first < len(blocks) - 1 and blocks[first].keep_next:
        first += 1
    followers = blocks[first + 1 :]
    following = sum(block.before + block.height for block in followers) + after
    _set_chain(press, blocks[tail:first], blocks[first], following)
    for block in followers:
        following -= block.before + block.height
        _set(press, block, following)


def _tail_start(blocks: Sequence[Block]) -> int:
    """Return where the last two lines begin, with the headings above them."""
    start, lines = len(blocks), 0
    while start and lines < FEWEST_LINES:
        start -= 1
        lines += len(blocks[start].lines)
    while start and blocks[start - 1].keep_next:
        start -= 1
    return start


def _set_chain(press: Press, headings: Sequence[Block], block: Block, after: float) -> None:
    """Set headings and the block they head, of which ``after`` points of followers must find a place."""
    need = sum(heading.before + heading.height for heading in headings) + block.before
    need += block.height + after if block.is_whole else FEWEST_LINES * block.leading
    if headings and need > press.room + _HAIR and not press.at_top:
        press.new_page()
    for heading in headings:
        _set(press, heading, 0.0)
    _set(press, block, after)


def _set(press: Press, block: Block, after: float) -> None:
    """Set one block, over as many pages as it takes, its last two lines with ``after`` points more."""
    at, count = 0, len(block.lines)
    while True:
        gap = 0.0 if at or press.at_top else block.before
        rest = count - at
        fit = int((press.room - gap + _HAIR) / block.leading)
        height = rest * block.leading + (RULE_ROOM_PT if block.rule else 0)
        if gap + height + after <= press.room + _HAIR:
            taken = rest
        else:
            taken = min(fit, rest - FEWEST_LINES)
            if taken < FEWEST_LINES:
                if not press.at_top:
                    press.new_page()
                    continue
                taken = max(1, min(fit, rest))  # a page of its own is not enough: let it be
        press.room -= gap
        _draw(press, block, at, at + taken)
        at += taken
        if at == count:
            press.step()
            return
        press.new_page()


def _draw(press: Press, block: Block, start: int, end: int) -> None:
    pen = press.pen(block.source)
    baseline = press.top - drop_of(block.size, block.leading)
    left = press.left + block.left
    for number in range(start, end):
        indent = 0.0 if number else block.indent
        pen.write(block.lines[number], left + indent, baseline, block.size, block.width - indent, block.align)
        baseline -= block.leading
        press.room -= block.leading
    pen.lift()
    if block.rule and end == len(block.lines):
        press.rule(left + block.width / 2, baseline + block.leading - RULE_DROP_PT, block.rule)
        press.room -= RULE_ROOM_PT
