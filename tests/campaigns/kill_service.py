"""SIGKILL at a random moment while the service acknowledges edits, in a program of its own."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from campaign import Outcome

from kehoach_desktop.data import copies, plans
from kehoach_desktop.data.store import create_store, open_store
from kehoach_desktop.domain.plan import Plan

FULL = 1000
SHORT = 25
REACH = "0 acknowledged edits lost, 0 damaged files"
NOT_ON_WINDOWS = "Windows has no SIGKILL; TerminateProcess is tried there"

# Commits edits as fast as it can; says the number of each one only after the service has returned.
WRITER = """
import sys
from pathlib import Path
from kehoach_desktop.domain.edits import Batch, SetField, Splice
from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.services.editing import apply_edit
from kehoach_desktop.services.files import open_file
from kehoach_desktop.services.plans import get_plan, list_plans
with open_file(Path(sys.argv[1])) as store:
    plan = get_plan(store, list_plans(store)[0].id)
    number = int(plan.number or 0)
    print("ready", flush=True)
    while True:
        number += 1
        item = Item(Level.PARAGRAPH, f"Đoạn {number}")
        plan, _ = apply_edit(store, plan, Batch((
            SetField("plan", plan.id, "number", plan.number, str(number)),
            Splice("plan", plan.id, "preamble", len(plan.preamble), (), (item,)),
        )))
        print(number, flush=True)
"""


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Kill the writer ``times`` times; after each death the file is looked at and read whole."""
    path = folder / "a.kehoach"
    with create_store(path) as store, store.transaction() as connection:
        plans.insert_plan(connection, Plan(2026))
    rng = random.Random(seed)
    outcome = Outcome()
    lost = damaged = acknowledged = halfway = 0
    for _ in range(times):
        last = _killed(path, rng.uniform(0, 0.05))
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


def _killed(path: Path, seconds: float) -> int:
    """Return the number of the last edit that the writer acknowledged before its death."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == "ready"
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        return max((int(line) for line in writer.stdout.read().split("\n")[:-1]), default=0)
