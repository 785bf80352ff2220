"""A page over the desk that takes all its room: for what is looked at rather than filled in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from kehoach_desktop.ui.page import is_enter


class WidePage(QFrame):
    """``column`` takes what it consists of. Esc leaves it; Enter presses the button with the keyboard."""

    closed = Signal()
    is_of_file = False  # it is about the file, the office or the program, whatever plan is open
    follows_plan = False  # as of Page

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self.leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.leave.activated.connect(self.closed)

    def take_keyboard(self) -> None:
        """Give the keyboard to the chief part."""
        self.areas()[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def areas(self) -> list[QWidget]:
        """Return the parts F6 goes to, the chief one last."""
        return [self]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press a button."""
        here = self.focusWidget()
        if is_enter(event) and isinstance(here, QPushButton):
            here.click()
        else:
            super().keyPressEvent(event)
