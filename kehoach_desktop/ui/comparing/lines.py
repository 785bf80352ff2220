"""What is shown of a comparison: changed pieces with their neighbours, long equal stretches folded away."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from kehoach_desktop.domain.comparing import Row

_NEIGHBOURS = 1  # equal pieces kept in sight on either side of a change
_FOLDED_LEAST = 3


class Line(NamedTuple):
    """One line on both sides: a heading, a piece (``row``), or ``hidden`` pieces from ``first`` on."""

    heading: str = ""
    row: Row | None = None
    first: int = 0
    hidden: int = 0

    @property
    def words(self) -> str:
        """What a heading or a fold says."""
        return self.heading or f"… {self.hidden} mục giống nhau …"


def shown_lines(rows: Sequence[Row], opened: frozenset[int] = frozenset()) -> list[Line]:
    """Return the lines to show; ``opened``: the firsts of the folds the clerk has opened."""
    out: list[Line] = []
    for part, run in groupby(range(len(rows)), key=lambda place: rows[place].part):
        places = list(run)
        out.append(Line(heading=part))
        for is_kept, stretch in groupby(places, key=lambda place: _is_kept(rows, places, place)):
            hidden = list(stretch)
            if is_kept or len(hidden) < _FOLDED_LEAST or hidden[0] in opened:
                out += [Line(row=rows[place], first=place) for place in hidden]
            else:
                out.append(Line(first=hidden[0], hidden=len(hidden)))
    return out


def _is_kept(rows: Sequence[Row], places: list[int], place: int) -> bool:
    near = range(max(places[0], place - _NEIGHBOURS), min(places[-1], place + _NEIGHBOURS) + 1)
    return any(rows[other].is_changed for other in near)
