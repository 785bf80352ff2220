"""A file that is gone while its copies are there, beside it or on the stick."""

import sqlite3
from contextlib import closing

from started_windows import on_a_stick, settled

from kehoach_desktop.data import evidence_files
from kehoach_desktop.services import backups, copy_places, files, opening, plans


def test_the_users_own_file_gone_while_its_copies_are_there_is_not_begun_anew(
    qtbot, tmp_path, sample, started, monkeypatch
):
    from kehoach_desktop import paths

    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "nhà")
    own = paths.default_database()
    with files.open_file(own, create=True) as store:
        plans.add_plan(store, sample)
    backups.keep_copy(own, "day")
    own.unlink()
    start = started(own, create=True)
    assert start.trouble.kind == opening.MISSING
    assert not own.exists()
    settled(qtbot, start)
    assert not start.page.new.isHidden()
    start.page.copy.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.plan.subject == sample.subject


def test_the_window_remembers_the_chosen_folder_outside_of_the_files_own(qtbot, kept, started, tmp_path):
    stick = tmp_path / "USB"
    stick.mkdir()
    start = started(kept)
    start.window.copies.choose_folder(stick)
    known = start.window.settings.copy_folders
    qtbot.waitUntil(lambda: known.get(str(kept.resolve())) is not None, timeout=20_000)
    place = copy_places.place_in_chosen(kept)
    assert known == {str(kept.resolve()): str(place)}
    start.window.copies.choose_folder(None)
    qtbot.waitUntil(lambda: known == {}, timeout=20_000)


def test_a_file_lost_with_its_folder_of_copies_comes_back_from_the_stick(
    qtbot, kept, started, tmp_path, settings_file
):
    evidence_files.folder_of(kept).mkdir()
    (evidence_files.folder_of(kept) / "ảnh.jpg").write_bytes(b"anh")
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("UPDATE evidence SET location = 'ảnh.jpg', checksum = ''")
        connection.commit()
        assert connection.execute("SELECT count(*) FROM evidence").fetchone()[0]
    place = on_a_stick(kept, tmp_path, settings_file)
    start = started(kept)
    assert start.trouble.kind == opening.MISSING
    settled(qtbot, start)
    assert "1 kế hoạch" in start.page.copy.text()
    start.page.copy.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.plan is not None
    assert (evidence_files.folder_of(kept) / "ảnh.jpg").read_bytes() == b"anh"
    assert copy_places.place_in_chosen(kept) == place, "copies go there as before"


def test_the_users_own_file_is_not_begun_anew_while_the_stick_with_its_copies_is_away(
    qtbot, tmp_path, sample, started, monkeypatch, settings_file
):
    from kehoach_desktop import paths

    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "nhà")
    own = paths.default_database()
    with files.open_file(own, create=True) as store:
        plans.add_plan(store, sample)
    on_a_stick(own, tmp_path, settings_file)
    (tmp_path / "USB").rename(tmp_path / "rút ra")
    start = started(own, create=True)
    assert start.trouble.kind == opening.MISSING
    settled(qtbot, start)
    assert f"{tmp_path / 'USB'} hiện không có" in start.page.words.replace("\u200b", "")
    assert start.page.copy.isHidden()
    (tmp_path / "rút ra").rename(tmp_path / "USB")
    start.page.again.click()
    settled(qtbot, start)
    assert not start.page.copy.isHidden()
