"""A message in the window: what happened, and what can be done about it, until it is closed."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from kehoach_desktop.ui.icons import ICON_PX, icon, pixmap
from kehoach_desktop.ui.page import breakable, is_enter
from kehoach_desktop.ui.theme import restyle, theme, tokens

_ICONS = {"ok": "check", "info": "info", "warning": "alert", "bad": "alert"}
_READ_MS = 20_000  # good news need no answer
Answer = tuple[str, Callable[[], object]]
"""A button's text, and what it does."""


class MessageBar(QFrame):
    """One message at a time; a new one takes the place of the one before.

    ``left``: it was closed while it had the keyboard, which somebody else is to take.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._kind = "info"
        self._words = ""
        self._answers: dict[QPushButton, Callable[[], object]] = {}
        self._reading = QTimer(self, singleShot=True, interval=_READ_MS)
        self._reading.timeout.connect(self.on_reading_ended)
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._close = QToolButton()
        self._close.setIconSize(QSize(ICON_PX, ICON_PX))
        self._close.setToolTip("Đóng thông báo")
        self._close.setAccessibleName("Đóng thông báo")
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 5, 8, 5)
        self._row.setSpacing(8)
        self._row.addWidget(self._picture)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.dismiss)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.hide()

    @property
    def text(self) -> str:
        """The words shown; "" when nothing is."""
        return "" if self.isHidden() else self._words

    def say(self, kind: str, text: str, *answers: Answer) -> None:
        """Show ``text`` as "ok", "info", "warning" or "bad", with a button for each answer."""
        for old in self._answers:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._answers = {}
        for words, act in answers:
            made = QPushButton(words)
            made.clicked.connect(self.on_answer_clicked)
            self._row.insertWidget(self._row.count() - 1, made)
            self._answers[made] = act
        self._kind = kind
        self._words = text
        self._text.setText(breakable(text))
        self.setAccessibleName(text)
        self.on_theme_changed()
        self.show()
        if kind == "ok":
            self._reading.start()
        else:
            self._reading.stop()

    def say_too(self, kind: str, text: str) -> None:
        """Show ``text`` below what is shown, whose answers stay; alone where nothing is."""
        if self.text:
            self._words = f"{self._words}\n{text}"
            self._text.setText(breakable(self._words))
            self.setAccessibleName(self._words)
        else:
            self.say(kind, text)

    @Slot()
    def give_way(self) -> None:
        """Close the message, for something else begins; what went wrong stays until it is closed."""
        if self._kind != "bad":
            self.dismiss()

    @Slot()
    def on_reading_ended(self) -> None:
        """Let good news go by itself, unless it is being used."""
        if self.underMouse() or self._has_keyboard():
            self._reading.start()
        else:
            self.dismiss()

    def click(self, words: str) -> None:
        """Press the answer with these words, as a test or another verb may."""
        self._answer(words).click()

    def put_focus_on(self, words: str) -> None:
        """Have Enter or Space give this answer: the one that does no harm."""
        self._answer(words).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the keyboard."""
        here = self.focusWidget()
        if is_enter(event) and isinstance(here, QAbstractButton):
            here.click()
        else:
            super().keyPressEvent(event)

    def _has_keyboard(self) -> bool:
        here = QApplication.focusWidget()
        return here is not None and self.isAncestorOf(here)

    def _answer(self, words: str) -> QPushButton:
        return next(made for made in self._answers if made.text() == words)

    @Slot()
    def dismiss(self) -> None:
        """Close the message: it has been read."""
        had_keyboard = self._has_keyboard()
        self.hide()
        if had_keyboard:
            self.left.emit()

    @Slot()
    def on_answer_clicked(self) -> None:
        """Do what the button says; the message has been read then."""
        act = next(act for made, act in self._answers.items() if made is self.sender())
        self.dismiss()
        act()

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the new colours."""
        restyle(self, "kind", self._kind)
        colour = tokens().accent if self._kind == "info" else getattr(tokens(), self._kind)
        self._picture.setPixmap(pixmap(_ICONS[self._kind], colour, ICON_PX, self.devicePixelRatioF()))
        self._close.setIcon(icon("close"))
