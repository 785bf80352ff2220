import errno
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kehoach_desktop import placing
from kehoach_desktop.data import copies, plans
from kehoach_desktop.data.schema import APPLICATION_ID, SCHEMA_VERSION
from kehoach_desktop.data.store import create_store, open_store
from kehoach_desktop.domain.errors import FileHeldError, UserError
from kehoach_desktop.domain.plan import Plan


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sổ kế hoạch.kehoach"


def pragma(path, name):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        connection.close()


def test_a_new_file_says_what_it_is(path):
    create_store(path).close()
    assert pragma(path, "application_id") == APPLICATION_ID
    assert pragma(path, "user_version") == SCHEMA_VERSION
    assert pragma(path, "journal_mode") == "delete"
    assert [p.name for p in path.parent.iterdir() if ".moi" in p.name] == []


def test_connections_are_set_up_for_safety(path):
    with create_store(path) as store, store.transaction() as connection:
        got = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert got == {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1}


def test_an_existing_file_is_never_made_anew(path):
    path.write_bytes(b"mine")
    with pytest.raises(UserError, match="đã có"):
        create_store(path)
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0", os.urandom(5000)])
def test_what_is_not_ours_is_refused_untouched(path, content):
    path.write_bytes(content)
    for read_only in (True, False):
        with pytest.raises(UserError, match="không phải tệp dữ liệu"):
            open_store(path, read_only=read_only)
    assert path.read_bytes() == content
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_another_programs_database_is_refused_untouched(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="chương trình khác"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_newer_file_is_refused_untouched(path):
    create_store(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(UserError, match="mới hơn"):
            open_store(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_second_writer_is_told_who_holds_the_file(path):
    with create_store(path), pytest.raises(UserError, match=r"đang được mở bởi .* trên máy .* từ "):
        open_store(path)
    open_store(path).close()


def test_a_reader_works_beside_a_writer_and_cannot_write(path):
    with create_store(path) as writer:
        with writer.transaction() as connection:
            plans.insert_plan(connection, Plan(2026, subject="Một"))
        with open_store(path, read_only=True) as reader:
            with reader.transaction() as connection:
                assert [p.subject for p in plans.list_plans(connection)] == ["Một"]
            with pytest.raises(UserError, match="chỉ được đọc"), reader.transaction() as connection:
                plans.insert_plan(connection, Plan(2027))


def test_the_lock_of_a_killed_holder_is_taken_over(path):
    create_store(path).close()
    script = (
        "import sys, time; from pathlib import Path; from kehoach_desktop.data.store import open_store\n"
        "store = open_store(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, encoding="utf-8"
    ) as holder:
        assert holder.stdout.readline().strip() == "held"
        with pytest.raises(UserError, match="đang được mở"):
            open_store(path)
        assert json.loads(path.with_name(path.name + ".lock").read_text("utf-8"))["pid"] == holder.pid
        holder.kill()
        holder.wait()
    open_store(path).close()


def test_a_failed_transaction_keeps_nothing(path):
    with create_store(path) as store:

        def broken() -> None:
            with store.transaction() as connection:
                plans.insert_plan(connection, Plan(2026))
                raise RuntimeError

        with pytest.raises(RuntimeError):
            broken()
        with store.transaction() as connection:
            assert plans.list_plans(connection) == []


def test_a_read_only_file_is_refused_for_writing_in_words_and_read(as_clerk):
    folder, clerk = as_clerk
    path = folder / "a.kehoach"
    create_store(path).close()
    path.chmod(0o444)
    before = path.read_bytes()
    with clerk():
        with pytest.raises(UserError, match="chỉ được đọc"):
            open_store(path)
        with open_store(path, read_only=True) as store, store.transaction() as connection:
            assert plans.list_plans(connection) == []
    assert path.read_bytes() == before


def held_by_a_scanner(monkeypatch, path, times):
    """Have the file refuse to be opened to write so many times, as Windows does."""
    real, left = Path.open, [None] * times

    def busy(self, mode="r", *rest, **named):
        if self == path and mode == "r+b" and left:
            left.pop()
            error = PermissionError(errno.EACCES, "in use", str(path))
            error.winerror = 32
            raise error
        return real(self, mode, *rest, **named)

    monkeypatch.setattr(type(path), "open", busy)


def test_a_file_that_is_scanned_just_now_is_opened_a_moment_later(path, monkeypatch):
    create_store(path).close()
    held_by_a_scanner(monkeypatch, path, 2)
    with open_store(path) as store:
        assert not store.is_read_only


def test_a_file_that_stays_in_use_is_not_said_to_lack_rights(path, monkeypatch):
    create_store(path).close()
    held_by_a_scanner(monkeypatch, path, 1000)
    monkeypatch.setattr(placing, "RETRY_S", 0.2)
    with pytest.raises(FileHeldError, match="đang được chương trình khác dùng"):
        open_store(path)


def test_a_missing_file_is_said_so(path):
    with pytest.raises(UserError, match="Không tìm thấy"):
        open_store(path)


def test_of_two_who_make_the_file_at_once_one_is_told(path, monkeypatch):
    """The second looks before the first has made it, and makes it after: the first one's data must stay."""
    from pathlib import Path

    from kehoach_desktop.data import store as module

    looked = []

    def late(made: Path) -> None:
        looked.append(made)  # as if the file had not been there yet when it looked

    with create_store(path) as first:
        with first.transaction() as connection:
            plans.insert_plan(connection, Plan(2026, subject="Một"))
        monkeypatch.setattr(module, "_refuse_existing", late)
        with pytest.raises(UserError, match="đang được mở bởi"):
            create_store(path)
        with first.transaction() as connection:
            assert [p.subject for p in plans.list_plans(connection)] == ["Một"]


def test_a_file_that_could_not_be_made_leaves_nothing(path, monkeypatch):
    from kehoach_desktop.data import store as module

    def full(_draft: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_write_empty", full)
    with pytest.raises(UserError, match="đầy"):
        create_store(path)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("left", [b"", b"\0" * 512])
def test_a_journal_in_which_a_death_had_written_nothing_is_gone_at_the_next_start(tmp_path, left):
    path = tmp_path / "a.kehoach"
    create_store(path).close()
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(left)
    with open_store(path) as store, store.transaction() as connection:
        plans.list_plans(connection)
    assert not journal.exists()


@pytest.mark.parametrize("way", ["anew", "rebuilt"])
def test_the_journal_of_a_file_that_is_gone_is_not_done_to_the_one_that_takes_its_name(tmp_path, way):
    path = tmp_path / "a.kehoach"
    with create_store(path) as store, store.transaction() as connection:
        for year in range(2030, 2060):
            plans.insert_plan(connection, Plan(year, subject="chuyện cũ " * 200))
    die = """
import os, sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA cache_size=1")
c.execute("BEGIN IMMEDIATE")
c.execute("UPDATE plan SET subject = subject || 'x', number = 'y'")
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", die, str(path)], check=False)
    journal = path.with_name(path.name + "-journal")
    left = journal.read_bytes()
    assert left
    path.unlink()
    if way == "anew":
        create_store(path).close()
    else:
        made = tmp_path / "mới.kehoach"
        create_store(made).close()
        copies.put_new(made, path)
    with open_store(path) as store, store.transaction() as connection:
        assert plans.list_plans(connection) == []
    assert copies.find_faults(path) == []
    (aside,) = tmp_path.glob("a-cua-tep-da-mat-*")
    assert aside.read_bytes() == left
