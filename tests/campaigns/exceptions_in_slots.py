"""An exception out of every place of the window that Qt calls: slots, overrides, whatever is connected."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from campaign import Outcome

from kehoach_desktop.services import files, plans
from kehoach_desktop.services.settings import Settings

FULL = 10_000  # more than there are: all of them
SHORT = 4
REACH = "each: in the log, one dialog, data safe, the window usable; 0 crashes"

WINDOW = Path(__file__).resolve().parents[1] / "support" / "broken_window.py"
_MOST_DEATHS = 60


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Break ``times`` places in a window of its own; after a death go on behind the place that was fatal."""
    outcome = Outcome()
    done: list[str] = []
    kinds: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    hits = deaths = 0
    while deaths < _MOST_DEATHS:
        results, fatal = _window(times, folder / str(deaths), seed, done)
        for result in results:
            done.append(result["name"])
            ways[result["how"]] += 1
            if not result["hits"]:
                continue
            outcome.tried += 1
            kinds[result["kind"]] += 1
            hits += result["hits"]
            outcome.faults += [f"{result['name']} ({result['how']}): {fault}" for fault in result["faults"]]
        if fatal is None:
            break
        deaths += 1
        done.append(fatal["name"])
        outcome.faults.append(f"{fatal['name']} ({fatal['step'] or 'loop'}): {fatal['how']}")
    outcome.figures = {
        **{f"in {kind}": number for kind, number in sorted(kinds.items())},
        "exceptions raised": hits,
        "reached by the round": ways["tour"],
        "called by the loop": ways["loop"],
        "without an instance": ways["no instance"],
        "not reached": ways["not reached"],
        "crashes": deaths,
    }
    return outcome


def _window(
    times: int, folder: Path, seed: int, done: list[str]
) -> tuple[list[dict[str, Any]], dict[str, str] | None]:
    """Return what one window told, and the place it died at, if it did."""
    folder.mkdir()
    database = folder / "so.kehoach"
    with files.open_file(database, create=True) as store:
        plans.add_plan(store, plans.read_template(plans.SAMPLE))
    home = folder / "KeHoachDesktop"
    Settings(greeted=True, theme="light").write(home / "settings.json")
    command = [sys.executable, "-X", "faulthandler", str(WINDOW), str(database), str(seed), str(times), *done]
    environment = os.environ | {
        "XDG_DATA_HOME": str(folder),
        "LOCALAPPDATA": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(WINDOW.parents[2]), str(WINDOW.parent))),
    }
    with (folder / "errors.txt").open("w", encoding="utf-8") as errors:
        ended = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True, check=False
        )
    told = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith("{")]
    results = [line for line in told if "hits" in line]
    if any("ended" in line for line in told):
        return results, None
    begun = [line for line in told if "begun" in line]
    last = begun[-1] if begun else {"begun": "the start", "step": ""}
    told_last = [folder / "errors.txt", *(home / "nhat-ky").glob("phien-*.txt")]
    words = " … ".join(path.read_text(encoding="utf-8", errors="replace")[-1500:] for path in told_last)
    return results, {"name": last["begun"], "step": last["step"], "how": f"{ended.returncode} {words}"}
