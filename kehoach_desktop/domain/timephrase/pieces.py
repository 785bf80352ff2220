"""The pieces a time phrase is made of, and what they share: lists under a head, a year at one."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece at ``key[at:to]``; ``year`` is its own one, else that of the words around it."""

    kind: str
    at: int
    to: int
    year: int | None
    span_in: Callable[[int], Span]


SEPARATOR = r"\s*(?:,|;|&|\+|-|–|—|\bva\b|\bhoac\b|\b(?:den|toi)\b(?:\s+het\b)?)\s*"
WRITTEN_YEAR = (
    r"\s*[/.-]\s*(?:nam\s+)?(?P<y>\d{4})(?!\d)"
    r"|\s*,?\s*(?:cua\s+|trong\s+)?nam\s+"
    r"(?P<word>\d{4}(?!\d)|nay\b|sau\b|toi\b|ngoai\b|truoc\b(?!\s+(?:ngay|thang|quy|\d)))"
)
YEAR = f"(?:{WRITTEN_YEAR})?"
NOT_A_DAY = r"(?!\s*/\s*\d{1,2}(?!\d))"
NUMBER = rf"(?P<n>\d{{1,2}})(?!\d){NOT_A_DAY}(?!\s+thang\s+(?:dau|cuoi))"
AND = re.compile(SEPARATOR)
_SLASH_OR = re.compile(r"\s*/\s*(?=iv|i)")


def listed(words: str) -> list[int]:
    """Return the numbers of "3, 5 - 7" in order: 3 5 6 7; ValueError for a range that runs backwards."""
    parts = re.split(rf"({SEPARATOR})", words)
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


def own_year(found: re.Match[str], plan_year: int) -> int | None:
    """Return the year written at a piece."""
    groups = found.groupdict()
    if short := groups.get("short"):
        return 2000 + int(short)
    word = groups.get("y") or groups.get("word")
    if word is None:
        return None
    shift = {"nay": 0, "sau": 1, "toi": 1, "ngoai": -1, "truoc": -1}
    return plan_year + shift[word] if word in shift else int(word)


def always(span: Span) -> Callable[[int], Span]:
    """Return what is that span in every year: its year is written."""
    return lambda _year: span


def days_of_month(month: int, first: int, last: int) -> Callable[[int], Span]:
    """Return the days ``first`` to ``last`` of a month; 0 and less count from its end."""
    dt.date(2000, month, 1)

    def span(year: int) -> Span:
        length = calendar.monthrange(year, month)[1]
        start = first if first > 0 else length + first + 1
        end = min(last, length) if last > 0 else length + last
        return dt.date(year, month, start), dt.date(year, month, end)

    return span


def chains(
    key: str, heads: re.Pattern[str], one: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], int, re.Match[str]]]:
    """Yield the head, where it or the piece begins, and each piece of every list under a head."""
    for head in heads.finditer(key):
        at, place = head.start(), head.end()
        while piece := one.match(key, place):
            yield head, at, piece
            joint = AND.match(key, piece.end()) or _SLASH_OR.match(key, piece.end())
            if joint is None:
                break
            at = place = joint.end()
