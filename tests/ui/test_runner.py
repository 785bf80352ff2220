"""Work off the window's thread: the collector is still meanwhile and goes on after."""

import gc
from threading import Event, current_thread

import pytest
from PySide6.QtWidgets import QWidget

from kehoach_desktop.ui.runner import Job, Runner


@pytest.fixture
def runner(qtbot):
    made = Runner()
    yield made
    made.close()


def nothing(_result: object) -> None:
    """Take no notice."""


def test_no_widget_is_collected_in_the_other_thread(runner, qtbot) -> None:
    ends: list[str] = []

    class Cyclic(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.me = self

        def __del__(self) -> None:
            ends.append(current_thread().name)

    done: list[object] = []
    Cyclic()
    runner.start(lambda _: [[n] for n in range(50_000)], Job(done.append, nothing))
    qtbot.waitUntil(lambda: bool(done))
    assert gc.isenabled()
    gc.collect()
    assert ends == ["MainThread"]


@pytest.mark.parametrize("end", ["failed", "cancelled", "closed"])
def test_the_collector_goes_on_however_the_work_ends(qtbot, end) -> None:
    runner, going = Runner(), Event()
    told: list[object] = []

    def work(report):
        going.wait(5)
        if end == "failed":
            from kehoach_desktop.domain.errors import UserError

            raise UserError("Không được.")
        report(1, 2)

    job = Job(nothing, told.append, on_cancelled=lambda: told.append("cancelled"))
    runner.start(work, job)
    assert not gc.isenabled()
    if end == "cancelled":
        job.cancel()
    going.set()
    if end != "closed":
        qtbot.waitUntil(lambda: bool(told))
    runner.close()
    assert gc.isenabled()
