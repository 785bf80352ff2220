"""The particulars of a plan as data: what each is called, how it reads, and what typed text makes of it."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.text import one_line

DATE_SENTENCE = "Ngày không đúng; hãy ghi như 16/01/2026 hoặc để trống."
YEAR_SENTENCE = "Năm không đúng; hãy ghi bốn chữ số, ví dụ 2026."

_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")


class Fact(NamedTuple):
    """One field: ``name`` in the plan (``signature.title`` for a line of the signature), its words."""

    name: str
    label: str
    hint: str = ""
    is_half: bool = False  # stands beside another
    has_lines: bool = False  # one entry a line
    is_offered: bool = True  # what was used before may be offered


FACTS = (
    Fact("superior", "Cơ quan chủ quản", "UBND tỉnh …"),
    Fact("issuer", "Cơ quan ban hành", "Ủy ban nhân dân xã …"),
    Fact("number", "Số", "chưa có", is_half=True, is_offered=False),
    Fact("symbol", "Ký hiệu", "KH-UBND", is_half=True),
    Fact("date", "Ngày ban hành", "chưa có", is_half=True, is_offered=False),
    Fact("year", "Năm kế hoạch", is_half=True, is_offered=False),
    Fact("place", "Địa danh"),
    Fact("status", "Trạng thái"),
    Fact("subject", "Trích yếu"),
    Fact("signature.authority", "Thẩm quyền ký", "TM. ỦY BAN NHÂN DÂN"),
    Fact("signature.proxy", "Ký thay, thừa lệnh", "KT. CHỦ TỊCH (nếu có)"),
    Fact("signature.title", "Chức vụ người ký", "CHỦ TỊCH"),
    Fact("signature.name", "Họ và tên người ký"),
    Fact("recipients", "Nơi nhận (mỗi dòng một nơi)", "Lưu: VT", has_lines=True),
)

_OF_A_REPORT = {
    "symbol": Fact("symbol", "Ký hiệu", "BC-UBND", is_half=True),
    "date": Fact("date", "Ngày ký", "chưa có", is_half=True, is_offered=False),
    "place": Fact("place", "Địa danh", is_half=True),
    "recipients": Fact("recipients", "Nơi nhận (mỗi dòng một nơi)", "Như trên", has_lines=True),
}
_ADDRESSEES = Fact("addressees", "Kính gửi (mỗi dòng một nơi)", "UBND tỉnh …", has_lines=True)


def facts_of(plan: Plan | None) -> tuple[Fact, ...]:
    """Return the particulars of a plan, or of a report: it has Kính gửi, and its year is its period's."""
    if plan is None or plan.reporting is None:
        return FACTS
    kept = tuple(_OF_A_REPORT.get(fact.name, fact) for fact in FACTS if fact.name != "year")
    at = next(place for place, fact in enumerate(kept) if fact.name == "subject")
    return (*kept[:at], _ADDRESSEES, *kept[at:])


def fact_named(name: str) -> Fact:
    """Return the fact of that name, as a plan or only a report has it."""
    return next(fact for fact in (*FACTS, _ADDRESSEES) if fact.name == name)


def shown_fact(plan: Plan, name: str) -> str:
    """Return the particular as it stands in its field."""
    value = fact_value(plan, name)
    if isinstance(value, dt.date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    if isinstance(value, tuple):
        return "\n".join(value)
    return "" if value is None else str(value)


def fact_value(plan: Plan, name: str) -> Any:
    """Return the particular's value."""
    value: Any = plan
    for part in name.split("."):
        value = getattr(value, part)
    return value


def parsed_fact(name: str, text: str) -> Any:
    """Return the value the typed text stands for; raise ValueError with a sentence when there is none."""
    return _PARSERS.get(name, one_line)(text)


def field_change(plan: Plan, name: str, value: Any) -> tuple[str, Any, Any]:
    """Return the plan's field with its old and new value; a line of the signature changes the signature."""
    owner, _, part = name.partition(".")
    old = getattr(plan, owner)
    return owner, old, replace(old, **{part: value}) if part else value


def _date(text: str) -> dt.date | None:
    text = one_line(text)
    if not text:
        return None
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(DATE_SENTENCE)
    day, month, year = (int(part) for part in found.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(DATE_SENTENCE) from None


def _year(text: str) -> int:
    text = one_line(text)
    if not re.fullmatch(r"(19|20|21)[0-9]{2}", text):
        raise ValueError(YEAR_SENTENCE)
    return int(text)


def _recipients(text: str) -> tuple[str, ...]:
    """Return the entries without the dash before and the sign after them, which printing adds."""
    lines = (one_line(line).lstrip("-–— ").rstrip("; ") for line in text.splitlines())
    entries = [line for line in lines if line]
    if entries:
        entries[-1] = entries[-1].removesuffix(".")
    return tuple(entry for entry in entries if entry)


_PARSERS: dict[str, Callable[[str], Any]] = {
    "date": _date,
    "year": _year,
    "recipients": _recipients,
    "addressees": _recipients,
}
