"""A plan out of plain text, as it comes from Word or a PDF: nothing lost, and what was odd is listed."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kehoach_desktop.domain.plan import Item, Level, Plan, Signature
from kehoach_desktop.ingest.appendix_text import is_heading as is_appendix_heading
from kehoach_desktop.ingest.appendix_text import read_appendices
from kehoach_desktop.ingest.body_text import Paragraph, gather, place_all
from kehoach_desktop.ingest.closing import find_closing, read_closing
from kehoach_desktop.ingest.letterhead import find_heading, read_letterhead, read_subject
from kehoach_desktop.ingest.lines import Line, source_lines, with_marks_joined, without_page_numbers
from kehoach_desktop.ingest.marks import find_mark
from kehoach_desktop.ingest.particulars import (
    Particulars,
    better_name,
    commonest_year,
    merged,
    year_of,
)
from kehoach_desktop.ingest.preamble_text import (
    is_basis,
    named_issuer,
    preamble_length,
    read_preamble,
)
from kehoach_desktop.ingest.reflow import Layout, measure_layout

_REFERS = re.compile(
    r"(?:[Bb]iểu|[Pp]hụ lục|[Bb]ảng|[Dd]anh mục)\b[^.;]{0,40}?(?:đính kèm|kèm theo)"
    r"|(?:đính kèm|kèm theo|[Tt]ại|[Tt]heo)\s+(?:các\s+)?(?:[Bb]iểu|[Pp]hụ lục)\b"
)


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A plan read from text, and one sentence for each thing that was odd in it or is lacking."""

    plan: Plan
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The lines of a source by what they are; ``subject`` is already put together."""

    head: Sequence[Line]
    subject: str
    preamble: Sequence[Line]
    body: Sequence[Line]
    closing: Sequence[Line]
    appendix: Sequence[Line]


def read_plan(text: str) -> ReadPlan:
    """Return the plan in ``text`` and what was odd; every text is read, at worst as paragraphs."""
    parts, layout, findings = _split(text)
    told, strays = read_letterhead(parts.head)
    preamble, odd = read_preamble(parts.preamble, layout)
    findings += odd
    paragraphs, odd = gather(parts.body, layout)
    findings += odd
    closing = read_closing(parts.closing)
    findings += closing.findings
    paragraphs += _strays(closing.rest, findings)
    appendices, referred, odd = read_appendices(parts.appendix)
    findings += odd
    if not appendices:
        findings += _absent_appendix(paragraphs)
    full_name = referred.issuer or named_issuer(preamble)
    told = merged(told, referred)
    plan = Plan(
        year=_year(parts.subject, told, text, findings),
        subject=parts.subject,
        superior=told.superior,
        issuer=better_name(told.issuer if told.issuer != referred.issuer else "", full_name),
        number=told.number,
        symbol=told.symbol or "KH-UBND",
        place=told.place,
        date=told.date,
        preamble=tuple(Item(Level.PARAGRAPH, line.text) for line in strays) + preamble,
        body=place_all(paragraphs),
        recipients=tuple(closing.recipients),
        signature=closing.signature(),
        appendices=appendices,
    )
    return ReadPlan(plan, (*findings, *_lacking(plan)))


def _split(text: str) -> tuple[_Parts, Layout, list[str]]:
    """Return the source's parts, its layout, and what was odd so far."""
    lines = source_lines(text)
    findings: list[str] = []
    possible = range(_first_possible(lines), len(lines))
    end = next((index for index in possible if is_appendix_heading(lines[index].text)), len(lines))
    appendix = lines[end:]
    lines, pages = without_page_numbers(lines[:end])
    if pages:
        numbers = ", ".join(str(line.number) for line in pages)
        findings.append(f"Dòng {numbers}: số trang của bản nguồn được bỏ ra.")
    lines = with_marks_joined(lines)
    layout = measure_layout(lines)
    heading = find_heading(lines)
    subject, start = "", 0
    if heading >= 0:
        subject, after = read_subject(lines[heading:])
        start = heading + after
    else:
        findings.append("Không thấy dòng “KẾ HOẠCH” ở đầu văn bản; toàn bộ được đọc là nội dung.")
    close = start + find_closing(lines[start:])
    middle = lines[start:close]
    cut = _body_start(middle, layout, headed=heading >= 0)
    parts = _Parts(lines[: max(heading, 0)], subject, middle[:cut], middle[cut:], lines[close:], appendix)
    return parts, layout, findings


def _first_possible(lines: Sequence[Line]) -> int:
    """Return the index from which PHỤ LỤC can be an appendix: past the signature or the recipients."""
    close = find_closing(lines)
    return close if close < len(lines) else min(2, len(lines))


def _body_start(lines: Sequence[Line], layout: Layout, *, headed: bool) -> int:
    """Return where the preamble ends: at the first section, else the first clause, else by its words."""
    first_clause = -1
    for index, line in enumerate(lines):
        mark = find_mark(line.text)
        if mark is None or is_basis(mark.text):
            continue
        if mark.level is Level.SECTION and (mark.number == 1 or mark.text.isupper()):
            return index if headed or any(is_basis(one.text) for one in lines[:index]) else 0
        if mark.level is Level.CLAUSE and mark.number == 1 and first_clause < 0:
            first_clause = index
    by_words = preamble_length(lines, layout)
    return first_clause if headed and first_clause >= 0 else by_words


def _strays(lines: Sequence[Line], findings: list[str]) -> list[Paragraph]:
    """Return lines of the closing that fit nowhere as paragraphs, and say so."""
    findings += [
        f"Dòng {line.number}: “{line.text[:60]}” không thuộc phần ký hay nơi nhận, giữ thành đoạn cuối."
        for line in lines
    ]
    return [Paragraph(line.number, line.text) for line in lines]


def _absent_appendix(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [
        f"Dòng {one.number}: nội dung nhắc đến biểu hoặc phụ lục kèm theo nhưng văn bản không có phụ lục."
        for one in paragraphs
        if _REFERS.search(one.text)
    ]


def _year(subject: str, told: Particulars, text: str, findings: list[str]) -> int:
    year = year_of(subject) or told.year
    if year:
        return year
    year = commonest_year(text) or dt.datetime.now(tz=dt.UTC).year
    findings.append(f"Không thấy năm trong trích yếu; tạm lấy năm {year}, hãy kiểm tra lại.")
    return year


def _lacking(plan: Plan) -> list[str]:
    """Return one sentence that lists what the source does not tell."""
    wanted = {
        "trích yếu": plan.subject,
        "cơ quan ban hành": plan.issuer,
        "số văn bản": plan.number,
        "địa danh": plan.place,
        "ngày ban hành": plan.date,
        "căn cứ ban hành": plan.preamble,
        "nội dung": plan.body,
        "nơi nhận": plan.recipients,
        "người ký": plan.signature != Signature(),
    }
    names = [name for name, value in wanted.items() if not value]
    return [f"Văn bản nguồn không có: {', '.join(names)}; hãy bổ sung nếu cần."] if names else []
