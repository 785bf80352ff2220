"""Undo and redo bring what they changed into sight, and leave the current cell where it is."""

import pytest
from sheet_hands import CONTENT, CTRL, FORM, NOTE, Key

from kehoach_desktop.domain.plan import Activity, Appendix, Task

LONG = Appendix("Dài", tuple(Activity(f"Nội dung {n}", (Task(f"Hình thức {n}"),)) for n in range(80)))


@pytest.fixture
def far(open_hands):
    """A long sheet, its last row changed, looked at from the top."""
    hands = open_hands(LONG)
    hands.tab.resize(700, 400)
    return hands


def in_sight(hands, row: int, column: int) -> bool:
    view = hands.tab.view
    return view.viewport().rect().contains(view.visualRect(hands.tab.model.index(row, column)).center())


def test_a_text_undone_is_brought_into_sight(far, qtbot) -> None:
    far.go(75, NOTE)
    far.type("Xong")
    far.press(Key.Key_Return)
    far.go(0, CONTENT)
    qtbot.waitUntil(lambda: not in_sight(far, 75, NOTE))
    far.workbench.undo()
    qtbot.wait(20)
    assert in_sight(far, 75, NOTE)
    assert far.at == (0, CONTENT)
    far.go(0, CONTENT)
    far.workbench.redo()
    qtbot.wait(20)
    assert in_sight(far, 75, NOTE)


def test_rows_that_go_and_come_back_are_brought_into_sight(far, qtbot) -> None:
    far.go(70, FORM)
    far.press(Key.Key_Delete, CTRL)
    far.go(0, CONTENT)
    far.workbench.undo()
    qtbot.wait(20)
    assert in_sight(far, 70, CONTENT)
    far.go(0, CONTENT)
    far.workbench.redo()
    qtbot.wait(20)
    assert in_sight(far, 70, CONTENT)


def test_a_column_that_comes_back_is_brought_into_sight(far, qtbot) -> None:
    far.tab.columns.new.setText("Kinh phí")
    far.tab.columns.add()
    far.workbench.undo()
    far.go(0, CONTENT)
    far.tab.view.horizontalScrollBar().setValue(0)
    far.workbench.redo()
    qtbot.wait(20)
    assert in_sight(far, 0, NOTE + 1)
