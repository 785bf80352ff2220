"""The tracker's table view: keys, groups that open and close, and the row of totals below."""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kehoach_desktop.ui.sheet.row_heights import RowHeights
from kehoach_desktop.ui.sheet.rows_model import Index
from kehoach_desktop.ui.sheet.widgets import write_hint
from kehoach_desktop.ui.theme import base_font, tokens
from kehoach_desktop.ui.tracker.grid_model import GridModel
from kehoach_desktop.ui.tracker.grid_paint import CHEVRON_PX, LEAST_QUARTER_PX, GridDelegate
from kehoach_desktop.ui.tracker.grid_paint import state_colours as state_colours
from kehoach_desktop.ui.tracker.grid_paint import state_icon as state_icon
from kehoach_desktop.ui.tracker.grid_rows import GroupRow

QUARTER_PX = 148
_LEAST_TASK_PX = 170
_NOTHING = "Không có nhiệm vụ nào khớp bộ lọc. Nhấn Esc trong ô lọc để hiện lại tất cả."
_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_MOVING = frozenset(
    {
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
    }
)


class GridHeader(QHeaderView):
    """A header whose quarters of the period in view stand out."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a quarter of the period in the accent's colours, any other as the theme does."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        look = self._model.look
        if look is None or section not in look.quarters:
            return
        colours = tokens()
        painter.fillRect(rect.adjusted(0, 0, -1, -1), QColor(colours.accent_soft))
        painter.setFont(base_font(is_bold=True))
        painter.setPen(QColor(colours.accent))
        words = str(self._model.headerData(section, Qt.Orientation.Horizontal))
        painter.drawText(rect.adjusted(10, 0, -4, -2), Qt.AlignmentFlag.AlignVCenter, words)


class GridView(QTableView):
    """Shows a GridModel; keys 1 to 5 are the tab's, the rest is a table's."""

    chosen_changed = Signal()
    record_wanted = Signal()
    shared = Signal()  # the columns have other widths

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self.setModel(model)
        self.setAccessibleName("Bảng theo dõi quý")
        self._delegate = GridDelegate(self, model)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(GridHeader(model, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)  # the delegate draws the lines: none goes through a heading
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(58)
        self.heights = RowHeights(self, self._delegate.row_height_px)
        self._here = (0, 0)  # the task and column that were current before the rows were taken anew
        self._chosen: list[tuple[int, int]] = []
        self.doubleClicked.connect(self._on_double_clicked)
        model.modelAboutToBeReset.connect(self._note_chosen)
        model.modelReset.connect(self._choose_again)

    # -- what is chosen -----------------------------------------------------------------------------

    def chosen_cells(self) -> list[tuple[int, int]]:
        """Return the chosen cells ``(row, quarter)``, tasks' names and groups' headings left out."""
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes()}
        current = self.currentIndex()
        if current.isValid():
            chosen.add((current.row(), current.column()))
        return sorted(cell for cell in chosen if cell[1] > 0 and self.grid.row_at(cell[0]) is not None)

    def go_to(self, row: int, quarter: int) -> None:
        """Make a cell the current and only chosen one, and bring it into sight."""
        if 0 <= row < len(self.grid.rows):
            self.selectionModel().setCurrentIndex(self.grid.index(row, quarter), _ONLY)

    def go_to_first_task(self, *, take_keyboard: bool = True) -> None:
        """Go to the first task shown, in the column in use or the period's last quarter."""
        look = self.grid.look
        column = self.currentIndex().column()
        if column < 1:
            column = look.quarters[-1] if look else 1
        first = next((place for place in range(len(self.grid.rows)) if self.grid.row_at(place)), 0)
        self.go_to(first, column)
        if take_keyboard:
            self.setFocus()

    def bring_back(self) -> None:
        """Bring the current cell into sight where it now stands."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _note_chosen(self) -> None:
        rows, current = self.grid.rows, self.currentIndex()
        self._here = (rows[current.row()].key, current.column()) if current.isValid() else (0, 0)
        self._chosen = [(rows[row].key, column) for row, column in self.chosen_cells()]

    def _choose_again(self) -> None:
        place = self.grid.place_of(self._here[0])
        if place is None:
            return
        chosen = QItemSelection()
        for key, column in self._chosen:
            if (row := self.grid.place_of(key)) is not None:
                index = self.grid.index(row, column)
                chosen.select(index, index)
        self.go_to(place, self._here[1])
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell the tab, which shows the record of the current cell."""
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the tab; a heading's frame runs over all its columns."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.chosen_changed.emit()

    # -- keys and clicks ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 go to the record, on a heading they and the arrows open and close its group."""
        group = self._current_group()
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
        if group is not None and event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }:
            wish = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}.get(Qt.Key(event.key()))
            if is_enter or event.key() == Qt.Key.Key_Space:
                wish = not group.is_open
            if wish is not None:
                self._open_current(is_open=wish)
                event.accept()
                return
        if is_enter:
            self.record_wanted.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Ctrl and a key that moves leave no cell chosen behind: a digit would write into it out of sight."""
        if not isinstance(event, QKeyEvent) or event.key() not in _MOVING:
            return super().selectionCommand(index, event)
        is_ctrl = event.modifiers() & ~_KEYPAD == Qt.KeyboardModifier.ControlModifier
        return _ONLY if is_ctrl else super().selectionCommand(index, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the arrow of a heading opens and closes its group."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        group = self._current_group()
        is_arrow = at.x() < CHEVRON_PX + self.columnViewportPosition(0)
        is_here = self.rowAt(at.y()) == self.currentIndex().row()
        if group is not None and is_arrow and is_here and event.button() == Qt.MouseButton.LeftButton:
            self._open_current(is_open=not group.is_open)

    def _on_double_clicked(self) -> None:
        group = self._current_group()
        if group is None:
            self.record_wanted.emit()
        else:
            self._open_current(is_open=not group.is_open)

    def _current_group(self) -> GroupRow | None:
        current = self.currentIndex()
        row = self.grid.rows[current.row()] if current.isValid() else None
        return row if isinstance(row, GroupRow) else None

    def _open_current(self, *, is_open: bool) -> None:
        self.grid.set_open([self.currentIndex().row()], is_open=is_open)

    def keyboardSearch(self, search: str) -> None:
        """Do not jump about by letters typed."""

    # -- looks --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say so where the filter leaves nothing."""
        super().paintEvent(event)
        if not self.grid.rows:
            write_hint(self, _NOTHING, 14, 14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The quarters keep their width as long as they can, the tasks take the rest."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Share the width out; where it does not do for four quarters, only the period's are shown."""
        look, width = self.grid.look, self.viewport().width()
        room = (width - _LEAST_TASK_PX) // 4
        shown = range(1, 5) if room >= LEAST_QUARTER_PX or look is None else look.quarters
        most = max(QUARTER_PX, width // 7)
        quarter = max(LEAST_QUARTER_PX, min(most, (width - _LEAST_TASK_PX) // len(shown)))
        for column in range(1, 5):
            self.setColumnHidden(column, column not in shown)
            self.setColumnWidth(column, quarter)
        self.setColumnWidth(0, max(_LEAST_TASK_PX, width - len(shown) * quarter))
        current = self.currentIndex()
        if current.isValid() and current.column() and current.column() not in shown:
            self.go_to(current.row(), shown[-1])
        self.heights.refresh()
        self.shared.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours: paint anew."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.viewport().update()
