"""Where two rows of things differ: the one run between what is the same at both ends."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from kehoach_desktop.domain.plan import Item


class Run(NamedTuple):
    """What differs: from ``start`` in both rows up to an end in each."""

    start: int
    end_before: int
    end_after: int


def is_same_item(first: Item, second: Item) -> bool:
    """Say whether nothing of an item has changed; that very item is the usual case."""
    return first is second or (first.id == second.id and first == second)


def changed_run(
    before: Sequence[Any], after: Sequence[Any], is_same: Callable[[Any, Any], bool] = is_same_item
) -> Run:
    """Return the run in which two rows differ, of items if nothing else is said."""
    shorter = min(len(before), len(after))
    pairs = zip(before, after, strict=False)
    start = next((n for n, (a, b) in enumerate(pairs) if a is not b and not is_same(a, b)), shorter)
    most = shorter - start
    pairs = zip(reversed(before), reversed(after), strict=False)
    tail = next((n for n, (a, b) in enumerate(pairs) if n == most or not (a is b or is_same(a, b))), most)
    return Run(start, len(before) - tail, len(after) - tail)
