"""The pieces of a time phrase, found in its search key: days, weeks, months, quarters, halves, years.

A list shares its head ("tháng 3, 5 - 7" are four months), and each piece knows the year written at it.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kehoach_desktop.domain.periods import Scheme, quarter

Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece at ``key[at:to]``; ``year`` is its own one, else that of the words around it."""

    kind: str
    at: int
    to: int
    year: int | None
    span_in: Callable[[int], Span]


_SEPARATOR = r"\s*(?:,|;|&|\+|-|–|—|\bva\b|\bhoac\b|\b(?:den|toi)\b(?:\s+het\b)?)\s*"
_WRITTEN_YEAR = (
    r"\s*[/.-]\s*(?:nam\s+)?(?P<y>\d{4})(?!\d)"
    r"|\s*,?\s*(?:cua\s+|trong\s+)?nam\s+"
    r"(?P<word>\d{4}(?!\d)|nay\b|sau\b|toi\b|ngoai\b|truoc\b(?!\s+(?:ngay|thang|quy|\d)))"
)
_YEAR = f"(?:{_WRITTEN_YEAR})?"
_NOT_A_DAY = r"(?!\s*/\s*\d{1,2}(?!\d))"
_NUMBER = rf"(?P<n>\d{{1,2}})(?!\d){_NOT_A_DAY}(?!\s+thang\s+(?:dau|cuoi))"
_PART = (
    r"(?:(?P<part>dau|giua|cuoi|nua dau|nua cuoi|nua sau|thuong tuan|trung tuan|ha tuan)"
    r"(?:\s+(?:cua|cac))*\s+)?"
)

_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)(?:[ t]\d\d:\d\d(?::\d\d)?)?")
_DAYS = re.compile(
    r"(?<![\w/.:])(?<!\bthang )(?<!\bquy )(?<!\btuan )(?<!\bdot )(?<!\blan )(?:ngay\s+)?"
    rf"(?P<first>\d{{1,2}})(?!\d)(?P<more>(?:{_SEPARATOR}(?:ngay\s+)?\d{{1,2}}(?!\d))*)"
    r"(?:\s*[/.]\s*|-(?=\d{1,2}-\d{4})|\s*,?\s+thang\s+)(?P<m>\d{1,2})(?!\d)"
    rf"(?:\s*[/.]\s*(?P<short>\d{{2}})(?![\d/])|{_WRITTEN_YEAR})?"
)
_A_MONTH_OR_A_DAY = re.compile(r"\bthang\s*\d{1,2}\s*/\s*\d{1,2}(?![\d/])")
_WEEKS = re.compile(
    r"\btuan\s+(?:le\s+)?(?:thu\s+)?(?P<first>\d|nhat|hai|ba|tu|nam|dau|cuoi)(?!\w)(?:\s+(?:tien|cung))?"
    rf"(?P<more>(?:{_SEPARATOR}(?:tuan\s+)?(?:thu\s+)?\d(?!\d))*)"
    rf",?\s+(?:cua\s+|trong\s+)?thang\s*{_NUMBER}{_YEAR}"
)
_MONTH_HEAD = re.compile(rf"{_PART}(?:\bthang\s*|(?<!\w)t\.?\s?)(?=\d)")
_QUARTER_HEAD = re.compile(
    r"(?:(?:\bthang\s+)?(?P<part>dau|giua|cuoi|nua dau|nua cuoi|nua sau)"
    r"(?:\s+(?:tien|cung|cua|cac))*\s+)?"
    r"(?:\bquy\s*|\bqui\s+|(?<!\w)q\.?\s?)(?=[iv\d])"
)
_MONTH = re.compile(_NUMBER + _YEAR)
_QUARTER = re.compile(rf"(?P<n>iv|i{{1,3}}|[1-4])(?!\w){_NOT_A_DAY}{_YEAR}")
_AND = re.compile(_SEPARATOR)
_SLASH_OR = re.compile(r"\s*/\s*(?=iv|i)")
_BARE_MONTHS = re.compile(
    rf"(?<![\w/.:])(?P<first>\d{{1,2}})(?P<more>(?:{_SEPARATOR}\d{{1,2}})*)\s*[/-]\s*(?P<y>\d{{4}})(?![\d-])"
)
_SOME_MONTHS = re.compile(
    r"(?<![\d/])(?P<n>\d{1,2}|sau|chin|ba)\s*(?P<of>thang|quy|t)\b(?!\s*\d{1,2}(?!\d))"
    rf"(?:\s+(?P<side>dau|cuoi)(?=(?:\s+cua)?\s+nam\b)(?:(?:\s+cua)?\s+nam\b(?!\s*\d{{4}}))?)?{_YEAR}"
)
_PART_OF_YEAR = re.compile(
    r"\b(?P<part>nua dau|nua cuoi|nua sau|dau|giua|cuoi)\s+(?:cua\s+)?nam\b(?:\s*(?P<y>\d{4})(?!\d)"
    r"|\s+(?P<word>nay|sau|toi)\b)?"
)
_HALF_YEAR = re.compile(rf"\bnua\s+nam\s+(?P<side>dau|cuoi){_YEAR}")
_BARE_QUARTERS = re.compile(rf"(?:iv|i{{1,3}})(?:{_SEPARATOR}(?:iv|i{{1,3}}))*")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINAL = {"nhat": 1, "dau": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5}
_WORD_NUMBERS = {"ba": 3, "sau": 6, "chin": 9}
_REPORTED = {3: (1, 4), 6: (2, 3), 9: (3, 2)}
"""Months from the year's start: the last quarter of that many, and the first of as many at its end."""


