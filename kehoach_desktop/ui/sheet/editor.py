"""The editor in a cell: plain text of several lines that grows with what is typed."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from kehoach_desktop.domain.text import clean

_MOVES = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CellEditor(QPlainTextEdit):
    """Enter is done and goes down, Tab is done and goes right, Alt+Enter is a new line, Esc gives up.

    It leaves every other key and all input methods alone: Vietnamese is typed by rewriting what was typed.
    """

    done = Signal(str)  # "down" | "right" | "left" | "escape"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
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
        if key in _MOVES and modifiers & Qt.KeyboardModifier.AltModifier:
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

    def _on_document_size_changed(self) -> None:
        if self._cell.isNull():
            return
        lines = max(1, int(self.document().documentLayout().documentSize().height()))
        margins = self.contentsMargins()
        wanted = lines * self.fontMetrics().lineSpacing() + margins.top() + margins.bottom() + 16
        parent = self.parentWidget()
        room = parent.height() - self._cell.top() if parent else wanted
        height = max(self._cell.height(), min(wanted, max(room, self._cell.height())))
        is_cut = wanted > height
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_cut else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setGeometry(self._cell.left(), self._cell.top(), self._cell.width(), height)
