"""How fast the page to type in answers, and whether typing on and on leaks.

A key counts from its press until the letter is drawn, on the window's thread. Every figure is given in ms
and as a ratio to a bare QTextEdit with the same text, measured key by key in the same run.
"""

import gc
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path
from threading import Event, Thread
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KEY_REACH_MS = 16
STEP_REACH_MS = {1: 16, 10: 30}  # by how many times as long
LIVE_REACH_MS = 5
OPEN_REACH_MS = 300
LEAK_REACH_MB = 20
KEYS = 120
STEPS = 25
SIZE = (1366, 700)
WORDS = (
    "Ủy ban nhân dân xã tổ chức tuyên truyền cải cách thủ tục hành chính đến từng thôn, "
    "niêm yết đầy đủ quy định; giải quyết hồ sơ đúng hạn, không để tồn đọng. "
)


def typing(folder: Path) -> bool:
    """Print what keys cost on a plan of 13 pages and on one ten times as long."""
    application()
    return all([_typing_in(folder, times) for times in (1, 10)])  # noqa: C419 - both are to be printed


def typing_leak(folder: Path) -> bool:
    """Type for KEHOACH_TYPING_MINUTES (20 s when not set) and print what the process has grown by."""
    app = application()
    seconds = 60 * float(os.environ.get("KEHOACH_TYPING_MINUTES", "0.33"))
    hands = Hands(folder, long_plan(1))
    dice = random.Random(7)
    try:
        _type_for(hands, dice, min(20, seconds / 2))  # first what is made once: fonts, caches, pages
        before, start = resident_mb(), time.monotonic()
        keys = _type_for(hands, dice, seconds)
        app.processEvents()
        grown = resident_mb() - before
        minutes = (time.monotonic() - start) / 60
    finally:
        hands.close()
    print(f"typing  leak {grown:+.1f} MB (reach {LEAK_REACH_MB}) after {minutes:.1f} min, {keys} keys")
    return grown < LEAK_REACH_MB


class Hands:
    """A clerk at the tab: keys sent to the page, and the window given time to draw."""

    def __init__(self, folder: Path, plan: Any) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from kehoach_desktop.services import files, plans
        from kehoach_desktop.ui.workbench import Workbench

        path = folder / "typing.kehoach"
        path.unlink(missing_ok=True)
        self._store = files.open_file(path, create=True)
        self.bench = Workbench(self._store)
        self.bench.open_plan(plans.add_plan(self._store, plan).id)
        self.opening_ms = timed_ms(self._open)
        self.page = self.tab.editor
        self._press, self._key = QTest.keyClick, Qt.Key

    def close(self) -> None:
        """Close tab and file."""
        self.tab.close()
        self._store.close()

    def key(self, name: str) -> None:
        """Press a key by its Qt name."""
        self._press(self.page, getattr(self._key, f"Key_{name}"))

    def letter(self, letter: str) -> None:
        """Type one letter."""
        type_letter(self.page, letter)

    def _open(self) -> None:
        from kehoach_desktop.services.settings import Settings
        from kehoach_desktop.ui.plan_tab import PlanTab

        self.tab = PlanTab(self.bench, Settings())
        self.tab.resize(*SIZE)
        self.tab.show()
        self.tab.editor.setFocus()
        application().processEvents()  # the first paint


def _typing_in(folder: Path, times: int) -> bool:
    plan = long_plan(times)
    name = f"typing  {times:2}x "
    Hands(folder, plan).close()  # warm: modules and fonts are read
    hands = Hands(folder, plan)
    tab, bare = hands.tab, bare_edit(plan)
    middle = (len(plan.preamble) + len(plan.body)) // 2
    tab.editor.go_to_line(middle)
    place_bare(bare, middle)
    settle(tab)
    try:
        results = [said(f"{name}open the tab", [hands.opening_ms], OPEN_REACH_MS, [])]
        results.append(key_figures(f"{name}key", hands, bare))
        with printing(plan):
            results.append(key_figures(f"{name}key while printing", hands, bare))
        results.append(key_figures(f"{name}key after a flush", hands, bare, tab.editor.flush))
        results.append(said(f"{name}live plan", live_times(hands), LIVE_REACH_MS, []))
        results += [
            said(f"{name}{step}", times_ms, STEP_REACH_MS[times], [])
            for step, times_ms in step_times(hands).items()
        ]
    finally:
        hands.close()
        bare.close()
    return all(results)


def key_figures(name: str, hands: Hands, bare: Any, before: Callable[[], None] | None = None) -> bool:
    """Type the same letters into the page and the bare edit in turn; print the 95th percentiles."""
    ours, theirs = [], []
    for number in range(KEYS):
        if before is not None:
            before()
        for widget, times in ((hands.page, ours), (bare, theirs)):
            times.append(timed_ms(partial(type_letter, widget, WORDS[number % len(WORDS)])))
    return said(name, ours, KEY_REACH_MS, theirs)