def units(key: str, year: int, scheme: Scheme) -> list[Unit]:
    """Return the pieces found in order, none over another; ValueError for what no calendar has.

    ``year`` is the plan's, for "năm nay" and "năm sau".
    """
    if _A_MONTH_OR_A_DAY.search(key):
        raise ValueError("the months 3 and 9, or 3 September?")
    found: list[Unit] = []
    readers = (_iso_days, _weeks, _days, _some_months, _months, _quarters, _parts_of_year, _bare_months)
    for reader in readers:
        read = list(reader(key, year, scheme))
        found += read
        for unit in read:  # nothing is read twice
            key = f"{key[: unit.at]}{'#' * (unit.to - unit.at)}{key[unit.to :]}"
    return sorted(found, key=lambda unit: unit.at)


def listed(words: str) -> list[int]:
    """Return the numbers of "3, 5 - 7" in order: 3 5 6 7; ValueError for a range that runs backwards."""
    parts = re.split(rf"({_SEPARATOR})", words)
    numbers = [int(re.sub(r"\D", "", parts[0]))]
    for joint, word in zip(parts[1::2], parts[2::2], strict=True):
        number = int(re.sub(r"\D", "", word))
        if is_range(joint):
            if number < numbers[-1]:
                raise ValueError("the range runs backwards")
            numbers.extend(range(numbers[-1] + 1, number + 1))
        else:
            numbers.append(number)
    return numbers


def is_range(joint: str) -> bool:
    """Say whether what stands between two pieces makes them the ends of one span."""
    return bool(re.fullmatch(r"[\s,]*(?:-|–|—|(?:cho\s+)?(?:den|toi)(?:\s+(?:het|cuoi|ngay))*)\s*", joint))


def _own_year(found: re.Match[str], plan_year: int) -> int | None:
    groups = found.groupdict()
    if short := groups.get("short"):
        return 2000 + int(short)
    word = groups.get("y") or groups.get("word")
    if word is None:
        return None
    shift = {"nay": 0, "sau": 1, "toi": 1, "ngoai": -1, "truoc": -1}
    return plan_year + shift[word] if word in shift else int(word)


def _iso_days(key: str, _year: int, _scheme: Scheme) -> Iterator[Unit]:
    for found in _ISO.finditer(key):
        day = dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
        yield Unit("day", found.start(), found.end(), day.year, _always((day, day)))


def _always(span: Span) -> Callable[[int], Span]:
    return lambda _year: span


def _days(key: str, year: int, _scheme: Scheme) -> Iterator[Unit]:
    for found in _DAYS.finditer(key):
        own = _own_year(found, year)
        at, separators = found.start(), list(_AND.finditer(found["first"] + found["more"]))
        days = re.split(_SEPARATOR, found["first"] + found["more"])
        begin = found.start("first")
        for place, text in enumerate(days):
            is_last = place == len(days) - 1
            to = found.end() if is_last else begin + separators[place].start()
            number = int(re.sub(r"\D", "", text))
            yield Unit("day", at, to, own, _day_of(int(found["m"]), number))
            if not is_last:
                at = begin + separators[place].end()


def _day_of(month: int, day: int) -> Callable[[int], Span]:
    dt.date(2000, month, day)  # raises ValueError for 31/02, also where the year is not known yet
    return lambda year: (dt.date(year, month, day), dt.date(year, month, day))


def _weeks(key: str, year: int, _scheme: Scheme) -> Iterator[Unit]:
    for found in _WEEKS.finditer(key):
        first, month = found["first"], int(found["n"])
        if first == "cuoi":
            span = _days_of_month(month, -7, 0)
        else:
            numbers = [_ORDINAL.get(first) or int(first)]
            if found["more"]:
                numbers = listed(f"{numbers[0]}{found['more']}")
            if not 1 <= min(numbers) <= max(numbers) <= 5:
                raise ValueError("a month has weeks 1 to 5")
            span = _days_of_month(month, 7 * min(numbers) - 6, 7 * max(numbers))
        yield Unit("week", found.start(), found.end(), _own_year(found, year), span)


