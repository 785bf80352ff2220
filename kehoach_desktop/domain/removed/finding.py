"""What was taken out of a plan and is not there again, read off the edits its history keeps."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kehoach_desktop.domain.edits import SLOTS
from kehoach_desktop.domain.figures import says_something
from kehoach_desktop.domain.history.values import CLASSES, FIELDS, unpack
from kehoach_desktop.domain.places import TASK_FIELDS
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.removed.places_now import Run, places_now

Key = tuple[str, int]
KINDS = ("appendix", "activity", "task", "progress", "quantity", "evidence", "item")
"""Kinds of things that can be put back by themselves."""
_WORDS = {
    "appendix": ("title",),
    "activity": ("content",),
    "task": tuple(TASK_FIELDS),
    "quantity": ("indicator",),
    "evidence": ("title", "location"),
    "item": ("text",),
}


class Done(NamedTuple):
    """One thing done as the history keeps it; ``is_undo``: it took another back."""

    at: dt.datetime
    name: str
    edits: Sequence[list[Any]]
    is_undo: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stood: its owner, the owner's list, and the place in that.

    Of a thing that was taken out it is the place it would have in the list as that is now; ``turn`` tells
    in which order those stood that would have the same one.
    """

    owner: Key
    slot: str
    at: int
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Removed:
    """A thing as it was when it was taken out, and what is known of all it stood in, the nearest first.

    ``above`` holds those by themselves, without their lists: such as the content a row belonged to.
    """

    kind: str
    thing: Any
    place: Place
    above: tuple[tuple[Key, Any, Place | None], ...]
    removed_at: dt.datetime
    step: str


def find_removed(plan: Plan, history: Iterable[Done]) -> tuple[Removed, ...]:
    """Return what was taken out and is not there, the last first; ``history`` is told from its oldest row.

    What a thing had below it comes along and is not told by itself. An undo takes nothing out: what it makes
    disappear had been added before, and can be done again.
    """
    known = _Known(plan)
    for done in history:
        for edit in done.edits:
            if edit[0] == "~":
                known.take(edit, done)
    found = [known.removed_thing(key) for key in known.gone]
    worth = [one for one in found if _is_worth(one.kind, one.thing)]
    texts = "\n".join(item.text for item in (*plan.preamble, *plan.body))
    kept = [one for one in worth if one.kind != "item" or one.thing.text.strip() not in texts]
    return tuple(sorted(kept, key=lambda one: one.removed_at, reverse=True))


