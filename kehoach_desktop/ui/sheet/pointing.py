"""The mouse on the sheet: choosing cells as in Excel, and dragging rows and contents by their TT.

A content is dragged by its TT. Rows of it are chosen first (Shift+Space); then the TT beside them is where
they are taken by.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from kehoach_desktop.ui.sheet.rows import NUMBER

if TYPE_CHECKING:
    from kehoach_desktop.ui.sheet.view import SheetView

Gap = tuple[int, bool]
"""A row shown, and whether what is dropped goes after it."""
_SCROLL_MS = 40
_MOST_SCROLL_PX = 60
"""At one go, while something is dragged beyond the edge."""


class SheetMouse:
    """Presses, moves and releases of the left button; ``gap`` is where what is dragged would go."""

    def __init__(self, view: "SheetView") -> None:
        self._view = view
        self._pressed: QPoint | None = None
        self._adds = False  # Ctrl was held: what is chosen stays
        self._carries = False  # what was pressed may be dragged
        self._only_choose: tuple[int, int] | None = None  # when released without having been dragged
        self.is_dragging = False
        self.gap: Gap | None = None
        self._scroll = QTimer(view, interval=_SCROLL_MS)
        self._scroll.timeout.connect(self._on_scroll_due)

    def press(self, event: QMouseEvent) -> bool:
        """Choose what is pressed; say whether the press was on a cell."""
        at = event.position().toPoint()
        cell = self._view.cell_at(at)
        if cell is None:
            return False
        choosing, held = self._view.choosing, event.modifiers()
        self._pressed, self._adds, self._carries, self._only_choose = at, False, False, None
        if held & Qt.KeyboardModifier.ShiftModifier:
            choosing.extend_to(*cell)
        elif held & Qt.KeyboardModifier.ControlModifier:
            self._adds = True
            choosing.add(*cell)
        elif cell[1] == NUMBER and cell[0] in choosing.rows():
            self._carries, self._only_choose = True, cell
        else:
            self._carries = cell[1] == NUMBER
            choosing.go_to(*cell)
            if self._carries:
                choosing.choose_rows()
        return True

    def move(self, event: QMouseEvent) -> None:
        """Extend the block, or drag."""
        if self._pressed is None:
            return
        at = event.position().toPoint()
        if self._carries:
            far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far and not self.is_dragging and self._view.may_drag():
                self.is_dragging = True
                self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            if self.is_dragging:
                self._show_gap(self._view.gap_at(at))
        else:
            self._reach(at)
        if self._view.viewport().rect().contains(at):
            self._scroll.stop()
        else:
            self._scroll.start()

    def release(self) -> None:
        """Drop what is dragged."""
        gap, was_dragging, choose = self.gap, self.is_dragging, self._only_choose
        self.give_up()
        if was_dragging and gap is not None:
            self._view.dropped.emit(*gap)
        elif not was_dragging and choose is not None:
            self._view.choosing.go_to(*choose)
            self._view.choosing.choose_rows()

    def give_up(self) -> None:
        """Drag no more, and leave everything where it is."""
        self._scroll.stop()
        self._pressed, self._carries, self._only_choose, self.is_dragging = None, False, None, False
        self._view.viewport().unsetCursor()
        self._show_gap(None)

    def _reach(self, at: QPoint) -> None:
        area = self._view.viewport().rect()
        inside = QPoint(
            min(max(at.x(), area.left()), area.right()), min(max(at.y(), area.top()), area.bottom())
        )
        cell = self._view.cell_at(inside)
        if cell is None:
            return
        if self._adds:
            self._view.choosing.add_block_to(*cell)
        elif cell != self._view.choosing.corner:
            self._view.choosing.extend_to(*cell)

    def _show_gap(self, gap: Gap | None) -> None:
        if gap != self.gap:
            self.gap = gap
            self._view.viewport().update()

    def _on_scroll_due(self) -> None:
        """Scroll on while the pointer is beyond an edge."""
        view = self._view
        at = view.viewport().mapFromGlobal(view.cursor().pos())
        area = view.viewport().rect()
        for bar, low, high in (
            (view.verticalScrollBar(), at.y() - area.top(), at.y() - area.bottom()),
            (view.horizontalScrollBar(), at.x() - area.left(), at.x() - area.right()),
        ):
            beyond = low if low < 0 else max(high, 0)
            bar.setValue(bar.value() + max(-_MOST_SCROLL_PX, min(beyond, _MOST_SCROLL_PX)))
        if self.is_dragging:
            self._show_gap(view.gap_at(at))
        else:
            self._reach(at)