def _days_of_month(month: int, first: int, last: int) -> Callable[[int], Span]:
    """Return the days ``first`` to ``last`` of a month; 0 and less count from its end."""
    dt.date(2000, month, 1)

    def span(year: int) -> Span:
        length = calendar.monthrange(year, month)[1]
        start = first if first > 0 else length + first + 1
        end = min(last, length) if last > 0 else length + last
        return dt.date(year, month, start), dt.date(year, month, end)

    return span


_PARTS_OF_MONTH = {
    "": (1, 0),
    "dau": (1, 10),
    "thuong tuan": (1, 10),
    "giua": (11, 20),
    "trung tuan": (11, 20),
    "cuoi": (21, 0),
    "ha tuan": (21, 0),
    "nua dau": (1, 15),
    "nua cuoi": (16, 0),
    "nua sau": (16, 0),
}


def _chains(
    key: str, heads: re.Pattern[str], one: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], int, re.Match[str]]]:
    """Yield the head, where it or the piece begins, and each piece of every list under a head."""
    for head in heads.finditer(key):
        at, place = head.start(), head.end()
        while piece := one.match(key, place):
            yield head, at, piece
            joint = _AND.match(key, piece.end()) or _SLASH_OR.match(key, piece.end())
            if joint is None:
                break
            at = place = joint.end()


def _months(key: str, year: int, _scheme: Scheme) -> Iterator[Unit]:
    for head, at, piece in _chains(key, _MONTH_HEAD, _MONTH):
        span = _days_of_month(int(piece["n"]), *_PARTS_OF_MONTH[head["part"] or ""])
        yield Unit("month", at, piece.end(), _own_year(piece, year), span)


def _bare_months(key: str, _year: int, _scheme: Scheme) -> Iterator[Unit]:
    for found in _BARE_MONTHS.finditer(key):
        months = listed(found["first"] + found["more"])
        own = int(found["y"])
        spans = [_days_of_month(month, 1, 0)(own) for month in months]
        whole = (spans[0][0], spans[-1][1])
        yield Unit("month", found.start(), found.end(), own, _always(whole))


def _quarters(key: str, year: int, scheme: Scheme) -> Iterator[Unit]:
    key = f"quy {key}" if (is_bare := _BARE_QUARTERS.fullmatch(key) is not None) else key
    lead = len("quy ") if is_bare else 0
    for head, at, piece in _chains(key, _QUARTER_HEAD, _QUARTER):
        number = _ROMAN.get(piece["n"]) or int(piece["n"])
        span = _part_of_quarter(number, head["part"] or "", scheme)
        yield Unit("quarter", max(at - lead, 0), piece.end() - lead, _own_year(piece, year), span)


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


def _some_months(key: str, year: int, scheme: Scheme) -> Iterator[Unit]:
    """6 tháng đầu năm, 9 tháng, 3 tháng cuối năm, 2 quý đầu năm, nửa năm đầu."""
    for found in _SOME_MONTHS.finditer(key):
        count = _WORD_NUMBERS.get(found["n"]) or int(found["n"])
        count *= 3 if found["of"] == "quy" else 1
        side = found["side"] or ""
        if not side and (count not in _REPORTED or found["of"] == "quy" or not found["n"].isdigit()):
            continue
        if found["of"] == "t" and not side and found["n"] not in {"6", "06", "9", "09"}:
            continue
        yield Unit("half", found.start(), found.end(), _own_year(found, year), _side(count, side, scheme))
    for found in _HALF_YEAR.finditer(key):
        span = _side(6, found["side"], scheme)
        yield Unit("half", found.start(), found.end(), _own_year(found, year), span)


def _side(count: int, side: str, scheme: Scheme) -> Callable[[int], Span]:
    """Return the first (last) ``count`` months of a year: quarters of the scheme where they are quarters."""
    if not 1 <= count <= 12:
        raise ValueError("a year has 12 months")
    if count not in _REPORTED:
        first, last = (13 - count, 12) if side == "cuoi" else (1, count)
        return lambda year: (dt.date(year, first, 1), _days_of_month(last, 1, 0)(year)[1])
    last_quarter, first_quarter = _REPORTED[count]
    if side == "cuoi":
        return lambda year: (quarter(year, first_quarter, scheme).start, quarter(year, 4, scheme).end)
    return lambda year: (quarter(year, 1, scheme).start, quarter(year, last_quarter, scheme).end)


def _parts_of_year(key: str, year: int, scheme: Scheme) -> Iterator[Unit]:
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
        yield Unit(kind, found.start(), found.end(), _own_year(found, year), span)
