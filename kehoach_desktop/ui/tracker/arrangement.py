"""Which of the plan's tasks the grid shows, and under which headings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from kehoach_desktop.domain.charts import NO_LEAD
from kehoach_desktop.domain.plan import State
from kehoach_desktop.domain.text import one_line, search_key, sort_key
from kehoach_desktop.domain.words import STATE_WORDS
from kehoach_desktop.ui.tracker.grid_rows import GridRow, GroupRow, Look

OVERDUE = "overdue"


class Grouping(StrEnum):
    """What the rows stand together by."""

    NONE = ""
    CONTENT = "content"
    LEAD = "lead"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a row must have to be shown; "" and False ask for nothing. ``state`` may be OVERDUE."""

    text: str = ""
    state: str = ""
    lead: str = ""
    is_to_do_only: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words typed, each of which must be found."""
        return tuple(search_key(self.text).split())


Key = Any
"""What the rows of a group share: a content's id, a body's name without marks, a state's place."""
Heading = tuple[Key, str]


class Searched:
    """What a row's text is searched in: made when first asked for, or before while there is time."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[GridRow, str]] = {}
        self._rows: Sequence[GridRow] = ()
        self._keys: list[str] = []

    def key(self, row: GridRow) -> str:
        """Return the row's words without marks."""
        kept = self._kept.get(row.key)
        if kept is not None and kept[0] is row:
            return kept[1]
        task = row.task
        made = f"{search_key(task.form)}\n{_known_key(row.place[1])}\n{_known_key(task.lead)}"
        self._kept[row.key] = (row, made)
        return made

    def keys(self, rows: Sequence[GridRow]) -> list[str]:
        """Return those of all the rows; asked again of the same list they are ready."""
        if self._rows is not rows:
            self._rows, self._keys = rows, [self.key(row) for row in rows]
        return self._keys

    def keep_only(self, rows: Iterable[GridRow]) -> None:
        """Forget the tasks that are gone."""
        kept = self._kept
        self._kept = {row.key: kept[row.key] for row in rows if row.key in kept}


def matching(rows: Sequence[GridRow], sought: Filter, look: Look, searched: Searched) -> Sequence[GridRow]:
    """Return the rows that are to be shown, in order."""
    found = rows
    if words := sought.words:
        first, *more = words
        keys = zip(rows, searched.keys(rows), strict=True)
        found = [row for row, key in keys if first in key and all(word in key for word in more)]
    if sought.lead:
        found = [row for row in found if _known_key(row.task.lead) == sought.lead]
    if sought.is_to_do_only:
        found = [row for row in found if row.course.seen(look).is_to_do]
    if sought.state:
        found = [row for row in found if _is_in(row, sought.state, look)]
    return found


def leads_of(rows: Iterable[GridRow]) -> list[tuple[str, str]]:
    """Return ``(key, name)`` of the lead bodies of the rows, in the order of the alphabet."""
    found: dict[str, str] = {}
    for lead in dict.fromkeys(row.task.lead for row in rows):
        found.setdefault(_known_key(lead), one_line(lead) or NO_LEAD)
    return sorted(found.items(), key=lambda pair: (pair[1] == NO_LEAD, sort_key(pair[1])))


def heading(row: GridRow, grouping: Grouping, look: Look) -> Heading:
    """Return the group a row belongs to."""
    if grouping is Grouping.CONTENT:
        return row.place
    if grouping is Grouping.LEAD:
        return _known_key(row.task.lead), one_line(row.task.lead) or NO_LEAD
    state = row.course.seen(look).state
    return _STATE_ORDER.index(state), STATE_WORDS[state]


def in_groups(
    rows: Iterable[GridRow], headings: dict[int, Heading], grouping: Grouping
) -> list[tuple[Key, str, list[GridRow]]]:
    """Return the groups in order, each with its name and its rows."""
    groups: dict[Key, tuple[str, list[GridRow]]] = {}
    for row in rows:
        key, name = headings[row.key]
        groups.setdefault(key, (name, []))[1].append(row)
    found = [(key, name, members) for key, (name, members) in groups.items()]
    if grouping is Grouping.LEAD:
        found.sort(key=lambda group: (group[1] == NO_LEAD, sort_key(group[1])))
    elif grouping is Grouping.STATE:
        found.sort(key=lambda group: group[0])
    return found  # contents stand as in the plan


def group_row(key: int, name: str, members: list[GridRow], look: Look, *, is_open: bool) -> GroupRow:
    """Return the heading of a group with its counts at the period's end."""
    done = overdue = 0
    for course, number in Counter(row.course for row in members).items():
        seen = course.seen(look)
        done += number * (seen.state is State.DONE)
        overdue += number * (seen.overdue_since is not None)
    return GroupRow(key, name, len(members), done, overdue, is_open)


_STATE_ORDER = (State.LATE, State.NONE, State.DOING, State.DONE, State.DROPPED)  # what wants work first


def _is_in(row: GridRow, state: str, look: Look) -> bool:
    seen = row.course.seen(look)
    return seen.overdue_since is not None if state == OVERDUE else seen.state == state


@lru_cache(maxsize=8192)
def _known_key(words: str) -> str:
    return search_key(one_line(words) or NO_LEAD)
