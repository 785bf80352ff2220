"""How the window ends when it is not the clerk who closes it: the session ends, or the system says stop."""

import signal
import socket
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Slot
from PySide6.QtGui import QGuiApplication, QSessionManager

from kehoach_desktop import shell

if TYPE_CHECKING:
    from kehoach_desktop.ui.main_window import MainWindow

# What Windows shows beside the program's name while it holds up the end of the session.
_UNKEPT = "Có phần đang gõ chưa ghi được; hãy xem lại ở cửa sổ chương trình."
_WRITING = "Đang ghi dở một tệp; hãy chờ ghi xong rồi tắt máy."
_STOPS = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")  # as many of them as the system has


class Endings(QObject):
    """Has what is typed kept before anything else; what cannot be kept holds up a logging off once."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._before: dict[int, object] = {}
        self._notifier: QSocketNotifier | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            direct = Qt.ConnectionType.DirectConnection  # the session manager does not wait for a later turn
            app.commitDataRequest.connect(self.on_session_ending, direct)
            app.saveStateRequest.connect(self.on_session_ending, direct)
            app.aboutToQuit.connect(self.on_quitting)

    def watch_signals(self) -> None:
        """From now on the system's signals close the window; only a program's first thread may ask for that.

        Python hears of a signal when it next has its turn, which in Qt's loop may be never: the number is
        sent through a socket that the loop watches. Windows has none of these for a window, and its sockets
        are a network's.
        """
        if sys.platform == "win32":
            return
        self._ours, self._systems = socket.socketpair()
        for end in (self._ours, self._systems):
            end.setblocking(False)  # noqa: FBT003
        signal.set_wakeup_fd(self._systems.fileno(), warn_on_full_buffer=False)
        for name in _STOPS:
            if number := getattr(signal, name, None):
                self._before[number] = signal.signal(number, _heard)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.on_signal)

    def close(self) -> None:
        """Leave the signals as they were."""
        if self._notifier is None:
            return
        self._notifier.setEnabled(False)
        self._notifier = None
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        for end in (self._ours, self._systems):
            end.close()

    @Slot(QSessionManager)
    def on_session_ending(self, manager: QSessionManager) -> None:
        """Keep all; another program may still call the logging off, so the window goes on as before.

        What cannot be kept, or a file that is being written, holds it up once.
        """
        leaving = self._window.leaving
        place = int(self._window.winId())
        shell.let_shut_down(place)
        is_kept = leaving.keep_all()
        if not manager.allowsInteraction():
            return
        if not is_kept and leaving.tell_loss():
            why = _UNKEPT
        elif leaving.tell_of_work():
            why = _WRITING
        else:
            return
        shell.hold_up_shutdown(place, why)
        manager.cancel()
        manager.release()

    @Slot()
    def on_quitting(self) -> None:
        """Let the file go: on Windows nothing is asked after this."""
        self._window.close_for_good()

    @Slot()
    def on_signal(self) -> None:
        """Close, with all that can be kept."""
        self._ours.recv(64)
        self._window.close_for_good()
        QGuiApplication.quit()


def _heard(_number: int, _frame: object) -> None:
    """Let the signal not end the program by itself; the socket tells of it."""
