"""The page and the clipboard: what is copied out, and what a paste makes of what comes in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from kehoach_desktop.ui.plan import text_verbs
from kehoach_desktop.ui.plan.caret import chosen_places
from kehoach_desktop.ui.plan.draft import Draft, Step
from kehoach_desktop.ui.plan.letters import pasted_lines, shown_text

if TYPE_CHECKING:
    from kehoach_desktop.ui.plan.outline_editor import OutlineEditor


def copied(cursor: QTextCursor, _draft: Draft) -> QMimeData:
    """Return the chosen text as plain text, a line an item."""
    data = QMimeData()
    data.setText(cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n"))
    return data


def is_readable(source: QMimeData) -> bool:
    """Say whether ``paste`` can do something with it."""
    return source.hasText()


def paste(page: "OutlineEditor", source: QMimeData) -> None:
    """Paste: each line an item of the current level; a single line goes in at the caret."""
    texts = pasted_lines(source.text())
    if not texts:
        return
    if len(texts) == 1:
        if page.has_many_chosen():
            page.remove_chosen()
        page.textCursor().insertText(shown_text(texts[0]))
        page.ensureCursorVisible()
        page.flush()
        return
    start, end = chosen_places(page.textCursor())

    def pasted(draft: Draft) -> Step:
        step = text_verbs.remove(draft, start, end) if start != end else Step(draft, *start)
        return text_verbs.insert_lines(step.draft, (step.line, step.offset), texts)

    page.do(pasted, "Dán")
