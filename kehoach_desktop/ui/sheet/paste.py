"""Pasting a block of cells into the appendix, as one edit or a sentence that says why not."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kehoach_desktop.domain.edits import Batch, Edit, Splice
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Activity, Appendix, Task
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.sheet.rows import COLUMNS, CONTENT, KEYS, NUMBER, sheet_rows
from kehoach_desktop.ui.sheet.verbs import set_cell

_MOST_ROWS = 5_000

Block = Sequence[Sequence[str]]


def paste(appendix: Appendix, block: Block, row: int, column: int) -> Batch | None:
    """Return the edit that writes the block from cell ``(row, column)`` on; None when nothing changes.

    Rows below the last one are added: with a content of their own as a new activity, without as one more
    row of the last. Raises UserError when the block is too long, does not fit the columns, or would put
    a content into the middle of a merged one.
    """
    block = [list(cells) for cells in block]
    if column == NUMBER:  # TT follows from the order
        block, column = [cells[1:] for cells in block], CONTENT
    if len(block) > _MOST_ROWS:
        raise UserError(
            f"Khối đang dán có {number_words(len(block))} dòng, mỗi lần chỉ dán được "
            f"{number_words(_MOST_ROWS)} dòng; hãy chia ra dán nhiều lần."
        )
    width = max((len(cells) for cells in block), default=0)
    if not width:
        return None
    if column + width > len(COLUMNS):
        raise UserError(
            f"Khối đang dán có {width} cột nhưng từ ô đang chọn chỉ còn {len(COLUMNS) - column} cột; "
            "hãy chọn ô bắt đầu ở bên trái rồi dán lại."
        )
    rows = list(sheet_rows(appendix))
    edits: list[Edit] = []
    for number, cells in enumerate(block[: len(rows) - row], row):
        for at, text in enumerate(cells, column):
            if at == CONTENT and rows[number].place:
                _refuse_split_content(text, rows[number].activity.content)
            elif edit := set_cell(rows[number], at, text):
                edits.append(edit)
    edits += _added(appendix, block[len(rows) - row :], column)
    return Batch(tuple(edits)) if edits else None


def _refuse_split_content(text: str, content: str) -> None:
    if text and text != content:
        raise UserError(
            "Khối đang dán có nội dung mới rơi vào giữa một nội dung đã gộp; "
            "hãy dán từ cột Hình thức hoặc dán xuống cuối bảng."
        )


def _added(appendix: Appendix, block: Block, column: int) -> list[Edit]:
    """Return the edits that add the rows of the block at the end."""
    last = appendix.activities[-1] if appendix.activities else None
    to_last: list[Task] = []
    fresh: list[Activity] = []
    for cells in block:
        named: dict[str, Any] = dict(zip(KEYS[column:], cells, strict=False))
        content = named.pop("content", "")
        task = replace(Task(), **named)
        if content or (last is None and not fresh):
            fresh.append(Activity(content, (task,)))
        elif fresh:
            fresh[-1] = replace(fresh[-1], tasks=(*fresh[-1].tasks, task))
        else:
            to_last.append(task)
    edits: list[Edit] = []
    if to_last and last is not None:
        edits.append(Splice("activity", last.id, "tasks", len(last.tasks), (), tuple(to_last)))
    if fresh:
        at = len(appendix.activities)
        edits.append(Splice("appendix", appendix.id, "activities", at, (), tuple(fresh)))
    return edits
