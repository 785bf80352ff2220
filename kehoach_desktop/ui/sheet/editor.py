"""The editor in a cell: plain text of several lines that grows with what is typed."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMoveEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from kehoach_desktop.domain.directory import Kind, Place, entry_around, name_key
from kehoach_desktop.domain.directory_use import places_in
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ui.plan.offering import Offering
from kehoach_desktop.ui.theme import line_px

_MOVES = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CellEditor(Offering, QPlainTextEdit):
    """Enter is done and goes down, Tab is done and goes right, Alt+Enter is a new line, Esc gives up.

    It leaves every other key and all input methods alone: Vietnamese is typed by rewriting what was typed.
    Once the arrows went to an offer in the list below, Enter and Tab put that in; Alt+↓ shows all offers.
    """

    done = Signal(str)  # "down" | "right" | "left" | "escape"
    offers_wanted = Signal()
    offer_taken = Signal(object)
    _ends = frozenset({*_MOVES, Qt.Key.Key_Tab})

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind: Kind | None = None  # of what is offered; None: nothing is
        self.column = ""
        self.before = ""  # what the cell said when it was opened
        self.prepare_offers()
        self.setObjectName("cell_editor")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(False)
        self.document().setDocumentMargin(0)
        self.document().setModified(False)  # the margin counted as a change
        self._cell = QRect()
        self.document().documentLayout().documentSizeChanged.connect(self._on_document_size_changed)

    def place(self, cell: QRect) -> None:
        """Stand over ``cell`` and grow below it as needed."""
        self._cell = cell
        self.setGeometry(cell)
        self._on_document_size_changed()

    def load(self, text: str) -> None:
        """Show what the plan holds, unless something typed here waits to be committed."""
        if self.document().isModified() or clean(self.toPlainText()) == text:
            return
        self.setPlainText(text)
        self.document().setModified(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sort the keys that end the editing from those that write."""
        key, modifiers = event.key(), event.modifiers()
        if self.shown_offers and self.is_of_list(event):
            pass
        elif key == Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier and self.kind is not None:
            self.open_offers()
        elif key in _MOVES and modifiers & Qt.KeyboardModifier.AltModifier:
            self.insertPlainText("\n")
        elif key in _MOVES:
            self.done.emit("down")
        elif key == Qt.Key.Key_Tab:
            self.done.emit("right")
        elif key == Qt.Key.Key_Backtab:
            self.done.emit("left")
        elif key == Qt.Key.Key_Escape:
            self.done.emit("escape")
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep an open list at the cell, which was scrolled."""
        super().moveEvent(event)
        self.follow()

    def typed_entry(self) -> str:
        """Return the name being typed: of several in the cell, the one the caret is in."""
        start, end = self._entry()
        return self.toPlainText()[start:end]

    def has_entry(self, text: str) -> bool:
        """Say whether the cell has that already."""
        written = self.toPlainText()
        places = places_in(written, self.kind) if self.kind is not None else ()
        return any(written[start:end] == text for start, end in places)

    def put_entry(self, text: str, *, is_added: bool) -> None:
        """Put ``text`` in place of what was typed for it; asked for beside a whole name, after that."""
        written = self.toPlainText()
        start, end = self._entry()
        names = self._beginnings()
        if is_added and self.kind is Kind.BODY and name_key(written[start:end]) in names:
            joint = "\n" if "\n" in written else "; " if ";" in written or "," in text else ", "
            start, text = end, f"{joint}{_within(text)}"
        elif written[:start].strip():
            text = f"{'' if written[start - 1].isspace() else ' '}{_within(text)}"
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def _beginnings(self) -> set[str]:
        return {name_key(name) for offer in self._offers or () for name in (offer.text, *offer.also)}

    def _entry(self) -> Place:
        if self.kind is None:
            return 0, 0
        text = self.toPlainText()
        return entry_around(text, self.textCursor().position(), self.kind, self._beginnings())

    def _anchor(self) -> QRect:
        """Return the line the name begins in, which the list is not to cover."""
        cursor = self.textCursor()
        begin = QTextCursor(cursor)
        begin.setPosition(self._entry()[0])
        line, here = self.cursorRect(begin), self.cursorRect(cursor)
        left = line.left() if line.top() == here.top() else 0
        corner = self.viewport().mapTo(self, QPoint(left, here.top()))
        return QRect(corner.x() - 10, corner.y() - 2, 240, here.height() + 4)

    def _on_document_size_changed(self) -> None:
        if self._cell.isNull():
            return
        lines = max(1, int(self.document().documentLayout().documentSize().height()))
        margins = self.contentsMargins()
        wanted = lines * line_px(self.font()) + margins.top() + margins.bottom() + 16
        parent = self.parentWidget()
        room = parent.height() - self._cell.top() if parent else wanted
        height = max(self._cell.height(), min(wanted, max(room, self._cell.height())))
        is_cut = wanted > height
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_cut else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setGeometry(self._cell.left(), self._cell.top(), self._cell.width(), height)


def _within(name: str) -> str:
    """Return a name as it is written after another one: "các thôn"."""
    return name[0].lower() + name[1:] if name.startswith("Các ") else name
