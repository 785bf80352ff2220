"""The page over the tabs while a long plan is read or written: what is being done, and a way out."""

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QProgressBar

from kehoach_desktop.ui.page import Page, button


class WaitingPage(Page):
    """Nothing can be typed below it, so that nothing typed waits for the file. Button and Esc leave it."""

    def __init__(self, title: str, lead: str, *, leave: str = "") -> None:
        """``leave``: the words of the button that gives up; "" where it can no more be given up."""
        super().__init__(title, lead)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.column.addWidget(self.bar)
        self.leave = button(leave)
        self.leave.clicked.connect(self.closed)
        self.add_buttons(self.leave)
        self.leave.setVisible(bool(leave))
        if not leave:
            for key in self.findChildren(QShortcut):  # Esc
                key.setEnabled(False)

    def advance(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
