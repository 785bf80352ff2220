"""Blocks of cells out to the clipboard and in from it."""

from dataclasses import dataclass, replace

from kehoach_desktop.domain.cells.block import CellBlock
from kehoach_desktop.domain.doors import SMALL_CLIP, TABLE_CLIP
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services.reading.apart import Progress, read_apart

_LONG = 30_000  # letters of a clip; they take up to 40 ms to read


@dataclass(frozen=True, slots=True)
class Copied:
    """The same cells as a table and as lines of text."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class TableClip:
    """What is on the clipboard, in the forms that can hold a table."""

    html: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not (self.html.strip() or self.text.strip("\r\n\0"))

    @property
    def is_long(self) -> bool:
        """Whether reading it would be felt."""
        return len(self.html) + len(self.text) > _LONG

    @property
    def is_small(self) -> bool:
        """Whether it may be read where the window is."""
        return len(self.html) + len(self.text) <= SMALL_CLIP


def copy_block(block: CellBlock) -> Copied:
    """Return the block in the forms the clipboard takes."""
    from kehoach_desktop.export.clipboard_table import table_html, table_text

    return Copied(table_html(block), table_text(block))


def read_block(clip: TableClip, progress: Progress | None = None) -> CellBlock:
    """Return the cells on the clipboard: those of its largest table, or else its lines of text.

    Raises UserError where there are more than a sheet takes.
    """
    tables = read_blocks(clip, progress)
    if not tables:
        return CellBlock()
    largest = max(tables, key=lambda block: block.height * block.width)
    if len(tables) > 1:
        return replace(largest, notes=(*largest.notes, f"chỉ lấy bảng lớn nhất trong {len(tables)} bảng"))
    return largest


@read_apart(is_small=lambda clip: clip.is_small)
def read_blocks(
    clip: TableClip,
    progress: Progress | None = None,  # noqa: ARG001 - heard apart
) -> tuple[CellBlock, ...]:
    """Return every table on the clipboard; where it has none, its lines of text as one.

    Letters of an old encoding (TCVN3, VNI) become Unicode, which the block's notes tell.
    """
    from kehoach_desktop.ingest.table_html import read_html_tables
    from kehoach_desktop.ingest.table_letters import block_in_unicode
    from kehoach_desktop.ingest.table_text import read_table_text

    if len(clip.text) > TABLE_CLIP.letters:
        raise UserError(
            "Phần đã sao chép quá lớn nên không đọc được; hãy sao chép và dán từng phần của bảng."
        )
    tables = read_html_tables(clip.html) if "<t" in clip.html.lower() else ()
    if not tables:
        block = read_table_text(clip.text)
        tables = (block,) if block.rows else ()
    return tuple(map(block_in_unicode, tables))
