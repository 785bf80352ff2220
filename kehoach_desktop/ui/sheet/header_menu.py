"""The menu of a column's heading: sorting, hiding and moving it, and what an own column can do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from kehoach_desktop.ui.sheet.rows import CONTENT, FIRST_OWN_COLUMN, FIRST_TASK_COLUMN, NOTE, NUMBER

if TYPE_CHECKING:
    from kehoach_desktop.ui.appendix_tab import AppendixTab


class HeaderMenu:
    """Opens it, and does through sheet and panel what is chosen."""

    def __init__(self, tab: "AppendixTab") -> None:
        self._tab = tab
        self.menu = QMenu(tab)
        tab.view.head.customContextMenuRequested.connect(self._on_menu_requested)

    def fill(self, column: int) -> QMenu:
        """Return the menu of a column; of no column the one of the sheet."""
        self.menu.clear()
        tab, layout = self._tab, self._tab.view.layout_of_columns
        if column > NUMBER:
            order = tab.verbs.order
            self._add("Sắp xếp tăng dần", lambda: order.sort(column, is_descending=False))
            self._add("Sắp xếp giảm dần", lambda: order.sort(column, is_descending=True))
            self.menu.addSeparator()
        if column > CONTENT:
            shown = tab.view.choosing.columns
            self._add("Ẩn cột", lambda: layout.show(column, is_on=False))
            at = shown.index(column) if column in shown else 0
            left = self._add("Chuyển sang trái", lambda: layout.move(column, -1))
            left.setEnabled(at > FIRST_TASK_COLUMN)
            right = self._add("Chuyển sang phải", lambda: layout.move(column, 1))
            right.setEnabled(at < len(shown) - 1)
            self.menu.addSeparator()
        self._add_printing(column)
        self._add("Thêm cột…", lambda: tab.show_columns(new=True))
        self._add("Cột của bảng…", tab.show_columns)
        reset = self._add("Về mặc định", layout.reset)
        reset.setEnabled(layout.is_own)
        return self.menu

    def _add_printing(self, column: int) -> None:
        appendix, panel = self._tab.model.appendix, self._tab.columns
        if appendix is None or column < NOTE:
            return
        own = column - FIRST_OWN_COLUMN
        is_printed = appendix.prints_note if own < 0 else appendix.columns[own].is_printed
        if own < 0:
            printing = self._add("In cột này", lambda: panel.print_note(is_printed=not is_printed))
        else:
            printing = self._add("In cột này", lambda: panel.print_column(own, is_printed=not is_printed))
            self._add("Đổi tên cột…", lambda: self._tab.rename_column(column))
            self._add("Xóa cột", lambda: panel.remove(own))
        printing.setCheckable(True)
        printing.setChecked(is_printed)
        self.menu.addSeparator()

    def _add(self, words: str, do: Callable[[], object]) -> QAction:
        action = QAction(words, self.menu)
        action.triggered.connect(lambda _is_on: do())
        self.menu.addAction(action)
        return action

    def _on_menu_requested(self, at: QPoint) -> None:
        head = self._tab.view.head
        self.fill(head.column_at(at.x())).popup(head.mapToGlobal(at))
