"""Giới thiệu leads to what the program is made of, each part with its licence to be read."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from kehoach_desktop import paths
from kehoach_desktop.services.components import read_components, read_text
from kehoach_desktop.ui.about import AboutPage
from kehoach_desktop.ui.licences_page import LicencesPage


@pytest.fixture
def page(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.verbs["about"].trigger()
    about = window.desk.page
    assert isinstance(about, AboutPage)
    next(b for b in about.findChildren(QPushButton) if b.text() == "Thành phần và giấy phép").click()
    shown = window.desk.page
    assert isinstance(shown, LicencesPage)
    return shown


def choose(page, name):
    rows = [component.name for component in page.model.rows]
    page.table.selectRow(rows.index(name))


def test_every_component_of_the_list_is_shown_with_version_and_licence(page):
    here = {"", "windows" if paths.sys.platform == "win32" else "linux"}
    rows = json.loads((paths.resources() / "licences" / "components.json").read_text(encoding="utf-8"))
    expected = [(row["name"], row["licence"]) for row in rows if row["only"] in here]
    model = page.model
    shown = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert [(name, licence) for name, _, licence in shown] == expected
    assert all(version for _, version, _ in shown)


def test_the_chosen_components_licence_is_there_to_read(page):
    choose(page, "SQLAlchemy")
    assert "Permission is hereby granted" in page.beside.text.toPlainText()
    assert page.beside.text.isReadOnly()
    assert not page.beside.texts.isVisible()


def test_qts_duties_are_told_first_and_the_licence_follows_in_full(page):
    choose(page, "Qt")
    assert "phân tích ngược" in page.beside.text.toPlainText()
    titles = [page.beside.texts.tabText(place) for place in range(page.beside.texts.count())]
    assert titles == ["Điều cần biết", "LGPL 3.0", "GPL 3.0", "Phần của bên thứ ba"]
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in page.beside.text.toPlainText()


def test_all_is_reached_without_a_mouse_and_left_by_esc_to_where_it_was_asked(window, page):
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.beside.text.toPlainText().startswith("A. HISTORY OF THE SOFTWARE")
    QTest.keyClick(page.table, Qt.Key.Key_Tab)
    assert page.beside.text.hasFocus(), "to read on with the arrows"
    QTest.keyClick(page.beside.text, Qt.Key.Key_Escape)
    assert isinstance(window.desk.page, AboutPage)
    window.desk.page.closed.emit()
    assert window.desk.page is None


def test_a_text_broken_for_paper_flows_and_loses_no_word():
    for text in {text for component in read_components() for text in component.texts}:
        written = (paths.resources() / text).read_text(encoding="utf-8")
        assert read_text(text).split() == written.split()
    assert "to any person obtaining a copy of this software" in read_text("licences/kehoach-desktop.txt")
