"""Which keys mean something to the page's structure; every other key is Qt's own."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Key(Enum):
    """What a key press means to the page."""

    NONE = auto()
    ENTER = auto()
    BREAK = auto()  # a new line within the item
    TAB = auto()
    BACKTAB = auto()
    BACKSPACE = auto()
    DELETE = auto()
    CUT = auto()
    COPY = auto()
    UNDO = auto()
    REDO = auto()


_STANDARD = {
    QKeySequence.StandardKey.Undo: Key.UNDO,
    QKeySequence.StandardKey.Redo: Key.REDO,
    QKeySequence.StandardKey.Cut: Key.CUT,
    QKeySequence.StandardKey.Copy: Key.COPY,
}
_PLAIN: dict[int, Key] = {
    Qt.Key.Key_Return: Key.ENTER,
    Qt.Key.Key_Enter: Key.ENTER,
    Qt.Key.Key_Tab: Key.TAB,
    Qt.Key.Key_Backtab: Key.BACKTAB,
    Qt.Key.Key_Backspace: Key.BACKSPACE,
    Qt.Key.Key_Delete: Key.DELETE,
}
_SHIFTED = {Key.TAB: Key.BACKTAB, Key.ENTER: Key.BREAK}


def key_of(event: QKeyEvent) -> Key:
    """Return what the press means; Ctrl+Enter, Ctrl+Tab and Alt combinations are not the page's."""
    for standard, key in _STANDARD.items():
        if event.matches(standard):
            return key
    key = _PLAIN.get(event.key(), Key.NONE)
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    if key in {Key.BACKSPACE, Key.DELETE}:  # Ctrl removes a word, and at the edge joins all the same
        held &= ~Qt.KeyboardModifier.ControlModifier
    if event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
        return Key.REDO
    if held:
        return Key.NONE
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return _SHIFTED.get(key, key)
    return key


def is_typed(event: QKeyEvent) -> bool:
    """Say whether Qt will put the key's text in; as it does, take Ctrl+Alt (AltGr) for typing, Ctrl not."""
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return bool(event.text()) and event.text().isprintable() and held not in {control, control | shift}
