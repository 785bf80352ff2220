"""The library as a pane of the plan tab: Ctrl+L, its room beside page and printed pages."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kehoach_desktop.ui.plan_tab import PlanTab
from kehoach_desktop.ui.theme import apply_theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tab_of(qtbot, workbench, settings) -> Iterator[Callable[[int], PlanTab]]:
    """Return a function that shows the tab so wide, the keyboard in its page."""

    opened: list[PlanTab] = []

    def shown(width: int) -> PlanTab:
        made = PlanTab(workbench, settings)
        opened.append(made)
        qtbot.addWidget(made)
        made.resize(width, 700)
        made.show()
        made.activateWindow()
        made.editor.setFocus()
        qtbot.waitUntil(made.editor.hasFocus)
        return made

    yield shown
    for made in opened:
        made.close()


def test_ctrl_l_opens_the_library_with_the_keyboard_in_its_search_and_closes_it(tab_of) -> None:
    tab = tab_of(1366)
    QTest.keyClick(tab.editor, Qt.Key.Key_L, CTRL)
    assert tab.basis_panel().isVisible()
    assert tab.basis_panel().picker.search.hasFocus()
    QTest.keyClick(tab.basis_panel().picker.search, Qt.Key.Key_L, CTRL)
    assert not tab.basis_panel().isVisible()
    assert tab.editor.hasFocus()


def test_no_library_is_made_before_it_is_asked_for(tab_of) -> None:
    assert tab_of(1366)._bases is None


def test_at_1366_it_takes_the_place_of_the_printed_pages_and_gives_it_back(tab_of) -> None:
    tab = tab_of(1366)
    library, pages = tab.verbs.actions["library"], tab.verbs.actions["pages"]
    library.trigger()
    assert not tab.preview.isVisible()
    assert not pages.isChecked()
    assert tab.width() == 1366
    library.trigger()
    assert tab.preview.isVisible()
    assert pages.isChecked()


def test_asking_for_the_printed_pages_puts_the_library_away_where_there_is_no_room(tab_of) -> None:
    tab = tab_of(1366)
    tab.verbs.actions["library"].trigger()
    tab.verbs.actions["pages"].trigger()
    assert tab.preview.isVisible()
    assert not tab.basis_panel().isVisible()
    assert not tab.verbs.actions["library"].isChecked()


def test_at_1920_both_stand_side_by_side(tab_of) -> None:
    tab = tab_of(1920)
    tab.verbs.actions["library"].trigger()
    assert tab.preview.isVisible()
    assert tab.basis_panel().isVisible()


def test_in_a_narrow_window_the_map_gives_way(tab_of) -> None:
    tab = tab_of(900)
    tab.verbs.actions["library"].trigger()
    assert tab.basis_panel().isVisible()
    assert not tab.map.isVisible()
    assert tab.width() == 900


@pytest.mark.parametrize("width", [1366, 1920])
def test_pages_that_fill_the_window_bring_the_library_back_after(tab_of, width: int) -> None:
    tab = tab_of(width)
    tab.verbs.actions["library"].trigger()
    pages = tab.preview.isVisible()
    tab.verbs.actions["filled"].trigger()
    assert tab.preview.isVisible()
    assert not tab.basis_panel().isVisible()
    tab.verbs.actions["filled"].trigger()
    assert tab.basis_panel().isVisible()
    assert tab.preview.isVisible() == pages


def test_the_cross_closes_it(tab_of) -> None:
    tab = tab_of(1366)
    tab.verbs.actions["library"].trigger()
    tab.basis_panel().picker.actions_by_name["close"].trigger()
    assert not tab.verbs.actions["library"].isChecked()
    assert not tab.basis_panel().isVisible()


def test_an_empty_can_cu_line_can_still_be_added(tab_of, workbench) -> None:
    tab = tab_of(1366)
    count = len(workbench.plan.preamble)
    tab.verbs.actions["basis"].trigger()
    assert len(workbench.plan.preamble) == count + 1


def test_a_verb_of_the_page_takes_its_can_cu_into_the_library(tab_of, workbench) -> None:
    tab = tab_of(1366)
    keep = tab.verbs.actions["keep_basis"]
    assert keep in tab.editor.actions()
    tab.editor.go_to_line(len(workbench.plan.preamble) - 2)
    keep.trigger()
    assert tab.basis_panel().form.fields["designation"].text() == "12/KH-UBND"
    assert tab.basis_panel().form.fields["designation"].hasFocus()
    tab.editor.go_to_line(len(workbench.plan.preamble) + 1)
    tab.basis_panel().form.left.emit()
    keep.trigger()
    assert "không dẫn văn bản nào" in tab.basis_panel().picker.note.text


def test_the_library_has_no_verbs_without_a_plan(tab_of, workbench) -> None:
    tab = tab_of(1366)
    tab.verbs.actions["library"].trigger()
    workbench.open_plan(None)
    QTest.qWait(350)
    assert not tab.verbs.actions["library"].isEnabled()
    assert not tab.basis_panel().picker.isEnabled()


def test_the_colours_change_with_the_theme(tab_of, qapp: QApplication) -> None:
    tab = tab_of(1366)
    tab.verbs.actions["library"].trigger()
    before = tab.basis_panel().grab().toImage()
    apply_theme(qapp, "dark")
    ground = tab.basis_panel().grab().toImage().pixelColor(3, 3)
    assert before.pixelColor(3, 3).lightness() > 200
    assert ground.lightness() < 80


def test_no_look_at_the_citations_outlives_the_tab(tab_of, qtbot) -> None:
    tab = tab_of(1366)
    panel = tab.basis_panel()
    told: list[object] = []
    tab.close()
    panel._follower.looked.connect(told.append)
    panel.follow()
    qtbot.wait(50)
    assert told == []
