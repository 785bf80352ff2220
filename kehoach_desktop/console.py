"""The streams of the command line: a console's, redirected ones, or none, as the windowed program has.

What is printed where nobody can read it is kept until it is known whether somebody has to be told.
"""

import io
import os
import sys
from contextlib import suppress
from types import TracebackType
from typing import Self, TextIO

_PARENT = 0xFFFFFFFF  # ATTACH_PARENT_PROCESS


class Console:
    """While it is entered ``print`` works, whatever the process was given."""

    def __init__(self) -> None:
        self._before = (sys.stdout, sys.stderr)
        self._out: io.StringIO | None = None  # what stands in for a stream that is not there
        self._err: io.StringIO | None = None

    def __enter__(self) -> Self:
        if not _is_open(sys.stdout):
            sys.stdout = self._out = io.StringIO()
        if not _is_open(sys.stderr):
            sys.stderr = self._err = io.StringIO()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a Vietnamese Windows console has code page 1258
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sys.stdout, sys.stderr = self._before

    def attach(self) -> None:
        """Print at the console that the program was started from, where it was given no streams."""
        if sys.platform == "win32" and self._err is not None:
            import ctypes

            if ctypes.windll.kernel32.AttachConsole(ctypes.c_ulong(_PARENT)):
                with suppress(OSError):
                    self._go_on_at("CONOUT$")

    def unseen(self) -> str:
        """Return what was printed where nobody could read it: the complaint, or else the rest."""
        if self._err is None:
            return ""
        return (self._err.getvalue() or (self._out.getvalue() if self._out is not None else "")).strip()

    def _go_on_at(self, device: str) -> None:
        """Print there from now on, and first what was kept."""
        if self._out is not None:
            sys.stdout, self._out = _begun(device, self._out.getvalue()), None
        if self._err is not None:
            sys.stderr, self._err = _begun(device, self._err.getvalue()), None


def _begun(device: str, kept: str) -> TextIO:
    stream = open(device, "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: PTH123, SIM115
    stream.write(kept)
    return stream


def _is_open(stream: TextIO | None) -> bool:
    """Say whether anything can be printed there: Windows may give a program handles that lead nowhere."""
    if stream is None:
        return False
    try:
        os.fstat(stream.fileno())
    except io.UnsupportedOperation:  # no file of the system, but one all the same
        return True
    except (OSError, ValueError):
        return False
    return True
