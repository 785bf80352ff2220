"""Where the caret is, in the plan's terms: its item, and how many of the item's letters stand before it."""

from operator import eq
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from kehoach_desktop.ui.plan.draft import Draft
from kehoach_desktop.ui.plan.letters import code_points, typed_text, units
from kehoach_desktop.ui.plan.runs import changed_run
from kehoach_desktop.ui.plan.text_verbs import Place


class Caret(NamedTuple):
    """Anchor and position, each a place with the id of its item (0: none)."""

    anchor: tuple[int, Place]
    position: tuple[int, Place]


def place_at(document: QTextDocument, position: int) -> Place:
    """Return line and letters of a position in the document."""
    block = document.findBlock(position)
    text = block.text()
    return block.blockNumber(), len(typed_text(text[: code_points(text, position - block.position())]))


def position_of(block: QTextBlock, offset: int) -> int:
    """Return the document's position of ``offset`` letters of the block's item, at most its end."""
    text = block.text()
    if typed_text(text) != text:  # not yet in its normal form: count what each letter becomes
        reached = (n for n in range(len(text) + 1) if len(typed_text(text[:n])) >= offset)
        offset = next(reached, len(text))
    return block.position() + min(units(text, offset), block.length() - 1)


def chosen_places(cursor: QTextCursor) -> tuple[Place, Place]:
    """Return start and end of what is chosen; the same place twice when nothing is."""
    document = cursor.document()
    return place_at(document, cursor.selectionStart()), place_at(document, cursor.selectionEnd())


def caret_of(cursor: QTextCursor, draft: Draft) -> Caret:
    """Return where the caret is, to find it again when the lines have changed."""

    def named(position: int) -> tuple[int, Place]:
        place = place_at(cursor.document(), position)
        return (draft.lines[place[0]].id if place[0] < len(draft.lines) else 0), place

    return Caret(named(cursor.anchor()), named(cursor.position()))


def put_back(cursor: QTextCursor, caret: Caret, draft: Draft) -> None:
    """Set ``cursor`` to where the caret was: in its item, or on its line when the item is gone."""
    document = cursor.document()
    mode = QTextCursor.MoveMode.MoveAnchor
    for item_id, (line, offset) in (caret.anchor, caret.position):
        found = min(_line_of(draft, item_id, line), document.blockCount() - 1)
        cursor.setPosition(position_of(document.findBlockByNumber(found), offset), mode)
        mode = QTextCursor.MoveMode.KeepAnchor


def _line_of(draft: Draft, item_id: int, line: int) -> int:
    """Return the line of an item, most often the one it was on; that line if the item is gone."""
    if line < len(draft.lines) and draft.lines[line].id == item_id:
        return line
    return next((n for n, item in enumerate(draft.lines) if item.id == item_id), line)


def place_of_change(before: Draft, after: Draft, line: int) -> Place | None:
    """Return where a caret on ``line`` (of ``after``) goes to stand at what changed; None: it stays.

    That is the end of the item that came in or of the letters that changed; of items that went, the end of
    the one before. Items that only moved, or got another level, leave a caret that is in one of them.
    """
    start, end_before, end_after = changed_run(before.lines, after.lines)
    texts = {item.id: item.text for item in before.lines[start:end_before]}
    written = [n for n in range(start, end_after) if after.lines[n].text != texts.get(after.lines[n].id)]
    if written:
        changed = after.lines[written[-1]]
        return written[-1], changed_run(texts.get(changed.id, ""), changed.text, eq).end_after
    if start == end_after:
        above = max(start - 1, 0)
        return above, len(after.lines[above].text) if start and after.lines else 0
    return None if start <= line < end_after else (start, 0)
