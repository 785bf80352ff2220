"""Asking a folder that may never answer: a stick pulled out, a network that is gone."""

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
_LOOK_S = 0.05  # how often it is looked whether the answer is there, or is no longer wanted


class NoAnswerError(OSError):
    """The folder has not answered in time."""

    def __init__(self) -> None:
        super().__init__("không trả lời")
        self.strerror = "không trả lời"


def within(seconds: float, work: Callable[[], T], still_wanted: Callable[[], object] | None = None) -> T:
    """Return what ``work`` returns or raise what it raises; NoAnswerError when it takes longer.

    ``still_wanted`` is called now and then and may raise, which ends the waiting. The work itself goes on in
    a thread that ends with the program: nothing can take back a call the system does not return from.
    """
    found: list[Any] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again where it was asked for
            failed.append(error)

    thread = threading.Thread(target=run, name="patience", daemon=True)
    thread.start()
    deadline = time.monotonic() + seconds
    while thread.is_alive() and time.monotonic() < deadline:
        thread.join(_LOOK_S)
        if still_wanted is not None:
            still_wanted()
    if failed:
        raise failed[0]
    if not found:
        raise NoAnswerError
    answer: T = found[0]
    return answer
