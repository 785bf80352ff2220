"""A file in a bad place, of a newer version, kept by another program, or no file at all."""

import errno
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from started_windows import settled

from kehoach_desktop.services import backups, files, opening, plans


def test_a_newer_file_is_not_opened_and_not_touched(kept, started):
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    before = kept.read_bytes()
    start = started(kept)
    assert start.trouble.kind == opening.NEWER
    assert start.page.look.isHidden()
    assert kept.read_bytes() == before


def test_esc_leaves_a_page_below_which_is_nothing_where_it_is(qtbot, tmp_path, started):
    start = started(tmp_path / "không có.kehoach")
    QTest.keyClick(start.page, Qt.Key.Key_Escape)
    assert start.window.desk.page is start.page


def test_a_synced_folder_is_warned_of_until_that_was_read(qtbot, tmp_path, sample, started, settings_file):
    path = tmp_path / "OneDrive" / "so.kehoach"
    path.parent.mkdir()
    with files.open_file(path, create=True) as store:
        plans.add_plan(store, sample)
    start = started(path)
    assert "OneDrive" in start.window.desk.messages.text
    assert "đồng bộ" in start.window.desk.messages.text
    start.window.desk.messages.click("Đã hiểu")
    start.window.close()
    assert started(path).window.desk.messages.text == ""


def test_an_upgraded_file_tells_where_the_copy_from_before_is(tmp_path, started):
    path = tmp_path / "cũ.kehoach"
    shutil.copyfile(Path(__file__).parents[2] / "data" / "files" / "version-1.kehoach", path)
    start = started(path)
    (copy,) = backups.list_copies(path)
    assert copy.path.name in start.window.desk.messages.text


def test_a_disk_that_does_not_let_the_file_be_opened_is_said_and_what_can_be_read_is_shown(
    qtbot, kept, started, monkeypatch
):
    def failing(_path):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("kehoach_desktop.data.store._ask_to_write", failing)
    start = started(kept)
    assert start.trouble.kind == opening.FAILED
    settled(qtbot, start)
    assert "bị lỗi hoặc đã ngắt" in start.page.words
    assert "không có gì cho thấy dữ liệu bị hỏng" in start.page.words
    assert start.page.look.text() == "Mở để xem"
    start.page.look.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.is_read_only
    assert start.window.workbench.plan is not None


def test_a_folder_of_that_name_is_called_one_and_left_alone(qtbot, tmp_path, started):
    folder = tmp_path / "so.kehoach"
    folder.mkdir()
    start = started(folder)
    assert start.trouble.kind == opening.FOLDER
    settled(qtbot, start)
    assert "là thư mục" in start.page.words
    assert "bị hỏng" not in start.page.words
    assert start.page.copy.isHidden()
    assert list(folder.iterdir()) == []
