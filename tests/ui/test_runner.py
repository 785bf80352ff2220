"""Work beside the window's thread: what it tells of its progress."""

import gc
import subprocess
import sys
import time
from threading import Event

from PySide6.QtWidgets import QProgressBar

from kehoach_desktop.ui import runner as runner_module
from kehoach_desktop.ui.runner import PROGRESS_S, Job, Runner, wait_for_left
from kehoach_desktop.ui.status_line import StatusLine


def test_progress_told_in_bytes_is_told_beyond_two_gigabytes(qtbot):
    runner = Runner()
    told: list[tuple[int, int]] = []
    ended: list[str] = []
    job = Job(ended.append, ended.append, on_progress=lambda done, total: told.append((done, total)))
    big = 5 << 30

    def work(progress):
        time.sleep(2 * PROGRESS_S)
        progress(big - 1, big)
        return "xong"

    runner.start(work, job)
    qtbot.waitUntil(lambda: bool(ended))
    runner.close()
    assert ended == ["xong"]
    assert told == [(0, 1), (big - 1, big)]


def test_work_that_tells_of_every_row_does_not_take_up_the_window(qtbot):
    runner = Runner()
    told: list[int] = []
    ended: list[float] = []
    job = Job(ended.append, ended.append, on_progress=lambda done, _total: told.append(done))

    def work(progress):
        begun, row = time.monotonic(), 0
        while time.monotonic() < begun + 6 * PROGRESS_S:
            progress(row, row + 1)
            row += 1
        return time.monotonic() - begun

    runner.start(work, job)
    qtbot.waitUntil(lambda: bool(ended), timeout=60_000)
    runner.close()
    assert 3 <= len(told) <= ended[0] / PROGRESS_S + 2
    assert told == sorted(told)
    assert len(set(told)) > 2


def test_that_all_is_done_is_told_at_once_and_when_more_begins(qtbot):
    runner = Runner()
    told: list[tuple[int, int]] = []
    ended: list[object] = []
    job = Job(ended.append, ended.append, on_progress=lambda *far: told.append(far), is_written=True)

    def work(progress):
        for far in ((1, 2), (2, 2), (2, 2), (0, 9), (1, 9), (9, 9)):
            progress(*far)

    runner.start(work, job)
    qtbot.waitUntil(lambda: bool(ended))
    runner.close()
    assert told == [(0, 1), (2, 2), (0, 9), (9, 9)]


def test_work_hears_at_its_next_report_that_it_is_called_off_also_when_nothing_is_told(qtbot):
    runner = Runner()
    ended: list[str] = []
    job = Job(ended.append, ended.append, on_cancelled=lambda: ended.append("hủy"))
    job.on_progress = lambda *_: None

    def work(progress):
        progress(1, 9)
        job.cancel()
        progress(2, 9)
        return "xong"

    runner.start(work, job)
    qtbot.waitUntil(lambda: bool(ended))
    runner.close()
    assert ended == ["hủy"]


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


def test_work_that_is_left_ends_by_itself_and_nobody_hears_of_it(qtbot):
    runner, begun, let_go = Runner(), Event(), Event()
    told: list[object] = []

    def work(_progress):
        begun.set()
        return let_go.wait(20)

    job = Job(told.append, told.append, on_cancelled=lambda: told.append("called off"))
    runner.start(work, job)
    never = runner.start(told.append, Job(told.append, told.append))
    thread = runner._thread
    assert begun.wait(20)
    runner.leave()
    assert thread.is_alive()  # it was not waited for
    assert job.cancelled.is_set()
    assert never.cancelled.is_set()
    runner.deleteLater()
    del runner
    qtbot.wait(1)
    let_go.set()
    wait_for_left()
    assert not thread.is_alive()
    qtbot.wait(20)
    assert told == []


def test_what_was_told_already_is_not_heard_by_who_has_left(qtbot):
    runner, ended = Runner(), Event()
    told: list[object] = []

    def work(_progress):
        return 1

    def broken(_progress):
        ended.set()
        raise ZeroDivisionError

    runner.start(work, Job(told.append, told.append))
    runner.start(broken, Job(told.append, told.append, on_broken=lambda: told.append("bug")))
    thread = runner._thread
    assert ended.wait(20)
    runner.leave()
    thread.join(20)
    qtbot.wait(20)
    assert told == []


def test_what_is_written_is_waited_for_when_it_is_left(qtbot):
    runner, begun = Runner(), Event()
    ended: list[str] = []

    def work(_progress):
        begun.set()
        time.sleep(0.1)
        return "đã ghi"

    runner.start(work, Job(ended.append, ended.append, is_written=True))
    assert begun.wait(20)
    runner.leave()
    assert not runner._thread.is_alive()
    qtbot.waitUntil(lambda: ended == ["đã ghi"])


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


def test_a_bug_in_the_runner_itself_ends_the_job_and_not_the_thread(qtbot, monkeypatch):
    runner = Runner()
    ended: list[object] = []
    with qtbot.capture_exceptions() as bugs, monkeypatch.context() as while_broken:

        def broken(*_):
            raise ValueError

        while_broken.setattr(Runner._run, "__code__", broken.__code__)
        job = Job(ended.append, ended.append, on_broken=lambda: ended.append("broken"))
        runner.start(lambda _: None, job)
        qtbot.waitUntil(lambda: bool(bugs))
    assert ended == ["broken"]
    assert runner.is_idle
    runner.start(lambda _: "xong", Job(ended.append, ended.append))
    qtbot.waitUntil(lambda: ended == ["broken", "xong"])
    runner.close()
