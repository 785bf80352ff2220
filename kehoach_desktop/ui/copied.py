"""What was copied outlives the program, and does not bring down its end."""

from PySide6.QtGui import QGuiApplication
from shiboken6 import Shiboken


def leave_clipboard() -> None:
    """Put what was copied here into an object of Qt's own: one made in Python is asked when Python is gone."""
    clipboard = QGuiApplication.clipboard()
    copied = clipboard.mimeData()
    if not Shiboken.createdByPython(copied):  # another program's
        return
    text, forms = copied.text(), {name: copied.data(name) for name in copied.formats()}
    clipboard.setText(text)
    own = clipboard.mimeData()
    for name, content in forms.items():
        own.setData(name, content)
