"""Many edits applied in one go: each thing is found in an index, and each owner is rebuilt once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from kehoach_desktop.domain.edits import REACHABLE, SLOTS, EditError, SetField, Splice, change_of
from kehoach_desktop.domain.plan import Plan

Key = tuple[str, int]


def apply_many(plan: Plan, edits: Iterable[SetField | Splice]) -> Plan:
    """Return the plan after the edits, as ``edits.apply`` would one after another; EditError likewise."""
    parts = list(edits)
    tree = _Tree(plan, {part.kind for part in parts})
    for _, run in groupby(parts, key=lambda part: (type(part), part.kind, part.id)):
        of_one = list(run)
        if isinstance(of_one[0], SetField):
            tree.set_fields(of_one)
            continue
        for part in of_one:
            if isinstance(part, Splice):
                tree.change(part)
    settled: Plan = tree.settled(("plan", plan.id))
    return settled


class _Tree:
    """The things of a plan by kind and id; those changed are put back into their owners when asked for."""

    def __init__(self, plan: Plan, kinds: set[str]) -> None:
        self._kinds = kinds  # nothing below these is looked up
        self._things: dict[Key, Any] = {}
        self._owners: dict[Key, Key] = {}
        self._stale: set[Key] = set()  # something below was changed
        self._add(("plan", plan.id), plan)

    def set_fields(self, edits: list[Any]) -> None:
        """Set fields of one thing, which is made anew once."""
        key = (edits[0].kind, edits[0].id)
        thing = self._there(key)
        values: dict[str, Any] = {}
        for edit in edits:
            held = values[edit.name] if edit.name in values else getattr(thing, edit.name)
            if held != edit.old:
                raise EditError(f"{edit.kind}.{edit.name} is not what the edit expects")
            values[edit.name] = edit.new
        self._things[key] = replace(thing, **values)
        self._note_stale(key)

    def change(self, edit: Splice) -> None:
        """Do one edit of a list."""
        key = (edit.kind, edit.id)
        self._there(key)
        self._things[key] = change_of(edit)(self.settled(key))
        kind = SLOTS[edit.kind][edit.slot]
        for gone in edit.old:
            self._drop((kind, gone.id))
        for come in edit.new:
            self._add((kind, come.id), come, key)
        self._note_stale(key)

    def _there(self, key: Key) -> Any:
        if key not in self._things:
            raise EditError(f"no {key[0]} {key[1]} in the plan")
        return self._things[key]

    def _note_stale(self, key: Key) -> None:
        while key in self._owners and self._owners[key] not in self._stale:
            key = self._owners[key]
            self._stale.add(key)

    def settled(self, key: Key) -> Any:
        """Return the thing with all that was changed below it."""
        if key not in self._stale:
            return self._things[key]
        self._stale.discard(key)
        thing = self._things[key]
        lists = {
            slot: tuple(self.settled((kind, child.id)) for child in getattr(thing, slot))
            for slot, kind in self._slots(key[0])
        }
        self._things[key] = replace(thing, **lists)
        return self._things[key]

    def _slots(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield the lists of a kind in which, or below which, something is to be looked up."""
        for slot, child in SLOTS[kind].items():
            if REACHABLE[child] & self._kinds:
                yield slot, child

    def _add(self, key: Key, thing: Any, owner: Key | None = None) -> None:
        self._things[key] = thing
        if owner is not None:
            self._owners[key] = owner
        for slot, kind in self._slots(key[0]):
            for child in getattr(thing, slot):
                self._add((kind, child.id), child, key)

    def _drop(self, key: Key) -> None:
        thing = self._things.pop(key, None)
        self._owners.pop(key, None)
        self._stale.discard(key)
        if thing is not None:
            for slot, kind in self._slots(key[0]):
                for child in getattr(thing, slot):
                    self._drop((kind, child.id))
