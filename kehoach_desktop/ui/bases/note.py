"""A line that says what was just done, with one answer to it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget


class Note(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sunken")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button = QToolButton()
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setProperty("boxed", "true")
        self._button.clicked.connect(self.answer)
        self._act: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, "" for nothing."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str, answer: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what was done, with one answer to it; "" for nothing."""
        self._words.setText(words)
        self._act = act
        self._button.setText(answer)
        self._button.setVisible(act is not None)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    @Slot()
    def answer(self) -> None:
        """Do what the answer says; it has been said then."""
        act, self._act = self._act, None
        self.say("")
        if act is not None:
            act()
