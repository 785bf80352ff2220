"""The readable files beside the copies: kept up to date, and a file rebuilt from them."""

import datetime as dt
import os
import time
from dataclasses import replace

import pytest
from kept_copies import LATER, NOON, names, whole
from worked_year import PLAN_2026

from kehoach_desktop.data import (
    copy_folder,
    directory,
    evidence_files,
    evidence_store,
    kept_files,
)
from kehoach_desktop.domain.directory import DirectoryEntry, Kind
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.domain.periods import period
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.sending import Letter
from kehoach_desktop.services import (
    copy_places,
    copy_tending,
    editing,
    files,
    legal_bases,
    plan_files,
    plans,
    reports,
    sending,
)


def full_file(store, tmp_path):
    """Fill the store with plans, reports drafted and sent, the office's list and library."""
    plan = plans.add_plan(store, PLAN_2026)
    report = reports.begin_report(store, plan, period(2026, "Q2"))
    letter = Letter("15", dt.date(2026, 6, 17), "Báo cáo", "Kính gửi: UBND tỉnh\n")
    pack = sending.make_pack(report, plan, letter, tmp_path)
    sent, _ = editing.apply_edit(store, report, pack.edit)
    reports.begin_replacement(store, sent)
    gone = plans.add_plan(store, Plan(2025, subject="sẽ xóa"))
    plans.add_plan(store, replace(PLAN_2026, year=2027, subject="Một kế hoạch/khác: năm?"))
    plans.delete_plan(store, gone.id)
    with store.transaction() as connection:
        directory.keep_entry(connection, DirectoryEntry(Kind.BODY, "Phòng Văn hóa", aliases=("PVH",)))
    legal_bases.keep_basis(store, LegalBasis("Nghị định", "1/2026", "NĐ-CP", date=dt.date(2026, 1, 2)))


def office(store):
    with store.transaction() as connection:
        return directory.list_entries(connection), legal_bases.data.list_bases(connection)


def test_a_file_is_rebuilt_from_the_readable_files_with_every_plan_and_report_equal(
    store, kept_photo, tmp_path
):
    full_file(store, tmp_path)
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    made = tmp_path / "dựng lại.kehoach"
    done = plan_files.rebuild(copy_places.own_folder(store.path), made)
    assert (done.plans, done.reports) == (3, 2)
    with files.open_file(made) as again:
        assert whole(again) == whole(store)
        assert office(again) == office(store)
    assert files.find_faults(made) == []
    assert done.evidence == (kept_photo.name,)
    assert (
        made.with_name(made.name + ".minh-chung") / kept_photo.name
    ).read_bytes() == kept_photo.read_bytes()
    assert [p for p in names(tmp_path) if p.startswith(".")] == []


def test_evidence_brought_into_a_rebuilt_file_is_the_programs_own(store, kept_photo, tmp_path):
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    made = tmp_path / "dựng lại.kehoach"
    plan_files.rebuild(copy_places.own_folder(store.path), made)
    with files.open_file(made) as again, again.transaction() as connection:
        (kept,) = kept_files.list_files(connection)
    assert kept.name == kept_photo.name
    assert kept.checksum == evidence_files.checksum(kept_photo)


def test_a_file_is_rebuilt_though_its_evidence_cannot_be_put_beside_it(store, kept_photo, tmp_path):
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    made = tmp_path / "dựng lại.kehoach"
    made.with_name(made.name + ".minh-chung").write_bytes(b"no folder")
    done = plan_files.rebuild(copy_places.own_folder(store.path), made)
    assert (done.plans, done.evidence, done.missing) == (1, (), (kept_photo.name,))
    assert "Chưa đưa lại được hết tệp minh chứng" in done.fault
    assert files.find_faults(made) == []


