"""The clerk's words for what the code names in English."""

from decimal import Decimal

from kehoach_desktop.domain.plan import Level, State, Status

STATE_WORDS = {
    State.NONE: "Chưa ghi",
    State.DOING: "Đang làm",
    State.DONE: "Hoàn thành",
    State.LATE: "Chậm",
    State.DROPPED: "Không thực hiện",
}
PAPER_WORDS = STATE_WORDS | {State.NONE: "Chưa có kết quả"}
"""How a report tells it to who reads it: nothing was "ghi" for them."""
STATUS_WORDS = {Status.DRAFT: "Dự thảo", Status.ISSUED: "Đã ban hành"}
REVISION_WORDS = "Bản điều chỉnh (dự thảo)"
LEVEL_WORDS = {
    Level.BASIS: "Căn cứ",
    Level.SECTION: "Mục I.",
    Level.CLAUSE: "Khoản 1.",
    Level.POINT: "Điểm a)",
    Level.BULLET: "Gạch đầu dòng -",
    Level.PARAGRAPH: "Đoạn văn",
}


def plan_state_words(status: Status, *, has_versions: bool) -> str:
    """Return where a plan stands; a draft of one that went out before is its revision."""
    return REVISION_WORDS if has_versions and status is Status.DRAFT else STATUS_WORDS[status]


def number_words(value: float) -> str:
    """Return a number as Vietnamese writes it: 1.234,5."""
    whole, _, part = f"{Decimal(repr(value)):,f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")
