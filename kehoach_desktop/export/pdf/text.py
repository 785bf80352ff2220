"""The words between the letterhead and the signature: type, subject, Kính gửi, căn cứ, sections, clauses."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kehoach_desktop.domain.outline import is_heading, labels
from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.export.document import Document
from kehoach_desktop.export.pdf.flow import Block
from kehoach_desktop.export.pdf.lines import Line, Run, Typeface, balanced_lines, break_lines
from kehoach_desktop.export.pdf.press import MM

BODY_PT = 14
LEADING_PT = 17.5  # 1.25 of the size, 1.09 of Word's single line: the decree allows 1 to 1.5
FIRST_LINE_PT = 12.7 * MM
BETWEEN_PT = 6  # blank between paragraphs
TITLE_WIDTH_PT = 150 * MM
_STYLES = frozenset({"bold", "italic"})  # marks that print; where a figure comes from does not
_LEAD_LINES = 3  # a paragraph up to this long that leads to others is not parted from them


def rule_length(lines: Sequence[Line]) -> float:
    """Return a rule's length below centred lines: 1/3 to 1/2 of the longest and, if it can, of the last."""
    longest, last = max(line.width for line in lines), lines[-1].width
    low, high = longest / 3, min(longest, last) / 2
    return (low + high) / 2 if low <= high else low


def title_blocks(typeface: Typeface, document: Document, width: float) -> list[Block]:
    """Return KẾ HOẠCH or BÁO CÁO and the subject with its rule."""
    inset = max(0.0, (width - TITLE_WIDTH_PT) / 2)
    kind = balanced_lines([typeface.run(document.kind, bold=True, capitals=True)], BODY_PT, TITLE_WIDTH_PT)
    before = 20 if document.kind else 0
    blocks = [_centred(kind, inset, width, before=before, keep_next=True)]
    if document.subject:
        lines = balanced_lines([typeface.run(document.subject.strip(), bold=True)], BODY_PT, TITLE_WIDTH_PT)
        blocks.append(
            _centred(lines, inset, width, keep_next=True, rule=rule_length(lines), source="subject")
        )
    return blocks


def addressee_blocks(typeface: Typeface, document: Document, width: float) -> list[Block]:
    """Return Kính gửi: one body on its line, centred; several as a list below it."""
    names = [name.strip() for name in document.addressees if name.strip()]
    if not names:
        return []
    if len(names) == 1:
        lines = balanced_lines([typeface.run(f"Kính gửi: {names[0]}")], BODY_PT, TITLE_WIDTH_PT)
        inset = (width - TITLE_WIDTH_PT) / 2
        return [_centred(lines, inset, width, before=14, keep_next=True)]
    head = break_lines([typeface.run("Kính gửi:")], BODY_PT, width)
    runs = [typeface.run(f"- {closed(name, last=name is names[-1])}") for name in names]
    entries = [break_lines([run], BODY_PT, width - 40 * MM) for run in runs]
    widest = max(line.width for lines in entries for line in lines)
    left = max(0.0, (width - head[0].width - widest) / 2)
    inset = left + head[0].width
    blocks = [Block(head, BODY_PT, LEADING_PT, left, width - left, "left", before=14, keep_next=True)]
    blocks += [
        Block(lines, BODY_PT, LEADING_PT, inset, width - inset, "left", keep_next=True) for lines in entries
    ]
    return blocks


def preamble_blocks(typeface: Typeface, items: Sequence[Item], width: float) -> list[Block]:
    """Return căn cứ in italics and the sentence that enacts, upright."""
    return [
        _paragraph(typeface, item, "", width, bold=False, italic=item.level is Level.BASIS) for item in items
    ]


def body_blocks(typeface: Typeface, items: Sequence[Item], width: float) -> list[Block]:
    """Return the numbered text: sections in bold capitals, clauses that are titles in bold."""
    blocks = []
    for index, (item, label) in enumerate(zip(items, labels(items), strict=True)):
        section = item.level is Level.SECTION
        heading = section or (item.level is Level.CLAUSE and is_heading(items, index))
        block = _paragraph(typeface, item, label, width, bold=heading, capitals=section)
        leads = is_heading(items, index) or item.text.rstrip().endswith(":")
        blocks.append(replace(block, keep_next=heading or (leads and len(block.lines) <= _LEAD_LINES)))
    return blocks


def closed(text: str, *, last: bool) -> str:
    """Return an entry of a list ended with ";", the last with ".", without doubling what is typed."""
    stem = text.strip().lstrip("-–").strip()
    if stem.endswith(("..", "…")):
        return stem + ("." if last and stem.endswith("…") else "" if last else ";")
    return stem.rstrip(" ;,.") + ("." if last else ";")


def _runs(
    typeface: Typeface, item: Item, label: str, *, bold: bool, italic: bool, capitals: bool = False
) -> Iterator[Run]:
    """Yield the item's number, stuck to its first word, and its text cut where marks begin and end."""
    text = item.text
    start = len(text) - len(text.lstrip())
    if label:
        yield typeface.run(f"{label}\u00a0", bold=bold, italic=italic)
    edges = {
        min(max(edge, start), len(text))
        for first, end, name in item.marks
        if name in _STYLES
        for edge in (first, end)
    }
    cuts = sorted({start, len(text), *edges})
    for left, right in pairwise(cuts):
        marks = {name for first, end, name in item.marks if first <= left and right <= end}
        yield typeface.run(
            text[left:right],
            bold=bold or "bold" in marks,
            italic=italic or "italic" in marks,
            capitals=capitals,
        )


def _paragraph(
    typeface: Typeface,
    item: Item,
    label: str,
    width: float,
    *,
    bold: bool,
    italic: bool = False,
    capitals: bool = False,
) -> Block:
    key = (item.text, item.marks, label, width, bold, italic, capitals)
    lines = typeface.memory.lines.find(key) if typeface.memory else None
    if lines is None:
        known = len(typeface.missing)
        runs = _runs(typeface, item, label, bold=bold, italic=italic, capitals=capitals)
        lines = break_lines(list(runs), BODY_PT, width, indent=FIRST_LINE_PT)
        if typeface.memory and len(typeface.missing) == known:  # what is missing is to be found each time
            typeface.memory.lines.keep(key, lines)
    return Block(lines, BODY_PT, LEADING_PT, 0.0, width, "justify", FIRST_LINE_PT, BETWEEN_PT, source=item)


def _centred(
    lines: Sequence[Line],
    inset: float,
    width: float,
    *,
    before: float = 0.0,
    keep_next: bool = False,
    rule: float = 0.0,
    source: str | None = None,
) -> Block:
    width -= 2 * inset
    return Block(lines, BODY_PT, LEADING_PT, inset, width, "center", 0.0, before, keep_next, rule, source)
