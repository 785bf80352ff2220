"""The sheet's table view: merged cells, columns that stay, rows sized as they come into sight, Excel's keys.

Qt's own merging of cells knows nothing of rows that move or are hidden, and costs a second on a large
sheet. So nothing is merged for Qt: TT and content are painted over the rows of their activity, and a place
there means its first row.
"""

from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from kehoach_desktop.ui.sheet.choosing import Choosing
from kehoach_desktop.ui.sheet.delegate import SheetDelegate
from kehoach_desktop.ui.sheet.editor import CellEditor
from kehoach_desktop.ui.sheet.filter_row import SheetFilter
from kehoach_desktop.ui.sheet.header import SheetHeader
from kehoach_desktop.ui.sheet.keys import SheetKeys
from kehoach_desktop.ui.sheet.layout import SheetLayout
from kehoach_desktop.ui.sheet.merged import MergedCells
from kehoach_desktop.ui.sheet.model import SheetModel
from kehoach_desktop.ui.sheet.moving import Cell
from kehoach_desktop.ui.sheet.nothing_found import NothingFound
from kehoach_desktop.ui.sheet.pointing import Gap, SheetMouse
from kehoach_desktop.ui.sheet.row_heights import RowHeights
from kehoach_desktop.ui.sheet.rows import CONTENT, NUMBER
from kehoach_desktop.ui.sheet.rows_model import Index

_STEPS = {
    QAbstractItemDelegate.EndEditHint.SubmitModelCache: (1, 0),
    QAbstractItemDelegate.EndEditHint.EditNextItem: (0, 1),
    QAbstractItemDelegate.EndEditHint.EditPreviousItem: (0, -1),
}


