"""The reports on a plan out of its open JSON form: each is a plan with its period and its sendings."""

import base64
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kehoach_desktop.domain.plan import Plan, Reporting, Sending
from kehoach_desktop.ingest import json_values as values

_OWN = ("period", "addressees", "sendings")


def read_report(value: Any, path: str, read_plan: Callable[[Any, str], Plan]) -> Plan:
    """Return a report; its links name tasks by their places, and its plan is the one it stands in."""
    found = values.read_object(value, path, ("period",), tuple(value) if isinstance(value, dict) else ())
    plan = read_plan({key: part for key, part in found.items() if key not in _OWN}, path)
    return replace(
        plan,
        reporting=_period(found["period"], f"{path}.period"),
        addressees=values.read_list(found, path, "addressees", values.plain_text),
        sendings=values.read_list(found, path, "sendings", _sending),
    )


def _period(value: Any, path: str) -> Reporting:
    source = values.read_object(value, path, ("code", "from", "to"))
    start, end = (values.read_date(source, path, key) for key in ("from", "to"))
    if start is None or end is None or start > end:
        values.refuse(path, "phải có from không sau to")
    return Reporting(0, values.read_text(source, path, "code"), start, end)


def _sending(value: Any, path: str) -> Sending:
    keys = ("sent_at", "number", "date", "message", "pdf", "workbook", "checksum")
    source = values.read_object(value, path, keys, ("replaces",))
    return Sending(
        sent_at=values.read_moment(source, path, "sent_at"),
        number=values.read_text(source, path, "number"),
        date=values.read_date(source, path, "date"),
        message=values.read_text(source, path, "message"),
        pdf=_file(source, path, "pdf"),
        workbook=_file(source, path, "workbook"),
        checksum=values.read_text(source, path, "checksum"),
        replaces=values.read_text(source, path, "replaces", ""),
    )


def _file(source: dict[str, Any], path: str, key: str) -> bytes:
    try:
        return base64.b64decode(values.read_text(source, path, key), validate=True)
    except ValueError:  # letters beyond ASCII, and binascii.Error
        values.refuse(f"{path}.{key}", "phải là base64")
