"""SIGKILL at a random moment while a plan comes in: a text with its workbook, JSON, a table pasted."""

import random
import shutil
from dataclasses import replace
from pathlib import Path

from campaign import Outcome
from killing import Victims, stages_told
from large_plan import large_plan
from whole_file import content_of, faults_of, left_over

from kehoach_desktop.domain.edits import Splice, with_new_ids
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import editing, exporting, files, importing, plans

FULL = 200
SHORT = 4
REACH = "old or new, never mixed; no leftover older than a restart"
NOT_ON_WINDOWS = "Windows has no SIGKILL"
KINDS = ("text", "json", "json into a new file", "table")
ROWS = 300
TEXT = Path(__file__).resolve().parents[1] / "data" / "plan_commune.txt"


def preload() -> None:
    """Import what reads, so that a victim is at it at once."""
    importing.read_source(TEXT)


def work(kind: str, folder: str) -> None:
    """Bring the plan in, as the window and the command line do."""
    place = Path(folder)
    database = place / "so.kehoach"
    with stages_told():
        if kind == "table":
            with files.open_file(database) as store:
                plan = plans.get_plan(store, plans.list_plans(store)[0].id)
                editing.apply_edit(store, plan, _rows_into(plan))
        else:
            found = _read(kind, place)
            with files.file_to_add_to(database) as store:
                plans.add_plan(store, found)


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Kill the coming in ``times`` times, each kind in turn; all of it is then in the file, or nothing."""
    source = _source(folder / "source")
    rng = random.Random(seed)
    outcome = Outcome()
    found = {"old": 0, "new": 0, "new file, empty": 0}
    with Victims("kill_import") as victims:
        wholes = {}
        for number in range(-len(KINDS), times):
            kind = KINDS[number % len(KINDS)]
            place = folder / f"{number}"
            shutil.copytree(source, place)
            database = place / "so.kehoach"
            if kind == "json into a new file":
                database.unlink()
            old = content_of(database) if database.exists() else ()
            if number < 0:
                victims.measure(kind, kind, str(place))
                wholes[kind] = _words(content_of(database))
                continue
            victims.kill(kind, rng, kind, str(place))
            outcome.tried += 1
            state = _state(database, old, wholes[kind])
            if state in found:
                found[state] += 1
            else:
                outcome.faults.append(f"{kind}: {state}")
            files.open_file(database, create=True).close()
            if left := left_over(place):
                outcome.faults.append(f"left over: {left}")
            shutil.rmtree(place)
        outcome.figures = {**found, **{f"died at {stage}": n for stage, n in sorted(victims.died_at.items())}}
    return outcome


def _source(folder: Path) -> Path:
    """Make a folder with a file that has a plan already, and a large one to come in."""
    folder.mkdir()
    with files.open_file(folder / "so.kehoach", create=True) as store:
        plans.add_plan(store, plans.read_template(plans.SAMPLE))
    (folder / "so.kehoach.lock").unlink()
    large = replace(large_plan(ROWS, quarters=1, quantities=1), subject="Vào sau")
    exporting.export_json(large, folder / "kh.json")
    exporting.export_xlsx(large, folder / "kh.xlsx")
    shutil.copyfile(TEXT, folder / "kh.txt")
    return folder


def _read(kind: str, place: Path) -> Plan:
    if kind == "text":
        return importing.read_source(place / "kh.txt", place / "kh.xlsx").plan
    return importing.read_document(place / "kh.json").plan


def _rows_into(plan: Plan) -> Splice:
    """Return the edit that a pasted table of as many rows makes."""
    appendix = plan.appendices[0]
    rows = with_new_ids(large_plan(ROWS, quarters=0, quantities=0), "plan").appendices[0].activities
    end = len(appendix.activities)
    return Splice("appendix", appendix.id, "activities", end, (), rows)


def _state(database: Path, old: tuple[str, ...], whole: list[str]) -> str:
    if not database.exists():
        return "old" if not old else "the file is gone"
    if faults := faults_of(database):
        return faults[0]
    content = content_of(database)
    if _words(content) == whole:
        return "new"
    if content == old:
        return "old" if old else "new file, empty"
    return "mixed"


def _words(content: tuple[str, ...]) -> list[str]:
    """Return what the plans say, without the numbers that are new each time."""
    return [line for plan in content for line in plan.splitlines() if '"id"' not in line]
