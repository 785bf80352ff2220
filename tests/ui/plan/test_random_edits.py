"""Random work at the page: after each step page and plan agree, and everything can be taken back."""

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kehoach_desktop.domain.outline import is_lawful
from kehoach_desktop.domain.plan import Level

CTRL = Qt.KeyboardModifier.ControlModifier
KEYS = {
    "enter": (Qt.Key.Key_Return, "\r"),
    "tab": (Qt.Key.Key_Tab, "\t"),
    "backtab": (Qt.Key.Key_Backtab, ""),
    "backspace": (Qt.Key.Key_Backspace, "\b"),
    "delete": (Qt.Key.Key_Delete, ""),
}


def one_step(hands, chance: random.Random) -> str:
    count = hands.page.document().blockCount()
    line = chance.randrange(count)
    length = hands.page.document().findBlockByNumber(line).length()
    hands.go(line, chance.choice([0, -1, chance.randrange(length)]))
    if chance.random() < 0.2:
        other = min(count - 1, line + chance.randrange(3))
        hands.go(line, 0, to=(other, -1 if chance.random() < 0.5 else 0))
    verb = chance.choice(
        [*KEYS, "type", "type", "type", "compose", "paste", "level", "move", "bold", "basis", "undo", "redo"]
    )
    if verb in KEYS:
        key, text = KEYS[verb]
        hands.press(key, text=text)
    elif verb == "type":
        hands.type(chance.choice(["Đường ", "ữ", "x😀", " "]))
    elif verb == "compose":
        hands.compose(["u", "ư"], chance.choice(["ướ", ""]))
    elif verb == "paste":
        hands.paste(chance.choice(["một", "hai\nba", "\n\nbốn\nnăm\n", "e\u0302\u0301"]))
    elif verb == "level":
        hands.page.set_level(chance.choice(list(Level)))
    elif verb == "move":
        hands.page.move_lines(chance.choice([-1, 1]))
    elif verb == "bold":
        hands.page.toggle_mark(chance.choice(["bold", "italic"]))
    elif verb == "basis":
        hands.page.add_basis()
    else:
        hands.press(Qt.Key.Key_Z if verb == "undo" else Qt.Key.Key_Y, CTRL)
    return verb


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_page_and_plan_agree_after_each_of_200_steps(hands, seed: int) -> None:
    chance = random.Random(seed)
    first = hands.workbench.plan
    for _ in range(200):
        one_step(hands, chance)
        hands.shape()
        plan = hands.workbench.plan
        assert is_lawful(plan.body)
        assert all(item.level is not Level.BASIS for item in plan.body)
        assert all(item.level in {Level.BASIS, Level.PARAGRAPH} for item in plan.preamble)
        for item in plan.preamble + plan.body:
            assert all(0 <= low < high <= len(item.text) for low, high, _ in item.marks)
        assert len(hands.page._labels) == len(plan.preamble + plan.body)
    while hands.workbench.stack.canRedo():  # the last step may have been an undo
        hands.workbench.redo()
    last = hands.workbench.plan
    while hands.workbench.stack.canUndo():
        hands.workbench.undo()
    assert hands.workbench.plan == first
    hands.shape()
    while hands.workbench.stack.canRedo():
        hands.workbench.redo()
    assert hands.workbench.plan == last
    hands.shape()


def test_an_edit_from_elsewhere_leaves_the_caret_in_its_item(hands) -> None:
    from kehoach_desktop.domain.edits import Splice
    from kehoach_desktop.domain.plan import Item

    hands.go(6, 3)
    plan = hands.workbench.plan
    hands.workbench.commit(Splice("plan", plan.id, "body", 0, (), (Item(Level.SECTION, "Mới"),)), "Thêm")
    assert hands.place() == (7, 3)
    old = hands.workbench.plan.body[1]
    new = replace(old, text="Khác hẳn")
    hands.workbench.commit(Splice("plan", plan.id, "body", 1, (old,), (new,)), "Sửa")
    assert hands.place() == (7, 3)
    assert hands.shape()[1] == "section 0 Khác hẳn"
