"""What stands between a plan's subject and its first section: the legal bases and the enacting sentence."""

import re
from collections.abc import Sequence

from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.ingest import reflow
from kehoach_desktop.ingest.lines import Line
from kehoach_desktop.ingest.marks import find_mark
from kehoach_desktop.ingest.reflow import Layout

_BASIS = re.compile(
    r"(?:Căn cứ|Theo|Xét|Thực hiện|Tiếp tục thực hiện|Triển khai(?: thực hiện)?"
    r"|Để (?:thực hiện|triển khai))\s"
)
_BODY_NAME = (
    r"(?:Ủy ban|Uỷ ban|UBND|Sở|Văn phòng|Phòng|Ban|Chi cục|Cục|Trung tâm|Hội đồng|Chủ tịch)\b[^,;.:]{0,120}?"
)
_PLANS = r"\s(?:ban hành|xây dựng|lập|triển khai)\s(?:Kế hoạch|kế hoạch)\b"
_ENACTS = _BODY_NAME + _PLANS
_ENACTING_NAME = re.compile(rf"({_BODY_NAME}){_PLANS}")
_ENACTING = re.compile(rf"(?<=[,.;])\s+(?={_ENACTS})")
_ENACTING_START = re.compile(_ENACTS)
_CITED = re.compile(
    r"\b(?:Luật|Nghị định|Nghị quyết|Quyết định|Chỉ thị|Thông tư|Kế hoạch|Công văn|Văn bản|số)\b"
    r"[^;]{0,80}?\d",
    re.IGNORECASE,
)


def is_basis(text: str) -> bool:
    """Say whether a paragraph names a legal basis."""
    return bool(_BASIS.match(text))


def is_enacting(text: str) -> bool:
    """Say whether a paragraph is the sentence that brings in the plan's text."""
    return bool(_ENACTING_START.match(text)) or text.rstrip().endswith("như sau:")


def starts_preamble(text: str) -> bool:
    """Say whether a line begins the preamble, in capital and lower-case letters as it is written there."""
    return is_basis(text) or bool(_ENACTING_START.match(text))


def named_issuer(items: Sequence[Item]) -> str:
    """Return the body the enacting sentence names, if it is a full name not an abbreviation."""
    for item in items:
        match = _ENACTING_NAME.match(item.text)
        if match and item.level is Level.PARAGRAPH and not match[1].startswith("UBND"):
            return match[1]
    return ""


def read_preamble(lines: Sequence[Line], layout: Layout) -> tuple[tuple[Item, ...], list[str]]:
    """Return the preamble's items and what was odd in them."""
    items: list[Item] = []
    findings: list[str] = []
    for run in _paragraphs(lines, layout):
        made, said = _items(run)
        items += made
        findings += said
    return tuple(items), findings


def preamble_length(lines: Sequence[Line], layout: Layout) -> int:
    """Return how many lines the preamble has where no mark ends it: to the enacting sentence's end."""
    used = 0
    for run in _paragraphs(lines, layout):
        text = reflow.joined([line.text for line in run])
        if not starts_preamble(unmarked(text)) and not is_enacting(text):
            break
        used += len(run)
    return used


def _paragraphs(lines: Sequence[Line], layout: Layout) -> list[list[Line]]:
    runs: list[list[Line]] = []
    for line in lines:
        if runs and not _begins(line, runs[-1], layout):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _begins(line: Line, run: list[Line], layout: Layout) -> bool:
    before = run[-1]
    text = unmarked(line.text)
    if starts_preamble(text) and reflow.is_finished(before.text):
        return True
    if text != line.text and reflow.is_finished(before.text):
        return True
    return not reflow.goes_on(before, line, layout, first=len(run) == 1)


def unmarked(text: str) -> str:
    """Return the text without a bullet or number before a legal basis."""
    mark = find_mark(text)
    return mark.text if mark and is_basis(mark.text) else text


def _items(run: list[Line]) -> tuple[list[Item], list[str]]:
    number = run[0].number
    text = unmarked(reflow.joined([line.text for line in run]))
    if not is_basis(text):
        return [Item(Level.PARAGRAPH, text)], []
    parts = [text]
    findings: list[str] = []
    cut = max((match for match in _ENACTING.finditer(text)), key=lambda match: match.start(), default=None)
    if cut and text.endswith((":", "sau", "sau.")):
        parts = [text[: cut.start()], text[cut.end() :]]
        findings.append(
            f"Dòng {number}: căn cứ và câu ban hành viết liền trong một đoạn; đã tách thành hai đoạn."
        )
    cited = sum(bool(_CITED.search(part)) for part in parts[0].split(";"))
    if cited > 1:
        findings.append(
            f"Dòng {number}: {cited} căn cứ viết trong một đoạn, giữ nguyên; nên tách mỗi căn cứ một dòng."
        )
    levels = (Level.BASIS, Level.PARAGRAPH)
    return [Item(level, part) for level, part in zip(levels, parts, strict=False)], findings
