"""Row heights for the rows in sight only: sizing thousands of wrapped rows would take a second."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView

_BESIDE = 8  # rows out of sight sized too: scrolling then paints only what comes into sight


class RowHeights(QObject):
    """Gives each row its height when it comes into sight; ``height_px`` says how high a row wants to be."""

    def __init__(self, view: QTableView, height_px: Callable[[int], int]) -> None:
        super().__init__(view)
        self._view = view
        self._height_px = height_px
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.size_rows_in_sight)
        model = view.model()
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.rowsMoved):
            signal.connect(self.refresh)
        model.modelReset.connect(self.refresh)
        view.verticalScrollBar().valueChanged.connect(self.refresh)

    def refresh(self) -> None:
        """Size the rows in sight when the window is next idle."""
        self._timer.start()

    def size_rows_in_sight(self) -> None:
        """Size them now; the current row stays where it is when rows above it grow."""
        view = self._view
        count = view.model().rowCount()
        first = view.rowAt(0)
        if first < 0 or not count:
            return
        bar = view.verticalScrollBar()
        is_at_end = bar.value() == bar.maximum() > 0
        bottom = view.viewport().height()
        anchor = self._anchor(first, bottom)
        before = view.rowViewportPosition(anchor)
        row = max(first - _BESIDE, 0)
        while row < count and view.rowViewportPosition(row) <= bottom:
            self._size(row)
            row += 1
        for beyond in range(row, min(row + _BESIDE, count)):
            self._size(beyond)
        drift = view.rowViewportPosition(anchor) - before
        if is_at_end:
            bar.setMaximum(view.verticalHeader().length() - bottom)  # Qt does so too, but later
            bar.setValue(bar.maximum())
        elif drift and bar.value() > 0:
            bar.setValue(bar.value() + drift)

    def _size(self, row: int) -> None:
        wanted = self._height_px(row)
        if self._view.rowHeight(row) != wanted:
            self._view.setRowHeight(row, wanted)

    def _anchor(self, first: int, bottom: int) -> int:
        """Return the row that is to stay where it is: the current one when in sight, else a row on top."""
        current = self._view.currentIndex().row()
        if current >= first and self._view.rowViewportPosition(current) < bottom:
            return current
        return min(first + 1, self._view.model().rowCount() - 1)
