"""What stands above and around KẾ HOẠCH: the letterhead in its two columns, the heading, the subject."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kehoach_desktop.domain.plan import Level
from kehoach_desktop.ingest.lines import Line
from kehoach_desktop.ingest.marks import find_mark
from kehoach_desktop.ingest.particulars import Particulars, cut_number, cut_place_and_date, merged
from kehoach_desktop.ingest.preamble_text import starts_preamble, unmarked

_HEADING = re.compile(r"(?:DỰ THẢO\s+)?K\s?Ế\s+HO\s?Ạ\s?CH\b[\s:]*")
_HEADING_WITHIN = 30  # lines from the top
_STATE = re.compile(
    r"CỘNG\s+(?:HÒA|HOÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM"
    r"|Độc\s+lập\s*[-–—]\s*Tự\s+do\s*[-–—]\s*Hạnh\s+phúc",
    re.IGNORECASE,
)
_RULED = re.compile(r"[_─=]{2,}|[-–—*]{3,}")
_BODY_NAME = re.compile(
    r"(?:UBND|ỦY BAN|UỶ BAN|HĐND|HỘI ĐỒNG|SỞ|BỘ|VĂN PHÒNG|PHÒNG|BAN|CHI CỤC|CỤC|TỔNG CỤC|TRUNG TÂM|THANH TRA"
    r"|CÔNG AN|TRƯỜNG|BỆNH VIỆN|CHÍNH PHỦ)\b"
)
_SUBJECT_LINES = 8
_YEAR_AT_END = re.compile(r"năm\s+\d{4}[.”\"]?$")


def find_heading(lines: Sequence[Line]) -> int:
    """Return the index of the line KẾ HOẠCH, -1 when there is none near the top."""
    for index, line in enumerate(lines[:_HEADING_WITHIN]):
        match = _HEADING.match(line.text)
        if match and (match.end() == len(line.text) or index == 0 or _stands_alone(line.text)):
            return index
        mark = find_mark(line.text)
        if mark and mark.level is Level.SECTION:
            break
    return -1


def read_letterhead(lines: Sequence[Line]) -> tuple[Particulars, list[Line]]:
    """Return what the lines above the heading tell, and those that tell nothing known."""
    told = Particulars()
    bodies: list[str] = []
    rest: list[Line] = []
    for line in lines:
        text = _STATE.sub(" ", _RULED.sub(" ", line.text)).strip()
        numbered, text = cut_number(text)
        placed, text = cut_place_and_date(text)
        told = merged(told, merged(numbered, placed))
        text = " ".join(text.split())
        if not any(char.isalnum() for char in text):
            continue
        if not text.isupper():
            rest.append(replace(line, text=text))
        elif bodies and not _BODY_NAME.match(text):
            bodies[-1] += f" {text}"  # ỦY BAN NHÂN DÂN / XÃ …
        else:
            bodies.append(text)
    superior = " ".join(bodies[:-1])
    return replace(told, superior=superior, issuer=bodies[-1] if bodies else ""), rest


def read_subject(lines: Sequence[Line]) -> tuple[str, int]:
    """Return the subject that follows the heading at ``lines[0]``, and the index of the line after it."""
    first = _HEADING.sub("", lines[0].text, count=1)
    texts = [first] if first else []
    index = 1
    while index < len(lines) and len(texts) < _SUBJECT_LINES:
        line = lines[index]
        if texts and _ends_before(line, texts[-1]):
            break
        if find_mark(line.text) and not line.text.startswith("-"):
            break
        texts.append(line.text)
        index += 1
    return " ".join(texts), index


def _ends_before(line: Line, last: str) -> bool:
    """Say whether the subject is over before this line."""
    if starts_preamble(unmarked(line.text)):
        return True
    return bool(_YEAR_AT_END.search(last)) and not line.text[0].islower()


def _stands_alone(text: str) -> bool:
    """Say whether a heading that goes on in its own line is still one: all in capitals."""
    return text.isupper()
