"""Evidence goes along with the copies: kept once, and gone only when no copy has it."""

import datetime as dt
import shutil
import sqlite3

from kept_copies import LATER, NOON

from kehoach_desktop.data import (
    copies,
    evidence_store,
)
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import (
    backups,
    copy_places,
    copy_tending,
    plans,
)


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
