"""Cells as plain text: what Excel and LibreOffice put on the clipboard beside their HTML, tabs and lines."""

import re

from kehoach_desktop.domain.cells.block import MAX_COLUMNS, MAX_ROWS, CellBlock
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ingest.table_limits import too_long, too_wide

# A cell in quotes is one only when quoting was needed: a tab, a newline or a doubled quote inside. So a
# cell that merely stands in quotation marks keeps them.
_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=\t|\n|\Z)|([^\t\n]*)')


def read_table_text(text: str) -> CellBlock:
    """Return the rows of cells in ``text``, cleaned; rows that are too short are filled up.

    Raises UserError where there are more rows or columns than any sheet of an office has.
    """
    text = clean(text).removesuffix("\n")  # Excel ends each row with one
    if not text:
        return CellBlock()
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        cell, at = _cell(text, at)
        rows[-1].append(cell)
        if at >= len(text):
            break
        if text[at] == "\n":
            rows.append([])
        at += 1
    width = max(map(len, rows))
    if len(rows) > MAX_ROWS:
        raise too_long(len(rows))
    if width > MAX_COLUMNS:
        raise too_wide(width)
    return CellBlock(tuple((*row, *[""] * (width - len(row))) for row in rows))


def _cell(text: str, at: int) -> tuple[str, int]:
    """Return the cell that begins at ``at`` and where it ends."""
    found = _CELL.match(text, at)
    if found is None:  # cannot be: the second branch matches anything
        return "", len(text)
    inside = found[1]
    if inside is None:
        return found[2].strip(), found.end()
    if not re.search(r'[\t\n]|""', inside):
        return found[0].strip(), found.end()
    return inside.replace('""', '"').strip(), found.end()
