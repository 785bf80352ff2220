"""A damaged file: not written to, put back as it was, kept whole when a good copy takes its place."""

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from kehoach_desktop import placing
from kehoach_desktop.data import copies, copy_folder, damaged, plans, restoring
from kehoach_desktop.data.store import create_store, open_store
from kehoach_desktop.domain.errors import FileDamagedError, FileHeldError, UserError
from kehoach_desktop.domain.plan import Item, Level, Plan

# Dies in the middle of a transaction whose first pages are on the disk already.
DYING = """
import os, sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA cache_size=1")
c.execute("BEGIN IMMEDIATE")
c.execute("UPDATE item SET text = text || ' và nữa'")
os._exit(9)
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "sổ.kehoach"
    with create_store(path) as store, store.transaction() as connection:
        body = tuple(Item(Level.PARAGRAPH, f"Đoạn {number} " * 30) for number in range(200))
        plans.insert_plan(connection, Plan(2026, subject="Một", body=body))
    return path


@pytest.fixture
def crashed(path):
    subprocess.run([sys.executable, "-c", DYING, str(path)], check=False)
    assert journal(path).stat().st_size > 0
    return path


def journal(path):
    return path.with_name(path.name + "-journal")


def names(path):
    return sorted(one.name for one in path.parent.iterdir())


def test_what_a_crash_left_is_taken_back_and_nothing_is_left_of_the_care(crashed):
    with open_store(crashed) as store, store.transaction() as connection:
        assert "và nữa" not in plans.load_plan(connection, 1).body[0].text
    assert names(crashed) == sorted([crashed.name, crashed.name + ".lock"])


def test_a_crash_that_cannot_be_taken_back_leaves_file_and_journal_byte_by_byte(crashed):
    """Whatever SQLite makes of a spoilt journal: the file is sound, or it is as it was found."""
    rng = random.Random(5)
    whole, left = crashed.read_bytes(), journal(crashed).read_bytes()
    refused = 0
    for _ in range(40):
        crashed.write_bytes(whole)
        spoilt = bytearray(left)
        for _ in range(rng.choice((1, 400, 4000))):
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
        journal(crashed).write_bytes(spoilt)
        try:
            open_store(crashed).close()
        except FileDamagedError:
            refused += 1
            assert crashed.read_bytes() == whole
            assert journal(crashed).read_bytes() == spoilt
        else:
            assert copies.find_faults(crashed) == []
        journal(crashed).unlink(missing_ok=True)
        assert names(crashed) == sorted([crashed.name, crashed.name + ".lock"])
    assert refused, "nothing was tried"


def test_a_good_copy_takes_its_place_and_it_is_kept_with_its_journal(crashed, tmp_path):
    good = tmp_path / "khác.kehoach"
    shutil.copyfile(crashed, good)
    shutil.copyfile(journal(crashed), journal(good))
    open_store(good).close()
    crashed.write_bytes(crashed.read_bytes()[:5000])
    spoilt, left = crashed.read_bytes(), journal(crashed).read_bytes()
    kept = restoring.put_in_place_of(good, crashed, "bi-hong")
    assert kept.read_bytes() == spoilt
    assert journal(kept).read_bytes() == left
    assert not journal(crashed).exists(), "it would be done to the good one"
    assert copies.find_faults(crashed) == []


def test_a_copy_that_is_not_sound_takes_no_place(path, tmp_path):
    bad = tmp_path / "xấu.kehoach"
    bad.write_bytes(path.read_bytes()[:9000])
    before = path.read_bytes()
    with pytest.raises(UserError, match="không dùng được"):
        restoring.put_in_place_of(bad, path, "bi-hong")
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*bi-hong*"))


def test_when_the_good_copy_cannot_take_its_place_the_journal_is_back_and_nothing_is_left(
    crashed, tmp_path, monkeypatch
):
    """As Windows refuses the renaming of a file that a scanner holds open."""
    good = tmp_path / "tốt.kehoach"
    shutil.copyfile(crashed, good)
    shutil.copyfile(journal(crashed), journal(good))
    open_store(good).close()
    before, left, there = crashed.read_bytes(), journal(crashed).read_bytes(), names(crashed)
    rename = placing.replace

    def refused(draft, target):
        if target == crashed:
            raise PermissionError(13, "in use")
        rename(draft, target)

    monkeypatch.setattr(placing, "replace", refused)
    with pytest.raises(UserError):
        restoring.put_in_place_of(good, crashed, "bi-hong")
    assert (crashed.read_bytes(), journal(crashed).read_bytes()) == (before, left)
    assert names(crashed) == there


def test_a_copy_of_another_file_takes_no_place(path, tmp_path):
    """A damaged file's own name may be read in spite of it; where it cannot, the copies beside it tell."""
    other = tmp_path / "sổ khác.kehoach"
    create_store(other).close()
    folder = copy_folder.folder_of(path)
    folder.mkdir()
    copies.keep(path, folder / "sổ 2026-11-28 12.00.00 +0700 dinh-ky.kehoach")
    for content in (path.read_bytes(), path.read_bytes()[:3000], b""):
        path.write_bytes(content)
        with pytest.raises(UserError, match="của một tệp dữ liệu khác"):
            restoring.put_in_place_of(other, path, "bi-hong")
        assert path.read_bytes() == content
    assert not list(tmp_path.glob("*bi-hong*"))


def test_a_file_somebody_works_in_is_not_replaced(path, tmp_path):
    good = tmp_path / "tốt.kehoach"
    copies.copy_to(path, good)
    with open_store(path), pytest.raises(FileHeldError):
        restoring.put_in_place_of(good, path, "bi-hong")


def test_what_can_be_read_is_read_in_a_copy_that_goes_again(path):
    before = path.read_bytes()
    with damaged.open_readable(path, "Tệp bị hỏng.") as store:
        folder = store._engine.url.database
        with store.transaction() as connection:
            assert plans.list_plans(connection)[0].subject == "Một"
        with pytest.raises(UserError, match="chỉ được đọc"), store.transaction() as connection:
            plans.insert_plan(connection, Plan(2027))
    assert path.read_bytes() == before
    from pathlib import Path

    assert not Path(folder).exists()


def test_a_store_found_damaged_writes_no_more(path):
    told = []
    with open_store(path) as store:
        store.on_damaged = told.append
        with closing(sqlite3.connect(path)) as other:
            other.execute("UPDATE plan SET status = 'lạ'")
            other.commit()
        with pytest.raises(FileDamagedError), store.transaction() as connection:
            plans.list_plans(connection)
        assert len(told) == 1
        with pytest.raises(UserError, match="chỉ được đọc"), store.transaction() as connection:
            plans.insert_plan(connection, Plan(2027))
