"""The spans a time phrase's pieces stand for together: ranges, deadlines, and the year each one means."""

import datetime as dt
import re
from itertools import pairwise
from typing import NamedTuple

from kehoach_desktop.domain.timephrase.pieces import Span, Unit, is_range

_ACROSS_DAYS = 200  # the longest span that a year's end is taken to lie in when only one year is written
_LIST_JOINT = re.compile(r"\s*(?:,|;|&|\+|/|va|hoac)?\s*")
_DEADLINE = re.compile(r"\btruoc(?:\s+(?:ngay|het))*\s*$")
_OPEN = re.compile(r"(?<!thu )\b(?:tu|sau)(?:\s+ngay)?\s*$")
_ONWARDS = re.compile(r"\s*(?:tro di|tro ve sau)")


class _Reading(NamedTuple):
    span: Span
    kind: str
    is_listed: bool  # with the one before


def spans_of(key: str, found: list[Unit], year: int) -> tuple[Span, ...]:
    """Return the spans of the pieces found in ``key``, in order; ``year`` where no other stands.

    Raises ValueError for a range that runs backwards.
    """
    return joined(_narrowest(_readings(key, found, year)))


def _readings(key: str, found: list[Unit], year: int) -> list[_Reading]:
    """Return the spans of the pieces: two with "đến" between them are one, "trước" and "từ" are heeded."""
    years = _years(key, found, year)
    read: list[_Reading] = []
    place = after = 0
    is_deadline = False
    while place < len(found):
        unit = found[place]
        before = key[after : unit.at]
        start, end = unit.span_in(years[place])
        is_listed = bool(read) and bool(_LIST_JOINT.fullmatch(before))
        is_deadline = bool(_DEADLINE.search(before)) or (is_deadline and is_listed)
        after = unit.to
        if place + 1 < len(found) and is_range(key[unit.to : found[place + 1].at]):
            place += 1
            after = found[place].to
            start, end = _between(start, found[place].span_in(years[place])[1])
        elif is_deadline:
            start = end = start - dt.timedelta(days=1)
        elif opening := _OPEN.search(before) or _ONWARDS.match(key, unit.to):
            start = end + dt.timedelta(days=1) if opening[0].startswith("sau") else start
            end = max(end, dt.date(start.year, 12, 31))
        read.append(_Reading((start, end), unit.kind, is_listed))
        place += 1
    return read


def _between(start: dt.date, end: dt.date) -> Span:
    if end < start:
        raise ValueError("the range runs backwards")
    return start, end


def _years(key: str, found: list[Unit], year: int) -> list[int]:
    """Return the year of each piece: its own, else that of the piece it is joined to, else ``year``."""
    own = [unit.year for unit in found]
    joints = [key[one.to : two.at] for one, two in pairwise(found)]
    joined = [
        is_range(joint) or (one.kind == two.kind and _LIST_JOINT.fullmatch(joint) is not None)
        for joint, (one, two) in zip(joints, pairwise(found), strict=True)
    ]
    for place in range(len(found) - 2, -1, -1):
        later = own[place + 1]
        if own[place] is None and joined[place] and later is not None:
            own[place] = _across(found[place], found[place + 1], later, -1)
    for place in range(1, len(found)):
        earlier = own[place - 1]
        if own[place] is None and joined[place - 1] and earlier is not None:
            own[place] = _across(found[place], found[place - 1], earlier, 1)
    return [year if each is None else each for each in own]


def _across(unit: Unit, other: Unit, year: int, step: int) -> int:
    """Return the year of ``unit`` beside one in ``year``: the next (last) one when the year ends between."""
    start, there = unit.span_in(year)[0], other.span_in(year)[0]
    if (start - there).days * step >= 0:
        return year
    other_start = unit.span_in(year + step)[0]
    return year + step if abs((other_start - there).days) <= _ACROSS_DAYS else year


def _narrowest(read: list[_Reading]) -> list[Span]:
    """Leave out what holds a narrower one; two listed side by side both count, unless one is a day."""

    def is_wider(place: int) -> bool:
        start, end = read[place].span
        for other, narrow in enumerate(read):
            inside = start <= narrow.span[0] and narrow.span[1] <= end and narrow.span != (start, end)
            are_listed = abs(place - other) == 1 and read[max(place, other)].is_listed
            if inside and (narrow.kind in {"day", "week"} or not are_listed):
                return True
        return False

    return [reading.span for place, reading in enumerate(read) if not is_wider(place)]


def joined(spans: list[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch as one."""
    done: list[Span] = []
    for start, end in sorted(spans):
        if done and start <= done[-1][1] + dt.timedelta(days=1):
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return tuple(done)
