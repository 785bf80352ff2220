"""What is made as high as its lines shows them whole: a layout rounds a line's height up."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from kehoach_desktop.ui.importing.cut_label import CutLabel
from kehoach_desktop.ui.main_window import MainWindow
from kehoach_desktop.ui.reports.send_page import text_of
from kehoach_desktop.ui.theme import line_px
from kehoach_desktop.ui.tracker.text_field import TextField

pytestmark = pytest.mark.usefixtures("in_both_fonts")
WORDS = "Đã phát 14 lượt; các lượt còn lại phát theo lịch của tháng 8 và tháng 9."


def shown_whole(field: QPlainTextEdit) -> bool:
    QApplication.processEvents()
    last = field.cursorRect()
    return field.verticalScrollBar().maximum() == 0 and last.bottom() <= field.viewport().rect().bottom()


@pytest.mark.parametrize("lines", range(1, 11))
def test_a_field_of_the_record_grows_with_its_lines_without_a_scroll_bar(qtbot, lines: int) -> None:
    field = TextField("result", "Kết quả", "", 1)
    qtbot.addWidget(field)
    field.resize(360, 30)
    field.show()
    field.setPlainText("\n".join(["Hội nghị gỡ vướng"] * lines))
    field.moveCursor(field.textCursor().MoveOperation.End)
    assert shown_whole(field)


@pytest.mark.parametrize("lines", [1, 3, 4])
def test_the_fields_of_a_letter_hold_the_lines_they_are_made_for(qtbot, lines: int) -> None:
    field = text_of(lines)
    qtbot.addWidget(field)
    field.resize(360, field.height())
    field.show()
    field.setPlainText("\n".join(["Ủy ban nhân dân"] * lines))
    field.moveCursor(field.textCursor().MoveOperation.End)
    assert shown_whole(field)


def test_a_label_that_is_cut_is_as_high_as_its_lines(qtbot) -> None:
    label = CutLabel(WORDS * 2, lines=3)
    qtbot.addWidget(label)
    label.resize(420, label.height())
    label.show()
    assert label.heightForWidth(420) <= label.height()


def test_an_editor_of_the_sheet_grows_with_its_lines(window: MainWindow, qtbot) -> None:
    window.verbs["show_appendix"].trigger()
    view = window.tabs.current.view
    view.setCurrentIndex(view.model().index(0, 2))
    view.edit(view.currentIndex())
    editor = view.findChild(QPlainTextEdit)
    for lines in (6, 9):
        editor.setPlainText("\n".join(["Hội nghị gỡ vướng"] * lines))
        editor.moveCursor(editor.textCursor().MoveOperation.End)
        assert shown_whole(editor)


def test_a_line_is_as_high_as_it_is_laid_out(qtbot) -> None:
    for px in range(11, 21):
        font = QFont(QApplication.font())
        font.setPixelSize(px)
        page = QPlainTextEdit("Ệg")
        qtbot.addWidget(page)
        page.setFont(font)
        assert (
            line_px(font) == page.blockBoundingGeometry(page.firstVisibleBlock()).height() - 4
        )  # the margin above it
