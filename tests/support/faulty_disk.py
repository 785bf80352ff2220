"""A program in which the disk fails from a chosen write on, SQLite's writes too; and its control."""

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from campaign import Outcome

SUPPORT = Path(__file__).resolve().parent
COMPILER = shutil.which("cc")


def run_apart(campaign: str, times: int, folder: Path, seed: int) -> Outcome:
    """Run a campaign's ``trial(times, folder, seed)`` in a program whose disk can be made to fail."""
    library = folder / "faulty_disk.so"
    source = SUPPORT / "faulty_disk.c"
    assert COMPILER is not None
    subprocess.run([COMPILER, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    place, result = folder / "disk", folder / "outcome.json"
    place.mkdir()
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library),
        "PYTHONPATH": os.pathsep.join([str(SUPPORT.parents[1]), str(SUPPORT)]),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "default.warning=false",
    }
    program = [sys.executable, str(SUPPORT / "faulty_disk.py")]
    subprocess.run([*program, campaign, str(times), place, str(seed), result], check=True, env=environment)
    return Outcome(**json.loads(result.read_text(encoding="utf-8")))


@contextmanager
def failing(folder: Path, at: int, error: int, *, reads_too: bool = False) -> Iterator[list[int]]:
    """Have the write of number ``at`` below ``folder``, and all later ones, fail; 0 only counts them.

    Gives a list that in the end holds how many there were.
    """
    disk = ctypes.CDLL(None)
    counted: list[int] = []
    disk.disk_begin(str(folder).encode(), ctypes.c_long(at), error, int(reads_too))
    try:
        yield counted
    finally:
        disk.disk_end.restype = ctypes.c_long
        counted.append(disk.disk_end())


if __name__ == "__main__":
    from campaign import load

    name, times, place, seed, result = sys.argv[1:]
    sys.modules["faulty_disk"] = sys.modules["__main__"]
    outcome = load(name).trial(int(times), Path(place), int(seed))
    Path(result).write_text(json.dumps(asdict(outcome)), encoding="utf-8")
