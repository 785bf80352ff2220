"""What paints the appendix's cells, says how high they want to be, and opens the editor in them."""

from functools import lru_cache

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from kehoach_desktop.domain.directory import NO_NAMES, Names
from kehoach_desktop.ui.rest import Rest
from kehoach_desktop.ui.sheet.cell_offers import CellOffers
from kehoach_desktop.ui.sheet.chips import QUARTER_CHIP_PX, bodies_height_px, draw_bodies, draw_quarters
from kehoach_desktop.ui.sheet.editor import CellEditor
from kehoach_desktop.ui.sheet.model import SheetModel
from kehoach_desktop.ui.sheet.rows import CONTENT, FIRST_TASK_COLUMN, KEYS, NUMBER, TIME, SheetRow
from kehoach_desktop.ui.sheet.rows_model import Index
from kehoach_desktop.ui.sheet.widgets import rect_of
from kehoach_desktop.ui.sheet.wrapped import draw_text, text_height_px
from kehoach_desktop.ui.theme import base_font, tokens

PAD_X, PAD_Y = 10, 8
LEAST_ROW_PX, MOST_ROW_PX = 36, 600
_BODIES = (KEYS.index("lead"), KEYS.index("partners"))
_HINTS = {
    "down": QStyledItemDelegate.EndEditHint.SubmitModelCache,
    "right": QStyledItemDelegate.EndEditHint.EditNextItem,
    "left": QStyledItemDelegate.EndEditHint.EditPreviousItem,
}


_colour = lru_cache(maxsize=64)(QColor)


