"""The folder the clerk chose for copies, such as a stick: brought up to date, away, never answering."""

import datetime as dt
import shutil
import time

import pytest
from kept_copies import LATER, NOON, whole
from worked_year import PLAN_2026

from kehoach_desktop.data import (
    copy_folder,
    copy_mirror,
    directory,
    evidence_store,
    patience,
)
from kehoach_desktop.domain.directory import DirectoryEntry, Kind
from kehoach_desktop.domain.errors import Cancelled, UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import (
    backups,
    copy_places,
    copy_tending,
    files,
    plans,
)


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


def test_a_folder_given_up_on_another_machine_is_not_taken_up_again(store, tmp_path):
    stick = tmp_path / "USB"
    stick.mkdir()
    copy_places.choose_folder(store.path, stick)
    copy_tending.copy_and_tend(store.path, "day", now=NOON)
    place = copy_places.place_in_chosen(store.path)
    copy_places.choose_folder(store.path, None)
    copy_tending.catch_up(store.path, place)
    assert copy_places.chosen_folder(store.path) is None
    copy_places.choose_folder(store.path, stick)
    (copy_folder.folder_of(store.path) / "ghi-chu.json").unlink()
    copy_tending.catch_up(store.path, place)
    assert copy_places.chosen_folder(store.path) == stick


@pytest.mark.parametrize("fault", [None, PermissionError(13, "không được phép")])
def test_a_folder_chosen_while_another_is_carried_to_is_still_to_be_caught_up_with(
    store, tmp_path, monkeypatch, fault
):
    first, second = tmp_path / "một", tmp_path / "hai"
    first.mkdir()
    second.mkdir()
    backups.keep_copy(store.path, "day", now=NOON)
    copy_places.choose_folder(store.path, first)
    carry = copy_mirror.carry

    def slow(*args):
        carried = carry(*args)
        copy_places.choose_folder(store.path, second)
        if fault is not None:
            raise fault
        return carried

    monkeypatch.setattr(copy_mirror, "carry", slow)
    assert copy_places.carry_over(store.path, now=LATER) == copy_places.Carried("")
    monkeypatch.undo()
    assert not copy_places.elsewhere(store.path).is_away
    assert copy_places.is_behind(store.path, LATER)
    copy_places.carry_over(store.path, now=LATER)
    assert list(copy_places.place_in_chosen(store.path).glob("*.kehoach"))
    assert not copy_places.is_behind(store.path, LATER)
