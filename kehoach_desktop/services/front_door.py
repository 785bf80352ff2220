"""One program for each user and desktop: a second start hands what it is to open to the first, and ends.

The first holds a lock in the user's own folder while it lives: it cannot outlast it. A second leaves a note
there; whoever takes the note away has it, so that it is never answered twice, nor by nobody.
"""

import hashlib
import json
import os
import platform
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from kehoach_desktop import placing
from kehoach_desktop.data.lock import Lock, user_name
from kehoach_desktop.domain.errors import FileHeldError, UserError

ANSWER_S = 6.0  # one that was swapped out takes so long to wake; what has not answered by then is hung
START_S = 20.0  # one that began so little ago may only be starting
_LOOK_EVERY_S = 0.05
_COARSE_S = 3.0  # a stick notes every second second
_NOTE = ".json"


class Call(NamedTuple):
    """What a second start was asked to open; None: only the window."""

    path: Path | None


class FrontDoor:
    """The place in ``folder`` where the programs of one user on one desktop meet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._name = f"cua-so-{_seat()}"
        self._lock = Lock(folder / self._name)
        self.is_ours = False
        self._is_anothers = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def take(self) -> bool:
        """Be the one that is called from now on; say whether that could be."""
        if self.is_ours:
            return True
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock.take(is_patient=False)
        except (OSError, UserError) as error:
            self._is_anothers = isinstance(error, FileHeldError)
            return False
        self.is_ours = True
        with suppress(OSError):  # Windows may not note the time of writing before the file is closed
            os.utime(self._lock.path)
        self._drop_stale()
        return True

    def close(self) -> None:
        """Be called no more: the next start is the first."""
        if self.is_ours:
            self.is_ours = False
            self._lock.release()

    def hand_over(self, path: Path | None, let_forward: Callable[[int], object]) -> bool:
        """Say whether another program opens ``path`` in the place of this one.

        Where nobody is, this program takes the door. One that does not answer, or dies meanwhile, is not
        waited for. ``let_forward`` is called with the number of the other process before it is asked.
        """
        if self.take() or not self._is_anothers:  # where nothing can be kept each start is alone
            return False
        if (process := self._lock.holder_process()) is not None:
            let_forward(process)
        try:
            note = self._leave_note(path)
        except OSError:
            return False
        return self._is_taken_up(note)

    def calls(self) -> list[Call]:
        """Return what second starts have asked for since, each once."""
        if not self.is_ours:
            return []
        found = []
        for note in self._notes():
            try:
                where = json.loads(note.read_text(encoding="utf-8"))["path"]
                call = Call(None if where is None else Path(where))
                note.unlink()
            except OSError:  # who left it has gone on without us, or a scanner has it: it comes again
                continue
            except (ValueError, KeyError, TypeError):
                with suppress(OSError):
                    note.unlink()
                continue
            found.append(call)
        return found

    @property
    def has_calls(self) -> bool:
        """Whether a note lies there."""
        return self.is_ours and bool(self._notes())

    def _is_taken_up(self, note: Path) -> bool:
        deadline = time.monotonic() + self._patience()
        while time.monotonic() < deadline:
            if not note.exists():
                return True
            if self.take():  # the other has died, or was closed
                break
            time.sleep(_LOOK_EVERY_S)
        return not _withdrawn(note)

    def _patience(self) -> float:
        try:
            age = time.time() - self._lock.path.stat().st_mtime  # when the other took it
        except OSError:
            age = START_S
        return max(ANSWER_S, START_S - age) if age >= 0 else ANSWER_S

    def _leave_note(self, path: Path | None) -> Path:
        note = self.folder / f"{self._name}-{os.getpid()}-{uuid.uuid4().hex[:8]}{_NOTE}"
        written = note.with_suffix(".moi")
        where = None if path is None else str(path.absolute())  # the other has a working folder of its own
        written.write_text(json.dumps({"path": where}), encoding="utf-8")
        placing.replace(written, note)  # a scanner may have it for a moment
        return note

    def _notes(self) -> list[Path]:
        """Return the notes that lie there, the oldest first."""
        with suppress(OSError):
            return sorted(self.folder.glob(f"{self._name}-*{_NOTE}"), key=_when)
        return []

    def _drop_stale(self) -> None:
        """Take away what was left by programs that died while they waited, or put there by others.

        Who waits still has left it so little ago as one waits at most, and nobody leaves it tomorrow.
        """
        now = time.time()
        for note in self.folder.glob(f"{self._name}-*"):
            with suppress(OSError):
                if not -_COARSE_S <= now - note.stat().st_mtime <= START_S + _COARSE_S:
                    note.unlink()


def _when(note: Path) -> tuple[int, str]:
    try:
        return note.stat().st_mtime_ns, note.name
    except OSError:  # taken away meanwhile
        return 0, note.name


def _withdrawn(note: Path) -> bool:
    """Take the note away; say whether it was still there, so that nobody else answers it."""
    for _ in range(10):
        try:
            note.unlink()
        except FileNotFoundError:
            return False
        except OSError:  # somebody reads it just now
            time.sleep(_LOOK_EVERY_S)
        else:
            return True
    return note.exists()


def _seat() -> str:
    """Return a short sign of the user, the machine and the desktop: no other's window could come forward."""
    return hashlib.sha256(f"{user_name()}\n{platform.node()}\n{_desktop()}".encode()).hexdigest()[:12]


def _desktop() -> str:
    if sys.platform == "win32":  # one user may be logged on twice, at the machine and from afar
        import ctypes

        session = ctypes.c_ulong()
        ctypes.windll.kernel32.ProcessIdToSessionId(os.getpid(), ctypes.byref(session))
        return str(session.value)
    return "\n".join(os.environ.get(name, "") for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"))
