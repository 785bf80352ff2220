"""A scheme of reporting periods out of JSON."""

import calendar
from typing import Any

from kehoach_desktop.domain.periods import CUMULATIVE, Reported, Scheme
from kehoach_desktop.ingest import json_values as values

_LEAP_YEAR = 2024  # has every day that a closing may be
_MOST_DAYS = 366


def read_scheme(value: Any, path: str) -> Scheme:
    """Return the scheme: four closing days in order, and each reported period once."""
    source = values.read_object(value, path, ("key", "name", "closings", "reported"))
    closings = values.read_list(source, path, "closings", _closing)
    if len(closings) != 4 or list(closings) != sorted(set(closings)):
        values.refuse(f"{path}.closings", "phải là bốn ngày [tháng, ngày] theo thứ tự")
    reported = values.read_list(source, path, "reported", _reported, least=1)
    if len({one.code for one in reported}) < len(reported):
        values.refuse(f"{path}.reported", "ghi một kỳ hai lần")
    first, second, third, fourth = closings
    name = values.read_text(source, path, "name")
    return Scheme(values.read_text(source, path, "key"), name, (first, second, third, fourth), reported)


def _closing(value: Any, path: str) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        values.refuse(path, "phải có dạng [tháng, ngày]")
    parts = dict(zip(("month", "day"), value, strict=True))
    month = values.read_whole(parts, path, "month", 1, 12)
    return month, values.read_whole(parts, path, "day", 1, calendar.monthrange(_LEAP_YEAR, month)[1])


def _reported(value: Any, path: str) -> Reported:
    source = values.read_object(value, path, ("code", "name"), ("sending_days",))
    days = source.get("sending_days")
    if days is not None:
        days = values.read_whole(source, path, "sending_days", 0, _MOST_DAYS)
    code = values.read_choice(source, path, "code", tuple(CUMULATIVE))
    return Reported(code, values.read_text(source, path, "name"), days)
