"""Pasting a block of cells into the appendix, as one edit or a sentence that says why not.

The rows it goes to are named by their ids in the order they are shown, the columns by their keys: what is
filtered out, hidden or in another order is not this module's to know.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kehoach_desktop.domain.cells.block import MAX_ROWS, CellBlock, covered
from kehoach_desktop.domain.cells.regrouping import Mark, is_regrouping, regrouped, rows_by_task
from kehoach_desktop.domain.edits import Batch, Edit, SetField, Splice
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Activity, Appendix, Task
from kehoach_desktop.domain.task_texts import CONTENT, NUMBER, set_texts, with_texts
from kehoach_desktop.domain.words import number_words


@dataclass(slots=True)
class _Came:
    """A row of the block: its content, None for the same as above, and the texts of its columns."""

    content: str | None = None
    texts: dict[str, str] = field(default_factory=dict)


def fill(appendix: Appendix, text: str, cells: Iterable[tuple[int, str]]) -> Batch | None:
    """Return the edit that writes one text into each cell, a row's id and a column's key; TT stays."""
    known = rows_by_task(appendix)
    contents: dict[int, Activity] = {}
    texts: dict[int, dict[str, str]] = {}
    for task_id, key in cells:
        if key == CONTENT:
            activity = known[task_id].activity
            contents[activity.id] = activity
        elif key != NUMBER:
            texts.setdefault(task_id, {})[key] = text
    edits: list[Edit] = [edit for activity in contents.values() for edit in _content(activity, text)]
    for task_id, own in texts.items():
        edits += set_texts(known[task_id].task, own)
    return Batch(tuple(edits)) if edits else None


def paste(appendix: Appendix, block: CellBlock, tasks: Sequence[int], keys: Sequence[str]) -> Batch | None:
    """Return the edit that writes the block into the rows ``tasks`` and the columns ``keys``, from the first.

    A merged or blank content means the same content as the row above has. Rows the block has more than there
    are become new rows of the last content, or new contents. None when nothing changes; UserError when the
    block has too many rows or columns, or would tear apart contents of which rows are not shown.
    """
    came = _rows_of(block, keys)
    if not came:
        return None
    if not any(row.texts for row in came):
        edits = _contents(appendix, came, tasks)
    else:
        edits = _rows(appendix, came, tasks)
    return Batch(tuple(edits)) if edits else None


def _rows_of(block: CellBlock, keys: Sequence[str]) -> list[_Came]:
    """Return the rows of the block by the columns they go to; TT follows from the order and is left out."""
    if block.height > MAX_ROWS:
        raise UserError(
            f"Khối đang dán có {number_words(block.height)} dòng, mỗi lần chỉ dán được "
            f"{number_words(MAX_ROWS)} dòng; hãy chia ra dán nhiều lần."
        )
    width = max((c + 1 for cells in block.rows for c, text in enumerate(cells) if text), default=1)
    width = block.width if block.width <= len(keys) else width
    if width > len(keys):
        raise UserError(
            f"Khối đang dán có {width} cột nhưng từ ô đang chọn chỉ còn {len(keys)} cột; "
            "hãy chọn ô bắt đầu ở bên trái rồi dán lại."
        )
    under = covered(block)
    out = []
    for at, cells in enumerate(block.rows):
        row = _Came()
        for column, (key, text) in enumerate(zip(keys, cells, strict=False)):
            anchor = under.get((at, column))
            if key == CONTENT:
                is_heading = anchor is not None and anchor[0] == at  # one cell over TT and content
                row.content = (block.rows[at][anchor[1]] if anchor and is_heading else text) or None
            elif key != NUMBER:
                # A text merged over rows holds for each of them; beside it nothing is repeated.
                row.texts[key] = block.rows[anchor[0]][column] if anchor and anchor[1] == column else text
        out.append(row)
    return out


def _content(activity: Activity, text: str) -> list[SetField]:
    if text == activity.content:
        return []
    return [SetField("activity", activity.id, "content", activity.content, text)]


def _contents(appendix: Appendix, came: Sequence[_Came], tasks: Sequence[int]) -> list[Edit]:
    """Return the edits of a block of contents alone: one content after another, whatever rows each has."""
    known = rows_by_task(appendix)
    shown = list({known[task].activity.id: known[task].activity for task in tasks if task in known}.values())
    found: list[tuple[str, int]] = []
    for row in came:
        if row.content is not None:
            found.append((row.content, 1))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + 1)
    edits: list[Edit] = []
    for activity, (text, _) in zip(shown, found, strict=False):
        edits += _content(activity, text)
    fresh = tuple(Activity(text, tuple(Task() for _ in range(rows))) for text, rows in found[len(shown) :])
    if fresh:
        edits.append(Splice("appendix", appendix.id, "activities", len(appendix.activities), (), fresh))
    return edits


def _rows(appendix: Appendix, came: Sequence[_Came], tasks: Sequence[int]) -> list[Edit]:
    known = rows_by_task(appendix)
    there = [known[task] for task in tasks[: len(came)] if task in known]
    pairs = list(zip(there, came, strict=False))
    marks: dict[int, Mark] = {row.task.id: own.content for row, own in pairs}
    has_contents = any(own.content is not None for own in came)
    last = there[-1].activity if there else (appendix.activities[-1] if appendix.activities else None)
    edits: list[Edit]
    end_at = len(appendix.activities)
    if has_contents and is_regrouping(there, marks):
        texts = {row.task.id: with_texts(row.task, own.texts) for row, own in pairs}
        splice = regrouped(appendix, there, marks, texts)
        edits = [splice]
        end_at += len(splice.new) - len(splice.old)
        end = there[-1].task.id
        last = next(each for each in splice.new if any(task.id == end for task in each.tasks))
    else:
        edits = [edit for row, own in pairs for edit in set_texts(row.task, own.texts)]
        for row, own in pairs:
            if own.content is not None and not row.place:
                edits += _content(row.activity, own.content)
    return edits + _added(appendix, end_at, last, _without_blank_end(came[len(there) :]))


def _without_blank_end(came: Sequence[_Came]) -> Sequence[_Came]:
    """Return the rows up to the last that says something: no blank rows are added at the end."""
    end = len(came)
    while end and came[end - 1].content is None and not any(came[end - 1].texts.values()):
        end -= 1
    return came[:end]


def _added(appendix: Appendix, at: int, last: Activity | None, came: Sequence[_Came]) -> list[Edit]:
    """Return the edits that add the rows: to ``last`` until one has a content of its own, then at ``at``."""
    to_last: list[Task] = []
    fresh: list[tuple[str, list[Task]]] = []
    for row in came:
        task = with_texts(Task(), row.texts)
        if row.content is not None or (last is None and not fresh):
            fresh.append((row.content or "", [task]))
        elif fresh:
            fresh[-1][1].append(task)
        else:
            to_last.append(task)
    edits: list[Edit] = []
    if to_last and last is not None:
        edits.append(Splice("activity", last.id, "tasks", len(last.tasks), (), tuple(to_last)))
    if fresh:
        new = tuple(Activity(content, tuple(tasks)) for content, tasks in fresh)
        edits.append(Splice("appendix", appendix.id, "activities", at, (), new))
    return edits
