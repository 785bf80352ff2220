"""Garbage is looked for on the window's thread alone: a widget found in another ends the program."""

import gc
from threading import Event, current_thread

import pytest
from PySide6.QtWidgets import QWidget

from kehoach_desktop.ui import garbage as garbage_module
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
        runner.start(lambda _: [[n] for n in range(20_000)], Job(done.append, done.append))
        qtbot.waitUntil(lambda: bool(done))
        assert set(ends) <= {"MainThread"}  # on a slow machine the window's own round comes meanwhile
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


def at_work(runner, then) -> None:
    """Do ``then`` while the runner is at work."""
    begun, free = Event(), Event()
    done: list[object] = []

    def work(_progress) -> None:
        begun.set()
        free.wait(20)

    runner.start(work, Job(done.append, done.append))
    assert begun.wait(20)
    try:
        then()
    finally:
        free.set()
        runner.close()


def test_old_things_are_not_looked_through_while_a_worker_makes_more_of_them(runner, qtbot) -> None:
    garbage = GarbageRound()
    gc.freeze()

    try:
        old = Cyclic()
        gc.collect()  # it is of the oldest generation now
        del old
        at_work(runner, lambda: [garbage.on_time_come() for _ in range(40)])
        assert Cyclic.gone == 0
        garbage.on_time_come()
        assert Cyclic.gone == 1
    finally:
        gc.unfreeze()


def test_what_a_worker_is_about_is_never_taken_for_what_stands(runner, qtbot) -> None:
    garbage = GarbageRound()
    gc.collect()
    made = [[] for _ in range(300_000)]
    before = gc.get_freeze_count()
    at_work(runner, lambda: [garbage.on_time_come() for _ in range(40)])
    assert gc.get_freeze_count() == before
    made.clear()


def test_work_that_hangs_for_good_does_not_keep_old_things_for_ever(runner, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(garbage_module, "_LONGEST", 20)
    garbage = GarbageRound()
    gc.freeze()
    try:
        old = Cyclic()
        gc.collect()
        del old
        at_work(runner, lambda: [garbage.on_time_come() for _ in range(20)])
        assert Cyclic.gone == 1
    finally:
        gc.unfreeze()


def test_what_a_worker_makes_is_not_looked_through_though_as_much_that_is_old_has_gone(runner, qtbot) -> None:
    garbage = GarbageRound()
    gc.collect()
    old = [[] for _ in range(300_000)]
    gc.collect()
    new = [[] for _ in range(300_000)]
    old.clear()  # Python takes these off what was made since
    assert gc.get_count()[0] < 1_000
    Cyclic()
    at_work(runner, lambda: [garbage.on_time_come() for _ in range(3)])
    assert Cyclic.gone == 0
    new.clear()
    garbage.on_time_come()
    assert Cyclic.gone == 1


def test_a_round_takes_nothing_in_hand_that_a_worker_is_just_making(qtbot, monkeypatch) -> None:
    """A tuple that is not whole yet and that somebody else holds is a SystemError in whoever makes it."""
    asked: list[object] = []
    monkeypatch.setattr(gc, "get_objects", lambda **given: asked.append(given) or [])
    garbage = GarbageRound()
    gc.freeze()
    try:
        for _ in range(40):
            garbage.on_time_come()
    finally:
        gc.unfreeze()
    assert asked == []


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
