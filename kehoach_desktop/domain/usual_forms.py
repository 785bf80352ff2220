"""What a plan of such a body usually has for symbol, place and recipients."""

import re

from kehoach_desktop.domain.text import one_line, search_key

COMMITTEE_SYMBOL = "KH-UBND"
_OF_COMMITTEES = (
    "UBND tỉnh (b/c)",
    "Thường trực Đảng ủy (b/c)",
    "Thường trực HĐND",
    "Chủ tịch, các Phó Chủ tịch UBND",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Các phòng, ban, ngành",
    "Các phòng chuyên môn, Trung tâm Phục vụ hành chính công",
    "Các thôn, tổ dân phố",
)
_OF_OTHERS = (
    "UBND tỉnh (b/c)",
    "Văn phòng UBND tỉnh",
    "Giám đốc, các Phó Giám đốc",
    "Các phòng, đơn vị trực thuộc",
)
_KEPT = ("Lưu: VT", "Lưu: VT, VP")
_AREA = re.compile(
    r"\b(tỉnh|thành phố|thị xã|thị trấn|xã|phường|đặc khu|huyện|quận)\s+([^,;(]+)", re.IGNORECASE
)
_BY_FIGURE = re.compile(r"\d|[IVX]+$")


def is_committee(issuer: str) -> bool:
    """Say whether the body is a Ủy ban nhân dân; a blank one is taken for it."""
    key = search_key(issuer).strip()
    return not key or key.startswith(("uy ban nhan dan", "ubnd"))


def usual_symbols(issuer: str) -> tuple[str, ...]:
    """Return the symbols that follow from the body; a sở has its own abbreviation, which is not guessed."""
    return (COMMITTEE_SYMBOL,) if is_committee(issuer) else ()


def usual_places(issuer: str, superior: str) -> tuple[str, ...]:
    """Return the place as the body's name has it, or else its superior's: bare, then with its kind.

    With its kind it is written for places named by a figure or after a person or an event.
    """
    found = _AREA.search(one_line(issuer)) or _AREA.search(one_line(superior))
    if found is None:
        return ()
    kind, name = found[1].lower(), found[2].strip()
    whole = f"{kind.capitalize()} {name}"
    return (whole,) if _BY_FIGURE.match(name) else (name, whole)


def usual_recipients(issuer: str) -> tuple[str, ...]:
    """Return who such a plan usually goes to, in the order of rank; keeping a copy comes last."""
    return (*(_OF_COMMITTEES if is_committee(issuer) else _OF_OTHERS), *_KEPT)


def is_kept_copy(recipient: str) -> bool:
    """Say whether the entry is "Lưu: …", which closes the list."""
    return re.match(r"lưu(:| (?=vt|tại)|$)", recipient.strip().lower()) is not None


def repeated(recipients: tuple[str, ...]) -> tuple[str, ...]:
    """Return the entries that stand more than once, however their marks are set."""
    seen: set[str] = set()
    again: list[str] = []
    for entry in recipients:
        key = one_line(entry).casefold()
        if key in seen and entry not in again:
            again.append(entry)
        seen.add(key)
    return tuple(again)
