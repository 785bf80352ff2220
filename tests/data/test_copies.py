import datetime as dt
import errno
import os
import sqlite3
import subprocess
import sys

import pytest

from kehoach_desktop import placing
from kehoach_desktop.data import copies, history, plans, restoring
from kehoach_desktop.data.store import create_store, open_store
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.history.told import Step, Told
from kehoach_desktop.domain.plan import Plan


@pytest.fixture
def path(tmp_path, sample_plan):
    path = tmp_path / "a.kehoach"
    with create_store(path) as store, store.transaction() as connection:
        plans.insert_plan(connection, sample_plan)
    return path


def subjects(path):
    with open_store(path, read_only=True) as store, store.transaction() as connection:
        return [p.subject for p in plans.list_plans(connection)]


def add(path, subject):
    with open_store(path) as store, store.transaction() as connection:
        plans.insert_plan(connection, Plan(2030, subject=subject))


def leftovers(folder):
    return [p.name for p in folder.iterdir() if p.name.startswith(".")]


def test_a_copy_is_whole_and_sound(path, tmp_path):
    copy = tmp_path / "usb" / "bản sao.kehoach"
    copy.parent.mkdir()
    with open_store(path, read_only=True) as store:
        copies.copy_to(store.path, copy)
    assert copies.find_faults(copy) == []
    assert subjects(copy) == subjects(path)
    assert leftovers(copy.parent) == []


def test_a_copy_taken_while_a_transaction_is_open_has_the_last_committed_state(path, tmp_path):
    before = subjects(path)
    with (
        open_store(path) as store,
        open_store(path, read_only=True) as reader,
        store.transaction() as connection,
    ):
        plans.insert_plan(connection, Plan(2031, subject="chưa ghi xong"))
        copies.copy_to(reader.path, tmp_path / "copy.kehoach")
    assert subjects(tmp_path / "copy.kehoach") == before


def test_restoring_brings_back_the_copy_and_keeps_the_file_it_replaced(path, tmp_path):
    copy = tmp_path / "copy.kehoach"
    with open_store(path, read_only=True) as store:
        copies.copy_to(store.path, copy)
    then = subjects(path)
    add(path, "sau khi sao lưu")
    now = subjects(path)
    kept = restoring.put_in_place_of(copy, path, "truoc-khi-phuc-hoi")
    assert subjects(path) == then
    assert subjects(kept) == now
    assert leftovers(tmp_path) == []


def test_who_dies_while_the_replaced_file_is_kept_leaves_no_half_of_it_that_looks_whole(
    path, tmp_path, monkeypatch
):
    copy = tmp_path / "copy.kehoach"
    with open_store(path, read_only=True) as store:
        copies.copy_to(store.path, copy)
    seen = []

    def flush(half_done):
        if half_done.parent == path.parent:
            seen.append([name for name in names_in(path.parent) if "truoc-khi" in name and name[0] != "."])

    monkeypatch.setattr(restoring.placing, "flush", flush)
    kept = restoring.put_in_place_of(copy, path, "truoc-khi-phuc-hoi")
    assert kept.exists()
    assert seen
    assert not any(seen)


def names_in(folder):
    return [path.name for path in folder.iterdir()]


def test_a_damaged_copy_is_not_restored(path, tmp_path):
    copy = tmp_path / "copy.kehoach"
    with open_store(path, read_only=True) as store:
        copies.copy_to(store.path, copy)
    damaged = bytearray(copy.read_bytes())
    damaged[4096:8192] = b"\xff" * 4096
    copy.write_bytes(damaged)
    before = path.read_bytes()
    with pytest.raises(UserError, match="không dùng được"):
        restoring.put_in_place_of(copy, path, "truoc-khi-phuc-hoi")
    assert path.read_bytes() == before


