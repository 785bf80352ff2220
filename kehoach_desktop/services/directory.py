"""The office's list of bodies, forms and indicators: what the program ships, what the office made of it.

A shipped entry is known by its name. The office's row of that name stands in its place, and so does a row
that has the name among its other names: a renamed or merged entry does not come back.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from kehoach_desktop.data import directory as data
from kehoach_desktop.data import plans as plan_data
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain import edits
from kehoach_desktop.domain.directory import NO_NAMES, DirectoryEntry, Kind, Names, known_names, name_key
from kehoach_desktop.domain.directory_use import FIELDS, called_otherwise, places_in, renamed
from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.history.of_the_file import told_entries
from kehoach_desktop.domain.history.told import Step, Told, told_edit, told_elsewhere
from kehoach_desktop.domain.plan import Plan, Status
from kehoach_desktop.domain.text import sort_key
from kehoach_desktop.paths import resources
from kehoach_desktop.services.noting import note

Progress = Callable[[int, int], None]
"""How much is done, of how much; what it raises ends the work."""
_SHIPPED = {"bodies": Kind.BODY, "forms": Kind.FORM, "indicators": Kind.INDICATOR}


def _unheard(_done: int, _total: int) -> None:
    """Nobody waits for it."""


class Elsewhere(NamedTuple):
    """How often other plans of the file have a name: drafts that may follow, issued ones that may not."""

    drafts: tuple[int, ...]  # their ids
    places: int  # in the drafts
    issued: int  # plans that have it and stay as they are


@cache
def shipped_entries() -> tuple[DirectoryEntry, ...]:
    """Return what the program ships."""
    path = resources() / "templates" / "directory.json"
    read = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        DirectoryEntry(kind, entry["name"], entry.get("unit", ""), tuple(entry.get("aliases", ())))
        for group, kind in _SHIPPED.items()
        for entry in read[group]
    )


def list_entries(store: Store, kind: Kind, *, with_removed: bool = False) -> tuple[DirectoryEntry, ...]:
    """Return the list as the office has it, by the Vietnamese alphabet."""
    with store.reading() as connection:
        rows = [row for row in data.list_entries(connection) if row.kind is kind]
    taken = {(key, row.unit if kind is Kind.INDICATOR else "") for row in rows for key in row.keys}
    kept = [row for row in rows if with_removed or not row.is_removed]
    kept += [
        entry
        for entry in shipped_entries()
        if entry.kind is kind
        and (name_key(entry.name), entry.unit if kind is Kind.INDICATOR else "") not in taken
    ]
    return tuple(sorted(kept, key=lambda entry: (sort_key(entry.name), entry.unit)))


def known_bodies(store: Store) -> Names:
    """Return the keys of all the bodies' names, for parting a cell into its bodies."""
    return known_names(list_entries(store, Kind.BODY))


def offered(store: Store, field: str) -> tuple[DirectoryEntry, ...]:
    """Return what may be offered in a column of the appendix: used there, the most first, then the list."""
    kind = FIELDS[field]
    everything = list_entries(store, kind, with_removed=True)
    entries = [entry for entry in everything if not entry.is_removed]
    known = known_names(entries)
    hidden = known_names(entry for entry in everything if entry.is_removed) - known
    with store.reading() as connection:
        texts = data.used_texts(connection, field)
    by_key = {key: place for place, entry in enumerate(entries) for key in entry.keys}
    counts: dict[int, int] = {}  # by place in ``entries``
    for text, times in texts:
        for start, end in places_in(text, kind, known):
            key = name_key(text[start:end])
            if not key or key in hidden:
                continue
            place = by_key.setdefault(key, len(entries))
            if place == len(entries):
                entries.append(DirectoryEntry(kind, text[start].upper() + text[start + 1 : end]))
            counts[place] = counts.get(place, 0) + times
    ordered = sorted(counts, key=lambda place: -counts[place])
    return (*(entries[p] for p in ordered), *(e for p, e in enumerate(entries) if p not in counts))


def keep_entry(store: Store, entry: DirectoryEntry) -> DirectoryEntry:
    """Keep a new entry, or what the office made of one; return it as kept."""
    with store.transaction() as connection, _noted(connection, Step.EDIT):
        return data.keep_entry(connection, entry)


def remove_entry(store: Store, entry: DirectoryEntry) -> DirectoryEntry:
    """Take the entry out of what is offered; it may be put back."""
    return keep_entry(store, replace(entry, is_removed=True))


def restore_entry(store: Store, entry: DirectoryEntry) -> DirectoryEntry:
    """Offer the entry again."""
    return keep_entry(store, replace(entry, is_removed=False))