class _Known:
    """All things that the plan has or the history speaks of, and where each stood last."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.things: dict[Key, Any] = {}  # of the plan as it is
        self.places: dict[Key, Place] = {}
        self._packed: dict[Key, dict[str, Any]] = {}
        self._taken: dict[Key, tuple[Place, dict[str, Any], Done]] = {}
        self._runs: dict[tuple[Key, str], list[Run]] = {}
        self._places_now: dict[tuple[Key, str], dict[int, tuple[int, int]]] = {}
        self._look("plan", plan)
        self._there = frozenset(self.things)

    @property
    def gone(self) -> Iterator[Key]:
        """What was taken out by itself and is not in the plan; not what went along with its owner later."""
        gone = [key for key in self._taken if key not in self._there]
        along = {below for key in gone for below in _below(key[0], self._taken[key][1])}
        return (key for key in gone if key not in along)

    def take(self, edit: list[Any], done: Done) -> None:
        """Note what a splice took out, and what it put in."""
        _, kind, thing_id, slot, at, was, now = edit
        self._pair((kind, thing_id), slot, at, (was, now))
        self._run((kind, thing_id), slot, at, now, None)
        self._run((kind, thing_id), slot, at, was, None if done.is_undo else done)

    def removed_thing(self, key: Key) -> Removed:
        """Return what is known of a thing that was taken out."""
        stood, packed, done = self._taken[key]
        place = Place(stood.owner, stood.slot, *self._place_now(key, stood))
        above = []
        owner: Place | None = place
        while owner is not None and owner.owner[0] != "plan":
            up = owner.owner
            owner = self.places.get(up)
            above.append((up, self._alone(up), owner))
        return Removed(key[0], whole(key[0], packed), place, tuple(above), done.at, done.name)

    def _place_now(self, key: Key, stood: Place) -> tuple[int, int]:
        """Return where it would stand now, and its turn; where it stood, when its list is not there."""
        owner = self.things.get(stood.owner)
        if owner is None:
            return stood.at, 0
        of = (stood.owner, stood.slot)
        if of not in self._places_now:
            ids = [thing.id for thing in getattr(owner, stood.slot)]
            marks = places_now(ids, self._runs[of])
            self._places_now[of] = {thing: (at, turn) for turn, (thing, at) in enumerate(marks.items())}
        return self._places_now[of].get(key[1], (stood.at, 0))

    def _pair(self, owner: Key, slot: str, at: int, sides: tuple[Sequence[Any], Sequence[Any]]) -> None:
        """Keep how a list changed, and the lists below the things that are on both sides."""
        old, new = (tuple(map(_id_of, side)) for side in sides)
        runs = self._runs.setdefault((owner, slot), [])
        if old != new:  # else only what stands there was changed
            runs.append(Run(at, old, new))
        twins = {entry[0]: entry[2] for entry in sides[1] if isinstance(entry, list)}
        kind = SLOTS[owner[0]][slot]
        for entry in sides[0]:
            if isinstance(entry, list):
                for own, below in entry[2].items():
                    self._pair((kind, entry[0]), own, 0, (below, twins.get(entry[0], {}).get(own, ())))

    def _alone(self, key: Key) -> Any:
        """Return a thing without its lists, as the plan has it or as it was last; None when unknown."""
        if key in self.things:
            return self.things[key]
        packed = self._packed.get(key)
        return None if packed is None else whole(key[0], packed, with_lists=False)

    def _run(self, owner: Key, slot: str, at: int, run: Sequence[Any], done: Done | None) -> None:
        """Go through one side of a list; things that are on it alone were taken out by ``done``."""
        kind = SLOTS[owner[0]][slot]
        for place, entry in enumerate(run, at):
            key = (kind, _id_of(entry))
            here = Place(owner, slot, place)
            if key not in self._there:
                self.places[key] = here
            if isinstance(entry, list):
                for own, below in entry[2].items():
                    self._run(key, own, 0, below, done)
            elif isinstance(entry, dict):
                self._packed[key] = entry
                if done is not None and kind in KINDS:
                    self._taken[key] = (here, entry, done)
                for own in SLOTS[kind]:
                    self._run(key, own, 0, entry.get(own, ()), None)

    def _look(self, kind: str, thing: Any) -> None:
        self.things[kind, thing.id] = thing
        for slot, child in SLOTS[kind].items():
            for at, each in enumerate(getattr(thing, slot)):
                self.places[child, each.id] = Place((kind, thing.id), slot, at)
                self._look(child, each)


def whole(kind: str, packed: dict[str, Any], *, with_lists: bool = True) -> Any:
    """Return a thing from what the history keeps of one that was taken out.

    What it shared with the other side of that edit stands there now and does not come along.
    """
    values = {name: unpack(kind, name, packed[name], {}) for name in FIELDS[kind] if name in packed}
    lists = {
        slot: tuple(whole(child, each) for each in packed.get(slot, ()) if isinstance(each, dict))
        for slot, child in (SLOTS[kind].items() if with_lists else ())
    }
    return CLASSES[kind](id=packed["id"], **values, **lists)


def _below(kind: str, packed: dict[str, Any]) -> Iterator[Key]:
    """Yield all that a thing had below it."""
    for slot, child in SLOTS[kind].items():
        for each in packed.get(slot, ()):
            if isinstance(each, dict):
                yield child, each["id"]
                yield from _below(child, each)


def _id_of(entry: Any) -> int:
    if isinstance(entry, dict):
        return int(entry["id"])
    return int(entry[0] if isinstance(entry, list) else entry)


def _is_worth(kind: str, thing: Any) -> bool:
    """Say whether there is anything in it that somebody would miss."""
    if any(getattr(thing, name).strip() for name in _WORDS.get(kind, ())):
        return True
    if (kind == "task" and any(text.strip() for text in thing.extras)) or (
        kind == "progress" and says_something(thing)
    ):
        return True
    return any(_is_worth(child, each) for slot, child in SLOTS[kind].items() for each in getattr(thing, slot))
