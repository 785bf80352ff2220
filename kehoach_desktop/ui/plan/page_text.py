"""Between a draft and the text document that shows it: one block an item, read back and rewritten.

A block names its item in one property of its format, ``id:part:level:depth:look``, so that whatever Qt does
to blocks by itself can still be read. Only blocks that differ are ever rewritten.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from kehoach_desktop.domain.plan import Item, Level, Mark
from kehoach_desktop.ui.plan.draft import Draft, lawful, tidy_marks
from kehoach_desktop.ui.plan.letters import code_points, shown_text, typed_text, units
from kehoach_desktop.ui.plan.look import (
    MARK_BITS,
    Look,
    block_format,
    char_format,
    format_runs,
    looks,
    mark_runs,
    marks_of,
)

EMPTY_LOOK = Look(Level.SECTION, 0, is_title=False, opens_gap=True)
"""How the page without any item is set."""

_KEY = QTextBlockFormat.Property.UserProperty.value + 1


def blocks(document: QTextDocument, first: int = 0, end: int | None = None) -> Iterator[QTextBlock]:
    """Yield the blocks from number ``first`` up to ``end`` (None: all) in order."""
    block = document.findBlockByNumber(first)
    left = document.blockCount() - first if end is None else end - first
    while block.isValid() and left > 0:
        yield block
        block = block.next()
        left -= 1


def read_draft(document: QTextDocument, known: Draft) -> Draft:
    """Return what the document holds; an item that is as ``known`` has it is that very item."""
    lines, boundary = read_run(blocks(document), known.lines)
    return lawful(Draft(tuple(lines), boundary))


def read_run(
    run: Iterable[QTextBlock], known: Sequence[Item], before: Sequence[Item] = ()
) -> tuple[list[Item], int]:
    """Return the items of some blocks that follow those of ``before``, and how many of them are preamble.

    A block that names no item, or one already met, is a new item like the one before it.
    """
    by_id = {item.id: item for item in known}
    lines = list(before)
    heads = 0
    in_body = False
    for block in run:
        item, is_body = _read_line(block, by_id, lines)
        if item is None:
            continue
        by_id.pop(item.id, None)
        in_body = in_body or is_body
        heads += not in_body
        lines.append(item)
    return lines[len(before) :], heads


def write_draft(document: QTextDocument, draft: Draft) -> bool:
    """Make the document show the draft, touching only what differs; return whether text was rewritten."""
    return write_run(document, draft, looks(draft), Run()).has_other_text


class Run(NamedTuple):
    """The lines to be written: all but the first ``head`` and the last ``tail``, which stand already.

    Text in block ``kept`` that is the item's but for its normal form is left alone: the caret is there, and
    a keyboard program may be about to take its last letters back. ``scale`` is the zoom of the margins.
    """

    head: int = 0
    tail: int = 0
    kept: int = -1
    scale: float = 1.0


class Written(NamedTuple):
    """Whether text was rewritten, and whether block ``Run.kept`` still has another form than its item."""

    has_other_text: bool = False
    is_unsettled: bool = False


def write_run(document: QTextDocument, draft: Draft, styles: Sequence[Look], run: Run) -> Written:
    """Make the lines of ``run`` show the draft, touching only blocks that differ."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    end = len(draft.lines) - run.tail
    ids = [_key(block)[0] for block in blocks(document, run.head, document.blockCount() - run.tail)]
    wanted = [item.id for item in draft.lines[run.head : end]]
    start, end_shown, end_wanted = (run.head + n for n in _differing(ids, wanted))
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
        key = _key_of(draft, line, styles[line])
        if is_other or _key_text(block) != key or (not is_kept and _marks_differ(block, item)):
            form = block_format(styles[line], key, _KEY, run.scale)
            _rewrite(cursor, block, item, styles[line], form, has_other_text=is_other)
    cursor.endEditBlock()
    return Written(changed, is_unsettled)


