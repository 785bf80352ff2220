"""What the page has to say of a paste is said in the window's message bar."""

from legacy_writing import to_legacy
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kehoach_desktop.ingest.legacy_encodings import Code
from kehoach_desktop.ui.plan.pasting import CONVERT


def test_the_question_of_an_old_encoding_stands_in_the_message_bar(open_window, older, qtbot) -> None:
    window = open_window(older)
    page = window.tabs.current.editor
    page.go_to_line(len(window.workbench.plan.preamble))
    window.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    before = window.workbench.plan
    data = QMimeData()
    data.setText(to_legacy("Kiểm soát thủ tục hành chính", Code.TCVN3))
    QGuiApplication.clipboard().setMimeData(data)
    window.verbs["paste"].trigger()
    messages = window.desk.messages
    assert "TCVN3" in messages.text
    assert QApplication.focusWidget().text() == CONVERT
    assert window.workbench.plan == before
    messages.click(CONVERT)
    assert window.workbench.plan.body[0].text.endswith("Kiểm soát thủ tục hành chính")
    assert messages.text == ""
    assert page.hasFocus()


def test_a_clipboard_that_gives_nothing_is_an_empty_one(window, qapp):
    """The system may answer with nothing at all: another program holds the clipboard, or none ever had it."""
    qapp.clipboard().clear()
    assert qapp.clipboard().mimeData() is None
    window.verbs["paste_table"].trigger()
    window.desk.close_page()
    pasting = []
    for place, name in enumerate(("show_plan", "show_appendix", "show_tracker")):
        window.verbs[name].trigger()
        for action in window.tabs.actions_of(place):
            if "paste" in action.objectName():
                action.trigger()
                pasting.append(action.objectName())
    window.tabs.made(0).editor.paste_letters()
    assert pasting