@pytest.mark.parametrize("fault", ["damaged", "foreign", "full"])
def test_a_restoring_that_fails_leaves_nothing_where_nothing_was(path, tmp_path, monkeypatch, fault):
    copy = tmp_path / "copy.kehoach"
    copies.copy_to(path, copy)
    target = tmp_path / "mới" / "sâu" / "z.kehoach"
    if fault == "damaged":
        copy.write_bytes(copy.read_bytes()[: -4096 * 3])
    elif fault == "foreign":
        target = tmp_path / "y.kehoach"
        create_store(target).close()
        folder = tmp_path / "y.kehoach.ban-sao"
        folder.mkdir()
        copies.keep(target, folder / "y 2026-11-28 10.32.05 +0700 tu-tao.kehoach")
        target.unlink()
        (tmp_path / "y.kehoach.lock").unlink()
    else:

        def full(*_args):
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr(placing, "flush", full)
    was = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError):
        restoring.put_in_place_of(copy, target, "truoc-khi-phuc-hoi")
    assert sorted(tmp_path.rglob("*")) == was


def test_a_file_in_use_is_not_restored_over(path, tmp_path):
    copy = tmp_path / "copy.kehoach"
    with open_store(path, read_only=True) as store:
        copies.copy_to(store.path, copy)
    with open_store(path), pytest.raises(UserError, match="đang được mở"):
        restoring.put_in_place_of(copy, path, "truoc-khi-phuc-hoi")


def test_a_file_is_not_copied_onto_itself(path):
    with open_store(path, read_only=True) as store, pytest.raises(UserError, match="tệp khác"):
        copies.copy_to(store.path, path)


def worked_in(path, name):
    """Have something done in the file, as the window has it written down."""
    with open_store(path) as store, store.transaction() as connection:
        plan = plans.insert_plan(connection, Plan(2030, subject=name))
        history.add(connection, [Told(plan.id, Step.ADDED, name, {})], dt.datetime.now(dt.UTC))


def test_an_older_copy_is_replaced_by_a_newer_one(path, tmp_path):
    copy = tmp_path / "copy.kehoach"
    for name in ("đầu", "sau"):
        worked_in(path, name)
        copies.copy_to(path, copy)
    assert subjects(copy) == subjects(path)
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith("copy")) == [copy.name]


@pytest.mark.parametrize("is_source_worked_in", [False, True])
def test_a_copy_that_was_worked_in_since_is_not_replaced(path, tmp_path, is_source_worked_in):
    worked_in(path, "đầu")
    copy = tmp_path / "usb.kehoach"
    copies.copy_to(path, copy)
    worked_in(copy, "làm trên USB")
    if is_source_worked_in:
        worked_in(path, "làm ở đây")
        worked_in(path, "làm thêm ở đây")
    was = subjects(copy)
    with pytest.raises(UserError, match="có những thay đổi mà"):
        copies.copy_to(path, copy)
    assert subjects(copy) == was


def test_a_copy_is_not_backed_up_over_its_file_but_anywhere_else(path, tmp_path):
    copy = tmp_path / "a 2026-11-28 10.32.05 +0700 tu-tao.kehoach"
    copies.keep(path, copy)
    was = path.read_bytes()
    with pytest.raises(UserError, match="hãy dùng Khôi phục bản này"):
        copies.copy_to(copy, path)
    assert path.read_bytes() == was
    copies.copy_to(copy, tmp_path / "ra.kehoach")
    assert subjects(tmp_path / "ra.kehoach") == subjects(path)


def test_rows_that_belong_to_nothing_are_found(path):
    assert copies.find_faults(path) == []
    connection = sqlite3.connect(path)
    connection.execute("UPDATE task SET activity_id = 1")
    connection.commit()
    connection.close()
    assert "không thuộc kế hoạch nào" in copies.find_faults(path)[0]


def test_a_full_disk_names_the_copy_and_leaves_no_half_of_it(path, tmp_path):
    small = tmp_path / "đầy"
    small.mkdir()
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(small)], check=False
    ).returncode:
        pytest.skip("this machine mounts no tmpfs")
    try:
        with (
            open_store(path, read_only=True) as store,
            pytest.raises(UserError, match=r"^Ổ đĩa đã đầy.*copy\.kehoach"),
        ):
            copies.copy_to(store.path, small / "copy.kehoach")
        assert list(small.iterdir()) == []
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_disk_that_does_not_let_a_file_be_read_is_no_damage(path, monkeypatch):
    class Failing:
        def __init__(self, *_args, **_named):
            raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(copies.sqlite3, "connect", Failing)
    with pytest.raises(UserError, match="lỗi ổ đĩa"):
        copies.find_faults(path)
