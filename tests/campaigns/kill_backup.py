"""SIGKILL at a random moment while a copy of the file is made, at a new name or over an older copy."""

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

from kehoach_desktop.services import files

FULL = 200
SHORT = 4
TASKS = 600
_STATES = {"file": "new", "copy": "old"}


def preload() -> None:
    """All that the work needs is imported above."""


def work(database: str, target: str) -> None:
    """Make the copy, as the window's worker does."""
    with stages_told():
        files.back_up(Path(database), Path(target))


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Kill the making of a copy ``times`` times; after each death file and copy are looked at."""
    both = FileAndCopy(folder, TASKS)
    rng = random.Random(seed)
    outcome = Outcome()
    found = Counter(none=0, old=0, new=0)
    with Victims("kill_backup") as victims:
        victims.measure("new name", str(both.file), str(folder / "measured.kehoach"))
        shutil.copyfile(both.copy, folder / "measured-2.kehoach")
        victims.measure("older copy", str(both.file), str(folder / "measured-2.kehoach"))
        for number in range(times):
            place = folder / f"to-{number}"
            place.mkdir()
            target = place / "ban-sao.kehoach"
            name = ("new name", "older copy")[number % 2]
            if name == "older copy":
                shutil.copyfile(both.copy, target)
            victims.kill(name, rng, str(both.file), str(target))
            outcome.tried += 1
            like = both.is_like(target) if target.exists() else ""
            if not like or like in _STATES:
                found[_STATES.get(like, "none")] += 1
            else:
                outcome.faults.append(like)
            _after_a_restart(both.file, target, outcome)
        both.note_end(outcome, found, victims)
    return outcome


def _after_a_restart(database: Path, target: Path, outcome: Outcome) -> None:
    """The next start, and the next copy to the same place, leave nothing behind."""
    files.open_file(database).close()
    files.back_up(database, target)
    if left := left_over(database.parent, target.parent):
        outcome.faults.append(f"left over: {left}")
    shutil.rmtree(target.parent)
