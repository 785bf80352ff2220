"""A field of plain text that commits by itself: when left, 2 s after the last key, and when told to."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kehoach_desktop.domain.text import clean
from kehoach_desktop.ui.rest import Rest
from kehoach_desktop.ui.theme import line_px

_MOST_LINES = 10


class TextField(QPlainTextEdit):
    """Writes one field of a record; only reads what is typed, so input methods are not disturbed."""

    committed = Signal(str, str)  # field, text
    files_pasted = Signal(object)  # list[Path]

    def __init__(
        self, field: str, name: str, hint: str, least_lines: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._least_lines = least_lines
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._timer = Rest(self, self.flush).timer
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def load(self, text: str, *, anew: bool = False) -> None:
        """Show ``text``; unless ``anew``, what is typed and not yet committed stays."""
        if not anew and (self.document().isModified() or clean(self.toPlainText()) == text):
            return
        self.setPlainText(text)
        self.document().setModified(False)
        self._timer.stop()

    def flush(self) -> None:
        """Commit what is typed."""
        self._timer.stop()
        if self.document().isModified():
            self.document().setModified(False)
            self.committed.emit(self.field, clean(self.toPlainText()))

    def keep_typed(self) -> None:
        """Take what is shown as not committed: it could not be written."""
        self.document().setModified(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit on leaving."""
        super().focusOutEvent(event)
        self.flush()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z and Ctrl+Y to the window when this field has nothing of its own to take back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            document = self.document()
            if (event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()) or (
                event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
            ):
                event.ignore()
                return True
        return super().event(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Leave files that are dragged over it to the panel."""
        return not _files(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Files that are pasted are evidence, not text."""
        if files := _files(source):
            self.files_pasted.emit(files)
        else:
            super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other width, other number of lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = int(self.document().documentLayout().documentSize().height())
        shown = min(max(lines, self._least_lines), _MOST_LINES)
        height = shown * line_px(self.font()) + 2 * int(self.document().documentMargin()) + 12
        if height != self.height():
            self.setFixedHeight(height)


def _files(source: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()] if source.hasUrls() else []
