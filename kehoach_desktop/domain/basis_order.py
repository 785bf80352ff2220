"""Where a căn cứ goes: its lawful place among those of the preamble, and its form in the text."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kehoach_desktop.domain.citations import parse_citation
from kehoach_desktop.domain.legal_basis import (
    LegalBasis,
    full_citation,
    identity,
    is_law,
    is_of_a_place,
    is_same_text,
    short_citation,
)
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.domain.text import search_key

_RANKS = {
    "hien phap": 0, "bo luat": 1, "luat": 1, "phap lenh": 2, "lenh": 3, "nghi dinh": 4, "nghi quyet": 5,
    "quyet dinh": 6, "chi thi": 7, "cong dien": 7, "thong tu lien tich": 8, "thong tu": 8,
}  # fmt: skip
_OF_PARLIAMENT, _OF_A_PROVINCE, _OTHER = 3, 10, 20
_PREFIX = "Căn cứ "


def rank(basis: LegalBasis) -> int:
    """Return the place of its kind: Luật, Pháp lệnh, texts of the centre, of the place, then all others.

    A decision or resolution of a people's committee or council stands below a circular.
    """
    kind = _RANKS.get(search_key(basis.type), _OTHER)
    symbol = search_key(basis.symbol)
    if kind == _RANKS["nghi quyet"] and ("qh" in symbol or "quoc hoi" in search_key(basis.issuer)):
        return _OF_PARLIAMENT
    if kind < _OTHER and is_of_a_place(basis):
        return _OF_A_PROVINCE + kind
    return kind


def sort_key(basis: LegalBasis) -> tuple[int, int]:
    """Return what căn cứ are ordered by: kind, then date; one without a date comes first of its kind."""
    return rank(basis), 0 if basis.date is None else basis.date.toordinal()


def line_of(basis: LegalBasis, preamble: Iterable[Item]) -> int:
    """Return the id of the preamble's căn cứ that cites the text, 0 for none."""
    return next((item.id for item in preamble if item.level is Level.BASIS and cites(item.text, basis)), 0)


def cites(text: str, basis: LegalBasis) -> bool:
    """Say whether the text names this text of law, fully or shortly."""
    if is_law(basis):
        return identity(basis) in search_key(text)
    return any(is_same_text(citation.basis, basis) for citation in parse_citation(text))


def with_bases(preamble: tuple[Item, ...], bases: Iterable[LegalBasis]) -> tuple[tuple[Item, ...], list[int]]:
    """Return the preamble with a căn cứ for each text it does not cite yet, and the ids of the new ones.

    Each goes where it breaks the order of rank and date least; the others keep the order the clerk gave them.
    """
    added: list[int] = []
    for basis in sorted(bases, key=sort_key):
        if not line_of(basis, preamble):
            item = Item(Level.BASIS, f"{_PREFIX}{full_citation(basis)};")
            preamble = _put(preamble, item, sort_key(basis))
            added.append(item.id)
    return preamble, added


def inline_citation(plan: Plan, basis: LegalBasis, item_id: int, offset: int) -> str:
    """Return how the text is cited at this place: in full, or shortly when it is cited before it.

    In the text a Luật is always cited by its name alone (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """
    if is_law(basis) and all(item.id != item_id for item in plan.preamble):
        return short_citation(basis)
    for item in plan.preamble + plan.body:
        is_here = item.id == item_id
        if cites(item.text[:offset] if is_here else item.text, basis):
            return short_citation(basis)
        if is_here:
            break
    return full_citation(basis)


def _put(preamble: tuple[Item, ...], item: Item, key: tuple[int, int]) -> tuple[Item, ...]:
    places = [index for index, known in enumerate(preamble) if known.level is Level.BASIS]
    at = _place([_key_of(preamble[index]) for index in places], key)
    if at < len(places):
        return (*preamble[: places[at]], item, *preamble[places[at] :])
    end = places[-1] + 1 if places else 0
    before = list(preamble[:end])
    if before and before[-1].text.rstrip().endswith("."):  # the last one ends in ".", the others in ";"
        before[-1] = replace(before[-1], text=before[-1].text.rstrip()[:-1] + ";")
    return (*before, replace(item, text=item.text[:-1] + "."), *preamble[end:])


def _place(keys: Sequence[tuple[int, int] | None], key: tuple[int, int]) -> int:
    """Return the place with the fewest out of order around it, the last of equal ones before ``Xét …``."""
    known = len(keys)
    while known and keys[known - 1] is None and any(keys):
        known -= 1

    def broken(at: int) -> int:
        above = sum(other is not None and other > key for other in keys[:at])
        return above + sum(other is not None and other < key for other in keys[at:])

    return min(range(known, -1, -1), key=broken)


def _key_of(item: Item) -> tuple[int, int] | None:
    citation = next(iter(parse_citation(item.text)), None)
    return None if citation is None else sort_key(citation.basis)
