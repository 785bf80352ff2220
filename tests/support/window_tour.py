"""A round through every part of the window: each place is shown, and whatever stands there is touched."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.ui.bug_dialog import BugDialog

_PAGES = (
    *("new_plan", "next_plan", "import_text", "import_table", "paste_table", "office", "issue", "versions"),
    *("compare", "periods", "directory", "report", "about", "manual"),
)
_OTHER_VERBS = (
    *("open_sample", "save", "verify", "revise", "delete_plan", "back_up", "export_pdf", "export_xlsx"),
    *("export_json", "load_json", "cut", "copy", "paste", "next_part", "trace_figure"),
)
_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_F2, Qt.Key.Key_Tab, Qt.Key.Key_A)
Step = Callable[[], object]


class Tour:
    """The steps of the round by name; each can be made again and again, in any order."""

    def __init__(self, window: Any) -> None:
        self.window = window
        self._closing = QTimer(window, interval=30)  # a menu or a dialog of the system would wait for ever
        self._closing.timeout.connect(close_popups)
        self._closing.start()

    def steps(self) -> dict[str, Step]:
        """Return the steps, the cheap ones first."""
        made: dict[str, Step] = {}
        for name in ("show_plan", "show_appendix", "show_tracker"):
            made[name] = lambda name=name: self._verb_and_touch(name)
        made["edit and undo"] = self._edit
        made["themes"] = self._themes
        made["size"] = self._size
        for name in ("find", "replace"):
            for tab in ("show_plan", "show_appendix", "show_tracker"):
                made[f"{name} in {tab}"] = lambda name=name, tab=tab: self._verb_and_touch(tab, name)
        for name in _PAGES:
            made[f"page {name}"] = lambda name=name: self._verb_and_touch(name)
        for name in _OTHER_VERBS:
            made[f"verb {name}"] = lambda name=name: self._verb(name)
        for place in range(3):
            made[f"verbs of tab {place}"] = lambda place=place: self._own_verbs(place)
        made["a cell"] = self._cell
        made["a record"] = self._record
        made["drop the picker"] = self.window.toolbar.picker.open_list
        return made

    def tidy(self) -> None:
        """Come back to where every step begins."""
        close_popups()
        self.window.desk.close_over()
        self.window.desk.close_page()
        if self.window.desk.messages.text:
            self.window.desk.messages.dismiss()
        if self.window.workbench.plan is None:  # the last one was deleted
            self._verb("open_sample")

    def _verb(self, name: str) -> None:
        verb = self.window.verbs[name]
        if verb.isEnabled() and verb.isVisible():
            verb.trigger()
        breathe(2)

    def _verb_and_touch(self, *names: str) -> None:
        for name in names:
            self._verb(name)
        self.touch_all()
        self._verb(names[-1])  # a key may have closed it, and what is asked for later is to be there

    def touch_all(self) -> None:
        """Touch whatever is to be seen; last of all a key that closes pages."""
        self.window.grab()
        for each in (touch, escape):
            for widget in list(ours_in(self.window)):
                if is_alive(widget):
                    each(widget)
        breathe(2)

    def _own_verbs(self, place: int) -> None:
        self._verb(("show_plan", "show_appendix", "show_tracker")[place])
        for action in self.window.tabs.actions_of(place):
            if action.isEnabled():
                action.trigger()
                breathe(1)
                close_popups()

    def _edit(self) -> None:
        plan = self.window.workbench.plan
        if plan is not None:
            edit = SetField("plan", plan.id, "subject", plan.subject, f"{plan.subject[:30]} khác")
            self.window.workbench.commit(edit, "Sửa trích yếu")
        breathe(2)
        self._verb("undo")
        self._verb("redo")
        self._verb("undo")

    def _cell(self) -> None:
        """Write in a cell of the sheet."""
        self._verb("show_appendix")
        view = self.window.tabs.current.view
        for column in (2, 4, 5):
            view.go_to(2, column)
            view.edit(view.currentIndex())
            if view.delegate.editor is not None:
                touch(view.delegate.editor)
                view.delegate.finish_editor()

    def _record(self) -> None:
        """Write in the record of a task."""
        self._verb("show_tracker")
        tab = self.window.tabs.current
        tab.show_period("Q3")
        tab.view.go_to(0, 3)
        tab.panel.take_keyboard()
        breathe(2)
        self.touch_all()

    def _themes(self) -> None:
        for mode in ("dark", "light"):
            self._verb(f"theme_{mode}")

    def _size(self) -> None:
        for width, height in ((900, 600), (1366, 768)):
            self.window.resize(width, height)
            breathe(2)


def ours_in(window: QWidget) -> Iterator[QWidget]:
    """Yield every widget now to be seen whose class is the program's own, outermost first."""
    for widget in window.findChildren(QWidget):
        is_ours = type(widget).__module__.startswith("kehoach_desktop.ui") and widget.window() is window
        if is_ours and widget.isVisible():
            yield widget


def touch(widget: QWidget) -> None:
    """Do to a widget what a hand does: point, press, turn the wheel, give it the keyboard and some keys."""
    target = widget.viewport() if hasattr(widget, "viewport") else widget
    at = QPointF(min(40, target.width() / 2), min(40, target.height() / 2))
    where = QPointF(target.mapToGlobal(at.toPoint()))
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    held = Qt.KeyboardModifier.NoModifier
    for kind, button in (
        (QEvent.Type.MouseMove, none),
        (QEvent.Type.MouseButtonPress, left),
        (QEvent.Type.MouseButtonRelease, left),
        (QEvent.Type.MouseButtonDblClick, left),
        (QEvent.Type.MouseButtonRelease, left),
    ):
        send(target, QMouseEvent(kind, at, where, button, button, held))
    turn = (at, where, QPoint(), QPoint(0, -120), none, held, Qt.ScrollPhase.NoScrollPhase, False)
    send(target, QWheelEvent(*turn))
    for kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
        send(widget, QFocusEvent(kind))
    for key in _KEYS:
        send(widget, QKeyEvent(QEvent.Type.KeyPress, key, held, "a" if key == Qt.Key.Key_A else ""))
    close_popups()


def escape(widget: QWidget) -> None:
    """Press Esc."""
    send(widget, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))


def send(widget: QWidget, event: QEvent) -> None:
    """Send an event to a widget that may be gone by now, as Qt's own loop would skip it."""
    if is_alive(widget) and widget.isVisible():
        QApplication.sendEvent(widget, event)


def is_alive(widget: QWidget) -> bool:
    """Say whether a widget is still one of Qt's."""
    return Shiboken.isValid(widget)


def breathe(times: int) -> None:
    """Let the window work."""
    from PySide6.QtCore import QEventLoop

    for _ in range(times):
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()


def close_popups() -> None:
    """Close a menu or a dialog that waits for an answer."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    modal = QApplication.activeModalWidget()
    if modal is not None and not isinstance(modal, BugDialog):
        modal.close()
