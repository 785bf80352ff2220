"""From a draft to the document that shows it: one block an item; only blocks that differ are rewritten."""

from collections.abc import Sequence
from operator import eq
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.ui.plan.block_key import KEY, blocks, key_of, key_text, read_key
from kehoach_desktop.ui.plan.draft import Draft, shown_marks
from kehoach_desktop.ui.plan.letters import has_wide, shown_text, typed_text, units
from kehoach_desktop.ui.plan.look import Look, block_format, char_format, mark_runs
from kehoach_desktop.ui.plan.page_reading import line_marks
from kehoach_desktop.ui.plan.runs import changed_run

EMPTY_LOOK = Look(Level.SECTION, 0, is_title=False, opens_gap=True)
"""How the page without any item is set."""


class Lines(NamedTuple):
    """The lines to be written: all but the first ``head`` and the last ``tail``, which stand already.

    Text in block ``kept`` that is the item's but for its normal form is left alone: the caret is there, and
    a keyboard program may be about to take its last letters back. ``scale`` is the zoom of the margins.
    """

    head: int = 0
    tail: int = 0
    kept: int = -1
    scale: float = 1.0


class Written(NamedTuple):
    """Whether text was rewritten, and whether block ``Lines.kept`` still has another form than its item."""

    has_other_text: bool = False
    is_unsettled: bool = False


def write_run(document: QTextDocument, draft: Draft, styles: Sequence[Look], run: Lines) -> Written:
    """Make the lines of ``run`` show the draft, touching only blocks that differ."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    end = len(draft.lines) - run.tail
    ids = [read_key(block)[0] for block in blocks(document, run.head, document.blockCount() - run.tail)]
    wanted = [item.id for item in draft.lines[run.head : end]]
    start, end_shown, end_wanted = (run.head + n for n in changed_run(ids, wanted, eq))
    changed = _match_count(cursor, start, end_shown, end_wanted)
    if not draft.lines:
        changed = _write_empty(cursor, run.scale) or changed
    is_unsettled = False
    for block in blocks(document, run.head, end):
        line = block.blockNumber()
        item, text = draft.lines[line], block.text()
        is_other = text != shown_text(item.text)
        is_kept = is_other and line == run.kept and typed_text(text) == item.text
        is_unsettled = is_unsettled or is_kept
        is_other = is_other and not is_kept
        changed = changed or is_other
        key = key_of(draft, line, styles[line])
        if is_other or key_text(block) != key or (not is_kept and _marks_differ(block, item)):
            form = block_format(styles[line], key, KEY, run.scale)
            _rewrite(cursor, block, item, styles[line], form, has_other_text=is_other)
    cursor.endEditBlock()
    return Written(changed, is_unsettled)


def scale_margins(document: QTextDocument, styles: Sequence[Look], scale: float) -> None:
    """Set the margins of every line for another zoom."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block, look in zip(blocks(document), styles or [EMPTY_LOOK], strict=False):
        cursor.setPosition(block.position())
        cursor.setBlockFormat(block_format(look, key_text(block), KEY, scale))
    cursor.endEditBlock()


def _match_count(cursor: QTextCursor, start: int, end_shown: int, end_wanted: int) -> bool:
    """Insert or take out whole blocks so that the run that differs has as many blocks as wanted."""
    document = cursor.document()
    spare = end_shown - end_wanted
    if spare > 0 and spare == document.blockCount():  # a document always has one block
        spare -= 1
        end_shown -= 1
    if spare > 0:
        first = document.findBlockByNumber(end_shown - spare)
        after = document.findBlockByNumber(end_shown)
        if after.isValid():
            cursor.setPosition(first.position())
            cursor.setPosition(after.position(), QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(max(first.position() - 1, 0))
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    for _ in range(-spare):
        at = document.findBlockByNumber(max(start, end_shown) - 1)
        cursor.setPosition(at.position() + at.length() - 1 if at.isValid() else 0)
        cursor.insertBlock()
    return bool(spare)


def _write_empty(cursor: QTextCursor, scale: float) -> bool:
    """Leave one empty block that names no item; what is typed there becomes the first section."""
    had_text = bool(cursor.document().begin().text())
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    cursor.setBlockFormat(block_format(EMPTY_LOOK, "", KEY, scale))
    cursor.setBlockCharFormat(char_format(EMPTY_LOOK, 0))
    return had_text


def _marks_differ(block: QTextBlock, item: Item) -> bool:
    return line_marks(block) != shown_marks(item)


def _rewrite(
    cursor: QTextCursor,
    block: QTextBlock,
    item: Item,
    look: Look,
    form: QTextBlockFormat,
    *,
    has_other_text: bool,
) -> None:
    """Set the block's text (when it is another) and its formats anew."""
    start = block.position()
    plain = char_format(look, 0)
    cursor.setPosition(start)
    cursor.setBlockFormat(form)
    cursor.setBlockCharFormat(plain)
    was_empty = block.length() == 1
    if has_other_text:
        _replace_text(cursor, block, shown_text(item.text), plain)
    text = block.text()
    is_wide = has_wide(text)
    for low, high, bits, link in mark_runs(len(text), shown_marks(item)):
        if high > low and (bits or link or not was_empty):  # what was put into an empty line is plain
            cursor.setPosition(start + (units(text, low) if is_wide else low))
            to = start + (units(text, high) if is_wide else high)
            cursor.setPosition(to, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(char_format(look, bits, link))


def _replace_text(cursor: QTextCursor, block: QTextBlock, text: str, letters: QTextCharFormat) -> None:
    """Replace only the letters that differ, so that carets elsewhere in the block stay."""
    old = block.text()
    start, end_old, end_new = changed_run(old, text, eq)
    at = block.position()
    cursor.setPosition(at + units(old, start))
    cursor.setPosition(at + units(old, end_old), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text[start:end_new], letters)
