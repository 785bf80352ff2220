"""SIGKILL at a random moment while an older file is brought up to date."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from campaign import Outcome
from killing import Victims, stages_told
from whole_file import content_of, faults_of, left_over, version_of

from kehoach_desktop.data.schema import SCHEMA_VERSION
from kehoach_desktop.services import files

FULL = 200
SHORT = 4
REACH = "old or new, never mixed; no leftover older than a restart"
NOT_ON_WINDOWS = "Windows has no SIGKILL"
KEPT = Path(__file__).resolve().parents[1] / "data" / "files"
_PLANS = 12  # so many more plans than the kept file has: the steps take longer


def preload() -> None:
    """All that the work needs is imported above."""


def work(database: str) -> files.Store:
    """Open the file, as the window does."""
    with stages_told():
        return files.open_file(Path(database))


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Kill the opening ``times`` times, each released version in turn; the file is then old or new."""
    masters = {version: _enlarged(version, folder) for version in range(1, SCHEMA_VERSION)}
    contents = {version: content_of(path) for version, path in masters.items()}
    rng = random.Random(seed)
    outcome = Outcome()
    found = {"old": 0, "new": 0, "copies kept": 0}
    with Victims("kill_migration") as victims:
        for number in range(-len(masters), times):
            version = 1 + number % len(masters)
            place = folder / f"in-{number}"
            place.mkdir()
            database = place / "so.kehoach"
            shutil.copyfile(masters[version], database)
            if number < 0:
                victims.measure(f"from {version}", str(database))
                continue
            victims.kill(f"from {version}", rng, str(database))
            outcome.tried += 1
            _look(database, version, contents[version], found, outcome)
            shutil.rmtree(place)
        outcome.figures = {**found, **{f"died at {stage}": n for stage, n in sorted(victims.died_at.items())}}
    return outcome


def _look(database: Path, version: int, content: object, found: dict[str, int], outcome: Outcome) -> None:
    if faults := faults_of(database):
        outcome.faults.append(f"from {version}: {faults[0]}")
        return
    state = {version: "old", SCHEMA_VERSION: "new"}.get(version_of(database))
    if state is None:
        outcome.faults.append(f"from {version}: left between, at {version_of(database)}")
        return
    found[state] += 1
    if content_of(database) != content:
        outcome.faults.append(f"from {version}: {state}, but its plans are not what they were")
    copies = [p for p in database.parent.iterdir() if "truoc-khi-nang-cap" in p.name and p.name[0] != "."]
    if state == "new" and not copies:
        outcome.faults.append(f"from {version}: brought up to date without a copy")
    for copy in copies:
        found["copies kept"] += 1
        if faults_of(copy) or version_of(copy) != version or content_of(copy) != content:
            outcome.faults.append(f"from {version}: the copy kept before is not the older file")
    files.open_file(database).close()  # the next start
    if version_of(database) != SCHEMA_VERSION or content_of(database) != content:
        outcome.faults.append(f"from {version}: the next start does not bring it up to date")
    if left := left_over(database.parent):
        outcome.faults.append(f"left over: {left}")


def _enlarged(version: int, folder: Path) -> Path:
    """Return a copy of the kept file of a version with its plan's text many times over."""
    path = folder / f"ban-{version}.kehoach"
    shutil.copyfile(KEPT / f"version-{version}.kehoach", path)
    with closing(sqlite3.connect(path)) as connection, connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(plan)") if row[1] != "id"]
        names = ", ".join(f'"{name}"' for name in columns)
        ids = [row[0] for row in connection.execute("SELECT id FROM plan")]
        for _ in range(_PLANS):
            connection.execute(f"INSERT INTO plan ({names}) SELECT {names} FROM plan WHERE id = ?", ids[:1])  # noqa: S608
    return path
