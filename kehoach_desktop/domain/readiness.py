"""What a clerk may want to see to before a plan goes out; none of it hinders that."""

import datetime as dt
import re

from kehoach_desktop.domain.places import texts_of
from kehoach_desktop.domain.plan import Plan, Version

# "số …/KH-UBND", "ngày … tháng", dots to write on; the "…" that ends a list ("tờ rơi, áp phích…") is none.
_BLANK = re.compile(r"\b(?:số|ngày|tháng|năm)\s*(?:…|\.{3,}|_{2,})|…\s*/|\.{4,}|…{2,}|_{3,}", re.IGNORECASE)
_AROUND = 30  # code points shown on each side of a blank


def what_is_missing(plan: Plan) -> tuple[str, ...]:
    """Return, in sentences, what a plan usually has when it goes out and this one has not."""
    has_text = any(item.text.strip() for item in plan.body)
    asked = (
        (plan.issuer, "Chưa có tên cơ quan ban hành."),
        (plan.subject, "Chưa có trích yếu."),
        (plan.place, "Chưa có địa danh."),
        (plan.symbol, "Chưa có ký hiệu văn bản."),
        (has_text, "Kế hoạch chưa có nội dung."),
        (plan.signature.title, "Chưa có chức vụ người ký."),
        (plan.signature.name, "Chưa có họ và tên người ký."),
        (plan.recipients, "Chưa có nơi nhận."),
    )
    return tuple(sentence for value, sentence in asked if not value)


def what_is_unfinished(plan: Plan) -> tuple[str, ...]:
    """Return, in sentences, where something was left to be written: a blank, an item without words.

    Of a revision also that it does not name what it revises.
    """
    found = []
    for text in texts_of(plan):
        if _BLANK.search(text.text):
            found.append(f"{text.label} còn chỗ để trống: “{_around(text.text)}”.")
        elif text.place.kind == "item" and not any(map(str.isalpha, text.text)):
            found.append(f"{text.label} chưa có chữ nào.")
    if plan.versions and not any(_names(text.text, plan.versions[-1]) for text in texts_of(plan)):
        found.append(f"Chưa nhắc đến Kế hoạch số {plan.versions[-1].number} mà bản này điều chỉnh.")
    return tuple(found)


def clashes(plan: Plan, number: str, date: dt.date) -> tuple[str, ...]:
    """Return, in sentences, why the number or the date hardly fits the versions that went out before."""
    found = []
    if any(version.number == number for version in plan.versions):
        found.append(f"Số {number} đã dùng cho bản ban hành trước.")
    if any(version.date and date < version.date for version in plan.versions):
        found.append("Ngày ban hành sớm hơn ngày của bản ban hành trước.")
    return tuple(found)


def _names(text: str, version: Version) -> bool:
    return (
        bool(version.number)
        and re.search(rf"\b0*{re.escape(version.number.lstrip('0'))}\s*/", text) is not None
    )


def _around(text: str) -> str:
    found = _BLANK.search(text)
    start = max(0, found.start() - _AROUND) if found else 0
    piece = text[start : (found.end() if found else 0) + _AROUND].strip()
    return f"…{piece}" if start else piece