def live_times(hands: Hands) -> list[float]:
    """Return what the preview's look at the text costs, a letter typed before each."""
    found = []
    for _ in range(STEPS):
        hands.letter("a")
        found.append(timed_ms(hands.page.live_plan))
    return found


def step_times(hands: Hands) -> dict[str, list[float]]:
    """Return what the keys that change items cost, each drawn."""
    from PySide6.QtGui import QTextCursor

    app = application()
    found: dict[str, list[float]] = {}
    back = QTextCursor.MoveOperation.PreviousBlock

    def measure(name: str, work: Callable[[], object], prepare: Callable[[], object]) -> None:
        found[name] = []
        for _ in range(STEPS):
            prepare()
            app.processEvents()
            found[name].append(timed_ms(lambda: (work(), app.processEvents())))

    page, bench = hands.page, hands.bench
    measure("Enter", lambda: hands.key("Return"), lambda: hands.letter("a"))
    measure("Tab", lambda: hands.key("Tab"), page.outdent)
    ways = cycle((1, -1))
    measure("Alt+Down, Alt+Up", lambda: page.move_lines(next(ways)), page.flush)
    measure("leave a line", partial(page.moveCursor, back), lambda: hands.letter("a"))
    measure("undo", bench.undo, bench.redo)
    return found


def _type_for(hands: Hands, dice: random.Random, seconds: float) -> int:
    """Type as a clerk does: words, Enter, Tab, Backspace, undo; the plan stays about as long."""
    end = time.monotonic() + seconds
    keys = 0
    while time.monotonic() < end:
        hands.page.go_to_line(dice.randrange(5, 60))
        for word in dice.sample(WORDS.split(), 6):
            for letter in f"{word} ":
                hands.letter(letter)
                keys += 1
        for name in ("Backspace", "Backspace", "Return", "Tab"):
            hands.key(name)
        hands.letter("x")
        hands.page.flush()
        application().processEvents()
        for _ in range(6):
            hands.bench.undo()
        keys += 12
        if keys % 7 == 0:
            hands.bench.stack.clear()  # as another plan opened does
        rest(0.08)  # the pages follow
    return keys


def said(name: str, ours: list[float], reach: float, theirs: list[float]) -> bool:
    """Print median and 95th percentile, and the ratio to the bare edit's; say whether it is within reach."""
    high = percentile(ours)
    ratio = f"   ratio {high / percentile(theirs):5.2f}" if theirs else ""
    print(f"{name:32} p95 {high:7.2f} ms (reach {reach})   median {statistics.median(ours):7.2f} ms{ratio}")
    return high <= reach


def percentile(times: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(times)[int(len(times) * 0.95)] if len(times) > 1 else times[0]


def timed_ms(work: Callable[[], object]) -> float:
    """Return how long ``work`` took."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def type_letter(widget: Any, letter: str) -> None:
    """Press a letter's key and wait until it is drawn."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    app = application()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        app.sendEvent(widget, event)
    app.processEvents()


@contextmanager
def printing(plan: Any) -> Iterator[None]:
    """Have the pages set in another thread all the while, as the preview does after each pause."""
    from kehoach_desktop.services.exporting import preview

    is_over = Event()

    def work() -> None:
        while not is_over.is_set():
            preview(plan)

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def bare_edit(plan: Any) -> Any:
    """Return a shown QTextEdit with the plan's text."""
    from PySide6.QtWidgets import QTextEdit

    edit = QTextEdit()
    edit.setUndoRedoEnabled(False)
    edit.setPlainText("\n".join(item.text for item in plan.preamble + plan.body))
    edit.resize(700, SIZE[1])
    edit.show()
    application().processEvents()
    return edit


def place_bare(edit: Any, line: int) -> None:
    """Put the bare edit's caret where the page's is."""
    from PySide6.QtGui import QTextCursor

    cursor = QTextCursor(edit.document().findBlockByNumber(line))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    edit.setTextCursor(cursor)
    edit.setFocus()


def settle(tab: Any) -> None:
    """Wait until the pages are drawn and nothing is under way."""
    end = time.monotonic() + 10
    while time.monotonic() < end and not getattr(tab.preview, "is_current", True):
        rest(0.05)


def rest(seconds: float) -> None:
    """Let the window's loop run."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        application().processEvents()
        time.sleep(0.002)


def long_plan(times: int) -> Any:
    """Return seed 004, or the text of our own nearest to it in size, so many times over."""
    from kehoach_desktop.domain.edits import with_new_ids
    from kehoach_desktop.services.importing import read_source

    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("004*.txt"))
    own = ROOT / "tests" / "data" / "plan_district.txt"
    plan = read_source(seeds[0] if seeds else own).plan
    if not seeds:
        times *= 3
    return replace(plan, body=tuple(i for _ in range(times) for i in with_new_ids(plan, "plan").body))


def application() -> Any:
    """Return the application, made as the program makes it."""
    from kehoach_desktop.app import make_application

    return make_application()


def resident_mb() -> float:
    """Return what the process holds in memory."""
    gc.collect()
    with Path("/proc/self/statm").open(encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