def test_a_folder_with_a_spoilt_file_rebuilds_nothing_and_is_named(store, tmp_path):
    plans.add_plan(store, PLAN_2026)
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    place = copy_places.own_folder(store.path) / copy_folder.PLANS
    spoilt = next(place.glob("0001 *.json"))
    spoilt.write_text(spoilt.read_text(encoding="utf-8")[:-500], encoding="utf-8")
    with pytest.raises(UserError, match="0001 "):
        plan_files.rebuild(place, tmp_path / "mới.kehoach")
    assert not (tmp_path / "mới.kehoach").exists()


def test_an_existing_file_is_never_rebuilt_over(store, tmp_path):
    before = store.path.read_bytes()
    with pytest.raises(UserError, match="đã có"):
        plan_files.rebuild(tmp_path, store.path)
    assert store.path.read_bytes() == before


def test_only_the_plans_that_changed_are_written_again(store):
    first = plans.add_plan(store, PLAN_2026)
    second = plans.add_plan(store, replace(PLAN_2026, year=2027))
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    place = copy_places.own_folder(store.path) / copy_folder.PLANS
    then = {p.name: p.stat().st_mtime_ns for p in place.glob("0*.json")}
    time.sleep(0.02)
    editing.apply_edit(store, second, SetField("plan", second.id, "number", second.number, "99"))
    copy_tending.copy_and_tend(store.path, "interval", now=LATER)
    now = {p.name: p.stat().st_mtime_ns for p in place.glob("0*.json")}
    assert [name[:4] for name in now if now[name] != then[name]] == [f"{second.id:04d}"]
    editing.apply_edit(store, first, SetField("plan", first.id, "subject", first.subject, "tên khác"))
    plans.delete_plan(store, second.id)
    copy_tending.copy_and_tend(store.path, "interval", now=LATER + dt.timedelta(hours=1))
    assert [p.name[:4] for p in place.glob("0*.json")] == [f"{first.id:04d}"]
    assert "tên khác" in next(place.glob("0*.json")).name


def test_what_a_death_left_half_written_is_tidied_and_what_is_under_way_is_not(store, kept_photo):
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    own = copy_places.own_folder(store.path)
    for folder in (own, own / evidence_store.FOLDER, own / copy_folder.PLANS):
        for name in (".cũ.1.tam", ".mới.2.tam"):
            (folder / name).write_bytes(b"dang do")
        os.utime(folder / ".cũ.1.tam", (1, 1))
    plans.add_plan(store, Plan(2030))
    copy_tending.copy_and_tend(store.path, "interval", now=LATER)
    assert sorted({p.name for p in own.rglob("*.tam")}) == [".mới.2.tam"]


def test_a_lost_list_of_marks_leaves_no_file_of_an_older_name(store, tmp_path):
    plan = plans.add_plan(store, PLAN_2026)
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    place = copy_places.own_folder(store.path) / copy_folder.PLANS
    (place / "danh-muc.json").unlink()
    editing.apply_edit(store, plan, SetField("plan", plan.id, "subject", plan.subject, "tên khác"))
    copy_tending.copy_and_tend(store.path, "interval", now=LATER)
    assert [p.name for p in place.glob("0*.json")] == ["0001 KH tên khác 2026.json"]
    assert plan_files.rebuild(place, tmp_path / "lại.kehoach").plans == 1


def test_a_plan_that_cannot_be_written_keeps_the_file_it_had_and_is_told_of(store):
    plans.add_plan(store, PLAN_2026)
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    place = copy_places.own_folder(store.path) / copy_folder.PLANS
    before = [(p.name, p.read_bytes()) for p in place.glob("0*.json")]
    with store.transaction() as connection:
        connection.exec_driver_sql(
            "INSERT INTO version (plan_id, slot, position, number, content, pdf)"
            " SELECT id, 'versions', 0, '1', '{}', x'00' FROM plan"
        )
    said = copy_tending.copy_and_tend(store.path, "interval", now=LATER)
    assert "không có bản JSON mới" in said.sentence
    assert [(p.name, p.read_bytes()) for p in place.glob("0*.json")] == before
