"""The disk full, an I/O error, a right lost or a USB stick gone while the clerk types in the real window."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

from campaign import Outcome, load
from faulty_disk import COMPILER, failing, run_apart
from whole_file import content_of, faults_of, left_over

from kehoach_desktop.services import files, plans
from kehoach_desktop.services.settings import Settings

FULL = 320  # four fields, four modes, and each write of an edit: those there are, over and over
SHORT = 6
REACH = "0 damaged; said in the window; what is typed stays typed, and is kept when space is back"
NOT_ON_WINDOWS = "the failing disk is a library that Linux loads before all others"
WITHOUT = "" if COMPILER else "there is no C compiler to make the failing disk with"
MOST_WRITES = 20  # more than an edit makes


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Run the trial in a program whose disk can be made to fail."""
    return run_apart("disk_full_window", times, folder, seed)


def trial(times: int, folder: Path, seed: int) -> Outcome:
    """Type a word ``times`` times into one window, each time with the disk failing while it is to be kept."""
    from kehoach_desktop import app

    place = folder / "USB"
    place.mkdir()
    database = place / "so.kehoach"
    with files.open_file(database, create=True) as store:
        plans.add_plan(store, plans.read_template(plans.SAMPLE))
    Settings(greeted=True, theme="light").write(folder / "settings.json")
    app.make_application()
    window = app.open_window(database, folder / "settings.json")
    hands = load("kill_window")
    while not window.is_filled:
        hands._breathe()
    window.activateWindow()
    while not window.isActiveWindow():
        hands._breathe()
    rng = random.Random(seed)
    clerk = hands._Clerk(window, rng, seed)
    outcome = Outcome()
    told: Counter[str] = Counter()
    modes = load("disk_full").MODES
    for number in range(times):
        outcome.tried += 1
        name = list(modes)[number % len(modes)]
        field = hands.PLACES[(number // len(modes)) % len(hands.PLACES)]
        at = 1 + (number // 16) % MOST_WRITES
        wrong = _typed(clerk, window, field, f"w{number}z", (place, at, modes[name]), told)
        if wrong:
            outcome.faults.append(f"{field}, {name} at write {at}: {wrong}")
    window.close()
    if window.isVisible():
        outcome.faults.append("the window does not close")
    if left := left_over(place):
        outcome.faults.append(f"left over: {left}")
    outcome.figures = {"not kept at first, and said": told.total(), **dict(sorted(told.items()))}
    return outcome


def _typed(clerk: Any, window: Any, field: str, word: str, disk: Any, told: Counter[str]) -> str:
    """Return what is wrong when ``word`` is to be kept on a disk that fails from a write on."""
    place, at, mode = disk
    leave = getattr(clerk, f"_type_in_{field}")(word)
    before = window.workbench.plan
    # On a slow machine the keys have rested meanwhile: what is kept already is not refused.
    is_kept = word in "\n".join(content_of(window.workbench.store.path))
    window.desk.messages.hide()
    with failing(place, at, mode.error, reads_too=mode.reads_too):
        leave()
    wrong = ""
    if window.workbench.plan is before and not is_kept:  # refused
        told[f"in the {field}"] += 1
        wrong = _wrong_as_told(window)
    window.verbs["save"].trigger()  # space is back
    return wrong or _wrong_as_kept(window, word)


def _wrong_as_told(window: Any) -> str:
    label, messages = window.status.saved.text(), window.desk.messages
    if label != "✗ Chưa lưu được":
        return f"not kept, and the line says {label}"
    return "" if messages.isVisible() and messages.text else "not kept, and nothing is said"


def _wrong_as_kept(window: Any, word: str) -> str:
    bench = window.workbench
    if not window.status.saved.text().startswith("✓ Đã lưu"):
        return f"space is back, and the line says {window.status.saved.text()}: {window.desk.messages.text}"
    if faults := faults_of(bench.store.path):
        return f"damaged: {faults[0]}"
    if word not in "\n".join(content_of(bench.store.path)):
        return "what was typed is gone"
    if bench.plan != plans.get_plan(bench.store, bench.plan.id):
        return "the window shows another plan than the file holds"
    return ""
