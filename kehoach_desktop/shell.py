"""What the Windows shell is told of the program; on other systems nothing of it has a meaning."""

import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

APP_ID = "KeHoachDesktop.KeHoach"
_SHARD_PATHW = 3
_FIRST_BUILD_OF_11 = 22_000


def spare_command_prompt() -> None:
    """Have Python know the version of Windows without asking ``cmd /c ver`` for it.

    ``platform.win32_ver`` does that as soon as anything asks for the machine's name, and SQLAlchemy does
    when it is imported: a second process at each start, which antivirus looks at twice.
    """
    if sys.platform == "win32":
        import platform

        major, minor, build = sys.getwindowsversion().platform_version
        release = "11" if build >= _FIRST_BUILD_OF_11 else str(major)
        platform.win32_ver = lambda *_: (release, f"{major}.{minor}.{build}", "", "")


def name_program() -> None:
    """Have the program's windows under a button of their own, not under Python's.

    The frozen program is known by its .exe, as its shortcuts are: a name of its own would part the two.
    """
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(ctypes.c_wchar_p(APP_ID))


def let_forward(process: int) -> None:
    """Let another process's window come to the front: only who was just started by the clerk may allow it."""
    if sys.platform == "win32":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.windll.user32.AllowSetForegroundWindow(ctypes.c_ulong(process))


def note_recent(path: Path) -> None:
    """Have the file among the last ones that the program's button in the taskbar offers, a little later.

    The shell knows it by the ending that the installer registers, and looks at the file itself: on a share
    that takes a while, so it is done beside the window.
    """
    if sys.platform == "win32":
        Thread(target=_add_to_recent, args=(str(path),), name="recent", daemon=True).start()


def _add_to_recent(path: str) -> None:
    if sys.platform == "win32":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.windll.ole32.CoInitialize(None)
            ctypes.windll.shell32.SHAddToRecentDocs(ctypes.c_uint(_SHARD_PATHW), ctypes.c_wchar_p(path))
            ctypes.windll.ole32.CoUninitialize()


def hold_up_shutdown(window: int, why: str) -> None:
    """Say beside the program's name, where Windows asks whether to end it, what ending it would lose."""
    if sys.platform == "win32":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.windll.user32.ShutdownBlockReasonCreate(ctypes.c_void_p(window), ctypes.c_wchar_p(why))


def let_shut_down(window: int) -> None:
    """Take back what was said by ``hold_up_shutdown``."""
    if sys.platform == "win32":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.windll.user32.ShutdownBlockReasonDestroy(ctypes.c_void_p(window))
