"""What one proof after another need not work out anew."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from kehoach_desktop.export.pdf.lines import Line

T = TypeVar("T")


class Kept(Generic[T]):
    """What was worked out last time, by all that it follows from; what is not asked for again is let go."""

    def __init__(self) -> None:
        self._last: dict[Hashable, T] = {}
        self._now: dict[Hashable, T] = {}

    def turn(self) -> None:
        """Begin another time; what the one before did not use is forgotten."""
        if self._now:
            self._last, self._now = self._now, {}

    def find(self, key: Hashable) -> T | None:
        """Return what is kept under ``key``."""
        found = self._now.get(key)
        if found is None and (found := self._last.get(key)) is not None:
            self._now[key] = found
        return found

    def keep(self, key: Hashable, found: T) -> None:
        """Remember it."""
        self._now[key] = found


class Memory:
    """The paragraphs set last time: most are the same again."""

    def __init__(self) -> None:
        self.lines: Kept[list[Line]] = Kept()
        self.spans: Kept[tuple[tuple[int, int, int], ...]] = Kept()

    def turn(self) -> None:
        """Begin another setting."""
        self.lines.turn()
        self.spans.turn()
