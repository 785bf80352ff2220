"""Columns of the office's own (kinh phí, sản phẩm, đối tượng …) as edits: added, named, moved, removed.

A task keeps their texts by place, so moving or removing a column is written into every task that has some.
"""

from collections.abc import Callable

from kehoach_desktop.domain.edits import Batch, SetField, Splice, move
from kehoach_desktop.domain.plan import Appendix, OwnColumn
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.sheet.rows import padded

Texts = tuple[str, ...]


def add_column(appendix: Appendix, title: str) -> Splice:
    """Return the edit that adds a column after the others."""
    return Splice(
        "appendix", appendix.id, "columns", len(appendix.columns), (), (OwnColumn(one_line(title)),)
    )


def rename_column(appendix: Appendix, place: int, title: str) -> SetField | None:
    """Return the edit that gives a column its title; None when it has it or that would be none."""
    column, title = appendix.columns[place], one_line(title)
    if title in {"", column.title}:
        return None
    return SetField("own_column", column.id, "title", column.title, title)


def print_column(appendix: Appendix, place: int, *, is_printed: bool) -> SetField | None:
    """Return the edit that lets a column go on paper, or not; None when it is so."""
    column = appendix.columns[place]
    if column.is_printed == is_printed:
        return None
    return SetField("own_column", column.id, "is_printed", column.is_printed, is_printed)


def print_note(appendix: Appendix, *, is_printed: bool) -> SetField | None:
    """Return the edit that lets the notes go on paper, or not; None when it is so."""
    if appendix.prints_note == is_printed:
        return None
    return SetField("appendix", appendix.id, "prints_note", appendix.prints_note, is_printed)


def remove_column(appendix: Appendix, place: int) -> Batch:
    """Return the edit that removes a column with what stands in it."""
    gone = Splice("appendix", appendix.id, "columns", place, (appendix.columns[place],), ())
    return Batch((gone, *_rewritten(appendix, lambda texts: texts[:place] + texts[place + 1 :])))


def move_column(appendix: Appendix, place: int, by: int) -> Batch | None:
    """Return the edit that moves a column ``by`` places among the own ones; None when it cannot go there."""
    to = place + by
    if not 0 <= to < len(appendix.columns):
        return None

    def moved(texts: Texts) -> Texts:
        full = list(padded(texts, len(appendix.columns)))
        full.insert(to, full.pop(place))
        return tuple(full)

    order = move("appendix", appendix.id, "columns", appendix.columns, place, to)
    return Batch((order, *_rewritten(appendix, moved)))


def _rewritten(appendix: Appendix, change: Callable[[Texts], Texts]) -> list[SetField]:
    """Return the edits that change the texts of every task where that makes a difference."""
    edits: list[SetField] = []
    for activity in appendix.activities:
        for task in activity.tasks:
            after = _without_idle(change(task.extras)) if task.extras else ()
            if after != _without_idle(task.extras):
                edits.append(SetField("task", task.id, "extras", task.extras, after))
    return edits


def _without_idle(texts: Texts) -> Texts:
    count = len(texts)
    while count and not texts[count - 1]:
        count -= 1
    return texts[:count]
