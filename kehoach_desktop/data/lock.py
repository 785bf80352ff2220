"""One writer at a time: an operating-system lock beside the file, and in it the name of who holds it.

The system lets the lock go when its holder dies, so one left by a crash needs no cleaning up.
"""

import datetime as dt
import getpass
import json
import os
import platform
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.errors import FileHeldError

# Locked far past the text, so that on Windows, where locked bytes cannot be read, others still read the name.
_LOCKED_BYTE = 1 << 30
_DEATH_S, _PAUSE_S = 0.5, 0.05


class Lock:
    """The right to write one file; ``take`` it, and ``release`` it when done."""

    def __init__(self, database: Path) -> None:
        database = database.resolve()  # through a link it is the same file, and so the same lock
        self.path = database.with_name(database.name + ".lock")
        self._file: IO[str] | None = None

    def take(self, *, is_patient: bool = True) -> None:
        """Take the lock, or raise FileHeldError that names who holds it and since when.

        ``is_patient``: wait a moment for one whose holder has just died.
        """
        file = self.path.open("a+", encoding="utf-8")
        try:
            if is_patient:
                _lock_patiently(file)
            else:
                _lock_byte(file)
        except OSError as error:
            file.seek(0)
            holder = _holder(file.read())
            file.close()
            name = self.path.name.removesuffix(".lock")
            raise FileHeldError(
                f"Tệp {name} đang được mở bởi {holder}; hãy đóng cửa sổ đó trước khi ghi."
            ) from error
        file.seek(0)
        file.truncate()
        since = dt.datetime.now().astimezone().isoformat(timespec="minutes")
        json.dump({"user": user_name(), "host": platform.node(), "pid": os.getpid(), "since": since}, file)
        file.flush()
        self._file = file

    def holder(self) -> str:
        """Return the sentence that says who holds the lock; "" when nobody does."""
        if not self.path.exists():
            return ""
        try:
            self.take()
        except FileHeldError as error:
            return str(error)
        except OSError:  # not allowed to ask: then opening says why
            return ""
        self.release()
        return ""

    def holder_process(self) -> int | None:
        """Return the number of the process that took the lock last, None where the file does not say."""
        try:
            number = json.loads(self.path.read_text(encoding="utf-8"))["pid"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return number if isinstance(number, int) else None

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._file is not None:
            # The file stays: removing it would race with one who has just opened it and waits for the lock.
            with suppress(OSError):
                _unlock_byte(self._file)
            self._file.close()
            self._file = None


def user_name() -> str:
    """Return the name of the user's account, "?" where nothing tells it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # without a name in the environment Windows has no list to ask
        return "?"


def _holder(written: str) -> str:
    try:
        note = json.loads(written)
        since = dt.datetime.fromisoformat(note["since"])
        return f"{note['user']} trên máy {note['host']} từ {moment(since)}"
    except (ValueError, KeyError, TypeError):
        return "một chương trình khác"


def _lock_patiently(file: IO[str]) -> None:
    """Lock, and try again for a moment on Windows: there a holder's death frees the lock a little later."""
    deadline = time.monotonic() + (_DEATH_S if sys.platform == "win32" else 0)
    while True:
        try:
            _lock_byte(file)
        except OSError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def _lock_byte(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _unlock_byte(file: IO[str]) -> None:
    """Let go in so many words: closing alone leaves it to Windows when the lock is free."""
    if sys.platform == "win32":
        import msvcrt

        file.flush()
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
