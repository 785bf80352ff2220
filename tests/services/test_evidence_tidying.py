"""Files of evidence that nothing names any more are tidied away after 30 days, and only those."""

import datetime as dt
import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kehoach_desktop.domain.edits import Splice
from kehoach_desktop.domain.issuing import issue
from kehoach_desktop.domain.periods import find
from kehoach_desktop.domain.plan import Activity, Appendix, Evidence, Plan, Progress, Task
from kehoach_desktop.services import backups, editing, evidence, files, issuing, plans, reports, restoring
from kehoach_desktop.services import bin as bins
from kehoach_desktop.services.files import Store

DAY = dt.timedelta(days=1)
NOW = dt.datetime.now().astimezone()


class Desk:
    """A kept plan with one record, and the folder of its evidence."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self._desktop = folder
        task = Task("Đăng tin", progress=(Progress(1, percent=10),))
        appendix = Appendix("Nội dung", (Activity("Tuyên truyền", (task,)),))
        self.plan = plans.add_plan(store, Plan(2026, "Kế hoạch", appendices=(appendix,)))

    @property
    def record(self) -> Progress:
        return self.plan.appendices[0].activities[0].tasks[0].progress[0]

    def add(self, name: str, content: bytes = b"bien ban") -> Evidence:
        source = self._desktop / name
        source.write_bytes(content)
        (made,) = evidence.add_files(self.store, [source])
        self._do((), (made,))
        return made

    def drop(self, gone: Evidence) -> None:
        self._do((gone,), ())

    def names(self) -> list[str]:
        folder = evidence.folder(self.store)
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []

    def known(self) -> list[str]:
        connection = sqlite3.connect(self.store.path)
        try:
            return [row[0] for row in connection.execute("SELECT name FROM kept_file ORDER BY name")]
        finally:
            connection.close()

    def _do(self, old: tuple[Evidence, ...], new: tuple[Evidence, ...]) -> None:
        run = self.record.evidence
        at = run.index(old[0]) if old else len(run)
        edit = Splice("progress", self.record.id, "evidence", at, old, new)
        self.plan, _ = editing.apply_edit(self.store, self.plan, edit, "Minh chứng")


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    folder = tmp_path / "Màn hình"
    folder.mkdir()
    return Desk(store, folder)


def tidy_over(desk: Desk, days: int, start: dt.datetime = NOW) -> int:
    """Open the file today and again after so many days; return how many files went then."""
    evidence.tidy_files(desk.store, start)
    return evidence.tidy_files(desk.store, start + days * DAY)


@pytest.mark.parametrize(("days", "stays"), [(29, True), (30, True), (31, True), (33, False)])
def test_a_file_stays_thirty_days_after_its_evidence_was_removed(desk, days, stays):
    desk.drop(desk.add("a.pdf"))
    assert tidy_over(desk, days) == (not stays)
    assert desk.names() == (["a.pdf"] if stays else [])
    assert desk.known() == (["a.pdf"] if stays else [])


def test_named_files_and_files_of_others_stay(desk):
    kept, gone = desk.add("Giữ lại.pdf", b"1"), desk.add("Bỏ đi.pdf", b"2")
    folder = evidence.folder(desk.store)
    (folder / "của cán bộ.docx").write_bytes(b"3")
    desk.drop(gone)
    assert tidy_over(desk, 40) == 1
    assert desk.names() == [kept.location, "của cán bộ.docx"]


def test_the_same_content_put_there_by_hand_is_not_the_programs(desk):
    folder = evidence.folder(desk.store)
    folder.mkdir()
    (folder / "tự chép.pdf").write_bytes(b"bien ban")
    made = desk.add("a.pdf")
    assert made.location == "tự chép.pdf"
    desk.drop(made)
    assert tidy_over(desk, 40) == 0
    assert desk.names() == ["tự chép.pdf"]


def test_a_file_that_was_changed_there_is_left_alone(desk):
    made = desk.add("a.pdf")
    (evidence.folder(desk.store) / "a.pdf").write_bytes(b"sua tay")
    desk.drop(made)
    assert tidy_over(desk, 40) == 0
    assert desk.names() == ["a.pdf"]
    assert desk.known() == [], "it is nobody's but the clerk's from now on"


def test_what_is_put_back_rests_anew(desk):
    made = desk.add("a.pdf")
    desk.drop(made)
    evidence.tidy_files(desk.store, NOW)
    desk._do((), (made,))
    assert evidence.tidy_files(desk.store, NOW + 40 * DAY) == 0
    desk.drop(made)
    assert tidy_over(desk, 29, NOW + 41 * DAY) == 0
    assert evidence.tidy_files(desk.store, NOW + 80 * DAY) == 1


def test_what_was_removed_again_lately_stays_though_it_rested_before(desk):
    made = desk.add("a.pdf")
    desk.drop(made)
    evidence.tidy_files(desk.store, NOW - 31 * DAY)  # seen unused long ago
    desk._do((), (made,))
    desk.drop(made)
    assert evidence.tidy_files(desk.store, NOW + DAY) == 0, "it can still be put back out of the bin"
    assert desk.names() == ["a.pdf"]


def test_a_file_of_a_plan_in_the_bin_stays_until_the_plan_is_gone(desk):
    desk.add("a.pdf")
    start = NOW + DAY
    plans.delete_plan(desk.store, desk.plan.id, now=start)
    assert tidy_over(desk, 20, start) == 0
    assert bins.tidy(desk.store, start + 31 * DAY) == (1, 0)
    assert desk.names() == ["a.pdf"], "it rests from now on"
    assert bins.tidy(desk.store, start + 61 * DAY).files == 0
    assert bins.tidy(desk.store, start + 70 * DAY).files == 1
    assert desk.names() == []


def test_a_file_a_version_names_stays(desk, sample_plan):
    made = desk.add("Biên bản (1).pdf")
    version = issuing.freeze(desk.plan, "05", NOW.date())
    desk.plan, _ = editing.apply_edit(desk.store, desk.plan, issue(desk.plan, version))
    desk.drop(made)
    assert tidy_over(desk, 400) == 0
    assert desk.names() == [made.location]


def test_a_file_held_by_another_program_goes_the_next_time(desk, monkeypatch):
    desk.drop(desk.add("a.pdf"))
    evidence.tidy_files(desk.store, NOW)

    def refuse(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "The process cannot access the file", "a.pdf")

    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", refuse)
        assert evidence.tidy_files(desk.store, NOW + 40 * DAY) == 0
    with monkeypatch.context() as held:
        held.setattr(Path, "open", refuse)
        assert evidence.tidy_files(desk.store, NOW + 40 * DAY) == 0
    assert (desk.names(), desk.known()) == (["a.pdf"], ["a.pdf"])
    assert evidence.tidy_files(desk.store, NOW + 40 * DAY) == 1
    assert (desk.names(), desk.known()) == ([], [])


def test_a_file_that_is_missing_is_forgotten_and_missing_evidence_still_shows(desk):
    gone, kept = desk.add("a.pdf", b"1"), desk.add("b.pdf", b"2")
    desk.drop(gone)
    for one in (gone, kept):
        (evidence.folder(desk.store) / one.location).unlink()
    assert tidy_over(desk, 40) == 0
    assert desk.known() == ["b.pdf"]
    looker = evidence.Looker(desk.store)
    assert looker.look(kept.location, kept.checksum) is evidence.Standing.MISSING


def test_the_same_file_is_the_programs_again_when_it_is_copied_anew(desk):
    desk.drop(desk.add("a.pdf"))
    assert tidy_over(desk, 40) == 1
    made = desk.add("a.pdf")
    assert desk.known() == ["a.pdf"]
    place = evidence.place_to_open(desk.store, made)
    assert hashlib.sha256(place.read_bytes()).hexdigest() == made.checksum


def test_names_that_differ_in_capitals_are_one(desk):
    made = desk.add("Ảnh.JPG")
    desk.drop(made)
    desk._do((), (replace(made, location="ảnh.jpg"),))
    assert tidy_over(desk, 400) == 0
    assert desk.names() == ["Ảnh.JPG"]


def test_files_of_an_older_file_are_known_once_it_is_up_to_date(desk, tmp_path):
    desk.add("a.pdf")
    desk.store.close()
    connection = sqlite3.connect(desk.store.path)
    connection.executescript(
        "DROP TABLE kept_file; DROP TABLE change; ALTER TABLE plan DROP COLUMN deleted_at;"
        "PRAGMA user_version = 3"
    )
    connection.close()
    with files.open_file(desk.store.path):
        assert desk.known() == ["a.pdf"]


def test_evidence_survives_a_restoring_and_the_way_back(desk, store):
    """A file unused when the copy was made, and used again since, is the case that lost it."""
    made = desk.add("ảnh.jpg")
    desk.drop(made)
    evidence.tidy_files(store, NOW - 60 * DAY)
    with store.transaction() as connection:
        connection.exec_driver_sql("UPDATE change SET at = ?", ((NOW - 60 * DAY).isoformat(),))
    copy = backups.keep_copy(store.path, "save")
    again = desk.add("ảnh.jpg")
    place = evidence.folder(store) / again.location
    done = restoring.restore_into(store, copy)
    bins.tidy(store, dt.datetime.now().astimezone())
    assert place.exists(), "it rests its 30 days from the restoring on"
    place.unlink()
    restoring.restore_into(store, done.kept)
    assert place.read_bytes() == b"bien ban"


def test_what_a_restoring_brings_back_into_the_bin_rests_anew(store):
    old = plans.add_plan(store, Plan(2030, "Kế hoạch cũ"))
    report = reports.begin_report(store, old, find(2030, "Q2", old.scheme))
    plans.delete_plan(store, report.id)
    plans.delete_plan(store, old.id)
    with store.transaction() as connection:  # as all was long ago
        connection.exec_driver_sql("UPDATE change SET at = ?", ((NOW - 50 * DAY).isoformat(),))
        for number, days in ((report.id, 50), (old.id, 40)):
            at = (NOW - days * DAY).isoformat()
            connection.exec_driver_sql("UPDATE plan SET deleted_at = ? WHERE id = ?", (at, number))
    then = [one.id for one in bins.list_bin(store)]
    copy = backups.keep_copy(store.path, "save")
    bins.empty(store)
    restoring.restore_into(store, copy)
    now = dt.datetime.now().astimezone()
    assert bins.tidy(store, now).documents == 0
    found = bins.list_bin(store)
    assert [one.id for one in found] == then  # what was deleted by itself is still apart, and in its order
    assert all(abs(now - one.deleted_at) < DAY for one in found)


def test_evidence_of_a_file_replaced_from_the_command_line_is_kept_with_the_copies(desk, store, tmp_path):
    copy = tmp_path / "bản sao.kehoach"
    files.back_up(store.path, copy)
    desk.add("ảnh.jpg")
    store.close()
    restoring.restore_file(copy, store.path)
    kept = store.path.with_name(store.path.name + ".ban-sao") / "minh-chung"
    assert b"bien ban" in [path.read_bytes() for path in kept.iterdir()]
