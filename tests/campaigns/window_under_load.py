"""Everything a clerk does, in the real window on a large file: how long the window's thread was ever held.

The long form goes through the whole list on a plan of 5,000 tasks with a year's records, the short one
once on a plan of the size an office has. ``support/loop_watch.py`` says what of a block is the machine's.
"""

import json
import subprocess
import sys
from pathlib import Path

from campaign import Outcome

FULL = 3
SHORT = 1
REACH = "no block over 200 ms"
NOT_ON_WINDOWS = "Windows counts a thread's time in steps of 16 ms: what was the machine's could not be told"

_REACH_MS = 200
_LARGE, _USUAL = 5_000, 200  # tasks
_PROGRAM = Path(__file__).resolve().parents[1] / "support" / "loaded_window.py"
_TOLD = 12


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Go through the list so many times; ``seed`` is not used, for nothing here is left to chance."""
    del seed
    tasks = _LARGE if times > SHORT else _USUAL
    command = [sys.executable, "-X", "utf8", str(_PROGRAM), str(folder), str(tasks), str(times)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    outcome = Outcome()
    longest: dict[str, tuple[float, float, str]] = {}
    for line in done.stdout.splitlines():
        verb, wall, charged, culprit = json.loads(line)
        outcome.tried += 1
        longest[verb] = max(longest.get(verb, (0.0, 0.0, "")), (charged, wall, culprit))
    if done.returncode:
        outcome.faults.append(f"the window ended with {done.returncode}: {done.stderr[-600:]}")
    if not longest:
        outcome.faults.append("nothing was done in the window")
    for verb, (charged, wall, culprit) in sorted(longest.items(), key=lambda one: one[1], reverse=True):
        if len(outcome.figures) < _TOLD or charged > _REACH_MS:
            outcome.figures[verb] = f"{charged:.0f} ms (by the clock {wall:.0f})"
        if charged > _REACH_MS:
            outcome.faults.append(f"{verb} held the window for {charged:.0f} ms: {culprit}")
    return outcome
