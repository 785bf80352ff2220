"""A scheme of the office's own, as it is typed: closing days, sending days, days off, and what is wrong."""

import datetime as dt
import re
from collections.abc import Sequence

from kehoach_desktop.domain.periods import Reported, are_in_order
from kehoach_desktop.domain.text import one_line, search_key

_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})")
_FULL_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_MOST_DAYS = 60
_LEAP_YEAR = 2024  # has every day that a closing may be


def closing_day(text: str) -> tuple[int, int]:
    """Return ``(month, day)`` of a closing day typed as 14/3 or 29/02; ValueError with a sentence."""
    found = _DAY.fullmatch(one_line(text))
    if found is None:
        raise ValueError(f"“{one_line(text)}” không phải ngày chốt; hãy ghi ngày và tháng, như 14/3.")
    day, month = int(found[1]), int(found[2])
    try:
        dt.date(_LEAP_YEAR, month, day)
    except ValueError:
        raise ValueError(f"Không có ngày {day:02d}/{month}; hãy ghi lại ngày chốt.") from None
    return month, day


def closing_words(closing: tuple[int, int]) -> str:
    """Return a closing day as it is typed: 14/3."""
    month, day = closing
    return f"{day:02d}/{month:02d}" if month <= 2 else f"{day:02d}/{month}"


def check_closings(closings: Sequence[tuple[int, int]]) -> str:
    """Return what is wrong with the order of the four days, "" when nothing is."""
    if are_in_order(closings):
        return ""
    return "Ngày chốt của bốn quý phải theo thứ tự trong năm; hãy sửa lại."


def sending_days(text: str) -> int | None:
    """Return the number of working days typed; None for a blank; ValueError with a sentence."""
    words = one_line(text)
    if not words:
        return None
    if not words.isdecimal() or int(words) > _MOST_DAYS:
        raise ValueError(f"Hạn gửi là số ngày làm việc từ 0 đến {_MOST_DAYS}, hoặc để trống.")
    return int(words)


def days_off(text: str) -> tuple[dt.date, ...]:
    """Return the days typed as 24/11/2026; 23/11/2026, in order; ValueError with a sentence."""
    found = set()
    for words in filter(None, (one_line(part) for part in re.split(r"[;,\n]", text))):
        day = _FULL_DAY.fullmatch(words)
        try:
            found.add(dt.date(int(day[3]), int(day[2]), int(day[1])) if day else dt.date.fromisoformat(words))
        except ValueError:
            raise ValueError(f"“{words}” không phải ngày; hãy ghi như 24/11/2026.") from None
    return tuple(sorted(found))


def days_off_words(days: Sequence[dt.date]) -> str:
    """Return the days as they are typed."""
    return "; ".join(f"{day.day:02d}/{day.month:02d}/{day.year}" for day in days)


def check_reported(reported: Sequence[Reported]) -> str:
    """Return what is wrong with the periods to report on, "" when nothing is."""
    if not reported:
        return "Chưa chọn kỳ nào phải báo cáo; hãy chọn ít nhất một kỳ."
    if any(not one.name for one in reported):
        return "Có kỳ chưa có tên; hãy đặt tên cho kỳ đó."
    keys = [search_key(one.name) for one in reported]
    twice = next((one.name for one in reported if keys.count(search_key(one.name)) > 1), None)
    return f"Hai kỳ cùng tên “{twice}”; hãy đặt tên khác nhau." if twice else ""
