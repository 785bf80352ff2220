"""SIGKILL at a random moment while a copy of the file is made, at a new name or over an older copy."""

import random
import shutil
from pathlib import Path

from campaign import Outcome
from killing import Victims, stages_told
from large_plan import large_plan
from whole_file import faults_of, left_over, rows_of

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services import editing, files, plans

FULL = 200
SHORT = 4
REACH = "old or new, never mixed; no leftover older than a restart"
NOT_ON_WINDOWS = "Windows has no SIGKILL"
TASKS = 600


def preload() -> None:
    """All that the work needs is imported above."""


def work(database: str, target: str) -> None:
    """Make the copy, as the window's worker does."""
    with stages_told():
        files.back_up(Path(database), Path(target))


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Kill the making of a copy ``times`` times; after each death file and copy are looked at."""
    database, older = _file_and_older_copy(folder)
    new_rows, old_rows = rows_of(database), rows_of(older)
    rng = random.Random(seed)
    outcome = Outcome()
    found = {"none": 0, "old": 0, "new": 0}
    with Victims("kill_backup") as victims:
        victims.measure("new name", str(database), str(folder / "measured.kehoach"))
        shutil.copyfile(older, folder / "measured-2.kehoach")
        victims.measure("older copy", str(database), str(folder / "measured-2.kehoach"))
        for number in range(times):
            place = folder / f"to-{number}"
            place.mkdir()
            target = place / "ban-sao.kehoach"
            name = ("new name", "older copy")[number % 2]
            if name == "older copy":
                shutil.copyfile(older, target)
            victims.kill(name, rng, str(database), str(target))
            outcome.tried += 1
            state = _state(target, old_rows, new_rows)
            if state in found:
                found[state] += 1
            else:
                outcome.faults.append(state)
            _after_a_restart(database, target, outcome)
        if faults_of(database) or rows_of(database) != new_rows:
            outcome.faults.append("the file that was copied is not as it was")
        outcome.figures = {**found, **{f"died at {stage}": n for stage, n in sorted(victims.died_at.items())}}
    return outcome


def _after_a_restart(database: Path, target: Path, outcome: Outcome) -> None:
    """The next start, and the next copy to the same place, leave nothing behind."""
    files.open_file(database).close()
    files.back_up(database, target)
    if left := left_over(database.parent, target.parent):
        outcome.faults.append(f"left over: {left}")
    shutil.rmtree(target.parent)


def _file_and_older_copy(folder: Path) -> tuple[Path, Path]:
    database, older = folder / "so.kehoach", folder / "cu.kehoach"
    with files.open_file(database, create=True) as store:
        plan = plans.add_plan(store, large_plan(TASKS, quarters=2, quantities=2))
        files.back_up(database, older)
        editing.apply_edit(store, plan, SetField("plan", plan.id, "subject", plan.subject, "Bản sau"))
    return database, older


def _state(target: Path, old_rows: object, new_rows: object) -> str:
    if not target.exists():
        return "none"
    if faults := faults_of(target):
        return faults[0]
    rows = rows_of(target)
    return "new" if rows == new_rows else "old" if rows == old_rows else "mixed"
