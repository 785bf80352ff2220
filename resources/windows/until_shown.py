"""Times the frozen program under Wine against the source on Linux, in turn, to a window that answers.

usage: until_shown.py RUNS FROZEN.exe WINDOWS_PYTHON.exe LINUX_ENVIRONMENT FILE, inside the folder of
build.py, with a screen. Beside them an empty window of Qt's on both systems: no start can be shorter.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

_PATIENCE_S = 60
_SHOWN = Path("/w/shown")
_EMPTY = Path(__file__).resolve().with_name("empty_window.py")


def until_shown(command: list[str]) -> float:
    """Return the seconds until the program says its window answers; it ends by itself after that."""
    _SHOWN.unlink(missing_ok=True)
    shown = _as_windows(_SHOWN) if command[0] == "wine" else str(_SHOWN)
    start = time.perf_counter()
    with subprocess.Popen(command, env=os.environ | {"KEHOACH_SHOWN": shown}) as program:
        while not _SHOWN.is_file():
            if time.perf_counter() - start > _PATIENCE_S or program.poll() not in {None, 0}:
                program.kill()
                sys.exit(f"{command[0]}: no window")
            time.sleep(0.005)
        seconds = time.perf_counter() - start
        program.wait(_PATIENCE_S)
    return seconds


def main() -> None:
    """Print the seconds of each run as JSON, a list for each of the four; the first run only warms."""
    runs, frozen, python, linux, file = sys.argv[1:]
    commands = {
        "frozen": ["wine", frozen, "--db", _as_windows(Path(file))],
        "source": [f"{linux}/bin/kehoach", "--db", file],
        "empty, Wine": ["wine", python, _as_windows(_EMPTY)],
        "empty, Linux": [f"{linux}/bin/python", str(_EMPTY)],
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(int(runs) + 1):
        for name, command in commands.items():
            took[name].append(until_shown(command))
    sys.stdout.write(json.dumps({name: seconds[1:] for name, seconds in took.items()}) + "\n")


def _as_windows(path: Path) -> str:
    return "Z:" + str(path).replace("/", "\\")


if __name__ == "__main__":
    main()
