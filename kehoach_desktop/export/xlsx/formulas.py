"""Formulas: written when all tables stand, each with its figure beside it for whoever does not compute.

A mail program's preview, a telephone and Excel's protected view show the figure kept in the file, and
openpyxl keeps none; so the finished book gets them put in.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from kehoach_desktop.export.tables import Cells, Column, Formula, Group

Figures = dict[str, int | float | None]
"""What each formula of a sheet comes to, by its cell; None = an empty text."""

_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*</f>)<v ?(?:/>|></v>)</c>')

_ROW = b"<row "


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
    with ZipFile(made, "w") as archive:
        _write(book, archive, tick)
    with ZipFile(made) as source, ZipFile(target, "w", ZIP_DEFLATED) as out:
        for info in source.infolist():
            content = source.read(info)
            number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", info.filename)
            if number and (of_sheet := figures[int(number[1]) - 1]):
                content = _with_figures(content, of_sheet)
            out.writestr(info, content, ZIP_DEFLATED)


def _write(book: Any, archive: ZipFile, tick: Callable[[], None]) -> None:
    """Write the book as ``Workbook.save`` does, which cannot be stopped between two sheets."""
    from openpyxl.writer.excel import ExcelWriter

    class Writer(ExcelWriter):  # type: ignore[misc]
        def write_worksheet(self, ws: Any) -> None:
            super().write_worksheet(ws)
            tick()

    book.properties.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    Writer(book, archive).save()


def _with_figures(content: bytes, figures: Figures) -> bytes:
    def cell(found: re.Match[bytes]) -> bytes:
        place, attributes, formula = found.groups()
        value = figures[place.decode()]
        if value is None:
            return b'<c r="%b"%b t="str">%b<v></v></c>' % (place, attributes, formula)
        return b'<c r="%b"%b>%b<v>%b</v></c>' % (place, attributes, formula, repr(value).encode())

    # Row by row: one search through a large sheet would hold up every other thread of the program.
    rows = content.split(_ROW)
    return _ROW.join([_FORMULA_CELL.sub(cell, row) if b"<f>" in row else row for row in rows])
