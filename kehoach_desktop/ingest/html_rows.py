"""A paragraph of an HTML text, and the rows of its tables as paragraphs."""

from dataclasses import dataclass, field

from kehoach_desktop.domain.plan import Mark as LetterMark
from kehoach_desktop.ingest.marks import Mark


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: ``mark`` is the list sign it had, ``heading`` 1-6 for h1-h6; a table's row has neither."""

    text: str
    marks: tuple[LetterMark, ...] = ()
    mark: Mark | None = None
    heading: int = 0
    is_row: bool = False


@dataclass(slots=True)
class Table:
    """A table being read: the cells of its row so far, and whether any row has had two that say something."""

    cells: list[list[Block]] = field(default_factory=list)
    is_told: bool = False


def row_of(cells: list[list[Block]]) -> Block:
    """Return a table's row as one paragraph, its cells parted by dashes."""
    pieces: list[str] = []
    marks: list[LetterMark] = []
    length = 0
    for number, cell in enumerate(cells):
        for place, block in enumerate(cell):
            between = "" if not pieces else (" " if place else " - ") if number or place else ""
            pieces += [between, block.text]
            length += len(between)
            marks += [(low + length, high + length, kind) for low, high, kind in block.marks]
            length += len(block.text)
    return Block("".join(pieces), tuple(marks), is_row=True)
