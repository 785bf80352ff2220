"""The console program of the package: runs the windowed one beside it and prints what that says.

Windows has a program be either of the two kinds. One archive of 8 MB serves both this way.
"""

import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import BinaryIO, TextIO

WINDOWED = "KeHoach.exe" if sys.platform == "win32" else "KeHoach"


def main() -> int:
    """Return the exit code of the windowed program, started with the same arguments."""
    command = [str(Path(sys.executable).with_name(WINDOWED)), *sys.argv[1:]]
    has_command = bool(sys.argv[1:])
    if not has_command and _is_console_of_its_own():  # a double-click: no black window stays beside
        subprocess.Popen(command)
        return 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        carriers = [
            Thread(target=_carry, args=(program.stdout, sys.stdout), daemon=True),
            Thread(target=_carry, args=(program.stderr, sys.stderr), daemon=True),
        ]
        try:
            for carrier in carriers:
                carrier.start()
            for carrier in carriers:
                while carrier.is_alive():  # Windows lets nobody interrupt a wait without an end
                    carrier.join(0.2)
        except KeyboardInterrupt:  # the windowed program has no console and hears of no key
            if has_command:  # a window is left alone: something may be being typed in it
                program.kill()
            return 1
    return program.returncode


def _carry(source: BinaryIO, target: TextIO) -> None:
    """Print what comes, as it comes; who reads us no more is no reason for the program to stop."""
    is_read = target is not None
    if is_read:
        target.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    for line in source:
        try:
            if is_read:
                target.write(line.decode("utf-8", "replace"))
                target.flush()
        except OSError:
            is_read = False


def _is_console_of_its_own() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    others = (ctypes.c_ulong * 2)()
    return ctypes.windll.kernel32.GetConsoleProcessList(others, 2) == 1


if __name__ == "__main__":
    sys.exit(main())
