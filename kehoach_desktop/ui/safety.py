"""What watches over a window while it lives: its bugs are told of, its mark kept, a sudden end said."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kehoach_desktop.bugs.telling import machine, short_lines
from kehoach_desktop.bugs.watch import Watch
from kehoach_desktop.services import sessions
from kehoach_desktop.services.sessions import Session, SuddenEnd
from kehoach_desktop.ui.bug_teller import BugTeller
from kehoach_desktop.ui.last_time import LastTime
from kehoach_desktop.ui.session_keeper import SessionKeeper

if TYPE_CHECKING:
    from kehoach_desktop.ui.main_window import MainWindow


class Safety(QObject):
    """Begins with the window, once its file is open."""

    def __init__(
        self, window: "MainWindow", watch: Watch, session: Session, ends: Sequence[SuddenEnd]
    ) -> None:
        super().__init__(window)
        self._watch = watch
        self._session = session
        self.teller = BugTeller(window, watch)
        watch.on_interrupted = window.close
        self.keeper = SessionKeeper(session, self)
        self._last_times = [
            self._told(window, end) for end in sessions.of_file(ends, window.workbench.store.path)
        ]

    def close(self) -> None:
        """The window has ended as it should."""
        for last in self._last_times:
            last.close()
        self._session.end()
        self._watch.on_interrupted = None
        self.teller.close()

    def _told(self, window: "MainWindow", end: SuddenEnd) -> LastTime:
        """Write down what the interpreter could still say of its end, and have the file looked at."""
        fault = short_lines(end.fault)
        self._watch.log.write(f"{machine()} · dừng đột ngột", fault or "(không ghi lại được gì)")
        last = LastTime(replace(end, fault=fault), window.desk.messages, partial(sessions.forget, end), self)
        if window.is_filled:
            last.look()
        else:
            window.filled.connect(last.look)
        return last
