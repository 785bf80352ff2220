"""Own columns come, go, move and are renamed while cursor, editor, selection or filter are in them."""

import random
from itertools import count

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sheet_hands import CONTENT, CTRL, FORM, LEAD, OWN, PARTNERS, SHIFT, TIME, Key, SheetHands

from kehoach_desktop.ui.appendix_tab import AppendixTab
from kehoach_desktop.ui.sheet import own_columns


@pytest.fixture
def at_window(window, qtbot) -> SheetHands:
    """The appendix in the whole window."""
    with qtbot.waitActive(window):
        window.activateWindow()
    window.verbs["show_appendix"].trigger()
    tab = window.findChild(AppendixTab)
    qtbot.waitUntil(tab.view.hasFocus)
    return SheetHands(tab, window.workbench)


def add_column(hands: SheetHands, title: str) -> None:
    hands.tab.show_columns(new=True)
    hands.type(title)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    assert hands.tab.model.title(len(hands.tab.model.columns) - 1) == title


def test_a_column_is_undone_with_the_cursor_in_it(at_window, qtbot) -> None:
    hands = at_window
    add_column(hands, "Kinh phí")
    hands.press(Key.Key_End)
    hands.type("200")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Up)
    assert hands.at[1] == OWN
    hands.press(Key.Key_Z, CTRL)
    hands.press(Key.Key_Z, CTRL)
    qtbot.wait(50)
    assert len(hands.tab.model.columns) == OWN
    assert hands.at == (0, OWN - 1)
    assert hands.tab.view.hasFocus()
    hands.press(Key.Key_Y, CTRL)
    hands.press(Key.Key_Y, CTRL)
    assert hands.text(0, OWN) == "200"
    hands.check()


def test_a_column_is_removed_in_the_panel_with_the_cursor_in_it(at_window, qtbot) -> None:
    hands = at_window
    add_column(hands, "Kinh phí")
    hands.press(Key.Key_End)
    hands.tab.show_columns()
    qtbot.mouseClick(hands.tab.columns.rows[-1].buttons["remove"], Qt.MouseButton.LeftButton)
    assert hands.at == (0, OWN - 1)
    hands.check()


def test_a_column_is_undone_from_another_tab(at_window, window, qtbot) -> None:
    hands = at_window
    add_column(hands, "Kinh phí")
    hands.press(Key.Key_End)
    window.verbs["show_tracker"].trigger()
    qtbot.waitUntil(lambda: not hands.tab.isVisible())
    hands.press(Key.Key_Z, CTRL)
    assert hands.appendix.columns == ()
    window.verbs["show_appendix"].trigger()
    qtbot.waitUntil(hands.tab.isVisible)
    assert hands.at == (0, OWN - 1)
    hands.check()


def test_a_column_is_undone_while_it_is_written_in(at_window) -> None:
    hands = at_window
    add_column(hands, "Kinh phí")
    hands.press(Key.Key_End)
    hands.type("2")
    hands.press(Key.Key_Z, CTRL)  # what is typed is kept first, and taken back
    assert hands.text(0, OWN) == ""
    hands.press(Key.Key_Z, CTRL)
    assert hands.tab.view.delegate.editor is None
    assert hands.tab.view.hasFocus()
    hands.check()


def test_a_hidden_column_stays_hidden_and_a_filter_stays_whatever_its_column_is_called(hands) -> None:
    for title in ("Kinh phí", "Sản phẩm", "Kinh phí"):
        hands.tab.columns.new.setText(title)
        hands.tab.columns.add()
    layout, view = hands.tab.view.layout_of_columns, hands.tab.view
    layout.show(OWN + 2, is_on=False)
    hands.tab.columns.rename(1, "Kết quả")
    hands.tab.columns.rename(2, "Nguồn")
    assert [view.isColumnHidden(OWN + at) for at in range(3)] == [False, False, True]
    hands.workbench.undo()
    assert [view.isColumnHidden(OWN + at) for at in range(3)] == [False, False, True]
    hands.tab.columns.remove(0)  # the other of that name goes by another key now
    assert [view.isColumnHidden(OWN + at) for at in range(2)] == [False, True]
    hands.workbench.undo()
    assert [view.isColumnHidden(OWN + at) for at in range(3)] == [False, False, True]
    hands.tab.columns.move_column(2, -2)
    assert [view.isColumnHidden(OWN + at) for at in range(3)] == [True, False, False]
    hands.tab.model.setData(hands.tab.model.index(1, OWN + 2), "Tờ rơi")
    hands.press(Key.Key_L, CTRL)
    view.head.fields[OWN + 2].setText("roi")
    hands.tab.columns.rename(2, "Ấn phẩm")
    assert hands.shown == ["Tin, bài"]
    assert view.head.fields[OWN + 2].text() == "roi"


def test_a_column_is_hidden_with_the_cursor_in_it(hands) -> None:
    hands.go(2, LEAD)
    hands.press(Key.Key_Right, SHIFT)
    hands.tab.view.layout_of_columns.show(LEAD, is_on=False)
    assert hands.at == (2, PARTNERS)
    hands.press(Key.Key_Right, SHIFT)
    hands.tab.view.layout_of_columns.show(TIME, is_on=False)  # where the block ended
    hands.press(Key.Key_Left)
    assert hands.at == (2, FORM)


