"""Dates as Nghị định 30/2020/NĐ-CP writes them: a leading zero for days 1-9 and for months 1 and 2 only."""

import datetime as dt


def _day(date: dt.date) -> str:
    return f"{date.day:02d}"


def _month(date: dt.date) -> str:
    return f"{date.month:02d}" if date.month <= 2 else str(date.month)


def long_date(date: dt.date | None, year: int) -> str:
    """Return ``ngày 03 tháng 02 năm 2026``; with no date, the blanks a clerk fills in, in ``year``."""
    if date is None:
        return f"ngày      tháng      năm {year}"
    return f"ngày {_day(date)} tháng {_month(date)} năm {date.year}"


def short_date(date: dt.date) -> str:
    """Return ``08/4/2020``."""
    return f"{_day(date)}/{_month(date)}/{date.year}"


def moment(at: dt.datetime, *, with_seconds: bool = False) -> str:
    """Return ``10:32 ngày 08/4/2020``, the hour as the clock that ``at`` was read on shows it."""
    clock = f"{at:%H:%M:%S}" if with_seconds else f"{at:%H:%M}"
    return f"{clock} ngày {short_date(at.date())}"
