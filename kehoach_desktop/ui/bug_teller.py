"""Tells the clerk of bugs: later, in the window's own thread, once, and never in a storm."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kehoach_desktop.bugs.watch import Bug, Key, Watch

if TYPE_CHECKING:
    from kehoach_desktop.ui.bug_dialog import BugDialog
    from kehoach_desktop.ui.main_window import MainWindow

_BETWEEN_MS = 250  # the count is renewed no oftener
_AGAIN_S = 10  # nor is a known bug said again in the window
_MOST_DIALOGS = 5  # of one run; further bugs are said in the window's message


class BugTeller(QObject):
    """A bug that is new is told in the dialog; one that the clerk has read of, in the window's message.

    Nothing is shown while the bug is on its way out: it may come from a table that is half changed, and
    whatever is shown lays the window out, which asks that table.
    """

    _noted = Signal()

    def __init__(self, window: "MainWindow", watch: Watch) -> None:
        super().__init__(window)
        self._window = window
        self._watch = watch
        self._dialog: BugDialog | None = None
        self._told: set[Key] = set()  # the bugs read of
        self._dialogs = 0
        self._count_before = 0  # of all bugs, when the dialog was opened
        self._said_at = float("-inf")
        self._is_expected = False  # word of a bug is on its way here
        self._is_broken = False  # a bug in telling of bugs: the log has it, and that must do
        self._telling = QTimer(self, singleShot=True)
        self._telling.timeout.connect(self.on_time_to_tell)
        self._noted.connect(self.on_bug_noted, Qt.ConnectionType.QueuedConnection)
        watch.on_noted = self._hear

    @property
    def dialog(self) -> "BugDialog | None":
        """The dialog, once it was needed."""
        return self._dialog

    def close(self) -> None:
        """Hear of no more bugs."""
        self._watch.on_noted = None

    def _hear(self, _bug: Bug) -> None:
        """Called in any thread, also thousands of times for one paint."""
        if not self._is_expected and not self._is_broken:
            self._is_expected = True
            self._noted.emit()

    @Slot()
    def on_bug_noted(self) -> None:
        """Tell at once, or with the next renewal of what is shown."""
        is_shown = self._dialog is not None and self._dialog.isVisible()
        if not self._telling.isActive():
            self._telling.start(_BETWEEN_MS if is_shown else 0)

    @Slot()
    def on_time_to_tell(self) -> None:
        """Show what there is to know."""
        self._is_expected = False
        self._is_broken = True
        self._tell()
        self._is_broken = False

    def _tell(self) -> None:
        bugs = set(self._watch.bugs)
        is_new, self._told = not bugs <= self._told, bugs
        if self._dialog is not None and self._dialog.isVisible():
            self._renew()
        elif is_new and self._dialogs < _MOST_DIALOGS:
            self._dialogs += 1
            self._open()
        elif time.monotonic() - self._said_at > _AGAIN_S:
            self._said_at = time.monotonic()
            self._window.desk.messages.say(
                "bad",
                "Chương trình lại gặp lỗi ngoài dự kiến; những gì đã lưu vẫn còn nguyên. "
                "Hãy đóng chương trình rồi mở lại.",
                ("Xem chi tiết", self._open),
            )

    def _open(self) -> None:
        from kehoach_desktop.ui.bug_dialog import BugDialog

        if self._dialog is None:
            self._dialog = BugDialog(self._window, self._watch.log.folder, self._watch.details)
            self._window.verbs["next_part"].triggered.connect(self._dialog.take_keyboard)
        self._count_before = max(self._watch.count - 1, 0)
        self._renew()

    def _renew(self) -> None:
        if self._dialog is not None:
            self._dialog.tell(self._watch.count - self._count_before, self._window.status.saved_at)
