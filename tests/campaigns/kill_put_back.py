"""SIGKILL at a random moment while a copy is put back into the open file, in a program of its own."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from campaign import Outcome

from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.services import files, plans

FULL = 200
SHORT = 3
REACH = "old or new, never mixed; no leftover older than a restart"
NOT_ON_WINDOWS = "Windows has no SIGKILL; TerminateProcess is tried there"
_LINES = 1600  # so many that the pages to be written are many

# Puts two copies back in turn, as the window does: with the file open and its lock held.
RESTORER = """
import sys
from pathlib import Path
from kehoach_desktop.data.restoring import put_into
from kehoach_desktop.services.files import open_file
with open_file(Path(sys.argv[1])):
    print("ready", flush=True)
    while True:
        for copy in sys.argv[2:]:
            put_into(Path(copy), Path(sys.argv[1]))
            print("done", flush=True)
"""


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Kill the one who restores ``times`` times; after each death the file is looked at and read whole."""
    path = folder / "a.kehoach"
    copies = [folder / "cũ.kehoach", folder / "mới.kehoach"]
    with files.open_file(path, create=True) as store:
        plans.add_plan(store, _plan("cũ", _LINES))
        files.back_up(path, copies[0])
        plans.add_plan(store, _plan("mới", _LINES // 2))
        files.back_up(path, copies[1])
    states = {_state(copy): name for copy, name in zip(copies, ("old", "new"), strict=True)}
    rng = random.Random(seed)
    outcome = Outcome()
    seen: Counter[str] = Counter()
    for _ in range(times):
        done = _killed(path, copies, rng.uniform(0, 0.25))
        outcome.tried += 1
        seen["journals left for SQLite to take back"] += (folder / "a.kehoach-journal").exists()
        if faults := files.find_faults(path):
            outcome.faults.append(faults[0])
            continue
        state = states.get(_state(path), "")
        if not state:
            outcome.faults.append("the file is neither the one copy nor the other")
        seen[f"was the {state or 'mixed'} one"] += 1
        seen["restored before death"] += done
    outcome.figures = dict(sorted(seen.items()))
    return outcome


def _plan(subject: str, lines: int) -> Plan:
    item = Item(Level.PARAGRAPH, f"{subject} " + "một dòng dài " * 12)
    return Plan(
        2026, subject=subject, body=tuple(replace(item, text=f"{n} {item.text}") for n in range(lines))
    )


def _state(path: Path) -> str:
    with files.open_file(path, read_only=True) as store:
        return repr([plans.get_plan(store, one.id) for one in plans.list_plans(store)])


def _killed(path: Path, copies: list[Path], seconds: float) -> int:
    """Return how often a copy was put back before the death."""
    with subprocess.Popen(
        [sys.executable, "-c", RESTORER, str(path), *map(str, copies)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as restorer:
        assert restorer.stdout is not None
        assert restorer.stdout.readline().strip() == "ready"
        time.sleep(seconds)
        restorer.send_signal(signal.SIGKILL)
        return restorer.stdout.read().count("done")
