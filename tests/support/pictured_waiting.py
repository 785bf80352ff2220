"""The window at work while a picture of it is to be taken."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication


def wait(seconds: float) -> None:
    """Let the window work: its pages are rendered beside it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def wait_for(window: Any, is_so: Callable[[], bool]) -> None:
    """Let the window work until its long work is done and ``is_so``; on a busy machine that takes longer."""
    end = time.monotonic() + 60
    while window.status.is_busy or not is_so():
        if time.monotonic() > end:
            raise TimeoutError("the window does not come to what the picture is to show")
        wait(0.1)
