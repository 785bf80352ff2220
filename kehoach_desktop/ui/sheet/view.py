"""The sheet's table view: merged cells, rows sized as they come into sight, keys as in Excel."""

from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from kehoach_desktop.ui.sheet.delegate import SheetDelegate
from kehoach_desktop.ui.sheet.editor import CellEditor
from kehoach_desktop.ui.sheet.model import SheetModel
from kehoach_desktop.ui.sheet.row_heights import RowHeights
from kehoach_desktop.ui.sheet.rows import COLUMNS, CONTENT, NUMBER, TIME
from kehoach_desktop.ui.sheet.rows_model import Index

_STEPS = {
    QAbstractItemDelegate.EndEditHint.SubmitModelCache: (1, 0),
    QAbstractItemDelegate.EndEditHint.EditNextItem: (0, 1),
    QAbstractItemDelegate.EndEditHint.EditPreviousItem: (0, -1),
}


_LEAST_SHARE, _MOST_SHARE = 0.74, 1.5  # of the columns' own widths


class SheetView(QTableView):
    """Shows a SheetModel; an activity's TT and content are one cell over its rows."""

    widths_changed = Signal(list)
    chosen_changed = Signal()

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = model
        self.setModel(model)
        self.delegate = SheetDelegate(self, model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("Bảng phụ lục")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(58)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._fits_window = True  # until the clerk drags a column
        self._is_fitting = False
        self.heights = RowHeights(self, self._row_height_px)
        header.sectionResized.connect(self._on_section_resized)
        model.rearranged.connect(self._on_model_rearranged)
        self._widths_timer = QTimer(self, singleShot=True, interval=300)
        self._widths_timer.timeout.connect(self._on_widths_settled)

    def _row_height_px(self, row: int) -> int:
        return self.delegate.row_height_px(row)

    # -- cells chosen -------------------------------------------------------------------------------

    def chosen_cells(self) -> list[tuple[int, int]]:
        """Return the chosen cells in order, a merged one once (by its first row)."""
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes()}
        current = self.currentIndex()
        if not chosen and current.isValid():
            chosen.add((current.row(), current.column()))
        return sorted({self._origin(*cell) for cell in chosen})

    def _origin(self, row: int, column: int) -> tuple[int, int]:
        return (self.sheet.first_of_activity(row), column) if column <= CONTENT else (row, column)

    def chosen_rows(self) -> list[int]:
        """Return the rows of the chosen cells; a chosen TT or content means its whole activity."""
        rows: set[int] = set()
        for row, column in self.chosen_cells():
            rows |= set(self.sheet.rows_of_activity(row)) if column <= CONTENT else {row}
        return sorted(rows)

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current and only chosen one, and bring it into sight."""
        if 0 <= row < len(self.sheet.rows):
            index = self.sheet.index(*self._origin(row, column))
            # Not setCurrentIndex: with Ctrl still held it would add to the cells chosen.
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, only)
            self.scrollTo(index)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell the tab, which counts the cells chosen."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.chosen_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Repaint a merged cell that is current whole."""
        super().currentChanged(current, previous)
        self.viewport().update()

    # -- keys and editing ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down and Shift+Enter up, as in Excel."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not (
            event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        ):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
            event.accept()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes from cell to cell; past the last one, and before the first, it leaves the sheet."""
        current = self.currentIndex()
        end = (len(self.sheet.rows) - 1, len(COLUMNS) - 1) if is_next else (0, 0)
        at_end = not current.isValid() or self._origin(current.row(), current.column()) == end
        self.setTabKeyNavigation(not at_end)
        return super().focusNextPrevChild(is_next)

    def step(self, down: int, right: int) -> None:
        """Go to the cell ``down`` below (a merged cell is one) and ``right`` beside the current one."""
        current = self.currentIndex()
        if not current.isValid():
            return
        row, column = current.row(), current.column()
        if down and column <= CONTENT:
            rows = self.sheet.rows_of_activity(row)
            row = rows[-1] + 1 if down > 0 else rows[0] - 1
        else:
            row += down
        column += right
        if column >= len(COLUMNS):
            row, column = row + 1, CONTENT
        elif column < NUMBER:
            row, column = row - 1, len(COLUMNS) - 1
        self.go_to(row, column)

    def edit(self, index: Index, trigger: Any = None, event: Any = None) -> Any:
        """Open the editor; a letter typed on the cell takes the place of its text."""
        if trigger is None:
            return super().edit(index)
        if _would_open(trigger, event) and index.column() != NUMBER and self.sheet.is_refused():
            return True
        self.delegate.replaces_text = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        opened = super().edit(index, trigger, event)
        self.delegate.replaces_text = False
        return opened

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close it and go where Enter or Tab point, without opening the next."""
        if isinstance(editor, CellEditor) and editor.document().isModified():
            return  # it could not be written: it stays open with what is typed
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.delegate.editor = None
        self.heights.refresh()
        if hint in _STEPS:
            self.step(*_STEPS[hint])

    # -- measures -----------------------------------------------------------------------------------

    def set_widths(self, widths: list[int]) -> None:
        """Take the column widths kept in the settings, when there are as many as columns."""
        if len(widths) == len(COLUMNS) and all(isinstance(width, int) and width >= 30 for width in widths):
            self._fits_window = False
            self._take_widths(widths)

    def _fit_to_window(self) -> None:
        """Share the window out by the columns' own widths; TT and the time, with its chips, keep theirs."""
        fixed = (NUMBER, TIME)
        own = [width for _, _, width in COLUMNS]
        rest = sum(own) - sum(own[column] for column in fixed)
        share = (self.viewport().width() - sum(own[column] for column in fixed)) / rest
        share = min(max(share, _LEAST_SHARE), _MOST_SHARE)
        self._take_widths([w if c in fixed else int(w * share) for c, w in enumerate(own)])

    def _take_widths(self, widths: list[int]) -> None:
        self._is_fitting = True
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self._is_fitting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows that came into sight get their heights."""
        super().resizeEvent(event)
        if self._fits_window:
            self._fit_to_window()
        self.heights.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours: paint anew."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.viewport().update()

    def _on_section_resized(self, column: int) -> None:
        if not self._is_fitting and column < len(COLUMNS) - 1:  # the last one takes what is left
            self._fits_window = False
            self._widths_timer.start()
        self.heights.refresh()

    def _on_widths_settled(self) -> None:
        self.widths_changed.emit([self.columnWidth(column) for column in range(len(COLUMNS))])

    def _on_model_rearranged(self) -> None:
        """Merge TT and content anew; Qt keeps no account of rows that move."""
        self.clearSpans()
        row = 0
        while row < len(self.sheet.rows):
            size = len(self.sheet.rows[row].activity.tasks)
            if size > 1:
                self.setSpan(row, NUMBER, size, 1)
                self.setSpan(row, CONTENT, size, 1)
            row += size
        self.heights.refresh()


def _would_open(trigger: Any, event: Any) -> bool:
    """Say whether the clerk wants to write in the cell: a letter, F2 or a double click."""
    triggers = QAbstractItemView.EditTrigger
    if trigger == triggers.AnyKeyPressed:
        return not isinstance(event, QKeyEvent) or event.text().isprintable()
    return trigger in {triggers.EditKeyPressed, triggers.DoubleClicked}
