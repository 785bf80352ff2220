"""The small table of a record's quantities or evidence, as high as its rows, and what is wrong in it."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kehoach_desktop.ui.sheet.widgets import ground, label, named
from kehoach_desktop.ui.theme import base_font, restyle
from kehoach_desktop.ui.tracker.entries_model import EntriesModel
from kehoach_desktop.ui.tracker.entry_delegate import End, EntryDelegate, Offers

_LEAST_ROW_PX = 34
_ICON_PX = 14
_MOST_EXACT_PX = 130
_SIDES_PX = 10  # before and after a cell's words


class _Table(QTableView):
    """A table whose current cell is kept in sight and whose height is its rows'."""

    entered = Signal(int, int)  # a cell was left with Enter
    entered_by_tab = Signal()
    cell_closed = Signal()

    def __init__(self, model: EntriesModel, name: str) -> None:
        super().__init__()
        self.entries = model
        self.setModel(model)
        named(self, name)
        self.setFrameShape(QTableView.Shape.NoFrame)
        restyle(self, "small", "true")
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_LEAST_ROW_PX)
        header = self.horizontalHeader()
        restyle(header, "small", "true")
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(30)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )

    def fit(self) -> None:
        """Share the width out, size the rows to their text and the table to its rows."""
        self._share_width()
        self.resizeRowsToContents()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2
        if self.horizontalHeader().length() > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():  # its height is what fitting gives it
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes to the cell to begin at."""
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.entered_by_tab.emit()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc drops what is typed and could not be kept, wherever the keys have gone since."""
        place = self.entries.to_drop(self.currentIndex().row()) if self._drops(event) else None
        if place is not None:
            self.entries.forget(place[0])
            self.go_to(*place)
        else:
            super().keyPressEvent(event)

    def _drops(self, event: QEvent) -> bool:
        here = self.currentIndex()
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return is_escape and self.entries.to_drop(here.row()) is not None

    def event(self, event: QEvent) -> bool:
        """Have that Esc before whatever else in the window waits for one."""
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and self._drops(event):
            event.accept()
            return True
        return super().event(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell that Enter ended a cell, once it has."""
        here = self.currentIndex()
        super().closeEditor(editor, hint)
        self.cell_closed.emit()
        if hint == End.SubmitModelCache and here.isValid():
            self.entered.emit(here.row(), here.column())

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.entries.index(row, column), only)

    def _share_width(self) -> None:
        """Numbers and days get what they need; words share what is left, or give what is lacking."""
        columns = self.entries.columns
        widths = [self._wanted(number) for number in range(len(columns))]
        spare = self.viewport().width() - sum(widths)
        shares = sum(column.share for column in columns) or 1
        for number in reversed(range(len(columns))):  # the last, the notes, give first
            column = columns[number]
            if spare > 0 and column.share:
                part = spare * column.share // shares
                spare, shares = spare - part, shares - column.share
                widths[number] += part
            elif spare < 0 and column.least_px:
                part = min(-spare, max(0, widths[number] - column.least_px))
                spare += part
                widths[number] -= part
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)

    def _wanted(self, number: int) -> int:
        model, metrics, column = self.entries, QFontMetrics(base_font(12)), self.entries.columns[number]
        if not column.is_exact:
            return column.width_px
        lines = [line for row in model.rows for line in model.shown_at(row, number).split("\n")]
        widest = max((metrics.horizontalAdvance(line) for line in lines), default=0)
        decoration = Qt.ItemDataRole.DecorationRole
        has_icon = any(model.mark(row, (row.key, number), decoration) for row in model.rows)
        return max(column.width_px, min(widest + _SIDES_PX + (_ICON_PX + 4) * has_icon, _MOST_EXACT_PX))


class EntriesTable(QWidget):
    """A table of entries over its sentence."""

    remove_wanted = Signal(object)  # EntryRow

    def __init__(
        self,
        model: EntriesModel,
        name: str,
        offers: dict[int, Offers] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = model
        self.table = _Table(model, name)
        self.delegate = EntryDelegate(self.table, offers or {})
        self.table.setItemDelegate(self.delegate)
        self.wrong = label("", "wrong")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        frame = ground("entries_frame")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(frame)
        self.column.addWidget(self.wrong)
        self.remove_action = QAction("Xóa dòng", self)
        self.remove_action.setShortcut(QKeySequence("Ctrl+Delete"))
        self.remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove_action.triggered.connect(self._on_remove_triggered)
        self.table.addAction(self.remove_action)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        model.wrong_changed.connect(self._on_wrong_changed)
        self._fitting = QTimer(self, singleShot=True, interval=0)  # once, however many cells have changed
        self._fitting.timeout.connect(self.table.fit)
        model.rearranged.connect(self.table.fit)
        model.dataChanged.connect(self._on_data_changed)

    def _on_remove_triggered(self) -> None:
        """Drop what is typed in the current row; where nothing is, ask for the entry to be removed."""
        index: QModelIndex = self.table.currentIndex()
        if not index.isValid():
            return
        if self.model.is_begun(index.row()):
            self.model.forget(index.row())
        else:
            self.remove_wanted.emit(self.model.rows[index.row()])

    def _on_data_changed(self) -> None:
        self._fitting.start()

    def flush(self) -> None:
        """Commit what is typed in the open cell, and what could not be written before."""
        self.delegate.commit()
        self.model.retry()

    def _on_wrong_changed(self) -> None:
        """Say what is wrong in red, what is to be looked at in amber, what is only lacking yet quietly."""
        sentence, role = self.model.sentence(), "wrong" if self.model.drafts.wrong else "muted"
        if sentence:
            sentence = f"{sentence} (Esc: bỏ phần gõ dở)"
        if not self.model.drafts.wrong and (warning := self.model.warning()):
            sentence, role = " ".join(filter(None, (warning, sentence))), "warning"
        restyle(self.wrong, "role", role)
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
