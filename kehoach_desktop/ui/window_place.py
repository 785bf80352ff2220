"""Where the window stands on the screen and how large it is."""

import base64

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QMainWindow

SMALLEST = QSize(640, 340)  # what a screen of 1366 × 768 has at 200 %, less the system's bars
_SIZE = QSize(1366, 768)
_FRAME = QSize(16, 40)  # what title bar and borders may add; known only once the window is shown


def place_of(window: QMainWindow) -> str:
    """Return the window's place as the settings keep it."""
    return base64.b64encode(window.saveGeometry().data()).decode("ascii")


def put_in_place(window: QMainWindow, place: str) -> None:
    """Put the window where it stood, or give it its usual size, as much of it as the screen has room for."""
    try:
        kept = base64.b64decode(place)
    except ValueError:  # somebody has edited the settings
        kept = b""
    if kept and window.restoreGeometry(QByteArray(kept)):
        return
    room = window.screen().availableSize() - _FRAME
    window.resize(_SIZE.boundedTo(room))
    if not is_roomy(room):
        window.setWindowState(Qt.WindowState.WindowMaximized)


def is_roomy(room: QSize) -> bool:
    """Say whether the window at its usual size fits into ``room``, the screen's less bars and frame."""
    return _SIZE.boundedTo(room) == _SIZE
