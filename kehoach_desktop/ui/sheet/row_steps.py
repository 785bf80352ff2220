"""How one list of rows becomes another in steps a view can follow without losing its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Step:
    """Rows ``first`` to ``last`` are removed, inserted, or moved before row ``to`` (numbered as now)."""

    verb: Literal["remove", "insert", "move"]
    first: int
    last: int
    to: int = 0


def row_steps(old: Sequence[int], new: Sequence[int]) -> list[Step]:
    """Return the steps from ``old`` to ``new``, lists of distinct ids, each step on the result of the last.

    One block that changed places is moved; any other disorder is removed and inserted again.
    """
    start, end = _alike(old, new)
    if start or end:
        inner = row_steps(old[start : len(old) - end], new[start : len(new) - end])
        return [_moved_by(step, start) for step in inner]
    kept_old = set(old)
    kept = [row for row in new if row in kept_old]
    steps = _removals(old, set(new))
    in_new = set(kept)
    rest = [row for row in old if row in in_new]
    if rest != kept:
        steps.append(_move(rest, kept) or Step("remove", *_differing(rest, kept)))
        if steps[-1].verb == "remove":
            del rest[steps[-1].first : steps[-1].last + 1]
            kept_old = set(rest)
    return steps + _insertions(new, kept_old)


def _moved_by(step: Step, start: int) -> Step:
    to = step.to + start if step.verb == "move" else 0
    return Step(step.verb, step.first + start, step.last + start, to)


def _alike(old: Sequence[int], new: Sequence[int]) -> tuple[int, int]:
    """Return how many rows at the start, and at the end, are the same."""
    most = min(len(old), len(new))
    start = 0
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _removals(old: Sequence[int], new: set[int]) -> list[Step]:
    """Return the runs of ``old`` that are not in ``new``, the last run first."""
    steps: list[Step] = []
    index = len(old) - 1
    while index >= 0:
        last = index
        while index >= 0 and old[index] not in new:
            index -= 1
        if index < last:
            steps.append(Step("remove", index + 1, last))
        index -= 1
    return steps


def _insertions(new: Sequence[int], there: set[int]) -> list[Step]:
    steps: list[Step] = []
    index = 0
    while index < len(new):
        first = index
        while index < len(new) and new[index] not in there:
            index += 1
        if index > first:
            steps.append(Step("insert", first, index - 1))
        index += 1
    return steps


def _differing(old: Sequence[int], new: Sequence[int]) -> tuple[int, int]:
    """Return the first and last place where two lists of one length differ."""
    places = [index for index, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    return places[0], places[-1]


def _move(old: Sequence[int], new: Sequence[int]) -> Step | None:
    """Return the one move that makes ``new`` of ``old``: the smaller of two neighbouring blocks moves."""
    first, last = _differing(old, new)
    window, wanted = list(old[first : last + 1]), list(new[first : last + 1])
    if wanted[0] not in window:
        return None
    size = window.index(wanted[0])
    if window[size:] + window[:size] != wanted:
        return None
    if size <= len(window) - size:
        return Step("move", first, first + size - 1, last + 1)
    return Step("move", first + size, last, first)
