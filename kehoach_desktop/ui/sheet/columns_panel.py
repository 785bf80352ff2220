"""The panel beside the sheet for its columns: which are shown, the office's own, and what goes on paper."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.plan import Appendix
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.page import button
from kehoach_desktop.ui.sheet import own_columns
from kehoach_desktop.ui.sheet.column_row import ColumnRow
from kehoach_desktop.ui.sheet.rows import FIRST_OWN_COLUMN, FIRST_TASK_COLUMN, NOTE
from kehoach_desktop.ui.sheet.view import SheetView
from kehoach_desktop.ui.sheet.widgets import label, named
from kehoach_desktop.ui.theme import theme

_WIDTH_PX = 340
Commit = Callable[..., bool]
"""Workbench.commit."""


class ColumnsPanel(QFrame):
    """Its rows follow the sheet's columns; what is changed is done at once, and can be undone."""

    closed = Signal()

    def __init__(self, view: SheetView, commit: Commit) -> None:
        super().__init__()
        self.setObjectName("side_panel")
        self.setAccessibleName("Cột của bảng")
        self.setFixedWidth(_WIDTH_PX)
        self._view = view
        self._model = view.sheet
        self._layout = view.layout_of_columns
        self._commit = commit
        self.rows: list[ColumnRow] = []
        self.new = named(QLineEdit(placeholderText="Tên cột mới"), "Tên cột mới")
        self.add_button = QPushButton("Thêm cột")
        self.reset_button = button("Về mặc định", is_flat=True)
        self._close = named(QToolButton(), "Đóng")
        self._lay_out()
        self.add_button.clicked.connect(self.add)
        self.new.returnPressed.connect(self.add)
        self.reset_button.clicked.connect(self._on_reset_clicked)
        self._close.clicked.connect(self.closed)
        self._layout.changed.connect(self.follow)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # -- following ----------------------------------------------------------------------------------

    def follow(self) -> None:
        """Show the columns as they are now."""
        if self.isHidden():
            return
        appendix = self._model.appendix
        keys = [column.id for column in appendix.columns] if appendix else []
        if [row.key for row in self.rows[FIRST_OWN_COLUMN - FIRST_TASK_COLUMN :]] != keys or not self.rows:
            self._make_rows(keys)
        for at, row in enumerate(self.rows):
            self._show_row(row, at + FIRST_TASK_COLUMN, appendix)
        self.new.setEnabled(appendix is not None)
        self.add_button.setEnabled(appendix is not None)
        self.reset_button.setEnabled(self._layout.is_own)

    def _show_row(self, row: ColumnRow, column: int, appendix: Appendix | None) -> None:
        row.show_column(self._model.title(column), is_on=not self._view.isColumnHidden(column))
        if appendix is None:
            return
        if column == NOTE:
            row.show_printed(is_on=appendix.prints_note)
        elif column >= FIRST_OWN_COLUMN:
            own, place = appendix.columns, column - FIRST_OWN_COLUMN
            row.show_printed(is_on=own[place].is_printed)
            row.let_move(up=place > 0, down=place < len(own) - 1)

    def _make_rows(self, keys: list[int]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        columns = range(FIRST_TASK_COLUMN, FIRST_OWN_COLUMN + len(keys))
        self.rows = []
        for column in columns:
            own = column - FIRST_OWN_COLUMN
            row = ColumnRow(keys[own] if own >= 0 else 0, prints=column == NOTE or own >= 0)
            self._connect_row(row, column, own)
            self._list.addWidget(row)
            self.rows.append(row)
        self._list.addStretch(1)

    def _connect_row(self, row: ColumnRow, column: int, own: int) -> None:
        row.shown_asked.connect(lambda is_on, c=column: self._layout.show(c, is_on=is_on))
        if column == NOTE:
            row.printed_asked.connect(self._on_note_printed_asked)
        elif own >= 0:
            row.printed_asked.connect(lambda is_on, at=own: self.print_column(at, is_printed=is_on))
            row.renamed.connect(lambda title, at=own, it=row: self._on_renamed(it, at, title))
            row.left.connect(self._model.end_typing)
            row.move_asked.connect(lambda by, at=own: self.move_column(at, by))
            row.removed.connect(lambda at=own: self.remove(at))

    def flush(self) -> None:
        """Keep the names that are typed and not yet kept."""
        for row in self.rows:
            row.flush()

    def _on_renamed(self, row: ColumnRow, place: int, title: str) -> None:
        is_done = False
        try:
            is_done = self.rename(place, title)
        finally:  # also after a bug, which the row does not see
            appendix = self._model.appendix
            if not is_done and appendix and own_columns.rename_column(appendix, place, title) is not None:
                row.keep_typed(title)

    # -- what can be done to columns ----------------------------------------------------------------

    def add(self) -> None:
        """Add a column of the name typed."""
        title = one_line(self.new.text())
        if not title:
            self.new.setFocus()
        elif self._do(lambda appendix: own_columns.add_column(appendix, title), "Thêm cột"):
            self.new.clear()
            column = len(self._model.columns) - 1
            self._layout.show(column, is_on=True)
            self._view.show_cell(max(self._view.currentIndex().row(), 0), column)

    def rename(self, place: int, title: str) -> bool:
        """Give an own column another name."""
        return self._do(
            lambda appendix: own_columns.rename_column(appendix, place, title), "Đổi tên cột", mergeable=True
        )

    def print_column(self, place: int, *, is_printed: bool) -> bool:
        """Have an own column on paper, or not."""
        words = "In cột" if is_printed else "Không in cột"
        return self._do(
            lambda appendix: own_columns.print_column(appendix, place, is_printed=is_printed), words
        )

    def print_note(self, *, is_printed: bool) -> bool:
        """Have the notes on paper, or not."""
        words = "In cột ghi chú" if is_printed else "Không in cột ghi chú"
        return self._do(lambda appendix: own_columns.print_note(appendix, is_printed=is_printed), words)

    def move_column(self, place: int, by: int) -> bool:
        """Move an own column among the own ones, on paper too."""
        return self._do(lambda appendix: own_columns.move_column(appendix, place, by), "Chuyển cột")

    def remove(self, place: int) -> bool:
        """Remove an own column with what stands in it."""
        return self._do(lambda appendix: own_columns.remove_column(appendix, place), "Xóa cột")

    def start_renaming(self, column: int) -> None:
        """Put the keyboard into the name of an own column."""
        self.follow()
        self.rows[column - FIRST_TASK_COLUMN].take_keyboard()

    def _do(self, make: Callable[[Appendix], Edit | None], words: str, *, mergeable: bool = False) -> bool:
        """Commit the edit; where it is refused show again what holds."""
        self._model.catch_up()
        self._view.delegate.finish_editor()
        appendix = self._model.appendix
        edit = make(appendix) if appendix is not None else None
        is_done = edit is not None and self._commit(edit, words, mergeable=mergeable)
        self._model.catch_up()
        self.follow()
        return is_done

    def _on_note_printed_asked(self, is_on: bool) -> None:  # as Qt tells it
        self.print_note(is_printed=is_on)

    def _on_reset_clicked(self) -> None:
        self._layout.reset()
        self.follow()

    # -- the panel ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the sheet."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _on_theme_changed(self) -> None:
        self._close.setIcon(icon("close"))
        for row in self.rows:
            row.draw_icons()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("CỘT CỦA BẢNG", "caption"), 1)
        self._close.setToolTip("Đóng (Esc)")
        self._close.setIconSize(QSize(16, 16))
        head.addWidget(self._close)
        area = QWidget()
        area.setObjectName("surface")
        self._list: Any = QVBoxLayout(area)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(area)
        words = label(
            "Đánh dấu cột cần hiện; “In” là cột có trên bản in, tệp PDF và Excel. "
            "Kéo tiêu đề cột để đổi chỗ, kéo mép để đổi độ rộng.",
            "muted",
        )
        words.setWordWrap(True)
        adding = QHBoxLayout()
        adding.setSpacing(6)
        adding.addWidget(self.new, 1)
        adding.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(words)
        column.addWidget(scroll, 1)
        column.addLayout(adding)
        column.addWidget(self.reset_button, 0, Qt.AlignmentFlag.AlignLeft)
