"""The bar to find and replace with: what keys do in it, what it says, what becomes of the plan."""

import unicodedata
from dataclasses import replace as changed

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.plan import Item, Level, Plan, Status
from kehoach_desktop.services import plans
from kehoach_desktop.ui.plan.find_bar import FindBar
from kehoach_desktop.ui.plan_tab import PlanTab

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAN = Plan(
    year=2026,
    preamble=(Item(Level.BASIS, "Căn cứ thủ tục số 1;"),),
    body=(
        Item(Level.SECTION, "Thủ tục hành chính"),
        Item(Level.CLAUSE, "Kiểm soát thủ tục và thư từ", 1, ((10, 17, "bold"),)),
        Item(Level.SECTION, "😀 Uỷ ban, Ủy ban"),
    ),
)


@pytest.fixture
def tab(qtbot, workbench, store, settings):
    workbench.open_plan(plans.add_plan(store, PLAN).id)
    made = PlanTab(workbench, settings)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.editor.setFocus()
    qtbot.waitUntil(made.editor.hasFocus)
    yield made
    made.close()


@pytest.fixture
def bar(qtbot, tab) -> FindBar:
    """The bar, opened as Ctrl+H does."""
    tab.replace()
    qtbot.waitUntil(tab.find_bar().wanted.hasFocus)
    return tab.find_bar()


def said(bar: FindBar, qtbot, wanted: str) -> str:
    """Return what the bar says a moment after ``wanted`` stands in the field."""
    bar.wanted.setText(wanted)
    qtbot.waitUntil(lambda: bar.finder.wanted.text == wanted)
    return bar.count.text()


def chosen(tab: PlanTab) -> tuple[int, str]:
    cursor = tab.editor.textCursor()
    return cursor.blockNumber(), cursor.selectedText()


def texts(workbench) -> list[str]:
    return [item.text for item in workbench.plan.preamble + workbench.plan.body]


def test_the_bar_is_not_made_before_it_is_asked_for(tab) -> None:
    assert not tab.findChildren(FindBar)
    tab.find()
    assert tab.find_bar().isVisible()
    assert not tab.find_bar().new.isVisible()


def test_enter_goes_on_and_round(bar, tab, qtbot) -> None:
    assert said(bar, qtbot, "thu tuc") == "1/3"
    assert chosen(tab) == (0, "thủ tục")
    seen = []
    for _ in range(3):
        QTest.keyClick(bar.wanted, Qt.Key.Key_Return)
        seen.append((*chosen(tab), bar.count.text(), bar.note.text()))
    assert seen == [
        (1, "Thủ tục", "2/3", ""),
        (2, "thủ tục", "3/3", ""),
        (0, "thủ tục", "1/3", "Đã đến cuối, tìm lại từ đầu"),
    ]
    QTest.keyClick(bar.wanted, Qt.Key.Key_Return, SHIFT)
    assert chosen(tab)[0] == 2
    assert bar.note.text() == "Đã đến đầu, tìm lại từ cuối"
    assert bar.wanted.hasFocus()


def test_finding_starts_at_the_caret(tab, qtbot) -> None:
    tab.editor.go_to_line(1)
    tab.find()
    assert said(tab.find_bar(), qtbot, "thủ tục") == "3/3"
    assert said(tab.find_bar(), qtbot, "ban") == "1/2"
    assert chosen(tab) == (3, "ban")  # behind a letter of two units


def test_nothing_found_is_said(bar, tab, qtbot) -> None:
    said(bar, qtbot, "thủ")
    assert said(bar, qtbot, "thủx") == "Không tìm thấy"
    assert chosen(tab)[1] == ""
    assert said(bar, qtbot, "") == ""


def test_escape_goes_back_to_the_page_with_the_match_chosen(bar, tab, qtbot) -> None:
    said(bar, qtbot, "kiem soat")
    assert tab.editor.extraSelections()
    QTest.keyClick(bar.wanted, Qt.Key.Key_Escape)
    assert tab.editor.hasFocus()
    assert not bar.isVisible()
    assert chosen(tab) == (2, "Kiểm soát")
    assert not tab.editor.extraSelections()


def test_f3_goes_on_when_the_bar_is_closed_and_the_page_keeps_the_keyboard(bar, tab, qtbot) -> None:
    said(bar, qtbot, "thủ tục")
    bar.close_bar()
    tab.find_next()
    assert chosen(tab) == (1, "Thủ tục")
    assert tab.editor.hasFocus()
    tab.find_previous()
    assert chosen(tab) == (0, "thủ tục")
    assert bar.isVisible()


def test_what_is_chosen_on_the_page_is_looked_for(tab, qtbot) -> None:
    tab.editor.choose((3, 2), (3, 4))
    tab.find()
    bar = tab.find_bar()
    assert (bar.wanted.text(), bar.count.text()) == ("Uỷ", "1/2")
    assert bar.wanted.selectedText() == "Uỷ"
    tab.editor.selectAll()
    tab.find()
    assert bar.wanted.text() == "Uỷ"  # a choice over items is not a text to look for


def test_accents_count_when_the_wanted_text_has_them_until_the_clerk_says_otherwise(bar, qtbot) -> None:
    assert said(bar, qtbot, "thu") == "1/4"
    assert not bar.accents.isChecked()
    assert said(bar, qtbot, "thủ") == "1/3"
    assert bar.accents.isChecked()
    bar.accents.click()
    assert bar.count.text() == "1/4"
    assert said(bar, qtbot, "thư") == "1/4"
    assert not bar.accents.isChecked()


def test_case_and_whole_words(bar, qtbot) -> None:
    said(bar, qtbot, "thủ tục")
    bar.case.click()
    assert bar.count.text() == "1/2"
    assert said(bar, qtbot, "th") == "1/3"
    bar.words.click()
    assert bar.count.text() == "Không tìm thấy"


def test_the_count_follows_the_text_and_the_caret_stays(bar, tab, qtbot) -> None:
    said(bar, qtbot, "thủ tục")
    tab.editor.go_to_line(3)
    tab.editor.textCursor().insertText(" thủ tục")
    place = tab.editor.textCursor().position()
    qtbot.waitUntil(lambda: bar.count.text() == "Có 4 chỗ")
    assert tab.editor.textCursor().position() == place
    tab.editor.undo_last()
    qtbot.waitUntil(lambda: bar.count.text() == "Có 3 chỗ")


def test_one_is_replaced_and_the_next_is_chosen(bar, tab, workbench, qtbot) -> None:
    said(bar, qtbot, "thủ tục")
    bar.new.setText("việc")
    bar.new.setFocus()
    QTest.keyClick(bar.new, Qt.Key.Key_Return)
    assert texts(workbench)[:2] == ["Căn cứ việc số 1;", "Thủ tục hành chính"]
    assert workbench.plan.preamble[0].level is Level.BASIS
    assert (chosen(tab), bar.count.text()) == ((1, "Thủ tục"), "1/2")
    QTest.keyClick(bar.new, Qt.Key.Key_Return)
    QTest.keyClick(bar.new, Qt.Key.Key_Return)
    assert texts(workbench)[2] == "Kiểm soát việc và thư từ"
    assert workbench.plan.body[1].marks == ((10, 14, "bold"),)
    assert bar.note.text() == "Đã thay, không còn chỗ nào"
    assert workbench.stack.count() == 3


def test_all_are_replaced_in_one_step(bar, tab, workbench, qtbot) -> None:
    first = workbench.plan
    said(bar, qtbot, "uỷ")
    bar.new.setText(unicodedata.normalize("NFD", "Uỷ"))
    bar.new.setFocus()
    QTest.keyClick(bar.new, Qt.Key.Key_Return, CTRL)
    assert texts(workbench)[3] == "😀 Uỷ ban, Uỷ ban"
    assert bar.note.text() == "Đã thay 2 chỗ"
    assert workbench.stack.count() == 1
    workbench.undo()
    assert workbench.plan == first


def test_replacing_by_the_same_is_no_edit(bar, tab, workbench, qtbot) -> None:
    said(bar, qtbot, "kiểm soát")
    bar.new.setText("Kiểm soát")
    bar.buttons["replace_all"].click()
    bar.buttons["replace"].click()
    assert workbench.stack.count() == 0


def test_an_issued_plan_is_left_alone(bar, tab, workbench, qtbot) -> None:
    workbench.commit(SetField("plan", workbench.plan.id, "status", Status.DRAFT, Status.ISSUED), "Ban hành")
    before = texts(workbench)
    said(bar, qtbot, "thủ tục")
    for name in ("replace", "replace_all"):
        with qtbot.waitSignal(workbench.issued_touched):
            bar.buttons[name].click()
    assert texts(workbench) == before
    assert (bar.count.text(), bar.note.text()) == ("1/3", "")
    assert chosen(tab) == (0, "thủ tục")


def keys(bar: FindBar, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = Qt.Key.Key_Backspace if text == "\b" else Qt.Key.Key_unknown
        QApplication.sendEvent(bar.wanted, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


@pytest.mark.parametrize("pause_ms", [0, 150])
def test_a_keyboard_program_types_with_backspace(bar, tab, qtbot, pause_ms) -> None:
    for letter in ("t", "h", "u", "\b", "ủ", " ", "t", "u", "\b", "ụ", "c"):
        keys(bar, letter)
        qtbot.wait(pause_ms)
    assert bar.wanted.text() == "thủ tục"
    qtbot.waitUntil(lambda: bar.count.text() == "1/3")
    assert chosen(tab) == (0, "thủ tục")
    assert bar.wanted.hasFocus()


def test_an_input_method_composes_in_the_field(bar, tab, qtbot) -> None:
    for step in ("t", "th", "thu", "thủ"):
        QApplication.sendEvent(bar.wanted, QInputMethodEvent(step, []))
        qtbot.wait(150)
    assert bar.wanted.text() == ""
    event = QInputMethodEvent("", [])
    event.setCommitString(unicodedata.normalize("NFD", "thủ"))
    QApplication.sendEvent(bar.wanted, event)
    assert bar.wanted.text() == unicodedata.normalize("NFD", "thủ")  # as it was given
    qtbot.waitUntil(lambda: bar.count.text() == "1/3")


def test_only_what_is_in_the_view_is_marked(qtbot, workbench, store, settings) -> None:
    body = tuple(Item(Level.PARAGRAPH, f"năm {n} " * 40) for n in range(200))
    long = Item(Level.PARAGRAPH, "đường phố " * 10_000)
    workbench.open_plan(plans.add_plan(store, changed(PLAN, body=(*body, long))).id)
    tab = PlanTab(workbench, settings)
    qtbot.addWidget(tab)
    tab.resize(1100, 700)
    tab.show()
    tab.find()
    bar = tab.find_bar()
    assert said(bar, qtbot, "năm") == "1/8000"
    qtbot.waitUntil(lambda: 40 < len(tab.editor.extraSelections()) < 2000)  # once the page is laid out
    assert said(bar, qtbot, "phố") == "1/10000"
    tab.find_previous()
    assert bar.count.text() == "10000/10000"
    assert tab.editor.viewport().rect().contains(tab.editor.cursorRect())
    assert 40 < len(tab.editor.extraSelections()) < 2000
    tab.close()


def test_tab_leads_from_field_to_field_and_then_to_the_buttons(bar) -> None:
    seen = []
    for _ in range(5):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        seen.append(here.text() if here is not bar.new else "new")
    assert seen[:3] == ["new", "Thay", "Thay tất cả"]
    QTest.keyClick(bar.buttons["replace_all"], Qt.Key.Key_Return)
    assert bar.isVisible()


def test_everything_has_a_name_for_a_screen_reader(bar) -> None:
    for part in (bar, bar.wanted, bar.new, *bar.buttons.values()):
        assert part.accessibleName() or part.text()
    assert bar.accents.text() == "Phân biệt dấu"


def test_the_window_has_the_keys_where_the_tab_can_find(window, qtbot) -> None:
    tab = window.tabs.current if hasattr(window, "tabs") else window.findChild(PlanTab)
    shown = {name: window.verbs[name] for name in ("find", "replace", "find_next", "find_previous")}
    assert all(verb.isVisible() for verb in shown.values())
    shown["replace"].trigger()
    assert tab.find_bar().new.isVisible()
    tab.find_bar().wanted.setText("thủ tục")
    shown["find_next"].trigger()
    assert tab.find_bar().count.text().startswith(("1/", "2/"))
    window.verbs["show_tracker"].trigger()
    assert not shown["replace"].isVisible()
