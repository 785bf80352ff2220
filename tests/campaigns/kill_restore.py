"""SIGKILL at a random moment while a copy is put back in the place of the file."""

import random
import shutil
from collections import Counter
from pathlib import Path

from campaign import Outcome
from file_and_copy import NOT_ON_WINDOWS as NOT_ON_WINDOWS
from file_and_copy import REACH as REACH
from file_and_copy import FileAndCopy
from killing import Victims, stages_told
from whole_file import left_over

from kehoach_desktop.services import files, restoring

FULL = 200
SHORT = 4
TASKS = 400
_STATES = {"file": "old", "copy": "new"}


def preload() -> None:
    """All that the work needs is imported above."""


def work(copy: str, database: str) -> None:
    """Put the copy back."""
    with stages_told():
        restoring.restore_file(Path(copy), Path(database))


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Kill the putting back ``times`` times; the file is then the one in use or the copy."""
    both = FileAndCopy(folder, TASKS)
    rng = random.Random(seed)
    outcome = Outcome()
    found = Counter({"old": 0, "new": 0, "kept aside": 0})
    with Victims("kill_restore") as victims:
        for number in range(-1, times):
            place = folder / f"in-{number}"
            place.mkdir()
            database = place / "so.kehoach"
            shutil.copyfile(both.file, database)
            if number < 0:
                victims.measure("restore", str(both.copy), str(database))
                continue
            victims.kill("restore", rng, str(both.copy), str(database))
            outcome.tried += 1
            like = both.is_like(database)
            if like in _STATES:
                found[_STATES[like]] += 1
            else:
                outcome.faults.append(like)
            found["kept aside"] += _look_aside(database, both, like == "copy", outcome)
            files.open_file(database).close()
            if left := left_over(place):
                outcome.faults.append(f"left over: {left}")
            shutil.rmtree(place)
        both.note_end(outcome, found, victims)
    return outcome


def _look_aside(database: Path, both: FileAndCopy, is_replaced: bool, outcome: Outcome) -> int:
    """Return how many files were kept aside; whatever was replaced must be there, and whole."""
    kept = [p for p in database.parent.iterdir() if p.suffix == ".kehoach" and p != database]
    kept = [path for path in kept if not path.name.startswith(".")]
    if any(both.is_like(path) != "file" for path in kept):
        outcome.faults.append("what was kept aside is not the file that was in use")
    if is_replaced and not kept:
        outcome.faults.append("the file in use was replaced and not kept aside")
    return len(kept)
