"""What was reported of a closed period, out of the text it was written down as."""

import datetime as dt
import json
import math
from typing import Any

from kehoach_desktop.domain.figures import Figures, Total
from kehoach_desktop.domain.periods import Closings, are_in_order
from kehoach_desktop.domain.plan import State
from kehoach_desktop.domain.reported import Cell, Facts, Row

FORMAT = "kehoach-closing"
VERSION = 1
_LEAP_YEAR = 2024  # has every day that a closing may be


def facts_from_json(text: str) -> Facts | None:
    """Return the facts written down; None when the text is not of this form."""
    try:
        content = json.loads(text)
        if (content["format"], content["version"]) != (FORMAT, VERSION):
            return None
        counted = content["figures"]
        states = {State(name): int(count) for name, count in counted["states"].items()}
        totals = tuple(
            Total(str(indicator), str(unit), _number(value), _number(cumulative))
            for indicator, unit, value, cumulative in counted["totals"]
        )
        known = Figures(int(counted["total"]), int(counted["overdue"]), states, totals)
        rows = tuple(_row_from_json(row) for row in content["tasks"])
        return Facts(known, rows, _closings(content["closings"]) if "closings" in content else None)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _closings(value: Any) -> Closings:
    days = [(int(month), int(day)) for month, day in value]
    for month, day in days:
        dt.date(_LEAP_YEAR, month, day)
    first, second, third, fourth = days
    if not are_in_order(days):
        raise ValueError(f"{days} are not in order")
    return first, second, third, fourth


def _row_from_json(row: dict[str, Any]) -> Row:
    appendix, tt, own, rows = (int(number) for number in row["place"])
    return Row(
        id=int(row["id"]),
        place=(appendix, tt, own, rows),
        content=str(row["content"]),
        form=str(row["form"]),
        status=State(row["status"]),
        percent=int(row["percent"]),
        quarter=int(row["quarter"]),
        is_overdue=bool(row["overdue"]),
        cells=tuple(_cell_from_json(cell) for cell in row["cells"]),
    )


def _cell_from_json(cell: dict[str, Any]) -> Cell:
    result, difficulty, proposal = (str(text) for text in cell["texts"])
    return Cell(
        quarter=int(cell["quarter"]),
        is_inside=bool(cell["inside"]),
        status=State(cell["status"]),
        percent=int(cell["percent"]),
        texts=(result, difficulty, proposal),
        counts=tuple(
            (str(indicator), str(unit), _number(value)) for indicator, unit, value in cell["counts"]
        ),
    )


def _number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise TypeError(f"{value!r} is no number")
    return value
