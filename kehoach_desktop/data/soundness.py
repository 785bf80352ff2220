"""Whether the values of a row are of the kinds the program writes: SQLite itself lets any value stand."""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from kehoach_desktop.data import schema
from kehoach_desktop.domain.periods import Scheme
from kehoach_desktop.domain.plan import Reporting, Signature

_DEEPEST = 1000  # of an item below its section; the program makes a handful, a text from elsewhere more
_LAST_YEAR = 9999
_QUARTERS, _WHOLE = range(1, 5), range(101)


class Shape:
    """The kinds of the columns of a question; ``check`` raises TypeError on a value of another kind.

    A large plan has a hundred thousand rows: rows like one seen before cost next to nothing.
    """

    def __init__(self, columns: Iterable[sa.ColumnElement[Any]]) -> None:
        self._allowed = [_kinds(column) for column in columns]
        self._seen: set[tuple[type[Any], ...]] = set()

    def check(self, values: Sequence[Any]) -> None:
        """Raise TypeError unless each value is of the kind of its column."""
        kinds = tuple(map(type, values))
        if kinds in self._seen:
            return
        for kind, allowed in zip(kinds, self._allowed, strict=True):
            if not issubclass(kind, allowed):
                raise TypeError(f"{kind.__name__} where {allowed} is kept")
        self._seen.add(kinds)


def check_thing(kind: str, fields: dict[str, Any]) -> None:
    """Raise ValueError where a number of the thing is out of all bounds."""
    is_sound = _BOUNDS.get(kind)
    if is_sound is not None and not is_sound(fields):
        raise ValueError(f"a {kind} out of bounds: {fields}")


def _kinds(column: sa.ColumnElement[Any]) -> tuple[type[Any], ...]:
    kept = column.type
    found: tuple[type[Any], ...] = (str,)
    if isinstance(kept, schema.Word):
        found = (kept.enum,)
    else:
        for known, kinds in _KINDS:
            if isinstance(kept, known):
                found = kinds
                break
    is_needed = isinstance(column, sa.Column) and not column.nullable
    # These types make a value of NULL.
    return found if is_needed else (*found, type(None))


_KINDS: tuple[tuple[type[Any], tuple[type[Any], ...]], ...] = (
    (schema.Number, (int, float)),
    (schema.SignatureLines, (Signature,)),
    (schema.Packed, (tuple,)),
    (schema.Moment, (dt.datetime,)),
    (schema.PeriodScheme, (Scheme,)),
    (schema.ReportedPeriod, (Reporting,)),
    (sa.Boolean, (bool,)),
    (sa.Date, (dt.date,)),
    (sa.LargeBinary, (bytes,)),
    (sa.Integer, (int,)),
)


def _is_count(fields: dict[str, Any]) -> bool:
    return fields["value"] >= 0 and math.isfinite(fields["value"])


_BOUNDS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "plan": lambda fields: 0 < fields["year"] <= _LAST_YEAR,
    "item": lambda fields: 0 <= fields["depth"] <= _DEEPEST,
    "progress": lambda fields: fields["quarter"] in _QUARTERS and fields["percent"] in _WHOLE,
    "quantity": _is_count,
    "target": _is_count,
}
