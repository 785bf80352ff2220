"""The lock beside a file: taken once, let go by its holder's end, named to whom it refuses."""

import json
import os

import pytest

from kehoach_desktop.data.lock import Lock
from kehoach_desktop.domain.errors import UserError


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
