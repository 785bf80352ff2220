"""Moving a text on by some years: which years and dates are the plan's own, and what each becomes."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass

from kehoach_desktop.domain.cited_documents import own_spans
from kehoach_desktop.domain.lunar_year import zodiac
from kehoach_desktop.domain.swaps import Swap

_Y = r"(?:19|20|21)\d{2}(?!\d)"
_D, _M = r"(?:3[01]|[12]\d|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
_DAY = rf"{_D}\s*[/.-]\s*{_M}\s*[/.-]\s*{_Y}|{_D}\s+tháng\s+{_M}(?:\s+năm\s+|\s*/\s*){_Y}"
_DAY_FROM = rf"(?:{_D}(?:\s*[/.]\s*{_M})?\s*[-–]\s*)?"  # "01-15/12/2024", "01/3-30/4/2024"
_AND = r"\s*(?:,|-|–|và|đến)\s*"
_QUARTER = r"(?:IV|I{1,3}|[1-4])"
_TO = r"\s*(?:-|–|—|đến|tới)\s*(?:hết\s+)?(?:ngày\s+)?"
_FORMS = re.compile(
    rf"(?<![\w/.-])(?:"
    rf"(?P<days>(?:{_DAY}){_TO}(?:{_DAY}))"
    rf"|(?P<day>{_DAY_FROM}(?:{_DAY}))"
    rf"|(?P<school>năm học\s+{_Y}\s*[-–—/]\s*{_Y})"
    rf"|(?P<span>(?:năm\s+)?{_Y}\s*(?:-|–|—|đến|tới)\s*(?:hết\s+)?(?:năm\s+)?{_Y})"
    rf"|(?P<list>(?:năm\s+)?{_Y}(?:\s*(?:,|và|hoặc)\s*{_Y})+)"
    rf"|(?P<month>(?:tháng\s+(?:{_M}{_AND})*)?{_M}\s*[/-]\s*{_Y})"
    rf"|(?P<quarter>quý\s+{_QUARTER}(?:{_AND}(?:quý\s+)?{_QUARTER})*\s*/\s*{_Y})"
    rf"|(?P<named>năm\s+{_Y})"
    rf"|(?P<short>{_D}/{_M}/\d{{2}}(?![\d/]))"
    rf"|(?P<bare>{_Y})"
    rf")(?![\w/])(?![.,]\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(_Y)
_LEAP_DAY = re.compile(rf"(?<!\d)29(?=(?:\s*[/.-]\s*|\s+tháng\s+)0?2\D+({_Y}))")
_WEEKDAY = re.compile(
    r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)[\s,()]*(?:ngày\s+)?$", re.IGNORECASE
)
_PERIOD = re.compile(r"(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+$", re.IGNORECASE)
_SINCE = re.compile(r"\btừ\s+(?:sau\s+|đầu\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:đến|tới|tầm nhìn)\s+$", re.IGNORECASE)
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
    found = []
    for form in _FORMS.finditer(text):
        if not any(start < form.end() and form.start() < end for start, end in taken):
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
    is_sure = own >= year or (month, day) >= (12, 15)  # where the reporting year begins
    return Move(
        is_date=True, swaps=tuple(sorted((*swaps, *leaps), key=lambda s: s.start)), why=why, is_sure=is_sure
    )


def _read_month(text: str, form: re.Match[str], year: int, by: int) -> Move | None:
    (own,), swaps = _years(text, form, by)
    if abs(own - year) > 1:
        return None
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
    if _follows(_SINCE, text, form):
        why = "Có thể là mốc bắt đầu, không theo năm kế hoạch."
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


def _follows(words: re.Pattern[str], text: str, form: re.Match[str]) -> bool:
    return words.search(text, max(0, form.start() - 24), form.start()) is not None


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
