"""A block of cells for the clipboard: HTML that Excel, LibreOffice and Word take as a table, and plain text.

``mso-number-format`` is what keeps Excel from making a date of 01/3 and a formula of what begins with =;
``sdnum`` says the same to LibreOffice. Whole numbers stay numbers. A line break inside a cell is for Excel
and Word a ``<br>`` that stays in its cell; of Calc any ``<br>`` makes a row of its own, but not a line feed.
"""

import html
import re

from kehoach_desktop.domain.cells.block import CellBlock, Merge, Place, covered

_RECKONED = ("=", "+", "-", "@")
_SIGNED_NUMBER = re.compile(r"[+-]\d+(?:[.,]\d+)*%?")
_WHOLE = re.compile(r"0|[1-9]\d{0,14}")  # Excel keeps 15 figures of a number
_AS_TEXT = ' style=\'mso-number-format:"\\@"\' sdnum="1033;0;@"'
_BREAK = (
    '<!--[if gte mso 9]><br style="mso-data-placement:same-cell"><![endif]-->'
    '<!--[if !mso]><!--><span style="white-space:pre">&#10;</span><!--<![endif]-->'
)
_RULES = (
    "table {border-collapse:collapse;}\n"
    "td {border:.5pt solid windowtext; padding:2px 4px; vertical-align:middle; white-space:normal;}\n"
)


def table_html(block: CellBlock) -> str:
    """Return the block as a page with one table; merged cells span their rows and columns."""
    hidden = covered(block)
    spans = {(merge.row, merge.column): merge for merge in block.merges}
    rows = "\n".join(
        f"<tr>{''.join(_cell(text, spans.get(at)) for at, text in _row(block, row) if at not in hidden)}</tr>"
        for row in range(block.height)
    )
    return (
        f'<html><head><meta charset="utf-8"><style>\n{_RULES}</style></head>\n<body>\n<!--StartFragment-->'
        f'<table border="1" cellspacing="0" cellpadding="3">\n{rows}\n</table>'
        "<!--EndFragment-->\n</body></html>"
    )


def table_text(block: CellBlock) -> str:
    """Return the block as lines of cells parted by tabs; cells with tabs, newlines or quotes are quoted."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in block.rows)


def _row(block: CellBlock, row: int) -> list[tuple[Place, str]]:
    return [((row, column), text) for column, text in enumerate(block.rows[row])]


def _cell(text: str, merge: Merge | None) -> str:
    down = f' rowspan="{merge.rows}"' if merge and merge.rows > 1 else ""
    right = f' colspan="{merge.columns}"' if merge and merge.columns > 1 else ""
    kind = "" if not text or _WHOLE.fullmatch(text) else _AS_TEXT
    letters = html.escape(text, quote=False).replace("\n", _BREAK).replace("  ", " &#32;")
    return f"<td{down}{right}{kind}>{letters}</td>"


def _quoted(cell: str) -> str:
    """Return the cell as it stands between tabs; a blank before it keeps Excel from reckoning with it."""
    if cell.startswith(_RECKONED) and not _SIGNED_NUMBER.fullmatch(cell):
        cell = f" {cell}"
    if re.search(r'[\t\n"]', cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell
