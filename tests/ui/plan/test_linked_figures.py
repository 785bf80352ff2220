"""Figures linked to the data, on the page: they look so, stay so beside typing, and are let go inside it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from kehoach_desktop.domain.edits import Splice
from kehoach_desktop.domain.finding import Wanted, find, replaced
from kehoach_desktop.domain.linked import figure_mark, links
from kehoach_desktop.domain.plan import Item, Level, Plan, Reporting

TEXT = "Có 12 tin, bài; 96 lượt."
LINKED = Plan(
    2026,
    reporting=Reporting(1, "Q2", dt.date(2026, 3, 15), dt.date(2026, 6, 14)),
    body=(
        Item(Level.SECTION, "Kết quả"),
        Item(Level.PARAGRAPH, TEXT, 1, (figure_mark(3, "a", "12"), figure_mark(16, "b", "96"))),
    ),
)


@pytest.fixture
def hands(hands_on: Callable):
    return hands_on(LINKED)


def figures(hands) -> list[str]:
    hands.shape()
    return [link.key for item in hands.workbench.plan.body for link in links(item)]


def dotted(hands, line: int) -> str:
    """Return the letters of a line that are underlined with dots."""
    block = hands.page.document().findBlockByNumber(line)
    cursor, out = QTextCursor(block), ""
    for place, letter in enumerate(block.text(), 1):
        cursor.setPosition(block.position() + place)
        dots = cursor.charFormat().underlineStyle() == cursor.charFormat().UnderlineStyle.DotLine
        out += letter if dots else ""
    return out


def test_a_linked_figure_is_seen_and_found_at_the_caret(hands):
    assert dotted(hands, 1) == "1296"
    hands.go(1, 4)
    assert hands.page.link_at_caret() == "a"
    hands.go(1, 8)
    assert hands.page.link_at_caret() == ""


@pytest.mark.parametrize(("at", "typed"), [(5, " cái"), (3, "đủ "), (5, ","), (5, "(")])
def test_what_is_typed_beside_a_figure_is_not_of_it(hands, at, typed):
    hands.go(1, at)
    hands.type(typed)
    assert dotted(hands, 1) == "1296"
    assert figures(hands) == ["a", "b"]


@pytest.mark.parametrize(("at", "typed"), [(4, "0"), (5, "5"), (3, "1")])
def test_a_figure_that_becomes_another_number_is_let_go(hands, at, typed):
    hands.go(1, at)
    hands.type(typed)
    assert figures(hands) == ["b"]
    assert dotted(hands, 1) == "96"
    hands.workbench.undo()
    assert figures(hands) == ["a", "b"]
    assert dotted(hands, 1) == "1296"


def test_enter_beside_and_inside_figures(hands):
    hands.go(1, 5)
    hands.press(Qt.Key.Key_Return, text="\r")
    assert figures(hands) == ["a", "b"]
    hands.go(1, 4)
    hands.press(Qt.Key.Key_Return, text="\r")
    assert figures(hands) == ["b"]
    hands.workbench.undo()
    hands.workbench.undo()
    assert figures(hands) == ["a", "b"]


def test_joined_items_keep_both_their_figures(hands):
    hands.go(1, 7)
    hands.press(Qt.Key.Key_Return, text="\r")
    hands.press(Qt.Key.Key_Backspace, text="\b")
    assert figures(hands) == ["a", "b"]
    assert hands.workbench.plan.body[1].text == TEXT


def test_a_figure_cut_and_pasted_stays_linked(hands):
    hands.go(1, 0, to=(1, 14))
    hands.press(Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert figures(hands) == ["b"]
    hands.go(0, -1)
    hands.page.paste()
    assert figures(hands) == ["a", "b"]
    assert "12" in hands.workbench.plan.body[0].text


def test_bold_on_a_figure_leaves_it_linked(hands):
    hands.go(1, 3, to=(1, 4))
    hands.page.toggle_mark("bold")
    assert figures(hands) == ["a", "b"]
    assert (3, 4, "bold") in hands.workbench.plan.body[1].marks


def test_a_figure_replaced_by_find_and_replace_is_let_go(hands):
    plan = hands.workbench.plan
    after = replaced(plan.body, find(plan.body, Wanted("12")), "13")
    hands.workbench.commit(Splice("plan", plan.id, "body", 0, plan.body, after), "Thay")
    assert figures(hands) == ["b"]
    assert dotted(hands, 1) == "96"


def test_in_a_plan_a_pasted_figure_is_plain_text(hands_on):
    hands = hands_on(replace(LINKED, reporting=None))
    hands.go(1, 0, to=(1, 14))
    hands.page.copy()
    hands.go(0, -1)
    hands.page.paste()
    assert "12" in hands.workbench.plan.body[0].text
    assert list(links(hands.workbench.plan.body[0])) == []
