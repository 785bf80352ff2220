"""The library of căn cứ: the texts the program ships, with what the office added and changed.

A shipped text is known by its slug. What the office does to one (an edit, its confirmation, its removal) is
a row of the file with that slug, and stands in its place; so a later program may ship more texts without
undoing anything of hers. A text of the office's own is a row without a slug.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from kehoach_desktop.data import legal_bases as data
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain.basis_order import sort_key
from kehoach_desktop.domain.citations import parse_citation
from kehoach_desktop.domain.history.of_the_file import told_basis
from kehoach_desktop.domain.legal_basis import LegalBasis, matching
from kehoach_desktop.domain.plan import Level, Plan
from kehoach_desktop.paths import resources
from kehoach_desktop.services.noting import Step, note


@cache
def shipped_bases() -> tuple[LegalBasis, ...]:
    """Return the texts the program ships, none of them confirmed by the office."""
    path = resources() / "templates" / "legal-bases.json"
    return tuple(_read(entry) for entry in json.loads(path.read_text(encoding="utf-8"))["bases"])


def list_bases(store: Store) -> tuple[LegalBasis, ...]:
    """Return the library as the office has it: the highest kind first, of one kind the newest first."""
    with store.reading() as connection:
        rows = data.list_bases(connection)
    changed = {row.slug for row in rows if row.slug}
    kept = [entry for entry in shipped_bases() if entry.slug not in changed]
    kept += [row for row in rows if not row.is_removed]

    def place(basis: LegalBasis) -> tuple[int, int, str]:
        kind, day = sort_key(basis)
        return kind, -day, basis.number

    return tuple(sorted(kept, key=place))


def keep_basis(store: Store, basis: LegalBasis) -> LegalBasis:
    """Keep a new text, or what the office made of a known one; return it as kept."""
    with store.transaction() as connection:
        return _keep(connection, basis, Step.EDIT)


def confirm_basis(store: Store, basis: LegalBasis, day: dt.date) -> LegalBasis:
    """Keep that the office has looked the text up and it is as written."""
    return keep_basis(store, replace(basis, checked_on=day))


def remove_basis(store: Store, basis: LegalBasis) -> LegalBasis:
    """Take the text out of the library; a shipped one is put away. Return what ``undo_change`` takes."""
    with store.transaction() as connection:
        if basis.slug:
            return _keep(connection, replace(basis, is_removed=True), Step.EDIT)
        _drop(connection, basis, None, Step.EDIT)
    return basis


def undo_change(store: Store, before: LegalBasis | None, after: LegalBasis) -> None:
    """Put back what stood before ``keep_basis``, ``confirm_basis`` or ``remove_basis`` returned ``after``.

    ``before`` is None when nothing did; a shipped text without a row loses its row again.
    """
    with store.transaction() as connection:
        if before is None or (before.slug and not before.id):
            _drop(connection, after, before, Step.UNDO)
        else:
            _keep(connection, before, Step.UNDO)


def add_bases(store: Store, bases: Iterable[LegalBasis]) -> list[LegalBasis]:
    """Keep several new texts in one transaction."""
    with store.transaction() as connection:
        return [_keep(connection, basis, Step.EDIT) for basis in bases]


def _keep(connection: Any, basis: LegalBasis, step: Step) -> LegalBasis:
    """Write the text, and into the history what it was and is."""
    note(connection, told_basis(_as_it_stands(connection, basis), basis, step))
    return data.keep_basis(connection, basis)


def _drop(connection: Any, basis: LegalBasis, after: LegalBasis | None, step: Step) -> None:
    """Forget the row of a text; ``after``: the shipped one that stands there again."""
    note(connection, told_basis(_as_it_stands(connection, basis), after, step))
    data.drop_basis(connection, basis.id)


def _as_it_stands(connection: Any, basis: LegalBasis) -> LegalBasis | None:
    rows = {row.id: row for row in data.list_bases(connection)}
    if basis.id in rows:
        return rows[basis.id]
    return next((one for one in shipped_bases() if basis.slug and one.slug == basis.slug), None)


def bases_of_plan(plan: Plan, library: Iterable[LegalBasis]) -> list[LegalBasis]:
    """Return the texts the plan's căn cứ cite in full and the library does not have, to be confirmed."""
    known = list(library)
    found: list[LegalBasis] = []
    for item in plan.preamble:
        for citation in parse_citation(item.text) if item.level is Level.BASIS else ():
            if not citation.is_inner and citation.is_full and matching(citation.basis, known) is None:
                found.append(citation.basis)
                known.append(citation.basis)
    return found


def _read(entry: dict[str, str]) -> LegalBasis:
    values: dict[str, Any] = dict(entry)
    values |= {name: _day(entry.get(name)) for name in ("date", "in_force_from", "in_force_to")}
    return LegalBasis(**values)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
