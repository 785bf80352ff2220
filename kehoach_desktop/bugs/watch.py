"""The one place where every exception that nobody caught comes to: of slots, threads and finalizers alike."""

import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from kehoach_desktop.bugs.log import Log
from kehoach_desktop.bugs.telling import kind_of, machine, place_of, told

DEBUG = "KEHOACH_DEBUG"  # set, the whole traceback is printed, with all that it says
_MOST_KINDS = 200  # bugs told apart; those beyond are counted as one
_LAST = ("last_exc", "last_value", "last_type", "last_traceback")
Key = tuple[str, str, int]


@dataclass
class Bug:
    """One bug: what is written of it, and how often it has come."""

    words: str
    times: int = 1


class Watch:
    """Counts bugs and writes them down: each when it first comes, then at its 10th, 100th … time.

    ``on_noted`` is called with the bug, in whatever thread it was raised.
    """

    def __init__(self, folder: Path) -> None:
        self.log = Log(folder)
        self.bugs: dict[Key, Bug] = {}
        self.count = 0
        self.on_noted: Callable[[Bug], None] | None = None
        self.on_interrupted: Callable[[], object] | None = None  # Ctrl+C at the console
        self._noting = threading.RLock()
        self.here = threading.local()  # its ``count``: of the bugs that this thread has raised
        self._before: tuple[Any, ...] | None = None

    def note(self, error: BaseException) -> Bug:
        """Write the bug down, and tell who listens; nothing that goes wrong in this is raised."""
        with self._noting:
            self.count += 1
            self.here.count = getattr(self.here, "count", 0) + 1
            key = (kind_of(error), *place_of(error.__traceback__))
            if key not in self.bugs and len(self.bugs) >= _MOST_KINDS:
                key = ("", "", 0)
            bug = self.bugs.get(key)
            if bug is None:
                bug = self.bugs[key] = Bug(f"{_heading()}\n{_told(error)}")
                self.log.write(*bug.words.split("\n", 1))
            else:
                bug.times += 1
                if str(bug.times).strip("0") == "1":
                    self.log.write(
                        _heading(), f"lần thứ {bug.times}: {key[0]} tại {Path(key[1]).name}:{key[2]}"
                    )
        _print(error)
        if self.on_noted is not None:
            with suppress(RuntimeError):  # the window is gone
                self.on_noted(bug)
        return bug

    def details(self) -> str:
        """Return what the log has of this run, to be copied."""
        with self._noting:
            told_all = [
                bug.words + (f"\n(đã {bug.times} lần)" if bug.times > 1 else "") for bug in self.bugs.values()
            ]
        return "\n\n".join(told_all) + "\n"

    def begin(self) -> None:
        """Have every exception that nobody catches come here."""
        if self._before is None:
            self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
            sys.excepthook = self._on_uncaught
            threading.excepthook = self._on_thread_broken
            sys.unraisablehook = self._on_not_raised

    def end(self) -> None:
        """Leave the hooks as they were."""
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            self._before = None

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for name in _LAST:  # what Qt's side of Python has put there holds painters and widgets
            sys.__dict__.pop(name, None)
        with suppress(Exception):
            if not issubclass(kind, KeyboardInterrupt):
                self.note(error if error is not None else kind())
            elif self.on_interrupted is not None:
                self.on_interrupted()

    def _on_thread_broken(self, broken: threading.ExceptHookArgs) -> None:
        self._on_uncaught(broken.exc_type, broken.exc_value, broken.exc_traceback)

    def _on_not_raised(self, broken: "sys.UnraisableHookArgs") -> None:
        self._on_uncaught(broken.exc_type, broken.exc_value, broken.exc_traceback)


def _heading() -> str:
    return f"{machine()} · luồng {threading.current_thread().name}"


def _told(error: BaseException) -> str:
    try:
        return told(error)
    except Exception as worse:  # noqa: BLE001 - a bug in telling of bugs must not hide the bug
        return f"{kind_of(error)} (không kể được: {kind_of(worse)})"


def _print(error: BaseException) -> None:
    """Print the bug for whoever works on the program; a windowed program on Windows has nowhere to."""
    if sys.stderr is not None and os.environ.get(DEBUG):
        with suppress(Exception):
            traceback.print_exception(error)


_watch: Watch | None = None


def watch() -> Watch | None:
    """Return the watch that is kept now."""
    return _watch


def begin_watch(folder: Path) -> Watch:
    """Keep watch from now on, with the log in ``folder``; the watch already kept stays."""
    global _watch  # noqa: PLW0603 - the hooks are the process's own, and so is this
    if _watch is None:
        _watch = Watch(folder)
        _watch.begin()
    return _watch


def end_watch() -> None:
    """Keep watch no more."""
    global _watch  # noqa: PLW0603 - see above
    if _watch is not None:
        _watch.end()
        _watch = None


def count_here() -> int:
    """Return how many exceptions out of this thread nobody has caught so far."""
    return getattr(_watch.here, "count", 0) if _watch is not None else 0
