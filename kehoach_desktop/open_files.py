"""Which files this program has open as databases; to be asked before one is opened in any other way.

On POSIX, closing a file lets go all locks the program has on it, also those SQLite took through another
handle: another program could then take back a transaction in the middle of its commit.
"""

import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path

_guard = threading.Lock()
_open: Counter[tuple[int, int]] = Counter()


def note(path: Path) -> tuple[int, int]:
    """Note one more connection to the file; return what ``forget`` takes."""
    key = _key(path)
    with _guard:
        _open[key] += 1
    return key


def forget(key: tuple[int, int]) -> None:
    """Note that a connection is closed."""
    with _guard:
        _open[key] -= 1
        if not _open[key]:
            del _open[key]


def is_open(path: Path) -> bool:
    """Say whether this program has the file open as a database, under whatever name."""
    with suppress(OSError):
        key = _key(path)
        with _guard:
            return key in _open
    return False


def _key(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_dev, told.st_ino
