"""A clerk's hands on the appendix tab: keys, mouse and what is then to be seen."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kehoach_desktop.domain.plan import Appendix, Plan
from kehoach_desktop.services import plans
from kehoach_desktop.ui.appendix_tab import AppendixTab
from kehoach_desktop.ui.sheet.rows import sheet_rows
from kehoach_desktop.ui.workbench import Workbench

Key, Mod = Qt.Key, Qt.KeyboardModifier
PLAIN, CTRL, SHIFT, ALT = Mod.NoModifier, Mod.ControlModifier, Mod.ShiftModifier, Mod.AltModifier
TT, CONTENT, FORM, LEAD, PARTNERS, TIME, NOTE, OWN = range(8)
Shape = list[tuple[str, list[str]]]


@dataclass
class SheetHands:
    """Works on the tab as a clerk would."""

    tab: AppendixTab
    workbench: Workbench

    def press(self, key: Key, held: Mod = PLAIN) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.tab.view, key, held)

    def type(self, text: str) -> None:
        """Type as Unikey does: one key event a letter (QTest cannot carry Vietnamese letters)."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(QApplication.focusWidget(), QKeyEvent(kind, 0, PLAIN, letter))

    def press_f2_and_type(self, text: str) -> None:
        """Go on writing in the current cell."""
        self.press(Key.Key_F2)
        self.type(text)

    def go(self, row: int, column: int) -> None:
        """Stand on a cell."""
        self.tab.view.go_to(row, column)

    def choose(self, top: int, left: int, bottom: int, right: int) -> None:
        """Choose a block."""
        self.tab.view.choosing.choose_block((top, left), (bottom, right))

    def do(self, name: str) -> None:
        """Do one of the sheet's verbs."""
        self.tab.verbs.actions[name].trigger()

    @property
    def at(self) -> tuple[int, int]:
        """The current cell."""
        index = self.tab.view.currentIndex()
        return index.row(), index.column()

    @property
    def chosen(self) -> set[tuple[int, int]]:
        """The chosen cells, merged ones by their first row."""
        return set(self.tab.view.chosen_cells())

    @property
    def appendix(self) -> Appendix:
        """What the plan has."""
        assert self.workbench.plan is not None
        return self.workbench.plan.appendices[0]

    @property
    def shape(self) -> Shape:
        """The contents of the plan, each with the forms of its rows."""
        return [(a.content, [task.form for task in a.tasks]) for a in self.appendix.activities]

    @property
    def shown(self) -> list[str]:
        """The forms of the rows shown."""
        return [row.task.form for row in self.tab.model.rows]

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        return str(self.tab.model.data(self.tab.model.index(row, column)))

    def place(self, row: int, column: int) -> QPoint:
        """Where a cell is: just below its top, so that of a merged one it is this row's part."""
        view = self.tab.view
        rect = view.visualRect(self.tab.model.index(row, column))
        return QPoint(rect.center().x(), view.rowViewportPosition(row) + 4)

    def drag(self, start: QPoint, end: QPoint, held: Mod = PLAIN) -> None:
        """Press, move and let go."""
        area, button = self.tab.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(area, button, held, start)
        middle = (start + end) / 2
        for at in (start + QPoint(0, 3), middle, end):
            move_mouse(area, at, held)
        QTest.mouseRelease(area, button, held, end)

    def check(self) -> None:
        """See that sheet and plan agree, and that TT and content are one cell over their rows."""
        view, model = self.tab.view, self.tab.model
        rows = list(sheet_rows(self.appendix))
        assert [row.cells for row in model.all_rows] == [row.cells for row in rows]
        assert [row.key for row in model.all_rows] == [row.key for row in rows]
        assert [row.task for row in model.all_rows] == [row.task for row in rows]
        if not model.is_filtered:
            assert [row.key for row in model.rows] == [row.key for row in rows]
        for at in range(len(model.rows)):
            span = model.rows_of_activity(at)
            top, bottom = view.rowViewportPosition(span[0]), view.rowViewportPosition(span[-1])
            height = bottom + view.rowHeight(span[-1]) - top
            rect = view.visualRect(model.index(at, CONTENT))
            assert (rect.top(), rect.height()) == (top, height)

    def check_undo(self, before: Plan) -> None:
        """Undo in one step gives the plan there was, redo the plan there is, and the file holds the same."""
        after = self.workbench.plan
        assert after is not None
        assert after != before
        self.workbench.undo()
        assert self.workbench.plan == before
        self.check()
        self.workbench.redo()
        assert self.workbench.plan == after
        self.check()
        assert plans.get_plan(self.workbench.store, after.id) == after


def move_mouse(area: QWidget, at: QPoint, held: Mod = PLAIN) -> None:
    """Move the mouse with the left button held."""
    button = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, area.mapToGlobal(at), Qt.MouseButton.NoButton, button, held
    )
    QApplication.sendEvent(area, event)
