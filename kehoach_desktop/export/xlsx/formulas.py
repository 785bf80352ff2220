"""Formulas: written when all tables stand, each with its figure beside it for whoever does not compute.

A mail program's preview, a telephone and Excel's protected view show the figure kept in the file, and
openpyxl keeps none; so the finished book gets them put in.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kehoach_desktop.export.tables import Cells, Column, Formula, Group

Figures = dict[str, int | float | None]
"""What each formula of a sheet comes to, by its cell; None = an empty text."""

_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*</f>)<v ?(?:/>|></v>)</c>')

_ROW, _END_OF_ROWS = b"<row ", b"</sheetData>"
_PIECE = 1 << 16  # bytes looked through at once, while every other thread waits


@dataclass(slots=True)
class _Stretch:
    """Where a group stands: the sheet rows its rows begin at, the first row after it; how many are sums."""

    group: Group
    starts: list[int] = field(default_factory=list)
    end: int = 0

    @property
    def end_of_rows(self) -> int:
        """The first row after those that are no sums."""
        return self.starts[-self.group.sums] if self.group.sums else self.end


@dataclass(frozen=True, slots=True)
class _Pending:
    """A formula whose cell is there and whose ranges are not yet known."""

    cell: Any
    formula: Formula
    stretch: _Stretch


class Standing:
    """Where a table's groups stand on its sheet, and which of its formulas are still to be written."""

    def __init__(self, sheet: str, columns: tuple[Column, ...]) -> None:
        self.sheet = sheet
        self.columns = columns
        self.stretches: list[_Stretch] = []
        self.pending: list[_Pending] = []

    def begin(self, group: Group) -> None:
        """The next group is about to be painted."""
        self.stretches.append(_Stretch(group))

    def wait(self, cell: Any, formula: Formula) -> None:
        """Keep a formula of the group at hand for later."""
        self.pending.append(_Pending(cell, formula, self.stretches[-1]))

    def end(self, starts: list[int], end: int) -> None:
        """The group at hand is painted."""
        self.stretches[-1].starts = starts
        self.stretches[-1].end = end

    def write(self, standings: Mapping[str, "Standing"]) -> Figures:
        """Write the formulas, those on other sheets' cells among them; return what each is to come to."""
        figures: Figures = {}
        for one in self.pending:
            places = [self._address(cells, one, standings) for cells in one.formula.cells]
            one.cell.value = "=" + one.formula.text.format(*places)
            figures[one.cell.coordinate] = one.formula.value
        return figures

    def _address(self, cells: Cells, of: _Pending, standings: Mapping[str, "Standing"]) -> str:
        """Return the cells as Excel names them: F7, F6:F9, 'Số liệu'!F12."""
        from openpyxl.utils import get_column_letter, quote_sheetname

        other = standings[cells.sheet] if cells.sheet else self
        prefix = f"{quote_sheetname(other.sheet)}!" if cells.sheet else ""
        place = next(place for place, column in enumerate(other.columns) if column.key == cells.key)
        letter = get_column_letter(place + 1)
        if cells.of == "row":
            is_merged = place < len(of.stretch.group.merged)
            return f"{letter}{of.stretch.starts[0] if is_merged else of.cell.row}"
        if cells.of == "last":
            return f"{prefix}{letter}{other.stretches[cells.group].starts[-1]}"
        if cells.of == "group":
            return f"{letter}{of.stretch.starts[0]}:{letter}{of.stretch.end_of_rows - 1}"
        first, end = other.stretches[0].starts[0], other.stretches[-1].end_of_rows
        if not cells.sheet:
            return f"{letter}{first}:{letter}{end - 1}"
        return f"{prefix}${letter}${first}:${letter}${end - 1}"  # so a row copied down counts the same rows


def save(book: Any, figures: list[Figures], target: BinaryIO, tick: Callable[[], None]) -> None:
    """Save ``book`` with the figures of its sheets' formulas, in the order of its sheets.

    ``tick`` is told after each sheet is written; when it raises, nothing has gone to ``target``.
    """
    book.calculation.fullCalcOnLoad = True if any(figures) else None
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        _write(book, figures, archive, tick)
    target.write(made.getbuffer())


def _write(book: Any, figures: list[Figures], archive: ZipFile, tick: Callable[[], None]) -> None:
    """Write the book as ``Workbook.save`` does, which cannot be stopped between two sheets."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class SheetWriter(WorksheetWriter):  # type: ignore[misc]
        def rows(self) -> Iterator[tuple[int, list[Any]]]:
            yield from self.ws._cells.in_order(self.ws.row_dimensions)  # noqa: SLF001 - the book's own

    class Writer(ExcelWriter):  # type: ignore[misc]
        def write_worksheet(self, ws: Any) -> None:
            """Write a sheet as ``ExcelWriter`` does, but for the figures and who puts the cells in order."""
            ws._drawing = drawing = SpreadsheetDrawing()  # noqa: SLF001 - all these are the writer's own
            drawing.charts, drawing.images = ws._charts, ws._images  # noqa: SLF001
            writer = SheetWriter(ws)
            writer.write()
            ws._rels = writer._rels  # noqa: SLF001
            try:
                _put_in(self._archive, Path(writer.out), ws.path[1:], figures[ws._id - 1])  # noqa: SLF001
            finally:
                writer.cleanup()
            self.manifest.append(ws)
            tick()

    book.properties.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    Writer(book, archive).save()


def _put_in(archive: ZipFile, written: Path, name: str, figures: Figures) -> None:
    """Put a sheet's XML in the archive with its figures, a piece at a time: it may be of 100 MB."""
    info = ZipInfo.from_file(written, name)
    info.compress_type = archive.compression
    with written.open("rb") as source, archive.open(info, "w") as out:
        for piece in _whole_rows(source):
            out.write(_with_figures(piece, figures) if figures and b"<f>" in piece else piece)


def _whole_rows(source: BinaryIO) -> Iterator[bytes]:
    """Yield the content piece by piece, none of which ends within a row; what follows them as it is read."""
    rest = b""
    while block := source.read(_PIECE):
        rest += block
        if _END_OF_ROWS in rest:
            break
        piece, mark, begun = rest.rpartition(_ROW)
        yield piece
        rest = mark + begun
    yield rest
    while block := source.read(_PIECE):
        yield block


def _with_figures(content: bytes, figures: Figures) -> bytes:
    def cell(found: re.Match[bytes]) -> bytes:
        place, attributes, formula = found.groups()
        value = figures[place.decode()]
        if value is None:
            return b'<c r="%b"%b t="str">%b<v></v></c>' % (place, attributes, formula)
        return b'<c r="%b"%b>%b<v>%b</v></c>' % (place, attributes, formula, repr(value).encode())

    return _FORMULA_CELL.sub(cell, content)
