"""What a program that died left half made, and how it is told from what another one is still making."""

import hashlib
import os
import platform
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_LONGEST_NAME = 60  # letters of three bytes each, and a file system takes 255 bytes
_DAY_S = 24 * 60 * 60
_DRAFT = re.compile(
    r"^\.(?:.*)\.(?:(?P<host>[0-9a-f]{6})-)?(?P<pid>\d{1,10})"
    r"\.(?:tam|moi)(?:-journal|-wal|-shm|\.lock)?$",
    re.DOTALL,
)
JOURNAL = "-journal"
"""What the name of SQLite's journal of a file has behind that of the file."""
_TEMPORARY = re.compile(r"^KeHoachDesktop-(?P<pid>\d{1,10})-\w+$")
_SIDE_FILES = (JOURNAL, "-wal", "-shm", ".lock")  # of a draft that is a database

_ours: set[Path] = set()  # drafts this very program is at


def draft_name(name: str, suffix: str) -> str:
    """Return the name under which this program makes what will be called ``name``."""
    return f".{name[:_LONGEST_NAME]}.{_host()}-{os.getpid()}{suffix}"


@contextmanager
def under_way(draft: Path) -> Iterator[Path]:
    """Know that this program is at ``draft``, a place with nothing there; what is there at the end goes."""
    _remove_all(draft)
    _ours.add(draft)
    try:
        yield draft
    finally:
        _ours.discard(draft)
        _remove_all(draft)


def tidy(folder: Path) -> int:
    """Remove the drafts in ``folder`` whose makers are dead; return how many. Nothing is said of failures."""
    gone = 0
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _DRAFT.match(entry.name)
            if found and _is_left(Path(entry.path), found["host"], int(found["pid"])):
                gone += _remove(Path(entry.path))
    return gone


def temporary_prefix() -> str:
    """Return how the name of a folder begins that ``tidy_temporary`` will know by it."""
    return f"KeHoachDesktop-{os.getpid()}-"


def temporary_folder_template(temporary: Path) -> str:
    """Return the template of a folder that ``tidy_temporary`` will know by its name."""
    return str(temporary / f"{temporary_prefix()}XXXXXX")


def tidy_temporary(temporary: Path) -> int:
    """Remove the folders of copies to be looked at whose makers are dead; return how many."""
    gone = 0
    with suppress(OSError), os.scandir(temporary) as entries:
        for entry in entries:
            found = _TEMPORARY.match(entry.name)
            is_ours = found and not entry.is_symlink() and entry.is_dir() and _is_mine(entry)
            if found and is_ours and int(found["pid"]) != os.getpid() and not _is_running(int(found["pid"])):
                gone += _remove(Path(entry.path))
    return gone


def _is_left(draft: Path, host: str | None, pid: int) -> bool:
    """Say whether nobody is at the draft any more; in doubt somebody is.

    Another machine's is left to that machine. A number that runs may since be another program's, and one
    without a machine an older version's: of those only what has lain for a day is known to be left.
    """
    if host is not None and host != _host():
        return False
    if host is not None and pid == os.getpid():
        name = draft.name
        for side in _SIDE_FILES:
            name = name.removesuffix(side)
        return draft.with_name(name) not in _ours
    if host is not None and not _is_running(pid):
        return True
    try:
        return time.time() - draft.lstat().st_mtime > _DAY_S
    except OSError:
        return False


def _is_mine(entry: "os.DirEntry[str]") -> bool:
    return sys.platform == "win32" or entry.stat(follow_symlinks=False).st_uid == os.getuid()


def _remove_all(draft: Path) -> None:
    _remove(draft)
    for side in _SIDE_FILES:
        _remove(draft.with_name(draft.name + side))


def _remove(path: Path) -> bool:
    """Remove a file or a folder; say whether it was there and is gone."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError:  # the disk that refused the writing may refuse this too: the next start tries again
        return False
    return True


@cache
def _host() -> str:
    """Return a short sign of this machine: on a share each tidies only what is its own."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        query, invalid, still_active = 0x1000, 87, 259
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(query, False, pid)  # noqa: FBT003 - the system's own order
        if not handle:
            return ctypes.get_last_error() != invalid  # one that may not be asked is there
        code = ctypes.c_ulong()
        is_told = kernel.GetExitCodeProcess(ctypes.c_void_p(handle), ctypes.byref(code))
        kernel.CloseHandle(ctypes.c_void_p(handle))
        return not is_told or code.value == still_active
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