def merge_entries(store: Store, entries: Sequence[DirectoryEntry], into: DirectoryEntry) -> DirectoryEntry:
    """Keep ``into`` in the place of the entries, whose names are to be among its other names."""
    with store.transaction() as connection, _noted(connection, Step.EDIT):
        for entry in entries:
            if entry.id and entry.id != into.id:
                data.drop_entry(connection, entry.id)
        return data.keep_entry(connection, into)


def rows_as_they_stand(store: Store) -> list[DirectoryEntry]:
    """Return the office's rows, for ``put_back``."""
    with store.reading() as connection:
        return data.list_entries(connection)


def put_back(store: Store, rows: list[DirectoryEntry]) -> None:
    """Make the office's rows what they were."""
    with store.transaction() as connection, _noted(connection, Step.UNDO):
        data.replace_entries(connection, rows)


@contextmanager
def _noted(connection: Any, step: Step) -> Iterator[None]:
    """Write into the history what the office's rows were before and are after."""
    before = data.list_entries(connection)
    yield
    if (told := told_entries(before, data.list_entries(connection), step)) is not None:
        note(connection, told)


def renamed_entry(entries: Sequence[DirectoryEntry], name: str, aliases: Iterable[str]) -> DirectoryEntry:
    """Return the first entry under ``name``, with ``aliases`` and every name the entries had before."""
    names = (*aliases, *(entry.name for entry in entries))
    others = {name_key(other): other.strip() for other in reversed(names) if other.strip()}
    others.pop(name_key(name), None)
    ordered = dict.fromkeys(others[key] for key in map(name_key, names) if key in others)
    return replace(entries[0], name=name, aliases=tuple(ordered))


def elsewhere(
    store: Store,
    kind: Kind,
    keys: Names,
    name: str,
    known: Names = NO_NAMES,
    but: int | None = None,
    *,
    progress: Progress = _unheard,
) -> Elsewhere:
    """Look in the plans of the file other than ``but`` for what is called by ``keys`` and not ``name``."""
    fields = [field for field, of in FIELDS.items() if of is kind]
    drafts: dict[int, int] = {}
    issued: set[int] = set()
    with store.reading() as connection:
        texts = data.texts_by_plan(connection, kind, fields, but)
    for done, (plan_id, status, text, times) in enumerate(texts):
        progress(done, len(texts))
        count = times * called_otherwise(text, kind, keys, name, known)
        if count and status is Status.DRAFT:
            drafts[plan_id] = drafts.get(plan_id, 0) + count
        elif count:
            issued.add(plan_id)
    return Elsewhere(tuple(drafts), sum(drafts.values()), len(issued))


def rename_in(
    store: Store,
    plan_ids: Sequence[int],
    kind: Kind,
    keys: Names,
    name: str,
    known: Names = NO_NAMES,
    *,
    progress: Progress = _unheard,
) -> list[tuple[int, Edit]]:
    """Write ``name`` wherever these drafts have one of ``keys``, in one transaction; return what was done.

    What is to be written is found before it: who edits another plan meanwhile does not wait for that. A draft
    that has changed in between stays as it is.
    """
    wanted: list[tuple[Plan, Edit]] = []
    for done, plan_id in enumerate(plan_ids):
        progress(done, len(plan_ids))
        with store.reading() as connection:
            plan = plan_data.load_plan(connection, plan_id)
        edit = renamed(plan, kind, keys, name, known) if plan is not None else None
        if plan is not None and edit is not None:
            wanted.append((plan, edit))
    progress(len(plan_ids), len(plan_ids))
    told = [
        (told_edit(plan, edits.apply(plan, edit), edit, Step.EDIT, f"Đổi tên thành “{name}”"), edit)
        for plan, edit in wanted
    ]
    return _applied(store, told)


def take_back(store: Store, done: Iterable[tuple[int, Edit]]) -> None:
    """Undo ``rename_in``; a plan that was changed there since is left as it is."""
    back = ((plan_id, edits.inverse(edit)) for plan_id, edit in done)
    _applied(
        store,
        [
            (told_elsewhere(plan_id, edit, Step.UNDO, "Đổi tên trong danh mục"), edit)
            for plan_id, edit in back
        ],
    )


def _applied(store: Store, wanted: Iterable[tuple[Told, Edit]]) -> list[tuple[int, Edit]]:
    """Write these edits of drafts where they fit, in one transaction; return those written."""
    done = []
    with store.transaction() as connection:
        for told, edit in wanted:
            if plan_data.is_as_expected(connection, told.plan_id, edit):
                plan_data.apply_edit(connection, edit)
                note(connection, told)
                done.append((told.plan_id, edit))
    return done
