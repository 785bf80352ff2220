"""Nơi nhận: one entry a line with its dash, each line moved by a key and pasted as many at once."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from kehoach_desktop.domain.text import one_line
from kehoach_desktop.domain.usual_forms import is_kept_copy
from kehoach_desktop.ui.plan.offer_field import OfferField
from kehoach_desktop.ui.theme import tokens

_DASH_PX = 12


class RecipientsField(OfferField):
    """A field of lines. ``moved`` says that a line changed its place and is to be kept so."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(has_lines=True, parent=parent)
        self._dashes = _Dashes(self)
        self.left_px = _DASH_PX
        self.updateRequest.connect(self.on_update_request)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line by Alt+↑ and Alt+↓, as items of the page are moved."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.close_offers()
            self.move_line(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def is_choice_key(self, event: QKeyEvent) -> bool:
        """F4 alone: Alt+↓ moves the line."""
        return event.key() == Qt.Key.Key_F4 and not event.modifiers()

    def add_verbs(self, menu: QMenu) -> None:
        """Let a line be moved by the menu, too."""
        super().add_verbs(menu)
        for words, slot in (
            ("Chuyển dòng lên\tAlt+↑", self.move_line_up),
            ("Chuyển dòng xuống\tAlt+↓", self.move_line_down),
        ):
            menu.addAction(words, slot).setEnabled(not self.isReadOnly())

    def move_line_up(self) -> None:
        """Change the caret's line with the one above."""
        self.move_line(-1)

    def move_line_down(self) -> None:
        """Change the caret's line with the one below."""
        self.move_line(1)

    def move_line(self, step: int) -> None:
        """Change the caret's line with the one above or below it."""
        block = self.textCursor().block()
        other = block.next() if step > 0 else block.previous()
        if self.isReadOnly() or not other.isValid():
            return
        upper, lower = (block, other) if step > 0 else (other, block)
        column = self.textCursor().positionInBlock()
        start, first, second = upper.position(), upper.text(), lower.text()
        cursor = QTextCursor(upper)
        cursor.setPosition(lower.position() + lower.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"{second}\n{first}")
        place = self.document().findBlock(start)
        cursor.setPosition((place.next() if step > 0 else place).position() + column)
        self.setTextCursor(cursor)
        self.moved.emit()

    def typed_entry(self) -> str:
        """Return the caret's line."""
        return self.textCursor().block().text()

    def has_entry(self, text: str) -> bool:
        """Say whether one of the lines is that already."""
        return any(one_line(line).lstrip("- ") == text for line in self.toPlainText().splitlines())

    def put_entry(self, text: str, *, is_added: bool) -> None:
        """Put ``text`` in place of what was typed for it, or as a line of its own, before the copy's."""
        cursor = self.textCursor()
        line = cursor.block().text()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        if not is_added or not line.strip():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text)
        elif is_kept_copy(line) and not is_kept_copy(text):
            cursor.insertText(f"{text}\n")
            cursor.movePosition(QTextCursor.MoveOperation.Left)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertText(f"\n{text}")
        self.setTextCursor(cursor)

    def put_copy_last(self) -> None:
        """Move the line of the copy kept to the end."""
        lines = self.toPlainText().splitlines()
        last = [line for line in lines if is_kept_copy(line.lstrip("-–— "))]
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join([*(line for line in lines if line not in last), *last]))
        self.moved.emit()

    def on_update_request(self) -> None:
        """The dashes follow the text."""
        self._dashes.update()

    def lay_out_sides(self) -> None:
        """Put the dashes beside the text."""
        super().lay_out_sides()
        text = self.viewport().geometry()
        self._dashes.setGeometry(text.left() - _DASH_PX, text.top(), _DASH_PX, text.height())

    def dash_tops(self) -> list[int]:
        """Return where entries begin, in pixels from the top of the text."""
        tops = []
        block = self.firstVisibleBlock()
        while block.isValid():
            rect = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if rect.top() > self.viewport().height():
                break
            if block.text().strip():
                tops.append(round(rect.top()))
            block = block.next()
        return tops

    def _anchor(self) -> QRect:
        """Return the caret's line, which the list is not to cover."""
        line = self.cursorRect()
        top = self.viewport().mapTo(self, line.topLeft()).y()
        return QRect(0, top - 4, self.width(), line.height() + 8)


class _Dashes(QWidget):
    """Draws the dash of each entry; it is not text and cannot be deleted."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        field = self.parentWidget()
        if not isinstance(field, RecipientsField):
            return
        painter = QPainter(self)
        painter.setPen(QColor(tokens().muted))
        height = field.fontMetrics().height()
        for top in field.dash_tops():
            painter.drawText(QRect(0, top, _DASH_PX, height), Qt.AlignmentFlag.AlignLeft, "-")
