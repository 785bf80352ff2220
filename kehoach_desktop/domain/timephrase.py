"""What a clerk writes under "Thời gian", understood as days.

Months and days are calendar time (tháng 9 runs to 30/9), and so is a year (thường xuyên trong năm runs to
31/12); quarters, "6 tháng đầu năm" and "9 tháng" are reporting time, of the scheme in use.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from kehoach_desktop.domain.periods import DECREE_09, Scheme, period, quarter
from kehoach_desktop.domain.text import search_key

Span = tuple[dt.date, dt.date]
_TO = r"\s*(?:-|–|—|den|toi)\s*(?:het\s+|ngay\s+|thang\s+|quy\s+)*"
_DAY = (
    r"(?:ngay\s+)?(\d{1,2})(?:\s*[/.]\s*|\s+thang\s+|-(?=\d{1,2}-\d{4}))(\d{1,2})"
    r"(?:(?:\s*[/.-]\s*|\s+nam\s+)(\d{4}))?(?!\d)"
)
_DAYS = re.compile(rf"{_DAY}{_TO}{_DAY}")
_DAYS_OF_MONTH = re.compile(rf"(?<![\d/])(?:ngay\s+)?(\d{{1,2}}){_TO}{_DAY}")
_DEADLINE = re.compile(rf"truoc\s+{_DAY}")
_ONE_DAY = re.compile(rf"(?<![\d/]){_DAY}")
_QUARTER = r"(?:iv|i{1,3}|[1-4])(?![\w])"
_QUARTERS = re.compile(rf"quy\s+({_QUARTER}(?:\s*(?:,|;|-|–|va|den|toi)\s*(?:quy\s+)?{_QUARTER})*)")
_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
_MONTHS = re.compile(
    rf"(?<!\d\s)(?<!\d)thang\s+({_MONTH}(?:\s*(?:,|;|-|–|va|den|toi)\s*(?:het\s+)?(?:thang\s+)?{_MONTH})*)"
)
_YEAR = re.compile(r"(?:nam\s+|/\s*)(\d{4})(?!\d)")
_ALL_YEAR = re.compile(
    r"thuong xuyen|(?:hang|moi)\s+(?:nam|quy|thang|tuan|ngay)|ca nam|trong nam|dinh ky|^nam \d{4}$"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


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


def understand(text: str, year: int, scheme: Scheme = DECREE_09) -> TimeSpan | None:
    """Return the days that ``text`` means in a plan for ``year``; None when it is not understood.

    The narrowest reading wins: days before months, months before quarters, quarters before "cả năm". A
    deadline ("trước 15/6") is the day before it, so that it falls in the quarter the work must be done in.
    """
    key = " ".join(search_key(text).split())
    named = _YEAR.search(key)
    year = int(named[1]) if named and 1900 <= int(named[1]) <= 2999 else year
    if re.search(r"(?:hang|moi)\s+(?:thang|tuan|quy)", key):  # "trước ngày 15 hằng tháng"
        return TimeSpan((_whole_year(year),))
    try:
        for reading in (_read_days, _read_months, _read_halves, _read_quarters):
            spans = reading(key, year, scheme)
            if spans:
                return TimeSpan(tuple(spans))
    except ValueError:  # a day that no calendar has: 31/02
        return None
    return TimeSpan((_whole_year(year),)) if _ALL_YEAR.search(key) else None


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


def _read_days(key: str, year: int, _scheme: Scheme) -> list[Span]:
    if both := _DAYS.search(key):
        d1, m1, y1, d2, m2, y2 = both.groups()
        last = int(y2 or year)
        start, end = dt.date(int(y1 or last), int(m1), int(d1)), dt.date(last, int(m2), int(d2))
        if end < start:
            raise ValueError("the span ends before it begins")
        return [(start, end)]
    if days := _DAYS_OF_MONTH.search(key):
        first, *rest = days.groups()
        day, month, own_year = (int(part or year) for part in rest)
        return [(dt.date(own_year, month, int(first)), dt.date(own_year, month, day))]
    if before := _DEADLINE.search(key):
        last_day = _date(before, year) - dt.timedelta(days=1)
        return [(last_day, last_day)]
    return [(day, day) for day in (_date(one, year) for one in _ONE_DAY.finditer(key))]


def _read_months(key: str, year: int, _scheme: Scheme) -> list[Span]:
    found = _MONTHS.search(key)
    if not found:
        return []
    numbers = _listed(found[1], int)
    if key.startswith("truoc") or " truoc thang" in key:
        last_day = dt.date(year, numbers[0], 1) - dt.timedelta(days=1)
        return [(last_day, last_day)]
    return [
        (dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
        for month in numbers
    ]


def _read_halves(key: str, year: int, scheme: Scheme) -> list[Span]:
    if re.search(r"(?:0?6|sau) thang cuoi nam", key):
        return [(quarter(year, 3, scheme).start, quarter(year, 4, scheme).end)]
    code = None
    if re.search(r"(?:0?6|sau) thang(?: dau nam)?(?!\s*\d)", key):
        code = "6T"
    elif re.search(r"(?:0?9|chin) thang(?!\s*\d)", key):
        code = "9T"
    if code is None:
        return []
    whole = period(year, code, scheme)
    return [(whole.start, whole.end)]


def _read_quarters(key: str, year: int, scheme: Scheme) -> list[Span]:
    found = _QUARTERS.search(key)
    if not found:
        return []
    numbers = _listed(found[1], lambda word: _ROMAN.get(word) or int(word))
    return [(quarter(year, n, scheme).start, quarter(year, n, scheme).end) for n in numbers]


def _listed(words: str, number_of: Callable[[str], int]) -> list[int]:
    """Return the numbers of "3, 5 - 7" in order: 3 5 6 7."""
    parts = re.split(r"\s*(-|–|den|toi|,|;|va)\s*(?:het\s+)?(?:thang\s+|quy\s+)?", words)
    numbers = [number_of(parts[0])]
    for joint, word in zip(parts[1::2], parts[2::2], strict=True):
        number = number_of(word)
        if joint in {",", ";", "va"}:
            numbers.append(number)
        elif number < numbers[-1]:
            raise ValueError("the range runs backwards")
        else:
            numbers.extend(range(numbers[-1] + 1, number + 1))
    return sorted(set(numbers))


def _date(found: re.Match[str], year: int) -> dt.date:
    day, month, own_year = found.groups()
    return dt.date(int(own_year or year), int(month), int(day))


def _whole_year(year: int) -> Span:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)
