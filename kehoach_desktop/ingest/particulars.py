"""A document's particulars wherever they stand in its text: number, symbol, date, place, issuer, year."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from kehoach_desktop.domain.text import search_key

_NUMBER = re.compile(
    r"\bsố\s*:?\s*(\d+[a-z]?)?[\s….·_]*/\s*([A-ZĐ]{2,}(?:\s*[-–]\s*[A-ZĐ&]{2,})*)", re.IGNORECASE
)
_DATE = re.compile(
    r"ngày\s*(\d{1,2})?[\s….·_]*tháng\s*(\d{1,2})?[\s….·_]*năm\s*(\d{4})?|ngày\s+(\d{1,2})/(\d{1,2})/(\d{4})"
)
_PLACE_DATE = re.compile(rf"([^\W\d_][^,;:()]{{0,60}}?)\s*,\s*(?:{_DATE.pattern})")
_OF_ISSUER = re.compile(r"\bcủa\s+([^()…]{1,200}?)\s*[).]{0,3}$")
_NAMED_YEAR = re.compile(r"\bnăm\s+((?:19|20|2[1-9])\d\d)\b")
_ANY_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a letterhead or a ``(Kèm theo …)`` line tells; "" or None = it does not."""

    superior: str = ""
    issuer: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    date: dt.date | None = None
    year: int | None = None


def cut_number(text: str) -> tuple[Particulars, str]:
    """Return number and symbol of ``Số: 09 /KH-UBND`` in the text, and the text without them."""
    match = _NUMBER.search(text)
    if not match or not match[2].isupper():
        return Particulars(), text
    symbol = re.sub(r"\s*[-–]\s*", "-", match[2])
    return Particulars(number=match[1] or "", symbol=symbol), _without(text, match)


def cut_place_and_date(text: str) -> tuple[Particulars, str]:
    """Return place and date of ``Vĩnh Lộc, ngày 16 tháng 01 năm 2024``, and the text without them."""
    match = _PLACE_DATE.search(text)
    if not match:
        return Particulars(), text
    return replace(_dated(match.groups()[1:]), place=match[1].strip()), _without(text, match)


def of_reference(text: str) -> Particulars:
    """Return what ``(Kèm theo Kế hoạch số: 09 /KH-UBND ngày … của …)`` tells of its plan."""
    numbered, rest = cut_number(text)
    match = _DATE.search(rest)
    dated = _dated(match.groups()) if match else Particulars()
    issuer = _OF_ISSUER.search(rest[match.end() :] if match else rest)
    return replace(numbered, date=dated.date, year=dated.year, issuer=issuer[1].strip() if issuer else "")


def merged(first: Particulars, second: Particulars) -> Particulars:
    """Return what ``first`` tells, and what ``second`` tells where it does not."""
    return Particulars(
        superior=first.superior or second.superior,
        issuer=first.issuer or second.issuer,
        number=first.number or second.number,
        symbol=first.symbol or second.symbol,
        place=first.place or second.place,
        date=first.date or second.date,
        year=first.year or second.year,
    )


def better_name(letterhead: str, full: str) -> str:
    """Return the issuer's name: as written in a sentence where the letterhead has the same in capitals."""
    return full if not letterhead or (full and _name_key(letterhead) == _name_key(full)) else letterhead


def year_of(subject: str) -> int | None:
    """Return the last year a subject names (năm 2026), else the first number that may be one."""
    named = _NAMED_YEAR.findall(subject)
    if named:
        return int(named[-1])
    found = _ANY_YEAR.search(subject)
    return int(found[1]) if found else None


def commonest_year(text: str) -> int | None:
    """Return the year the text names most often."""
    years = _NAMED_YEAR.findall(text)
    return int(max(sorted(set(years)), key=years.count)) if years else None


def _dated(groups: tuple[str | None, ...]) -> Particulars:
    day, month, year = groups[:3] if groups[3] is None else groups[3:]
    if not year or not 1900 <= int(year) <= 2999:
        return Particulars()
    try:
        date = dt.date(int(year), int(month or 0), int(day or 0))
    except ValueError:  # blanks a clerk fills in later, or a date that is none
        date = None
    return Particulars(date=date, year=int(year))


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}".strip()


def _name_key(name: str) -> str:
    return " ".join(search_key(name).replace("ubnd", "uy ban nhan dan").split())
