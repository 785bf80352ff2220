"""Random edits of every kind through the real workbench; all of them undone, then all done again."""

import random
from collections import Counter
from pathlib import Path

from campaign import Outcome
from random_edits import random_edit

from kehoach_desktop import app
from kehoach_desktop.data import copies
from kehoach_desktop.domain.edits import Edit, SetField, flat
from kehoach_desktop.domain.periods import SCHEMES
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.services import files, plans
from kehoach_desktop.ui.workbench import Workbench

FULL = 10_000
SHORT = 60
REACH = "equal JSON at both ends, and equal to what the file holds"
AT_ONCE = 500  # operations on one stack
TEXT = {"item", "preamble", "body"}


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Do ``times`` operations, some hundreds on one stack, then undo them all and do them all again."""
    app.make_application()  # a large edit is written beside it
    rng = random.Random(seed)
    outcome = Outcome()
    done: Counter[str] = Counter()
    with files.open_file(folder / "so.kehoach", create=True) as store:
        sample = plans.read_template(plans.SAMPLE)
        while outcome.tried < times:
            bench = Workbench(store)
            bench.open_plan(plans.add_plan(store, sample).id)
            count = min(AT_ONCE, times - outcome.tried)
            outcome.faults += _round(bench, rng, count, done)
            outcome.tried += count
    if faults := copies.find_faults(folder / "so.kehoach"):
        outcome.faults += faults
    outcome.figures = dict(sorted(done.items()))
    return outcome


def _round(bench: Workbench, rng: random.Random, count: int, done: Counter[str]) -> list[str]:
    failures: list[str] = []
    bench.failed.connect(failures.append)
    first = bench.plan
    for _ in range(count):
        _do_something(bench, rng, done)
    last = bench.plan
    faults = _differences(bench, last, "after the edits")
    steps = bench.stack.count()
    done["steps undone and done again"] += steps
    while bench.stack.canUndo():
        bench.undo()
    faults += _differences(bench, first, "after undoing all")
    while bench.stack.canRedo():
        bench.redo()
    faults += _differences(bench, last, "after doing all again")
    if bench.stack.count() != steps:
        faults.append(f"the stack has {bench.stack.count()} steps of {steps}")
    return faults + failures


def _do_something(bench: Workbench, rng: random.Random, done: Counter[str]) -> None:
    """Make an edit; sometimes take some back first, and do some of those again."""
    assert bench.plan is not None
    if rng.random() < 0.1:
        for _ in range(rng.randint(1, 5)):
            bench.undo()
            done["undone on the way"] += 1
        for _ in range(rng.randint(0, 3)):
            bench.redo()
    if rng.random() < 0.2:
        bench.end_typing()
    edit = _edit(bench.plan, rng)
    is_typed = rng.random() < 0.5
    if not bench.commit(edit, "Sửa", mergeable=is_typed):
        raise AssertionError(f"refused: {edit}")
    done[f"of {_kind(edit)}"] += 1
    if is_typed and isinstance(edit, SetField) and isinstance(edit.new, str):  # typed on in the same field
        typed_on = SetField(edit.kind, edit.id, edit.name, edit.new, f"{edit.new} gõ tiếp")
        bench.commit(typed_on, "Sửa", mergeable=True)
        done["typed on in the same field"] += 1


def _edit(plan: Plan, rng: random.Random) -> Edit:
    if rng.random() < 0.03:
        return SetField("plan", plan.id, "scheme", plan.scheme, rng.choice(SCHEMES))
    return random_edit(plan, rng)


def _kind(edit: Edit) -> str:
    """Return which part of the plan an edit is of, for counting."""
    parts = flat(edit)
    if not parts:
        return "nothing"
    part = parts[0]
    name = part.name if isinstance(part, SetField) else part.slot
    return "text" if TEXT & {part.kind, name} else f"{part.kind}.{name}"


def _differences(bench: Workbench, wanted: Plan | None, when: str) -> list[str]:
    assert wanted is not None
    assert bench.plan is not None
    faults = []
    if bench.plan != wanted or plan_to_json(bench.plan) != plan_to_json(wanted):
        faults.append(f"{when} the plan is another")
    if plans.get_plan(bench.store, wanted.id) != wanted:
        faults.append(f"{when} the file holds another")
    return faults
