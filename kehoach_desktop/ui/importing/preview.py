"""The preview of a table that comes in: arrows go, Space ticks what is chosen, Enter puts it in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kehoach_desktop.ui.importing.rows_model import CONTENT_AT, DETAIL, FATE, FORM, NUMBER, ProposalRows
from kehoach_desktop.ui.page import is_enter

_ROW_PX = 34
_WIDTHS_PX = {FATE: 118, NUMBER: 48}
_SHARES = {CONTENT_AT: 0.3, FORM: 0.28}


class ProposalTable(QTableView):
    """``make_asked``: Enter was pressed."""

    make_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ProposalRows(self)
        self.setModel(self.rows)
        self.setAccessibleName("Những dòng sẽ thêm, sửa hoặc giữ nguyên")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setObjectName("proposals")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        for column, width in _WIDTHS_PX.items():
            head.resizeSection(column, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, put in with Enter; the rest is the table's own."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        if event.key() == Qt.Key.Key_Space and rows:
            self.rows.toggle(rows)
        elif is_enter(event):
            self.make_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out."""
        super().resizeEvent(event)
        room = max(self.viewport().width() - sum(_WIDTHS_PX.values()), 300)
        for column, share in _SHARES.items():
            self.setColumnWidth(column, int(room * share))
        self.setColumnWidth(DETAIL, room - sum(int(room * share) for share in _SHARES.values()))
