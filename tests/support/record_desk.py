"""What the tests of the tracker's record share: a tab on a plan of their own, keys, cells typed into."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.plan import Progress, Task
from kehoach_desktop.ui.tracker.entries_table import EntriesTable
from kehoach_desktop.ui.tracker.record_edits import record_of
from kehoach_desktop.ui.workbench import Workbench

Key, Mod = Qt.Key, Qt.KeyboardModifier
INDICATOR, UNIT, VALUE, TARGET, DATE, NOTE = range(6)


def press(key: Key, modifier: Mod = Mod.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()  # a cell closes when the window is next idle


def type_letters(text: str) -> None:
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Mod.NoModifier, letter)
        QApplication.sendEvent(QApplication.focusWidget(), event)


def task_of(workbench: Workbench, row: int) -> Task:
    assert workbench.plan is not None
    return list(all_tasks(workbench.plan))[row]


def record(workbench: Workbench, row: int, quarter: int) -> Progress | None:
    return record_of(task_of(workbench, row), quarter)


def type_in_cell(table: EntriesTable, row: int, column: int, text: str) -> None:
    table.table.setFocus()
    table.table.go_to(row, column)
    press(Key.Key_F2)
    assert table.delegate.editor is not None
    table.delegate.editor.selectAll()
    if text:
        type_letters(text)
    else:
        press(Key.Key_Delete)
    press(Key.Key_Return)


def shown(table: EntriesTable, column: int) -> list[str]:
    return [table.model.index(row, column).data() for row in range(table.model.rowCount())]
