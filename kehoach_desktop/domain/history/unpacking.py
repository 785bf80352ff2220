"""A packed edit done again on the plan before it, or taken back from the plan after it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from kehoach_desktop.domain.edits import REACHABLE, SLOTS, Batch, EditError, SetField, Splice, apply
from kehoach_desktop.domain.history.packing import Packed
from kehoach_desktop.domain.history.ranges import fits, text_beside
from kehoach_desktop.domain.history.values import CLASSES, FIELDS, Files, is_text, unpack
from kehoach_desktop.domain.plan import Plan

NO_FILES: Files = {}


def before(plan: Plan, packed: Sequence[Packed], files: Files = NO_FILES) -> Plan:
    """Return the plan as it was before the edit; EditError when this is not what the edit left."""
    return _gone_over(plan, [_turned(one) for one in reversed(packed)], files)


def after(plan: Plan, packed: Sequence[Packed], files: Files = NO_FILES) -> Plan:
    """Return the plan as it was after the edit; EditError when this is not what the edit found."""
    return _gone_over(plan, packed, files)


def _turned(one: Packed) -> Packed:
    return [*one[:-2], one[-1], one[-2]]


def _gone_over(plan: Plan, packed: Iterable[Packed], files: Files) -> Plan:
    try:
        for shape, run in groupby(packed, key=lambda one: one[0]):
            if shape == "=":
                plan = apply(plan, Batch(tuple(_fields(plan, list(run), files))))
            else:
                for one in run:
                    plan = _spliced(plan, one, files)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise EditError(f"the history is not in a form this program knows: {error!r}") from error
    return plan


def _fields(plan: Plan, run: list[Packed], files: Files) -> Iterator[SetField]:
    """Yield the edits of fields; of long texts what they stand in is looked up first."""
    wanted = {(kind, thing_id) for _, kind, thing_id, name, was, _ in run if _is_stretch(kind, name, was)}
    things = _found(plan, wanted)
    texts: dict[tuple[str, int, str], str] = {}  # as they are after the edits before
    for _, kind, thing_id, name, was, now in run:
        if (kind, thing_id) not in wanted:
            yield SetField(
                kind, thing_id, name, unpack(kind, name, was, files), unpack(kind, name, now, files)
            )
            continue
        key = (kind, thing_id, name)
        old = texts.get(key, getattr(things[kind, thing_id], name))
        yield _text_edit(kind, thing_id, name, (was, now), old)
        texts[key] = text_beside(now, old)


def _text_edit(kind: str, thing_id: int, name: str, packed: tuple[Any, Any], old: Any) -> SetField:
    was, now = packed
    if not fits(was, old):
        raise EditError(f"{kind}.{name} is not what the history expects")
    return SetField(kind, thing_id, name, old, text_beside(now, old))


def _is_stretch(kind: str, name: str, packed: Any) -> bool:
    return isinstance(packed, list) and is_text(kind, name)


def _found(plan: Plan, wanted: set[tuple[str, int]]) -> dict[tuple[str, int], Any]:
    """Return the things of these kinds and ids."""
    found: dict[tuple[str, int], Any] = {}
    kinds = {kind for kind, _ in wanted}

    def look(kind: str, thing: Any) -> None:
        if (kind, thing.id) in wanted:
            found[kind, thing.id] = thing
        for slot, child in SLOTS[kind].items():
            if REACHABLE[child] & kinds:
                for each in getattr(thing, slot):
                    look(child, each)

    if wanted:
        look("plan", plan)
    if missing := wanted - found.keys():
        raise EditError(f"the history speaks of what is not there: {min(missing)}")
    return found


def found(plan: Plan, kind: str, thing_id: int) -> Any:
    """Return a thing of the plan; EditError where there is none."""
    return _found(plan, {(kind, thing_id)})[kind, thing_id]


def _spliced(plan: Plan, one: Packed, files: Files) -> Plan:
    _, kind, thing_id, slot, at, was, now = one
    owner = _found(plan, {(kind, thing_id)})[kind, thing_id]
    run = getattr(owner, slot)[at : at + len(was)]
    child = SLOTS[kind][slot]
    others = _Others(child, run)
    if [_id_of(entry) for entry in was] != [thing.id for thing in run]:
        raise EditError(f"{kind}.{slot} at {at} is not what the history expects")
    made = tuple(_thing(child, entry, others, files) for entry in now)
    return apply(plan, Splice(kind, thing_id, slot, at, run, made))


def _id_of(entry: Any) -> int:
    if isinstance(entry, dict):
        return int(entry["id"])
    return int(entry[0] if isinstance(entry, list) else entry)


class _Others:
    """The things on the other side of a splice by kind and id; a kind is gone through when asked for."""

    def __init__(self, kind: str, run: Sequence[Any]) -> None:
        self._top = kind
        self._things: dict[str, dict[int, Any]] = {kind: {thing.id: thing for thing in run}}

    def get(self, kind: str, thing_id: int) -> Any:
        """Return the thing; EditError where there is none."""
        thing = self._of(kind).get(thing_id)
        if thing is None:
            raise EditError(f"the history speaks of a {kind} {thing_id} that is not there")
        return thing

    def _of(self, kind: str) -> dict[int, Any]:
        if kind not in self._things:
            self._things[kind] = {
                child.id: child
                for owner in REACHABLE[self._top]
                for slot, each in SLOTS[owner].items()
                if each == kind
                for thing in self._of(owner).values()
                for child in getattr(thing, slot)
            }
        return self._things[kind]


def _thing(kind: str, entry: Any, others: _Others, files: Files) -> Any:
    if isinstance(entry, int):
        return others.get(kind, entry)
    if isinstance(entry, dict):
        values = {name: unpack(kind, name, entry[name], files) for name in FIELDS[kind] if name in entry}
        lists = {
            slot: tuple(_thing(child, each, others, files) for each in entry.get(slot, ()))
            for slot, child in SLOTS[kind].items()
        }
        return CLASSES[kind](id=entry["id"], **values, **lists)
    thing_id, changed, slots = entry
    other = others.get(kind, thing_id)
    values = {name: _value(kind, name, value, other, files) for name, value in changed.items()}
    lists = {
        slot: tuple(_thing(SLOTS[kind][slot], each, others, files) for each in run)
        for slot, run in slots.items()
    }
    return replace(other, **values, **lists)


def _value(kind: str, name: str, packed: Any, other: Any, files: Files) -> Any:
    if _is_stretch(kind, name, packed):
        return text_beside(packed, getattr(other, name))
    return unpack(kind, name, packed, files)