class SheetDelegate(QStyledItemDelegate):
    """Paints with the theme's tokens; one editor at a time."""

    def __init__(self, view: QTableView, model: SheetModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.editor: CellEditor | None = None
        self.offers: CellOffers | None = None  # without it nothing is offered, and bodies are parted unaided
        self.replaces_text = False  # the next editor begins with its text chosen: a letter was typed
        self._heights: dict[int, tuple[SheetRow, int]] = {}  # of rows as they were when reckoned
        self.found: frozenset[tuple[int, int]] = frozenset()  # task id and column of what a search found

    def row_height_px(self, row: int) -> int:
        """Return the height a row needs; an activity's last row takes what its content needs more.

        A row is never higher than most of a screen: what is longer is read in its editor.
        """
        height = self._own_height_px(row)
        rows = self._model.rows_of_activity(row)
        if row != rows[-1]:
            return height
        content = self._model.rows[row].activity.content
        needed = text_height_px(content, base_font(), self._width_px(CONTENT)) + 2 * PAD_Y
        if needed <= len(rows) * LEAST_ROW_PX:
            return height
        return min(max(height, needed - sum(self._own_height_px(other) for other in rows[:-1])), MOST_ROW_PX)

    def _own_height_px(self, row: int) -> int:
        shown = self._model.rows[row]
        known = self._heights.get(shown.key)
        if known is None or known[0] is not shown:
            known = self._heights[shown.key] = shown, min(self._height_of(shown.cells), MOST_ROW_PX)
        return known[1]

    def forget_heights(self) -> None:
        """Reckon anew: columns have other widths, or are shown that were not."""
        self._heights.clear()

    def _height_of(self, cells: tuple[str, ...]) -> int:
        return max(
            LEAST_ROW_PX,
            *(self._cell_height_px(cells[c], c) + 2 * PAD_Y for c in range(FIRST_TASK_COLUMN, len(cells))),
        )

    @property
    def _known(self) -> Names:
        return self.offers.known if self.offers is not None else NO_NAMES

    def _width_px(self, column: int) -> int:
        return self._view.columnWidth(column) - 2 * PAD_X - 1

    def _cell_height_px(self, text: str, column: int) -> int:
        if self._view.isColumnHidden(column) or not text:
            return 0
        if column in _BODIES:
            return bodies_height_px(text, self._width_px(column), self._known)
        height = text_height_px(text, base_font(), self._width_px(column))
        return height + 4 + QUARTER_CHIP_PX if column == TIME and text.strip() else height

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return what the cell wants at its column's width."""
        text = self._model.rows[index.row()].cells[index.column()]
        height = self._cell_height_px(text, index.column()) + 2 * PAD_Y
        return QSize(self._view.columnWidth(index.column()), max(height, LEAST_ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a task's cell; TT and content are painted over it all."""
        row, column = index.row(), index.column()
        if column <= CONTENT or row >= len(self._model.rows):
            return
        current = self._view.currentIndex()
        is_current = current.row() == row and current.column() == column
        is_chosen = is_current or self._view.selectionModel().isSelected(index)
        self._paint(painter, rect_of(option), row, column, is_current=is_current, is_chosen=is_chosen)

    def paint_merged(self, painter: QPainter, rect: QRect, rows: range, column: int) -> None:
        """Paint a cell that stands for these rows."""
        current = self._view.currentIndex()
        is_current = current.column() == column and current.row() in rows
        index = self._model.index(rows[0], column)
        is_chosen = is_current or self._view.selectionModel().isSelected(index)
        self._paint(painter, rect, rows[0], column, is_current=is_current, is_chosen=is_chosen)

    def _paint(
        self, painter: QPainter, rect: QRect, row: int, column: int, *, is_current: bool, is_chosen: bool
    ) -> None:
        """Paint the ground, the cell's text and chips, and a frame around the current cell."""
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        painter.fillRect(rect, _colour(self._ground(row, column, is_chosen=is_chosen)))
        line = _colour(
            colours.line if is_chosen else colours.soft_line
        )  # Qt's own grid leaves specks beside merged cells
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line)
        box = QRectF(rect).adjusted(PAD_X, PAD_Y, -PAD_X, 0)
        self._paint_cell(painter, box, row, column, colours.surface if is_chosen else colours.accent_soft)
        if is_current:
            pen = QPen(_colour(colours.accent), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -2, -2))
        painter.restore()

    def _ground(self, row: int, column: int, *, is_chosen: bool) -> str:
        colours = tokens()
        if is_chosen:
            return colours.accent_soft
        is_found = (self._model.rows[row].key, column) in self.found
        return colours.warning_soft if is_found else colours.surface

    def _paint_cell(self, painter: QPainter, box: QRectF, row: int, column: int, chip_ground: str) -> None:
        colours = tokens()
        text = self._model.rows[row].cells[column]
        if column == NUMBER:
            painter.setFont(base_font())
            painter.setPen(_colour(colours.muted))
            where = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(box.adjusted(-PAD_X, 0, PAD_X, 0), where, text)
        elif column in _BODIES:
            draw_bodies(painter, box, text, colours, self._known)
        else:
            used = draw_text(painter, box, text, base_font(), colours.text)
            if column == TIME and text.strip():
                at = box.topLeft() + QPointF(0, used + 4)
                draw_quarters(painter, at, text, self._model.year, chip_ground, self._model.scheme)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open the editor of several lines."""
        editor = CellEditor(parent)
        colours = tokens()
        editor.setFont(base_font())
        editor.setStyleSheet(
            f"#cell_editor {{ background: {colours.surface}; color: {colours.text}; border-radius: 0;"
            f" border: 2px solid {colours.accent}; padding: {PAD_Y - 2}px {PAD_X - 2}px; }}"
        )
        editor.setAccessibleName(self._model.title(index.column()))
        editor.done.connect(self._on_editor_done)
        editor.before = self._model.rows[index.row()].cells[index.column()]
        Rest(editor, self.commit_editor)
        if self.offers is not None:
            self.offers.serve(editor, self._model.columns[index.column()].key)
        self.editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Load the cell's text; what is typed and not yet committed stays."""
        if isinstance(editor, CellEditor):
            editor.load(self._model.rows[index.row()].cells[index.column()])
            if self.replaces_text:
                editor.selectAll()
                self.replaces_text = False
            elif not editor.hasFocus():
                cursor = editor.textCursor()
                cursor.movePosition(cursor.MoveOperation.End)
                editor.setTextCursor(cursor)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Commit what was typed; when that cannot be done it stays typed."""
        if isinstance(editor, CellEditor) and editor.document().isModified():
            editor.document().setModified(False)  # the plan's change comes back before setData returns
            if not model.setData(index, editor.toPlainText()):
                editor.document().setModified(True)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Stand over the cell, of a merged one over all of it."""
        if isinstance(editor, CellEditor):
            editor.place(rect_of(option))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the editor have its keys: Qt's own handling would take Tab and Enter first."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            return False
        return super().eventFilter(watched, event)

    def commit_editor(self) -> None:
        """Commit what is typed in the open editor and leave it open."""
        if self.editor is not None and not self.editor.isHidden():  # a closed one lives on a little
            self.commitData.emit(self.editor)

    def finish_editor(self) -> None:
        """Commit what is typed and close the editor where it is; what cannot be written stays open."""
        self.commit_editor()
        if self.editor is not None and not self.editor.document().isModified():
            self.closeEditor.emit(self.editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _on_editor_done(self, how: str) -> None:
        editor = self.editor
        if editor is None:
            return
        if how == "escape":
            self._take_back(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            return
        self.commitData.emit(editor)
        if not editor.document().isModified():  # a failed commit leaves the editor open
            self.closeEditor.emit(editor, _HINTS[how])

    def _take_back(self, editor: CellEditor) -> None:
        """Give up what is typed, also what was kept while it was typed."""
        editor.setPlainText(editor.before)
        editor.document().setModified(True)  # setPlainText takes it for unchanged
        self.commitData.emit(editor)
        editor.document().setModified(False)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Know no editor that is going; another may be open before it is gone."""
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)
