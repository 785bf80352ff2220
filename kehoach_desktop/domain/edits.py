"""Edits: the only way a plan changes. Each is frozen, has an inverse, and says what it touches.

Two shapes serve for everything: a field of one thing takes a new value, or a run of an ordered list is
replaced by another run (inserting, removing, moving and rewriting text are all that).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import Any

from kehoach_desktop.domain.plan import Plan, new_id

SLOTS: dict[str, dict[str, str]] = {
    "plan": {
        "preamble": "item",
        "body": "item",
        "appendices": "appendix",
        "versions": "version",
        "closings": "closing",
        "sendings": "sending",
    },
    "item": {},
    "appendix": {"activities": "activity", "columns": "own_column"},
    "activity": {"tasks": "task"},
    "task": {"targets": "target", "progress": "progress"},
    "own_column": {},
    "target": {},
    "progress": {"quantities": "quantity", "evidence": "evidence"},
    "quantity": {},
    "evidence": {},
    "version": {},
    "closing": {},
    "sending": {},
}
"""Which ordered lists each kind of thing has, and what stands in them."""


class EditError(Exception):
    """An edit that does not fit the plan it meets: a bug, not a user's mistake."""


@dataclass(frozen=True, slots=True)
class SetField:
    """Field ``name`` of the ``kind`` with that id goes from ``old`` to ``new``."""

    kind: str
    id: int
    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Splice:
    """In list ``slot`` of the ``kind`` with that id, the run ``old`` at place ``at`` becomes ``new``."""

    kind: str
    id: int
    slot: str
    at: int
    old: tuple[Any, ...]
    new: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Several edits, done in order, undone together."""

    edits: tuple["Edit", ...]


Edit = SetField | Splice | Batch


@dataclass(frozen=True, slots=True)
class Change:
    """What one edit touched: a field (``at`` None), or ``removed``/``added`` entries of a list at ``at``."""

    kind: str
    id: int
    name: str
    at: int | None = None
    removed: int = 0
    added: int = 0


class Touched(tuple[Change, ...]):
    """What an edit touched, in order; a block of cells is thousands, all of a kind or two."""

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of things touched."""
        return frozenset([change.kind for change in self])


def of_kinds(touched: Sequence[Change], *kinds: str) -> list[Change]:
    """Return what was touched of these kinds; of an edit of others none is looked through."""
    if isinstance(touched, Touched) and touched.kinds.isdisjoint(kinds):
        return []
    return [change for change in touched if change.kind in kinds]


def apply(plan: Plan, edit: Edit) -> Plan:
    """Return the plan after the edit; the plan given stays as it was.

    Raises EditError when the edit's ``old`` is not what the plan holds, or the thing is not there.
    """
    parts = flat(edit)
    if len(parts) < _MANY:
        for part in parts:
            plan = _applied(plan, part)
        return plan
    from kehoach_desktop.domain.many_edits import apply_many  # it builds on this module

    return apply_many(plan, parts)


def flat(edit: Edit) -> list[SetField | Splice]:
    """Return the single edits that make up ``edit``, in order."""
    if isinstance(edit, Batch):
        if Batch not in set(map(type, edit.edits)):
            return list(edit.edits)  # type: ignore[arg-type]
        singles: list[SetField | Splice] = []
        for part in edit.edits:
            if isinstance(part, Batch):
                singles += flat(part)
            else:
                singles.append(part)
        return singles
    return [edit]


def _applied(plan: Plan, edit: SetField | Splice) -> Plan:
    change = change_of(edit)
    for route in ROUTES[edit.kind]:
        places = _places(plan, route, edit.id)
        if places is not None:
            rebuilt: Plan = _rebuilt(plan, route, places, change)
            return rebuilt
    raise EditError(f"no {edit.kind} {edit.id} in plan {plan.id}")


def inverse(edit: Edit) -> Edit:
    """Return the edit that takes this one back."""
    if isinstance(edit, Batch):
        return Batch(tuple([inverse(part) for part in reversed(edit.edits)]))
    if isinstance(edit, SetField):  # of which a block of cells is thousands
        return SetField(edit.kind, edit.id, edit.name, edit.new, edit.old)
    return replace(edit, old=edit.new, new=edit.old)


