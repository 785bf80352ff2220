"""A table that may come into the appendix: its columns with their guessed meaning, and its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from kehoach_desktop.domain.cells.block import Place, is_ordinal
from kehoach_desktop.domain.table_import.totals import is_total
from kehoach_desktop.domain.task_texts import CONTENT, NUMBER


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """A column of the source: what it is called there, what it seems to be ("" for nothing known)."""

    name: str  # its letter
    title: str
    role: str = ""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportTable:
    """The rows below a table's head, each cell by its place among ``columns``.

    ``above`` and ``beside`` say what shows in a cell that is merged with one above it, or to its left.
    """

    name: str
    title: str
    columns: tuple[ImportColumn, ...]
    numbers: tuple[int, ...]  # each row's number in the source
    cells: tuple[tuple[str, ...], ...]
    above: Mapping[Place, str] = field(default_factory=dict)
    beside: Mapping[Place, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    has_head: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row that comes in: ``group`` counts the contents of its table, ``texts`` are by column.

    ``is_total``: it adds up those above; its group is its own, whatever follows.
    """

    row: int
    group: int
    content: str
    texts: Mapping[str, str]
    is_total: bool = False


def incoming_rows(table: ImportTable, roles: Mapping[int, str]) -> tuple[Incoming, ...]:
    """Return the rows of the table as ``roles`` (column: key) makes them; a content alone is a row too.

    A blank or merged content is the same as above, unless the row has a TT of its own.
    """
    rows: list[Incoming] = []
    groups = count()
    group, content = -1, ""
    waiting: Incoming | None = None  # a content of which no row has come yet
    for own in _rows(table, roles):
        if own.is_total:
            rows += [waiting] if waiting is not None else []
            rows.append(Incoming(own.row, next(groups), own.content, own.texts, is_total=True))
            waiting = None
            continue
        if own.starts or group < 0:
            rows += [waiting] if waiting is not None else []
            group, content = next(groups), own.content
            waiting = Incoming(own.row, group, content, own.texts) if content else None
        if own.has_texts:
            rows.append(Incoming(own.row, group, content, own.texts))
            waiting = None
    return (*rows, waiting) if waiting is not None else tuple(rows)


@dataclass(frozen=True, slots=True)
class _Own:
    row: int
    content: str
    starts: bool
    has_texts: bool
    texts: Mapping[str, str]
    is_total: bool = False


def _rows(table: ImportTable, roles: Mapping[int, str]) -> Iterator[_Own]:
    by_key = {key: at for at, key in roles.items()}
    number_at, content_at = by_key.get(NUMBER), by_key.get(CONTENT)
    keys = {key: at for key, at in by_key.items() if key not in {NUMBER, CONTENT}}
    for at, (row, cells) in enumerate(zip(table.numbers, table.cells, strict=True)):
        number = cells[number_at] if number_at is not None else ""
        content = ""
        if content_at is not None:
            content = cells[content_at] or table.beside.get((at, content_at), "")
        if number and not content and not is_ordinal(number):
            number, content = "", number  # a heading over the whole row
        is_merged = content_at is not None and (at, content_at) in table.above
        texts = {key: cells[column] for key, column in keys.items()}
        has_texts = any(texts.values())
        if has_texts:
            texts = {key: text or table.above.get((at, keys[key]), "") for key, text in texts.items()}
        if is_total(cells):
            content = content or next(text for text in cells if text)
            yield _Own(row, content, starts=True, has_texts=has_texts, texts=texts, is_total=True)
            continue
        yield _Own(row, content, bool(content or (number and not is_merged)), has_texts, texts)
