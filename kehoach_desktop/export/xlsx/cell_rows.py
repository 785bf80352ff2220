"""The cells of a sheet kept row by row.

openpyxl keeps them all in one dict. Whenever that of a large sheet grows it is copied in one go, which holds
up every other thread of the program for as long, and sorting it does so again.
"""

from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any

_Place = tuple[int, int]
"""Row and column, from 1."""


class CellRows(MutableMapping[_Place, Any]):
    """What stands in for a sheet's ``_cells``."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, Any]] = {}

    def __getitem__(self, place: _Place) -> Any:
        return self.rows[place[0]][place[1]]

    def __setitem__(self, place: _Place, cell: Any) -> None:
        self.rows.setdefault(place[0], {})[place[1]] = cell

    def __delitem__(self, place: _Place) -> None:
        row = self.rows[place[0]]
        del row[place[1]]
        if not row:
            del self.rows[place[0]]

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and place[1] in self.rows.get(place[0], ())

    def __iter__(self) -> Iterator[_Place]:
        return ((row, column) for row, cells in self.rows.items() for column in cells)

    def __len__(self) -> int:
        return sum(map(len, self.rows.values()))

    def __bool__(self) -> bool:
        return bool(self.rows)

    def in_order(self, other_rows: Iterable[int]) -> Iterator[tuple[int, list[Any]]]:
        """Yield the rows with their cells, in order; ``other_rows``: those that are there without cells."""
        for row in sorted(self.rows.keys() | set(other_rows)):
            cells = self.rows.get(row, {})
            yield row, [cells[column] for column in sorted(cells)]

    def let_go(self) -> None:
        """Let the cells go row by row: all at once would hold up every other thread too."""
        while self.rows:
            self.rows.popitem()
