"""What a run of things becoming another means for their rows: most stay, whatever list they stand in then.

A year's records hang on a row of the appendix. Moving it, sorting the table or putting rows under another
content is to touch that row alone.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kehoach_desktop.domain.edits import SLOTS

_FOLLOWED = frozenset({"activity", "task"})  # below other kinds a list that differs is written anew


class Placed(NamedTuple):
    """A thing and where it stands."""

    thing: Any
    owner: int
    slot: str
    position: int


@dataclass(slots=True)
class Difference:
    """``gone`` before anything is written, ``emptied`` last; ``kept`` by kind, owners first.

    ``moved``: as they were, but standing elsewhere.

    ``cleared`` and ``filled``: lists written anew, (kind, owner, slot). ``come``: things alone; those below
    them are told by themselves.
    """

    gone: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    cleared: list[tuple[str, int, str]] = field(default_factory=list)
    come: dict[str, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    moved: dict[str, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    kept: dict[str, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    filled: list[tuple[str, int, str, tuple[Any, ...]]] = field(default_factory=list)
    emptied: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def placed(things: Iterable[Any], owner: int, slot: str, start: int = 0) -> list[Placed]:
    """Return the things with their places from ``start`` on."""
    return [Placed(thing, owner, slot, position) for position, thing in enumerate(things, start)]


def difference(kind: str, old: list[Placed], new: list[Placed]) -> Difference:
    """Return what is to be done so that the rows of ``old`` are those of ``new``."""
    found = Difference()
    _compare(found, kind, old, new)
    return found


def _compare(found: Difference, kind: str, old: list[Placed], new: list[Placed]) -> None:
    was = {each.thing.id: each for each in old}
    now = {each.thing.id for each in new}
    below: dict[str, tuple[list[Placed], list[Placed]]] = defaultdict(lambda: ([], []))
    for each in new:
        before = was.get(each.thing.id)
        if before is None:
            found.come[kind].append(each)
        elif each.thing is before.thing:
            if each[1:] != before[1:]:  # it stands elsewhere, with all that hangs on it
                found.moved[kind].append(each)
            continue
        else:
            found.kept[kind].append(each)
        _look_below(found, below, kind, before.thing if before is not None else None, each.thing)
    for each in old:
        if each.thing.id not in now:
            has_followed = not _FOLLOWED.isdisjoint(SLOTS[kind].values())
            (found.emptied if has_followed else found.gone)[kind].append(each.thing.id)
            for slot, child in SLOTS[kind].items():
                if child in _FOLLOWED:
                    below[child][0].extend(placed(getattr(each.thing, slot), each.thing.id, slot))
    for child, (former, later) in below.items():
        _compare(found, child, former, later)


def _look_below(
    found: Difference,
    below: dict[str, tuple[list[Placed], list[Placed]]],
    kind: str,
    before: Any | None,
    thing: Any,
) -> None:
    """Note the lists of a thing that was ``before``: those followed to be compared, others written anew."""
    for slot, child in SLOTS[kind].items():
        run = getattr(thing, slot)
        former = getattr(before, slot) if before is not None else ()
        if child in _FOLLOWED:
            below[child][0].extend(placed(former, thing.id, slot))
            below[child][1].extend(placed(run, thing.id, slot))
        elif run is not former:
            if former:
                found.cleared.append((child, thing.id, slot))
            found.filled.append((child, thing.id, slot, run))
