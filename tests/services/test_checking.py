"""Kiểm tra dữ liệu says in words what there is, what is missing and what was altered."""

import datetime as dt
import errno
import random
import sqlite3
import threading
from pathlib import Path

import pytest
from evidenced import with_evidence
from worked_year import PLAN_2026

from kehoach_desktop.data import copies
from kehoach_desktop.domain.errors import Cancelled, UserError
from kehoach_desktop.services import backups, checking, copy_places, copy_tending, evidence, plans

LONG_AGO = dt.datetime(2020, 11, 28, 12, 0, tzinfo=dt.UTC)


def said(store):
    return [(one.about, one.kind, one.words) for one in checking.check(store.path)]


def told(store, about):
    return [(kind, words) for one, kind, words in said(store) if one == about]


def test_a_sound_file_is_said_to_be_sound_with_what_it_holds(store, kept_photo):
    copy_tending.copy_and_tend(store.path, "day")
    assert told(store, "Tệp dữ liệu")[0][0] == "ok"
    assert told(store, "Nội dung")[0][1].startswith("1 kế hoạch, 0 báo cáo, ")
    assert "1 minh chứng." in told(store, "Nội dung")[0][1]
    assert told(store, "Tệp minh chứng") == [("ok", "1 tệp đúng như khi thêm vào.")]
    assert told(store, "Bản sao lưu")[0][0] == "ok"
    assert told(store, "Bản sao lưu")[0][1].startswith("1 bản sao; mới nhất lúc ")
    assert told(store, "Nơi giữ bản sao")[0][0] == "warning"  # one disk alone


def test_missing_and_altered_evidence_is_named(store, kept_photo):
    kept_photo.write_bytes(b"khac")
    assert told(store, "Tệp minh chứng")[0][0] == "warning"
    assert kept_photo.name in told(store, "Tệp minh chứng")[0][1]
    kept_photo.unlink()
    assert told(store, "Tệp minh chứng")[0][0] == "bad"
    assert kept_photo.name in told(store, "Tệp minh chứng")[0][1]


def test_a_file_open_in_another_program_does_not_end_the_check(store, kept_photo, tmp_path, monkeypatch):
    other = tmp_path / "biên bản.pdf"
    other.write_bytes(b"%PDF-1.7")
    plans.add_plan(store, with_evidence(PLAN_2026, *evidence.add_files(store, [other])))
    real = Path.open

    def held(self, mode="r", *rest, **named):
        if self == kept_photo:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return real(self, mode, *rest, **named)

    monkeypatch.setattr(type(kept_photo), "open", held)
    (kind, words), whole = told(store, "Tệp minh chứng")
    assert kind == "warning"
    assert kept_photo.name in words
    assert "đang mở ở chương trình khác" in words
    assert whole == ("ok", "1 tệp đúng như khi thêm vào.")
    assert told(store, "Bản sao lưu")


def test_a_stick_gone_silent_does_not_hold_the_check(store, monkeypatch):
    plans.add_plan(store, PLAN_2026)
    backups.keep_copy(store.path, "day")
    let_go = threading.Event()
    monkeypatch.setattr(backups, "_LOOK_S", 0.2)
    monkeypatch.setattr(copies, "find_faults", lambda _copy: let_go.wait(20) and [])
    try:
        assert [kind for kind, _ in checking_copies(store)] == ["ok"]
        assert backups.newest_good(store.path) is None
    finally:
        let_go.set()


def checking_copies(store):
    return [(one.kind, one.words) for one in checking._copies(store.path) if one.about == "Bản sao lưu"]


def test_rows_that_belong_to_nothing_are_told(store):
    plans.add_plan(store, PLAN_2026)
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE task SET activity_id = 1")
    connection.close()
    assert told(store, "Tệp dữ liệu")[0][0] == "bad"


def test_a_plan_that_cannot_be_opened_is_told(store):
    plans.add_plan(store, plans.read_template(plans.SAMPLE))
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE item SET level = 'lạ' WHERE id = (SELECT max(id) FROM item)")
    connection.close()
    ((kind, words),) = told(store, "Tệp dữ liệu")
    assert kind == "bad"
    assert words.startswith("Kế hoạch số 1 có chỗ không đọc được")


def test_no_copy_at_all_and_a_spoilt_one_are_told(store):
    plans.add_plan(store, PLAN_2026)
    assert told(store, "Bản sao lưu")[0][1].startswith("Chưa có bản sao nào")
    copy = backups.keep_copy(store.path, "day")
    content = bytearray(copy.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    copy.write_bytes(content)
    assert told(store, "Bản sao lưu")[-1][0] == "bad"


def test_an_old_copy_is_told_to_be_old(store):
    plans.add_plan(store, PLAN_2026)
    backups.keep_copy(store.path, "day", LONG_AGO)
    when, where = checking.moment_words(LONG_AGO), copy_places.own_folder(store.path)
    assert told(store, "Bản sao lưu") == [("warning", f"1 bản sao; mới nhất {when}, ở {where}.")]


def test_the_chosen_folder_is_told_of_and_so_is_its_absence(store, tmp_path):
    plans.add_plan(store, PLAN_2026)
    stick = tmp_path / "USB"
    stick.mkdir()
    copy_places.choose_folder(store.path, stick)
    copy_tending.copy_and_tend(store.path, "day")
    assert told(store, "Nơi giữ bản sao")[0][0] == "ok"
    stick.rename(tmp_path / "rút ra")
    assert told(store, "Nơi giữ bản sao")[0][0] == "warning"


def test_looking_can_be_called_off(store, kept_photo):
    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        checking.check(store.path, stop)


def test_a_file_damaged_anywhere_is_told_of_and_never_a_bug(store, kept_photo, tmp_path):
    content = store.path.read_bytes()
    rng = random.Random(7)
    told_of = 0
    for number in range(40):
        spoilt = bytearray(content)
        at = rng.randrange(100, len(content) - 600)
        spoilt[at : at + 500] = rng.randbytes(500)
        path = tmp_path / f"{number}.kehoach"
        path.write_bytes(spoilt)
        try:
            told_of += any(one.kind == "bad" for one in checking.check(path))
        except UserError:
            told_of += 1
    assert told_of >= 30  # free pages may be spoilt without harm
