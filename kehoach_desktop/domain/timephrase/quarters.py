"""Quarters, halves and other parts of a year in a time phrase: reporting time, of the scheme in use."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator

from kehoach_desktop.domain.periods import Scheme, quarter
from kehoach_desktop.domain.timephrase.pieces import (
    NOT_A_DAY,
    SEPARATOR,
    YEAR,
    Span,
    Unit,
    chains,
    days_of_month,
    own_year,
)

_QUARTER_HEAD = re.compile(
    r"(?:(?:\bthang\s+)?(?P<part>dau|giua|cuoi|nua dau|nua cuoi|nua sau)"
    r"(?:\s+(?:tien|cung|cua|cac))*\s+)?"
    r"(?:\bquy\s*|\bqui\s+|(?<!\w)q\.?\s?)(?=[iv\d])"
)
_QUARTER = re.compile(rf"(?P<n>iv|i{{1,3}}|[1-4])(?!\w){NOT_A_DAY}{YEAR}")
_SOME_MONTHS = re.compile(
    r"(?<![\d/])(?P<n>\d{1,2}|sau|chin|ba)\s*(?P<of>thang|quy|t)\b(?!\s*\d{1,2}(?!\d))"
    rf"(?:\s+(?P<side>dau|cuoi)(?=(?:\s+cua)?\s+nam\b)(?:(?:\s+cua)?\s+nam\b(?!\s*\d{{4}}))?)?{YEAR}"
)
_PART_OF_YEAR = re.compile(
    r"\b(?P<part>nua dau|nua cuoi|nua sau|dau|giua|cuoi)\s+(?:cua\s+)?nam\b(?:\s*(?P<y>\d{4})(?!\d)"
    r"|\s+(?P<word>nay|sau|toi)\b)?"
)
_HALF_YEAR = re.compile(rf"\bnua\s+nam\s+(?P<side>dau|cuoi){YEAR}")
_BARE_QUARTERS = re.compile(rf"(?:iv|i{{1,3}})(?:{SEPARATOR}(?:iv|i{{1,3}}))*")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORD_NUMBERS = {"ba": 3, "sau": 6, "chin": 9}
_REPORTED = {3: (1, 4), 6: (2, 3), 9: (3, 2)}
"""Months from the year's start: the last quarter of that many, and the first of as many at its end."""


def quarters(key: str, year: int, scheme: Scheme) -> Iterator[Unit]:
    """Read quarters and their parts, each list under one head; Roman numbers alone are quarters too."""
    key = f"quy {key}" if (is_bare := _BARE_QUARTERS.fullmatch(key) is not None) else key
    lead = len("quy ") if is_bare else 0
    for head, at, piece in chains(key, _QUARTER_HEAD, _QUARTER):
        number = _ROMAN.get(piece["n"]) or int(piece["n"])
        span = _part_of_quarter(number, head["part"] or "", scheme)
        yield Unit("quarter", max(at - lead, 0), piece.end() - lead, own_year(piece, year), span)


def _part_of_quarter(number: int, part: str, scheme: Scheme) -> Callable[[int], Span]:
    def span(year: int) -> Span:
        whole = quarter(year, number, scheme)
        one_day = dt.timedelta(days=1)
        if part.startswith("nua"):
            half = whole.start + (whole.end - whole.start) // 2
            return (whole.start, half) if part == "nua dau" else (half + one_day, whole.end)
        second, third = _months_on(whole.start, 1), _months_on(whole.start, 2)
        return {
            "": (whole.start, whole.end),
            "dau": (whole.start, second - one_day),
            "giua": (second, third - one_day),
            "cuoi": (third, whole.end),
        }[part]

    return span


def _months_on(day: dt.date, months: int) -> dt.date:
    month = day.month + months
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def some_months(key: str, year: int, scheme: Scheme) -> Iterator[Unit]:
    """6 tháng đầu năm, 9 tháng, 3 tháng cuối năm, 2 quý đầu năm, nửa năm đầu."""
    for found in _SOME_MONTHS.finditer(key):
        count = _WORD_NUMBERS.get(found["n"]) or int(found["n"])
        count *= 3 if found["of"] == "quy" else 1
        side = found["side"] or ""
        if not side and (count not in _REPORTED or found["of"] == "quy" or not found["n"].isdigit()):
            continue
        if found["of"] == "t" and not side and found["n"] not in {"6", "06", "9", "09"}:
            continue
        yield Unit("half", found.start(), found.end(), own_year(found, year), _side(count, side, scheme))
    for found in _HALF_YEAR.finditer(key):
        span = _side(6, found["side"], scheme)
        yield Unit("half", found.start(), found.end(), own_year(found, year), span)


def _side(count: int, side: str, scheme: Scheme) -> Callable[[int], Span]:
    """Return the first (last) ``count`` months of a year: quarters of the scheme where they are quarters."""
    if not 1 <= count <= 12:
        raise ValueError("a year has 12 months")
    if count not in _REPORTED:
        first, last = (13 - count, 12) if side == "cuoi" else (1, count)
        return lambda year: (dt.date(year, first, 1), days_of_month(last, 1, 0)(year)[1])
    last_quarter, first_quarter = _REPORTED[count]
    if side == "cuoi":
        return lambda year: (quarter(year, first_quarter, scheme).start, quarter(year, 4, scheme).end)
    return lambda year: (quarter(year, 1, scheme).start, quarter(year, last_quarter, scheme).end)


def parts_of_year(key: str, year: int, scheme: Scheme) -> Iterator[Unit]:
    """Read đầu năm, giữa năm, cuối năm, nửa đầu năm."""
    for found in _PART_OF_YEAR.finditer(key):
        part = found["part"]
        span = {
            "dau": _side(3, "dau", scheme),
            "cuoi": _side(3, "cuoi", scheme),
            "giua": lambda year: (dt.date(year, 6, 1), dt.date(year, 7, 31)),
            "nua dau": _side(6, "dau", scheme),
            "nua cuoi": _side(6, "cuoi", scheme),
            "nua sau": _side(6, "cuoi", scheme),
        }[part]
        kind = "year end" if part == "cuoi" else "half"
        yield Unit(kind, found.start(), found.end(), own_year(found, year), span)
