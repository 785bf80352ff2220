"""No English word of Qt's own is left where a user looks."""

import re

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QTreeView,
    QWidget,
)

from kehoach_desktop.ui.words import WORDS, install_words

# Words engraved on keys, of formats, and units stay as they are.
KEPT = {"ctrl", "shift", "alt", "esc", "tab", "del", "pdf", "json", "excel", "z", "y", "x", "c", "v", "a"}
ENGLISH = {word.lower() for source in WORDS for word in re.findall(r"[A-Za-z']+", source)} - KEPT
VIETNAMESE = {word.lower() for told in WORDS.values() for word in re.findall(r"\w+", told)}


@pytest.fixture(autouse=True)
def speaking(qapp):
    install_words(qapp)


def english(text: str) -> set[str]:
    """Return the English words in a text, of those Qt is known to use."""
    return {word for word in re.findall(r"[a-z']+", text.lower()) if word in ENGLISH - VIETNAMESE}


def all_texts(widget: QWidget) -> list[str]:
    found = []
    for part in (widget, *widget.findChildren(QWidget)):
        for name in ("text", "toolTip", "windowTitle", "accessibleName", "accessibleDescription"):
            method = getattr(part, name, None)
            if callable(method) and not isinstance(part, QLineEdit):
                found.append(str(method()))
    return [text for text in found if text]


def test_english_is_found_where_it_stands():
    assert english("&Cancel") == {"cancel"}
    assert english("Hủy") == set()


@pytest.mark.parametrize("box", [QMessageBox, QDialogButtonBox])
def test_standard_buttons(qtbot, box):
    made = box()
    qtbot.addWidget(made)
    for button in box.StandardButton:
        if button.name not in {"NoButton", "ButtonMask", "FlagMask", "Default", "Escape"}:
            made.addButton(button)
    texts = [button.text() for button in made.buttons()]
    assert len(texts) >= 15
    assert [text for text in texts if english(text) or text not in WORDS.values()] == []


@pytest.mark.parametrize("field", [QLineEdit, QTextEdit, QPlainTextEdit])
def test_context_menu_of_a_field(qtbot, field):
    made = field()
    qtbot.addWidget(made)
    texts = [action.text().split("\t")[0] for action in made.createStandardContextMenu().actions()]
    assert "Sao chép" in texts
    assert "Chọn tất cả" in texts
    assert [text for text in texts if english(text)] == []


@pytest.mark.parametrize("mode", list(QFileDialog.AcceptMode))
def test_file_dialog(qtbot, tmp_path, mode):
    dialog = QFileDialog(directory=str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    texts = all_texts(dialog)
    headers = dialog.findChild(QTreeView).model()
    texts += [headers.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert "Tên" in texts
    assert [text for text in texts if english(text)] == []


def test_undo_texts(qtbot):
    stack = QUndoStack()
    action = stack.createUndoAction(stack)
    assert english(action.text()) == set()


def test_months_and_numbers(qtbot):
    assert QLocale().toString(1234567.5, "f", 1) == "1.234.567,5"
    assert QLocale().monthName(11) == "tháng 11"
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    assert not any(english(text) for text in all_texts(calendar))


def test_words_are_installed_once(qapp):
    install_words(qapp)
    assert len(qapp.findChildren(QTranslator)) == 1
