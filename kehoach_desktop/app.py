"""The window's wiring: the application, its words and look, the file, and who hears of a bug."""

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kehoach_desktop import paths, shell
from kehoach_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from kehoach_desktop.services.front_door import FrontDoor
    from kehoach_desktop.ui.main_window import MainWindow
    from kehoach_desktop.ui.start import Start

SETTINGS_FILE = "settings.json"
# A key waits so long for a thread at work to let go, many times over: 5 ms is felt. Windows counts whole
# milliseconds and does not wait at all.
_SWITCH_SECONDS = 0.0001
_SCREENLESS = {"offscreen", "minimal"}  # Qt's platforms for tests


def has_screen() -> bool:
    """Say whether a window can be shown to somebody."""
    if os.environ.get("QT_QPA_PLATFORM", "") in _SCREENLESS:
        return False
    if sys.platform in {"win32", "darwin"} or os.environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(os.environ.get("DISPLAY")) and _x11_answers()


def run_window_once(path: Path | None, when_shown: Callable[[], None] | None = None) -> int:
    """Have the program that stands already show ``path``, or else show the window; return the exit code."""
    from kehoach_desktop.services.front_door import FrontDoor

    path = None if path is None else path.absolute()
    if getattr(sys, "frozen", False):  # a double-clicked file's folder would be held on to, and its stick
        with suppress(OSError):
            os.chdir(Path(sys.executable).parent)
    with FrontDoor(paths.door_folder()) as door:
        return 0 if door.hand_over(path, shell.let_forward) else run_window(path, when_shown, door)


def run_window(
    path: Path | None, when_shown: Callable[[], None] | None = None, door: "FrontDoor | None" = None
) -> int:
    """Show the window on ``path``, or on the user's own file (made when missing); return the exit code.

    When the file cannot be opened, the window says why and what can be done; without a screen it is raised.
    ``when_shown`` is called as soon as the plan is painted and the window answers. ``door``: where second
    starts call; without one the window stands for itself.
    """
    gc.disable()  # nothing made while starting is garbage, and looking for some takes a tenth of the start
    if not has_screen() and os.environ.get("QT_QPA_PLATFORM", "") not in _SCREENLESS:
        why = "thiếu thư viện hệ thống hoặc màn hình không trả lời" if os.environ.get("DISPLAY") else ""
        raise UserError(
            f"Không mở được cửa sổ vì {why or 'không có màn hình'}; "
            + ("hãy cài các thư viện mà README nêu, hoặc " if why else "hãy ")
            + "dùng các lệnh của kehoach, xem kehoach --help."
        )
    from PySide6.QtCore import QTimer

    from kehoach_desktop.bugs.watch import begin_watch
    from kehoach_desktop.services import sessions
    from kehoach_desktop.ui.safety import Safety

    app = make_application()
    folder = paths.log_folder()
    watch = begin_watch(folder)
    ends = sessions.sudden_ends(folder)  # before the file is opened, which takes back what was half written
    start = open_start(path, paths.user_data() / SETTINGS_FILE)
    if start.trouble is not None and not has_screen():  # nobody would see the page
        start.window.close()
        raise UserError(start.trouble.sentence)
    safety = Safety(watch, folder, ends)
    start.window_changed.connect(safety.follow)
    safety.follow(start.window)
    if fault := paths.portable_fault():
        start.window.desk.messages.say("warning", fault)
    if door is not None:
        from kehoach_desktop.ui.doorbell import Doorbell

        Doorbell(door, start)
    QTimer.singleShot(0, gc.freeze)  # what stands now is no garbage
    if when_shown is not None:
        QTimer.singleShot(0, when_shown)
    code = app.exec()
    safety.close()
    start.close()
    from kehoach_desktop.ui.copied import leave_clipboard

    leave_clipboard()
    return code


def _x11_answers() -> bool:
    """Say whether Qt could start on the X display: it ends the whole program when it cannot."""
    import ctypes
    from importlib.util import find_spec

    plugin = find_spec("PySide6")
    folder = Path(plugin.origin).parent if plugin and plugin.origin else Path()
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
        # Qt's own plugin, with all the libraries it needs: not every desktop has every one of them.
        ctypes.CDLL(str(folder / "Qt" / "plugins" / "platforms" / "libqxcb.so"))
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    is_broken = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not is_broken


def run_self_test() -> int:
    """Do the main job on the sample in a window; say what held, raise UserError on what did not."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # it says what it cannot do
    from tempfile import TemporaryDirectory

    from kehoach_desktop.services import files, plans

    make_application()
    with TemporaryDirectory(prefix="kehoach-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        database = folder / "tu-kiem-tra.kehoach"
        with files.open_file(database, create=True) as store:
            plans.add_plan(store, plans.read_template(plans.SAMPLE), name=plans.AS_SAMPLE)
        window = open_window(database, folder / SETTINGS_FILE)
        from kehoach_desktop.ui.self_test import check_window

        try:
            for held in check_window(window, folder):
                if sys.stdout is not None:
                    sys.stdout.write(f"Đạt: {held}\n")
        finally:
            window.close()
    return 0


def make_application() -> "QApplication":
    """Return the one application, speaking Vietnamese."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from kehoach_desktop.ui.garbage import GarbageRound
    from kehoach_desktop.ui.words import install_words

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        shell.name_program()  # before the first window
        app = QApplication(sys.argv[:1])
    if app.findChild(GarbageRound) is None:
        GarbageRound(app)
    sys.setswitchinterval(_SWITCH_SECONDS)
    app.setApplicationName(paths.APP_FOLDER)
    app.setApplicationDisplayName("Kế hoạch Desktop")
    app.setWindowIcon(QIcon(str(paths.resources() / "icons" / "app.svg")))
    install_words(app)
    return app


def open_window(path: Path | None, settings_file: Path) -> "MainWindow":
    """Show the window with the file opened in it, or with a page that says what is in the way."""
    return open_start(path, settings_file).window


def open_start(path: Path | None, settings_file: Path) -> "Start":
    """Show the window, then open the file in it; where that fails, a page says why and what can be done.

    A named file that is missing is such a case; the user's own (``path`` None) is made.
    """
    from kehoach_desktop.services.settings import Settings
    from kehoach_desktop.ui.start import Start
    from kehoach_desktop.ui.theme import apply_theme

    settings = Settings.read(settings_file)
    apply_theme(make_application(), settings.theme)
    start = Start(settings, settings_file)
    try:
        start.open(path or paths.default_database(), create=path is None)
    except Exception:  # a bug: a window left standing would bring down Python's end
        start.window.close()
        start.window.deleteLater()
        raise
    _tidy_up(settings_file.parent, settings.last_folder)
    return start


def _tidy_up(settings_folder: Path, last_folder: str) -> None:
    """Beside the window, remove what programs that died left half made."""
    from threading import Thread

    from kehoach_desktop.services import files

    def tidy() -> None:
        files.tidy_up(settings_folder, *([Path(last_folder)] if last_folder else []))
        files.tidy_temporary()

    Thread(target=tidy, name="tidying", daemon=True).start()


def say_in_box(sentence: str) -> None:
    """Show a sentence where there is a screen, by the least that can still do it; never raise."""
    with suppress(Exception):
        if not has_screen():
            return
        if sys.platform == "win32":  # the system's own: it may be Qt that does not start
            import ctypes

            ctypes.windll.user32.MessageBoxW(None, sentence, "Kế hoạch Desktop", 0x30)
            return
        make_application()
        _say_calmly(sentence)


def _say_calmly(sentence: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, "Kế hoạch Desktop", sentence)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a file may be named like markup
    box.exec()
