"""The small table of a record's quantities or evidence, as high as its rows, and what is wrong in it."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kehoach_desktop.ui.sheet.rows_model import Index
from kehoach_desktop.ui.sheet.widgets import ground, label, named
from kehoach_desktop.ui.theme import base_font, restyle, tokens
from kehoach_desktop.ui.tracker.entries_model import EntriesModel

_LEAST_ROW_PX = 34


class _EntryDelegate(QStyledItemDelegate):
    """A plain line to type in, filling the cell."""

    editor: QLineEdit | None = None

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(base_font(12))
        colours = tokens()
        editor.setStyleSheet(
            f"border: 2px solid {colours.accent}; border-radius: 0; padding: 0 1px; min-height: 0;"
            f" background: {colours.surface};"
        )
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        self.editor = named(editor, str(title))
        editor.destroyed.connect(self._on_editor_destroyed)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():  # what is typed stays
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit) and isinstance(model, EntriesModel) and editor.isModified():
            editor.setModified(False)
            model.setData(index, editor.text())

    def commit(self) -> None:
        if self.editor is not None and not self.editor.isHidden():  # a closed one lives on a little
            self.commitData.emit(self.editor)

    def _on_editor_destroyed(self) -> None:
        self.editor = None


class _Table(QTableView):
    """A table whose current cell is kept in sight and whose height is its rows'."""

    def __init__(self, model: EntriesModel, name: str) -> None:
        super().__init__()
        self.setModel(model)
        named(self, name)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setFont(base_font(12))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_LEAST_ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column, told in enumerate(model.columns):
            self.setColumnWidth(column, told.width_px)
        header.sectionResized.connect(self.fit)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )

    def fit(self) -> None:
        """Size the rows to their text and the table to its rows."""
        self.resizeRowsToContents()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class EntriesTable(QWidget):
    """A table of entries over its sentence."""

    remove_wanted = Signal(str, object)  # slot, entry

    def __init__(self, model: EntriesModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.table = _Table(model, name)
        self.delegate = _EntryDelegate(self.table)
        self.table.setItemDelegate(self.delegate)
        self.wrong = label("", "wrong")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        frame = ground("entries_frame")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self._frame = frame
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(frame)
        column.addWidget(self.wrong)
        self.remove_action = QAction("Xóa dòng", self)
        self.remove_action.setShortcut(QKeySequence("Ctrl+Delete"))
        self.remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove_action.triggered.connect(self._on_remove_triggered)
        self.table.addAction(self.remove_action)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        model.wrong_changed.connect(self._on_wrong_changed)
        for signal in (model.rearranged, model.dataChanged):
            signal.connect(self.table.fit)
        self._dress()

    def _on_remove_triggered(self) -> None:
        """Drop what is typed in the current row; an entry that is kept is asked to be removed."""
        index: QModelIndex = self.table.currentIndex()
        if index.isValid():
            entry = self.model.rows[index.row()].entry
            self.model.forget(index.row())
            if entry is not None:
                self.remove_wanted.emit(self.model.slot, entry)

    def flush(self) -> None:
        """Commit what is typed in the open cell."""
        self.delegate.commit()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        style = (
            f"#entries_frame {{ border: 1px solid {tokens().line}; background: {tokens().surface}; }}"
            " #entries_frame QHeaderView::section { padding: 0 4px; min-height: 30px; font-size: 12px; }"
        )
        if self._frame.styleSheet() != style:
            self._frame.setStyleSheet(style)

    def _on_wrong_changed(self) -> None:
        """Say what is wrong in red, what is only lacking yet quietly."""
        sentence = self.model.sentence()
        restyle(self.wrong, "role", "wrong" if self.model.drafts.wrong else "muted")
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
