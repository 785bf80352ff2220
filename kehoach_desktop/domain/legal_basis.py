"""A legal basis (căn cứ) of the office's library: a text of law with what is known of it."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from kehoach_desktop.domain.dates import long_date, short_date
from kehoach_desktop.domain.text import one_line, search_key

LAWS = frozenset({"hien phap", "bo luat", "luat", "phap lenh"})  # search keys of their types
"""Cited without number, symbol and issuer (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

_TO_BE_CHECKED = re.compile("cần kiểm tra.*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One text. ``number`` is "63/2010", ``symbol`` "NĐ-CP"; a Luật or Pháp lệnh may have neither.

    ``subject`` stands as it is cited after the issuer ("về …", "sửa đổi …"); of a Luật it is the name.
    ``slug`` names an entry the program ships ("" = the office's own); ``checked_on`` is the day the clerk
    confirmed that it is as written here (None = "chưa kiểm tra hiệu lực"). ``id`` is 0 until it is kept.
    """

    type: str  # Luật, Nghị định, Thông tư, Quyết định …
    number: str = ""
    symbol: str = ""
    date: dt.date | None = None
    issuer: str = ""
    subject: str = ""
    in_force_from: dt.date | None = None
    in_force_to: dt.date | None = None  # the first day on which it is no longer in force
    note: str = ""
    slug: str = ""
    checked_on: dt.date | None = None
    is_removed: bool = False  # a shipped one the office has put away
    id: int = 0


class Force(Enum):
    """Whether a text is in force on a day, as far as is known."""

    IN_FORCE = auto()
    NOT_YET = auto()
    EXPIRED = auto()


def force_on(basis: LegalBasis, day: dt.date) -> Force:
    """Return whether the text is in force on the day; days not known count as in force."""
    if basis.in_force_to is not None and basis.in_force_to <= day:
        return Force.EXPIRED
    if basis.in_force_from is not None and day < basis.in_force_from:
        return Force.NOT_YET
    return Force.IN_FORCE


def force_words(basis: LegalBasis, day: dt.date) -> str:
    """Return what is to be said of the text's force on the day, "" when it is in force."""
    force = force_on(basis, day)
    if force is Force.EXPIRED and basis.in_force_to is not None:
        return f"Hết hiệu lực từ {short_date(basis.in_force_to)}"
    if force is Force.NOT_YET and basis.in_force_from is not None:
        return f"Chưa có hiệu lực, đến {short_date(basis.in_force_from)}"
    return ""


def doubt(basis: LegalBasis) -> str:
    """Return what the note says is to be looked up, while nobody has confirmed the text; "" for nothing."""
    found = _TO_BE_CHECKED.search(basis.note) if basis.checked_on is None else None
    return one_line(found[0]) if found else ""


def is_law(basis: LegalBasis) -> bool:
    """Say whether it is a Luật or Pháp lệnh, which is cited by its name."""
    return search_key(basis.type) in LAWS


def is_of_a_place(basis: LegalBasis) -> bool:
    """Say whether a people's committee or council made it, of which there are many."""
    symbol = search_key(basis.symbol)
    return "ubnd" in symbol or "hdnd" in symbol


def designation(basis: LegalBasis) -> str:
    """Return ``63/2010/NĐ-CP``, or ``57-NQ/TW`` of the Party: number and symbol, whichever there are."""
    joint = "-" if "/" in basis.symbol else "/"
    return joint.join(part for part in (basis.number, basis.symbol) if part)


def short_citation(basis: LegalBasis) -> str:
    """Return a later citation: type, number and symbol; of a Luật, or where there is no number, the name."""
    if is_law(basis):
        return one_line(f"{basis.type} {_named(basis)}")
    if not basis.number:
        return one_line(f"{basis.type} {_linked(basis.subject)}")
    return f"{basis.type} số {designation(basis)}"


def full_citation(basis: LegalBasis) -> str:
    """Return a first citation: type, number, symbol, date, issuer, subject; what is not known is left out."""
    date = "" if basis.date is None else long_date(basis.date, basis.date.year)
    if is_law(basis):
        return one_line(f"{short_citation(basis)} {date}")
    head = f"{basis.type} số {designation(basis)}" if basis.number else basis.type
    issuer = f"của {basis.issuer}" if basis.issuer else ""
    return one_line(f"{head} {date} {issuer} {_linked(basis.subject)}")


@lru_cache(maxsize=4096)
def identity(basis: LegalBasis) -> str:
    """Return what two citations of one text share: its number and symbol, or a Luật's name.

    Spaces, case, a leading zero, and which dash or stroke stands between the parts do not count.
    """
    if is_law(basis):
        return search_key(one_line(f"{basis.type} {_named(basis)}")).rstrip(" ;.,")
    if not basis.number:
        return search_key(full_citation(basis)).rstrip(" ;.,")
    return re.sub(r"[\s/–-]+", "-", search_key(designation(basis))).lstrip("0")


def is_same_text(one: LegalBasis, other: LegalBasis) -> bool:
    """Say whether the two are the same text.

    A number without its year (52/KH-UBND) comes again each year, one of a people's committee or council in
    each office: then the dates decide, where both are known. So they do for a Luật, whose name comes again
    when it is made anew.
    """
    if identity(one) != identity(other):
        return False
    is_of_one_body = "/" in one.number and not is_law(one) and not is_of_a_place(one)
    if is_of_one_body:
        return True
    return one.date is None or other.date is None or one.date == other.date


def by_identity(bases: Iterable[LegalBasis]) -> dict[str, list[LegalBasis]]:
    """Return the texts under what two of one share, so that few need to be compared."""
    found: dict[str, list[LegalBasis]] = {}
    for basis in bases:
        found.setdefault(identity(basis), []).append(basis)
    return found


def matching(basis: LegalBasis, library: Iterable[LegalBasis]) -> LegalBasis | None:
    """Return the library's entry for the same text, if there is one; one of the same day goes first."""
    found = [entry for entry in library if is_same_text(entry, basis)]
    return next((entry for entry in found if entry.date == basis.date), found[0] if found else None)


def ended_by(basis: LegalBasis, library: Iterable[LegalBasis], year: int) -> dt.date | None:
    """Return the day on which the text, as the library knows it, is no longer in force by that year."""
    ends = [entry.in_force_to for entry in library if is_same_text(entry, basis)]
    past = [end for end in ends if end is not None and end.year <= year]
    return max(past) if past and len(past) == len(ends) else None


_LINKS = frozenset(
    {
        *("quy dinh", "sua doi", "ban hanh", "huong dan", "phe duyet", "cong bo", "bai bo", "thay the"),
        *("dinh chinh", "dieu chinh", "uy quyen", "phan cap", "giao nhiem", "trien khai"),
    }
)
"""Search keys of what a subject begins with when it follows the issuer without "về"."""


def _linked(subject: str) -> str:
    """Return the subject as it follows the issuer: with "về" where it is a bare name."""
    subject = one_line(subject)
    words = search_key(subject).replace(",", "").split()
    if not words or words[0] == "ve" or " ".join(words[:2]) in _LINKS:
        return subject
    return f"về {subject}"


def _named(basis: LegalBasis) -> str:
    """Return a Luật's name without its type before it."""
    name = one_line(basis.subject)
    if search_key(name).startswith(search_key(basis.type) + " "):
        name = name[len(basis.type) :].lstrip()
    return name
