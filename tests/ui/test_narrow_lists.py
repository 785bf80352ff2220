"""Lists in a window of 150 % on a small screen: 911 x 512 pixels are what is left of 1366 x 768."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel

from kehoach_desktop.ui.copies.choosing_list import ChoosingList
from kehoach_desktop.ui.copies.model import WHERE as COPY_WHERE
from kehoach_desktop.ui.history.model import NEW, WHERE
from kehoach_desktop.ui.list_table import ListTable
from kehoach_desktop.ui.main_window import MainWindow
from kehoach_desktop.ui.theme import base_font
from kehoach_desktop.ui.tracker.quantities_model import TITLES

HEADING_SIDES_PX = 8  # window.qss, and two that Qt keeps


@pytest.fixture
def small(font_of_windows, window: MainWindow) -> MainWindow:
    window.resize(911, 512)
    return window


@pytest.mark.parametrize("verb", ["history", "copies", "bin"])
def test_a_list_beside_its_panel_is_not_wider_than_its_room(small: MainWindow, verb: str, settle) -> None:
    small.verbs[verb].trigger()
    settle(small)
    table = small.desk.page.findChild(ListTable)
    assert table.horizontalScrollBar().maximum() == 0
    small.resize(1366, 768)
    assert table.horizontalScrollBar().maximum() == 0


def test_the_history_shows_what_became_once_there_is_room(small: MainWindow, settle) -> None:
    small.verbs["history"].trigger()
    settle(small)
    table = small.desk.page.table
    width = table.columnWidth(WHERE)
    assert table.isColumnHidden(NEW)
    assert width > 210
    small.resize(1366, 768)
    assert not table.isColumnHidden(NEW)
    assert table.columnWidth(WHERE) == 210


def test_the_headings_of_a_records_quantities_are_whole(small: MainWindow, qtbot) -> None:
    small.verbs["show_tracker"].trigger()
    tab = small.tabs.current
    tab.view.setCurrentIndex(tab.view.model().index(0, 1))
    table = tab.panel.quantities.table
    qtbot.waitUntil(lambda: table.isVisible() and table.width() < 320)  # its panel scrolls
    metrics = QFontMetrics(base_font(12, is_bold=True))
    for column, words in enumerate(TITLES):
        assert metrics.horizontalAdvance(words) + HEADING_SIDES_PX <= table.columnWidth(column), words


def test_the_copies_of_a_lost_file_are_not_wider_than_their_page(qtbot, tmp_path: Path) -> None:
    listed = ChoosingList(tmp_path / "so.kehoach")
    qtbot.addWidget(listed)
    listed.resize(766, 300)
    listed.show()
    assert listed.columnWidth(COPY_WHERE) >= 130
    assert listed.horizontalScrollBar().maximum() == 0


def test_what_bringing_back_means_is_never_cut(small: MainWindow, settle) -> None:
    small.verbs["copies"].trigger()
    settle(small)
    QApplication.processEvents()
    shown = [each for each in small.desk.page.inside.findChildren(QLabel) if each.isVisible()]
    assert len(shown) >= 2
    assert all(each.height() >= each.heightForWidth(each.width()) for each in shown)
