"""SIGKILL at a random moment while a copy is put back in the place of the file."""

import random
import shutil
from pathlib import Path

from campaign import Outcome
from killing import Victims, stages_told
from large_plan import large_plan
from whole_file import faults_of, left_over, rows_of

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services import editing, files, plans, restoring

FULL = 200
SHORT = 4
REACH = "old or new, never mixed; no leftover older than a restart"
NOT_ON_WINDOWS = "Windows has no SIGKILL"
TASKS = 400


def preload() -> None:
    """All that the work needs is imported above."""


def work(copy: str, database: str) -> None:
    """Put the copy back."""
    with stages_told():
        restoring.restore_file(Path(copy), Path(database))


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Kill the putting back ``times`` times; the file is then the one in use or the copy."""
    master, copy = _file_and_copy(folder)
    in_use, as_copied = rows_of(master), rows_of(copy)
    rng = random.Random(seed)
    outcome = Outcome()
    found = {"old": 0, "new": 0, "kept aside": 0}
    with Victims("kill_restore") as victims:
        for number in range(-1, times):
            place = folder / f"in-{number}"
            place.mkdir()
            database = place / "so.kehoach"
            shutil.copyfile(master, database)
            if number < 0:
                victims.measure("restore", str(copy), str(database))
                continue
            victims.kill("restore", rng, str(copy), str(database))
            outcome.tried += 1
            rows = rows_of(database) if not faults_of(database) else None
            state = "new" if rows == as_copied else "old" if rows == in_use else "damaged or mixed"
            if state in found:
                found[state] += 1
            else:
                outcome.faults.append(state)
            found["kept aside"] += _look_aside(database, in_use, state == "new", outcome)
            files.open_file(database).close()
            if left := left_over(place):
                outcome.faults.append(f"left over: {left}")
            shutil.rmtree(place)
        if faults_of(copy) or rows_of(copy) != as_copied:
            outcome.faults.append("the copy that was put back is not as it was")
        outcome.figures = {**found, **{f"died at {stage}": n for stage, n in sorted(victims.died_at.items())}}
    return outcome


def _look_aside(database: Path, in_use: object, is_replaced: bool, outcome: Outcome) -> int:
    """Return how many files were kept aside; whatever was replaced must be there, and whole."""
    kept = [p for p in database.parent.iterdir() if p.suffix == ".kehoach" and p != database]
    kept = [path for path in kept if not path.name.startswith(".")]
    for path in kept:
        if faults_of(path) or rows_of(path) != in_use:
            outcome.faults.append("what was kept aside is not the file that was in use")
    if is_replaced and not kept:
        outcome.faults.append("the file in use was replaced and not kept aside")
    return len(kept)


def _file_and_copy(folder: Path) -> tuple[Path, Path]:
    master, copy = folder / "dang-dung.kehoach", folder / "ban-sao.kehoach"
    with files.open_file(master, create=True) as store:
        plan = plans.add_plan(store, large_plan(TASKS, quarters=2, quantities=2))
        files.back_up(master, copy)
        editing.apply_edit(store, plan, SetField("plan", plan.id, "subject", plan.subject, "Sửa sau"))
    return master, copy
