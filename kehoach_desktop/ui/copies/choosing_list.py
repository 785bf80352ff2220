"""A short list of copies to choose one from, on the page of a file that cannot be worked in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Signal, Slot
from PySide6.QtWidgets import QWidget

from kehoach_desktop.services.backups import CopyNote
from kehoach_desktop.services.copy_places import own_folder
from kehoach_desktop.ui.copies.model import (
    EVIDENCE,
    PLANS,
    RECORDS,
    REPORTS,
    SIZE,
    TASKS,
    WHEN,
    WHERE,
    WHY,
    CopiesModel,
)
from kehoach_desktop.ui.list_table import ListTable
from kehoach_desktop.ui.theme import theme

WIDTH_PX = 980  # of the page that has it
_ROW_PX = 30
_MOST_ROWS = 7  # seen at once; the rest is scrolled to
_WIDTHS = {WHEN: 190, WHY: 214, PLANS: 84, REPORTS: 80, TASKS: 88, SIZE: 102}
_LEFT_OUT = (RECORDS, EVIDENCE)
_ROOMS = {REPORTS: 890, SIZE: 800}


class ChoosingList(ListTable):
    """``chosen`` tells which copy is the current one now."""

    chosen = Signal(object)  # CopyNote | None

    def __init__(self, database: Path, parent: QWidget | None = None) -> None:
        model = CopiesModel(own_folder(database))
        super().__init__(model, "Các bản sao lưu", _WIDTHS, (WHERE,), parent)
        model.setParent(self)
        self.leave_out(_ROOMS)
        self._model = model
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        for column in _LEFT_OUT:
            self.setColumnHidden(column, True)  # noqa: FBT003 - Qt's own setter
        self.selectionModel().currentRowChanged.connect(self.on_current_changed)
        theme().changed.connect(self.viewport().update)

    def show_notes(self, notes: Sequence[CopyNote], wanted: CopyNote | None) -> None:
        """List the copies with one of them chosen, or the first that can be read."""
        self._model.show_rows(notes)
        rows = min(len(notes), _MOST_ROWS)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows * _ROW_PX + 4)
        readable = (row for row, note in enumerate(notes) if note.counts is not None)
        row = next((row for row, note in enumerate(notes) if note is wanted), next(readable, 0))
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._model.index(row, 0), flag.ClearAndSelect | flag.Rows)

    def current(self) -> CopyNote | None:
        """Return the chosen copy."""
        row = self.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    @Slot()
    def on_current_changed(self) -> None:
        """Tell of it."""
        self.chosen.emit(self.current())
