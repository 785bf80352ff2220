"""The document map: a click goes there, the current row is marked, letters typed look for a row."""

from PySide6.QtCore import QElapsedTimer, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from kehoach_desktop.domain.text import search_key
from kehoach_desktop.ui.plan.draft import Draft
from kehoach_desktop.ui.plan.map_dragging import DraggableRows
from kehoach_desktop.ui.plan.map_model import LINE_ROLE, map_entries
from kehoach_desktop.ui.plan.map_row import SIDE_PX, MapRow
from kehoach_desktop.ui.sheet.widgets import write_hint

_SEARCH_MS = 1200  # letters typed within this go together
_HINT = "Các mục, khoản, điểm sẽ hiện ở đây khi có nội dung."


class MapView(DraggableRows):
    """Shows the map; ``line_chosen`` says where to go."""

    line_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._searched = ""
        self._since_searched = QElapsedTimer()
        self.setItemDelegate(MapRow(self))
        self.setObjectName("document_map")
        self.setAccessibleName("Sơ đồ văn bản")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self.on_row_chosen)
        self.activated.connect(self.on_row_chosen)

    def show_draft(self, draft: Draft, line: int) -> None:
        """Show the map of this text with the row of ``line`` current; it stays scrolled where it is."""
        self.draft = draft
        scrolled = self.verticalScrollBar().value()
        self.entries.show(map_entries(draft))
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(scrolled)
        self.show_line(line)

    def show_line(self, line: int) -> None:
        """Mark the row the line belongs to."""
        row = self.entries.row_of_line(line)
        index = self.entries.index(row) if row >= 0 else QModelIndex()
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            if index.isValid():
                self.scrollTo(index)

    def keyboardSearch(self, text: str) -> None:
        """Go to the next row one of whose words begins with what is typed, with or without accents."""
        is_going_on = self._since_searched.isValid() and self._since_searched.elapsed() < _SEARCH_MS
        self._searched = self._searched + text if is_going_on else text.lstrip()
        self._since_searched.start()
        wanted = search_key(self._searched)
        rows = self.entries.rows
        first = self.currentIndex().row() + (len(self._searched) == 1)
        for row in (n % len(rows) for n in range(first, first + len(rows))):
            if wanted and f" {wanted}" in f" {search_key(rows[row].title)}":
                self.setCurrentIndex(self.entries.index(row))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a keyboard program take its last letter back while a row is being looked for."""
        if event.key() == Qt.Key.Key_Backspace:
            self._searched = self._searched[:-1]
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what the map is for while it has no rows."""
        super().paintEvent(event)
        if not self.entries.rowCount():
            write_hint(self, _HINT, SIDE_PX, 4)

    def on_row_chosen(self, index: QModelIndex) -> None:
        """Tell which line to go to."""
        self.line_chosen.emit(index.data(LINE_ROLE))
