"""Makes ready what the filter searches in while the window is idle, so that its first key need not wait."""

import time

from PySide6.QtCore import QObject, QTimer

from kehoach_desktop.ui.tracker.grid_model import GridModel

_SLICE_S = 0.006


class SearchAhead(QObject):
    """Goes through the model's tasks in slices of a few milliseconds."""

    def __init__(self, model: GridModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._place = 0
        self._timer = QTimer(self, interval=15)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin anew."""
        self._place = 0
        self._timer.start()

    def _go_on(self) -> None:
        end = time.perf_counter() + _SLICE_S
        tasks = self._model.tasks
        while self._place < len(tasks) and time.perf_counter() < end:
            self._model.searched.key(tasks[self._place])
            self._place += 1
        if self._place >= len(tasks):
            self._timer.stop()
