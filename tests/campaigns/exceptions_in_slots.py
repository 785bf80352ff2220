"""An exception out of every place of the window that Qt calls: slots, overrides, whatever is connected.

The long form has a window for each processor, each with its share of the places. What they tell lies
meanwhile in the trial's folder, a line for each place. ``--kind module:Class.method`` breaks only that one.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

from campaign import Outcome
from home import home_in

from kehoach_desktop.services import files, plans
from kehoach_desktop.services.settings import Settings

FULL = 10_000  # more than there are: all of them
SHORT = 4
REACH = "each: in the log, one dialog, data safe, the window usable; 0 crashes"

WINDOW = Path(__file__).resolve().parents[1] / "support" / "broken_window.py"
_MOST_DEATHS = 60
_START = "the start"


def run(times: int, folder: Path, seed: int, kinds: Sequence[str] = ()) -> Outcome:
    """Break ``times`` places in windows of their own, or those of them that are named."""
    shares = 1 if times <= SHORT else os.cpu_count() or 1
    asked = {"times": times, "seed": seed, "shares": shares, "only": [*kinds]}
    with ThreadPoolExecutor(shares) as pool:
        parts = list(pool.map(lambda share: _share(folder, asked | {"share": share}), range(shares)))
    outcome = Outcome()
    results = list(chain.from_iterable(results for results, _ in parts))
    deaths = list(chain.from_iterable(deaths for _, deaths in parts))
    hit = [result for result in results if result["hits"]]
    outcome.tried = len(hit)
    for result in hit:
        outcome.faults += [f"{result['name']} ({result['how']}): {fault}" for fault in result["faults"]]
    outcome.faults += deaths
    ways = Counter(result["how"] for result in results)
    outcome.figures = {
        **{f"in {kind}": number for kind, number in sorted(Counter(one["kind"] for one in hit).items())},
        "exceptions raised": sum(result["hits"] for result in hit),
        "reached by the round": ways["tour"],
        "called by the loop": ways["loop"],
        "without an instance": ways["no instance"],
        "not reached": ways["not reached"],
        "crashes": len(deaths),
    }
    return outcome


def _share(folder: Path, asked: dict[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    """Break a share of the places; after a death go on behind the place that was fatal."""
    results: list[dict[str, Any]] = []
    deaths: list[str] = []
    done: list[str] = []
    while len(deaths) < _MOST_DEATHS:
        told, fatal = _window(folder / f"{asked['share']}-{len(deaths)}", asked | {"done": done})
        results += told
        if fatal is None:
            break
        deaths.append(f"{fatal['name']} ({fatal['step'] or 'loop'}): {fatal['how']}")
        if fatal["name"] == _START:  # the next would die there too
            break
        done += [*(result["name"] for result in told), fatal["name"]]
    return results, deaths


def _window(folder: Path, asked: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, str] | None]:
    """Return what one window told, and the place it died at, if it did."""
    folder.mkdir()
    database = folder / "so.kehoach"
    with files.open_file(database, create=True) as store:
        plans.add_plan(store, plans.read_template(plans.SAMPLE))
    home = folder / "KeHoachDesktop"
    Settings(greeted=True, theme="light").write(home / "settings.json")
    request = folder / "asked.json"
    request.write_text(json.dumps(asked | {"database": str(database)}), encoding="utf-8")
    command = [sys.executable, "-X", "utf8", "-X", "faulthandler", str(WINDOW), str(request)]
    environment = (
        os.environ
        | home_in(folder)
        | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join((str(WINDOW.parents[2]), str(WINDOW.parent))),
        }
    )
    said = folder / "told.jsonl"
    with said.open("wb") as output, (folder / "errors.txt").open("wb") as errors:
        ended = subprocess.run(command, env=environment, stdout=output, stderr=errors, check=False)
    lines = said.read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    results = [line for line in told if "hits" in line]
    if any("ended" in line for line in told):
        return results, None
    begun = [line for line in told if "begun" in line]
    last = begun[-1] if begun else {"begun": _START, "step": ""}
    told_last = [
        folder / "errors.txt",
        *(home / "nhat-ky").glob("phien-*.txt"),
        *(home / "nhat-ky").glob("loi.log"),
    ]
    words = " … ".join(path.read_text(encoding="utf-8", errors="replace")[-1500:] for path in told_last)
    return results, {"name": last["begun"], "step": last["step"], "how": f"{ended.returncode} {words}"}
