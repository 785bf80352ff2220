"""The log keeps the newest, and never more than 5 MB."""

import errno
import os
from pathlib import Path

from kehoach_desktop.bugs import log as module
from kehoach_desktop.bugs.log import MOST_BYTES, Log


def whole_size(folder):
    return sum(path.stat().st_size for path in folder.iterdir())


def test_all_files_together_stay_under_five_megabytes_and_the_newest_is_kept(tmp_path):
    log = Log(tmp_path / "nhật ký")
    for number in range(6000):
        log.write(f"số {number}", "x" * 1500)
        if number % 500 == 0:
            assert whole_size(log.folder) <= 5_000_000
    assert 3_000_000 < whole_size(log.folder) <= 5_000_000
    assert "số 5999" in log.path.read_text(encoding="utf-8")
    assert all(path.stat().st_size <= MOST_BYTES for path in log.folder.iterdir())
    assert len(log.files()) == 4


def test_one_enormous_entry_is_cut(tmp_path):
    log = Log(tmp_path)
    log.write("đầu", "x" * 5_000_000)
    assert whole_size(tmp_path) < 20_000


def test_a_log_that_somebody_reads_and_holds_on_windows_does_not_grow(tmp_path, monkeypatch):
    def held(*_):
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(module.os, "replace", held)
    log = Log(tmp_path)
    for number in range(3000):
        log.write(f"số {number}", "x" * 1500)
    assert whole_size(tmp_path) <= MOST_BYTES
    assert "số 2999" in log.path.read_text(encoding="utf-8")


def test_a_disk_that_takes_nothing_is_no_second_bug(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "open", full)
    Log(tmp_path).write("đầu", "lời")
    monkeypatch.undo()
    assert os.listdir(tmp_path) == []  # noqa: PTH208
