"""SIGKILL at any moment loses no edit that was acknowledged: 100 kills in the ordinary run.

More: KEHOACH_KILLS=1000 python -m pytest tests/data/test_kill.py
"""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from kehoach_desktop.data import copies, plans
from kehoach_desktop.data.store import create_store, open_store
from kehoach_desktop.domain.plan import Plan

KILLS = int(os.environ.get("KEHOACH_KILLS", "100"))

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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL; TerminateProcess is tried there")
def test_every_acknowledged_edit_survives_sigkill(tmp_path):
    path = tmp_path / "a.kehoach"
    with create_store(path) as store, store.transaction() as connection:
        plans.insert_plan(connection, Plan(2026))
    rng = random.Random(5)
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout.readline().strip() == "ready"
            time.sleep(rng.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL)
            acknowledged = [int(line) for line in writer.stdout.read().split("\n")[:-1]]
        assert copies.find_faults(path) == []
        with open_store(path) as store, store.transaction() as connection:
            plan = plans.load_plan(connection, plans.list_plans(connection)[0].id)
        kept = int(plan.number or 0)
        assert kept >= max(acknowledged, default=0)
        assert [item.text for item in plan.preamble] == [f"Đoạn {n}" for n in range(1, kept + 1)]
    assert kept > 0
