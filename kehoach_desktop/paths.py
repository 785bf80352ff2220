"""Where things live: resources in a source tree, a wheel and a frozen program; the user's folders."""

import sys
import tempfile
from functools import cache
from pathlib import Path

APP_FOLDER = "KeHoachDesktop"
DEFAULT_FILE = "so-ke-hoach.kehoach"
LOG_FOLDER = "nhat-ky"
DOOR_FOLDER = "cua-so"
PORTABLE_SIGN = "portable.txt"  # beside the program: it carries its data along
PORTABLE_FOLDER = "du-lieu"


@cache
def resources() -> Path:
    """Return the folder of fonts, icons, templates and help."""
    if bundle := getattr(sys, "_MEIPASS", None):  # PyInstaller's folder
        return Path(bundle) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "resources"  # in a wheel
    return installed if installed.is_dir() else package.parent / "resources"


@cache
def portable_folder() -> Path | None:
    """Return the data folder beside a program that carries its data along, None for an installed one.

    It is looked for once: pulled out meanwhile, the stick is no reason to write on another's PC.
    """
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).resolve().parent
    return program / PORTABLE_FOLDER if (program / PORTABLE_SIGN).is_file() else None


def portable_fault() -> str:
    """Return the sentence that says that the data carried along cannot be written; "" where they can.

    There is no other place for them: what is on a stick is not to be found later on a PC it was once put in.
    """
    folder = portable_folder()
    if folder is None:
        return ""
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError:
        return (
            f"Không ghi được vào {folder} nên dữ liệu ở đó chỉ để xem, thiết lập của lần này không được giữ. "
            "Hãy mở khóa ghi của USB, hoặc chép cả thư mục chương trình sang nơi ghi được rồi mở ở đó."
        )


def user_data() -> Path:
    """Return the user's data folder (on Windows %LOCALAPPDATA%), not made yet."""
    if (carried := portable_folder()) is not None:
        return carried
    from platformdirs import user_data_path

    return user_data_path(APP_FOLDER, appauthor=False, roaming=False)


def default_database() -> Path:
    """Return the file opened when none is named."""
    return user_data() / DEFAULT_FILE


def log_folder() -> Path:
    """Return the folder of the log of bugs and of the marks of open windows, not made yet."""
    return user_data() / LOG_FOLDER


def door_folder() -> Path:
    """Return the folder where a second start finds the first, not made yet."""
    return user_data() / DOOR_FOLDER
