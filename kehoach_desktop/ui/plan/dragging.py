"""The mouse on the page: chosen text dragged to another place, text dropped in, three clicks for an item."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from kehoach_desktop.ui.plan.caret import place_at

if TYPE_CHECKING:
    from kehoach_desktop.ui.plan.outline_editor import OutlineEditor


def holds_files(source: QMimeData) -> bool:
    """Say whether files are brought: their names are not the text somebody wants on the page."""
    return any(url.isLocalFile() for url in source.urls())


class PageMouse:
    """What the mouse is about to do to the page."""

    def __init__(self, page: "OutlineEditor") -> None:
        self._page = page
        self._held_at: QPoint | None = None  # the chosen text is held there, not yet dragged
        self._is_dragging = False
        self._double_clicked_at = QPoint()
        self._since_double_click = QElapsedTimer()

    def press(self, event: QMouseEvent) -> None:
        """Note whether chosen text is taken hold of."""
        at = event.position().toPoint()
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._held_at = at if is_left and self._is_chosen(at) else None

    def double_click(self, event: QMouseEvent) -> None:
        """Note a double click: a third one chooses the item."""
        self._double_clicked_at = event.position().toPoint()
        self._since_double_click.start()

    def is_third_click(self, event: QMouseEvent) -> bool:
        """Say whether a press follows a double click at once."""
        away = (event.position().toPoint() - self._double_clicked_at).manhattanLength()
        return (
            self._since_double_click.isValid()
            and self._since_double_click.elapsed() < QApplication.doubleClickInterval()
            and away < QApplication.startDragDistance()
        )

    def choose_item(self) -> None:
        """Leave out the end of the item, which Qt takes along: what is typed is to replace the item alone."""
        cursor = self._page.textCursor()
        block = self._page.document().findBlock(cursor.selectionStart())
        if cursor.selectionStart() == block.position() and cursor.selectionEnd() == block.next().position():
            cursor.setPosition(block.position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            self._page.setTextCursor(cursor)

    def drag(self, event: QMouseEvent) -> bool:
        """Drag the text held once the mouse is far enough; say whether that was done.

        Qt's own dragging would take the text out of the document by itself.
        """
        if self._held_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        if (event.position().toPoint() - self._held_at).manhattanLength() < QApplication.startDragDistance():
            return False
        self._held_at = None
        page = self._page
        drag = QDrag(page.viewport())
        drag.setMimeData(page.createMimeDataFromSelection())
        move, copy = Qt.DropAction.MoveAction, Qt.DropAction.CopyAction
        self._is_dragging = True
        try:
            # Another program gets a copy: whatever it answers, the text stays in the plan.
            drag.exec(copy if page.isReadOnly() else copy | move, copy if page.isReadOnly() else move)
        finally:
            self._is_dragging = False
        return True

    def drop(self, event: QDropEvent) -> None:
        """Carry the page's own text there (Ctrl: a copy of it); paste what comes from elsewhere."""
        page = self._page
        cursor = page.cursorForPosition(event.position().toPoint())
        is_copy = event.dropAction() == Qt.DropAction.CopyAction
        event.setDropAction(Qt.DropAction.CopyAction)  # so that nobody takes out what it came from
        event.accept()
        if self._is_dragging:
            page.carry_chosen(place_at(page.document(), cursor.position()), is_copy=is_copy)
        else:
            page.setTextCursor(cursor)
            page.insertFromMimeData(event.mimeData())
        page.setFocus(Qt.FocusReason.MouseFocusReason)

    def _is_chosen(self, at: QPoint) -> bool:
        page = self._page
        cursor = page.textCursor()
        if not cursor.hasSelection():
            return False
        shift = QPoint(page.horizontalScrollBar().value(), page.verticalScrollBar().value())
        layout = page.document().documentLayout()
        hit = layout.hitTest((at + shift).toPointF(), Qt.HitTestAccuracy.ExactHit)
        return cursor.selectionStart() <= hit <= cursor.selectionEnd()
