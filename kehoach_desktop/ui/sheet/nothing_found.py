"""What stands in the sheet where a filter leaves no row: that it does, and a button to end it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kehoach_desktop.ui.sheet.widgets import label

if TYPE_CHECKING:
    from kehoach_desktop.ui.sheet.view import SheetView

_TOP_PX = 28


class NothingFound(QWidget):
    """Lies over the rows while there are none for the filter."""

    def __init__(self, view: "SheetView") -> None:
        super().__init__(view)
        self._view = view
        words = label("Không có dòng nào khớp bộ lọc", "muted")
        self.button = QPushButton("Bỏ lọc")
        self.button.setToolTip("Bỏ lọc ở mọi cột")
        self.button.clicked.connect(self._on_button_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, _TOP_PX, 12, 12)
        column.setSpacing(10)
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hide()
        view.sheet.rearranged.connect(self.follow)
        view.sheet.filtered.connect(self.follow)

    def follow(self) -> None:
        """Be there where it is true."""
        sheet = self._view.sheet
        self.setVisible(sheet.is_filtered and bool(sheet.all_rows) and not sheet.rows)
        self.place()

    def place(self) -> None:
        """Stand at the top of where the rows are."""
        if not self.isHidden():
            area = self._view.viewport().geometry()
            area.setHeight(min(self.sizeHint().height(), area.height()))
            self.setGeometry(area)

    def _on_button_clicked(self) -> None:
        self._view.setFocus()  # first: a button that goes with the keyboard would have the sheet go on by Tab
        self._view.filters.clear()
