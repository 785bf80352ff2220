"""A cell of a record's small tables while it is typed in: a plain line, in some columns with offers."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from kehoach_desktop.ui.plan.offers import Offer
from kehoach_desktop.ui.rest import Rest
from kehoach_desktop.ui.sheet.rows_model import Index
from kehoach_desktop.ui.sheet.widgets import named
from kehoach_desktop.ui.theme import base_font, tokens
from kehoach_desktop.ui.tracker.entries_model import EntriesModel
from kehoach_desktop.ui.tracker.offer_line import OfferLine

_LEAST_EDITOR_PX = 72
Offers = Callable[[], list[Offer]]
End = QAbstractItemDelegate.EndEditHint


class EntryDelegate(QStyledItemDelegate):
    """A plain line to type in, filling the cell; in some columns with offers."""

    offer_taken = Signal(QModelIndex, object)

    def __init__(self, parent: QTableView, offers: dict[int, Offers]) -> None:
        super().__init__(parent)
        self._offers = offers
        self._taken: Offer | None = None
        self._made: QLineEdit | None = None

    @property
    def editor(self) -> QLineEdit | None:
        """The line typed in; None when no cell is open."""
        return self._made if self._made is not None and isValid(self._made) else None

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the line, with the column's offers."""
        offers = self._offers.get(index.column())
        editor = OfferLine(offers(), parent) if offers else QLineEdit(parent)
        editor.setFont(base_font(12))
        colours = tokens()
        editor.setStyleSheet(
            f"border: 2px solid {colours.accent}; border-radius: 0; padding: 0 1px; min-height: 0;"
            f" background: {colours.surface};"
        )
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        self._made, self._taken = named(editor, str(title)), None
        Rest(editor, partial(self._keep_resting, editor, index.column()))
        if isinstance(editor, OfferLine):
            editor.offer_taken.connect(self._on_offer_taken)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """A narrow cell is typed in as wide as its words need."""
        super().updateEditorGeometry(editor, option, index)
        view = self.parent()
        if isinstance(view, QTableView):
            here = QRect(editor.geometry())
            wide = max(here.width(), _LEAST_EDITOR_PX)
            left = min(here.left(), view.viewport().width() - wide)
            editor.setGeometry(QRect(left, here.top(), wide, here.height()))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell has."""
        model = index.model()
        if not isinstance(editor, QLineEdit) or editor.isModified() or not isinstance(model, EntriesModel):
            return  # what is typed stays
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if not (editor.hasFocus() and model.means_same(index.column(), editor.text(), text)):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Give what was typed, or taken from the offers, to the model."""
        if not isinstance(editor, QLineEdit) or not isinstance(model, EntriesModel):
            return
        if self._taken is not None:
            offer, self._taken = self._taken, None
            editor.setModified(False)
            self.offer_taken.emit(model.index(index.row(), index.column()), offer)
        elif editor.isModified():
            editor.setModified(False)
            model.setData(index, editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the keys of an open list to it."""
        is_theirs = (
            isinstance(watched, OfferLine)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and watched.wants(event)
        )
        return not is_theirs and super().eventFilter(watched, event)

    def commit(self) -> None:
        """Commit what is typed in the open cell."""
        editor = self.editor
        if editor is not None and not editor.isHidden():  # a closed one lives on a little
            self.commitData.emit(editor)

    def _keep_resting(self, editor: QLineEdit, column: int) -> None:
        """Commit what is typed while it is still typed in; what means nothing yet is said when it is left."""
        view = self.parent()
        model = view.model() if isinstance(view, QTableView) else None
        if isinstance(model, EntriesModel) and model.is_right(column, editor.text()):
            self.commit()

    def _on_offer_taken(self, offer: Offer) -> None:
        editor = self.editor
        if editor is not None:
            self._taken = offer
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, End.SubmitModelCache)
