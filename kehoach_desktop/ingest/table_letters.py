"""Cells of an old encoding (TCVN3, VNI) made Unicode, for a table's heads could else not be known."""

from collections.abc import Iterable
from dataclasses import replace

from kehoach_desktop.domain.cells.block import CellBlock
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ingest.legacy_encodings import Code, to_unicode
from kehoach_desktop.ingest.legacy_finding import find_code, is_unicode_vietnamese
from kehoach_desktop.ingest.sheet_grid import Grid

_SAMPLE = 20_000  # letters


def block_in_unicode(block: CellBlock) -> CellBlock:
    """Return the block with letters of an old encoding changed, and that noted."""
    code = _code(text for cells in block.rows for text in cells)
    if code is None:
        return block
    rows = tuple(tuple(_changed(text, code) for text in cells) for cells in block.rows)
    return replace(block, rows=rows, notes=(*block.notes, _note(code)))


def grid_in_unicode(grid: Grid) -> list[str]:
    """Change letters of an old encoding in a sheet; return a sentence on it, or none."""
    code = _code(text for row in grid.rows.values() for text in row.values())
    if code is None:
        return []
    for row in grid.rows.values():
        row.update({column: _changed(text, code) for column, text in row.items()})
    note = _note(code)
    return [f"{note[0].upper()}{note[1:]}; hãy xem lại các chữ."]


def _code(texts: Iterable[str]) -> Code | None:
    sample: list[str] = []
    length = 0
    for text in texts:
        if not text.isascii():
            sample.append(text)
            length += len(text)
        if length > _SAMPLE:
            break
    return find_code("\n".join(sample))


def _changed(text: str, code: Code) -> str:
    return text if text.isascii() or is_unicode_vietnamese(text) else clean(to_unicode(text, code))


def _note(code: Code) -> str:
    return f"chữ viết bằng mã cũ {code.split()[0]} đã chuyển sang Unicode"
