"""The list of proposals: arrows go, Space ticks, Enter makes the plan."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kehoach_desktop.ui.next_year.delegate import TEXT_AT_PX, ProposalDelegate
from kehoach_desktop.ui.next_year.rows_model import ProposalRows
from kehoach_desktop.ui.page import is_enter
from kehoach_desktop.ui.theme import theme

_AT_ONCE = 60  # rows sized in one turn of the loop


class ProposalList(QListView):
    """``make_asked``: Enter was pressed."""

    make_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ProposalRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(ProposalDelegate(self, self.rows))
        self.setAccessibleName("Những chỗ đề nghị đổi")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # each row's words are laid out to size it
        self.setBatchSize(_AT_ONCE)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        theme().changed.connect(self.on_theme_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, make with Enter; the rest is the list's own."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.rows.toggle(self.currentIndex())
        elif is_enter(event):
            self.make_asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick where the tick is; elsewhere the row only becomes the current one."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and index.isValid() and event.position().x() < TEXT_AT_PX:
            self.rows.toggle(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tick by a double click on the words; on the tick itself it is a second click."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() >= TEXT_AT_PX:
            self.rows.toggle(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def on_theme_changed(self) -> None:
        """Take the new colours."""
        self.viewport().update()
