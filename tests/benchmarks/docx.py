"""The sample plan as a .docx, set as a clerk sets it in Word: for LibreOffice to turn into PDF."""

import zipfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

from kehoach_desktop.domain.outline import labels
from kehoach_desktop.domain.plan import Level, Plan
from kehoach_desktop.export.document import STATE_MOTTO, STATE_NAME, Document, plan_document

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_PORTRAIT = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/>'
)
_LANDSCAPE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/>'
)


def write_docx(plan: Plan, path: Path) -> None:
    """Write every text of the plan's paper: letterhead, body, closing, appendix table on landscape pages."""
    paper = plan_document(plan)
    body = _portrait(paper)
    body += f"<w:p><w:pPr><w:sectPr>{_PORTRAIT}</w:sectPr></w:pPr></w:p>"
    for attachment in paper.attachments:
        body += "".join(
            _line(text, bold=True, align="center")
            for text in (attachment.heading, attachment.title, attachment.reference)
        )
        rows = [[column.title for column in attachment.table.columns]]
        for group in attachment.table.groups:
            rows += [[str(cell or "") for cell in (*group.merged, *row)] for row in group.rows]
        body += _table(rows, borders=True)
    body += f"<w:p/><w:sectPr>{_LANDSCAPE}</w:sectPr>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{_RELS}"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
        )
        book.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        )


def _portrait(paper: Document) -> str:
    left = f"{paper.superior}\n{paper.issuer}\n{paper.number_line}"
    right = f"{STATE_NAME}\n{STATE_MOTTO}\n{paper.place_date}"
    body = _table([[left, right]], borders=False)
    body += _line(paper.kind, bold=True, align="center") + _line(paper.subject, bold=True, align="center")
    body += "".join(_line(item.text, italic=item.level is Level.BASIS) for item in paper.preamble)
    for item, label in zip(paper.body, labels(paper.body), strict=True):
        heading = item.level in {Level.SECTION, Level.CLAUSE}
        body += _line(f"{label} {item.text}".strip(), bold=heading)
    lines = paper.signature
    signed = "\n".join((lines.authority, lines.proxy, lines.title, lines.name))
    return body + _table([["Nơi nhận:\n" + "\n".join(paper.recipients), signed]], borders=False)


def _line(text: str, *, bold: bool = False, italic: bool = False, align: str = "both") -> str:
    indent = '<w:ind w:firstLine="720"/>' if align == "both" else ""
    style = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    return (
        f'<w:p><w:pPr><w:spacing w:before="120" w:line="264" w:lineRule="auto"/>{indent}'
        f'<w:jc w:val="{align}"/>'
        f'</w:pPr><w:r><w:rPr>{fonts}{style}<w:sz w:val="28"/></w:rPr><w:t>{escape(text)}</w:t></w:r></w:p>'
    )


def _table(rows: Iterable[Iterable[str]], *, borders: bool) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    frame = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides) if borders else ""
    out = f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{frame}</w:tblBorders></w:tblPr>'
    for number, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if borders and number == 0 else ""
        cells = ("".join(_line(line, align="left") for line in cell.split("\n")) for cell in row)
        out += f"<w:tr>{head}" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"
    return out + "</w:tbl>"
