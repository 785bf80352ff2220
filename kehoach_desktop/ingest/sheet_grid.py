"""The visible sheets of a workbook as texts by row and column, read without unfolding what is merged."""

import datetime as dt
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.doors import BOOK
from kehoach_desktop.domain.errors import Cancelled, UserError
from kehoach_desktop.domain.text import clean
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ingest.workbook_guard import broken, check_workbook
from kehoach_desktop.ingest.workbook_parts import read_parts

MAX_USED_ROWS = BOOK.rows
_ROWS_AROUND = 60  # heads and titles above a table and signatures below it
MAX_COLUMNS = BOOK.columns
_MAX_MERGES = BOOK.merges
_ROWS_A_REPORT = 256
_LAST_ROW = 1_048_576  # of any sheet of Excel
_LONGEST_COLUMN = 3  # letters: XFD
_MAX_MERGED_CELLS = 400_000  # of all merges together, within the used rows

_REF = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_ESCAPED_CONTROL = re.compile(r"_x00([01][0-9A-Fa-f])_")

Place = tuple[int, int]
"""Row and column of a cell, both from 1."""


@dataclass(slots=True)
class Grid:
    """A sheet: ``rows[row][column]`` is a text that is not empty.

    ``anchors`` gives for each cell inside a merge the merge's first cell. ``uncomputed`` are cells
    with a formula and no result, ``errors`` those that show an error such as #REF!.
    """

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    anchors: dict[Place, Place] = field(default_factory=dict)
    uncomputed: list[Place] = field(default_factory=list)
    errors: list[Place] = field(default_factory=list)
    bad_merges: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)  # read like the others
    last_column: int = 0  # with a value, however far to the right
    letters: int = 0  # of all texts

    def text(self, row: int, column: int) -> str:
        """Return the cell's own text, "" where it has none."""
        return self.rows.get(row, {}).get(column, "")

    def shown(self, row: int, column: int) -> str:
        """Return the text a reader sees there: a merged cell shows its first cell's."""
        return self.text(row, column) or self.text(*self.anchors.get((row, column), (row, column)))


@dataclass(frozen=True, slots=True)
class Book:
    """The visible sheets of a workbook in order, and the names of those that are hidden."""

    grids: tuple[Grid, ...]
    hidden: tuple[str, ...] = ()


Progress = Callable[[int, int], None]


def read_grids(path: Path) -> list[Grid]:
    """Return the visible sheets in order; a file that is no sound workbook raises UserError."""
    return list(read_book(path).grids)


def read_book(path: Path, progress: Progress | None = None) -> Book:
    """Return the workbook; ``progress`` is told the rows read of a sheet, and may raise to stop it."""
    check_workbook(path)
    hidden: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of whatever it does not carry over
            grids = tuple(_grids(path, hidden, progress or _unheard))
            return Book(grids, tuple(hidden))
    except (UserError, Cancelled, MemoryError):
        raise
    except Exception as error:  # there is no end to what openpyxl and the parser raise on a spoilt book
        raise broken(path) from error


def column_letter(column: int) -> str:
    """Return the name of a column: 1 → A, 27 → AA."""
    name = ""
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def _unheard(_done: int, _total: int) -> None:
    """Nobody asked how far it is."""


def _grids(path: Path, hidden: list[str], progress: Progress) -> Iterator[Grid]:
    with path.open("rb") as file:  # ours to close, whatever openpyxl leaves open when it fails
        reader = read_parts(path, file)
        parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
        for sheet in reader.wb.worksheets:
            if sheet.sheet_state != "visible":
                hidden.append(clean(sheet.title))
                continue
            with reader.archive.open(parts[sheet.title]) as part:
                survey = _survey(part)
            yield _grid(path, sheet, survey, progress)


@dataclass(slots=True)
class _Survey:
    """What a first pass over a sheet's XML finds: its last row with a value, formulas, merges."""

    last_row: int = 0
    last_column: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    uncomputed: list[Place] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)


def _survey(part: Any) -> _Survey:
    """Return what the sheet holds, keeping only one row of its XML at a time."""
    from defusedxml.ElementTree import iterparse

    found = _Survey()
    row_number = 0
    sheet_data = None
    for event, element in iterparse(part, events=("start", "end")):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name == "sheetData":
                sheet_data = element
            elif name == "row":
                row_number = int(element.get("r") or row_number + 1)
                if row_number > _LAST_ROW:  # openpyxl would count up to there
                    raise ValueError(f"row {row_number}")
                if element.get("hidden") in {"1", "true"} and len(found.hidden_rows) < MAX_USED_ROWS:
                    found.hidden_rows.append(row_number)
        elif name == "c":
            _survey_cell(element, row_number, found)
        elif name == "row" and sheet_data is not None:
            sheet_data.clear()
        elif name == "mergeCell" and len(found.merges) < _MAX_MERGES:
            found.merges.append(element.get("ref", ""))
    return found


