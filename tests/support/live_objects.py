"""What lives in the process of a window that is broken on purpose, and waiting for it."""

import gc
import random
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import Shiboken
from slot_targets import Target
from window_tour import breathe


def work_name(work: Any) -> str:
    """Return the name of the function that does a piece of work."""
    while isinstance(work, partial):
        work = work.func
    return f"{work.__module__}:{work.__qualname__}"


def instance_of(cls: type) -> object | None:
    """Return something of this class that is alive."""
    return next((it for it in all_objects() if isinstance(it, cls) and is_alive(it)), None)


def all_objects() -> list[object]:
    """Return all that Python knows of, with what the window has left out of the garbage rounds."""
    gc.unfreeze()
    return gc.get_objects()


def is_alive(it: object) -> bool:
    """Say whether an object of Qt's still is one."""
    return not isinstance(it, QObject) or Shiboken.isValid(it)


def part(found: list[Target], count: int, seed: int) -> list[Target]:
    """Return ``count`` of them, mixed; with the seeds 0, 1, 2 … all of them come, and none twice."""
    if count >= len(found):
        return found
    mixed = random.Random(0).sample(found, len(found))
    start = seed % -(-len(found) // count) * count
    return mixed[start : start + count]


def until(holds: Callable[[], object], seconds: float) -> None:
    """Let the window work until something holds, or so long."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        breathe(1)
