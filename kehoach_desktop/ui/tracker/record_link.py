"""What joins the grid and the record's panel: the chosen cells, the way from task to task, the end."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.plan import Task
from kehoach_desktop.ui.tracker.grid_view import GridView
from kehoach_desktop.ui.tracker.record_panel import RecordPanel


class RecordLink(QObject):
    """Stands beside the tab's own wiring, which shows the record of the current cell."""

    def __init__(self, tab: QWidget, panel: RecordPanel, view: GridView) -> None:
        super().__init__(tab)
        self._panel = panel
        self._view = view
        view.chosen_changed.connect(self._on_chosen_changed)
        view.record_wanted.connect(self._on_record_wanted)
        view.addAction(panel.actions_by_name["next_due"])
        panel.left.connect(view.setFocus)
        panel.step_wanted.connect(self._on_step_wanted)
        panel.next_due_wanted.connect(self._on_next_due_wanted)
        tab.installEventFilter(self)

    def eventFilter(self, _tab: QObject, event: QEvent) -> bool:
        """Let no work of the panel outlive the tab."""
        if event.type() == QEvent.Type.Close:
            self._panel.close_down()
        return False

    def _on_chosen_changed(self) -> None:
        rows = self._view.grid.rows
        cells = [(getattr(rows[row], "task", None), quarter) for row, quarter in self._view.chosen_cells()]
        self._panel.show_chosen([(task, quarter) for task, quarter in cells if task is not None])

    def _on_record_wanted(self) -> None:
        if self._panel.task is not None:
            self._panel.take_keyboard()

    def _on_step_wanted(self, step: int) -> None:
        self._go(step, is_due=False)

    def _on_next_due_wanted(self) -> None:
        self._go(1, is_due=True)

    def _go(self, step: int, *, is_due: bool) -> None:
        here = self._view.currentIndex().row()
        row = next_row(self._view.grid.rows, here, step, self._panel.is_due_here if is_due else _any)
        if row is None:
            self._panel.say_end(is_due=is_due)
        else:
            self._view.go_to(row, self._panel.quarter)


def next_row(rows: Sequence[Any], row: int, step: int, is_wanted: Callable[[Task], bool]) -> int | None:
    """Return the row of the next task wanted (``step`` 1) or the one before (-1); None past the end.

    Rows that are no tasks are passed over.
    """
    row += step
    while 0 <= row < len(rows):
        task = getattr(rows[row], "task", None)
        if task is not None and is_wanted(task):
            return row
        row += step
    return None


def _any(_task: Task) -> bool:
    return True
