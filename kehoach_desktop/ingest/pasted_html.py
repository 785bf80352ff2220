"""HTML from the clipboard (Word, LibreOffice, Google Docs, a page of the web) as items of a plan."""

from collections.abc import Sequence
from dataclasses import replace

from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.plan import Level
from kehoach_desktop.ingest.body_text import gather
from kehoach_desktop.ingest.html_blocks import read_page
from kehoach_desktop.ingest.html_rows import Block
from kehoach_desktop.ingest.html_text import Recode, as_is, shifted
from kehoach_desktop.ingest.lines import Line, has_words
from kehoach_desktop.ingest.marks import Mark
from kehoach_desktop.ingest.pasted import Pasted, Piece, levelled, note_on_signs
from kehoach_desktop.ingest.reflow import measure_layout

_HEADING_LEVELS = (Level.SECTION, Level.CLAUSE, Level.POINT)


def read_html(source: str, *, in_preamble: bool = False, recode: Recode = as_is) -> Pasted:
    """Return the items of an HTML text; no link in it is followed, no file opened."""
    page = read_page(source, recode)
    blocks = [block for block in page.blocks if has_words(block.text)]
    pieces = _pieces(blocks)
    notes = [*page.notes, *note_on_signs(block.text for block in page.blocks)]
    return levelled(pieces, in_preamble=in_preamble, notes=notes)


def _pieces(blocks: Sequence[Block]) -> list[Piece]:
    """Return the blocks with their marks: the list's own, else that of a heading, else the typed one."""
    headings = sorted({block.heading for block in blocks if block.heading})
    typed = _typed_marks(blocks)
    counts = dict.fromkeys(_HEADING_LEVELS, 0)
    out: list[Piece] = []
    for block, found in zip(blocks, typed, strict=True):
        mark = block.mark or found
        if block.mark is None and found is not None:
            cut = len(block.text) - len(found.text)
            block = replace(  # noqa: PLW2901
                block, text=found.text, marks=shifted(block.marks, cut, len(found.text))
            )
        elif mark is None and block.heading:
            level = _HEADING_LEVELS[min(headings.index(block.heading), 2)]
            counts[level] += 1
            mark = Mark(level, counts[level], roman(counts[level]), block.text)
        out.append(Piece(block.text, mark, block.marks))
    return out


def _typed_marks(blocks: Sequence[Block]) -> list[Mark | None]:
    """Return the mark each block's text begins with, where it fits those before it."""
    lines = [
        Line(number, "." if block.mark or block.is_row else block.text.replace("\n", " "), block.text)
        for number, block in enumerate(blocks)
    ]
    layout = measure_layout(lines)
    paragraphs, _ = gather(lines, layout, is_wrapped=False, is_part=True)
    found: list[Mark | None] = []
    for block, paragraph in zip(blocks, paragraphs, strict=True):
        mark = paragraph.mark
        if mark is not None and not block.mark and not block.is_row:
            text = block.text[len(block.text) - len(mark.text) :]
            mark = replace(mark, text=text)
        else:
            mark = None
        found.append(mark)
    return found
