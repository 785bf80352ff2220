"""What a clerk writes under "Thời gian", understood as days.

Months and days are calendar time (tháng 9 runs to 30/9), and so is a year (thường xuyên trong năm runs to
31/12); quarters, "6 tháng đầu năm", "9 tháng", "đầu năm" and "cuối năm" are reporting time, of the scheme
in use.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kehoach_desktop.domain.periods import DECREE_09, Scheme, quarter
from kehoach_desktop.domain.text import search_key
from kehoach_desktop.domain.timephrase.pieces import Span, Unit, listed
from kehoach_desktop.domain.timephrase.reading import joined, spans_of
from kehoach_desktop.domain.timephrase.units import units

_LONGEST = 400  # characters: more is no time but an essay, and would be slow to read
_NUMBER_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười một": 11, "mười hai": 12, "mười": 10,
}  # fmt: skip
_MONTH_WORD = re.compile(rf"(?<=tháng )({'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})(?!\w)")
_MAY = re.compile(
    r"(?<!các )(?<!hằng )(?<!hàng )(?<!mỗi )(?<!\d )(?<!sáu )tháng năm(?!\s*(?:\d|nay|sau|tới))"
)
_QUARTER_WORD = re.compile(r"(?<=quý )(?:thứ )?(một|nhất|hai|ba|tư|bốn)(?!\w)")
_SOME_MONTHS_WORD = re.compile(r"(?<!\w)(ba|sáu|chín)(?= tháng)")

_DATE = r"\d{1,2}(?:\s*[/.]\s*\d{1,2}\s*[/.]\s*\d{4}|\s+thang\s+\d{1,2}\s+nam\s+\d{4})"
_DOCUMENT = re.compile(
    r"(?:\bso\s*:?\s*\d+\s*/\s*[\w\-/]*[a-z][\w-]*|\b\d+\s*/\s*(?:\d{4}\s*/\s*)?[a-z]+\s*-\s*[a-z][\w-]*)"
    rf"(?:\s*,?\s*ngay\s+{_DATE})?"
)
_OFTEN = re.compile(
    r"(?:\d+|mot|hai|ba|sau)\s+(?:thang|quy|tuan)\s*(?:/|mot|\d+)?\s*(?:\d+\s+)?lan\b"
    r"|/\s*(?:1\s+)?(?:thang|quy|tuan|nam|lan)\b(?!\s*[\div])"
)
_AND_THE_YEARS_AFTER = re.compile(r"(?:va|den)\s+(?:cac|nhung)\s+nam\s+(?:tiep theo|sau|toi)")
_ALL_YEAR = re.compile(
    r"(?<!khong )thuong xuyen|\b(?:hang|moi|tung|cac)\s+(?:nam|quy|thang|tuan|ngay)\b"
    r"|\b(?:ca|trong|toan|quanh|suot|het)\s+nam\b|dinh ky|lien tuc"
    r"|\b(?:dau|cuoi)\s+(?:quy|thang)\b(?!\s*[\div])"
    r"|\b(?:4|bon)\s+quy\b|\b(?:12|muoi hai)\s+thang\b"
)
_EACH = re.compile(r"\b0?[369] thang,?\s+(?:va\s+)?(?:ca\s+)?nam\b(?!\s*\d)")  # 6 tháng, năm
_HIGH_TIDE = re.compile(r"cao diem|trong tam|tap trung|dac biet|nhat la")
_HANGS_ON = re.compile(r"\b(?:sau|truoc|tu|ke tu|ngay sau)\s+khi\b|\btrong vong\b")
_END_OF = re.compile(r"\btruoc\s+(?:khi\s+)?(?:het|ket thuc|cuoi)\s+")
_YEAR_END = re.compile(r"(?:\b(?:den|toi)|-)\s*(?:het|cuoi|ket thuc)(?:\s+cuoi)?\s+nam\b(?:\s*(\d{4}))?")
_YEARS = re.compile(
    r"\b(?:nam|giai doan)\s+(\d{4})(?!\d)((?:\s*(?:-|–|—|den|toi|,|;|va)\s*(?:nam\s+)?\d{4}(?!\d))*)"
)
_ONLY_YEARS = re.compile(r"\d{4}(?:\s*[-–—,;]\s*\d{4})*")


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """One or more spans of days, both ends included, in order."""

    spans: tuple[Span, ...]

    @property
    def start(self) -> dt.date:
        """The first day."""
        return min(start for start, _ in self.spans)

    @property
    def end(self) -> dt.date:
        """The last day: when the task is due."""
        return max(end for _, end in self.spans)


class Fit(StrEnum):
    """How a time lies to the plan's reporting year."""

    UNKNOWN = "unknown"  # not understood
    INSIDE = "inside"
    PARTLY = "partly"  # some of it lies in another year
    OUTSIDE = "outside"


