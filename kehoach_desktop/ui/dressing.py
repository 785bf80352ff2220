"""Another style sheet for a window at work, in turns of its loop: what is hidden is done by and by.

Qt looks through every widget for each sheet it is given, also those of tabs, menus and panels that are not to
be seen, and they are the most. Hidden ones are taken out before, some in each turn, so that Qt passes over
them, and dressed when the window stands.

No sheet is ever put straight in place of another. That takes three times as long as none in between, and Qt
then goes through all it has rules kept for, with widgets among them that asked for theirs while they were
being destroyed: the program ends.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_TURN_MS = 10
_IS_DRESSED = Qt.WidgetAttribute.WA_WState_Polished
_IS_OUT = Qt.WidgetAttribute.WA_SetStyle  # Qt takes it for one with a style of its own


class Dressing(QObject):
    """Gives the program another style sheet; ``then`` is called when all is done."""

    def __init__(self, app: QApplication, sheet: str, then: Callable[[], None]) -> None:
        super().__init__(app)
        self._then = then
        self._steps = _steps(app, sheet)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self.on_turn_come)
        self._timer.start()

    def on_turn_come(self) -> None:
        """Do some steps, a long one by itself."""
        taken = QElapsedTimer()
        taken.start()
        for is_long in self._steps:
            if is_long or taken.elapsed() >= _TURN_MS:
                return
        self._end()

    def finish(self) -> None:
        """Do all that is left at once."""
        for _ in self._steps:
            pass
        self._end()

    def _end(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.deleteLater()
            self._then()


def _steps(app: QApplication, sheet: str) -> Iterator[bool]:
    """Do one step after another; yield whether the next, or the one just done, is a long one."""
    hidden = [widget for widget in app.allWidgets() if _may_wait(widget)]
    for widget in hidden:
        if isValid(widget):
            _undress(widget)
        yield False
    yield True
    app.setStyleSheet("")
    yield True
    app.setStyleSheet(sheet)
    yield True
    for widget in hidden:
        if isValid(widget):
            _dress(widget)
        yield False
    yield True  # what was laid out anew takes its place before anything is painted


def _may_wait(widget: QWidget) -> bool:
    return not widget.isVisible() and widget.testAttribute(_IS_DRESSED) and not widget.testAttribute(_IS_OUT)


def _undress(widget: QWidget) -> None:
    widget.style().unpolish(widget)
    widget.setAttribute(_IS_DRESSED, on=False)
    widget.setAttribute(_IS_OUT)


def _dress(widget: QWidget) -> None:
    widget.setAttribute(_IS_OUT, on=False)
    widget.setAttribute(_IS_DRESSED)
    widget.style().polish(widget)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
