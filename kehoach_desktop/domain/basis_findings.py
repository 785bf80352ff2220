"""What a look at a plan's citations finds: expired, unconfirmed, short or full out of place, differing."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kehoach_desktop.domain.citations import Citation, parse_citation
from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.legal_basis import (
    Force,
    LegalBasis,
    by_identity,
    doubt,
    force_on,
    force_words,
    identity,
    is_law,
    is_same_text,
    matching,
    short_citation,
)
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.domain.text import one_line, search_key

Known = Mapping[str, Sequence[LegalBasis]]
_LONGEST_NAME = 200  # code points of a Luật's name


class FindingKind(StrEnum):
    """What is the matter with a citation."""

    EXPIRED = "expired"
    NOT_YET = "not_yet"
    DIFFERS = "differs"  # from what the library knows
    DOUBTED = "doubted"  # its note says what is to be looked up
    UNCHECKED = "unchecked"
    SHORT_FIRST = "short_first"
    FULL_AGAIN = "full_again"


@dataclass(frozen=True, slots=True)
class CitationFinding:
    """One finding, with the item it is about and how far into it the citation begins (code points)."""

    kind: FindingKind
    sentence: str
    item_id: int
    offset: int


def citation_findings(plan: Plan, library: Sequence[LegalBasis], on: dt.date) -> list[CitationFinding]:
    """Return what is to be looked at in the citations of preamble and body, in reading order.

    ``on`` is the plan's date, or the day it is looked at when it has none yet.
    """
    found: list[CitationFinding] = []
    known = by_identity(library)
    seen: dict[str, list[LegalBasis]] = {}
    for item in plan.preamble + plan.body:
        for citation in parse_citation(item.text):
            entry = _entry(citation, item.text, known)
            if is_law(citation.basis) and citation.basis.date is None and entry is None:
                continue  # how far its name goes is not known
            named = entry if is_law(citation.basis) and entry is not None else citation.basis
            alike = seen.setdefault(identity(named), [])
            is_first = not any(is_same_text(named, other) for other in alike)
            for kind, sentence in _said(citation, entry, item, on, is_first=is_first):
                found.append(CitationFinding(kind, sentence, item.id, citation.start))
            if is_first and (not citation.is_inner or citation.is_full):
                alike.append(named)
    return found


def cited_entries(plan: Plan, library: Iterable[LegalBasis]) -> frozenset[LegalBasis]:
    """Return the library's texts that preamble or body cite."""
    known = by_identity(library)
    cited = (one.basis for item in plan.preamble + plan.body for one in parse_citation(item.text))
    found = (matching(basis, known.get(identity(basis), ())) for basis in cited)
    return frozenset(entry for entry in found if entry is not None)


def _said(
    citation: Citation, entry: LegalBasis | None, item: Item, on: dt.date, *, is_first: bool
) -> Iterator[tuple[FindingKind, str]]:
    name = short_citation(entry or citation.basis)
    if entry is not None:
        force = force_on(entry, on)
        if is_first and not citation.is_inner and force is not Force.IN_FORCE:
            kind = FindingKind.EXPIRED if force is Force.EXPIRED else FindingKind.NOT_YET
            words = force_words(entry, on)
            yield kind, f"{name}: {words[0].lower()}{words[1:]}."
        if said := _difference(citation, entry):
            yield FindingKind.DIFFERS, f"{name}: {said}; hãy kiểm tra."
        if is_first and item.level is Level.BASIS and not citation.is_inner and entry.checked_on is None:
            if to_do := doubt(entry):
                yield FindingKind.DOUBTED, f"{name}: {to_do[0].lower()}{to_do[1:].rstrip('.')}."
            else:
                yield FindingKind.UNCHECKED, f"{name}: chưa kiểm tra hiệu lực."
    if citation.is_inner or (is_law(citation.basis) and item.level is not Level.BASIS):
        return  # in the text a Luật is always cited by its name alone (Nghị định 30/2020/NĐ-CP, Phụ lục I)
    if is_first and not citation.is_full:
        missing = "ngày ban hành" if citation.basis.subject else "tên văn bản"
        if citation.basis.date is None and not citation.basis.subject:
            missing = "ngày và tên văn bản"
        yield FindingKind.SHORT_FIRST, f"{name}: dẫn lần đầu còn thiếu {missing}."
    elif not is_first and citation.is_full:
        yield FindingKind.FULL_AGAIN, f"{name}: đã dẫn ở trên, chỗ này chỉ cần ghi số, ký hiệu."


def _entry(citation: Citation, text: str, known: Known) -> LegalBasis | None:
    """Return what the library has of it; a Luật is known by its name, whatever day is written."""
    name = identity(citation.basis)
    entry = matching(citation.basis, known.get(name, ()))
    if entry is not None or not is_law(citation.basis):
        return entry
    if citation.basis.date is not None:
        return next(iter(known.get(name, ())), None)
    # Where no day ends it, the name may go on after a comma, or the sentence after the name.
    words = one_line(search_key(text[citation.start : citation.start + _LONGEST_NAME]))
    begun = [key for key, entries in known.items() if is_law(entries[0]) and words.startswith(key)]
    return known[max(begun, key=len)][0] if begun else None


def _difference(citation: Citation, entry: LegalBasis) -> str:
    """Return how the citation differs from the library, "" when it does not."""
    date = citation.basis.date
    if date is not None and entry.date is not None and date != entry.date:
        return f"ghi ngày {short_date(date)}, thư viện ghi ngày {short_date(entry.date)}"
    if citation.is_inner or is_law(entry) or not citation.basis.subject or not entry.subject:
        return ""
    cited, known = _core(citation.basis.subject), _core(entry.subject)
    if cited.startswith(known) or known.startswith(cited):
        return ""
    return "tên văn bản khác với thư viện"


def _core(subject: str) -> str:
    """Return what of a subject must be the same: not the words that lead to it."""
    words = search_key(one_line(subject)).replace(",", "").split()
    while words and words[0] in {"ve", "viec", "quy", "dinh", "trong", "ban", "hanh"}:
        del words[0]
    return " ".join(words)
