"""Reading the manual: chapters and links, searching, larger letters, both themes."""

import time

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from kehoach_desktop.services import manual
from kehoach_desktop.ui.manual.page import ManualPage
from kehoach_desktop.ui.theme import apply_theme, tokens

CTRL, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def page(qtbot):
    made = ManualPage()
    qtbot.addWidget(made)
    made.resize(1300, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_place("bat-dau")
    made.take_keyboard()
    return made


def text(page) -> str:
    return page.browser.document().toPlainText()


def letters(words: str) -> str:
    """Return the words without blanks: keys have some around them."""
    return "".join(words.split())


@pytest.mark.parametrize("key", manual.CHAPTERS)
def test_a_chapter_is_shown_whole_and_once(page, key):
    page.show_place(key)
    shown = letters(text(page))
    chapter = manual.chapter(key)
    assert shown.startswith(letters(chapter.title))
    for section in chapter.sections:
        for one in section.texts:
            assert letters(one) in shown
    longest = max((one for section in chapter.sections for one in section.texts), key=len)
    assert shown.count(letters(longest)) == 1, "not read in twice"


def test_no_picture_of_any_chapter_is_wider_than_its_column(page, qtbot):
    page.resize(760, 600)
    qtbot.wait(20)
    for name in sorted(path.name for path in (manual.folder() / "pictures").iterdir()):
        image = page.browser.loadResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(f"pictures/{name}")
        )
        assert not image.isNull()
        assert image.width() / image.devicePixelRatio() <= page.browser.viewport().width()


def shown_px(page, name: str) -> float:
    image = page.browser.loadResource(
        QTextDocument.ResourceType.ImageResource.value, QUrl(f"pictures/{name}.png")
    )
    return image.width() / image.devicePixelRatio()


def test_a_picture_of_the_whole_window_takes_all_the_room_and_lines_stay_short(page, qtbot):
    assert shown_px(page, "cua-so") > page.browser.lineWrapColumnOrWidth()
    narrow = shown_px(page, "thong-tin")
    page.resize(1500, 640)
    qtbot.wait(20)
    assert shown_px(page, "cua-so") > 1100, "it follows the window where the lines need not"
    assert page.browser.lineWrapColumnOrWidth() < 800
    assert page.browser.horizontalScrollBar().maximum() == 0
    assert shown_px(page, "thong-tin") == narrow, "never larger than it was taken"


def test_the_list_of_chapters_follows_what_is_read_and_leads_to_it(page, qtbot):
    page.show_place("ban-hanh#so-sanh")
    assert page.contents.currentItem().text(0) == "So sánh hai bản"
    page.contents.setFocus()
    qtbot.keyClick(page.contents, Qt.Key.Key_Up)
    assert page.browser.source().toString() == "ban-hanh.html#cac-ban"


def test_back_leads_to_what_was_read_before(page, qtbot):
    page.show_place("phu-luc#cot")
    page.show_place("can-cu")
    qtbot.keyClick(page.browser, Qt.Key.Key_Left, ALT)
    assert page.browser.source().toString() == "phu-luc.html#cot"
    qtbot.keyClick(page.browser, Qt.Key.Key_Right, ALT)
    assert page.browser.key == "can-cu"


def test_searching_without_marks_opens_the_section_at_the_words(page, qtbot):
    qtbot.keyClick(page.browser, Qt.Key.Key_F, CTRL)
    assert page.words.hasFocus()
    page.words.setText("rut usb")
    qtbot.keyClick(page.words, Qt.Key.Key_Return)
    assert page.hits.count() >= 1
    assert page.browser.key == "cau-hoi"
    assert page.browser.extraSelections()
    found = page.browser._found[page.browser._current]
    assert found.selectedText().casefold() in {"usb", "rút"}
    assert page.browser.viewport().rect().intersects(page.browser.cursorRect(found))
    first = page.browser._current
    page.find_next()
    assert page.browser._current == first + 1


def test_a_word_behind_a_picture_and_a_letter_of_two_units_is_marked_where_it_stands(page):
    page.show_place("bat-dau#cua-so")
    page.browser.mark("giao diện")
    assert {cursor.selectedText().casefold() for cursor in page.browser._found} == {"giao", "diện"}


def test_nothing_found_is_said_and_an_empty_search_lists_the_chapters_again(page, qtbot):
    page.words.setText("zzzz")
    page.search()
    assert "Không tìm thấy" in page.hits.item(0).text()
    qtbot.keyClick(page.words, Qt.Key.Key_Return)
    assert page.browser.key == "bat-dau"
    page.words.clear()
    page.search()
    assert page.contents.isVisible()
    assert page.browser.extraSelections() == []


def test_letters_and_pictures_grow_and_what_was_read_stays_at_the_top(page, qtbot):
    page.show_place("phu-luc#cot")
    before = page.browser.document().defaultFont().pixelSize()
    told = []
    page.zoomed.connect(told.append)
    for _ in range(2):
        qtbot.keyClick(page.browser, Qt.Key.Key_Plus, CTRL)
    assert told == [110, 125]
    assert page.browser.document().defaultFont().pixelSize() > before
    top = page.browser.cursorForPosition(page.browser.viewport().rect().topLeft()).block()
    near = [top.text(), top.next().text()]
    assert "Cột của bảng" in near
    qtbot.keyClick(page.browser, Qt.Key.Key_0, CTRL)
    assert told[-1] == 100
    assert page.browser.document().defaultFont().pixelSize() == before


def test_the_colours_are_those_of_the_theme(page, qtbot):
    try:
        apply_theme(QApplication.instance(), "dark")
        qtbot.wait(10)
        assert tokens().text.lower() in page.browser.document().toHtml().lower()
    finally:
        apply_theme(QApplication.instance(), "light")
    assert tokens().text.lower() in page.browser.document().toHtml().lower()


def test_a_narrow_window_wraps_its_lines_and_reads_the_chapter_only_once(page, qtbot):
    page.show_place("cau-hoi")
    blocks = page.browser.document().blockCount()
    for width in (700, 1100, 640):
        page.resize(width, 600)
        qtbot.wait(10)
        assert page.browser.document().blockCount() == blocks
        assert page.browser.lineWrapColumnOrWidth() <= max(320, page.browser.viewport().width())


def test_a_long_command_wraps_and_no_part_of_it_is_out_of_sight(page, qtbot):
    page.resize(760, 600)
    page.show_place("cai-dat#sao-luu")
    qtbot.wait(20)
    assert page.browser.document().size().width() <= page.browser.viewport().width()


def test_opening_is_quick(qtbot):
    began = time.perf_counter()
    made = ManualPage()
    qtbot.addWidget(made)
    made.resize(1300, 640)
    made.show()
    made.show_place("phu-luc#cot")
    made.grab()
    assert time.perf_counter() - began < 1.5  # of a busy machine; 0.1 s of a quiet one
