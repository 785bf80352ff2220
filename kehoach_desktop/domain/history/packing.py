"""An edit as plain lists, to be kept as JSON: what it found and what it made, told of each by the other.

A list of singles in the order they were done:

- ``["=", kind, id, field, old, new]``: a field; of a long text only the stretch that differs (``ranges``).
- ``["~", kind, id, slot, at, [old …], [new …]]``: a run of a list. Each entry is a thing: its id alone where
  the very same thing stands on the other side, ``[id, fields, lists]`` with only what differs where one of
  that id does, and ``{"id": id, field: value, slot: [entry …]}`` for one that is on this side alone.

So a moved row is a number however much hangs on it, and a letter typed into a page is a few words.
``unpacking`` reads it with the plan at hand on either side of the edit.
"""

from collections.abc import Iterable
from typing import Any

from kehoach_desktop.domain.edits import SLOTS, Edit, SetField, Splice, flat
from kehoach_desktop.domain.history.ranges import pack_texts
from kehoach_desktop.domain.history.values import BLANKS, FIELDS, is_text, pack

Packed = list[Any]
Sides = tuple[dict[tuple[str, int], Any], dict[tuple[str, int], Any]]
_MISSING = object()


def pack_edit(edit: Edit) -> list[Packed]:
    """Return the edit as lists, words and numbers."""
    return [_field(one) if isinstance(one, SetField) else _splice(one) for one in flat(edit)]


def packed_values(kind: str, name: str, old: Any, new: Any) -> tuple[Any, Any]:
    """Return both values of a field, packed."""
    if isinstance(old, str) and isinstance(new, str) and is_text(kind, name):
        return pack_texts(old, new)
    return pack(kind, name, old), pack(kind, name, new)


def _field(edit: SetField) -> Packed:
    return ["=", edit.kind, edit.id, edit.name, *packed_values(edit.kind, edit.name, edit.old, edit.new)]


def _splice(edit: Splice) -> Packed:
    kind = SLOTS[edit.kind][edit.slot]
    sides = _that_differ(kind, edit.old, edit.new)
    old = [_entry(kind, thing, sides[1], is_old=True) for thing in edit.old]
    new = [_entry(kind, thing, sides[0], is_old=False) for thing in edit.new]
    return ["~", edit.kind, edit.id, edit.slot, edit.at, old, new]


def _that_differ(kind: str, old: Iterable[Any], new: Iterable[Any]) -> Sides:
    """Return the things of both sides by kind and id: those in the run, and below the ones that changed."""
    found: Sides = ({}, {})
    level = {kind: (list(old), list(new))}
    while level:
        below: dict[str, tuple[list[Any], list[Any]]] = {}
        for each, runs in level.items():
            own = [{thing.id: thing for thing in run} for run in runs]
            for side, things in enumerate(own):
                found[side].update(((each, thing_id), thing) for thing_id, thing in things.items())
            for side, things in enumerate(own):
                for thing_id, thing in things.items():
                    if own[1 - side].get(thing_id) is thing:
                        continue
                    for slot, child in SLOTS[each].items():
                        below.setdefault(child, ([], []))[side].extend(getattr(thing, slot))
        level = below
    return found


def _entry(kind: str, thing: Any, others: dict[tuple[str, int], Any], *, is_old: bool) -> Any:
    other: Any = others.get((kind, thing.id))
    if other is thing:
        return thing.id
    lists: dict[str, Any] = {}
    for slot, child in SLOTS[kind].items():
        run = getattr(thing, slot)
        if other is None:
            if run:
                lists[slot] = [_entry(child, each, others, is_old=is_old) for each in run]
        elif run is not getattr(other, slot):
            lists[slot] = [_entry(child, each, others, is_old=is_old) for each in run]
    if other is None:
        return {"id": thing.id} | _whole(kind, thing) | lists
    return [thing.id, _differing(kind, thing, other, is_old=is_old), lists]


def _whole(kind: str, thing: Any) -> dict[str, Any]:
    return {
        name: pack(kind, name, value)
        for name in FIELDS[kind]
        if (value := getattr(thing, name)) != BLANKS.get((kind, name), _MISSING)
    }


def _differing(kind: str, thing: Any, other: Any, *, is_old: bool) -> dict[str, Any]:
    found = {}
    for name in FIELDS[kind]:
        mine, theirs = getattr(thing, name), getattr(other, name)
        if mine != theirs:
            sides = packed_values(kind, name, *((mine, theirs) if is_old else (theirs, mine)))
            found[name] = sides[0] if is_old else sides[1]
    return found
