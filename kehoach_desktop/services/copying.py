"""Chosen text in the forms the clipboard takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kehoach_desktop.domain.outline import labels
from kehoach_desktop.domain.plan import Item
from kehoach_desktop.export.clipboard_html import items_html
from kehoach_desktop.export.clipboard_items import Chosen, items_json, plain_text

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Copy:
    """The same letters exactly, with lists, and plain."""

    items: bytes
    html: str
    text: str


def copy_items(lines: Sequence[Item], boundary: int, start: Place, end: Place) -> Copy:
    """Return what stands from ``start`` to ``end`` in a plan's lines, the first ``boundary`` its preamble.

    Of one item only letters are taken. Of several each has its number, but the first only when it is
    taken from its beginning.
    """
    (first, low), (last, high) = start, end
    if last > first and high == 0:  # the end of the line above, and nothing of this one
        last, high = last - 1, len(lines[last - 1].text)
    if first == last:
        one = Chosen(_cut(lines[first], low, high)) if lines else None
        chosen = [one] if one else []
        return Copy(items_json(chosen, lead=len(chosen)), items_html(chosen), plain_text(chosen))
    numbers = [""] * boundary + labels(lines[boundary:])
    chosen = []
    for index in range(first, last + 1):
        item = lines[index]
        start_at = low if index == first else 0
        item = _cut(item, start_at, high if index == last else len(item.text))
        chosen.append(Chosen(item, "" if start_at else numbers[index]))
    return Copy(items_json(chosen, lead=1 if low else 0), items_html(chosen), plain_text(chosen))


def _cut(item: Item, low: int, high: int) -> Item:
    marks = ((max(a, low) - low, min(b, high) - low, kind) for a, b, kind in item.marks)
    return replace(item, text=item.text[low:high], marks=tuple(mark for mark in marks if mark[0] < mark[1]))
