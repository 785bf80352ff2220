"""Moving a text on by some years: which years and dates are the plan's own, and what each becomes."""

import calendar
import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from kehoach_desktop.domain.cited_documents import own_spans
from kehoach_desktop.domain.lunar_year import zodiac
from kehoach_desktop.domain.swaps import Swap
from kehoach_desktop.domain.year_forms import YEAR, YEAR_FORMS

_YEAR = re.compile(YEAR)
_LEAP_DAY = re.compile(rf"(?<!\d)29(?=(?:\s*[/.-]\s*|\s+tháng\s+)0?2\D+({YEAR}))")
_WEEKDAY = re.compile(
    r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)[\s,()]*(?:ngày\s+)?$", re.IGNORECASE
)
_PERIOD = re.compile(r"(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+$", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:từ|hiệu lực)\s+(?:(?:sau|đầu|giữa|cuối|hết)\s+)?"
    r"(?:ngày\s+|tháng\s+\d{1,2}\s+|quý\s+(?:\d|[IV]+)\s+)?$",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(r"\bhiệu lực\s+(?:thi hành\s+)?(?:(?:kể\s+)?từ\s+)?(?:ngày\s+)?$", re.IGNORECASE)
_ENDS = re.compile(r"\s*,?\s*(?:[-–—]|(?:cho\s+)?(?:đến|tới)\b(?!\s+nay\b))", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:đến|tới|tầm nhìn)\s+$", re.IGNORECASE)
_BEGINNING = "Có thể là mốc bắt đầu, không theo năm kế hoạch."
_NOT_COUNTED = r"(?:của|và|là|cho|tại|trên|theo|với|trong|như|do|bằng|được|các|để|về)\b"
_COUNTED = re.compile(rf"\s+(?!{_NOT_COUNTED})(?=[^\W\d_])(?P<letter>.)|\s*%")


@dataclass(frozen=True, slots=True)
class Move:
    """One year, date or span of dates moved on; ``why`` says what is doubtful ("" = nothing).

    With no swaps, it is only to be looked at: a span of years that is over.
    """

    is_date: bool
    swaps: tuple[Swap, ...]
    why: str = ""
    is_sure: bool = True


def moves(text: str, year: int, by: int) -> tuple[Move, ...]:
    """Return what moving a plan of ``year`` on ``by`` years changes in ``text``, in order.

    Years of documents cited are never touched.
    """
    taken = own_spans(text)
    starts = [start for start, _ in taken]
    ends = list(accumulate((end for _, end in taken), max))
    found = []
    for form in YEAR_FORMS.finditer(text):
        before = bisect_left(starts, form.end())
        is_of_another = before > 0 and ends[before - 1] > form.start()
        if form.lastgroup == "span" or not is_of_another:  # a span of years stays in any case
            move = _READERS[form.lastgroup or ""](text, form, year, by)
            if move is not None:
                found.append(move)
    found.extend(_zodiac_moves(text, year, by))
    return tuple(sorted(found, key=lambda move: move.swaps[0].start if move.swaps else len(text)))


def _years(text: str, form: re.Match[str], by: int) -> tuple[list[int], tuple[Swap, ...]]:
    found = list(_YEAR.finditer(text, form.start(), form.end()))
    return [int(year[0]) for year in found], tuple(
        Swap(*year.span(), str(int(year[0]) + by)) for year in found
    )


def _read_days(text: str, form: re.Match[str], year: int, by: int) -> Move | None:
    """A span of days moves as a whole, also when it begins in the year before."""
    years, swaps = _years(text, form, by)
    if not any(abs(found - year) <= 1 for found in years) or max(years) < year:
        return None
    leaps = _leap_swaps(text, form, by)
    why = "Ngày 29/02 không có trong năm mới; đổi thành 28/02." if leaps else ""
    return Move(is_date=True, swaps=tuple(sorted((*swaps, *leaps), key=lambda s: s.start)), why=why)


def _read_day(text: str, form: re.Match[str], year: int, by: int) -> Move | None:
    (own,), swaps = _years(text, form, by)
    if abs(own - year) > 1:
        return None
    leaps = _leap_swaps(text, form, by)
    why = ""
    if leaps:
        why = "Ngày 29/02 không có trong năm mới; đổi thành 28/02."
    elif _follows(_WEEKDAY, text, form):
        why = "Thứ trong tuần không tự đổi; hãy xem lại lịch."
    elif own < year:
        why = f"Ngày của năm {own}, trước năm kế hoạch."
    day, month = (int(number) for number in re.findall(r"\d+", form[0])[-3:-1])
    is_new_year = own < year and (month, day) >= (12, 15)  # where the reporting year begins
    is_sure = own >= year or is_new_year
    if _begins(text, form) and (not is_new_year or _follows(_IN_FORCE, text, form)):
        why, is_sure = _BEGINNING, False
    return Move(
        is_date=True, swaps=tuple(sorted((*swaps, *leaps), key=lambda s: s.start)), why=why, is_sure=is_sure
    )


