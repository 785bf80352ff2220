"""Tables that come into the appendix: read, looked through, and put in as one edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kehoach_desktop.domain.cells.block import CellBlock
from kehoach_desktop.domain.edits import Batch
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Appendix, Plan
from kehoach_desktop.domain.table_import.proposals import (
    RowProposal,
    append_proposals,
    import_edit,
    update_proposals,
)
from kehoach_desktop.domain.table_import.table import ImportColumn, ImportTable, incoming_rows
from kehoach_desktop.domain.table_import.titles import same_titles
from kehoach_desktop.domain.task_texts import CONTENT, NUMBER, own_key
from kehoach_desktop.services.reading.apart import Progress, read_apart
from kehoach_desktop.services.table_blocks import TableClip, read_blocks

NEW = "new"
"""The meaning of a column that is to be a new one of the office's own."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a table is to come in: what its columns mean, and whether rows there are are brought up to date.

    ``roles``: for places of columns, the key of the appendix's column or NEW; those not named stay out.
    """

    table: ImportTable
    roles: Mapping[int, str]
    updates: bool = False


@read_apart()
def read_book_tables(path: Path, progress: Progress | None = None) -> tuple[ImportTable, ...]:
    """Return the tables of a workbook's visible sheets."""
    from kehoach_desktop.ingest.import_tables import tables_of_book

    return tables_of_book(path, progress)


@read_apart(is_small=lambda clip: clip.is_small)
def read_clip_tables(
    clip: TableClip,
    progress: Progress | None = None,  # noqa: ARG001 - heard apart
) -> tuple[ImportTable, ...]:
    """Return the tables on the clipboard."""
    from kehoach_desktop.ingest.import_tables import tables_of_blocks

    return tables_of_blocks(read_blocks(clip))


def has_head(block: CellBlock) -> bool:
    """Say whether the block begins with the heads of an appendix's columns."""
    from kehoach_desktop.ingest.import_tables import begins_with_head

    return begins_with_head(block)


def guessed_roles(table: ImportTable, appendix: Appendix | None) -> dict[int, str]:
    """Return what the columns seem to mean; one that is called as the office's own is that one."""
    roles: dict[int, str] = {}
    for at, column in enumerate(table.columns):
        if column.role and column.role not in roles.values():
            roles[at] = column.role
    columns = appendix.columns if appendix is not None else ()
    rest = {at: column.title for at, column in enumerate(table.columns) if at not in roles}
    found = same_titles(list(rest.values()), [column.title for column in columns])
    return roles | {list(rest)[one]: own_key(other) for one, other in found.items()}


def propose(appendix: Appendix | None, wish: Wish) -> tuple[RowProposal, ...]:
    """Return what the table would do, row by row. Raises UserError where no column is the content."""
    if CONTENT not in wish.roles.values():
        raise UserError("Hãy chọn cột nào của bảng là cột Nội dung.")
    keys = _keys(appendix, wish)
    rows = incoming_rows(wish.table, keys)
    if wish.updates:
        return update_proposals(appendix, rows, [key for key in keys.values() if key != NUMBER])
    return append_proposals(appendix, rows)


def make_edit(
    plan: Plan, appendix: Appendix | None, wish: Wish, taken: Sequence[RowProposal]
) -> Batch | None:
    """Return the edit that puts in what is taken; None for nothing."""
    return import_edit(plan, appendix, taken, title=wish.table.title, columns=new_titles(wish))


def new_titles(wish: Wish) -> tuple[str, ...]:
    """Return the titles of the columns that are to be new ones of the office's own."""
    columns = (wish.table.columns[at] for at in _new_columns(wish))
    return tuple(column.title or f"Cột {column.name}" for column in columns)


def left_out(wish: Wish) -> tuple[int, ...]:
    """Return the places of the columns that have texts and do not come in."""
    return tuple(
        at
        for at in range(len(wish.table.columns))
        if at not in wish.roles and any(cells[at] for cells in wish.table.cells)
    )


def left_out_words(wish: Wish) -> tuple[str, ...]:
    """Return a sentence for each column that does not come in, then one on how to take it."""
    places = left_out(wish)
    if not places:
        return ()
    names = [_called(wish.table.columns[at]) for at in places]
    way = "ở “Nhập bảng vào phụ lục”, chọn ý nghĩa của cột trong danh sách bên trái"
    return (*(f"Cột {name} không được lấy." for name in names), f"Muốn lấy thêm cột: {way}.")


def _keys(appendix: Appendix | None, wish: Wish) -> dict[int, str]:
    """Return the roles with new columns as those behind the ones there are."""
    first = len(appendix.columns) if appendix is not None else 0
    new = {at: own_key(first + place) for place, at in enumerate(_new_columns(wish))}
    return {at: new.get(at, role) for at, role in wish.roles.items()}


def _new_columns(wish: Wish) -> list[int]:
    return [at for at, role in sorted(wish.roles.items()) if role == NEW]


def _called(column: ImportColumn) -> str:
    return f"“{column.title}”" if column.title else column.name
