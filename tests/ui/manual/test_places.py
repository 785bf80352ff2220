"""F1 knows a place in the manual for every part of the window, and leads back to where the clerk was."""

import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from kehoach_desktop import ui
from kehoach_desktop.services import manual
from kehoach_desktop.services.opening import DAMAGED, HELD, Trouble
from kehoach_desktop.ui.bug_dialog import BugDialog
from kehoach_desktop.ui.manual.page import ManualPage
from kehoach_desktop.ui.manual.places import OF_TROUBLE, PLACES, place_of
from kehoach_desktop.ui.page import Page
from kehoach_desktop.ui.trouble_page import TroublePage
from kehoach_desktop.ui.wide_page import WidePage


@pytest.fixture(scope="module")
def classes() -> dict[str, type]:
    """Every widget class of the program, by name."""
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        import_module(module.name)
    found: dict[str, type] = {}
    waiting = list(QWidget.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith(f"{ui.__name__}."):
            found[kind.__name__] = kind
    return found


@pytest.fixture
def shown(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def here(window) -> str:
    """Return the place that is read."""
    source = window.desk.over.browser.source()
    return source.path().removesuffix(".html") + (f"#{source.fragment()}" if source.fragment() else "")


def press(qtbot, window, key, held=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.focusWidget() or window, key, held)


def test_every_page_and_every_tab_has_a_place(classes):
    pages = {
        name
        for name, kind in classes.items()
        if issubclass(kind, (Page, WidePage)) and kind is not ManualPage
    } - {"Page", "WidePage"}
    assert pages - set(PLACES) == set()
    assert {"PlanTab", "AppendixTab", "TrackerTab"} <= set(PLACES)


def test_every_part_in_the_table_exists_and_every_place_too(classes):
    assert set(PLACES) - set(classes) == set()
    there = {
        section.chapter + (f"#{section.anchor}" if section.anchor else "")
        for chapter in manual.chapters()
        for section in chapter.sections
    }
    assert {*PLACES.values(), *OF_TROUBLE.values()} - there == set()


def test_f1_opens_the_place_that_matters_and_esc_leads_back(shown, qtbot):
    for verb, place in (
        ("show_plan", "soan-thao#trang-soan"),
        ("show_appendix", "phu-luc#o"),
        ("show_tracker", "theo-doi-quy#bang"),
        ("issue", "ban-hanh"),
        ("history", "ban-sao-luu#lich-su"),
        ("periods", "theo-doi-quy#ky-bao-cao"),
        ("report", "bao-cao"),
    ):
        shown.verbs[verb].trigger()
        page, before = shown.desk.page, shown.focusWidget()
        press(qtbot, shown, Qt.Key.Key_F1)
        assert here(shown) == place
        assert shown.focusWidget() is shown.desk.over.browser, "the arrows read on"
        press(qtbot, shown, Qt.Key.Key_Escape)
        assert shown.desk.over is None
        assert shown.desk.page is page
        assert shown.focusWidget() is before


def test_a_report_is_explained_as_one_and_the_library_of_bases_by_its_chapter(shown, qtbot, settle):
    shown.verbs["show_plan"].trigger()
    shown.tabs.current.verbs.actions["library"].trigger()
    press(qtbot, shown, Qt.Key.Key_F1)
    assert here(shown) == "can-cu"
    shown.verbs["report"].trigger()
    shown.desk.page.begin.click()
    settle(shown)
    assert place_of(shown.desk.page.tab.editor) == "bao-cao#soan"


def test_what_was_half_filled_in_stands_there_as_it_was(shown, qtbot):
    shown.verbs["issue"].trigger()
    page = shown.desk.page
    page.number.setText("12")
    page.number.setFocus()
    page.number.setCursorPosition(1)
    press(qtbot, shown, Qt.Key.Key_F1)
    press(qtbot, shown, Qt.Key.Key_F1)  # once more changes nothing
    press(qtbot, shown, Qt.Key.Key_Escape)
    assert shown.focusWidget() is page.number
    assert (page.number.text(), page.number.cursorPosition()) == ("12", 1)


def test_the_caret_stays_in_the_page_that_was_typed_in(shown, qtbot):
    shown.verbs["show_plan"].trigger()
    editor = shown.tabs.current.editor
    editor.go_to_line(12)
    at, scrolled = editor.textCursor().position(), editor.verticalScrollBar().value()
    press(qtbot, shown, Qt.Key.Key_F1)
    press(qtbot, shown, Qt.Key.Key_Escape)
    assert shown.focusWidget() is editor
    assert (editor.textCursor().position(), editor.verticalScrollBar().value()) == (at, scrolled)


def test_a_field_that_is_gone_meanwhile_leaves_the_keyboard_to_the_page(shown, qtbot):
    shown.verbs["show_appendix"].trigger()
    view = shown.tabs.current.view
    view.go_to(2, 2)
    view.edit(view.currentIndex())
    press(qtbot, shown, Qt.Key.Key_F1)
    assert here(shown) == "phu-luc#o"
    press(qtbot, shown, Qt.Key.Key_Escape)
    assert shown.focusWidget() is not None
    assert shown.tabs.current.isAncestorOf(shown.focusWidget())


def test_another_page_or_tab_takes_the_place_of_the_manual(shown):
    shown.verbs["manual"].trigger()
    shown.verbs["show_tracker"].trigger()
    assert shown.desk.over is None
    assert shown.tabs.current.isVisible()
    shown.verbs["manual"].trigger()
    shown.verbs["periods"].trigger()
    assert shown.desk.over is None
    assert shown.desk.page.isVisible()


def test_nothing_hidden_is_undone_while_the_manual_is_read(shown):
    subject = shown.workbench.plan.subject
    shown.plans.open_sample()
    shown.verbs["show_appendix"].trigger()
    shown.tabs.current.verbs.actions["add_activity"].trigger()
    rows = len(shown.workbench.plan.appendices[0].activities)
    shown.verbs["manual"].trigger()
    shown.verbs["undo"].trigger()
    assert len(shown.workbench.plan.appendices[0].activities) == rows
    assert "đóng trang này" in shown.desk.messages.text
    assert shown.workbench.plan.subject == subject


def test_the_manual_opens_where_a_file_cannot_be_opened(shown, database, qtbot):
    for kind, place in ((HELD, "cau-hoi#noi-khac"), (DAMAGED, "ban-sao-luu#hong")):
        shown.desk.show_page(TroublePage(Trouble(kind, database, "Tệp.")))
        shown.verbs["manual"].trigger()
        assert here(shown) == place
        press(qtbot, shown, Qt.Key.Key_Escape)
        assert isinstance(shown.desk.page, TroublePage)


def test_a_window_without_a_file_has_the_manual(qtbot, settings):
    from kehoach_desktop.ui.main_window import MainWindow

    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show()
    window.verbs["manual"].trigger()
    assert isinstance(window.desk.over, ManualPage)
    assert here(window) == manual.FIRST
    window.desk.over.closed.emit()
    assert window.desk.over is None


def test_a_question_waits_until_the_manual_has_been_read(shown, qtbot):
    shown.verbs["show_tracker"].trigger()
    shown.desk.messages.say("warning", "Xóa hẳn?", ("Xóa hẳn", lambda: None))
    shown.desk.messages.put_focus_on("Xóa hẳn")
    asked = shown.focusWidget()
    press(qtbot, shown, Qt.Key.Key_F1)
    assert here(shown).startswith("theo-doi-quy"), "of what is asked about"
    press(qtbot, shown, Qt.Key.Key_Escape)
    assert shown.desk.messages.text == "Xóa hẳn?"
    assert shown.focusWidget() is asked


def test_f1_in_the_window_that_tells_of_a_bug_shows_what_to_do_about_it(shown, qtbot, tmp_path):
    dialog = BugDialog(shown, tmp_path, str)
    dialog.tell(1, None)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.go_on, Qt.Key.Key_F1)
    assert here(shown) == "cau-hoi#loi"
    dialog.close()


def test_f6_goes_round_search_list_and_chapter(shown, qtbot):
    shown.verbs["manual"].trigger()
    over = shown.desk.over
    seen = set()
    for _ in range(8):
        press(qtbot, shown, Qt.Key.Key_F6)
        seen.add(shown.focusWidget())
    assert {over.words, over.contents, over.browser} <= seen


def test_starting_the_program_reads_nothing_of_the_manual():
    script = (
        "import sys, kehoach_desktop.app, kehoach_desktop.ui.start, kehoach_desktop.ui.tab_verbs;"
        "print([m for m in sys.modules if 'manual' in m])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"


def test_the_script_takes_a_picture_of_the_manual(window, tmp_path):
    from pictured_manual import SHOTS, take, write_small

    window.resize(1180, 700)
    taken = take(window, "ky-bao-cao", lambda window: window.grab())
    write_small(taken, tmp_path / "ky-bao-cao.png")
    image = QImage(str(tmp_path / "ky-bao-cao.png"))
    assert image.format() == QImage.Format.Format_Indexed8, "few colours"
    assert (image.width(), image.height()) == (taken.width(), taken.height())
    seen = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(seen) > 8, "not an empty page"
    assert set(SHOTS) == {path.stem for path in (manual.folder() / "pictures").iterdir()}
