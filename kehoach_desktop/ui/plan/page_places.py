"""From the caret to its place on the printed pages, and back from a point there."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kehoach_desktop.services.exporting import Place

_NEAR_PT = 14.0  # a point this far above or below a line still means it
_FACT_REACH_PT = 8.0


class PagePlaces:
    """The places of all printed lines, found by item and by page."""

    def __init__(self, places: "Iterable[Place]" = ()) -> None:
        self._by_item: dict[int, list[Place]] = {}
        self._by_page: dict[int, list[Place]] = {}
        for place in places:
            if place.item:
                self._by_item.setdefault(place.item, []).append(place)
            self._by_page.setdefault(place.page, []).append(place)

    def of_caret(self, item: int, offset: int) -> "Place | None":
        """Return the line on which the letter ``offset`` of an item is printed; None for one not printed."""
        lines = self._by_item.get(item)
        if not lines:
            return None
        return lines[max(0, bisect_right(lines, offset, key=lambda line: line.first) - 1)]

    def on_page(self, page: int) -> "list[Place]":
        """Return the lines of a page."""
        return self._by_page.get(page, [])

    def at(self, page: int, x: float, y: float) -> "Place | None":
        """Return the line a point (in points from the page's upper left corner) means, None for no line."""
        lines = self.on_page(page)
        for line in lines:
            if line.fact and _is_in(line, x, y):
                return line
        items = [line for line in lines if line.item]
        near = min(items, key=lambda line: _distance(line, y), default=None)
        return near if near is not None and _distance(near, y) <= _NEAR_PT else None


def _is_in(line: "Place", x: float, y: float) -> bool:
    return (
        line.left - _FACT_REACH_PT <= x <= line.right + _FACT_REACH_PT
        and line.top - 2 <= y <= line.bottom + 2
    )


def _distance(line: "Place", y: float) -> float:
    return max(line.top - y, y - line.bottom, 0.0)
