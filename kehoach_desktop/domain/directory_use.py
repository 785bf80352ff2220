"""Where a plan names the bodies, forms and indicators of the office's list; renaming them there."""

from collections.abc import Iterator
from dataclasses import dataclass

from kehoach_desktop.domain.directory import NO_NAMES, Kind, Names, Place, body_places, form_places, name_key
from kehoach_desktop.domain.edits import Batch, SetField
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.plan import Plan

FIELDS = {"form": Kind.FORM, "lead": Kind.BODY, "partners": Kind.BODY}
"""The columns of the appendix that name entries, and of which kind."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the plan that names entries, and where in its text each stands."""

    kind: str
    id: int
    field: str
    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """A name as the plan writes it first, and how many times it stands there under that key."""

    name: str
    unit: str
    count: int


def cells(plan: Plan, kind: Kind, known: Names = NO_NAMES) -> Iterator[Cell]:
    """Yield every cell that names entries of the kind."""
    for task in all_tasks(plan):
        for field, of in FIELDS.items():
            text: str = getattr(task, field)
            if of is kind and text:
                yield Cell("task", task.id, field, text, places_in(text, kind, known))
        if kind is Kind.INDICATOR:
            for target in task.targets:
                yield Cell("target", target.id, "indicator", target.indicator, ((0, len(target.indicator)),))
            for record in task.progress:
                for one in record.quantities:
                    yield Cell("quantity", one.id, "indicator", one.indicator, ((0, len(one.indicator)),))


def places_in(text: str, kind: Kind, known: Names = NO_NAMES) -> tuple[Place, ...]:
    """Return where entries of the kind stand in a cell's text."""
    if kind is Kind.BODY:
        return body_places(text, known)
    return form_places(text) if kind is Kind.FORM else ((0, len(text)),)


def use(plan: Plan, kind: Kind, known: Names = NO_NAMES) -> dict[str, Used]:
    """Return what the plan names of the kind, by key, in order of first mention (an indicator's unit too)."""
    units = _units(plan) if kind is Kind.INDICATOR else {}
    found: dict[str, Used] = {}
    for cell in cells(plan, kind, known):
        for start, end in cell.places:
            name = cell.text[start:end]
            key = name_key(name)
            before = found.get(key)
            if before is not None:
                found[key] = Used(before.name, before.unit, before.count + 1)
            elif key:
                found[key] = Used(name[0].upper() + name[1:], units.get(key, ""), 1)
    return found


def called_otherwise(text: str, kind: Kind, keys: Names, name: str, known: Names = NO_NAMES) -> int:
    """Return how many names in a cell's text are among ``keys`` and are not written as ``name``."""
    places = places_in(text, kind, known)
    return sum(name_key(text[s:e]) in keys and text[s:e] != name for s, e in places)


def _units(plan: Plan) -> dict[str, str]:
    units: dict[str, str] = {}
    for task in all_tasks(plan):
        for target in task.targets:
            units.setdefault(name_key(target.indicator), target.unit)
        for record in task.progress:
            for quantity in record.quantities:
                units.setdefault(name_key(quantity.indicator), quantity.unit)
    return units


def renamed(plan: Plan, kind: Kind, keys: Names, name: str, known: Names = NO_NAMES) -> Batch | None:
    """Return the edit that writes ``name`` wherever the plan has one of ``keys``; None where it has none.

    In a cell with several bodies only those change, and one that would then stand twice goes.
    """
    edits = []
    for cell in cells(plan, kind, known):
        after = _rewritten(cell, keys, name)
        if after != cell.text:
            edits.append(SetField(cell.kind, cell.id, cell.field, cell.text, after))
    return Batch(tuple(edits)) if edits else None


def _rewritten(cell: Cell, keys: Names, name: str) -> str:
    meant = [name_key(cell.text[start:end]) in keys for start, end in cell.places]
    if not any(meant):
        return cell.text
    placed = list(zip(cell.places, meant, strict=True))
    is_there = name_key(name) in {name_key(cell.text[s:e]) for (s, e), is_meant in placed if not is_meant}
    kept: list[tuple[str, str]] = []  # what parts it from the one before, and the name
    at = 0
    for (start, end), is_meant in placed:
        gap, at = cell.text[at:start], end
        if not is_meant:
            kept.append((gap, cell.text[start:end]))
        elif not is_there:
            kept.append((gap, name))
            is_there = True
    (_, first), *rest = kept
    lead, tail = cell.text[: cell.places[0][0]], cell.text[at:]
    return f"{lead}{first}{''.join(gap + word for gap, word in rest)}{tail}"
