"""Who only reads a file, or adds to it, first looks whether it is sound, and leaves a damaged one alone."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from kehoach_desktop.cli import run
from kehoach_desktop.data.lock import Lock
from kehoach_desktop.data.store import create_store, open_store
from kehoach_desktop.domain.errors import FileDamagedError
from kehoach_desktop.services.plans import add_plan, list_plans

# Dies in the middle of a transaction whose first pages are on the disk already.
_DYING = """
import os, sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA cache_size=1")
c.execute("BEGIN IMMEDIATE")
c.execute("UPDATE item SET text = text || 'zzzz'")
c.execute("UPDATE plan SET subject = 'dở dang'")
os._exit(9)
"""
_TEXT = "KẾ HOẠCH\nThực hiện công tác năm 2026\nI. MỤC ĐÍCH\n1. Làm tốt.\n"


@pytest.fixture
def path(tmp_path, sample_plan):
    path = tmp_path / "sổ.kehoach"
    with create_store(path) as store:
        add_plan(store, sample_plan)
    return path


@pytest.fixture
def crashed(path):
    subprocess.run([sys.executable, "-I", "-S", "-c", _DYING, str(path)], check=False)
    assert journal(path).stat().st_size > 0
    return path


def journal(path):
    return path.with_name(path.name + "-journal")


def spoil(path):
    """Write nonsense where the records of a table begin."""
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'quantity'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(os.urandom(200))


def test_a_file_opened_to_read_is_freed_of_what_a_crash_left(crashed):
    with open_store(crashed, read_only=True) as store:
        assert [plan.subject for plan in list_plans(store)] != ["dở dang"]
    assert not journal(crashed).exists()


@pytest.mark.parametrize("command", ["list", "verify", "backup", "import"])
def test_what_cannot_be_taken_back_is_left_byte_by_byte_by_every_command(crashed, tmp_path, command, capsys):
    spoil(crashed)
    before = crashed.read_bytes(), journal(crashed).read_bytes()
    text = tmp_path / "kế hoạch.txt"
    text.write_text(_TEXT, encoding="utf-8")
    more = {"backup": ["--out", str(tmp_path / "sao.kehoach")], "import": [str(text)]}
    assert run([command, *more.get(command, []), "--db", str(crashed)]) == 1
    assert "bị hỏng" in capsys.readouterr().err
    assert (crashed.read_bytes(), journal(crashed).read_bytes()) == before


def test_what_a_crash_left_is_not_taken_back_while_another_is_about_to_do_that(crashed):
    lock = Lock(crashed)
    lock.take()
    found: list[str] = []

    def read() -> None:
        with open_store(crashed, read_only=True) as store:
            found.extend(plan.subject for plan in list_plans(store))

    reader = threading.Thread(target=read)
    reader.start()
    reader.join(0.4)
    assert reader.is_alive()
    assert journal(crashed).exists()
    lock.release()
    reader.join(10)
    assert found
    assert found != ["dở dang"]


@pytest.mark.parametrize("megabytes", [0, 6])
def test_nothing_is_added_to_a_damaged_file_however_large(path, tmp_path, megabytes, capsys):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE big (content BLOB)")
        connection.execute("INSERT INTO big VALUES (zeroblob(?))", (megabytes << 20,))
    spoil(path)
    before = path.read_bytes()
    text = tmp_path / "kế hoạch.txt"
    text.write_text(_TEXT, encoding="utf-8")
    assert run(["import", str(text), "--db", str(path)]) == 1
    assert "bị hỏng" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_what_is_damaged_is_said_when_it_is_opened_to_read(crashed):
    spoil(crashed)
    with pytest.raises(FileDamagedError):
        open_store(crashed, read_only=True)


def test_a_crash_in_a_folder_that_takes_no_writing_is_looked_at_in_a_copy(as_clerk, sample_plan):
    from kehoach_desktop.services.opening import open_to_work

    folder, clerk = as_clerk
    path = folder / "sổ.kehoach"
    with create_store(path) as store:
        add_plan(store, sample_plan)
    subprocess.run([sys.executable, "-I", "-S", "-c", _DYING, str(path)], check=False)
    for one in folder.iterdir():
        one.chmod(0o444)
    folder.chmod(0o555)
    before = path.read_bytes(), journal(path).read_bytes()
    with clerk(), open_to_work(path) as store:
        assert store.is_read_only
        assert [plan.subject for plan in list_plans(store)] not in ([], ["dở dang"])
    assert (path.read_bytes(), journal(path).read_bytes()) == before
    folder.chmod(0o777)
