"""Small widgets as the theme knows them, named for screen readers."""

from typing import Any, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem, QWidget

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
    made.setProperty("role", role)
    return made


def rect_of(option: QStyleOptionViewItem) -> QRect:
    """Return where a cell is painted (PySide6's stubs do not know the member)."""
    member: Any = option
    return QRect(member.rect)
