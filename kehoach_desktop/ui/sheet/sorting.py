"""Sorting the appendix by a column: rows inside their content, contents by their first row."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from kehoach_desktop.domain.edits import Splice
from kehoach_desktop.domain.periods import DECREE_09, Scheme
from kehoach_desktop.domain.plan import Appendix
from kehoach_desktop.domain.text import sort_key
from kehoach_desktop.domain.timephrase import understand
from kehoach_desktop.ui.sheet.numbers import number_in
from kehoach_desktop.ui.sheet.rows import CONTENT, NUMBER, TIME, SheetRow, activity_rows


def sorted_by(
    appendix: Appendix, column: int, year: int, scheme: Scheme = DECREE_09, *, is_descending: bool = False
) -> Splice | None:
    """Return the edit that sorts by the column; None when that changes nothing or TT is meant.

    What is empty comes last either way, and what is alike stays in its order, as in Excel.
    """
    if column == NUMBER:
        return None
    key = _keys(column, year, scheme)
    firsts, own = [], len(appendix.columns)
    for number, activity in enumerate(appendix.activities, 1):
        rows = list(activity_rows(activity, number, own))
        if column != CONTENT:
            rows = _in_order(rows, key, is_descending=is_descending)
        tasks = tuple(row.task for row in rows)
        if any(old is not new for old, new in zip(activity.tasks, tasks, strict=True)):
            rows = list(activity_rows(replace(activity, tasks=tasks), number, own))
        firsts.append(rows[0])
    before = appendix.activities
    after = tuple(row.activity for row in _in_order(firsts, key, is_descending=is_descending))
    if all(old is new for old, new in zip(before, after, strict=True)):
        return None
    return Splice("appendix", appendix.id, "activities", 0, before, after)


def _in_order(rows: list[SheetRow], key: Callable[[SheetRow], Any], *, is_descending: bool) -> list[SheetRow]:
    kinds: dict[int, list[SheetRow]] = {}
    for row in rows:
        kinds.setdefault(key(row)[0], []).append(row)
    return [
        row
        for kind in sorted(kinds)
        for row in sorted(kinds[kind], key=lambda row: key(row)[1], reverse=is_descending)
    ]


def _keys(column: int, year: int, scheme: Scheme) -> Callable[[SheetRow], Any]:
    """Return what a row is sorted by: its kind first (numbers and times, words, nothing), then the value."""

    @cache
    def key(text: str) -> tuple[int, Any]:
        if not text.strip():
            return 2, ()
        if column == TIME:
            span = understand(text, year, scheme)
            return (0, (span.start, span.end, sort_key(text))) if span else (1, sort_key(text))
        number = number_in(text)
        return (1, sort_key(text)) if number is None else (0, (number,))

    return lambda row: key(row.cells[column] if column < len(row.cells) else "")
