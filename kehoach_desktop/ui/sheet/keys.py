"""The keys that go and choose on the sheet, as in Excel; those that change it are actions."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from kehoach_desktop.ui.sheet.moving import Cell, edge, next_in, step, turned_in
from kehoach_desktop.ui.sheet.rows import CONTENT

if TYPE_CHECKING:
    from kehoach_desktop.ui.sheet.view import SheetView

_K, _M = Qt.Key, Qt.KeyboardModifier
_ARROWS = {_K.Key_Up: (-1, 0), _K.Key_Down: (1, 0), _K.Key_Left: (0, -1), _K.Key_Right: (0, 1)}
_ENTERS = {_K.Key_Return, _K.Key_Enter}
_FAR = {_K.Key_Home, _K.Key_End, _K.Key_PageUp, _K.Key_PageDown}


class SheetKeys:
    """Does what a key says; ``take`` says whether it was one of these."""

    def __init__(self, view: "SheetView") -> None:
        self._view = view
        self._tab_from: int | None = None  # the column where Tab began: Enter goes back below it

    def take(self, event: QKeyEvent) -> bool:
        """Go or choose as the key says."""
        held = event.modifiers() & ~_M.KeypadModifier
        has_shift, has_ctrl = bool(held & _M.ShiftModifier), bool(held & _M.ControlModifier)
        if held & (_M.AltModifier | _M.MetaModifier) or self._view.choosing.at is None:
            return False
        key = Qt.Key(event.key())
        if key in _ENTERS and not has_ctrl:
            self.turn(-1 if has_shift else 1, 0)
        elif key == _K.Key_Space and has_shift != has_ctrl:
            self._choose_line(is_row=has_shift)
        elif key in _ARROWS:
            self._tab_from = None
            self._go(self._arrow(*_ARROWS[key], is_far=has_ctrl, extends=has_shift), extends=has_shift)
        elif key in _FAR:
            self._tab_from = None
            self._go(self._far(key, has_ctrl=has_ctrl, extends=has_shift), extends=has_shift)
        else:
            return False
        return True

    def turn(self, down: int, right: int) -> None:
        """Go on by Enter (``down``) or Tab (``right``): inside several chosen cells, else to the next one."""
        choosing = self._view.choosing
        at = choosing.at
        if at is None:
            return
        cells = choosing.cells()
        if len(cells) > 1:
            there = turned_in(cells, choosing.origin(*at), down, right)
            choosing.move_current(*there)
            self._view.show_cell(*there)
            return
        if right and self._tab_from is None:
            self._tab_from = at[1]
        row, column = next_in(choosing, at, down, right)
        if down:
            column = column if self._tab_from is None else self._tab_from
            self._tab_from = None
        self._view.go_to(row, column)

    def is_at_end(self, right: int) -> bool:
        """Say whether Tab has nowhere to go in the sheet."""
        choosing = self._view.choosing
        at = choosing.at
        return at is None or (len(choosing.cells()) < 2 and next_in(choosing, at, 0, right) == at)

    def _arrow(self, down: int, right: int, *, is_far: bool, extends: bool) -> Cell:
        choosing = self._view.choosing
        at = choosing.at if not extends else choosing.corner
        assert at is not None  # noqa: S101 - taken only with a current cell
        is_whole = extends and any(column <= CONTENT for _, column in (choosing.at or at, at))
        return (edge if is_far else step)(choosing, at, down, right, is_whole=is_whole)

    def _far(self, key: Qt.Key, *, has_ctrl: bool, extends: bool) -> Cell:
        choosing = self._view.choosing
        row, column = (choosing.corner if extends else choosing.at) or (0, 0)
        columns, last = choosing.columns, choosing.height - 1
        if key == _K.Key_Home:
            return (0 if has_ctrl else row), columns[0]
        if key == _K.Key_End:
            return (last if has_ctrl else row), columns[-1]
        return self._view.row_a_page_from(row, 1 if key == _K.Key_PageDown else -1), column

    def _go(self, there: Cell, *, extends: bool) -> None:
        if extends:
            self._view.choosing.extend_to(*there)
            self._view.show_cell(*there)
        else:
            self._view.go_to(*there)

    def _choose_line(self, *, is_row: bool) -> None:
        if is_row:
            self._view.choosing.choose_rows()
        else:
            self._view.choosing.choose_columns()
