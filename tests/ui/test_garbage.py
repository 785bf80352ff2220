"""Garbage is looked for on the window's thread alone: a widget found in another ends the program."""

import gc
from threading import current_thread

import pytest
from PySide6.QtWidgets import QWidget

from kehoach_desktop.ui.garbage import GarbageRound
from kehoach_desktop.ui.runner import Job, Runner


@pytest.fixture
def runner(qtbot):
    made = Runner()
    yield made
    made.close()


def test_no_widget_is_collected_in_another_thread(runner, qtbot) -> None:
    ends: list[str] = []

    class Cyclic(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.me = self

        def __del__(self) -> None:
            ends.append(current_thread().name)

    gc.enable()
    try:
        garbage = GarbageRound()
        done: list[object] = []
        Cyclic()
        runner.start(lambda _: [[n] for n in range(50_000)], Job(done.append, done.append))
        qtbot.waitUntil(lambda: bool(done))
        assert ends == []
        garbage.on_time_come()
        assert ends == ["MainThread"]
    finally:
        gc.disable()


def test_old_things_are_looked_through_too_now_and_then(qtbot) -> None:
    class Cyclic:
        gone = 0

        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            Cyclic.gone += 1

    garbage = GarbageRound()
    gc.freeze()
    try:
        old = Cyclic()
        gc.collect()  # it is of the oldest generation now
        del old
        for _ in range(15):
            garbage.on_time_come()
        assert Cyclic.gone == 1
    finally:
        gc.unfreeze()