@lru_cache(maxsize=1 << 15)
def understand(text: str, year: int, scheme: Scheme = DECREE_09) -> TimeSpan | None:
    """Return the days that ``text`` means in a plan for ``year``; None when it is not understood.

    The narrowest reading wins: a day inside a month that is written too, a month inside "cả năm". A
    deadline ("trước 15/6") is the day before it, so that it falls in the quarter the work must be done in.
    """
    if not text.strip() or len(text) > _LONGEST:
        return None
    key = _END_OF.sub("den het ", _DOCUMENT.sub(" ", _key(text)))
    if _HANGS_ON.search(key):
        return None
    key, times = _OFTEN.subn(" ", _AND_THE_YEARS_AFTER.sub(" ", key))
    try:
        return _read(key.strip(), year, scheme, is_often=times > 0 or bool(_ALL_YEAR.search(key)))
    except (ValueError, OverflowError):  # a day that no calendar has: 31/02
        return None


@lru_cache(maxsize=1 << 15)
def quarters(text: str, year: int, scheme: Scheme = DECREE_09) -> frozenset[int] | None:
    """Return the quarters (1-4) of ``year`` the time falls in; None when it is not understood."""
    span = understand(text, year, scheme)
    if span is None:
        return None
    found = set()
    for number in range(1, 5):
        this = quarter(year, number, scheme)
        if any(start <= this.end and end >= this.start for start, end in span.spans):
            found.add(number)
    return frozenset(found)


def fit(text: str, year: int, scheme: Scheme = DECREE_09) -> Fit:
    """Say whether a time is understood and lies in the plan's reporting year.

    The days of the calendar year after the reporting year's last close are no other year: thường xuyên
    runs to 31/12. A time that lies in them alone is outside: nothing would ever be reported of it.
    """
    span = understand(text, year, scheme)
    if span is None:
        return Fit.UNKNOWN
    if not quarters(text, year, scheme):
        return Fit.OUTSIDE
    first = min(quarter(year, 1, scheme).start, dt.date(year, 1, 1))
    last = max(quarter(year, 4, scheme).end, dt.date(year, 12, 31))
    return Fit.INSIDE if first <= span.start and span.end <= last else Fit.PARTLY


def _key(text: str) -> str:
    """Return the search key, with months and quarters in words as numbers while they have their marks."""
    marked = " ".join(unicodedata.normalize("NFC", text).lower().split())
    marked = _MAY.sub("tháng 5", marked)
    marked = _MONTH_WORD.sub(lambda found: str(_NUMBER_WORDS[found[1]]), marked)
    marked = _QUARTER_WORD.sub(lambda found: str(_NUMBER_WORDS.get(found[1], 1)), marked)
    marked = _SOME_MONTHS_WORD.sub(lambda found: str(_NUMBER_WORDS[found[1]]), marked)
    return search_key(marked)


def _read(key: str, plan_year: int, scheme: Scheme, *, is_often: bool) -> TimeSpan | None:
    found = units(_YEAR_END.sub(" ", key), plan_year, scheme)
    if found:
        key = _YEAR_END.sub(lambda end: f" den 31/12/{end[1]} " if end[1] else " den 31/12 ", key)
        found = units(key, plan_year, scheme)
    elif _YEAR_END.search(key):  # đến hết năm, and nothing it begins with
        is_often = True
    years = [] if key.startswith("theo ") else _named_years(key, found)
    year = years[0] if years and plan_year not in years else plan_year
    if found and not _EACH.search(key) and not (is_often and _HIGH_TIDE.search(key)):
        return TimeSpan(spans_of(key, found, year))
    if years:
        return TimeSpan(joined([_whole_year(each) for each in years]))
    return TimeSpan((_whole_year(year),)) if is_often else None


def _named_years(key: str, found: list[Unit]) -> list[int]:
    """Return the years named by themselves: năm 2026; giai đoạn 2025 - 2030."""
    if _ONLY_YEARS.fullmatch(key):
        key = f"nam {key}"
    for named in _YEARS.finditer(key):
        if not any(named.start() < unit.to and unit.at < named.end() for unit in found):
            numbers = listed(named[0].replace("giai doan", "nam"))
            if min(numbers) >= 1900 and max(numbers) <= 2999:
                return numbers
    return []


def _whole_year(year: int) -> Span:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)
