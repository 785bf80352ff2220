"""The tracker tab with 5,000 tasks × 4 quarters × 5 quantities, and with half and twice as many.

open     the tab made, shown and painted
figures  from there to the figures and charts painted, counted beside the window
held     the longest time meanwhile that the window did not answer
filter   a key in the filter's field, to the painted rows: the slowest of a word typed and taken away
group    other groups chosen, painted
edit     a state set by its key: committed to a real file, and painted with its totals, as the window does it
record   a text of the record committed, likewise
scroll   a frame, at the 95th percentile
show     the tab brought to the front again after an edit elsewhere
memory   the peak of a process with the plan open in the appendix tab and here
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

REACH_MS = {
    "open": 500,
    "figures": 2000,
    "held": 50,
    "filter": 50,
    "group": 250,
    "edit": 30,
    "record": 30,
    "scroll": 16,
    "show": 100,
}
REACH_MB = 400
SIZES = (2_500, 5_000, 10_000)
SIZE = 5_000
_LEAST_MS = 8  # below it doubling says nothing
_TWICE = 2.3  # what a machine that is not alone makes of two


def run(folder: Path) -> bool:
    """Print each figure for each size; say whether all are within reach and none grows out of proportion."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    taken = {size: measured(folder / f"{size}.kehoach", size) for size in SIZES}
    is_reached = True
    for name, reach in REACH_MS.items():
        small, usual, large = (taken[size][name] for size in SIZES)
        growth = large / max(usual, _LEAST_MS)
        is_fine = usual <= reach and growth <= _TWICE
        is_reached = is_reached and is_fine
        print(
            f"tracker {name:8}{'' if is_fine else ' OUT OF REACH'} {usual:7.1f} ms (reach {reach})   "
            f"{SIZES[0]:,}: {small:.1f}   {SIZES[2]:,}: {large:.1f}   twice as many: × {growth:.2f}"
        )
    return is_small(folder) and is_reached


def measured(path: Path, size: int) -> dict[str, float]:
    """Return the figures for a plan of so many tasks, in ms."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
    from large_plan import large_plan

    from kehoach_desktop.app import make_application
    from kehoach_desktop.services import files, plans
    from kehoach_desktop.services.settings import Settings
    from kehoach_desktop.ui.theme import apply_theme
    from kehoach_desktop.ui.tracker_tab import TrackerTab
    from kehoach_desktop.ui.workbench import Workbench

    app = make_application()  # as the program has it: garbage and threads too
    apply_theme(app, "light")
    with files.open_file(path, create=True) as store:
        bench = Workbench(store)
        bench.open_plan(plans.add_plan(store, large_plan(size)).id)
        opened: list[Any] = []
        taken: dict[str, list[float]] = {"open": [], "figures": [], "held": []}
        for _ in range(3):
            start = time.perf_counter()
            tab = TrackerTab(bench, Settings(greeted=True))
            tab.resize(1366, 700)
            tab.show()
            app.processEvents()  # which lays it out and paints it
            taken["open"].append(time.perf_counter() - start)
            taken["held"].append(held_until(app, lambda tab=tab: not tab.counting.is_waiting))
            taken["figures"].append(time.perf_counter() - start)
            opened.append(tab)
        for other in opened[:-1]:
            put_away(app, other)
        settle(app)
        figures = {name: 1000 * statistics.median(values) for name, values in taken.items()}
        for name, figure in FIGURES.items():
            figures[name] = figure(app, opened[-1], bench)
        put_away(app, opened[-1])
        bench.open_plan(None)
    return figures


def put_away(app: Any, tab: Any) -> None:
    """Close a tab and have it gone, or it would go on following the plan."""
    from PySide6.QtCore import QEvent

    tab.close()
    tab.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def edit(app: Any, tab: Any, _bench: Any) -> float:
    """Press the keys of states on cells in the middle."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    keys = (Qt.Key.Key_3, Qt.Key.Key_2, Qt.Key.Key_4)

    def write(turn: int) -> None:
        QTest.keyClick(tab.view, keys[turn % 3])
        app.processEvents()  # which paints what has changed

    places = [len(tab.model.rows) // 2 + turn for turn in range(15)]
    tab.view.go_to(places[0], 2)
    tab.view.setFocus()
    settle(app)
    spent = []
    for turn, place in enumerate(places):
        tab.view.go_to(place, 1 + turn % 4)
        app.processEvents()
        spent.append(timed(lambda turn=turn: write(turn)))
        rest(app, tab)
    return 1000 * statistics.median(spent)


def record(app: Any, tab: Any, _bench: Any) -> float:
    """Commit what is typed as a result."""

    def write(turn: int) -> None:
        field = tab.panel.texts["result"]
        field.insertPlainText(f"Đã phát {turn} tờ. ")
        field.flush()
        app.processEvents()

    tab.view.go_to(len(tab.model.rows) // 2, 2)
    settle(app)
    spent = []
    for turn in range(15):
        spent.append(timed(lambda turn=turn: write(turn)))
        rest(app, tab)
    return 1000 * statistics.median(spent)


def filter_(app: Any, tab: Any, _bench: Any) -> float:
    """Type a word into the filter, letter by letter, and take it away again; the slowest key."""
    tab.find()
    words = "to gap 12"
    texts = [words[:end] for end in range(1, len(words) + 1)]
    texts += ["", *texts[-2::-1], ""]
    settle(app)
    spent = []
    for text in texts:

        def type_text(text: str = text) -> None:
            tab.filter_bar.text.setText(text)
            app.processEvents()  # which paints them

        spent.append(timed(type_text))
    tab.filter_bar.close_bar()
    settle(app)
    return 1000 * max(spent)


def group(app: Any, tab: Any, _bench: Any) -> float:
    """Choose one group after another; the slowest."""
    spent = []
    for name in ("tracker_group_content", "tracker_group_lead", "tracker_group_state", "tracker_group_none"):
        action = next(action for action in tab.tab_actions() if action.objectName() == name)

        def choose(action: Any = action) -> None:
            action.trigger()
            app.processEvents()
            tab.view.viewport().repaint()

        spent.append(timed(choose))
        settle(app)
    return 1000 * max(spent)


def scroll(app: Any, tab: Any, _bench: Any) -> float:
    """Scroll down as a wheel does; the 95th percentile of the frames."""
    bar = tab.view.verticalScrollBar()
    bar.setValue(0)
    settle(app)
    frames = []
    for _ in range(200):
        start = time.perf_counter()
        bar.setValue(bar.value() + 120)
        app.processEvents()  # which paints what has come into sight
        frames.append(time.perf_counter() - start)
    return 1000 * statistics.quantiles(frames, n=20)[-1]


def show(app: Any, tab: Any, bench: Any) -> float:
    """Bring the tab back after a task was named anew in another."""
    from kehoach_desktop.domain.edits import SetField

    spent = []
    for turn in range(5):
        tab.hide()
        settle(app)
        task = tab.model.tasks[turn].task
        bench.commit(SetField("task", task.id, "form", task.form, f"Hình thức {turn}"), "Sửa")

        def bring() -> None:
            tab.show()
            app.processEvents()
            tab.view.viewport().repaint()

        spent.append(timed(bring))
        settle(app)
    return 1000 * statistics.median(spent)


FIGURES: dict[str, Callable[[Any, Any, Any], float]] = {
    "filter": filter_,
    "group": group,
    "edit": edit,
    "record": record,
    "scroll": scroll,
    "show": show,
}


def timed(work: Callable[[], object]) -> float:
    """Return how long ``work`` took, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def settle(app: Any, seconds: float = 0.3) -> None:
    """Let the window do what it has put off."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.002)


def rest(app: Any, tab: Any) -> None:
    """Let the window do what it has put off, until the figures are counted too."""
    settle(app)
    while tab.counting.is_waiting:
        settle(app, 0.01)


def held_until(app: Any, is_done: Callable[[], bool]) -> float:
    """Return the longest time, in seconds, that a round of the window's loop took until then."""
    longest = 0.0
    while not is_done():
        longest = max(longest, timed(app.processEvents))
        time.sleep(0.001)
    return longest


def is_small(folder: Path) -> bool:
    """Print the peak memory of a process with the plan open in both tabs; say whether it is within reach."""
    script = (
        "import sys\nfrom pathlib import Path\n"
        f"sys.path[:0] = [{str(Path(__file__).parent)!r}, {str(Path(__file__).parents[1] / 'support')!r}]\n"
        "import tracker\ntracker.open_both(Path(sys.argv[1]))\n"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    path = folder / f"{SIZE}.kehoach"
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True
    )
    peak_mb = float(done.stdout.split()[-1]) / 1024  # getrusage would tell of this process, which is large
    print(f"tracker memory   {peak_mb:.0f} MB (reach {REACH_MB})")
    return peak_mb <= REACH_MB


def open_both(path: Path) -> None:
    """Open the plan kept at ``path`` in the appendix tab and the tracker, and write in it."""
    from PySide6.QtWidgets import QApplication, QTabWidget

    from kehoach_desktop.services import files, plans
    from kehoach_desktop.services.settings import Settings
    from kehoach_desktop.ui.appendix_tab import AppendixTab
    from kehoach_desktop.ui.tracker_tab import TrackerTab
    from kehoach_desktop.ui.workbench import Workbench

    app = QApplication([])
    with files.open_file(path) as store:
        bench = Workbench(store)
        bench.open_plan(plans.list_plans(store)[0].id)
        tabs = QTabWidget()
        settings = Settings(greeted=True)
        appendix, tracker = AppendixTab(bench, settings), TrackerTab(bench, settings)
        tabs.addTab(appendix, "1")
        tabs.addTab(tracker, "2")
        tabs.resize(1366, 700)
        tabs.show()
        settle(app)
        tabs.setCurrentIndex(1)
        settle(app, 2)
        edit(app, tracker, bench)
        filter_(app, tracker, bench)
        tracker.close()


def main() -> int:
    """Run alone."""
    with tempfile.TemporaryDirectory() as folder:
        return 0 if run(Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