def scale_margins(document: QTextDocument, styles: Sequence[Look], scale: float) -> None:
    """Set the margins of every line for another zoom."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block, look in zip(blocks(document), styles or [EMPTY_LOOK], strict=False):
        cursor.setPosition(block.position())
        cursor.setBlockFormat(block_format(look, _key_text(block), _KEY, scale))
    cursor.endEditBlock()


def line_marks(block: QTextBlock) -> tuple[Mark, ...]:
    """Return the marks of a block's text, in code points."""
    text = block.text()
    found: list[Mark] = []
    for start, length, letters in format_runs(block):
        bits = marks_of(letters)
        if bits and length:
            low = code_points(text, start)
            high = code_points(text, start + length)
            found += [(low, high, kind) for kind, bit in MARK_BITS.items() if bits & bit]
    return tidy_marks(found)


def _read_line(block: QTextBlock, by_id: dict[int, Item], before: list[Item]) -> tuple[Item | None, bool]:
    item_id, part, level, depth = _key(block)
    text = block.text()
    item = by_id.get(item_id)
    if item is None and not item_id and not text and not before and not block.next().isValid():
        return None, False  # an empty page
    if item is None:
        level = level or (before[-1].level if before else Level.SECTION)
        depth = depth if level else (before[-1].depth if before else 0)
        item = Item(level, "", depth)
    marks = line_marks(block)
    if text != shown_text(item.text):
        kept = typed_text(text)
        item = replace(item, text=kept, marks=marks if kept == text else _kept_marks(marks, text))
    elif marks != tidy_marks(item.marks):
        item = replace(item, marks=marks)
    return item, part == "body"


def _kept_marks(marks: tuple[Mark, ...], text: str) -> tuple[Mark, ...]:
    """Return the marks of a block's text where its letters stand once it is in its normal form."""
    moved = ((len(typed_text(text[:low])), len(typed_text(text[:high])), kind) for low, high, kind in marks)
    return tuple(mark for mark in moved if mark[0] < mark[1])


def _key_of(draft: Draft, line: int, look: Look) -> str:
    item = draft.lines[line]
    part = "preamble" if line < draft.boundary else "body"
    look_key = f"{look.indent}{look.is_title:d}{look.opens_gap:d}"
    return f"{item.id}:{part}:{item.level}:{item.depth}:{look_key}"


def _key_text(block: QTextBlock) -> str:
    return block.blockFormat().stringProperty(_KEY)


def _key(block: QTextBlock) -> tuple[int, str, Level | None, int]:
    key = _key_text(block)
    if not key:
        return 0, "body", None, 0
    item_id, part, level, depth, _ = key.split(":")
    return int(item_id), part, Level(level), int(depth)


def _differing(shown: list[int], wanted: list[int]) -> tuple[int, int, int]:
    """Return start and the two ends of the run in which the two lists of ids differ."""
    start = 0
    while start < min(len(shown), len(wanted)) and shown[start] == wanted[start]:
        start += 1
    tail = 0
    while tail < min(len(shown), len(wanted)) - start and shown[-1 - tail] == wanted[-1 - tail]:
        tail += 1
    return start, len(shown) - tail, len(wanted) - tail


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
    cursor.setBlockFormat(block_format(EMPTY_LOOK, "", _KEY, scale))
    cursor.setBlockCharFormat(char_format(EMPTY_LOOK, 0))
    return had_text


def _marks_differ(block: QTextBlock, item: Item) -> bool:
    return line_marks(block) != tidy_marks(item.marks)


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
    cursor.setPosition(start)
    cursor.setBlockFormat(form)
    cursor.setBlockCharFormat(char_format(look, 0))
    if has_other_text:
        _replace_text(cursor, block, shown_text(item.text), char_format(look, 0))
    text = block.text()
    for low, high, bits in mark_runs(len(text), item.marks):
        if high > low:
            cursor.setPosition(start + units(text, low))
            cursor.setPosition(start + units(text, high), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(char_format(look, bits))


def _replace_text(cursor: QTextCursor, block: QTextBlock, text: str, letters: QTextCharFormat) -> None:
    """Replace only the letters that differ, so that carets elsewhere in the block stay."""
    old = block.text()
    start = 0
    while start < min(len(old), len(text)) and old[start] == text[start]:
        start += 1
    tail = 0
    while tail < min(len(old), len(text)) - start and old[-1 - tail] == text[-1 - tail]:
        tail += 1
    at = block.position()
    cursor.setPosition(at + units(old, start))
    cursor.setPosition(at + units(old, len(old) - tail), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text[start : len(text) - tail], letters)
