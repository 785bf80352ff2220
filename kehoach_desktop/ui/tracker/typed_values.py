"""Numbers and days as a clerk types them; a wrong one raises UserError with a sentence."""

import datetime as dt
import re

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.words import number_words

_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?")
_MOST_DIGITS = 15  # what a float holds exactly


def parse_number(text: str) -> int | float:
    """Return the number that "12", "1.234" or "1.234,5" means."""
    text = text.strip().replace("\u00a0", "")
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise UserError(f"“{text}” chưa phải là số; hãy viết như 12 hoặc 1.234,5 (từ 0 trở lên).")
    whole, part = found[1].replace(".", ""), (found[2] or "").rstrip("0")
    if len(whole.lstrip("0")) + len(part) > _MOST_DIGITS:
        raise UserError(f"Số “{text}” dài quá; chỉ ghi được đến {_MOST_DIGITS} chữ số.")
    return float(f"{whole}.{part}") if part else int(whole)


def number_text(value: float) -> str:
    """Return the number as it is typed: 1.234,5."""
    return number_words(value)


def parse_day(text: str, year: int) -> dt.date | None:
    """Return the day that "05/7/2026" means; "05/7" is of ``year``; None for nothing."""
    text = text.strip()
    if not text:
        return None
    found = _DAY.fullmatch(text)
    day, month, own_year = (int(part or year) for part in found.groups()) if found else (0, 0, 1)
    try:
        return dt.date(own_year, month, day)
    except ValueError:
        raise UserError(f"“{text}” chưa phải là một ngày; hãy viết như 05/7/{year}.") from None


def day_text(day: dt.date | None) -> str:
    """Return the day as it is typed: 05/7/2026; "" for none."""
    return "" if day is None else short_date(day)
