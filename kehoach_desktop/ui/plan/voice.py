"""What the page says besides its text: where the caret is, to a screen reader; a quiet word to everybody."""

from collections.abc import Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QTextEdit, QToolTip

from kehoach_desktop.domain.plan import Level
from kehoach_desktop.ui.plan.look import Look

_SHOWN_MS = 3000
_NAMES = {
    Level.BASIS: "Căn cứ",
    Level.SECTION: "Mục",
    Level.CLAUSE: "Khoản",
    Level.POINT: "Điểm",
    Level.BULLET: "Gạch đầu dòng",
    Level.PARAGRAPH: "Đoạn văn",
}


def describe_line(page: QTextEdit, labels: Sequence[str], looks: Sequence[Look]) -> None:
    """Tell a screen reader the level and the number of the current line: they are no letters of the text."""
    line = page.textCursor().blockNumber()
    words = item_words(labels, looks, line)
    if words != page.accessibleDescription():
        page.setAccessibleDescription(words)
        if QAccessible.isActive() and page.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(page, words))


def item_words(labels: Sequence[str], looks: Sequence[Look], line: int) -> str:
    """Return for instance ``Khoản 2.``; "" for a line that is no item."""
    if line >= len(looks):
        return ""
    label = labels[line] if labels[line] != "-" else ""
    return f"{_NAMES[looks[line].level]} {label}".strip()


def say_quietly(page: QTextEdit, words: str) -> None:
    """Say why a key did nothing, at the caret, without taking the keyboard."""
    QToolTip.showText(
        page.viewport().mapToGlobal(page.cursorRect().bottomLeft()), words, page, page.rect(), _SHOWN_MS
    )
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(page, words))
