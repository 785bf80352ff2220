"""The page as a view of the plan: one text document in which every block is one item.

The plan is the truth. Typing changes only the document; ``flush`` turns the difference into one edit, and
when the plan has changed only the blocks that differ are rewritten. Nothing here touches text while a key or
an input method is at it.
"""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.edits import Change, of_kinds
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.ui.plan.caret import caret_of, place_of_change, put_back
from kehoach_desktop.ui.plan.draft import Draft, Step, difference, draft_of
from kehoach_desktop.ui.plan.page_view import PageView
from kehoach_desktop.ui.plan.step_words import TYPED, counted
from kehoach_desktop.ui.plan.text_verbs import Place
from kehoach_desktop.ui.workbench import Workbench

FLUSH_AFTER_MS = 2000  # after the last key
FLUSH_AT_LATEST_MS = 2000  # after the first, and then FLUSH_AFTER_MS


class OutlinePage(PageView):
    """Shows preamble and body of the workbench's plan and commits what is typed in it."""

    typed = Signal()  # the text shown is another; ``live_plan`` has it, the file perhaps not yet
    caret_moved = Signal()

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._is_dirty = False  # the document holds what the plan does not yet
        self._is_committing = False  # the plan is being changed from here
        self._is_composing = False  # an input method holds letters not yet given
        self._changed_place: Place | None = None  # where the plan was just changed, not from here
        self._stack_size = 0  # when it was
        self._dirty_since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True, interval=FLUSH_AFTER_MS)
        self._timer.timeout.connect(self.on_timer_elapsed)
        self._mending = QTimer(self, singleShot=True, interval=0)
        self._mending.timeout.connect(self.on_timer_elapsed)
        self.document().contentsChange.connect(self.on_document_changed)
        self.document().blockCountChanged.connect(self.on_block_count_changed)
        self.cursorPositionChanged.connect(self.on_caret_moved)
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
            self._commit(self._shown.read(), TYPED)

    def live_plan(self) -> Plan | None:
        """Return the plan with what is typed and not yet committed."""
        if self._plan is None or not self._is_dirty:
            return self._plan
        draft = self._shown.read()
        return replace(self._plan, preamble=draft.lines[: draft.boundary], body=draft.lines[draft.boundary :])

    def fill(self, plan: Plan) -> Iterator[int]:
        """Show a plan's text piece by piece, before the plan is the workbench's: until then it is only read.

        Yield how many lines stand.
        """
        turns = self._shown.write_in_turns(draft_of(plan))
        while True:
            with self._writing():
                stand = next(turns, None)
            if stand is None:
                return
            yield stand

    def is_refused(self) -> bool:
        """Say whether the plan has gone out and may not be changed; the clerk is then asked what to do."""
        if not self._workbench.is_frozen:
            return False
        self._workbench.issued_touched.emit()
        return True

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
            change.kind == "item" or change.name in {"preamble", "body"}
            for change in of_kinds(touched, "item", "plan")
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
        self._leave_link()
        if self.current_line() != self._current_line:
            if not self._is_composing:
                self.flush()
            self._tell_current()

    # Within

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
        if edit is None or self._plan is None:
            return False
        self._is_committing = True
        is_done = False
        try:
            is_done = self._workbench.commit(edit, counted(self._plan, edit, text))
        finally:  # also after a bug: what was typed is to be tried again
            self._is_committing = False
            self._is_dirty = was_dirty and not is_done
        return is_done

    def _settle_text(self) -> None:
        """Give the text at the caret its normal form too; only where no key is about to follow."""
        if self._plan is not None and not self._is_dirty and self._shown.is_touched:
            self._show(self._plan, is_final=True)
