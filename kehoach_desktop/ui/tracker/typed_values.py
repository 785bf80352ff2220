"""Numbers and days as a clerk types them; a wrong one raises UserError with a sentence."""

import datetime as dt
import re
from contextlib import suppress

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.domain.words import number_words

_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d+\.\d{1,2}")
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}|\d{2}))?", re.ASCII)
_MOST_DIGITS = 15  # what a float holds exactly
_MOST_WHOLE_DIGITS = 12  # nothing an office counts in a year reaches a thousand billion
_YEARS = range(1900, 3000)


def parse_number(text: str) -> int | float:
    """Return the number that "12", "1.234" or "1.234,5" means."""
    text = text.strip().replace("\u00a0", "")
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise UserError(_no_number(text))
    whole, part = found[1].replace(".", "").lstrip("0"), (found[2] or "").rstrip("0")
    if len(whole) > _MOST_WHOLE_DIGITS or len(whole) + len(part) > _MOST_DIGITS:
        raise UserError(
            f"Số “{_shortened(text)}” lớn hoặc dài quá mức đếm được; hãy xem lại có gõ nhầm không."
        )
    return float(f"{whole or 0}.{part}") if part else int(whole or 0)


def parse_indicator(text: str) -> str:
    """Return the name of what is counted: a figure alone is one typed into the wrong cell."""
    name = one_line(text)
    if name and not any(map(str.isalpha, name)) and any(map(str.isdigit, name)):
        raise UserError("Tên chỉ tiêu không thể chỉ là con số; con số ghi ở cột Số.")
    return name


def parse_target(text: str) -> int | float | None:
    """Return the figure to reach; None for nothing."""
    if not text.strip():
        return None
    value = parse_number(text)
    if not value:
        raise UserError("Mục tiêu năm phải lớn hơn 0; không có mục tiêu thì để trống ô này.")
    return value


def number_text(value: float | None) -> str:
    """Return the number as it is typed: 1.234,5; "" for none."""
    return "" if value is None else number_words(value)


def parse_day(text: str, year: int, around: Period | None = None) -> dt.date | None:
    """Return the day that "05/7/2026" means; None for nothing.

    "05/7" is the day inside the period ``around`` when there is one, else of ``year``: with a quarter that
    begins in December, 20/12 is of the year before. "05/7/26" is read when it can only be a year near.
    """
    text = text.strip()
    if not text:
        return None
    found = _DAY.fullmatch(text)
    day = _found_day(found, year, around) if found else None
    if day is None:
        raise UserError(f"“{_shortened(text)}” chưa phải là một ngày; hãy viết như 05/7/{year}.")
    return day


def day_text(day: dt.date | None) -> str:
    """Return the day as it is typed: 05/7/2026; "" for none."""
    return "" if day is None else short_date(day)


def _found_day(found: re.Match[str], year: int, around: Period | None) -> dt.date | None:
    day, month = int(found[1]), int(found[2])
    try:
        return _dated(day, month, _year(found[3], year)) if found[3] else _yearless(day, month, year, around)
    except ValueError:  # a day that no calendar has
        return None


def _dated(day: int, month: int, year: int) -> dt.date:
    if year not in _YEARS:
        raise ValueError(year)
    return dt.date(year, month, day)


def _year(digits: str, year: int) -> int:
    if len(digits) == 4:
        return int(digits)
    for near in (year, year - 1, year + 1):
        if near % 100 == int(digits):
            return near
    raise ValueError(digits)


def _yearless(day: int, month: int, year: int, around: Period | None) -> dt.date:
    if around is not None:
        for own in (around.end.year, around.start.year):
            with suppress(ValueError):  # 29/02 of the other year
                found = dt.date(own, month, day)
                if around.start <= found <= around.end:
                    return found
    return dt.date(year, month, day)


def _no_number(text: str) -> str:
    shown = _shortened(text)
    if re.match(r"[-−–]\s*\d", text):
        return f"“{shown}” là số âm; số đếm được từ 0 trở lên."
    if _ENGLISH.fullmatch(text):
        swapped = text.translate(str.maketrans(",.", ".,"))
        return f"“{shown}” chưa phải là số viết theo tiếng Việt; nếu là số lẻ, hãy viết {swapped}."
    if re.search(r"\d", text) and re.search(r"[^\W\d_]", text):
        return f"“{shown}” chưa phải là số: ô này chỉ ghi con số; chữ kèm theo thì ghi ở cột Ghi chú."
    return f"“{shown}” chưa phải là số; hãy viết như 12 hoặc 1.234,5 (từ 0 trở lên)."


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
