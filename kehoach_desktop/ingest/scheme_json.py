"""A scheme of reporting periods out of JSON."""

import calendar
import datetime as dt
from typing import Any

from kehoach_desktop.domain.periods import CUMULATIVE, Reported, Scheme, are_in_order
from kehoach_desktop.ingest import json_values as values

_LEAP_YEAR = 2024  # has every day that a closing may be
_MOST_DAYS = 366


def read_scheme(value: Any, path: str) -> Scheme:
    """Return the scheme: four closing days in order, and each reported period once."""
    source = values.read_object(value, path, ("key", "name", "closings", "reported"), ("days_off",))
    closings = values.read_list(source, path, "closings", _closing)
    if len(closings) != 4 or not are_in_order(closings):
        values.refuse(f"{path}.closings", "phải là bốn ngày [tháng, ngày] theo thứ tự")
    reported = values.read_list(source, path, "reported", _reported, least=1)
    if len({one.code for one in reported}) < len(reported):
        values.refuse(f"{path}.reported", "ghi một kỳ hai lần")
    first, second, third, fourth = closings
    return Scheme(
        values.read_text(source, path, "key"),
        values.read_text(source, path, "name"),
        (first, second, third, fourth),
        reported,
        values.read_list(source, path, "days_off", _day_off),
    )


def _closing(value: Any, path: str) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        values.refuse(path, "phải có dạng [tháng, ngày]")
    parts = dict(zip(("month", "day"), value, strict=True))
    month = values.read_whole(parts, path, "month", 1, 12)
    return month, values.read_whole(parts, path, "day", 1, calendar.monthrange(_LEAP_YEAR, month)[1])


def _day_off(value: Any, path: str) -> dt.date:
    day = values.read_date({"day": value}, path, "day")
    if day is None:
        values.refuse(path, "phải là một ngày")
    return day


def _reported(value: Any, path: str) -> Reported:
    source = values.read_object(value, path, ("code", "name"), ("sending_days",))
    days = source.get("sending_days")
    if days is not None:
        days = values.read_whole(source, path, "sending_days", 0, _MOST_DAYS)
    code = values.read_choice(source, path, "code", tuple(CUMULATIVE))
    return Reported(code, values.read_text(source, path, "name"), days)