class Chance:
    """Does things to columns, and stands, writes, chooses and filters anywhere."""

    def __init__(self, hands: SheetHands, seed: int) -> None:
        self.hands = hands
        self.random = random.Random(seed)
        self.hidden: set[int] = set()  # ids of own columns
        self.titles = (f"Cột {number}" for number in count())

    @property
    def own(self) -> int:
        return len(self.hands.tab.model.columns) - OWN

    def step(self) -> None:
        kinds = [self.stand, self.stand, self.write, self.choose, self.filter, self.change, self.change]
        kinds += [self.back, self.back, self.forth, self.look_away, self.hide]
        self.random.choice(kinds)()

    def stand(self) -> None:
        if self.hands.shown:
            column = self.random.choice(self.hands.tab.view.choosing.columns[-3:])
            self.hands.go(self.random.randrange(len(self.hands.shown)), column)

    def write(self) -> None:
        self.hands.tab.view.setFocus()
        if self.hands.tab.isVisible() and self.hands.tab.view.choosing.at is not None:
            self.hands.press(Key.Key_F2)
            QTest.keyClicks(QApplication.focusWidget(), "a")
            if self.random.random() < 0.5:
                self.hands.press(Key.Key_Tab)

    def choose(self) -> None:
        if not self.hands.tab.isVisible():
            return
        self.hands.tab.view.setFocus()
        for key in self.random.choices([Key.Key_Left, Key.Key_Right, Key.Key_Down], k=2):
            self.hands.press(key, SHIFT)

    def filter(self) -> None:
        head = self.hands.tab.view.head
        if not head.has_fields or self.random.random() < 0.3:
            self.hands.tab.verbs.actions["filter"].trigger()
        elif fields := list(head.fields.values()):
            self.random.choice(fields[-3:]).setText(self.random.choice(["", "a", "o", "zz"]))

    def change(self) -> None:
        verb = self.random.choice(["add", "add", "remove", "move", "rename", "outside"])
        if verb != "outside":
            self.hands.tab.model.catch_up()
        panel, own = self.hands.tab.columns, self.own
        place = self.random.randrange(max(own, 1))
        if verb == "add" and own < 5:
            panel.new.setText(next(self.titles))
            panel.add()
        elif verb == "outside":  # as an import does, and with the tab hidden
            edit = own_columns.add_column(self.hands.appendix, next(self.titles))
            self.hands.workbench.commit(edit, "Nhập")
        elif own and verb == "remove":
            panel.remove(place)
        elif own and verb == "move":
            panel.move_column(place, self.random.choice([-1, 1]))
        elif own and verb == "rename":
            panel.rename(place, next(self.titles))

    def hide(self) -> None:
        self.hands.tab.model.catch_up()
        if self.own:
            place = self.random.randrange(self.own)
            column = self.hands.appendix.columns[place].id
            is_on = column in self.hidden
            self.hidden ^= {column}
            self.hands.tab.view.layout_of_columns.show(OWN + place, is_on=is_on)

    def back(self) -> None:
        self.hands.workbench.undo()

    def forth(self) -> None:
        self.hands.workbench.redo()

    def look_away(self) -> None:
        self.hands.tab.setVisible(not self.hands.tab.isVisible())

    def check(self) -> None:
        tab = self.hands.tab
        if not tab.isVisible():
            return
        self.hands.check()
        columns = self.hands.appendix.columns
        assert [column.title for column in tab.model.columns[OWN:]] == [own.title for own in columns]
        for place, own in enumerate(columns):
            assert tab.view.isColumnHidden(OWN + place) == (own.id in self.hidden), own
        if tab.model.rows:
            row, column = self.hands.at
            assert 0 <= row < len(tab.model.rows)
            assert 0 <= column < len(tab.model.columns)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_becomes_of_columns_the_sheet_stays_true_to_the_plan(hands, qtbot, seed: int) -> None:
    chance = Chance(hands, seed)
    for _ in range(120):
        chance.step()
        QApplication.processEvents()
        chance.check()
    hands.tab.show()
    stack = hands.workbench.stack
    while stack.canUndo():
        hands.workbench.undo()
        chance.check()
    while stack.canRedo():
        hands.workbench.redo()
        chance.check()


def test_the_cursor_follows_its_column(hands) -> None:
    for title in ("A", "B"):
        hands.tab.columns.new.setText(title)
        hands.tab.columns.add()
    hands.go(3, OWN + 1)
    hands.tab.columns.move_column(1, -1)
    assert hands.at == (3, OWN)
    hands.tab.columns.rename(0, "C")
    assert hands.at == (3, OWN)
    hands.go(3, FORM)
    hands.tab.columns.remove(0)
    assert hands.at == (3, FORM)
    hands.go(3, CONTENT)
    hands.workbench.undo()
    assert hands.at == (3, CONTENT)
