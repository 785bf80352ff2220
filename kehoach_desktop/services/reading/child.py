"""The reader's process: takes what is asked from its standard input, answers on its standard output.

It holds no data file and no window. When who asked is gone it ends, even in the midst of work.
"""

import json
import os
import queue
import sys
import threading
import time
import traceback
from typing import Any, BinaryIO

from kehoach_desktop.domain import doors
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services.reading import framing
from kehoach_desktop.services.reading.apart import become_reader, do

_REPORT_EVERY_S = 0.1
_CPU_SECONDS_MORE = 10  # who asked kills first; this is for when it died


def serve() -> int:
    """Answer until nobody asks any more; return the exit code."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not be taken for an answer
    become_reader()
    _take_bounds()
    waiting: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_listen, args=(waiting,), daemon=True).start()
    while True:
        _give_seconds()
        framing.write(answers, _answer(waiting.get(), answers))


def _listen(waiting: "queue.Queue[bytes]") -> None:
    with os.fdopen(os.dup(0), "rb") as requests:
        while (request := framing.read(requests)) is not None:
            waiting.put(request)
    os._exit(0)


def _answer(request: bytes, answers: BinaryIO) -> bytes:
    """Return what came of it: ``done``, ``refused`` in a sentence, ``memory`` or ``broken``."""
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last > _REPORT_EVERY_S:
            last = time.monotonic()
            framing.write(answers, framing.told({"at": [done, total]}))

    try:
        found: dict[str, Any] = {"done": do(json.loads(framing.text(request)), report)}
        return framing.told(found | {"peak": _peak_bytes()}, is_mostly_ascii=True)
    except UserError as refused:
        found = {"refused": str(refused)}
    except MemoryError:
        found = {"memory": True}
    except Exception as broken:  # noqa: BLE001 - it is raised again where it was asked
        found = {"broken": _told_bug(broken)}
    return framing.told(found | {"peak": _peak_bytes()})


def _told_bug(error: Exception) -> str:
    """Return where it broke; not what the error says, for that may be the document's own text."""
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
    return f"{type(error).__name__}\n{''.join(frames)}"


def _take_bounds() -> None:
    if sys.platform == "win32":
        return  # whoever started this has put it into a job with its bounds
    import resource

    bound = doors.MEMORY_BYTES
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))  # what is reserved but not used is no harm
    else:
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _give_seconds() -> None:
    """Let the next work take so much of the processor, then die: nobody else may be left to end it."""
    if sys.platform == "win32":
        return
    import resource

    used = time.process_time()
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + doors.SECONDS + _CPU_SECONDS_MORE, hard))


def _peak_bytes() -> int:
    if sys.platform == "win32":
        return 0
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as told:  # noqa: PTH123 - no file
            return next((int(line.split()[1]) * 1024 for line in told if line.startswith("VmHWM:")), 0)
    except OSError:  # another system; what it tells may be what who started this once took
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
