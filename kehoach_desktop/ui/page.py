"""A page inside the window in place of a dialog: a title, a lead, a form, and its buttons."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

WIDTH_PX = 620
_LONG_WORD = re.compile(r"\S{40,}")


class Page(QScrollArea):
    """One column in the middle of the window; it scrolls when the window is low. Esc leaves it.

    Enter presses the button that has the keyboard; in a field of one line it does the page's primary verb.
    """

    closed = Signal()
    is_of_file = False  # it is about the file, the office or the program, whatever plan is open
    follows_plan = False  # it shows the plan as it now is, so that undo and redo are seen on it

    def __init__(self, title: str, lead: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(title)
        self._card = QFrame()
        self._card.setObjectName("card")
        self._card.setMaximumWidth(WIDTH_PX)
        self.column = QVBoxLayout(self._card)
        self.column.setContentsMargins(32, 28, 32, 28)
        self.column.setSpacing(8)
        self.column.addWidget(label(title, "title"))
        self._lead = label(lead, "muted")
        self.column.addWidget(self._lead)
        self.column.addSpacing(16)
        self._form: QFormLayout | None = None
        ground = QWidget()
        ground.setObjectName("page_ground")
        around = QHBoxLayout(ground)
        around.setContentsMargins(24, 32, 24, 32)
        around.addStretch(1)
        around.addWidget(self._card, 100, Qt.AlignmentFlag.AlignTop)
        around.addStretch(1)
        self.setWidget(ground)
        self.escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self.escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.escape.activated.connect(self.closed)

    def take_keyboard(self) -> None:
        """Give the keyboard to the page's first field or button."""
        self.setFocus()
        self.focusNextChild()

    def areas(self) -> list[QWidget]:
        """Return the page itself: it is not divided."""
        return [self]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter do what it does in a dialog."""
        if not (is_enter(event) and self._press()):
            super().keyPressEvent(event)

    def _press(self) -> bool:
        here = self.focusWidget()
        if isinstance(here, QPushButton):
            here.click()
            return True
        if isinstance(here, (QLineEdit, QAbstractSpinBox, QRadioButton)):
            for known in self.findChildren(QPushButton):
                if known.property("primary") == "true":
                    known.click()
                    return True
        return False

    def add_row(self, text: str, field: QWidget, hint: str = "") -> None:
        """Add a field with its label, and under it a hint in small words."""
        if self._form is None:
            self._form = QFormLayout()
            self._form.setHorizontalSpacing(16)
            self._form.setVerticalSpacing(8)
            self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.column.addLayout(self._form)
        name = QLabel(text)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setMinimumWidth(132)
        name.setMinimumHeight(30)
        name.setBuddy(field)
        (field.focusProxy() or field).setAccessibleName(text)
        self._form.addRow(name, field)
        if hint:
            self._form.addRow(QWidget(), label(hint, "muted"))

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Add the row of buttons that ends the page, the chief one first."""
        self.column.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)


def is_enter(event: QKeyEvent) -> bool:
    """Say whether the key is Enter, of the letters or of the number pad, and nothing held with it."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and held == Qt.KeyboardModifier.NoModifier


def label(text: str, role: str = "") -> QLabel:
    """Return wrapped words in one of the style sheet's roles (title, heading, muted, caption, wrong)."""
    made = QLabel(breakable(text))
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    return made


def breakable(text: str) -> str:
    """Return ``text`` with places to break long paths at, so that no label forces the window wider."""
    return _LONG_WORD.sub(lambda word: re.sub(r"([/\\.])", "\\1\u200b", word.group()), text)


def button(text: str, *, is_primary: bool = False, is_flat: bool = False) -> QPushButton:
    """Return a push button; the primary one is the one to be clicked next."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if is_primary:
        made.setProperty("primary", "true")
    if is_flat:
        made.setProperty("flat", "true")
    return made
