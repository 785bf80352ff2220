"""Values as plain JSON and back by their types: what passes between the window and its reader.

Never pickle: a reader of hostile data may hand back anything, and must not thereby make anything run.
"""

import base64
import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

Maker = Callable[[Any], Any]
_AS_THEY_ARE = (str, int, float, bool, type(None))


def to_plain(value: Any) -> Any:
    """Return the value as what JSON has: lists for dataclasses and tuples, pairs for mappings."""
    told: Any = value.value if isinstance(value, Enum) else value
    if isinstance(value, tuple | list):
        told = [to_plain(one) for one in value]
    elif is_dataclass(value) and not isinstance(value, type):
        told = [to_plain(getattr(value, name)) for name in _names(type(value))]
    elif isinstance(value, Mapping):
        told = [[to_plain(key), to_plain(one)] for key, one in value.items()]
    elif isinstance(value, bytes):
        told = base64.b64encode(value).decode("ascii")
    elif isinstance(value, dt.date):  # a moment too
        told = value.isoformat()
    elif isinstance(value, Path):
        told = str(value)
    elif not isinstance(told, _AS_THEY_ARE):
        raise TypeError(f"{type(value).__name__} cannot be told in plain values")
    return told


def from_plain(kind: Any, value: Any) -> Any:
    """Return the value of type ``kind`` that ``to_plain`` told; TypeError or ValueError for anything else."""
    return _maker(kind)(value)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)


@cache
def _maker(kind: Any) -> Maker:
    """Return what makes values of a type; a type is looked through once."""
    origin = typing.get_origin(kind)
    if origin is not None:
        return _of_several(origin, typing.get_args(kind))
    if kind in _AS_THEY_ARE or kind is None:
        return _as_is(type(None) if kind is None else kind)
    if kind in _BY_TEXT:
        return _from_text(_BY_TEXT[kind])
    if is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    raise TypeError(f"{kind} is not told in plain values")


def _of_several(origin: Any, kinds: tuple[Any, ...]) -> Maker:
    """Return what makes tuples, mappings, or what is one of several types."""
    if origin in {typing.Union, types.UnionType}:
        return _one_of(kinds)
    if origin is tuple:
        return _tuple(kinds)
    if issubclass(origin, Mapping):
        key, one = map(_maker, kinds)
        return lambda value: {key(k): one(v) for k, v in (_listed(pair, 2) for pair in _listed(value))}
    raise TypeError(f"{origin} is not told in plain values")


_BY_TEXT: dict[type, Callable[[str], Any]] = {
    bytes: lambda text: base64.b64decode(text, validate=True),
    dt.date: dt.date.fromisoformat,
    dt.datetime: dt.datetime.fromisoformat,
    Path: Path,
}


def _as_is(kind: type) -> Maker:
    def make(value: Any) -> Any:
        if type(value) is kind or (kind is float and type(value) is int):
            return value
        raise TypeError(f"{type(value).__name__} is not {kind.__name__}")

    return make


def _from_text(read: Callable[[str], Any]) -> Maker:
    text = _as_is(str)
    return lambda value: read(text(value))


def _one_of(kinds: tuple[Any, ...]) -> Maker:
    makers = [_maker(kind) for kind in kinds]

    def make(value: Any) -> Any:
        for maker in makers:
            try:
                return maker(value)
            except (TypeError, ValueError):
                continue
        raise TypeError(f"{type(value).__name__} is none of {kinds}")

    return make


def _tuple(kinds: tuple[Any, ...]) -> Maker:
    if kinds[1:] == (...,):
        one = _maker(kinds[0])
        return lambda value: tuple([one(entry) for entry in _listed(value)])
    makers = [_maker(kind) for kind in kinds]
    return lambda value: tuple(
        make(entry) for make, entry in zip(makers, _listed(value, len(makers)), strict=True)
    )


def _dataclass(kind: Any) -> Maker:
    hints = typing.get_type_hints(kind)
    makers = [_maker(hints[name]) for name in _names(kind)]

    def make(value: Any) -> Any:
        return kind(*[m(one) for m, one in zip(makers, _listed(value, len(makers)), strict=True)])

    return make


def _listed(value: Any, length: int | None = None) -> list[Any]:
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise TypeError(f"{type(value).__name__} is not the list it should be")
    return value
