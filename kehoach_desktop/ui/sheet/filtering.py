"""Which rows of the sheet a filter hides: each column's words must all occur, marks and capitals apart."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from kehoach_desktop.domain.text import search_key
from kehoach_desktop.ui.sheet.rows import SheetRow

_key = lru_cache(maxsize=60_000)(search_key)


def wanted_words(typed: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Return the words looked for by column, for the columns where something is typed."""
    words = {column: tuple(search_key(text).split()) for column, text in typed.items()}
    return {column: found for column, found in words.items() if found}


def hidden_rows(rows: Iterable[SheetRow], wanted: Mapping[int, tuple[str, ...]]) -> frozenset[int]:
    """Return the keys of the rows that lack a word in one of the columns."""
    return frozenset(row.key for row in rows if not _matches(row, wanted)) if wanted else frozenset()


def _matches(row: SheetRow, wanted: Mapping[int, tuple[str, ...]]) -> bool:
    cells = row.cells
    for column, words in wanted.items():
        key = _key(cells[column]) if column < len(cells) else ""
        for word in words:
            if word not in key:
                return False
    return True