def _survey_cell(element: Any, row_number: int, found: _Survey) -> None:
    parts = {child.tag.rpartition("}")[2]: child for child in element}
    if not parts:
        return
    found.last_row = max(found.last_row, row_number)
    letters = element.get("r", "").rstrip("0123456789")
    is_column = letters.isalpha() and len(letters) <= _LONGEST_COLUMN
    found.last_column = max(found.last_column, _column(letters) if is_column else MAX_COLUMNS)
    value = parts.get("v")
    if "f" in parts and (value is None or not value.text) and element.get("t") != "str":
        match = _REF.fullmatch(element.get("r", ""))
        if match:
            found.uncomputed.append((int(match[2]), _column(match[1])))


def _grid(path: Path, sheet: Any, survey: _Survey, progress: Progress) -> Grid:
    grid = Grid(clean(sheet.title), uncomputed=survey.uncomputed, last_column=survey.last_column)
    sheet.reset_dimensions()  # what a sheet claims of its size is not to be trusted
    width = min(survey.last_column or MAX_COLUMNS, MAX_COLUMNS)
    blank = None  # openpyxl gives one and the same empty row for all that are missing
    for number, row in enumerate(sheet.iter_rows(max_col=width), 1):
        if not number % _ROWS_A_REPORT:
            progress(number, max(survey.last_row, number))
        if row is blank and number < survey.last_row:
            continue
        cells = [cell for cell in row if cell.value is not None]
        blank = None if cells else row
        for cell in cells:
            _take(grid, cell)
            _refuse_letters(path, grid)
        if len(grid.rows) > MAX_USED_ROWS + _ROWS_AROUND:
            raise UserError(
                f"Trang tính “{grid.name}” của “{path.name}” có hơn {number_words(MAX_USED_ROWS)} dòng; "
                "hãy chép riêng bảng phụ lục sang một tệp khác rồi nhập lại."
            )
        if number >= survey.last_row:  # what follows, wrong merges too, is not openpyxl's to read
            break
    grid.hidden_rows = [row for row in survey.hidden_rows if row in grid.rows]
    _merge(grid, survey.merges)
    return grid


def _refuse_letters(path: Path, grid: Grid) -> None:
    """Raise UserError if the cells say too much: one long text may stand in every cell and take no room."""
    if grid.letters > BOOK.letters:
        raise UserError(
            f"Trang tính “{grid.name}” của “{path.name}” có quá {BOOK.letters // 1_000_000} triệu ký tự; "
            "hãy chép riêng bảng phụ lục sang một tệp khác rồi nhập lại."
        )


def _take(grid: Grid, cell: Any) -> None:
    text = _cell_text(cell.value, cell.number_format).strip()
    if text:
        grid.letters += len(text)
        grid.rows.setdefault(cell.row, {})[cell.column] = text
        if cell.data_type == "e":
            grid.errors.append((cell.row, cell.column))


def _cell_text(value: Any, number_format: str) -> str:
    """Return what a clerk reads in the cell: 12 and not 12.0, 12,5, 50%, 15/6/2026."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        percent = "%" in number_format
        return _number_text(value * 100 if percent else value) + ("%" if percent else "")
    if isinstance(value, dt.datetime):
        time = value.time()
        return short_date(value.date()) + (f" {time:%H:%M}" if time != dt.time() else "")
    if isinstance(value, dt.date):
        return short_date(value)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    return clean(_ESCAPED_CONTROL.sub(lambda match: chr(int(match[1], 16)), str(value)))


def _number_text(value: float) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")


def _merge(grid: Grid, refs: list[str]) -> None:
    """Note for each merged cell in the used rows which cell shows through; overlaps: the first merge wins."""
    last_row = max(grid.rows, default=0)
    looked_at = 0
    for ref in refs:
        match = _REF.fullmatch(ref)
        if not match or not match[3]:
            grid.bad_merges.append(clean(ref)[:40])
            continue
        top, left, bottom, right = int(match[2]), _column(match[1]), int(match[4]), _column(match[3])
        if top > bottom or left > right:
            grid.bad_merges.append(ref)
            continue
        rows = range(top, min(bottom, last_row, top + MAX_USED_ROWS) + 1)
        columns = range(left, min(right, MAX_COLUMNS) + 1)
        size = len(rows) * len(columns)
        if looked_at + size > _MAX_MERGED_CELLS:
            grid.bad_merges.append(ref)
            continue
        looked_at += size  # at those that overlap too: a small file can hold thousands as wide as the sheet
        places = [(row, column) for row in rows for column in columns]
        if any(one in grid.anchors for one in places):
            grid.bad_merges.append(ref)
            continue
        grid.anchors.update(dict.fromkeys(places, (top, left)))


def _column(letters: str) -> int:
    number = 0
    for char in letters:
        number = number * 26 + ord(char) - ord("A") + 1
    return number
