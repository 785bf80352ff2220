"""A real window on a large file, everything done in it that a clerk does: python loaded_window.py FOLDER …

FOLDER TASKS ROUNDS. Prints a line of JSON for each verb of each round: its longest block of the window's
loop. A program of its own: the application has its own settings of threads and garbage.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from clerk_verbs import Clerk, Steps, file_of_plans
from large_plan import large_plan
from loop_watch import LoopWatch
from PySide6.QtCore import QTimer

from kehoach_desktop import app
from kehoach_desktop.ingest.plan_text import read_plan
from kehoach_desktop.services.settings import Settings

_LONGEST_S = 600  # for anything that is waited for
_DATA = Path(__file__).resolve().parents[1] / "data"
_OPENING = "start"


class Script:
    """Runs the verbs one after another in the window's loop."""

    def __init__(
        self, watch: LoopWatch, verbs: Iterator[tuple[str, Callable[[], Steps]]], pace: float
    ) -> None:
        self._watch = watch
        self._pace = pace
        self._verbs = verbs
        self._steps: Steps | None = None
        self._wait: Callable[[], bool] | None = None
        self._since = 0.0
        self.error: BaseException | None = None

    def go_on(self) -> None:
        """Take the next step, or look whether what is waited for has come."""
        try:
            self._go_on()
        except BaseException as error:  # noqa: BLE001 - told at the end; a slot would swallow it
            self.error = error
            application.quit()

    def _go_on(self) -> None:
        if self._wait is not None and not self._wait():
            if time.monotonic() - self._since > _LONGEST_S:
                raise TimeoutError(f"{self._watch.verb}: what is waited for does not come")
            QTimer.singleShot(5, self.go_on)
            return
        self._wait = None
        if self._steps is None:
            found = next(self._verbs, None)
            if found is None:
                application.quit()
                return
            self._watch.begin(found[0])
            self._steps = found[1]()
        try:
            wanted = next(self._steps)
        except StopIteration:
            self._steps = None
            tell(self._watch)
            wanted = 0.05
        if callable(wanted):
            self._wait, self._since = wanted, time.monotonic()
            QTimer.singleShot(5, self.go_on)
        else:
            QTimer.singleShot(int(1000 * wanted * self._pace), self.go_on)


def tell(watch: LoopWatch) -> None:
    """Print the longest block of the verb that has ended."""
    longest = watch.longest.pop(watch.verb, None)
    if longest is not None:
        told = (watch.verb, round(longest.wall_ms, 1), round(longest.charged_ms, 1), longest.culprit)
        sys.stdout.write(f"{json.dumps(told)}\n")
        sys.stdout.flush()


def main(folder: Path, tasks: int, rounds: int, wanted: tuple[str, ...]) -> int:
    """Make the file, open the window, do all."""
    text = next(iter(sorted(_DATA.glob("*.txt"), key=lambda path: -path.stat().st_size)))
    database, kept = folder / "a.kehoach", folder / "settings.json"
    read = read_plan(text.read_text(encoding="utf-8")).plan
    others = 28 if rounds > 1 else 8
    file_of_plans(database, large_plan(tasks), read, large_plan(30), others)
    Settings(theme="light", greeted=True).write(kept)
    watch = LoopWatch(application)
    opened = []

    def begin() -> None:
        watch.begin(_OPENING)
        opened.append(app.open_window(database, kept))
        QTimer.singleShot(0, wait)

    def wait() -> None:
        if not opened[0].is_filled:
            QTimer.singleShot(5, wait)
            return
        opened[0].activateWindow()
        if not opened[0].isActiveWindow():
            QTimer.singleShot(5, wait)
            return
        tell(watch)
        clerk = Clerk(opened[0], folder, text, pasted=min(tasks, 1_000), is_hasty=rounds == 1)
        scripts.append(Script(watch, verbs_of(clerk, rounds, wanted), 1.0 if rounds > 1 else 0.1))
        scripts[0].go_on()

    scripts: list[Script] = []
    QTimer.singleShot(0, begin)
    QTimer.singleShot(0, app.gc.freeze)
    application.exec()
    watch.begin("close")
    opened[0].close()
    watch.on_beat()
    tell(watch)
    watch.stop()
    if scripts and scripts[0].error is not None:
        raise scripts[0].error
    return 0


def verbs_of(clerk: Clerk, rounds: int, wanted: tuple[str, ...]) -> Iterator[tuple[str, Callable[[], Steps]]]:
    """Yield every verb, the whole list so many times; ``wanted``: those alone."""
    for turn in range(rounds):
        clerk.turn = turn
        for name, steps in clerk.verbs().items():
            if not wanted or name in wanted:
                clerk.window.activateWindow()
                yield name, steps


if __name__ == "__main__":
    application = app.make_application()
    app.gc.disable()
    raise SystemExit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), tuple(sys.argv[4:])))
