"""Copies that are made by themselves, through real files."""

import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kehoach_desktop.data import copies, plans
from kehoach_desktop.data.copy_counts import counts_of
from kehoach_desktop.data.store import create_store, open_store
from kehoach_desktop.domain.copy_names import is_of, read_copy_name
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import backups, files, restoring
from kehoach_desktop.services import plans as plans_service
from kehoach_desktop.services.opened_copies import copy_at

OLDER = Path(__file__).parents[1] / "data" / "files"
NOON = dt.datetime(2026, 11, 28, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture
def path(tmp_path, sample_plan):
    path = tmp_path / "sổ kế hoạch.kehoach"
    with create_store(path) as store, store.transaction() as connection:
        plans.insert_plan(connection, sample_plan)
    return path


def add(path, subject):
    with open_store(path) as store, store.transaction() as connection:
        plans.insert_plan(connection, Plan(2030, subject=subject))


def subjects(path):
    with open_store(path, read_only=True) as store, store.transaction() as connection:
        return [p.subject for p in plans.list_plans(connection)]


def test_a_copy_opens_by_itself_and_says_in_its_name_when_and_why(path):
    copy = backups.keep_copy(path, "interval", NOON)
    assert copy.name == "sổ kế hoạch 2026-11-28 12.00.00 +0700 dinh-ky.kehoach"
    assert copies.find_faults(copy) == []
    assert subjects(copy) == subjects(path)


def test_copies_are_listed_the_newest_first_with_what_they_hold(path):
    first = backups.keep_copy(path, "day", NOON)
    add(path, "thêm")
    second = backups.keep_copy(path, "save", NOON + dt.timedelta(hours=2))
    listed = backups.list_copies(path)
    assert [note.path for note in listed] == [second, first]
    assert [note.counts.plans for note in listed] == [2, 1]
    assert [note.why for note in listed] == ["save", "day"]
    assert listed[0].size_bytes == second.stat().st_size
    assert listed[0].made_at == NOON + dt.timedelta(hours=2)


def test_what_has_not_changed_is_not_copied_again(path):
    first = backups.keep_copy(path, "day", NOON)
    assert backups.keep_copy(path, "interval", NOON + dt.timedelta(minutes=30)) == first
    assert len(backups.list_copies(path)) == 1
    add(path, "thêm")
    assert backups.keep_copy(path, "interval", NOON + dt.timedelta(minutes=60)) != first


def test_an_act_does_not_rely_on_a_copy_spoilt_since(path):
    first = backups.keep_copy(path, "restore", NOON)
    assert backups.keep_copy(path, "restore", NOON + dt.timedelta(hours=1)) == first
    content = bytearray(first.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    first.write_bytes(content)
    again = backups.keep_copy(path, "restore", NOON + dt.timedelta(hours=2))
    assert again != first
    assert backups.is_good(again)


def test_an_act_gets_a_copy_of_its_own_that_the_hour_does_not_thin(path):
    backups.keep_copy(path, "interval", NOON)
    before = backups.keep_copy(path, "deletion", NOON + dt.timedelta(minutes=1))
    add(path, "thêm")
    backups.keep_copy(path, "close", NOON + dt.timedelta(minutes=2))
    assert before in [note.path for note in backups.list_copies(path)]


def test_a_file_without_an_ending_has_copies_too(path):
    bare = path.with_name("sổ không đuôi")
    shutil.copy(path, bare)
    copy = backups.keep_copy(bare, "day", NOON)
    assert [note.path for note in backups.list_copies(bare)] == [copy]


@pytest.mark.skipif(sys.platform == "win32", reason="a path has 259 letters at most where no switch is set")
@pytest.mark.parametrize("letter", ["k", "ộ"])
def test_a_file_with_a_very_long_name_has_copies_and_is_restored_from_them(tmp_path, letter):
    path = tmp_path / (letter * (200 // len(letter.encode())) + ".kehoach")
    with create_store(path) as store:
        plans_service.add_plan(store, Plan(2026, subject="Trước"))
    copy = backups.keep_copy(path, "hand")
    assert [note.path for note in backups.list_copies(path)] == [copy]
    assert copy_at(copy, {}).original == path
    with open_store(path) as store:
        plans_service.add_plan(store, Plan(2027, subject="Sau"))
    kept = restoring.restore_file(copy, path).kept
    assert kept.exists()
    with open_store(path, read_only=True) as store:
        assert [one.subject for one in plans_service.list_plans(store)] == ["Trước"]


@pytest.mark.skipif(sys.platform == "win32", reason="a path has 259 letters at most where no switch is set")
def test_two_files_whose_long_names_end_otherwise_have_copies_of_their_own(tmp_path):
    one, other = (tmp_path / ("k" * 133 + letter + ".kehoach") for letter in "ab")
    for path, subject in ((one, "Một"), (other, "Hai")):
        with create_store(path) as store:
            plans_service.add_plan(store, Plan(2026, subject=subject))
    copy = backups.keep_copy(one, "hand")
    assert [note.path for note in backups.list_copies(one)] == [copy]
    assert copy_at(copy, {}).original == one
    assert backups.list_copies(other) == ()
    assert not is_of(read_copy_name(copy.name, dt.UTC), other)


def test_a_missing_file_has_no_copy(tmp_path):
    assert backups.keep_copy(tmp_path / "không có.kehoach", "day") is None
    assert backups.list_copies(tmp_path / "không có.kehoach") == ()


def test_a_damaged_file_gives_no_copy_and_leaves_nothing_behind(path):
    good = backups.keep_copy(path, "day", NOON)
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    path.write_bytes(content)
    with pytest.raises(UserError):
        backups.keep_copy(path, "interval", NOON + dt.timedelta(hours=1))
    assert [p.name for p in good.parent.iterdir() if p.suffix == ".kehoach"] == [good.name]
    assert [p.name for p in good.parent.iterdir() if p.name.startswith(".")] == []
    assert backups.newest_good(path).path == good


def test_the_newest_good_copy_is_not_one_that_was_damaged_since(path):
    good = backups.keep_copy(path, "day", NOON)
    add(path, "thêm")
    bad = backups.keep_copy(path, "interval", NOON + dt.timedelta(hours=1))
    content = bytearray(bad.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    bad.write_bytes(content)
    assert backups.newest_good(path).path == good


def test_a_copy_with_a_plan_that_cannot_be_opened_is_not_the_newest_good_one(path):
    good = backups.keep_copy(path, "day", NOON)
    add(path, "thêm")
    bad = backups.keep_copy(path, "interval", NOON + dt.timedelta(hours=1))
    with sqlite3.connect(bad) as connection:
        connection.execute("UPDATE item SET level = 'lạ' WHERE id = (SELECT max(id) FROM item)")
    connection.close()
    assert backups.newest_good(path).path == good


def test_what_is_in_the_bin_is_counted_nowhere(path):
    with files.open_file(path) as store:
        plans_service.delete_plan(store, 1)
    copy = backups.keep_copy(path, "day", NOON)
    assert tuple(backups.list_copies(path)[0].counts) == (0, 0, 0, 0, 0)
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT count(*) FROM progress").fetchone()[0] > 0
    connection.close()


@pytest.mark.parametrize("version", ["version-1", "version-2", "version-3"])
def test_a_file_of_an_older_version_is_counted_and_looked_through(version):
    kept = OLDER / f"{version}.kehoach"
    assert backups.is_good(kept)
    with sqlite3.connect(kept) as connection:
        tasks = connection.execute("SELECT count(*) FROM task").fetchone()[0]
    connection.close()
    assert counts_of(kept).tasks == tasks > 0


def test_copies_made_before_an_upgrade_are_found_beside_the_file(path):
    kept = copies.keep_before_upgrade(path)
    found = backups.list_copies(path)
    assert [(note.path, note.why) for note in found] == [(kept, "upgrade")]


def test_copies_of_another_file_are_not_taken_for_this_ones(path):
    other = path.with_name("khác.kehoach")
    shutil.copy(path, other)
    backups.keep_copy(other, "day", NOON)
    assert backups.list_copies(path) == ()


def test_a_file_of_the_same_name_and_another_ending_is_another_file(path):
    other = path.with_suffix(".db")
    shutil.copy(path, other)
    copies.keep_before_upgrade(other)
    assert backups.list_copies(path) == ()
    assert len(backups.list_copies(other)) == 1


def test_two_copies_in_one_second_are_two(path):
    first = backups.keep_copy(path, "save", NOON)
    add(path, "thêm")
    second = backups.keep_copy(path, "save", NOON)
    assert first != second
    assert [note.path for note in backups.list_copies(path)] == [second, first]


def test_the_clock_set_back_does_not_lose_the_copy_just_made(path):
    backups.keep_copy(path, "interval", NOON)
    add(path, "thêm")
    made = backups.keep_copy(path, "interval", NOON - dt.timedelta(minutes=10))
    assert made.exists()


def test_a_copy_that_lacks_rows_does_not_count(path, monkeypatch):
    """As if a page were lost on the way, and with it a row, though every check of SQLite's own holds."""
    check = copies.find_faults

    def lossy(draft):
        with sqlite3.connect(draft) as connection:
            connection.execute("DELETE FROM evidence WHERE id = (SELECT max(id) FROM evidence)")
        connection.close()
        return check(draft)

    monkeypatch.setattr(copies, "find_faults", lossy)
    with pytest.raises(UserError, match="Số dòng trong bản sao khác"):
        backups.keep_copy(path, "day", NOON)
    assert backups.list_copies(path) == ()


def test_a_copy_that_somebody_died_in_is_read_and_copied_from_without_being_touched(path, tmp_path):
    copy = backups.keep_copy(path, "hand", NOON)
    code = (
        "import os, sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size=1'); c.execute('BEGIN IMMEDIATE')\n"
        "c.execute('UPDATE task SET form = form || hex(randomblob(3000))')\nos._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(copy)], check=False)
    was = {one.name: one.read_bytes() for one in copy.parent.iterdir() if one.is_file()}
    assert copy.name + "-journal" in was
    (note,) = backups.list_copies(path)
    assert note.counts.plans == 1
    assert backups.newest_good(path) == note
    assert files.find_faults(copy) == []
    files.back_up(copy, tmp_path / "ra.kehoach")
    assert subjects(tmp_path / "ra.kehoach") == subjects(path)
    assert len(restoring.plans_in(copy)) == 1
    restoring.restore_file(copy, tmp_path / "khác" / path.name)
    assert {one.name: one.read_bytes() for one in copy.parent.iterdir() if one.is_file()} == was
