"""Bold and italic on chosen letters of the document."""

from PySide6.QtGui import QTextBlock, QTextCursor

from kehoach_desktop.ui.plan.look import Look, char_format, format_runs, link_in, marks_of


def mark_chosen(cursor: QTextCursor, looks: list[Look], bit: int, *, is_on: bool) -> None:
    """Set or take one mark (a bit of MARK_BITS) on the cursor's selection, line by line."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    cursor.beginEditBlock()
    block = cursor.document().findBlock(start)
    while block.isValid() and block.position() < end and block.blockNumber() < len(looks):
        _mark_block(block, (start, end), looks[block.blockNumber()], (bit, is_on))
        block = block.next()
    cursor.endEditBlock()


def toggled(marks: int, bit: int, *, is_on: bool) -> int:
    """Return the marks with one set or taken."""
    return marks | bit if is_on else marks & ~bit


def _mark_block(block: QTextBlock, run: tuple[int, int], look: Look, mark: tuple[int, bool]) -> None:
    bit, is_on = mark
    cursor = QTextCursor(block)
    for start, length, letters in format_runs(block):
        low = max(run[0], block.position() + start)
        high = min(run[1], block.position() + start + length)
        if low < high:
            cursor.setPosition(low)
            cursor.setPosition(high, QTextCursor.MoveMode.KeepAnchor)
            marks = toggled(marks_of(letters), bit, is_on=is_on)
            cursor.setCharFormat(char_format(look, marks, link_in(letters)))
