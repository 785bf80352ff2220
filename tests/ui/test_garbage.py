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


class Cyclic:
    """A thing that only the collector lets go."""

    gone = 0

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        Cyclic.gone += 1


@pytest.fixture(autouse=True)
def nothing_gone(monkeypatch) -> None:
    """Count anew what is let go."""
    gc.collect()
    monkeypatch.setattr(Cyclic, "gone", 0)


def test_no_widget_is_collected_in_another_thread(runner, qtbot) -> None:
    ends: list[str] = []

    class Ringed(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.me = self

        def __del__(self) -> None:
            ends.append(current_thread().name)

    gc.enable()
    try:
        garbage = GarbageRound()
        done: list[object] = []
        Ringed()
        runner.start(lambda _: [[n] for n in range(50_000)], Job(done.append, done.append))
        qtbot.waitUntil(lambda: bool(done))
        assert ends == []
        garbage.on_time_come()
        assert ends == ["MainThread"]
    finally:
        gc.disable()


def test_old_things_are_looked_through_too_now_and_then(qtbot) -> None:
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


def test_what_a_worker_makes_by_the_hundred_thousand_is_not_looked_through_meanwhile(qtbot) -> None:
    garbage = GarbageRound()
    gc.collect()
    made = [[] for _ in range(300_000)]  # an export's
    Cyclic()
    for _ in range(3):
        garbage.on_time_come()
    assert Cyclic.gone == 0
    made.clear()
    garbage.on_time_come()
    assert Cyclic.gone == 1


def test_what_stays_by_the_hundred_thousand_is_passed_over_in_time(qtbot) -> None:
    garbage = GarbageRound()
    gc.collect()
    stays = [[] for _ in range(300_000)]
    try:
        for _ in range(16):
            assert gc.get_count()[0] > 100_000
            garbage.on_time_come()
        assert gc.get_count()[0] < 1_000
        assert gc.get_freeze_count() >= len(stays)
    finally:
        gc.unfreeze()
