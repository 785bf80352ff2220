"""Replace-all over a plan ten times as long as the longest we know, to the drawn page, in milliseconds."""

import os
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REACH_MS = 500
RUNS = 7
TIMES = 10
WANTED, NEW = ("thủ tục", "thủ  tục"), ("thủ  tục", "thủ tục")  # there and back


def run() -> bool:
    """Print the median and the worst of some replacements; say whether the median is within reach."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from kehoach_desktop.services import files, plans
    from kehoach_desktop.services.settings import Settings
    from kehoach_desktop.ui.plan_tab import PlanTab
    from kehoach_desktop.ui.theme import apply_theme
    from kehoach_desktop.ui.workbench import Workbench

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    with (
        tempfile.TemporaryDirectory() as folder,
        files.open_file(Path(folder) / "long.kehoach", create=True) as store,
    ):
        bench = Workbench(store)
        bench.open_plan(plans.add_plan(store, long_plan()).id)
        tab = PlanTab(bench, Settings(greeted=True))
        tab.resize(1366, 700)
        tab.show()
        tab.replace()
        taken: list[float] = []
        for turn in range(RUNS):
            bar = tab.find_bar()
            bar.wanted.setText(WANTED[turn % 2])
            bar.new.setText(NEW[turn % 2])
            bar.look()
            settle(app)
            start = time.perf_counter()
            bar.replace_all()
            tab.editor.viewport().repaint()
            taken.append((time.perf_counter() - start) * 1000)
        count = len(bench.plan.preamble + bench.plan.body) if bench.plan else 0
        said = tab.find_bar().note.text()
        tab.close()
    middle = statistics.median(taken)
    print(
        f"replace {middle:.0f} ms (reach {REACH_MS}) [{min(taken):.0f}-{max(taken):.0f}]   "
        f"{count} items, {said}"
    )
    return middle <= REACH_MS


def long_plan():
    """Return the longest plan at hand ten times over."""
    from kehoach_desktop.domain.edits import with_new_ids
    from kehoach_desktop.ingest.plan_text import read_plan

    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("004*.txt"))
    source = seeds or sorted((ROOT / "tests" / "data").glob("*.txt"), key=lambda path: -path.stat().st_size)
    plan = read_plan(source[0].read_text(encoding="utf-8")).plan
    return replace(
        plan,
        preamble=tuple(with_new_ids(item, "item") for item in plan.preamble * TIMES),
        body=tuple(with_new_ids(item, "item") for item in plan.body * TIMES),
    )


def settle(app) -> None:
    """Let what was put off be done, so that it is not counted."""
    end = time.perf_counter() + 0.4
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    raise SystemExit(0 if run() else 1)