def _read_month(text: str, form: re.Match[str], year: int, by: int) -> Move | None:
    (own,), swaps = _years(text, form, by)
    if abs(own - year) > 1:
        return None
    if _begins(text, form):
        return Move(is_date=True, swaps=swaps, why=_BEGINNING, is_sure=False)
    why = f"Thời gian của năm {own}, trước năm kế hoạch." if own < year else ""
    return Move(is_date=True, swaps=swaps, why=why, is_sure=own >= year)


def _read_school(text: str, form: re.Match[str], year: int, by: int) -> Move | None:
    years, swaps = _years(text, form, by)
    return Move(is_date=False, swaps=swaps) if year in years else None


def _read_span(text: str, form: re.Match[str], year: int, by: int) -> Move | None:
    """A span of years is somebody else's: it stays, and is shown when it will be over."""
    years, _ = _years(text, form, by)
    if year <= max(years) < year + by:
        return Move(is_date=False, swaps=(), why=f"“{form[0]}” đã qua khi sang năm {year + by}.")
    return None


def _read_list(text: str, form: re.Match[str], year: int, by: int) -> Move | None:
    years, swaps = _years(text, form, by)
    if year not in years:
        return None
    return Move(
        is_date=False, swaps=swaps, why="Liệt kê nhiều năm; hãy xem có chuyển cả không.", is_sure=False
    )


def _read_named(text: str, form: re.Match[str], year: int, by: int) -> Move | None:
    (own,), swaps = _years(text, form, by)
    if abs(own - year) > 1:
        return None
    why = ""
    if _follows(_PERIOD, text, form):
        return None
    if _begins(text, form):
        why = _BEGINNING
    elif _follows(_UNTIL, text, form):
        why = "Có thể là mốc của một giai đoạn."
    return Move(is_date=False, swaps=swaps, why=why, is_sure=not why)


def _read_bare(text: str, form: re.Match[str], year: int, by: int) -> Move | None:
    (own,), swaps = _years(text, form, by)
    if own != year:
        return None
    if _follows(_SINCE, text, form) or _follows(_UNTIL, text, form):
        why = "Có thể là mốc của một giai đoạn."
    elif _is_counted(text, form.end()):
        why = "Có thể là một số đếm, không phải năm."
    else:
        why = ""
    return Move(is_date=False, swaps=swaps, why=why, is_sure=not why)


def _read_short(text: str, form: re.Match[str], year: int, by: int) -> Move | None:
    del text
    if int(form[0][-2:]) != year % 100:
        return None
    return Move(is_date=True, swaps=(Swap(form.end() - 2, form.end(), f"{(year + by) % 100:02d}"),))


def _is_counted(text: str, end: int) -> bool:
    """Say whether a word in small letters follows, as after a count: "2024 lượt"."""
    after = _COUNTED.match(text, end)
    return after is not None and (after["letter"] or "%").lower() == (after["letter"] or "%")


def _begins(text: str, form: re.Match[str]) -> bool:
    """Say whether a time without an end begins there, as a law does or an event: "từ ngày 01/7/2025"."""
    since = _follows(_SINCE, text, form) or _follows(_IN_FORCE, text, form)
    return since and _ENDS.match(text, form.end()) is None


def _follows(words: re.Pattern[str], text: str, form: re.Match[str]) -> bool:
    return words.search(text, max(0, form.start() - 32), form.start()) is not None


def _leap_swaps(text: str, form: re.Match[str], by: int) -> tuple[Swap, ...]:
    found = _LEAP_DAY.finditer(text, form.start(), form.end())
    return tuple(Swap(day.start(), day.end(), "28") for day in found if not calendar.isleap(int(day[1]) + by))


def _zodiac_moves(text: str, year: int, by: int) -> list[Move]:
    names = {zodiac(own): zodiac(own + by) for own in (year, year + 1)}
    pattern = r"\b(?:" + "|".join(names) + r")\b"
    return [
        Move(is_date=False, swaps=(Swap(*found.span(), names[found[0]]),), why="Tên năm âm lịch.")
        for found in re.finditer(pattern, text)
    ]


_Reader = Callable[[str, re.Match[str], int, int], Move | None]
_READERS: dict[str, _Reader] = {
    "days": _read_days,
    "day": _read_day,
    "school": _read_school,
    "span": _read_span,
    "list": _read_list,
    "month": _read_month,
    "quarter": _read_month,
    "named": _read_named,
    "short": _read_short,
    "bare": _read_bare,
}
