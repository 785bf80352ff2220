"""What goes with a copy: evidence, readable files, the chosen folder; and all of it brought back."""

import datetime as dt
import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from worked_year import PLAN_2026

from kehoach_desktop import leftovers
from kehoach_desktop.data import (
    copies,
    copy_folder,
    directory,
    evidence_files,
    evidence_store,
    kept_files,
    patience,
)
from kehoach_desktop.domain.directory import DirectoryEntry, Kind
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import Cancelled, UserError
from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.domain.periods import period
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.sending import Letter
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.services import (
    backups,
    copy_places,
    copy_tending,
    editing,
    files,
    legal_bases,
    plan_files,
    plans,
    reports,
    restoring,
    sending,
)

NOON = dt.datetime(2026, 11, 28, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
OLDER = Path(__file__).parents[1] / "data" / "files"
LATER = NOON + dt.timedelta(hours=2)


def whole(store):
    """Everything the open form has of a file."""
    return [
        plan_to_json(plans.get_plan(store, one.id), reports.reports_on(store, one.id))
        for one in reversed(plans.list_plans(store))
    ]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_evidence_is_kept_once_however_many_copies_there_are(store, kept_photo):
    path = store.path
    for hour in range(5):
        plans.add_plan(store, Plan(2030 + hour))
        copy_tending.copy_and_tend(path, "interval", now=NOON + dt.timedelta(hours=hour))
    kept = evidence_store.FOLDER
    stored = [p for p in (copy_places.own_folder(path) / kept).iterdir() if evidence_store.is_stored(p)]
    assert [p.read_bytes() for p in stored] == [kept_photo.read_bytes()]
    assert stored[0].name.endswith(" ảnh hội nghị.jpg")
    assert len(backups.list_copies(path)) == 5


def test_evidence_in_use_is_left_for_the_next_copy_and_the_rest_is_kept(store, kept_photo, monkeypatch):
    other = kept_photo.with_name("a.pdf")
    other.write_bytes(b"dang mo trong Word")
    copying = shutil.copyfile

    def refused(source, target):
        if source == other:
            raise PermissionError(13, "in use")
        return copying(source, target)

    monkeypatch.setattr(evidence_store.shutil, "copyfile", refused)
    assert copy_tending.copy_and_tend(store.path, "day", now=NOON).sentence == ""
    kept = copy_places.own_folder(store.path) / evidence_store.FOLDER
    stored = [p.name[17:] for p in kept.iterdir() if evidence_store.is_stored(p)]
    assert stored == [kept_photo.name]
    monkeypatch.undo()
    plans.add_plan(store, Plan(2030))
    copy_tending.copy_and_tend(store.path, "interval", now=LATER)
    stored = [p.name[17:] for p in kept.iterdir() if evidence_store.is_stored(p)]
    assert sorted(stored) == ["a.pdf", kept_photo.name]


def test_evidence_spoilt_in_its_folder_is_still_whole_among_the_copies(store, kept_photo):
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    content = kept_photo.read_bytes()
    with kept_photo.open("r+b") as file:  # written into, as some programs save
        file.write(b"hong")
    kept = copy_places.own_folder(store.path) / evidence_store.FOLDER
    assert content in [p.read_bytes() for p in kept.iterdir()]


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


def test_the_chosen_folder_gets_copies_evidence_and_readable_files(store, kept_photo, tmp_path):
    stick = tmp_path / "USB"
    stick.mkdir()
    copy_places.choose_folder(store.path, stick)
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    place = copy_places.place_in_chosen(store.path)
    own = copy_places.own_folder(store.path)
    assert place.parent == stick
    for folder in (copy_folder.PLANS, evidence_store.FOLDER):
        assert {p.name for p in (place / folder).iterdir()} >= {
            p.name for p in (own / folder).iterdir() if p.name[:1] == "0" or evidence_store.is_stored(p)
        }
    copy = next(place.glob("*.kehoach"))
    assert copy.read_bytes() == (own / copy.name).read_bytes()
    shutil.rmtree(own)  # the machine is lost, the stick is not
    with files.open_file(copy, read_only=True) as saved:
        assert whole(saved) == whole(store)


def test_a_stick_that_is_away_is_spoken_of_once_and_caught_up_with(store, tmp_path):
    stick, pocket = tmp_path / "USB", tmp_path / "trong túi"
    stick.mkdir()
    copy_places.choose_folder(store.path, stick)
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    stick.rename(pocket)
    said = []
    for hour in (1, 2, 3):
        plans.add_plan(store, Plan(2030 + hour))
        at = NOON + dt.timedelta(hours=hour)
        said.append(copy_tending.copy_and_tend(store.path, "interval", now=at))
    assert "hiện không có" in said[0].sentence
    assert [one.sentence for one in said[1:]] == ["", ""]
    assert all(one.is_away for one in said)
    assert len(backups.list_copies(store.path)) == 4  # none is missing meanwhile
    pocket.rename(stick)
    plans.add_plan(store, Plan(2040))
    back = copy_tending.copy_and_tend(store.path, "interval", now=NOON + dt.timedelta(hours=4))
    assert "dùng lại được" in back.sentence
    assert len(list(copy_places.place_in_chosen(store.path).glob("*.kehoach"))) == 5


def test_copies_that_only_the_stick_has_are_listed(store, tmp_path):
    stick = tmp_path / "USB"
    stick.mkdir()
    plans.add_plan(store, PLAN_2026)
    copy_places.choose_folder(store.path, stick)
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    for copy in copy_places.own_folder(store.path).glob("*.kehoach"):
        copy.unlink()
    found = backups.list_copies(store.path)
    assert [note.path.parent for note in found] == [copy_places.place_in_chosen(store.path)]
    assert found[0].counts.plans == 1


def test_a_folder_that_never_answers_holds_nothing_up(store, tmp_path, monkeypatch):
    stick = tmp_path / "mạng"
    stick.mkdir()
    plans.add_plan(store, PLAN_2026)
    copy_places.choose_folder(store.path, stick)
    monkeypatch.setattr(copy_places, "_ANSWER_S", 0.2)
    is_dir = type(stick).is_dir

    def silent(path, *args, **kwargs):
        if "mạng" in str(path):
            time.sleep(3)
        return is_dir(path, *args, **kwargs)

    monkeypatch.setattr(type(stick), "is_dir", silent)
    began = time.monotonic()
    said = copy_tending.copy_and_tend(store.path, "day", now=NOON)
    assert time.monotonic() - began < 2
    assert "không trả lời" in said.sentence
    assert len(backups.list_copies(store.path)) == 1


def test_waiting_for_a_silent_folder_ends_when_it_is_called_off():
    def called_off():
        raise Cancelled

    began = time.monotonic()
    with pytest.raises(Cancelled):
        patience.within(30, lambda: time.sleep(5), called_off)
    assert time.monotonic() - began < 2


def test_a_folder_that_is_not_there_or_holds_the_copies_already_is_not_chosen(store, tmp_path):
    backups.keep_copy(store.path, "day", NOON)
    with pytest.raises(UserError, match="Không có thư mục"):
        copy_places.choose_folder(store.path, tmp_path / "không có")
    with pytest.raises(UserError, match="cạnh tệp dữ liệu"):
        copy_places.choose_folder(store.path, copy_places.own_folder(store.path))
    assert copy_places.chosen_folder(store.path) is None


def test_evidence_goes_from_the_store_only_when_no_copy_has_it(store, kept_photo):
    copy = backups.keep_copy(store.path, "day", NOON)
    copy_tending.bring_along(store.path, copy)
    kept = copy_places.own_folder(store.path) / evidence_store.FOLDER
    kept_photo.unlink()
    with store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM evidence")
    second = backups.keep_copy(store.path, "interval", LATER)
    copy_tending.bring_along(store.path, second)
    copy_tending.sweep_evidence(store.path)
    assert len([p for p in kept.iterdir() if evidence_store.is_stored(p)]) == 1
    copy.unlink()
    copy_tending.sweep_evidence(store.path)
    assert [p for p in kept.iterdir() if evidence_store.is_stored(p)] == []


def test_a_copy_that_cannot_be_read_lets_no_evidence_go(store, kept_photo):
    copy = backups.keep_copy(store.path, "day", NOON)
    copy_tending.bring_along(store.path, copy)
    kept_photo.unlink()
    with sqlite3.connect(copy) as connection:
        connection.execute("DROP TABLE evidence")
    connection.close()
    with store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM evidence")
    copy_tending.bring_along(store.path, backups.keep_copy(store.path, "interval", LATER))
    copy_tending.sweep_evidence(store.path)
    kept = copy_places.own_folder(store.path) / evidence_store.FOLDER
    assert len([p for p in kept.iterdir() if evidence_store.is_stored(p)]) == 1


def test_evidence_of_a_copy_beside_the_file_stays(store, kept_photo):
    copy_places.own_folder(store.path).mkdir()
    copy_tending.bring_along(store.path, copies.keep_before_upgrade(store.path))
    kept_photo.unlink()
    with store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM evidence")
    copy_tending.bring_along(store.path, backups.keep_copy(store.path, "interval", NOON))
    copy_tending.sweep_evidence(store.path)
    kept = copy_places.own_folder(store.path) / evidence_store.FOLDER
    assert len([p for p in kept.iterdir() if evidence_store.is_stored(p)]) == 1


def test_evidence_goes_from_the_chosen_folder_too_once_no_copy_there_has_it(store, kept_photo, tmp_path):
    stick = tmp_path / "USB"
    stick.mkdir()
    copy_places.choose_folder(store.path, stick)
    copy_tending.copy_and_tend(store.path, "interval", now=NOON)
    kept_photo.unlink()
    with store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM evidence")
    copy_tending.copy_and_tend(store.path, "day", now=LATER)
    place = copy_places.place_in_chosen(store.path)

    def stored():
        return [p for p in (place / evidence_store.FOLDER).iterdir() if evidence_store.is_stored(p)]

    assert len(stored()) == 1  # the first copy has it
    for folder in (place, copy_places.own_folder(store.path)):
        next(folder.glob("*12.00.00*")).unlink()
    plans.add_plan(store, Plan(2040))
    copy_tending.copy_and_tend(store.path, "day", now=LATER + dt.timedelta(days=1))
    assert stored() == []


def test_the_chosen_folder_keeps_up_with_the_office_and_gets_back_what_was_lost_there(store, tmp_path):
    stick = tmp_path / "USB"
    stick.mkdir()
    plans.add_plan(store, PLAN_2026)
    copy_places.choose_folder(store.path, stick)
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    place = copy_places.place_in_chosen(store.path) / copy_folder.PLANS
    next(place.glob("0001 *.json")).unlink()
    with store.transaction() as connection:
        directory.keep_entry(connection, DirectoryEntry(Kind.BODY, "Phòng Văn hóa"))
    copy_tending.copy_and_tend(store.path, "interval", now=LATER)
    assert "Phòng Văn hóa" in (place / "van-phong.json").read_text(encoding="utf-8")
    assert len(list(place.glob("0001 *.json"))) == 1


def test_a_remembered_folder_is_used_again_when_what_was_noted_of_it_is_gone(store, tmp_path):
    stick = tmp_path / "USB"
    stick.mkdir()
    copy_places.choose_folder(store.path, stick)
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    place = copy_places.place_in_chosen(store.path)
    (copy_folder.folder_of(store.path) / "ghi-chu.json").unlink()
    assert copy_places.chosen_folder(store.path) is None
    copy_tending.catch_up(store.path, place)
    assert copy_places.place_in_chosen(store.path) == place
    other = tmp_path / "khác" / store.path.name
    other.parent.mkdir()
    files.open_file(other, create=True).close()
    copy_tending.catch_up(other, place)  # another file begun under the same name
    assert copy_places.chosen_folder(other) == stick
    assert copy_places.place_in_chosen(other) != place


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
