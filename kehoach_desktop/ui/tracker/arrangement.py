"""Which of the plan's tasks the grid shows, and under which headings."""

from collections.abc import Callable, Iterable
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

    def key(self, row: GridRow) -> str:
        """Return the row's words without marks."""
        kept = self._kept.get(row.task.id)
        if kept is not None and kept[0] is row:
            return kept[1]
        task = row.task
        made = f"{search_key(task.form)}\n{_known_key(row.place[1])}\n{_known_key(task.lead)}"
        self._kept[task.id] = (row, made)
        return made

    def keep_only(self, rows: Iterable[GridRow]) -> None:
        """Forget the tasks that are gone."""
        kept = self._kept
        self._kept = {row.task.id: kept[row.task.id] for row in rows if row.task.id in kept}


def matcher(sought: Filter, look: Look, searched: Searched) -> Callable[[GridRow], bool]:
    """Return what says whether a row is to be shown."""
    words = sought.words

    def matches(row: GridRow) -> bool:
        if sought.is_to_do_only and not row.is_to_do(look):
            return False
        if sought.lead and _known_key(row.task.lead) != sought.lead:
            return False
        if sought.state and not _is_in(row, sought.state, look):
            return False
        if not words:
            return True
        key = searched.key(row)
        return all(word in key for word in words)

    return matches


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
    state = row.state_at(look)
    return _STATE_ORDER.index(state), STATE_WORDS[state]


def in_groups(
    rows: Iterable[GridRow], headings: dict[int, Heading], grouping: Grouping
) -> list[tuple[Key, str, list[GridRow]]]:
    """Return the groups in order, each with its name and its rows."""
    groups: dict[Key, tuple[str, list[GridRow]]] = {}
    for row in rows:
        key, name = headings[row.task.id]
        groups.setdefault(key, (name, []))[1].append(row)
    found = [(key, name, members) for key, (name, members) in groups.items()]
    if grouping is Grouping.LEAD:
        found.sort(key=lambda group: (group[1] == NO_LEAD, sort_key(group[1])))
    elif grouping is Grouping.STATE:
        found.sort(key=lambda group: group[0])
    return found  # contents stand as in the plan


def group_row(key: int, name: str, members: list[GridRow], look: Look, *, is_open: bool) -> GroupRow:
    """Return the heading of a group with its counts at the period's end."""
    done = sum(row.state_at(look) is State.DONE for row in members)
    overdue = sum(row.overdue_since(look) is not None for row in members)
    return GroupRow(key, name, len(members), done, overdue, is_open)


_STATE_ORDER = (State.LATE, State.NONE, State.DOING, State.DONE, State.DROPPED)  # what wants work first


def _is_in(row: GridRow, state: str, look: Look) -> bool:
    if state == OVERDUE:
        return row.overdue_since(look) is not None
    return row.state_at(look) == state


@lru_cache(maxsize=8192)
def _known_key(words: str) -> str:
    return search_key(one_line(words) or NO_LEAD)
