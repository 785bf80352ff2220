"""Showing what was written: its folder, or the file in its own program."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from kehoach_desktop import leftovers
from kehoach_desktop.ui.message_bar import Answer


def open_path(path: Path) -> bool:
    """Open a folder or a file as the desktop does; say whether there was a program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def temporary_folder() -> QTemporaryDir:
    """Return a new folder for copies to be looked at; after a death the next start removes it."""
    return QTemporaryDir(leftovers.temporary_folder_template(Path(QDir.tempPath())))


def ways_to_open(target: Path) -> tuple[Answer, Answer]:
    """Return the answers Mở thư mục and Mở tệp of a message about ``target``."""
    return (
        ("Mở thư mục", partial(open_path, target.parent)),
        ("Mở tệp", partial(open_path, target)),
    )
