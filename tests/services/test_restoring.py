"""A copy is looked into, and put in the place of the file, with what it had beside it."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from kept_copies import NOON, names, whole
from worked_year import PLAN_2026

from kehoach_desktop import leftovers
from kehoach_desktop.data import (
    copies,
    copy_folder,
    evidence_store,
)
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import (
    backups,
    copy_places,
    copy_tending,
    editing,
    files,
    plans,
    restoring,
)

OLDER = Path(__file__).parents[1] / "data" / "files"


def test_restoring_brings_back_the_state_and_the_missing_evidence(store, kept_photo):
    before = whole(store)
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    copy = backups.list_copies(store.path)[0].path
    content = kept_photo.read_bytes()
    kept_photo.unlink()
    plan = plans.get_plan(store, 1)
    editing.apply_edit(store, plan, SetField("plan", 1, "subject", plan.subject, "sửa sai"))
    after = whole(store)
    done = restoring.restore_into(store, copy)
    assert whole(store) == before
    assert done.evidence == (kept_photo.name,)
    assert kept_photo.read_bytes() == content
    with files.open_file(done.kept, read_only=True) as safety:
        assert whole(safety) == after
    assert files.find_faults(store.path) == []
    plan = plans.get_plan(store, 1)
    editing.apply_edit(store, plan, SetField("plan", 1, "subject", plan.subject, "gõ tiếp"))
    assert plans.get_plan(store, 1).subject == "gõ tiếp"


def test_what_comes_in_between_the_safety_copy_and_the_restoring_is_not_lost(store, monkeypatch):
    plans.add_plan(store, PLAN_2026)
    copy = backups.keep_copy(store.path, "day", NOON)
    keep = restoring.keep_copy

    def keep_and_more(path, why):
        kept = keep(path, why)
        plans.add_plan(store, Plan(2040, subject="vừa thêm"))
        return kept

    monkeypatch.setattr(restoring, "keep_copy", keep_and_more)
    with pytest.raises(UserError, match="vừa thay đổi"):
        restoring.restore_into(store, copy)
    assert "vừa thêm" in [one.subject for one in plans.list_plans(store)]


def test_a_damaged_copy_is_not_restored_and_the_file_stays(store, kept_photo):
    copy = backups.keep_copy(store.path, "day", NOON)
    content = bytearray(copy.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    copy.write_bytes(content)
    before = whole(store)
    with pytest.raises(UserError, match="không dùng được"):
        restoring.restore_into(store, copy)
    assert whole(store) == before
    assert [p.name for p in store.path.parent.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize("version", ["version-1", "version-2", "version-3"])
def test_a_copy_of_an_older_version_is_restored_brought_up_to_date(store, version, tmp_path):
    old = tmp_path / f"{store.path.stem} 2024-05-01 08.00.00 +0700 truoc-khi-nang-cap.kehoach"
    shutil.copyfile(OLDER / f"{version}.kehoach", old)
    with sqlite3.connect(old) as connection:  # a copy of this very file, made long ago
        connection.execute("UPDATE identity SET file_id = ?", (copies.file_id(store.path),))
    connection.close()
    plans.add_plan(store, Plan(2031, subject="mới"))
    found = restoring.plans_in(old)
    done = restoring.restore_into(store, old)
    assert [one.subject for one in plans.list_plans(store)] == [one.subject for one in found]
    assert "mới" not in [one.subject for one in plans.list_plans(store)]
    assert done.kept.exists()
    assert names(store.path.parent).count(old.name) == 0  # nothing of the copy's own is left beside


def test_a_copy_of_another_file_is_not_restored(store, tmp_path):
    other = tmp_path / "khác.kehoach"
    files.open_file(other, create=True).close()
    plans.add_plan(store, PLAN_2026)
    before = whole(store)
    with pytest.raises(UserError, match="của một tệp dữ liệu khác"):
        restoring.restore_into(store, other)
    assert whole(store) == before


def test_what_a_death_leaves_of_looking_into_a_copy_is_tidied(store, tmp_path):
    copy = backups.keep_copy(store.path, "day", NOON)
    code = """
import os, sys
from pathlib import Path
from kehoach_desktop.services import restoring
with restoring._near(Path(sys.argv[1])):
    os._exit(9)
"""
    temporary = tmp_path / "tạm"
    temporary.mkdir()
    environment = os.environ | {"TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}
    subprocess.run([sys.executable, "-c", code, str(copy)], check=False, env=environment)
    assert len(names(temporary)) == 1
    leftovers.tidy_temporary(temporary)
    assert names(temporary) == []


def test_a_copy_is_looked_into_without_being_touched(store):
    plans.add_plan(store, PLAN_2026)
    copy = backups.keep_copy(store.path, "day", NOON)
    content = copy.read_bytes()
    told = copy.stat().st_mtime_ns
    assert [one.year for one in restoring.plans_in(copy)] == [2026]
    assert restoring.plan_in(copy, 1).subject == PLAN_2026.subject
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == (content, told)
    assert [p for p in names(copy.parent) if copy.name in p] == [copy.name]


def test_data_is_restored_though_its_evidence_cannot_be_put_back_and_that_is_said(
    store, kept_photo, monkeypatch
):
    copy_tending.copy_and_tend(store.path, "hand", now=NOON)
    copy = backups.list_copies(store.path)[0].path
    kept_photo.unlink()
    before = whole(store)
    plans.add_plan(store, Plan(2033))

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(evidence_store, "bring_back", full)
    done = restoring.restore_into(store, copy)
    assert whole(store) == before
    assert "Chưa đưa lại được hết tệp minh chứng" in done.fault
    assert "đã đầy" in done.fault


def test_a_file_put_back_from_the_command_line_gets_its_evidence_from_beside_the_copy(
    store, kept_photo, tmp_path, capsys
):
    from kehoach_desktop.cli import run

    stick = tmp_path / "USB"
    stick.mkdir()
    copy_places.choose_folder(store.path, stick)
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    place = copy_places.place_in_chosen(store.path)
    store.close()
    kept_photo.unlink()
    shutil.rmtree(copy_folder.folder_of(store.path))
    (copy,) = place.glob("*.kehoach")
    assert run(["restore", str(copy), "--db", str(store.path)]) == 0
    assert kept_photo.name in capsys.readouterr().out
    assert kept_photo.exists()
