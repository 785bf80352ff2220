"""A field's value as plain lists, words and numbers, and back: what the history keeps of it."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, NamedTuple

from kehoach_desktop.domain import plan as domain
from kehoach_desktop.domain.edits import SLOTS
from kehoach_desktop.domain.periods import Reported, Scheme
from kehoach_desktop.domain.plan import Level, Reporting, Signature, State, Status

Files = Mapping[str, bytes]
"""The files there are, by their SHA-256."""

CLASSES: dict[str, type[Any]] = {
    "plan": domain.Plan,
    "item": domain.Item,
    "appendix": domain.Appendix,
    "activity": domain.Activity,
    "task": domain.Task,
    "progress": domain.Progress,
    "quantity": domain.Quantity,
    "evidence": domain.Evidence,
    "version": domain.Version,
    "own_column": domain.OwnColumn,
    "target": domain.Target,
    "closing": domain.Closing,
    "sending": domain.Sending,
}
FIELDS: dict[str, tuple[str, ...]] = {
    kind: tuple(each.name for each in fields(cls) if each.name not in SLOTS[kind] and each.name != "id")
    for kind, cls in CLASSES.items()
}
"""What is written down of each kind besides its id and its lists."""
BLANKS: dict[tuple[str, str], Any] = {
    (kind, each.name): each.default
    for kind, cls in CLASSES.items()
    for each in fields(cls)
    if each.default is not MISSING and each.default in ("", (), None)
}
"""Fields that are left out where they hold nothing; no later default may put something there."""


class _Form(NamedTuple):
    pack: Callable[[Any], Any]
    unpack: Callable[[Any], Any]


def pack(kind: str, name: str, value: Any) -> Any:
    """Return the value as JSON can carry it. A kept file becomes its checksum: the bytes stay out."""
    form = _FORMS.get((kind, name))
    return value if value is None or form is None else form.pack(value)


def unpack(kind: str, name: str, value: Any, files: Files) -> Any:
    """Return the value again; a file that is not among ``files`` is empty."""
    if (kind, name) in _KEPT_FILES:
        return files.get(value[0], b"") if value else b""
    form = _FORMS.get((kind, name))
    return value if value is None or form is None else form.unpack(value)


def is_text(kind: str, name: str) -> bool:
    """Say whether the field's value, where it is text, is just that text when packed."""
    return (kind, name) not in _FORMS


def digest(content: bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _pack_file(content: bytes) -> list[Any]:
    return [digest(content), len(content)] if content else []


def _pack_scheme(scheme: Scheme) -> list[Any]:
    reported = [[one.code, one.name, one.sending_days] for one in scheme.reported]
    closings = [list(day) for day in scheme.closings]
    return [scheme.key, scheme.name, closings, reported, [day.isoformat() for day in scheme.days_off]]


def _unpack_scheme(packed: list[Any]) -> Scheme:
    key, name, closings, reported, days_off = packed
    first, second, third, fourth = ((month, day) for month, day in closings)
    return Scheme(
        key,
        name,
        (first, second, third, fourth),
        tuple(Reported(*one) for one in reported),
        tuple(dt.date.fromisoformat(day) for day in days_off),
    )


def _pack_reporting(about: Reporting) -> list[Any]:
    return [about.plan_id, about.code, about.start.isoformat(), about.end.isoformat()]


def _unpack_reporting(packed: list[Any]) -> Reporting:
    plan_id, code, start, end = packed
    return Reporting(plan_id, code, dt.date.fromisoformat(start), dt.date.fromisoformat(end))


_KEPT_FILES = {("version", "pdf"), ("sending", "pdf"), ("sending", "workbook")}
_FILE = _Form(_pack_file, lambda packed: packed)
_DAY = _Form(dt.date.isoformat, dt.date.fromisoformat)
_MOMENT = _Form(dt.datetime.isoformat, dt.datetime.fromisoformat)
_TEXTS = _Form(list, tuple)
_FORMS: dict[tuple[str, str], _Form] = {
    ("plan", "status"): _Form(str, Status),
    ("plan", "date"): _DAY,
    ("plan", "recipients"): _TEXTS,
    ("plan", "addressees"): _TEXTS,
    ("plan", "signature"): _Form(
        lambda signed: [signed.authority, signed.proxy, signed.title, signed.name],
        lambda packed: Signature(*packed),
    ),
    ("plan", "scheme"): _Form(_pack_scheme, _unpack_scheme),
    ("plan", "reporting"): _Form(_pack_reporting, _unpack_reporting),
    ("item", "level"): _Form(str, Level),
    ("item", "marks"): _Form(
        lambda marks: [list(mark) for mark in marks],
        lambda packed: tuple((start, end, style) for start, end, style in packed),
    ),
    ("task", "extras"): _TEXTS,
    ("progress", "status"): _Form(str, State),
    ("quantity", "date"): _DAY,
    ("version", "date"): _DAY,
    ("closing", "start"): _DAY,
    ("closing", "end"): _DAY,
    ("closing", "closed_at"): _MOMENT,
    ("sending", "sent_at"): _MOMENT,
    ("sending", "date"): _DAY,
} | dict.fromkeys(_KEPT_FILES, _FILE)
