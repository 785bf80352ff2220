"""What watches over a window while it lives: its bugs are told of, its mark kept, a sudden end said."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

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
    """Follows the window in front; of its file it knows from when that is open.

    ``folder`` is where the log and the marks are, ``ends`` what was found there before any file was opened.
    """

    def __init__(self, watch: Watch, folder: Path, ends: Sequence[SuddenEnd]) -> None:
        super().__init__()
        self._watch = watch
        self._folder = folder
        self._ends: Sequence[SuddenEnd] | None = ends
        self._window: MainWindow | None = None
        self._session: Session | None = None
        self._last_time: LastTime | None = None
        self.teller: BugTeller | None = None
        self.keeper: SessionKeeper | None = None

    @Slot(object)
    def follow(self, window: "MainWindow") -> None:
        """Watch over this window from now on, and no more over the one before."""
        self.close()
        self._window = window
        self.teller = BugTeller(window, self._watch)
        self._watch.on_interrupted = window.close
        window.endings.watch_signals()
        if hasattr(window, "workbench"):
            self.on_window_filled()
        else:
            window.filled.connect(self.on_window_filled)

    def close(self) -> None:
        """The window ends as it should."""
        if self._last_time is not None:
            self._last_time.close()
        if self._session is not None:
            self._session.end()
        if self.teller is not None:
            self.teller.close()
        if self._window is not None:
            self._window.endings.close()  # one that never had a file has let go of nothing by itself
        self._watch.on_interrupted = None
        self._window = self._session = self._last_time = self.teller = self.keeper = None

    @Slot()
    def on_window_filled(self) -> None:
        """Leave this window's mark on its file; say what became of the file when the last one died."""
        if self._window is None or self._session is not None:
            return
        path = self._window.workbench.store.path
        self._session = Session(self._folder, path)
        self.keeper = SessionKeeper(self._session, self._window)
        found = sessions.sudden_ends(self._folder) if self._ends is None else self._ends
        self._ends = None
        for end in sessions.of_file(found, path):
            self._tell(self._window, end)

    def _tell(self, window: "MainWindow", end: SuddenEnd) -> None:
        """Write down what the interpreter could still say of the end, and have the file looked at."""
        fault = short_lines(end.fault)
        self._watch.log.write(f"{machine()} · dừng đột ngột", fault or "(không ghi lại được gì)")
        told = partial(sessions.forget, end)
        last = self._last_time = LastTime(replace(end, fault=fault), window.desk.messages, told, window)
        if window.is_filled:
            last.look()
        else:
            window.filled.connect(last.look)
