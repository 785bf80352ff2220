"""The lock beside a file: taken once, let go by its holder's end, named to whom it refuses."""

import json
import os
import sys

import pytest

from kehoach_desktop.data import lock as lock_module
from kehoach_desktop.data.lock import Lock
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services.front_door import FrontDoor


@pytest.fixture
def database(tmp_path):
    return tmp_path / "sổ.kehoach"


def test_the_lock_says_who_holds_it(database):
    lock = Lock(database)
    lock.take()
    note = json.loads(lock.path.read_text(encoding="utf-8"))
    assert note["pid"] == os.getpid()
    assert set(note) == {"user", "host", "pid", "since"}
    lock.release()


def test_where_nothing_names_the_user_it_is_taken_all_the_same(database, monkeypatch):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(sys.modules, "pwd", None)  # as on Windows
    lock = Lock(database)
    lock.take()
    assert json.loads(lock.path.read_text(encoding="utf-8"))["user"] == "?"
    lock.release()
    door = FrontDoor(database.parent / "cua-so")
    assert door.take()
    door.close()


def test_it_is_taken_once_and_again_after_it_was_let_go(database):
    first, second = Lock(database), Lock(database)
    first.take()
    with pytest.raises(UserError, match=r"sổ\.kehoach đang được mở bởi"):
        second.take()
    first.release()
    first.release()
    second.take()
    second.release()


@pytest.mark.parametrize("left", ["", "{", '{"user": 1}', "không phải JSON"])
def test_a_note_that_cannot_be_read_is_still_a_lock(database, left):
    first = Lock(database)
    first.take()
    first.path.write_text(left, encoding="utf-8")
    with pytest.raises(UserError, match="một chương trình khác"):
        Lock(database).take()
    first.release()


@pytest.fixture
def windows(monkeypatch):
    """The lock as it is on Windows, on a stand-in for its locks of bytes; returns what was asked of it."""
    import sys
    from types import SimpleNamespace

    asked, held = [], set()

    def locking(number, mode, count):
        at = os.lseek(number, 0, os.SEEK_CUR)
        asked.append((mode, at, count))
        key = os.fstat(number).st_ino
        if mode == "lock":
            if key in held:
                raise PermissionError(13, "Permission denied")
            held.add(key)
        else:
            held.remove(key)

    made = SimpleNamespace(LK_NBLCK="lock", LK_UNLCK="unlock", locking=locking)
    monkeypatch.setitem(sys.modules, "msvcrt", made)
    monkeypatch.setattr(lock_module.sys, "platform", "win32")
    return asked, held


def test_on_windows_the_byte_that_was_locked_is_let_go_in_so_many_words(database, windows):
    asked, held = windows
    lock = Lock(database)
    lock.take()
    assert json.loads(lock.path.read_text(encoding="utf-8"))["pid"] == os.getpid()
    lock.release()
    assert not held
    assert [(mode, count) for mode, _, count in asked] == [("lock", 1), ("unlock", 1)]
    assert asked[0][1] == asked[1][1] == 1 << 30, "far past the text, which others read"


def test_on_windows_a_lock_freed_a_little_after_its_holders_death_is_waited_for(
    database, windows, monkeypatch
):
    _, held = windows
    first, second = Lock(database), Lock(database)
    first.take()
    naps = []

    def nap(seconds):
        naps.append(seconds)
        if len(naps) == 3:
            held.clear()  # Windows has noticed that the holder is dead

    monkeypatch.setattr(lock_module.time, "sleep", nap)
    second.take()
    assert len(naps) == 3
    second.release()
    first._file.close()


def test_on_windows_a_living_holder_is_named_after_a_moment(database, windows):
    first = Lock(database)
    first.take()
    with pytest.raises(UserError, match=r"đang được mở bởi .* từ "):
        Lock(database).take()
    first.release()


def test_who_holds_a_file_is_told_without_taking_it(database):
    assert Lock(database).holder() == ""
    first = Lock(database)
    first.take()
    assert "đang được mở bởi" in Lock(database).holder()
    first.release()
    assert Lock(database).holder() == ""
    first.take()
    first.release()
