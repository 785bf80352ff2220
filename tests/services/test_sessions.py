"""The mark of an open window: gone after a clean end, found after a sudden one, left alone while held."""

import datetime as dt
import json
import os
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest

from kehoach_desktop.services import files, plans, sessions
from kehoach_desktop.services.sessions import Session

# Opens a session, says so, and ends as it is told.
WINDOW = """
import ctypes, os, sys
from pathlib import Path
from kehoach_desktop.services.sessions import Session
session = Session(Path(sys.argv[1]), Path(sys.argv[2]))
session.begin()
print("ready", flush=True)
how = sys.stdin.readline().strip()
if how == "end":
    session.end()
elif how == "crash":
    ctypes.string_at(0)
os._exit(3)
"""


@pytest.fixture
def marks(tmp_path, monkeypatch):
    """The folder of the marks; what a test that failed still holds of them is let go."""
    look, found = sessions.sudden_ends, []

    def looked(folder):
        found.append(look(folder))
        return found[-1]

    monkeypatch.setattr(sessions, "sudden_ends", looked)
    yield tmp_path / "nhat-ky"
    for end in chain.from_iterable(found):
        end.lock.release()


@pytest.fixture
def session(marks, database):
    made = Session(marks, database)
    yield made
    made.end()


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "sổ.kehoach"
    with files.open_file(path, create=True) as store:
        plans.add_plan(store, plans.read_template(plans.SAMPLE))
    return path


def window(marks, database):
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(marks), str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout.readline().strip() == "ready"
    return process


def ended(marks, database, how):
    with window(marks, database) as process:
        process.communicate(how + "\n")


def test_a_clean_end_leaves_nothing(marks, database):
    ended(marks, database, "end")
    assert list(marks.iterdir()) == []
    assert sessions.sudden_ends(marks) == []


def test_a_death_is_found_told_once_and_forgotten(marks, database):
    ended(marks, database, "die")
    (end,) = sessions.of_file(sessions.sudden_ends(marks), database)
    assert end.database == database.resolve()
    assert end.fault == ""
    assert abs(dt.datetime.now().astimezone() - end.seen_at) < dt.timedelta(minutes=1)
    looked = sessions.look_after(end)
    assert looked.faults == ()
    written = dt.datetime.fromtimestamp(database.stat().st_mtime).astimezone()
    assert abs(looked.changed_at - written) < dt.timedelta(seconds=2)  # noted just before it is on the disk
    sessions.forget(end)
    assert list(marks.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="an access violation ends Python otherwise there")
def test_a_crash_leaves_what_the_interpreter_could_still_write(marks, database):
    ended(marks, database, "crash")
    (end,) = sessions.of_file(sessions.sudden_ends(marks), database)
    assert "Segmentation fault" in end.fault
    assert 'File "<string>", line 12' in end.fault
    sessions.forget(end)


def test_a_window_that_is_alive_is_left_alone(marks, database):
    with window(marks, database) as process:
        assert sessions.sudden_ends(marks) == []
        assert len(list(marks.iterdir())) == 3
        process.communicate("end\n")
    assert list(marks.iterdir()) == []


def test_a_start_that_fails_itself_leaves_the_end_for_the_next(marks, database):
    ended(marks, database, "die")
    (end,) = sessions.sudden_ends(marks)
    assert sessions.sudden_ends(marks) == [], "another start tells of it now"
    end.lock.release()
    (end,) = sessions.sudden_ends(marks)
    sessions.forget(end)


def test_the_end_of_another_file_waits_for_it_a_month(marks, database, tmp_path):
    ended(marks, database, "die")
    assert sessions.of_file(sessions.sudden_ends(marks), tmp_path / "khác.kehoach") == []
    (end,) = sessions.of_file(sessions.sudden_ends(marks), database)
    end.lock.release()
    long_ago = dt.datetime.now().timestamp() - 40 * 24 * 3600
    os.utime(end.mark, (long_ago, long_ago))
    assert sessions.of_file(sessions.sudden_ends(marks), tmp_path / "khác.kehoach") == []
    assert list(marks.iterdir()) == []


def test_of_several_ends_on_one_file_the_last_is_told(marks, database):
    for _ in range(3):
        ended(marks, database, "die")
    found = sessions.sudden_ends(marks)
    assert len(found) == 3
    (end,) = sessions.of_file(found, database)
    assert end.seen_at == max(each.seen_at for each in found)
    sessions.forget(end)
    assert list(marks.iterdir()) == []


def test_a_mark_cut_short_by_the_death_is_swept_away(marks, database):
    marks.mkdir()
    for number, words in enumerate(("", "{", "[]", '{"database": 3}')):
        (marks / f"phien-1-{number}.json").write_text(words, encoding="utf-8")
    assert sessions.sudden_ends(marks) == []
    assert list(marks.iterdir()) == []


def test_the_time_told_is_that_of_the_newest_edit(marks, database):
    import sqlite3

    with sqlite3.connect(database) as connection:
        connection.execute(
            "INSERT INTO change(plan_id, at, step, name, content) VALUES (1, ?, 'edit', 'Sửa', '{}')",
            ("2026-03-02T10:31:05+07:00",),
        )
    connection.close()
    ended(marks, database, "die")
    (end,) = sessions.of_file(sessions.sudden_ends(marks), database)
    looked = sessions.look_after(end)
    assert looked.changed_at == dt.datetime.fromisoformat("2026-03-02T10:31:05+07:00")
    sessions.forget(end)


def test_a_change_that_was_being_written_is_told_of(marks, database):
    ended(marks, database, "die")
    journal = Path(f"{database}-journal")
    journal.write_bytes(b"x")
    (end,) = sessions.of_file(sessions.sudden_ends(marks), database)
    assert end.is_half_written
    assert end.changed_at is None, "the file's own time is of what was half written"
    sessions.forget(end)


def test_a_damaged_file_is_told_of(marks, database):
    ended(marks, database, "die")
    (end,) = sessions.of_file(sessions.sudden_ends(marks), database)
    content = bytearray(database.read_bytes())
    content[5000:60000] = b"\xff" * 55000
    database.write_bytes(content)
    assert sessions.look_after(end).faults
    database.unlink()
    assert "Không tìm thấy" in sessions.look_after(end).faults[0]
    sessions.forget(end)


def test_a_log_off_that_is_called_off_begins_the_session_again(marks, database, session):
    session.begin()
    session.end()
    assert list(marks.iterdir()) == []
    session.beat()
    (mark,) = marks.glob("*.json")
    assert json.loads(mark.read_text(encoding="utf-8"))["database"] == str(database.resolve())
    session.end()
    session.end()
    assert list(marks.iterdir()) == []


def test_a_folder_that_takes_no_mark_is_no_reason_not_to_work(tmp_path, database):
    blocked = tmp_path / "tệp"
    blocked.write_text("", encoding="utf-8")
    session = Session(blocked, database)
    session.begin()
    session.beat()
    session.end()
    assert sessions.sudden_ends(blocked) == []
