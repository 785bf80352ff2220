"""What was copied outlives the program, and does not bring down its end."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from shiboken6 import Shiboken


def what_was_copied() -> QMimeData:
    """Return what is on the clipboard: nothing also where the system gives nothing to be asked."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def leave_clipboard() -> None:
    """Put what was copied here into an object of Qt's own: one made in Python is asked after its end."""
    clipboard = QGuiApplication.clipboard()
    copied = clipboard.mimeData()
    if copied is None or not Shiboken.createdByPython(copied):  # nothing, or another program's
        return
    text, forms = copied.text(), {name: copied.data(name) for name in copied.formats()}
    clipboard.setText(text)
    own = clipboard.mimeData()
    for name, content in forms.items():
        own.setData(name, content)
