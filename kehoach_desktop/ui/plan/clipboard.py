"""The clipboard's forms: what is copied out of the page, and what can be read of what is on it.

What reads and writes them is imported when it is first used: the window is to stand first.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from kehoach_desktop.ui.plan.caret import chosen_places
from kehoach_desktop.ui.plan.draft import Draft

if TYPE_CHECKING:
    from kehoach_desktop.services.pasting import Clip

ITEMS_TYPE = "application/x-kehoach-items"
_TEXT = "text/plain"


def copied(cursor: QTextCursor, draft: Draft) -> QMimeData:
    """Return the chosen text exactly for this program, in numbered lists for Word, and as plain text."""
    from kehoach_desktop.services.copying import copy_items

    start, end = chosen_places(cursor)
    copy = copy_items(draft.lines, draft.boundary, start, end)
    data = QMimeData()
    data.setData(ITEMS_TYPE, copy.items)
    data.setHtml(copy.html)
    data.setText(copy.text)
    return data


def is_readable(source: QMimeData) -> bool:
    """Say whether a paste can do something with it."""
    return source.hasFormat(ITEMS_TYPE) or source.hasHtml() or source.hasText()


def clip_of(source: QMimeData) -> "Clip":
    """Return what is on the clipboard, in the forms a paste reads."""
    from kehoach_desktop.services.pasting import Clip

    # A file on the clipboard offers its address as text, which nobody means to paste.
    text = source.text() if source.hasFormat(_TEXT) or not source.hasUrls() else ""
    return Clip(text, source.html() if source.hasHtml() else "", bytes(source.data(ITEMS_TYPE).data()))


def why_not(source: QMimeData) -> str:
    """Return one sentence on a clipboard that has nothing to read."""
    if source.hasImage():
        return "Trên bảng tạm chỉ có hình nên không dán được; trang soạn chỉ nhận chữ."
    if source.hasUrls():
        return "Trên bảng tạm là tệp, không phải chữ; hãy mở tệp, sao chép phần cần lấy rồi dán."
    return "Trên bảng tạm chưa có chữ nào để dán."
