"""The program as the first start makes it: first_window.py FILE [DO]; DO is a method of Teller.

It says a line for each file it has open, and one that it came to the front.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kehoach_desktop import app
from kehoach_desktop.ui import doorbell
from kehoach_desktop.ui.main_window import MainWindow


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def front() -> MainWindow:
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    return next(each for each in shown if each.isVisible())


class Teller(QTimer):
    """Looks every moment at what the window has become."""

    def __init__(self, do: str) -> None:
        super().__init__(interval=20)
        self.do = do
        self.told = ""
        self.timeout.connect(self.on_time_come)
        self.start()

    def on_time_come(self) -> None:
        window = front()
        opened = str(window.workbench.store.path) if window.is_filled else ""
        trouble = window.start.trouble
        now = f"trouble: {trouble.kind}" if trouble is not None else f"open: {opened}" if opened else ""
        if now and now != self.told:
            self.told = now
            say(now)
            do, self.do = self.do, ""
            if do:
                getattr(self, do)(window)

    def type(self, window: MainWindow) -> None:
        window.activateWindow()
        page = window.tabs.make(0).editor
        page.setFocus()
        page.textCursor().insertText("chữ đang gõ dở ")
        say("typed")


def main(path: str, do: str = "") -> int:
    before = doorbell.come_forward

    def come_forward(window: MainWindow) -> None:
        say("front")
        before(window)

    doorbell.come_forward = come_forward
    app.make_application()
    teller = Teller(do)
    code = app.run_window_once(Path(path) if path else None)
    teller.stop()
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
