"""Small widgets as the theme knows them, named for screen readers."""

from typing import Any, TypeVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QStyleOptionViewItem, QWidget

from kehoach_desktop.ui.theme import tokens

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """Return the widget with the name a screen reader says."""
    widget.setAccessibleName(name)
    return widget


def ground(name: str) -> QWidget:
    """Return an empty widget on one of the theme's grounds: surface, sunken, card."""
    widget = QWidget()
    widget.setObjectName(name)
    return widget


def label(text: str, role: str) -> QLabel:
    """Return a label in one of the theme's roles: muted, faint, heading, caption, wrong."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    return made


def rect_of(option: QStyleOptionViewItem) -> QRect:
    """Return where a cell is painted (PySide6's stubs do not know the member)."""
    member: Any = option
    return QRect(member.rect)


def write_hint(view: QAbstractScrollArea, words: str, side_px: int, top_px: int) -> None:
    """Write in an empty list, from its paintEvent, what it is for or what to do."""
    painter = QPainter(view.viewport())
    painter.setPen(QColor(tokens().muted))
    room = view.viewport().rect().adjusted(side_px, top_px, -side_px, 0)
    painter.drawText(room, Qt.TextFlag.TextWordWrap, words)
