"""Ties the printed pages to the page typed in: they follow text and caret, and a click in them is obeyed."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.plan.page_preview import PagePreview

_AFTER_CARET_MS = 15  # many moves in one go are followed once


class PageLink(QObject):
    """Keeps the two in step; ``text_wanted``: a text was clicked twice, so it is to be typed in."""

    text_wanted = Signal()

    def __init__(self, editor: OutlineEditor, preview: PagePreview) -> None:
        super().__init__(preview)
        self._editor = editor
        self._preview = preview
        self._following = QTimer(self, singleShot=True, interval=_AFTER_CARET_MS)
        self._following.timeout.connect(self.follow_caret)
        preview.live = editor.live_plan
        editor.typed.connect(preview.note_change)
        editor.caret_moved.connect(self._following.start)
        preview.place_chosen.connect(self.on_place_chosen)
        preview.word_chosen.connect(self.on_word_chosen)

    def follow_caret(self) -> None:
        """Show where on the pages the caret is."""
        self._preview.show_caret(*self._editor.caret_place())

    def on_place_chosen(self, item: int, offset: int) -> None:
        """Put the caret where the page was clicked."""
        self._editor.go_to(item, offset)
        self._preview.take_keyboard_if_filled()

    def on_word_chosen(self, item: int, offset: int) -> None:
        """Choose the word that was clicked twice, to be typed over."""
        self.text_wanted.emit()
        self._editor.go_to(item, offset)
        cursor = self._editor.textCursor()
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        self._editor.setTextCursor(cursor)
