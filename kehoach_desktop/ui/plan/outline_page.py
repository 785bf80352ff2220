"""The page as a view of the plan: one text document in which every block is one item.

The plan is the truth. Typing changes only the document; ``flush`` turns the difference into one edit, and
when the plan has changed only the blocks that differ are rewritten. Nothing here touches text while a key or
an input method is at it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from kehoach_desktop.domain.edits import Change
from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Level, Plan
from kehoach_desktop.ui.plan.caret import caret_of, place_at, place_of_change, position_of, put_back
from kehoach_desktop.ui.plan.column import fit_column, fit_font, set_up_page
from kehoach_desktop.ui.plan.draft import Draft, Step, difference, draft_of
from kehoach_desktop.ui.plan.look import Look, marks_of
from kehoach_desktop.ui.plan.margin import paint_margin
from kehoach_desktop.ui.plan.shown import Shown
from kehoach_desktop.ui.plan.text_verbs import Place
from kehoach_desktop.ui.plan.voice import describe_line
from kehoach_desktop.ui.plan.zoom import USUAL, apply_zoom, lawful_percent
from kehoach_desktop.ui.workbench import Workbench

FLUSH_AFTER_MS = 2000  # after the last key
FLUSH_AT_LATEST_MS = 6000  # after the first, and then FLUSH_AFTER_MS
_HINT = "Gõ tên mục I rồi nhấn Enter; Tab hạ một bậc, Shift+Tab nâng một bậc."


class OutlinePage(QTextEdit):
    """Shows preamble and body of the workbench's plan and commits what is typed in it."""

    current_changed = Signal(int)  # the line the caret is in
    marks_changed = Signal(int)  # bits of MARK_BITS at the caret
    typed = Signal()  # the text shown is another; ``live_plan`` has it, the file perhaps not yet
    caret_moved = Signal()
    zoomed = Signal(int)  # percent

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._plan: Plan | None = None
        self._shown = Shown(self.document())
        self._zoom_percent = USUAL
        self._is_dirty = False  # the document holds what the plan does not yet
        self._is_committing = False  # the plan is being changed from here
        self._is_writing = False  # the document is being changed by this class, not by a key
        self._is_composing = False  # an input method holds letters not yet given
        self._current_line = -1
        self._changed_place: Place | None = None  # where the plan was just changed, not from here
        self._stack_size = 0  # when it was
        self._dirty_since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True, interval=FLUSH_AFTER_MS)
        self._timer.timeout.connect(self.on_timer_elapsed)
        self._mending = QTimer(self, singleShot=True, interval=0)
        self._mending.timeout.connect(self.on_timer_elapsed)
        set_up_page(self)
        fit_font(self)
        self.document().contentsChange.connect(self.on_document_changed)
        self.document().blockCountChanged.connect(self.on_block_count_changed)
        self.cursorPositionChanged.connect(self.on_caret_moved)
        self.currentCharFormatChanged.connect(self.on_letters_changed)
        workbench.plan_opened.connect(self.on_plan_opened)
        workbench.plan_changed.connect(self.on_plan_changed)
        workbench.stack.indexChanged.connect(self.on_stack_index_changed)
        workbench.flush_requested.connect(self.flush)
        self.on_plan_opened(workbench.plan)

    # What others ask of it

    def flush(self) -> None:
        """Commit what was typed and not yet committed; what an input method holds is taken first."""
        self._end_typing()
        if self._is_dirty:
            self._commit(self._shown.read(), "Sửa nội dung")

    def live_plan(self) -> Plan | None:
        """Return the plan with what is typed and not yet committed."""
        if self._plan is None or not self._is_dirty:
            return self._plan
        draft = self._shown.read()
        return replace(self._plan, preamble=draft.lines[: draft.boundary], body=draft.lines[draft.boundary :])

    def is_refused(self) -> bool:
        """Say whether the plan has gone out and may not be changed; the clerk is then asked what to do."""
        if not is_frozen(self._plan):
            return False
        self._workbench.issued_touched.emit()
        return True

    def caret_place(self) -> tuple[int, int]:
        """Return the id of the item the caret is in (0: none) and the code points before it."""
        line, offset = place_at(self.document(), self.textCursor().position())
        lines = self._shown.draft.lines
        return (lines[line].id if line < len(lines) else 0), offset

    def go_to(self, item_id: int, offset: int) -> None:
        """Put the caret into an item, bring it into view and take the keyboard; unknown ids are left."""
        lines = [item.id for item in self._shown.draft.lines]
        if item_id in lines:
            line = lines.index(item_id)
            self.choose((line, offset), (line, offset))
            self.setFocus()

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

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether a composition is under way; the event itself is Qt's."""
        super().inputMethodEvent(event)
        self._is_composing = bool(event.preeditString())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when the page is left, also for a menu, whose undo must know of what was typed."""
        super().focusOutEvent(event)
        self.flush()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settle_text()

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

    # What Qt and the workbench tell

    def on_plan_opened(self, plan: Plan | None) -> None:
        """Show another plan from its beginning.

        The same plan comes again when an edit could not be kept; what is typed then stays, to be tried again.
        """
        if self._is_dirty and plan is not None and self._plan is not None and plan.id == self._plan.id:
            self._plan = plan
            return
        self._is_dirty = False
        self._changed_place = None
        self._timer.stop()
        self._show(plan)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        self._tell_current()

    def on_plan_changed(self, plan: Plan, touched: tuple[Change, ...]) -> None:
        """Rewrite what differs when the text was touched; remember the plan in any case."""
        is_text = any(
            change.kind == "item" or (change.kind == "plan" and change.name in {"preamble", "body"})
            for change in touched
        )
        before = self._plan
        if is_text:
            self._show(plan)
        self._plan = plan
        if is_text and not self._is_committing:
            self._changed_place = place_of_change(draft_of(before), draft_of(plan), self.current_line())
            self._stack_size = self._workbench.stack.count()
            self._bring_into_view(self._changed_place)

    def on_stack_index_changed(self) -> None:
        """After undo or redo put the caret where the text changed; an edit of another part leaves it."""
        place, self._changed_place = self._changed_place, None
        # A new edit has made the stack longer. (It also tells of its own end, when it can be asked no more.)
        if place is not None and self._stack_size == self._workbench.stack.count():
            self._put_caret(*place)

    def on_document_changed(self, _position: int, removed: int, added: int) -> None:
        """Note that something was typed; it is committed a while after the last key."""
        if self._is_writing or not (removed or added):
            return
        if not self._is_dirty:
            self._dirty_since.start()
        self._is_dirty = True
        self.typed.emit()
        # Who types on and on is not kept waiting for: at some time the timer is let run out.
        if not self._timer.isActive() or self._dirty_since.elapsed() < FLUSH_AT_LATEST_MS:
            self._timer.start()

    def on_block_count_changed(self, _count: int) -> None:
        """Commit soon when Qt itself joined blocks (an input method over a selection)."""
        if not self._is_writing:
            self._mending.start()

    def on_timer_elapsed(self) -> None:
        """Commit what was typed, but never in the middle of a composition."""
        if self._is_composing:
            self._timer.start()
        else:
            self.flush()

    def on_caret_moved(self) -> None:
        """Commit the line the caret has left, and tell which line is the current one."""
        if self._is_writing:
            return
        self.caret_moved.emit()
        if self.current_line() != self._current_line:
            if not self._is_composing:
                self.flush()
            self._tell_current()

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

    def _show(self, plan: Plan | None, *, is_final: bool = False) -> None:
        """Show this plan's text, rewriting only what differs; the caret stays with its item.

        ``is_final``: also the letters at the caret take their normal form.
        """
        caret = caret_of(self.textCursor(), self._shown.draft)
        draft = draft_of(plan)
        kept = self.current_line() if self.hasFocus() and not is_final else -1
        self._plan = plan
        if self._write(draft, kept):
            cursor = self.textCursor()
            put_back(cursor, caret, draft)
            with self._writing():
                self.setTextCursor(cursor)
        self._is_dirty = False
        if not self.property("frozen"):  # else the tab's Freezer says when
            self.setReadOnly(plan is None)
        self.viewport().update()
        self._tell_current()

    def _show_unkept(self, step: Step) -> None:
        """Show a step that is kept together with what is typed next: one step to take back."""
        self._write(step.draft)
        self._put_caret(step.line, step.offset)
        self._tell_current()  # else the next key would seem to have left a line
        self.on_document_changed(0, 1, 0)
        self.viewport().update()

    def _write(self, draft: Draft, kept_block: int = -1) -> bool:
        with self._writing():
            return self._shown.write(draft, kept_block)

    def _put_caret(self, line: int, offset: int) -> None:
        block = self.document().findBlockByNumber(line)
        cursor = QTextCursor(block)
        cursor.setPosition(position_of(block, offset))
        self.setTextCursor(cursor)

    def _end_typing(self) -> None:
        """Take what an input method holds, and wait for no more."""
        if self._is_composing:
            QGuiApplication.inputMethod().commit()
        self._timer.stop()
        self._mending.stop()

    def _commit(self, draft: Draft, text: str) -> bool:
        """Make the draft, in which is what was typed, the plan's text; say whether that changed the plan."""
        edit = None if self._plan is None else difference(self._plan, draft)
        was_dirty, self._is_dirty = self._is_dirty, False
        if edit is None:
            return False
        self._is_committing = True
        try:
            is_done = self._workbench.commit(edit, text)
        finally:
            self._is_committing = False
        self._is_dirty = was_dirty and not is_done
        return is_done

    def _bring_into_view(self, place: Place | None) -> None:
        """Show where undo, redo or another part changed the text; None: where the caret is."""
        block = self.document().findBlockByNumber(self.current_line() if place is None else place[0])
        rect = self.document().documentLayout().blockBoundingRect(block)
        bar = self.verticalScrollBar()
        if not bar.value() <= rect.top() <= bar.value() + self.viewport().height() - 40:
            bar.setValue(round(rect.top() - self.viewport().height() / 4))

    def _settle_text(self) -> None:
        """Give the text at the caret its normal form too; only where no key is about to follow."""
        if self._plan is not None and not self._is_dirty and self._shown.is_touched:
            self._show(self._plan, is_final=True)

    def _tell_current(self) -> None:
        line = self.current_line()
        if line != self._current_line:
            self._current_line = line
            self.viewport().update()
        describe_line(self, self._labels, self._looks)
        self.current_changed.emit(line)
