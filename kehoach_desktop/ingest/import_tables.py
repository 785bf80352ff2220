"""Tables of a workbook or of the clipboard, made ready to come into an appendix: head, columns, rows."""

from collections.abc import Sequence
from pathlib import Path

from kehoach_desktop.domain.cells.block import CellBlock, begins_with_numbers, covered, with_rows
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.table_import.table import ImportColumn, ImportTable
from kehoach_desktop.domain.task_texts import CONTENT, NUMBER, TASK_KEYS
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ingest.appendix_book import odd_cells, table_rows
from kehoach_desktop.ingest.appendix_head import Head, find_head, title_above
from kehoach_desktop.ingest.sheet_grid import MAX_COLUMNS, Grid, Progress, column_letter, read_book
from kehoach_desktop.ingest.table_letters import grid_in_unicode

_USUAL = (NUMBER, CONTENT, *TASK_KEYS)
_SAMPLES = 3
_LONGEST = 80


def tables_of_book(path: Path, progress: Progress | None = None) -> tuple[ImportTable, ...]:
    """Return a table for each visible sheet that has any; those whose head is known come first."""
    book = read_book(path, progress)
    more = []
    if book.hidden:
        names = ", ".join(f"“{name}”" for name in book.hidden)
        more.append(f"Trang tính đang ẩn không được đọc: {names}.")
    tables = [_table(grid, [*grid_in_unicode(grid), *more]) for grid in book.grids if grid.rows]
    if not tables:
        hidden = " vì các trang tính đều đang ẩn hoặc trống" if book.hidden else ""
        raise UserError(f"Sổ tính “{path.name}” không có bảng nào để đọc{hidden}; hãy chọn tệp khác.")
    return tuple(sorted(tables, key=lambda table: not table.has_head))


def tables_of_blocks(blocks: Sequence[CellBlock]) -> tuple[ImportTable, ...]:
    """Return the tables of the clipboard that say anything; those whose head is known come first."""
    grids = [_grid(block, f"Bảng {at}") for at, block in enumerate(blocks, 1)]
    tables = [
        _table(grid, [f"{note[0].upper()}{note[1:]}." for note in block.notes])
        for grid, block in zip(grids, blocks, strict=True)
        if grid.rows
    ]
    if not tables:
        raise UserError(
            "Trên bảng tạm chưa có bảng nào; hãy chọn bảng trong Excel hoặc Word, sao chép rồi dán."
        )
    return tuple(sorted(tables, key=lambda table: not table.has_head))


def begins_with_head(block: CellBlock) -> bool:
    """Say whether the first row is the head of an appendix's table, with three columns known at least."""
    head = find_head(_grid(with_rows(block, range(min(block.height, 2))), ""))
    return head is not None and head.first_row == 1 and len(head.columns) >= 3


def _grid(block: CellBlock, name: str) -> Grid:
    grid = Grid(name)
    for at, cells in enumerate(block.rows, 1):
        texts = {column: text for column, text in enumerate(cells, 1) if text}
        if texts:
            grid.rows[at] = texts
    grid.anchors = {
        (row + 1, column + 1): (first + 1, left + 1)
        for (row, column), (first, left) in covered(block).items()
    }
    return grid


def _table(grid: Grid, more: Sequence[str]) -> ImportTable:
    head = find_head(grid)
    notes: list[str] = []
    if head is not None:
        title, strays = title_above(grid, head)
        notes += [f"Dòng “{text[:60]}” phía trên bảng để ngoài." for text in strays]
        rows = table_rows(grid, head, notes)
    else:
        title, rows = "", sorted(grid.rows)
    used = sorted({column for row in rows for column in grid.rows[row]} | _named(grid, head))
    roles = (
        {column: role for role, column in head.columns.items()} if head else _usual_roles(grid, rows, used)
    )
    if head is None:
        notes.append("Không thấy dòng tiêu đề của bảng; hãy xem lại ý nghĩa của từng cột.")
    notes += [*_hidden(grid, rows), *(odd_cells(grid, rows) if rows else ()), *more]
    columns = tuple(_column(grid, head, rows, column, roles.get(column, "")) for column in used)
    place = {column: at for at, column in enumerate(used)}
    above, beside = {}, {}
    for at, row in enumerate(rows):
        for column in used:
            anchor = grid.anchors.get((row, column))
            if anchor is None or anchor == (row, column):
                continue
            if anchor[0] == row:
                beside[at, place[column]] = grid.text(*anchor)
            elif anchor[1] == column and (head is None or anchor[0] > head.last_row):
                above[at, place[column]] = grid.text(*anchor)
    cells = tuple(tuple(grid.text(row, column) for column in used) for row in rows)
    has_head = head is not None
    return ImportTable(grid.name, title, columns, tuple(rows), cells, above, beside, tuple(notes), has_head)


def _named(grid: Grid, head: Head | None) -> set[int]:
    """Return the columns that have a head, also those with nothing below it."""
    return set(grid.rows.get(head.first_row, {})) | set(head.columns.values()) if head else set()


def _column(grid: Grid, head: Head | None, rows: Sequence[int], column: int, role: str) -> ImportColumn:
    title = ""
    if head is not None:
        names = dict.fromkeys(grid.shown(row, column) for row in range(head.first_row, head.last_row + 1))
        title = one_line(" ".join(filter(None, names)))[:_LONGEST]
    filled = (one_line(grid.text(row, column)) for row in rows if grid.text(row, column))
    samples = tuple(text[:_LONGEST] for text, _ in zip(filled, range(_SAMPLES), strict=False))
    return ImportColumn(column_letter(column), title, role, samples)


def _usual_roles(grid: Grid, rows: Sequence[int], used: Sequence[int]) -> dict[int, str]:
    """Return the columns as an appendix usually has them, where there is no head to go by."""
    cells = tuple(tuple(grid.text(row, column) for column in used) for row in rows)
    usual = _USUAL if begins_with_numbers(CellBlock(cells)) else _USUAL[1:]
    return dict(zip(used, usual, strict=False))


def _hidden(grid: Grid, rows: Sequence[int]) -> list[str]:
    notes = []
    if hidden := sorted(set(grid.hidden_rows) & set(rows)):
        shown = ", ".join(map(str, hidden[:10])) + (" …" if len(hidden) > 10 else "")
        notes.append(
            f"{len(hidden)} dòng đang ẩn trong Excel vẫn được đọc (dòng {shown}); bỏ chọn nếu không cần."
        )
    if grid.last_column > MAX_COLUMNS:
        notes.append(f"Trang tính có {grid.last_column} cột; chỉ đọc {MAX_COLUMNS} cột đầu.")
    return notes
