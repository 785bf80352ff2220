"""A page over the desk that takes all its room: for what is looked at rather than filled in."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kehoach_desktop.ui.page import is_enter

_FIND = QKeySequence("Ctrl+F")


class WidePage(QFrame):
    """``column`` takes what it consists of. Esc leaves it; Enter presses the button with the keyboard.

    Ctrl+F leads to ``finder``, the field to search the page with, where there is one.
    """

    closed = Signal()
    is_of_file = False  # it is about the file, the office or the program, whatever plan is open
    follows_plan = False  # as of Page
    finder: QLineEdit | None = None

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

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+F here: the tab below has that key too, and of two shortcuts Qt takes neither."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and self.finder is not None and _is_find(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press a button, Ctrl+F begin a search."""
        here = self.focusWidget()
        if self.finder is not None and _is_find(event):
            self.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.finder.selectAll()
        elif is_enter(event) and isinstance(here, QPushButton):
            here.click()
        else:
            super().keyPressEvent(event)


def _is_find(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) == _FIND
