"""A plan as the pieces its paper consists of, under the headings of its parts, for comparing."""

import datetime as dt
from typing import NamedTuple

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.outline import labels, roman
from kehoach_desktop.domain.plan import Appendix, Plan, Task

PARTS = ("Thông tin văn bản", "Căn cứ", "Nội dung", "Ký và nơi nhận", "Phụ lục")


class Piece(NamedTuple):
    """``label`` names it (a number, a field), ``kind`` is what else must be the same to be unchanged."""

    label: str
    text: str
    kind: str
    is_field: bool = False  # its label says which of the plan's fields it is


def pieces(plan: Plan) -> dict[str, list[Piece]]:
    """Return the pieces of every part, under the names of PARTS and in their order."""
    signature = plan.signature
    head = (
        ("Cơ quan chủ quản", plan.superior),
        ("Cơ quan ban hành", plan.issuer),
        ("Số", plan.number),
        ("Ký hiệu", plan.symbol),
        ("Địa danh", plan.place),
        ("Ngày ban hành", _day(plan.date)),
        ("Năm kế hoạch", str(plan.year)),
        ("Trích yếu", plan.subject),
    )
    signed = (
        ("Thẩm quyền ký", signature.authority),
        ("Ký thay, thừa lệnh", signature.proxy),
        ("Chức vụ", signature.title),
        ("Họ và tên", signature.name),
    )
    recipients = [Piece("-", text, "recipient") for text in plan.recipients]
    found = (
        _fields(head),
        [Piece("", item.text, item.level) for item in plan.preamble],
        [Piece(n, i.text, i.level) for i, n in zip(plan.body, labels(plan.body), strict=True)],
        [*_fields(signed), *recipients],
        _appendix_pieces(plan.appendices),
    )
    return dict(zip(PARTS, found, strict=True))


def _fields(pairs: tuple[tuple[str, str], ...]) -> list[Piece]:
    return [Piece(f"{name}:", text, name, is_field=True) for name, text in pairs if text]


def _day(day: dt.date | None) -> str:
    return short_date(day) if day is not None else ""


def _appendix_pieces(appendices: tuple[Appendix, ...]) -> list[Piece]:
    out = []
    for number, appendix in enumerate(appendices, 1):
        label = f"Phụ lục {roman(number)}" if len(appendices) > 1 else "Phụ lục"
        out.append(Piece(label, appendix.title, "appendix"))
        for place, activity in enumerate(appendix.activities, 1):
            out.append(Piece(f"{place}.", activity.content, "activity"))
            out += [Piece("", _row(task), "task") for task in activity.tasks]
    return out


def _row(task: Task) -> str:
    cells = (
        ("Hình thức", task.form),
        ("Chủ trì", task.lead),
        ("Phối hợp", task.partners),
        ("Thời gian", task.time),
        ("Ghi chú", task.note),
    )
    return "\n".join(f"{name}: {text}" for name, text in cells if text)
