"""Cells put where they belong in a table: what spans rows and columns, what is hidden, what is blank."""

import re
from dataclasses import dataclass, field, replace

from kehoach_desktop.domain.cells.block import MAX_COLUMNS, CellBlock, Merge, with_columns, with_rows
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ingest.table_limits import too_wide

_WRAPPED = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")  # a line of the source, not of the text


class Cell:
    """The text of a cell, gathered paragraph by paragraph."""

    def __init__(self) -> None:
        self._paragraphs: list[str] = []
        self._pieces: list[str] = []

    def add(self, text: str, *, keeps_blanks: bool) -> None:
        """Add letters; the lines of the source count only where blanks are kept."""
        text = text if keeps_blanks else _WRAPPED.sub(" ", text).replace("\t", " ")
        if self._pieces or not text.isspace() or "\u00a0" in text:  # blanks between two tags are none
            self._pieces.append(text)

    def break_line(self) -> None:
        """Go on in the next line."""
        self._pieces.append("\n")

    def end_paragraph(self) -> None:
        """What comes next stands in a paragraph of its own."""
        if self._pieces:
            self._paragraphs.append("".join(self._pieces).removesuffix("\n"))
            self._pieces = []

    def text(self) -> str:
        """Return what was gathered, a paragraph a line."""
        self.end_paragraph()
        text = clean("\n".join(self._paragraphs)).replace("\u00a0", " ")
        return "\n".join(line.strip() for line in text.split("\n")).strip()


@dataclass(slots=True)
class _Entry:
    """A cell as its table has it: it takes so many rows and columns."""

    cell: Cell
    down: int
    right: int


@dataclass(slots=True)
class _Row:
    is_hidden: bool
    entries: list[_Entry] = field(default_factory=list)


class Cells:
    """A table being read; where its cells belong is settled at its end."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []
        self._hidden_columns: set[int] = set()
        self._columns = 0  # that the table says it has

    @property
    def height(self) -> int:
        """How many rows there are, hidden ones too."""
        return len(self._rows)

    def add_columns(self, count: int, *, is_hidden: bool) -> None:
        """Note what ``<col>`` says of the next columns."""
        if is_hidden:
            self._hidden_columns.update(range(self._columns, min(self._columns + count, MAX_COLUMNS)))
        self._columns += count

    def begin_row(self, *, is_hidden: bool) -> None:
        """Begin the next row."""
        self._rows.append(_Row(is_hidden))

    def begin_cell(self, down: int, right: int) -> Cell:
        """Begin the next cell of the row."""
        cell = Cell()
        self._rows[-1].entries.append(_Entry(cell, down, right))
        return cell

    def block(self, notes: list[str]) -> CellBlock:
        """Return the table; spans end where it does, and what is hidden is no part of it."""
        placed, spans = self._placed()
        width = 1 + max((column for cells in placed for column in cells), default=-1)
        texts = tuple(tuple(cells.get(column, "") for column in range(width)) for cells in placed)
        merges = tuple(filter(None, (_fitted(span, len(texts), width) for span in spans)))
        block, more = self._without_hidden(CellBlock(texts, merges))
        return replace(block, notes=(*notes, *more))

    def _placed(self) -> tuple[list[dict[int, str]], list[Merge]]:
        """Return each row's texts by column: a cell goes to the next place that none above it takes."""
        placed: list[dict[int, str]] = []
        spans: list[Merge] = []
        taken: dict[int, int] = {}  # column: for how many more rows
        for at, row in enumerate(self._rows):
            self._narrow(row, len(taken))
            texts: dict[int, str] = {}
            column = 0
            for entry in row.entries:
                while taken.get(column):
                    column += 1
                if column >= MAX_COLUMNS:
                    raise too_wide(column + 1)
                right = min(entry.right, MAX_COLUMNS - column)
                texts[column] = entry.cell.text()
                if entry.down > 1 or right > 1:
                    spans.append(Merge(at, column, entry.down, right))
                taken.update(dict.fromkeys(range(column, column + right), entry.down))
                column += right
            placed.append(texts)
            taken = {column: left - 1 for column, left in taken.items() if left > 1}
        return placed, spans

    def _narrow(self, row: _Row, taken: int) -> None:
        """Take back what a row spans beyond the table: Calc counts hidden columns into its spans."""
        beyond = taken + sum(entry.right for entry in row.entries) - self._columns
        for entry in reversed(row.entries) if self._columns else ():
            less = min(max(beyond, 0), entry.right - 1)
            entry.right -= less
            beyond -= less

    def _without_hidden(self, block: CellBlock) -> tuple[CellBlock, list[str]]:
        hidden = [at for at, row in enumerate(self._rows) if row.is_hidden]
        rows = [at for at, row in enumerate(self._rows) if not row.is_hidden]
        columns = [at for at in range(block.width) if at not in self._hidden_columns]
        notes = []
        if count := sum(any(block.rows[at]) for at in hidden):
            notes.append(f"{count} dòng ẩn không lấy vào")
        gone = self._hidden_columns & set(range(block.width))
        if count := sum(any(cells[at] for cells in block.rows) for at in gone):
            notes.append(f"{count} cột ẩn không lấy vào")
        return with_columns(with_rows(block, rows), columns), notes


def _fitted(span: Merge, height: int, width: int) -> Merge | None:
    """Return the merge as far as the table goes; None when it then is one cell."""
    rows, columns = min(span.rows, height - span.row), min(span.columns, width - span.column)
    return Merge(span.row, span.column, rows, columns) if rows > 1 or columns > 1 else None