def merged(first: Edit, second: Edit) -> Edit | None:
    """Return one edit that does both, when both write the same field or the same single item."""
    if isinstance(first, SetField) and isinstance(second, SetField):
        same = (first.kind, first.id, first.name) == (second.kind, second.id, second.name)
        return replace(first, new=second.new) if same else None
    if isinstance(first, Splice) and isinstance(second, Splice):
        place = (first.kind, first.id, first.slot, first.at) == (
            second.kind,
            second.id,
            second.slot,
            second.at,
        )
        runs = (first.old, first.new, second.old, second.new)
        one = all(len(run) == 1 for run in runs) and len({run[0].id for run in runs}) == 1
        return replace(first, new=second.new) if place and one else None
    return None


def changes(edit: Edit) -> Touched:
    """Return what the edit touches, in order."""
    return Touched(
        [
            Change(part.kind, part.id, part.name)
            if isinstance(part, SetField)
            else Change(part.kind, part.id, part.slot, part.at, len(part.old), len(part.new))
            for part in flat(edit)
        ]
    )


def move(kind: str, owner_id: int, slot: str, run: tuple[Any, ...], at: int, to: int) -> Splice:
    """Return the splice that takes entry ``at`` of the whole list ``run`` to place ``to`` in the result."""
    rest = run[:at] + run[at + 1 :]
    after = (*rest[:to], run[at], *rest[to:])
    low, high = min(at, to), max(at, to) + 1
    return Splice(kind, owner_id, slot, low, run[low:high], after[low:high])


def with_new_ids(thing: Any, kind: str) -> Any:
    """Return the thing with a new id, and all below it too: a copy that can stand beside the original."""
    lists = {
        slot: tuple(with_new_ids(child, child_kind) for child in getattr(thing, slot))
        for slot, child_kind in SLOTS[kind].items()
    }
    return replace(thing, id=new_id(), **lists)


def change_of(edit: SetField | Splice) -> Callable[[Any], Any]:
    """Return what the edit makes of the thing it names; EditError where that is not what it expects."""
    return _field_change(edit) if isinstance(edit, SetField) else _splice_change(edit)


def _field_change(edit: SetField) -> Callable[[Any], Any]:
    def change(thing: Any) -> Any:
        if getattr(thing, edit.name) != edit.old:
            raise EditError(f"{edit.kind}.{edit.name} is not what the edit expects")
        return replace(thing, **{edit.name: edit.new})

    return change


def _splice_change(edit: Splice) -> Callable[[Any], Any]:
    def change(thing: Any) -> Any:
        run = getattr(thing, edit.slot)
        if run[edit.at : edit.at + len(edit.old)] != edit.old or edit.at > len(run):
            raise EditError(f"{edit.kind}.{edit.slot} at {edit.at} is not what the edit expects")
        after = run[: edit.at] + edit.new + run[edit.at + len(edit.old) :]
        return replace(thing, **{edit.slot: after})

    return change


def _places(thing: Any, route: tuple[str, ...], target_id: int) -> tuple[int, ...] | None:
    """Return the places along the lists of ``route`` that lead to the target; None when it is not there.

    Three lists are gone through without a call: of tasks and their records there are thousands.
    """
    if not route:
        return () if thing.id == target_id else None
    run = getattr(thing, route[0])
    if len(route) == 3:
        below, deepest = attrgetter(route[1]), attrgetter(route[2])
        for first, child in enumerate(run):
            for second, grandchild in enumerate(below(child)):
                for third, one in enumerate(deepest(grandchild)):
                    if one.id == target_id:
                        return first, second, third
        return None
    for at, child in enumerate(run):
        found = _places(child, route[1:], target_id)
        if found is not None:
            return at, *found
    return None


def _rebuilt(
    thing: Any, route: tuple[str, ...], places: tuple[int, ...], change: Callable[[Any], Any]
) -> Any:
    """Return ``thing`` with what stands at the places along the route changed."""
    if not route:
        return change(thing)
    run, at = getattr(thing, route[0]), places[0]
    after = _rebuilt(run[at], route[1:], places[1:], change)
    return replace(thing, **{route[0]: (*run[:at], after, *run[at + 1 :])})


def _reachable(kind: str) -> frozenset[str]:
    return frozenset({kind}).union(*(_reachable(child) for child in SLOTS[kind].values()))


REACHABLE = {kind: _reachable(kind) for kind in SLOTS}
"""Which kinds of things can stand below each kind, itself among them."""


def _routes(kind: str, route: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield kind, route
    for slot, child in SLOTS[kind].items():
        yield from _routes(child, (*route, slot))


ROUTES = {kind: [route for found, route in _routes("plan", ()) if found == kind] for kind in SLOTS}
"""The lists that lead from a plan to the things of each kind."""

_MANY = 8  # single edits from which looking each thing up in an index pays
