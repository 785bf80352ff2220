"""The page to type in: what keys, mouse and clipboard do to the items of the plan."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.edits import Batch, SetField
from kehoach_desktop.ui.copied import what_was_copied
from kehoach_desktop.ui.plan import clipboard, pasting, text_verbs
from kehoach_desktop.ui.plan.draft import difference, draft_of
from kehoach_desktop.ui.plan.dragging import PageMouse, holds_files
from kehoach_desktop.ui.plan.keys import Key, is_typed, key_of
from kehoach_desktop.ui.plan.look import link_in
from kehoach_desktop.ui.plan.outline_verbs import OutlineVerbs, Verb
from kehoach_desktop.ui.plan.page_menu import page_menu
from kehoach_desktop.ui.plan.page_work import PageWork
from kehoach_desktop.ui.plan.zoom import Wheel, stepped
from kehoach_desktop.ui.workbench import Workbench

_FILES = "Phần đã sao chép là tệp nên không dán gì; muốn lấy chữ trong tệp, hãy mở tệp đó rồi sao chép chữ."


class OutlineEditor(OutlineVerbs):
    """Edits the text of the workbench's plan."""

    said = Signal(str, str, object)  # kind, sentence and answers of a message to the clerk

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        self._mouse = PageMouse(self)
        self._wheel = Wheel()
        self._work = PageWork(self, self._say_why)
        super().__init__(workbench, parent)

    def cut(self) -> None:
        """Put the chosen text on the clipboard and take it out (Qt's own would bypass the plan)."""
        if self.textCursor().hasSelection():
            self.copy()
            self.remove_chosen()

    def paste_letters(self) -> None:
        """Paste only letters: each line an item of the current level, as it is."""
        if not self.is_refused() and not self.isReadOnly():
            pasting.paste(self, what_was_copied(), only_letters=True)

    def do_with(self, verb: Verb, particulars: Mapping[str, object], text: str) -> bool:
        """Do a verb and give the plan's fields these values, as one step."""
        self.flush()
        plan = self._plan
        if plan is None or self._is_dirty:
            return False
        step = verb(draft_of(plan))
        told = [
            SetField("plan", plan.id, name, getattr(plan, name), new) for name, new in particulars.items()
        ]
        edit = None if step is None else difference(plan, step.draft)
        if step is None or not self._workbench.commit(Batch((*([edit] if edit else []), *told)), text):
            return False
        self.choose((step.line, step.offset), (step.line, step.offset))
        return True

    def run_long(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do ``work`` off the window's thread and call ``then`` with what it returned; not once closed."""
        self._work.start(work, then)

    def close_down(self) -> None:
        """Let no work outlive the page."""
        self._work.close()

    # Qt asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means to the structure; leave the others to Qt."""
        key = key_of(event)
        if key is Key.BREAK or (key is Key.NONE and is_typed(event)):
            self._make_room()
        if self.isReadOnly() or key is Key.NONE or not self._do_key(key):
            super().keyPressEvent(event)
        if key is Key.NONE and event.text() == " " and is_typed(event):
            self.take_mark()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take out chosen items before an input method writes over them; its event is Qt's as ever."""
        if event.preeditString() or event.commitString():
            self._make_room()
        super().inputMethodEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(stepped(self.zoom_percent(), self._wheel.steps(event.angleDelta().y())))
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note what the mouse takes hold of; a third click chooses the item."""
        self._mouse.press(event)
        super().mousePressEvent(event)
        if self._mouse.is_third_click(event):
            self._mouse.choose_item()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Note when it was."""
        self._mouse.double_click(event)
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the chosen text, or choose as Qt does."""
        if not self._mouse.drag(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A hand that trembled at the third click has chosen the item's end again."""
        super().mouseReleaseEvent(event)
        if self._mouse.is_third_click(event):
            self._mouse.choose_item()

    def dropEvent(self, event: QDropEvent) -> None:
        """Carry the page's own text; paste what comes from elsewhere."""
        super().dragLeaveEvent(QDragLeaveEvent())  # takes away the caret that showed the place
        if self.isReadOnly() or not self.canInsertFromMimeData(event.mimeData()):
            event.ignore()
        else:
            self._mouse.drop(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the page's own menu; on a linked figure it is about that one."""
        cursor = self.cursorForPosition(event.pos())
        is_by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if is_by_mouse and not self.textCursor().hasSelection() and link_in(cursor.charFormat()):
            self.setTextCursor(cursor)
        page_menu(self, self.cut).exec(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy what is chosen, in every form that other programs take."""
        self.flush()
        return clipboard.copied(self.textCursor(), draft_of(self._plan))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take what can be read as text."""
        return not holds_files(source) and clipboard.is_readable(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste in one step."""
        if self.is_refused() or self.isReadOnly():
            return
        if holds_files(source):
            self.said.emit("info", _FILES, ())
        else:
            pasting.paste(self, source)

    # Within

    def _do_key(self, key: Key) -> bool:
        """Do what the key means here; say whether it was done (else it is Qt's)."""
        if key in _ALWAYS:
            _ALWAYS[key](self)
            return True
        if self.has_many_chosen():
            if key is Key.CUT:
                self.cut()
            elif key is not Key.COPY:
                self.remove_chosen()
            return key is not Key.COPY
        cursor = self.textCursor()
        line = cursor.blockNumber()
        if cursor.hasSelection() or self._is_composing or key is Key.BREAK:
            return False
        if key is Key.BACKSPACE and cursor.atBlockStart():
            self.do(lambda draft: text_verbs.join_previous(draft, line), "Ghép với mục trên")
            return True
        if key is Key.DELETE and cursor.atBlockEnd():
            self.do(lambda draft: text_verbs.join_next(draft, line), "Ghép với mục dưới")
            return True
        return False


_ALWAYS: dict[Key, Callable[[OutlineEditor], None]] = {
    Key.UNDO: OutlineEditor.undo_last,
    Key.REDO: OutlineEditor.redo_last,
    Key.ENTER: OutlineEditor.break_line,
    Key.TAB: OutlineEditor.indent,
    Key.BACKTAB: OutlineEditor.outdent,
}
