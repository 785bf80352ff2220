"""How a plan closes: who signs and who receives, one after the other or side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kehoach_desktop.domain.plan import Signature
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ingest import reflow
from kehoach_desktop.ingest.lines import Line

_RECIPIENTS = re.compile(r"Nơi nhận\s*(?::\s*|$)", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:T\.?M|T/M)\s?[./]\s*\S|THAY MẶT\s")
_PROXY = re.compile(r"(?:KT|TL|TUQ|Q|K/T|T/L)\s?[./]\s*\S")
_TITLE_WORDS = (
    r"(?:PHÓ\s+|QUYỀN\s+)?(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CHÁNH|PHÓ|TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG"
    r"|BỘ TRƯỞNG|THỨ TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|ỦY VIÊN|UỶ VIÊN|THỦ TRƯỞNG|CHỦ NHIỆM)\b"
)
_TITLE = re.compile(_TITLE_WORDS)
_BESIDE = re.compile(rf"(?<=[;.,:)])\s+((?:(?:TM|KT|TL|TUQ|Q)\s?[./]|{_TITLE_WORDS}).*)$")
_COLUMNS = re.compile(r"\s*\t\s*|\s{3,}")
_SIGNED = re.compile(r"\(?\s*(?:đã ký|ký tên|chữ ký|ký và đóng dấu|ký, đóng dấu)", re.IGNORECASE)
_DASH = re.compile(r"[-–—•+*]\s*")
_CLOSING_SIGN = re.compile(r"\s*[;.]$")
_LOOK_BACK = 6  # lines before "Nơi nhận" in which a signer's title may stand


@dataclass(slots=True)
class Closing:
    """What was read below the body; ``rest`` are lines that are neither."""

    recipients: list[str] = field(default_factory=list)
    authority: str = ""
    proxy: str = ""
    title: str = ""
    name: str = ""
    rest: list[Line] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def signature(self) -> Signature:
        """Return who signs."""
        return Signature(self.authority, self.proxy, self.title, self.name)


def find_closing(lines: Sequence[Line]) -> int:
    """Return the index of the first line below the body, len(lines) when the text just ends."""
    listed = (index for index, line in enumerate(lines) if _RECIPIENTS.match(line.text))
    start = next(listed, len(lines))
    for index, line in enumerate(lines):
        if index >= start:
            break
        if line.text.isupper() and (_AUTHORITY.match(line.text) or _PROXY.match(line.text)):
            return index
    tail = range(max(0, start - _LOOK_BACK), start)
    return next((i for i in tail if lines[i].text.isupper() and _TITLE.match(lines[i].text)), start)


def read_closing(lines: Sequence[Line]) -> Closing:
    """Return signature and recipients of the lines below the body, in whichever order they stand."""
    closing = Closing()
    listing = False
    for piece in _pieces(lines):
        match = _RECIPIENTS.match(piece.text)
        if match:
            listing = True
            piece = replace(piece, text=piece.text[match.end() :])  # noqa: PLW2901
            if not piece.text:
                continue
        if _read_signer(closing, piece):
            continue
        if _SIGNED.match(piece.text):
            said = f"Dòng {piece.number}: chữ “{piece.text}” ở chỗ ký không đưa vào kế hoạch."
            closing.findings.append(said)
        elif not (listing and _read_recipient(closing, piece)):
            closing.rest.append(piece)
    closing.recipients = [_CLOSING_SIGN.sub("", text) for text in closing.recipients]
    return closing


def _pieces(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those of two columns as two pieces."""
    out: list[Line] = []
    for line in lines:
        columns = [one_line(part) for part in _COLUMNS.split(line.raw) if part.strip()]
        if len(columns) == 2 and _is_beside(columns[1]):
            out += [replace(line, text=text) for text in columns]
            continue
        beside = _BESIDE.search(line.text)
        listed = _DASH.match(line.text) or _RECIPIENTS.match(line.text)
        if listed and beside and beside[1].isupper():
            out += [replace(line, text=line.text[: beside.start()]), replace(line, text=beside[1])]
        else:
            out.append(line)
    return out


def _is_beside(text: str) -> bool:
    """Say whether the right one of two columns belongs to the signature."""
    titled = text.isupper() and bool(_AUTHORITY.match(text) or _PROXY.match(text) or _TITLE.match(text))
    return titled or _is_name(text) or bool(_SIGNED.match(text))


def _is_name(text: str) -> bool:
    """Say whether a line may be a person's name: two to six words, each with a capital, nothing else."""
    words = text.split(" ")
    return 2 <= len(words) <= 6 and all(
        word[0].isupper() and word.replace(".", "").isalpha() for word in words
    )


def _read_signer(closing: Closing, piece: Line) -> bool:
    """Take the piece into the signature if it belongs there."""
    text = piece.text
    if _DASH.match(text):
        return False
    if text.isupper():
        return _read_capitals(closing, text, piece.gap)
    begun = closing.authority or closing.proxy or closing.title
    if begun and not closing.name and _is_name(text) and _may_be_name(closing, piece):
        closing.name = text
        return True
    return False


def _read_capitals(closing: Closing, text: str, gap: int) -> bool:
    if _AUTHORITY.match(text) and not closing.authority:
        closing.authority = text
    elif _PROXY.match(text) and not closing.proxy:
        closing.proxy = text
    elif _TITLE.match(text) and not closing.title:
        closing.title = text
    elif closing.title and gap >= 2 and not closing.name and _is_name(text):
        closing.name = text
    elif closing.title and not closing.name:
        closing.title += f" {text}"
    elif closing.proxy and not closing.name:
        closing.proxy += f" {text}"
    elif closing.authority and not closing.name:
        closing.authority += f" {text}"
    else:
        return False
    return True


def _may_be_name(closing: Closing, piece: Line) -> bool:
    """Say whether the piece is no end of a recipient that was cut in two."""
    last = closing.recipients[-1] if closing.recipients else "."
    return last.endswith((";", ".")) or piece.gap >= 1


def _read_recipient(closing: Closing, piece: Line) -> bool:
    match = _DASH.match(piece.text)
    if match:
        closing.recipients.append(piece.text[match.end() :])
        return True
    if closing.recipients and not closing.recipients[-1].endswith((";", ".")) and piece.gap <= 1:
        closing.recipients[-1] = reflow.joined([closing.recipients[-1], piece.text])
        return True
    if piece.text.endswith(";") or not closing.recipients:
        closing.recipients.append(piece.text)
        return True
    return False
