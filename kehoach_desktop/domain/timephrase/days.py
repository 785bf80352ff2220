"""Days, weeks and months in a time phrase: calendar time."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

from kehoach_desktop.domain.periods import Scheme
from kehoach_desktop.domain.timephrase.pieces import (
    AND,
    NUMBER,
    SEPARATOR,
    WRITTEN_YEAR,
    YEAR,
    Span,
    Unit,
    always,
    chains,
    days_of_month,
    listed,
    own_year,
)

_PART = (
    r"(?:(?P<part>dau|giua|cuoi|nua dau|nua cuoi|nua sau|thuong tuan|trung tuan|ha tuan)"
    r"(?:\s+(?:cua|cac))*\s+)?"
)
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)(?:[ t]\d\d:\d\d(?::\d\d)?)?")
_DAYS = re.compile(
    r"(?<![\w/.:])(?<!\bthang )(?<!\bquy )(?<!\btuan )(?<!\bdot )(?<!\blan )(?:ngay\s+)?"
    rf"(?P<first>\d{{1,2}})(?!\d)(?P<more>(?:{SEPARATOR}(?:ngay\s+)?\d{{1,2}}(?!\d))*)"
    r"(?:\s*[/.]\s*|-(?=\d{1,2}-\d{4})|\s*,?\s+thang\s+)(?P<m>\d{1,2})(?!\d)"
    rf"(?:\s*[/.]\s*(?P<short>\d{{2}})(?![\d/])|{WRITTEN_YEAR})?"
)
_WEEKS = re.compile(
    r"\btuan\s+(?:le\s+)?(?:thu\s+)?(?P<first>\d|nhat|hai|ba|tu|nam|dau|cuoi)(?!\w)(?:\s+(?:tien|cung))?"
    rf"(?P<more>(?:{SEPARATOR}(?:tuan\s+)?(?:thu\s+)?\d(?!\d))*)"
    rf",?\s+(?:cua\s+|trong\s+)?thang\s*{NUMBER}{YEAR}"
)
_MONTH_HEAD = re.compile(rf"{_PART}(?:\bthang\s*|(?<!\w)t\.?\s?)(?=\d)")
_MONTH = re.compile(NUMBER + YEAR)
_BARE_MONTHS = re.compile(
    rf"(?<![\w/.:])(?P<first>\d{{1,2}})(?P<more>(?:{SEPARATOR}\d{{1,2}})*)\s*[/-]\s*(?P<y>\d{{4}})(?![\d-])"
)
_ORDINAL = {"nhat": 1, "dau": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5}
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


def iso_days(key: str, _year: int, _scheme: Scheme) -> Iterator[Unit]:
    """Read 2026-06-15, as spreadsheets write it."""
    for found in _ISO.finditer(key):
        day = dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
        yield Unit("day", found.start(), found.end(), day.year, always((day, day)))


def days(key: str, year: int, _scheme: Scheme) -> Iterator[Unit]:
    """Read days with their month, and lists of days before one month."""
    for found in _DAYS.finditer(key):
        own = own_year(found, year)
        at, separators = found.start(), list(AND.finditer(found["first"] + found["more"]))
        parts = re.split(SEPARATOR, found["first"] + found["more"])
        begin = found.start("first")
        for place, text in enumerate(parts):
            is_last = place == len(parts) - 1
            to = found.end() if is_last else begin + separators[place].start()
            number = int(re.sub(r"\D", "", text))
            yield Unit("day", at, to, own, _day_of(int(found["m"]), number))
            if not is_last:
                at = begin + separators[place].end()


def _day_of(month: int, day: int) -> Callable[[int], Span]:
    dt.date(2000, month, day)  # raises ValueError for 31/02, also where the year is not known yet
    return lambda year: (dt.date(year, month, day), dt.date(year, month, day))


def weeks(key: str, year: int, _scheme: Scheme) -> Iterator[Unit]:
    """Read "tuần 2 tháng 5": seven days from the month's first."""
    for found in _WEEKS.finditer(key):
        first, month = found["first"], int(found["n"])
        if first == "cuoi":
            span = days_of_month(month, -7, 0)
        else:
            numbers = [_ORDINAL.get(first) or int(first)]
            if found["more"]:
                numbers = listed(f"{numbers[0]}{found['more']}")
            if not 1 <= min(numbers) <= max(numbers) <= 5:
                raise ValueError("a month has weeks 1 to 5")
            span = days_of_month(month, 7 * min(numbers) - 6, 7 * max(numbers))
        yield Unit("week", found.start(), found.end(), own_year(found, year), span)


def months(key: str, year: int, _scheme: Scheme) -> Iterator[Unit]:
    """Read months and their parts, each list under one head."""
    for head, at, piece in chains(key, _MONTH_HEAD, _MONTH):
        span = days_of_month(int(piece["n"]), *_PARTS_OF_MONTH[head["part"] or ""])
        yield Unit("month", at, piece.end(), own_year(piece, year), span)


def bare_months(key: str, _year: int, _scheme: Scheme) -> Iterator[Unit]:
    """Read 3/2026 and 3-5/2026."""
    for found in _BARE_MONTHS.finditer(key):
        numbers = listed(found["first"] + found["more"])
        own = int(found["y"])
        spans = [days_of_month(month, 1, 0)(own) for month in numbers]
        whole = (spans[0][0], spans[-1][1])
        yield Unit("month", found.start(), found.end(), own, always(whole))
