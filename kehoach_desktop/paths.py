"""Where things live: resources in a source tree, a wheel and a frozen program alike; the user's folders."""

import sys
from functools import cache
from pathlib import Path

APP_FOLDER = "KeHoachDesktop"
DEFAULT_FILE = "so-ke-hoach.kehoach"
LOG_FOLDER = "nhat-ky"


@cache
def resources() -> Path:
    """Return the folder of fonts, icons, templates and help."""
    if bundle := getattr(sys, "_MEIPASS", None):  # PyInstaller's folder
        return Path(bundle) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "resources"  # in a wheel
    return installed if installed.is_dir() else package.parent / "resources"


def user_data() -> Path:
    """Return the user's data folder (on Windows %LOCALAPPDATA%), not made yet."""
    from platformdirs import user_data_path

    return user_data_path(APP_FOLDER, appauthor=False, roaming=False)


def default_database() -> Path:
    """Return the file opened when none is named."""
    return user_data() / DEFAULT_FILE


def log_folder() -> Path:
    """Return the folder of the log of bugs and of the marks of open windows, not made yet."""
    return user_data() / LOG_FOLDER
