"""Two columns of lines side by side: the letterhead, and recipients beside the signature."""

from collections.abc import Sequence
from dataclasses import dataclass

from kehoach_desktop.export.pdf.flow import RULE_DROP_PT
from kehoach_desktop.export.pdf.lines import Align, Line, drop_of
from kehoach_desktop.export.pdf.press import Press
from kehoach_desktop.export.pdf.proof import Source

LEADING = 1.2  # of the size


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a column; measures in points. ``rule`` is the length of a line drawn below it."""

    line: Line
    size: float
    align: Align = "center"
    before: float = 0.0
    rule: float = 0.0
    source: Source = None

    @property
    def leading(self) -> float:
        """The height of the line itself."""
        return self.size * LEADING


@dataclass(frozen=True, slots=True)
class Column:
    """Lines from top to bottom, set in ``width`` points from ``left`` of the text's left edge."""

    left: float
    width: float
    entries: tuple[Entry, ...]

    @property
    def height(self) -> float:
        """All of its lines and the blanks above them."""
        return sum(entry.before + entry.leading for entry in self.entries)


def entries_of(
    lines: Sequence[Line],
    size: float,
    *,
    align: Align = "center",
    before: float = 0.0,
    rule: float = 0.0,
    source: Source = None,
) -> list[Entry]:
    """Return one entry a line: the blank above the first, the rule below the last."""
    last = len(lines) - 1
    return [
        Entry(line, size, align, 0.0 if index else before, rule if index == last else 0.0, source)
        for index, line in enumerate(lines)
    ]


def set_side_by_side(press: Press, columns: Sequence[Column]) -> None:
    """Draw the columns level with each other, each whole before the next; on over pages if they must."""
    parts = [_over_pages(column.entries, press.room, press.height) for column in columns]
    for page in range(max(map(len, parts))):
        if page:
            press.new_page()
        heights = [
            _draw(press, column, part[page]) if page < len(part) else 0.0
            for column, part in zip(columns, parts, strict=True)
        ]
        press.room -= max(heights)


def _over_pages(entries: Sequence[Entry], room: float, page_room: float) -> list[list[Entry]]:
    pages: list[list[Entry]] = [[]]
    used = 0.0
    for entry in entries:
        height = entry.before + entry.leading
        if used + height > room + 1e-6 and (pages[-1] or room < page_room):
            pages.append([])
            used, room = 0.0, page_room
        pages[-1].append(entry)
        used += height
    return pages


def _draw(press: Press, column: Column, entries: Sequence[Entry]) -> float:
    """Draw the entries from the pen down; return the height they took."""
    pen = press.pen()
    left, top = press.left + column.left, press.top
    for entry in entries:
        top -= entry.before
        baseline = top - drop_of(entry.size, entry.leading)
        pen.source = entry.source
        pen.write(entry.line, left, baseline, entry.size, column.width, entry.align)
        if entry.rule:
            press.rule(left + column.width / 2, baseline - RULE_DROP_PT, entry.rule)
        top -= entry.leading
    pen.lift()
    return press.top - top
