"""The page as a widget: the column with its numbers, the caret by line and letter, the zoom."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from kehoach_desktop.domain.linked import links
from kehoach_desktop.domain.plan import Level, Plan
from kehoach_desktop.ui.plan.caret import place_at, position_of
from kehoach_desktop.ui.plan.column import fit_column, fit_font, set_up_page
from kehoach_desktop.ui.plan.draft import Draft
from kehoach_desktop.ui.plan.look import Look, char_format, link_in, marks_of
from kehoach_desktop.ui.plan.margin import paint_margin
from kehoach_desktop.ui.plan.shown import Shown
from kehoach_desktop.ui.plan.text_verbs import Place
from kehoach_desktop.ui.plan.voice import describe_line
from kehoach_desktop.ui.plan.zoom import USUAL, apply_zoom, lawful_percent

_HINT = "Gõ tên mục I rồi nhấn Enter; Tab hạ một bậc, Shift+Tab nâng một bậc."


class PageView(QTextEdit):
    """Shows a plan's text; what is typed in it is another's business."""

    current_changed = Signal(int)  # the line the caret is in
    marks_changed = Signal(int)  # bits of MARK_BITS at the caret
    zoomed = Signal(int)  # percent

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None  # whose text is shown
        self._shown = Shown(self.document())
        self._zoom_percent = USUAL
        self._is_writing = False  # the document is being changed from here, not by a key
        self._current_line = -1
        set_up_page(self)
        fit_font(self)
        self.currentCharFormatChanged.connect(self.on_letters_changed)

    def caret_place(self) -> tuple[int, int]:
        """Return the id of the item the caret is in (0: none) and the code points before it."""
        line, offset = place_at(self.document(), self.textCursor().position())
        lines = self._shown.draft.lines
        return (lines[line].id if line < len(lines) else 0), offset

    def go_to(self, item_id: int, offset: int) -> None:
        """Put the caret into an item, bring it into view and take the keyboard; unknown ids are left."""
        if self.show_place(item_id, offset):
            self.setFocus()

    def show_place(self, item_id: int, offset: int) -> bool:
        """Put the caret into an item and bring it into view; the focus stays. Say if it is there."""
        lines = [item.id for item in self._shown.draft.lines]
        if item_id not in lines:
            return False
        line = lines.index(item_id)
        self.choose((line, offset), (line, offset))
        return True

    def choose(self, start: Place, end: Place) -> None:
        """Select from ``start`` to ``end`` and bring it into view; the focus stays where it is."""
        document = self.document()
        cursor = self.textCursor()
        cursor.setPosition(position_of(document.findBlockByNumber(start[0]), start[1]))
        cursor.setPosition(
            position_of(document.findBlockByNumber(end[0]), end[1]), QTextCursor.MoveMode.KeepAnchor
        )
        self.setTextCursor(cursor)
        self._bring_into_view(end)
        self.ensureCursorVisible()  # of an item higher than the view

    def go_to_line(self, line: int) -> None:
        """Put the caret at the end of a line and bring the line to the upper part of the view."""
        block = self.document().findBlockByNumber(line)
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            self.setTextCursor(cursor)
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.verticalScrollBar().setValue(round(top - self.viewport().height() / 4))
        self.setFocus()

    def current_line(self) -> int:
        """Return the line the caret is in."""
        return self.textCursor().blockNumber()

    def link_at_caret(self) -> str:
        """Return the key of the linked figure the caret is in, or at; "" for none."""
        line, offset = place_at(self.document(), self.textCursor().position())
        if line >= len(self._shown.draft.lines):
            return ""
        here = [one for one in links(self._shown.draft.lines[line]) if one.start <= offset <= one.end]
        return here[0].key if here else ""

    def level(self) -> Level | None:
        """Return the level of the current line, on an empty page that of its first; None without a plan."""
        line = self.current_line()
        if line < len(self._looks):
            return self._looks[line].level
        return None if self._plan is None else Level.SECTION

    def zoom_percent(self) -> int:
        """Return the size the page is shown at."""
        return self._zoom_percent

    def set_zoom(self, percent: int) -> None:
        """Show the page at another size; what is printed stays as it is."""
        percent = lawful_percent(percent)
        if percent != self._zoom_percent:
            self._zoom_percent = percent
            with self._writing():
                apply_zoom(self, self._shown, percent)
            self.zoomed.emit(percent)

    # Qt asks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the numbers and the band of the current line under the text."""
        is_empty = self._plan is not None and not self._looks and self.document().isEmpty()
        paint_margin(self, self._labels, self._looks, _HINT if is_empty else "", self._shown.scale)
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in its width."""
        super().resizeEvent(event)
        with self._writing(), self._shown.unheard():
            fit_column(self, self._shown.scale)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a changed font or style."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            with self._writing(), self._shown.unheard():
                fit_font(self, self._shown.scale)

    # What Qt tells

    def on_letters_changed(self, letters: QTextCharFormat) -> None:
        """Tell the marks at the caret."""
        self.marks_changed.emit(marks_of(letters))

    # Within

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Change the document without taking it for typing."""
        was_writing, self._is_writing = self._is_writing, True
        try:
            yield
        finally:
            self._is_writing = was_writing

    @property
    def _labels(self) -> list[str]:
        return self._shown.labels

    @property
    def _looks(self) -> list[Look]:
        return self._shown.looks

    def _leave_link(self) -> None:
        """Let what is typed beside a linked figure be plain text; only inside it is the figure changed."""
        cursor, line = self.textCursor(), self.current_line()
        letters = self.currentCharFormat()
        link = link_in(letters)
        if not link or cursor.hasSelection() or line >= len(self._looks):
            return
        ahead = QTextCursor(cursor)
        ahead.movePosition(QTextCursor.MoveOperation.NextCharacter)
        is_inside = not (cursor.atBlockStart() or cursor.atBlockEnd()) and link_in(ahead.charFormat()) == link
        if not is_inside:
            self.setCurrentCharFormat(char_format(self._looks[line], marks_of(letters)))

    def _write(self, draft: Draft, kept_block: int = -1) -> bool:
        with self._writing():
            return self._shown.write(draft, kept_block)

    def _put_caret(self, line: int, offset: int) -> None:
        block = self.document().findBlockByNumber(line)
        cursor = QTextCursor(block)
        cursor.setPosition(position_of(block, offset))
        self.setTextCursor(cursor)

    def _bring_into_view(self, place: Place | None) -> None:
        """Show where undo, redo or another part changed the text; None: where the caret is."""
        block = self.document().findBlockByNumber(self.current_line() if place is None else place[0])
        rect = self.document().documentLayout().blockBoundingRect(block)
        bar = self.verticalScrollBar()
        if not bar.value() <= rect.top() <= bar.value() + self.viewport().height() - 40:
            bar.setValue(round(rect.top() - self.viewport().height() / 4))

    def _tell_current(self) -> None:
        line = self.current_line()
        if line != self._current_line:
            self._current_line = line
            self.viewport().update()
        describe_line(self, self._labels, self._looks)
        self.current_changed.emit(line)
