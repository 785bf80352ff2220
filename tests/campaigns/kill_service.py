"""SIGKILL at a random moment while the service acknowledges edits."""

import random
import tempfile
from pathlib import Path

from campaign import Outcome
from killing import BEGUN, Victims, say, tell_stage

from kehoach_desktop.data import copies, plans
from kehoach_desktop.data.store import create_store, open_store
from kehoach_desktop.domain.edits import Batch, SetField, Splice
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.services import editing, files
from kehoach_desktop.services import plans as services

FULL = 1000
SHORT = 25
REACH = "0 acknowledged edits lost, 0 damaged files"
NOT_ON_WINDOWS = "Windows has no SIGKILL; TerminateProcess is tried there"


def preload() -> None:
    """Write once, so that a victim is as quick as a program that has run for a while."""
    with tempfile.TemporaryDirectory() as folder:
        path = _new_file(Path(folder))
        with files.open_file(path) as store:
            _write(store, services.get_plan(store, services.list_plans(store)[0].id), 1)


def work(database: str) -> None:
    """Commit edits as fast as it can; say the number of each one only after the service has returned."""
    with files.open_file(Path(database)) as store:
        plan = services.get_plan(store, services.list_plans(store)[0].id)
        number = int(plan.number or 0)
        tell_stage(BEGUN)
        while True:
            number += 1
            plan = _write(store, plan, number)
            say(str(number))


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Kill the writer ``times`` times; after each death the file is looked at and read whole."""
    path = _new_file(folder)
    rng = random.Random(seed)
    outcome = Outcome()
    lost = damaged = acknowledged = halfway = 0
    with Victims("kill_service") as victims:
        for _ in range(times):
            death = victims.kill_after(rng.uniform(0, 0.1), str(path))
            last = max(map(int, death.said), default=0)
            outcome.tried += 1
            halfway += path.with_name(path.name + "-journal").exists()
            if faults := copies.find_faults(path):
                damaged += 1
                outcome.faults.append(faults[0])
                continue
            with open_store(path) as store, store.transaction() as connection:
                plan = plans.load_plan(connection, plans.list_plans(connection)[0].id)
            assert plan is not None
            kept = int(plan.number or 0)
            whole = [item.text for item in plan.preamble] == [f"Đoạn {n}" for n in range(1, kept + 1)]
            if kept < last or not whole:
                lost += 1
                outcome.faults.append(f"{last} edits acknowledged, {kept} kept, whole: {whole}")
            acknowledged = max(acknowledged, last)
    if not acknowledged:
        outcome.faults.append("no edit was ever acknowledged: nothing was tried")
    outcome.figures = {"edits acknowledged": acknowledged, "lost": lost, "damaged": damaged}
    outcome.figures["died in a transaction"] = halfway
    return outcome


def _new_file(folder: Path) -> Path:
    path = folder / "a.kehoach"
    with create_store(path) as store, store.transaction() as connection:
        plans.insert_plan(connection, Plan(2026))
    return path


def _write(store: files.Store, plan: Plan, number: int) -> Plan:
    """Commit one edit of two parts, which only hold together."""
    item = Item(Level.PARAGRAPH, f"Đoạn {number}")
    edit = Batch(
        (
            SetField("plan", plan.id, "number", plan.number, str(number)),
            Splice("plan", plan.id, "preamble", len(plan.preamble), (), (item,)),
        )
    )
    return editing.apply_edit(store, plan, edit)[0]
