"""Editing verbs that belong to whatever has the focus, and one undo for all of it."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_KEYS = {"cut": Qt.Key.Key_X, "copy": Qt.Key.Key_C, "paste": Qt.Key.Key_V}


def edit_in_focus(name: str, own_actions: list[QAction]) -> None:
    """Have the focused widget "cut", "copy" or "paste": its own method, an action of its tab, or the key."""
    widget = QApplication.focusWidget()
    if widget is None:
        return
    method = getattr(widget, name, None)
    if callable(method):
        method()
        return
    keys = QKeySequence(QKeyCombination(Qt.KeyboardModifier.ControlModifier, _KEYS[name]))
    for action in own_actions:
        if keys in action.shortcuts() and action.isEnabled():
            action.trigger()
            return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, _KEYS[name], Qt.KeyboardModifier.ControlModifier))


class UndoKeys(QObject):
    """Leaves Ctrl+Z and Ctrl+Y in the tabs to the window, where a field would keep them to itself.

    The window's undo commits what is being typed first, so nothing typed is lost by it. With nothing on the
    stack the field's own undo stands.
    """

    def __init__(self, area: QWidget, undo: QAction, redo: QAction) -> None:
        super().__init__(area)
        self._area = area
        self._verbs = ((QKeySequence.StandardKey.Undo, undo), (QKeySequence.StandardKey.Redo, redo))
        self._watched: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus_changed)

    @Slot(QWidget, QWidget)
    def on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Watch the keys of the widget with the focus only: watching all events would be slow."""
        if self._watched is not None and isValid(self._watched):  # one that is going loses the focus last
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self.on_watched_destroyed)
        self._watched = None
        if new is not None and self._area.isAncestorOf(new):
            new.installEventFilter(self)
            new.destroyed.connect(self.on_watched_destroyed)
            self._watched = new

    @Slot()
    def on_watched_destroyed(self) -> None:
        """Forget a widget that is gone."""
        self._watched = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep the undo keys from the field, so that they reach the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            for keys, verb in self._verbs:
                if event.matches(keys) and verb.isEnabled():
                    event.ignore()
                    return True
        return False
