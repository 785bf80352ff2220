"""How long the window's thread was held, by whom, and how much of that was the machine's doing.

A timer beats each millisecond in the window's loop; the time between two beats is how long nothing else was
answered. Of such a block three things are taken off: a slow minute of the machine is no fault of ours.

- the time the thread was ready and the system ran something else (Linux tells it: ``schedstat``),
- of the time it waited, as much as another thread of ours, which it may have waited for, was ready and not
  run either,
- what a fixed piece of work took longer just then than at its fastest in this run (another program that
  shares the core or the memory): the block is divided by that, by no more than three.

Waiting for the disk, for a lock or for a thread of ours that is at work stays in the figure.
"""

import faulthandler
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread, get_ident, get_native_id

from PySide6.QtCore import QObject, QTimer

_BEAT_MS = 1
_LEAST_MS = 30  # shorter blocks are not noted
_LOOK_EVERY_S = 0.01
_MOST_SLOWNESS = 3.0
_MATERIAL = [f"{number} " * 9 for number in range(40_000)]  # more than fits beside the processor
_FRAME = re.compile(r'File "(.*)", line (\d+) in (.*)')


@dataclass
class Block:
    """One stretch in which the loop was held, in ms; ``stacks``: how often what was seen under way."""

    verb: str
    wall_ms: float
    charged_ms: float  # less what the machine took
    stacks: dict[str, int] = field(default_factory=dict)

    @property
    def culprit(self) -> str:
        """What was under way most of the time."""
        return max(self.stacks, key=lambda stack: self.stacks[stack], default="")


class LoopWatch(QObject):
    """Beats in the window's thread from the moment it is made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.blocks: list[Block] = []
        self.verb = ""
        self.longest: dict[str, Block] = {}  # by verb
        self._fastest = self._slowness = 0.0
        self.calibrate()
        self._last = self._now = time.perf_counter()
        self._lost, self._worked = _lost_ms(), time.thread_time()
        self._others = 0.0  # how long other threads had been kept waiting when the block was noticed
        self._own = {get_native_id()}  # threads of which nobody waits: this one, and the one that looks
        self._stacks: dict[str, int] = {}
        self._end = Event()
        self._seen = Thread(target=self._look, args=(get_ident(),), daemon=True)
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(self.on_beat)
        self._timer.start()
        self._seen.start()

    @property
    def slowness(self) -> float:
        """How much longer the fixed work took the last time than at its fastest."""
        return self._slowness

    def calibrate(self) -> None:
        """Do the fixed piece of work; the time of the processor alone counts."""
        fastest, took, _ = sorted(_work_ms() for _ in range(3))
        self._fastest = min(self._fastest or fastest, fastest)
        self._slowness = took / self._fastest

    def begin(self, verb: str) -> None:
        """From here on blocks are those of this verb."""
        self.on_beat()
        self.verb = verb
        self.calibrate()
        self._last = time.perf_counter()
        self._lost, self._worked = _lost_ms(), time.thread_time()

    def on_beat(self) -> None:
        """Note how long it has been since the last beat."""
        now = time.perf_counter()
        wall = 1000 * (now - self._last)
        if wall >= _LEAST_MS:
            block = Block(self.verb, wall, self._charged(wall), self._stacks)
            self.blocks.append(block)
        else:
            block = Block(self.verb, wall, wall)
        known = self.longest.get(self.verb)
        if known is None or known.charged_ms < block.charged_ms:
            self.longest[self.verb] = block
        self._stacks = {}
        self._last = time.perf_counter()
        if wall > _BEAT_MS:
            self._lost, self._worked = _lost_ms(), time.thread_time()

    def _charged(self, wall: float) -> float:
        """Return a block's time less what the machine took."""
        worked = 1000 * (time.thread_time() - self._worked)
        waited = max(wall - worked - (_lost_ms() - self._lost), 0)
        if self._stacks:
            waited = max(waited - (_lost_by_others(self._own) - self._others), 0)
        self.calibrate()
        return min(worked + waited, wall) / min(max(self._slowness, 1.0), _MOST_SLOWNESS)

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()
        self._end.set()
        self._seen.join()

    def _look(self, window_thread: int) -> None:
        """Look now and then what the window's thread is at while a beat is overdue.

        By way of faulthandler: who takes the frames themselves keeps what is in them, a painter perhaps,
        past its time.
        """
        self._own.add(get_native_id())
        with TemporaryFile() as told:
            while not self._end.wait(_LOOK_EVERY_S):
                if time.perf_counter() - self._last < _LEAST_MS / 1000:
                    continue
                if not self._stacks:
                    self._others = _lost_by_others(self._own)
                told.seek(0)
                told.truncate()
                faulthandler.dump_traceback(told.fileno(), all_threads=True)
                told.seek(0)
                stack = " < ".join(_ours(told.read().decode("utf-8", "replace"), window_thread))
                self._stacks[stack] = self._stacks.get(stack, 0) + 1


def _ours(told: str, thread: int) -> Iterator[str]:
    """Yield the thread's innermost frame and the program's own below it, a few."""
    _, _, rest = told.partition(f"0x{thread:016x}")
    frames = [(Path(file), *where) for file, *where in _FRAME.findall(rest.partition("\n\n")[0])]
    ours = [one for one in frames if "kehoach_desktop" in one[0].parts]
    for file, line, name in [*frames[:1], *[one for one in ours if one is not frames[0]][:6]]:
        yield f"{file.stem}.{name}:{line}"


def _work_ms() -> float:
    start = time.thread_time()
    total = 0
    for text in _MATERIAL:
        total += len(text)
    return 1000 * (time.thread_time() - start)


def _lost_ms() -> float:
    """Return how long this thread has been ready and not running, all in all; 0 where no one tells."""
    return _lost_of(Path("/proc/thread-self"))


def _lost_by_others(own: set[int]) -> float:
    """Return the same of the program's other threads together."""
    return sum(_lost_of(task) for task in Path("/proc/self/task").glob("*") if int(task.name) not in own)


def _lost_of(task: Path) -> float:
    try:
        return int((task / "schedstat").read_text(encoding="ascii").split()[1]) / 1e6
    except (OSError, IndexError, ValueError):
        return 0.0
