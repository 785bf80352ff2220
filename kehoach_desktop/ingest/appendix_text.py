"""An appendix as plain text still shows it: its title and reference; its table has lost its columns."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kehoach_desktop.domain.plan import Appendix
from kehoach_desktop.ingest.lines import Line
from kehoach_desktop.ingest.particulars import Particulars, merged, of_reference

HEADING = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ\s*|số\s*)?(?:[IVX]+|\d{1,2}))?\s*[.:–-]?\s*")
REFERENCE = re.compile(r"\(?\s*(?:Ban hành k|K)èm theo\s", re.IGNORECASE)
_TABLE_HEAD = re.compile(r"(?:S?TT|Số TT)\b", re.IGNORECASE)
_TITLE_LINES = 8
_REFERENCE_LINES = 4
_FIRST_WORDS = 8


def is_heading(text: str) -> bool:
    """Say whether a line is the heading of an appendix: the words alone, or all of it in capitals."""
    match = HEADING.match(text)
    return match is not None and (match.end() == len(text) or text.isupper())


def read_appendices(lines: Sequence[Line]) -> tuple[tuple[Appendix, ...], Particulars, list[str]]:
    """Return the appendices (titles, no rows), what their references tell, and what was left out.

    ``lines`` begins at the first heading.
    """
    starts = [index for index, line in enumerate(lines) if is_heading(line.text)]
    told = Particulars()
    out: list[Appendix] = []
    findings: list[str] = []
    for start, end in pairwise([*starts, len(lines)]):
        title, reference, used = _read_head(lines[start:end])
        out.append(Appendix(title))
        told = merged(told, of_reference(reference))
        findings += _left_out(lines[start + used : end])
    return tuple(out), told, findings


def _read_head(lines: Sequence[Line]) -> tuple[str, str, int]:
    """Return title, reference and the number of lines they take, heading included."""
    title = [HEADING.sub("", lines[0].text, count=1)]
    index = 1
    referred = any(REFERENCE.match(line.text) for line in lines[1 : _TITLE_LINES + 1])
    while index < len(lines) and index <= _TITLE_LINES:
        text = lines[index].text
        if REFERENCE.match(text) or _TABLE_HEAD.match(text) or not (referred or text.isupper()):
            break
        title.append(text)
        index += 1
    reference: list[str] = []
    if index < len(lines) and REFERENCE.match(lines[index].text):
        bracketed = lines[index].text.startswith("(")
        while index < len(lines) and len(reference) < _REFERENCE_LINES:
            reference.append(lines[index].text)
            index += 1
            if not bracketed or reference[-1].endswith(")"):
                break
    return " ".join(part for part in title if part), " ".join(reference), index


def _left_out(lines: Sequence[Line]) -> list[str]:
    if not lines:
        return []
    words = " ".join(line.text for line in lines[:3]).split()[:_FIRST_WORDS]
    span = f"Dòng {lines[0].number}"
    if len(lines) > 1:
        span += f" đến {lines[-1].number}"
    said = f"{len(lines)} dòng của bảng phụ lục (bắt đầu “{' '.join(words)} …”) đã mất cột nên để ngoài"
    return [f"{span}: {said}; bảng phụ lục phải lấy từ tệp Excel."]
