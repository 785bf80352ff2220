"""Letters of a text replaced by others, and what becomes of its bold and italic."""

from collections.abc import Iterable
from dataclasses import dataclass

from kehoach_desktop.domain.plan import Mark


@dataclass(frozen=True, slots=True)
class Swap:
    """The letters from ``start`` to ``end`` become ``new``."""

    start: int
    end: int
    new: str


def swapped(text: str, swaps: Iterable[Swap]) -> str:
    """Return ``text`` with the swaps made; they do not overlap."""
    for swap in sorted(swaps, key=lambda swap: swap.start, reverse=True):
        text = text[: swap.start] + swap.new + text[swap.end :]
    return text


def moved_marks(marks: Iterable[Mark], swaps: Iterable[Swap]) -> tuple[Mark, ...]:
    """Return bold and italic where the same words stand after the swaps."""
    ordered = sorted(swaps, key=lambda swap: swap.start)

    def place(at: int) -> int:
        grown = 0
        for swap in ordered:
            if at >= swap.end:
                grown += len(swap.new) - (swap.end - swap.start)
            elif at > swap.start:
                return grown + swap.start + min(at - swap.start, len(swap.new))
        return at + grown

    moved = ((place(start), place(end), kind) for start, end, kind in marks)
    return tuple(mark for mark in moved if mark[0] < mark[1])
