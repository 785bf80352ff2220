"""Nothing the program does beside a transaction lets go SQLite's lock on the file, as a plain open would."""

import subprocess
import sys

import pytest

from kehoach_desktop import placing
from kehoach_desktop.data import copy_folder, restoring
from kehoach_desktop.data.identity import check_identity
from kehoach_desktop.data.journals import journal_of
from kehoach_desktop.data.store import create_store, open_store
from kehoach_desktop.domain.errors import FileHeldError, UserError
from kehoach_desktop.services import evidence, opening
from kehoach_desktop.services.backups import keep_copy
from kehoach_desktop.services.files import find_faults

_OTHER = """
import sqlite3, sys
try:
    sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as error:
    print(error)
"""


@pytest.fixture
def store(tmp_path):
    with create_store(tmp_path / "sổ kế hoạch.kehoach") as store:
        yield store


def is_held(path):
    """Say whether another program finds that it may not write now."""
    said = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _OTHER, str(path)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return "locked" in said.stdout


def test_no_other_program_gets_at_a_file_between_the_look_at_it_and_the_copy_put_into_it(store, monkeypatch):
    copy = keep_copy(store.path, "hand")
    state, real = copy_folder.state_of(store.path), copy_folder.state_of
    held = []

    def looked_at(path):
        held.append(is_held(path))
        return real(path)

    monkeypatch.setattr(copy_folder, "state_of", looked_at)
    restoring.put_into(copy, store.path, state)
    assert held == [True]
    assert not is_held(store.path)
    assert not journal_of(store.path).exists()


def open_again(store):
    with pytest.raises(FileHeldError):
        open_store(store.path)


def take_as_target(store):
    with pytest.raises(UserError, match="là tệp dữ liệu"):
        placing.checked_target(store.path)


def take_as_evidence(store):
    with pytest.raises(UserError, match="là tệp dữ liệu"):
        evidence.add_files(store, [store.path])


ACTS = {
    "identity": lambda store: check_identity(store.path),
    "open again": open_again,
    "open to read": lambda store: open_store(store.path, read_only=True).close(),
    "a copy": lambda store: keep_copy(store.path, "save"),
    "a check": lambda store: find_faults(store.path),
    "a check of the open file": opening.find_faults,
    "target of an export": take_as_target,
    "evidence": take_as_evidence,
}


@pytest.mark.parametrize("act", ACTS)
def test_the_lock_of_a_transaction_is_held_whatever_is_done_meanwhile(store, act):
    with store.transaction() as connection:
        connection.exec_driver_sql("UPDATE identity SET file_id = file_id || '.'")
        assert is_held(store.path)
        ACTS[act](store)
        assert is_held(store.path)
    assert not is_held(store.path)


def test_a_file_let_go_is_looked_at_without_opening_it_as_a_database(store):
    store.close()
    store.path.write_bytes(b"SQLite format 3\0" + bytes(200))
    with pytest.raises(UserError, match="chương trình khác"):
        check_identity(store.path)