class SheetView(QTableView):
    """Shows a SheetModel; an activity's TT and content are one cell over its rows."""

    chosen_changed = Signal()
    dropped = Signal(int, bool)  # what is chosen was dragged to a row shown; after it?

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = model
        self.head = SheetHeader(self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.delegate = SheetDelegate(self, model)
        self.setItemDelegate(self.delegate)
        self.choosing = Choosing(self, model)
        self.keys = SheetKeys(self)
        self.mouse = SheetMouse(self)
        self.merged = MergedCells(self, self.delegate)
        self._set_up()
        self.layout_of_columns = SheetLayout(self)
        self.filters = SheetFilter(self)
        self.nothing_found = NothingFound(self)
        self.heights = RowHeights(self, self._row_height_px)
        self.head.sectionResized.connect(self._on_section_resized)
        self.head.sectionMoved.connect(self.viewport().update)
        model.rearranged.connect(self._on_model_rearranged)
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        model.modelReset.connect(self.choosing.recall)

    def _set_up(self) -> None:
        self.setAccessibleName("Bảng phụ lục")
        # Every pixel is painted here: only then does scrolling move what is painted already.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(58)
        self.head.setStretchLastSection(True)
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def _row_height_px(self, row: int) -> int:
        return self.delegate.row_height_px(row)

    # -- where cells are ----------------------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        """Return where a cell is, of a merged one all of it; TT and content stay when the rest scrolls."""
        if not index.isValid() or index.column() > CONTENT or index.row() >= len(self.sheet.rows):
            return super().visualRect(index)
        return self.merged.rect(self.sheet.rows_of_activity(index.row()), index.column())

    def indexAt(self, at: QPoint) -> Any:
        """Return the cell at a place of the viewport; in a merged one its first row's."""
        cell = self.cell_at(at)
        return self.sheet.index(*self.choosing.origin(*cell)) if cell else self.sheet.index(-1, -1)

    def cell_at(self, at: QPoint) -> Cell | None:
        """Return row and column at a place of the viewport, in a merged cell too the row that is there."""
        row = self.rowAt(at.y())
        column = next((c for c in (NUMBER, CONTENT) if 0 <= at.x() < self.frozen_px(c)), -1)
        column = self.columnAt(at.x()) if column < 0 else column
        return (row, column) if row >= 0 and column >= 0 else None

    def frozen_px(self, upto: int = CONTENT) -> int:
        """Return how wide TT (and the content) are, which stay when the rest is scrolled."""
        return sum(self.columnWidth(column) for column in range(upto + 1))

    def row_a_page_from(self, row: int, way: int) -> int:
        """Return the row a page below (1) or above (-1) another."""
        far = self.rowViewportPosition(row) + way * max(self.viewport().height() - 40, 40)
        there = self.rowAt(far)
        if there < 0:  # out of the sheet, or of what Qt has laid out
            head = self.verticalHeader()
            there = head.logicalIndexAt(far)
        last = len(self.sheet.rows) - 1
        return there if there >= 0 else (last if way > 0 else 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into sight, out from below the columns that stay."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() <= CONTENT:
            bar.setValue(before)
            return
        below = self.frozen_px() - self.columnViewportPosition(index.column())
        if below > 0:
            bar.setValue(bar.value() - below)

    # -- cells chosen -------------------------------------------------------------------------------

    def chosen_cells(self) -> list[tuple[int, int]]:
        """Return the chosen cells in order, a merged one once (by its first row)."""
        return self.choosing.cells()

    def chosen_rows(self) -> list[int]:
        """Return the rows of the chosen cells; a chosen TT or content means its whole activity."""
        return self.choosing.rows()

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current and only chosen one, and bring it into sight."""
        if 0 <= row < len(self.sheet.rows):
            self.choosing.go_to(row, column)
            self.show_cell(row, column)

    def show_cell(self, row: int, column: int) -> None:
        """Bring a cell into sight."""
        self.scrollTo(self.sheet.index(row, column))

    def selectAll(self) -> None:
        """Choose every cell shown."""
        self.choosing.choose_all()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell the tab, which counts the cells chosen."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.chosen_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Repaint a merged cell that is current whole."""
        super().currentChanged(current, previous)
        self.viewport().update()

    # -- keys, mouse and editing --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go and choose as in Excel; a letter begins to write."""
        if self.mouse.is_dragging and event.key() == Qt.Key.Key_Escape:
            self.mouse.give_up()
        elif event.key() == Qt.Key.Key_Escape and self.nothing_found.isVisible():
            self.filters.clear()
        elif event.key() == Qt.Key.Key_Backspace and not event.modifiers():
            self._write_anew()
        elif not self.keys.take(event):
            super().keyPressEvent(event)
            return
        event.accept()

    def _write_anew(self) -> None:
        """Open the current cell's editor empty, as Backspace does in Excel."""
        self.edit(self.currentIndex(), QAbstractItemView.EditTrigger.EditKeyPressed)
        editor = self.delegate.editor
        if editor is not None:
            editor.selectAll()
            editor.insertPlainText("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is pressed."""
        if event.button() != Qt.MouseButton.LeftButton:
            self._choose_for_menu(event)
        elif self.mouse.press(event):
            self.delegate.finish_editor()
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose a block, or drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.mouse.move(event)
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.mouse.release()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Write in the cell."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.edit(index, QAbstractItemView.EditTrigger.DoubleClicked, event)
        event.accept()

    def _choose_for_menu(self, event: QMouseEvent) -> None:
        """A menu is for the cells chosen; pressed elsewhere, for that cell."""
        cell = self.cell_at(event.position().toPoint())
        if cell is not None and self.choosing.origin(*cell) not in self.choosing.cells():
            self.choosing.go_to(*cell)
        event.accept()

    def may_drag(self) -> bool:
        """Say whether what is chosen may be moved; of an issued plan the clerk is asked what to do."""
        self.delegate.finish_editor()
        return not self.sheet.is_refused()

    def gap_at(self, at: QPoint) -> Gap | None:
        """Return beside which row what is dragged would go here."""
        if not self.sheet.rows:
            return None
        row = self.rowAt(at.y())
        if row < 0:
            row = 0 if at.y() < 0 else len(self.sheet.rows) - 1
            row = row if at.y() >= 0 else max(self.rowAt(0), 0)
        rows = self.sheet.rows_of_activity(row) if self.choosing.is_on_contents() else range(row, row + 1)
        rect = self.merged.rect(rows, NUMBER)
        is_after = at.y() > rect.center().y()
        return (rows[-1], True) if is_after else (rows[0], False)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes from cell to cell; past the last one, and before the first, it leaves the sheet."""
        way = 1 if is_next else -1
        if self.keys.is_at_end(way):
            self.setTabKeyNavigation(False)
            return super().focusNextPrevChild(is_next)
        self.keys.turn(0, way)
        return True

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
        self.sheet.end_typing()
        self.heights.refresh()
        if hint in _STEPS:
            self.keys.turn(*_STEPS[hint])

    # -- painting and measures ----------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint TT and content over the rows, and where what is dragged would go."""
        ground = QPainter(self.viewport())
        ground.fillRect(event.rect(), self.palette().base())
        ground.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.merged.paint(painter, event.region())
        if self.mouse.gap is not None:
            self.merged.paint_gap(painter, *self.mouse.gap)
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll; sideways part of it stays, so all is painted anew."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.head.follow_offset()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows that came into sight get their heights."""
        super().resizeEvent(event)
        self.layout_of_columns.fit()
        self.nothing_found.place()
        self.heights.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours: paint anew."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.viewport().update()

    def reckon_heights(self) -> None:
        """Size the rows anew: what is in their cells is shown in another way."""
        self.delegate.forget_heights()
        self.heights.refresh()
        self.viewport().update()

    def _on_model_about_to_be_reset(self) -> None:
        """Close the editor while its cell is still there; who changes the plan has had it committed."""
        editor = self.delegate.editor
        if editor is not None and not editor.isHidden():
            editor.document().setModified(False)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _on_section_resized(self) -> None:
        self.reckon_heights()

    def _on_model_rearranged(self) -> None:
        self.heights.refresh()
        self.viewport().update()


def _would_open(trigger: Any, event: Any) -> bool:
    """Say whether the clerk wants to write in the cell: a letter, F2 or a double click."""
    triggers = QAbstractItemView.EditTrigger
    if trigger == triggers.AnyKeyPressed:
        return not isinstance(event, QKeyEvent) or event.text().isprintable()
    return trigger in {triggers.EditKeyPressed, triggers.DoubleClicked}
