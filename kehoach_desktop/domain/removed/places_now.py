"""Where in a list as it is now a thing would stand that was taken out of it."""

from collections.abc import Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """One change of a list, by ids: at this place ``old`` became ``new``."""

    at: int
    old: tuple[int, ...]
    new: tuple[int, ...]


def places_now(ids: Sequence[int], changes: Sequence[Run]) -> dict[int, int]:
    """Return for each thing that was taken out of the list how many of those there now stand before it.

    They come in the order they stood in.
    ``changes``: all of them, the first one first; they must lead to ``ids``, or nothing is known. The list as
    it was before them is gone through them once more, and what is taken out leaves a mark where it stood.
    """
    first = _before(ids, changes)
    if first is None:
        return {}
    row = _Row(first)
    for change in changes:
        row.take(change)
    return row.places()


def _before(ids: Sequence[int], changes: Sequence[Run]) -> list[int] | None:
    found = list(ids)
    for change in reversed(changes):
        end = change.at + len(change.new)
        if tuple(found[change.at : end]) != change.new:
            return None
        found[change.at : end] = change.old
    return found


class _Row:
    """A list with the marks of what was taken out of it, each between the neighbours it had."""

    def __init__(self, ids: list[int]) -> None:
        self._row = ids
        self._there = set(ids)

    def take(self, change: Run) -> None:
        """Do one change."""
        gone, come = set(change.old) - set(change.new), set(change.new) - set(change.old)
        spots = [place for place, thing in enumerate(self._row) if thing in self._there]
        after = spots[change.at - 1] if change.at else -1
        kept = [thing for thing in change.new if thing not in come]
        stood = (spots[change.at + n] for n, thing in enumerate(change.old) if thing not in gone)
        for place, thing in zip(stood, kept, strict=True):  # in the order they have now
            self._row[place] = thing
        self._there -= gone
        for thing in change.new:
            after = self._put(thing, after) if thing in come else self._row.index(thing)

    def places(self) -> dict[int, int]:
        """Return for each mark how many things there are before it."""
        found: dict[int, int] = {}
        passed = 0
        for thing in self._row:
            if thing in self._there:
                passed += 1
            else:
                found[thing] = passed
        return found

    def _put(self, thing: int, after: int) -> int:
        """Have a thing behind that place, on its own mark where that is meant; return where it is."""
        end = after + 1
        while end < len(self._row) and self._row[end] not in self._there:
            if self._row[end] == thing:
                self._there.add(thing)
                return end
            end += 1
        if thing in self._row:
            own = self._row.index(thing)
            del self._row[own]
            after -= own <= after
        self._row.insert(after + 1, thing)
        self._there.add(thing)
        return after + 1
