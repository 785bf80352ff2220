"""Work beside the window's thread: what it tells of its progress."""

import gc
import subprocess
import sys
import time
from threading import Event

from PySide6.QtWidgets import QProgressBar

from kehoach_desktop.ui import runner as runner_module
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.status_line import StatusLine


def test_progress_told_in_bytes_is_told_beyond_two_gigabytes(qtbot):
    runner = Runner()
    told: list[tuple[int, int]] = []
    ended: list[str] = []
    job = Job(ended.append, ended.append, on_progress=lambda done, total: told.append((done, total)))
    big = 5 << 30

    def work(progress):
        progress(big - 1, big)
        return "xong"

    runner.start(work, job)
    qtbot.waitUntil(lambda: bool(ended))
    runner.close()
    assert ended == ["xong"]
    assert told == [(0, 1), (big - 1, big)]


def test_closing_does_not_wait_for_ever_for_work_that_hangs_in_the_system(qtbot, monkeypatch):
    monkeypatch.setattr(runner_module, "CLOSE_S", 0.2)
    runner, begun, let_go = Runner(), Event(), Event()
    ended: list[object] = []

    def hang(_progress):
        begun.set()
        let_go.wait(20)

    runner.start(hang, Job(ended.append, ended.append, on_cancelled=lambda: ended.append("called off")))
    assert begun.wait(20)
    before = time.monotonic()
    runner.close()
    assert time.monotonic() - before < 5
    let_go.set()
    runner._thread.join(20)
    qtbot.wait(20)
    assert ended == []  # the window is gone by then


def test_the_program_ends_though_work_hangs_in_the_system():
    code = (
        "import time\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from kehoach_desktop.ui import runner\n"
        "app = QCoreApplication([])\n"
        "runner.CLOSE_S = 0.2\n"
        "one = runner.Runner()\n"
        "one.start(lambda _: time.sleep(600), runner.Job(print, print))\n"
        "one.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], timeout=60, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_runner_nobody_has_any_more_leaves_no_thread(qtbot):
    runner = Runner()
    ended: list[object] = []
    runner.start(lambda _: "xong", Job(ended.append, ended.append))
    qtbot.waitUntil(lambda: bool(ended))
    thread = runner._thread
    del runner
    gc.collect()
    thread.join(5)
    assert not thread.is_alive()


def test_the_status_line_shows_how_much_of_many_gigabytes_is_done(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.advance(3 << 30, 4 << 30)
    bar = line.findChild(QProgressBar)
    assert bar.value() / bar.maximum() == 0.75
