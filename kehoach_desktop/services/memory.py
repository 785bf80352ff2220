"""What may be offered in a field of the particulars: used before, the office's own, the usual forms."""

from collections.abc import Iterable
from typing import Any

from kehoach_desktop.data import memory as data
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain import signing, usual_forms
from kehoach_desktop.domain.plan import Plan, Signature
from kehoach_desktop.services.settings import Office

_BLANK_OFFICE = Office()
_BLANK_PLAN = Plan(year=0)


def offers(
    store: Store, name: str, plan: Plan | None = None, office: Office = _BLANK_OFFICE
) -> tuple[str, ...]:
    """Return what may be offered for the particular ``name`` ("place", "signature.title" …), each once.

    First what the plans of the file have, the last first; then the office's; then what is usual for ``plan``.
    """
    plan = plan or _BLANK_PLAN
    owner, _, part = name.partition(".")
    if owner == "signature":
        signatures = (
            *_used(store, owner),
            office.signature,
            *signing.usual_signatures(plan.issuer or office.issuer),
        )
        return _each_once(getattr(signature, part) for signature in signatures)
    if owner == "addressees":
        used = (entry for entries in _used(store, owner) for entry in entries)
        return _each_once((plan.superior, *used, office.superior))
    if owner == "recipients":
        found = _each_once((*(e for r in _used(store, owner) for e in r), *_usual(owner, plan, office)))
        return tuple(sorted(found, key=usual_forms.is_kept_copy))  # those come last on paper, too
    return _each_once((*_used(store, owner), getattr(office, owner, ""), *_usual(owner, plan, office)))


def signers(store: Store, office: Office = _BLANK_OFFICE) -> tuple[Signature, ...]:
    """Return who signed before, each with the lines above the name; the last first."""
    known = (*_used(store, "signature"), office.signature)
    return tuple(dict.fromkeys(signature for signature in known if signature.name.strip()))


def signature_forms(
    store: Store, plan: Plan | None = None, office: Office = _BLANK_OFFICE
) -> tuple[Signature, ...]:
    """Return the lines above the name as they go together, without names: those used, then the decree's."""
    issuer = (plan.issuer if plan else "") or office.issuer
    known = (*_used(store, "signature"), office.signature, *signing.usual_signatures(issuer))
    forms = (Signature(s.authority, s.proxy, s.title) for s in known)
    return tuple(form for form in dict.fromkeys(forms) if form != Signature())


def _used(store: Store, field: str) -> list[Any]:
    with store.reading() as connection:
        return data.used_values(connection, field)


def _usual(field: str, plan: Plan, office: Office) -> tuple[str, ...]:
    issuer, superior = plan.issuer or office.issuer, plan.superior or office.superior
    if field == "symbol":
        return usual_forms.usual_symbols(issuer)
    if field == "place":
        return usual_forms.usual_places(issuer, superior)
    return usual_forms.usual_recipients(issuer) if field == "recipients" else ()


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words without blanks and repetitions; marks tell two names apart, capitals do not."""
    found: dict[str, str] = {}
    for word in words:
        if word.strip():
            found.setdefault(word.strip().casefold(), word.strip())
    return tuple(found.values())
