"""The whole document on its pages: the body upright, each appendix on its own landscape pages."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from kehoach_desktop.domain.text import one_line
from kehoach_desktop.export.document import Attachment, Document
from kehoach_desktop.export.pdf.chart import set_chart
from kehoach_desktop.export.pdf.closing import Closing
from kehoach_desktop.export.pdf.flow import Block, pour
from kehoach_desktop.export.pdf.letterhead import set_letterhead
from kehoach_desktop.export.pdf.lines import Typeface, balanced_lines, break_lines, broken_lines
from kehoach_desktop.export.pdf.press import MM, Press, open_canvas
from kehoach_desktop.export.pdf.proof import Proof
from kehoach_desktop.export.pdf.table import set_table
from kehoach_desktop.export.pdf.text import (
    BODY_PT,
    LEADING_PT,
    addressee_blocks,
    body_blocks,
    preamble_blocks,
    title_blocks,
)

APPENDIX_HEAD_PT = 150 * MM  # the head of an appendix is no wider: its top right corner is for a signature
TABLE_GAP_PT = 10
END_MARK = "./."
END_BEFORE_PT = 4
END_PT = LEADING_PT + END_BEFORE_PT  # room for the end mark below a table
_NAMED_AT_MOST = 12
_OF = re.compile(r" (?=của )")  # where (Kèm theo … ngày … của …) is broken


def set_document(
    document: Document,
    target: BinaryIO,
    progress: Callable[[int, int], None] | None,
    proof: Proof | None = None,
) -> tuple[str, ...]:
    """Write the PDF; return the warnings. See ``write_pdf``."""
    typeface = Typeface(proof.memory if proof else None)
    title = one_line(f"{document.kind.capitalize()} {document.subject}")
    canvas = open_canvas(target, typeface, title, one_line(document.issuer), one_line(document.subject))
    if proof is not None:
        canvas.setPageCompression(0)  # it is read at once and thrown away
    press = Press(canvas, typeface, _work(document), progress, proof)
    _set_body(press, document)
    for attachment in document.attachments:
        press.start_part(landscape=True)
        _set_attachment(press, attachment)
    press.canvas.showPage()
    press.canvas.save()
    return _warnings(typeface)


def _work(document: Document) -> int:
    """Return the number of paragraphs and rows, about."""
    rows = sum(len(group.rows) for attachment in document.attachments for group in attachment.groups)
    bars = sum(len(chart.categories) for attachment in document.attachments for chart in attachment.charts)
    return len(document.preamble) + len(document.body) + rows + bars + 2


def _set_body(press: Press, document: Document) -> None:
    set_letterhead(press, document)
    typeface, width = press.typeface, press.width
    head = title_blocks(typeface, document, width)
    addressed = addressee_blocks(typeface, document, width)
    text = preamble_blocks(typeface, document.preamble, width) + body_blocks(typeface, document.body, width)
    closing = Closing(typeface, document, width)
    pour(press, _spaced([head, addressed, text]), closing.height)
    closing.set(press)


def _spaced(parts: list[list[Block]]) -> list[Block]:
    """Return the parts one after the other, with more blank above the text than between its paragraphs."""
    *_, text = parts
    if text:
        text[0] = replace(text[0], before=14)
    return [block for part in parts for block in part]


def _set_attachment(press: Press, attachment: Attachment) -> None:
    set_head = _attachment_head(press, attachment)
    pour(press, set_head)
    if not press.at_top:
        press.room -= min(TABLE_GAP_PT, press.room)
    if attachment.table:
        set_table(press, attachment.table, END_PT)
    for chart in attachment.charts:
        set_chart(press, chart)
    end = break_lines([press.typeface.run(END_MARK)], BODY_PT, press.width)
    pour(press, [Block(end, BODY_PT, LEADING_PT, 0.0, press.width, "right", before=END_BEFORE_PT)])


def _attachment_head(press: Press, attachment: Attachment) -> list[Block]:
    """Return Phụ lục, its title in capitals, (Kèm theo …)."""
    typeface = press.typeface
    left = (press.width - APPENDIX_HEAD_PT) / 2
    heading = [typeface.run(attachment.heading, bold=True)]
    title = [typeface.run(attachment.title.strip(), bold=True, capitals=True)]
    reference = typeface.run(attachment.reference, italic=True)
    parts = [
        balanced_lines(heading, BODY_PT, APPENDIX_HEAD_PT),
        balanced_lines(title, BODY_PT, APPENDIX_HEAD_PT),
        broken_lines(reference, BODY_PT, APPENDIX_HEAD_PT, _OF),
    ]
    return [
        Block(
            lines,
            BODY_PT,
            LEADING_PT,
            left,
            APPENDIX_HEAD_PT,
            "center",
            keep_next=index < len(parts) - 1,
        )
        for index, lines in enumerate(parts)
        if lines[0].pieces
    ]


def _warnings(typeface: Typeface) -> tuple[str, ...]:
    if not typeface.missing:
        return ()
    named = [f"{char} (U+{ord(char):04X})" for char in list(typeface.missing)[:_NAMED_AT_MOST]]
    more = len(typeface.missing) - len(named)
    rest = f" và {more} ký tự khác" if more else ""
    warning = (
        f"Phông chữ của bản in không có ký tự {', '.join(named)}{rest}; chỗ đó in ô vuông, "
        "hãy thay bằng chữ khác."
    )
    return (warning,)
