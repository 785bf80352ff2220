"""The log of bugs on this machine: a few small files, the oldest given up for the newest."""

import datetime as dt
import os
from contextlib import suppress
from pathlib import Path
from threading import Lock

NAME = "loi.log"
MOST_BYTES = 1_000_000  # of one file
OLDER_FILES = 3  # loi.1.log … besides the one written to: 4 MB in all
_MOST_OF_ENTRY = 16_000


class Log:
    """Appends entries; opened for each of them: on Windows a file held open cannot be renamed.

    It never raises: a full disk is no reason for a second bug.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writing = Lock()

    @property
    def path(self) -> Path:
        """The file that is written to."""
        return self.folder / NAME

    def write(self, heading: str, words: str) -> None:
        """Append an entry with the time."""
        now = dt.datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
        entry = f"{now} · {heading}\n{words}\n\n".encode()[:_MOST_OF_ENTRY]
        with self._writing, suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            if self._size() + len(entry) > MOST_BYTES:
                self._turn_over()
            with self.path.open("ab") as file:
                file.write(entry)

    def files(self) -> list[Path]:
        """Return the files there are, the newest first."""
        names = [NAME, *(_older(number) for number in range(1, OLDER_FILES + 1))]
        return [self.folder / name for name in names if (self.folder / name).exists()]

    def _size(self) -> int:
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def _turn_over(self) -> None:
        """Make room: each file takes the place of the one before it."""
        chain = [self.path, *(self.folder / _older(number) for number in range(1, OLDER_FILES + 1))]
        for newer, older in zip(chain[-2::-1], chain[::-1], strict=False):
            with suppress(FileNotFoundError, PermissionError):  # somebody reads it on Windows
                os.replace(newer, older)  # noqa: PTH105 - atomic on both systems, as placing does it
        if self._size() > MOST_BYTES // 2:  # it could not be moved, so what it said is given up
            self.path.write_bytes(b"")


def _older(number: int) -> str:
    return NAME.replace(".", f".{number}.", 1)
