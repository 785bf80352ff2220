"""Work beside the window's thread: what it tells of its progress."""

from PySide6.QtWidgets import QProgressBar

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


def test_the_status_line_shows_how_much_of_many_gigabytes_is_done(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.advance(3 << 30, 4 << 30)
    bar = line.findChild(QProgressBar)
    assert bar.value() / bar.maximum() == 0.75
