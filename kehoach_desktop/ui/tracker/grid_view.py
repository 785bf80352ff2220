"""The tracker's table view and what paints it: state with icon and word, percent, counted results."""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kehoach_desktop.domain.plan import Progress, State
from kehoach_desktop.ui.icons import pixmap
from kehoach_desktop.ui.sheet.row_heights import RowHeights
from kehoach_desktop.ui.sheet.rows_model import Index
from kehoach_desktop.ui.sheet.widgets import rect_of
from kehoach_desktop.ui.sheet.wrapped import draw_text, text_height_px
from kehoach_desktop.ui.theme import Tokens, base_font, tokens
from kehoach_desktop.ui.tracker.grid_model import GridModel, counted_text, state_text
from kehoach_desktop.ui.tracker.record_edits import record_of

QUARTER_PX = 148
_LEAST_QUARTER_PX = 130
_LEAST_TASK_PX = 170
_PILL_PX, _PAD = 25, 6
_ICONS = {
    State.NONE: "dash",
    State.DOING: "clock",
    State.DONE: "check",
    State.LATE: "alert",
    State.DROPPED: "close",
}


def state_colours(state: State, colours: Tokens) -> tuple[str, str]:
    """Return the ink and the ground of a state."""
    return {
        State.NONE: (colours.muted, "transparent"),
        State.DOING: (colours.doing, colours.doing_soft),
        State.DONE: (colours.ok, colours.ok_soft),
        State.LATE: (colours.bad, colours.bad_soft),
        State.DROPPED: (colours.muted, colours.sunken),
    }[state]


def state_icon(state: State) -> str:
    """Return the name of a state's drawing."""
    return _ICONS[state]


class GridDelegate(QStyledItemDelegate):
    """Paints the tasks and their quarters with the theme's tokens."""

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def row_height_px(self, row: int) -> int:
        """Return the height at which nothing of the row is cut."""
        task = self._model.rows[row].task
        width = self._view.columnWidth(0) - 21
        height = text_height_px(task.form, base_font(), width) + 16
        if task.lead:
            height += text_height_px(task.lead, base_font(12), width)
        for record in task.progress:
            counted = counted_text(record.quantities)
            if counted and not self._view.isColumnHidden(record.quarter):
                wide = self._view.columnWidth(record.quarter) - 21
                height = max(height, text_height_px(counted, base_font(12), wide) + _PILL_PX + 2 * _PAD + 5)
        return max(height, 48)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return what the cell wants at its column's width."""
        return QSize(self._view.columnWidth(index.column()), self.row_height_px(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, what is due and recorded, and a frame around the current cell."""
        if index.row() >= len(self._model.rows):
            return
        colours, rect = tokens(), rect_of(option)
        row, quarter = self._model.rows[index.row()], index.column()
        is_current = index == self._view.currentIndex()
        is_chosen = is_current or self._view.selectionModel().isSelected(index)
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(colours.accent_soft if is_chosen else colours.surface))
        if quarter == 0:
            self._paint_task(painter, rect, row.task.form, row.task.lead)
        elif row.is_hatched(quarter):
            painter.fillRect(rect, QBrush(QColor(colours.line), Qt.BrushStyle.BDiagPattern))
        else:
            self._paint_record(painter, rect, record_of(row.task, quarter), is_chosen=is_chosen)
        if is_current:
            pen = QPen(QColor(colours.accent), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_task(self, painter: QPainter, rect: QRect, form: str, lead: str) -> None:
        colours = tokens()
        box = QRectF(rect).adjusted(10, 8, -10, 0)
        used = draw_text(painter, box, form, base_font(), colours.text)
        if lead:
            draw_text(painter, box.adjusted(0, used, 0, 0), lead, base_font(12), colours.muted)

    def _paint_record(
        self, painter: QPainter, rect: QRect, record: Progress | None, *, is_chosen: bool
    ) -> None:
        colours = tokens()
        state = record.status if record else State.NONE
        ink, ground = state_colours(state, colours)
        pill = QRectF(rect.left() + _PAD, rect.top() + _PAD, rect.width() - 2 * _PAD - 1, _PILL_PX)
        if state is not State.NONE and not is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(pill, 5, 5)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(int(pill.left()) + 6, int(pill.top()) + 4, pixmap(_ICONS[state], ink, 16, ratio))
        painter.setFont(base_font(13 if rect.width() >= _LEAST_QUARTER_PX + 12 else 12))
        painter.setPen(QColor(ink))
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room = pill.adjusted(26, 0, -1, 0)
        words = painter.fontMetrics().elidedText(
            state_text(record), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, where, words)
        if record and record.quantities:
            below = QRectF(rect).adjusted(10, _PAD + _PILL_PX + 4, -10, 0)
            draw_text(painter, below, counted_text(record.quantities), base_font(12), colours.muted)


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
        if section not in self._model.quarters:
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
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(58)
        self.heights = RowHeights(self, self._delegate.row_height_px)
        self.doubleClicked.connect(self._on_double_clicked)

    def chosen_cells(self) -> list[tuple[int, int]]:
        """Return the chosen cells ``(row, quarter)``, tasks' names left out."""
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes()}
        current = self.currentIndex()
        if current.isValid():
            chosen.add((current.row(), current.column()))
        return sorted(cell for cell in chosen if cell[1] > 0)

    def go_to(self, row: int, quarter: int) -> None:
        """Make a cell the current and only chosen one, and bring it into sight."""
        if 0 <= row < len(self.grid.rows):
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.grid.index(row, quarter), only)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell the tab, which shows the record of the current cell."""
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the tab."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.chosen_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 go to the record; digits are left to the tab's actions."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.record_wanted.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def _on_double_clicked(self) -> None:
        self.record_wanted.emit()

    def keyboardSearch(self, search: str) -> None:
        """Do not jump about by letters typed."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The quarters keep their width as long as they can, the tasks take the rest."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Share the width out; where it does not do for four quarters, only the period's are shown."""
        width = self.viewport().width()
        room = (width - _LEAST_TASK_PX) // 4
        has_room = room >= _LEAST_QUARTER_PX or not self.grid.quarters
        shown = range(1, 5) if has_room else self.grid.quarters
        quarter = max(_LEAST_QUARTER_PX, min(QUARTER_PX, (width - _LEAST_TASK_PX) // len(shown)))
        for column in range(1, 5):
            self.setColumnHidden(column, column not in shown)
            self.setColumnWidth(column, quarter)
        self.setColumnWidth(0, max(_LEAST_TASK_PX, width - len(shown) * quarter))
        current = self.currentIndex()
        if current.isValid() and current.column() and current.column() not in shown:
            self.go_to(current.row(), shown[-1])
        self.heights.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours: paint anew."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.viewport().update()
