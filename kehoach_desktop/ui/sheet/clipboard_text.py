"""Blocks of cells as the clipboard carries them from and to Excel and LibreOffice: tabs and lines."""

import re

from kehoach_desktop.domain.text import clean

# A cell in quotes is one only when quoting was needed: a tab, a newline or a doubled quote inside. So a
# cell that merely stands in quotation marks keeps them.
_CELL = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)|([^\t\n]*)')


def to_clipboard(block: list[list[str]]) -> str:
    """Return the block, rows of cells, as text; cells with tabs, newlines or quotes are quoted."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in block)


def from_clipboard(text: str) -> list[list[str]]:
    """Return the rows of cells in ``text``, cleaned, all of one width; [] when there is nothing."""
    text = clean(text).removesuffix("\n")  # Excel ends each row with one
    if not text:
        return []
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
    return [row + [""] * (width - len(row)) for row in rows]


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


def _quoted(cell: str) -> str:
    if re.search(r'[\t\n"]', cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell
