"""The appendix tab with 5,000 tasks × 4 quarters × 5 quantities, and with half and twice as many.

open     the tab made, shown and painted
filter   a key in a filter field, to the painted rows
edit     a cell committed to a real file and painted
add      a row added in the middle, likewise
scroll   a frame, at the 95th percentile
paste    1,000 rows pasted, written and painted
all      Ctrl+A, with the count in the status bar
find     the first match of a word, painted
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

REACH_MS = {
    "open": 500,
    "filter": 50,
    "edit": 30,
    "add": 30,
    "scroll": 16,
    "paste": 1000,
    "all": 50,
    "find": 150,  # after the pause that follows the last key
}
SIZES = (2_500, 5_000, 10_000)
SIZE = 5_000
_LEAST_MS = 8  # of work; below it doubling says nothing
_TWICE = 2.3  # what a machine that is not alone makes of two


class Spent(NamedTuple):
    """What something took, in ms: by the clock, and in work of the processor, which others do not slow."""

    wall: float
    work: float


def now() -> Spent:
    """Return both clocks."""
    return Spent(time.perf_counter() * 1000, time.process_time() * 1000)


def since(start: Spent) -> Spent:
    """Return what was spent since then."""
    end = now()
    return Spent(end.wall - start.wall, end.work - start.work)


def run(folder: Path) -> bool:
    """Print each figure for each size; say whether all are within reach and none grows out of proportion."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    taken = {size: measured(folder / f"{size}.kehoach", size) for size in SIZES}
    is_reached = True
    for name, reach in REACH_MS.items():
        small, usual, large = (taken[size][name] for size in SIZES)
        growth = large.work / max(usual.work, _LEAST_MS)
        is_fine = usual.wall <= reach and growth <= _TWICE
        is_reached = is_reached and is_fine
        print(
            f"sheet {name:7}{'' if is_fine else ' OUT OF REACH'} {usual.wall:7.1f} ms (reach {reach})   "
            f"{SIZES[0]:,}: {small.wall:.1f}   {SIZES[2]:,}: {large.wall:.1f}   work: {usual.work:.1f} ms, "
            f"of twice as many × {growth:.2f}"
        )
    return is_reached


def measured(path: Path, size: int) -> dict[str, Spent]:
    """Return the figures for a plan of so many tasks."""
    from large_plan import large_plan
    from PySide6.QtWidgets import QApplication

    from kehoach_desktop.services import files, plans
    from kehoach_desktop.services.settings import Settings
    from kehoach_desktop.ui.appendix_tab import AppendixTab
    from kehoach_desktop.ui.theme import apply_theme
    from kehoach_desktop.ui.workbench import Workbench

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    with files.open_file(path, create=True) as store:
        bench = Workbench(store)
        bench.open_plan(plans.add_plan(store, large_plan(size)).id)
        taken: dict[str, Spent] = {}
        opened: list[Any] = []

        def open_tab() -> None:
            tab = AppendixTab(bench, Settings(greeted=True))
            tab.resize(1366, 700)
            tab.show()
            tab.view.viewport().repaint()
            opened.append(tab)

        taken["open"] = median(open_tab, 3)
        for other in opened[:-1]:
            other.close()
            other.deleteLater()
        tab = opened[-1]
        settle(app)
        for name, figure in FIGURES.items():
            taken[name] = figure(app, tab, bench)
        tab.close()
        bench.open_plan(None)
        tab.deleteLater()
        settle(app)
    return taken


def edit(app: Any, tab: Any, _bench: Any) -> Spent:
    """Write into cells in the middle."""

    def write(turn: int) -> None:
        index = tab.model.index(len(tab.model.rows) // 2 + turn, 2)
        tab.model.setData(index, f"Hội nghị lần {turn} lúc {time.perf_counter()}")
        tab.view.viewport().repaint()

    tab.view.go_to(len(tab.model.rows) // 2, 2)
    settle(app)
    return turns(app, write, 15)


def add(app: Any, tab: Any, bench: Any) -> Spent:
    """Add rows in the middle."""

    def add_row(turn: int) -> None:
        tab.view.go_to(len(tab.model.rows) // 2 + turn, 2)
        tab.verbs.actions["add_task"].trigger()
        tab.view.viewport().repaint()

    spent = turns(app, add_row, 9)
    while bench.stack.canUndo():
        bench.undo()
    return spent


def filter_(app: Any, tab: Any, _bench: Any) -> Spent:
    """Type a word into a filter field, letter by letter, and take it away again."""
    tab.verbs.actions["filter"].trigger()
    field = tab.view.head.fields[2]
    words = "to gap 12"
    texts = [words[:end] for end in range(1, len(words) + 1)]
    texts += texts[-2::-1]

    def type_text(turn: int) -> None:
        field.setText(texts[turn])
        tab.view.viewport().repaint()

    spent = turns(app, type_text, len(texts))
    tab.verbs.actions["filter"].trigger()
    settle(app)
    return spent


def scroll(app: Any, tab: Any, _bench: Any) -> Spent:
    """Scroll down as a wheel does; the 95th percentile of the frames."""
    bar = tab.view.verticalScrollBar()
    bar.setValue(0)
    settle(app)
    frames = []
    for _ in range(200):
        start = now()
        bar.setValue(bar.value() + 120)
        app.processEvents()  # paints what came into sight, and sizes the rows
        app.processEvents()
        frames.append(since(start))
    return Spent(*(statistics.quantiles(part, n=20)[-1] for part in zip(*frames, strict=True)))


def paste(app: Any, tab: Any, bench: Any) -> Spent:
    """Paste 1,000 rows of five columns over others, and below the last."""

    def paste_block(turn: int) -> None:
        rows = (f"Hình thức {turn}.{n}\tVăn phòng\tCác thôn\tQuý II\tDán" for n in range(1_000))
        app.clipboard().setText("\n".join(rows))
        tab.view.go_to(10 if turn % 2 else len(tab.model.rows) - 500, 2)
        steps = bench.stack.index()
        tab.verbs.actions["paste"].trigger()
        while bench.stack.index() == steps:  # a long block is read off the window's thread
            app.processEvents()
        tab.view.viewport().repaint()

    spent = turns(app, paste_block, 4)
    app.clipboard().clear()
    while bench.stack.canUndo():
        bench.undo()
    return spent


def all_(app: Any, tab: Any, _bench: Any) -> Spent:
    """Choose every cell."""

    def choose(turn: int) -> None:
        tab.view.go_to(turn, 2)
        tab.view.selectAll()
        tab.view.viewport().repaint()

    return turns(app, choose, 7)


def find(app: Any, tab: Any, _bench: Any) -> Spent:
    """Look for a word that stands in many cells."""
    tab.view.go_to(0, 1)
    tab.find()
    bar = tab.find_bar()

    def look(turn: int) -> None:
        bar.wanted.setText(("van phong", "cac thon")[turn % 2])
        bar.look()
        tab.view.viewport().repaint()

    spent = turns(app, look, 7)
    bar.close_bar()
    return spent


FIGURES: dict[str, Callable[[Any, Any, Any], Spent]] = {
    "edit": edit,
    "add": add,
    "filter": filter_,
    "scroll": scroll,
    "all": all_,
    "find": find,
    "paste": paste,
}


def turns(app: Any, work: Callable[[int], None], count: int) -> Spent:
    """Return the median of so many turns; what is put off is done between them."""
    spent = []
    for turn in range(count):
        start = now()
        work(turn)
        spent.append(since(start))
        settle(app, 0.03)
    return middle(spent)


def median(work: Callable[[], None], count: int) -> Spent:
    """Return the median of so many runs."""
    spent = []
    for _ in range(count):
        start = now()
        work()
        spent.append(since(start))
    return middle(spent)


def middle(spent: list[Spent]) -> Spent:
    """Return the median of both clocks."""
    return Spent(*(statistics.median(part) for part in zip(*spent, strict=True)))


def settle(app: Any, seconds: float = 0.2) -> None:
    """Let what was put off be done, so that it is not counted."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.002)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        raise SystemExit(0 if run(Path(made)) else 1)
