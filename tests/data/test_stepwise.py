import os
import sqlite3
from contextlib import closing

import pytest

from kehoach_desktop.data import damaged, stepwise, whole_reading
from kehoach_desktop.data import plans as plan_data
from kehoach_desktop.data.copies import write_copy
from kehoach_desktop.data.store import create_store
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import editing, files, plans


@pytest.fixture
def path(tmp_path):
    """A file of many steps."""
    path = tmp_path / "sổ.kehoach"
    create_store(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE big (content BLOB)")
        connection.execute("INSERT INTO big VALUES (?)", (os.urandom(6 << 20),))
    return path


@pytest.fixture
def commits(path, monkeypatch):
    """Commit in the midst of a copying, so often as the list has entries left; none may have to wait."""
    left: list[int] = []
    step = stepwise._Steps.__call__

    def commit_and_step(self, *told):
        if left:
            with closing(sqlite3.connect(path, timeout=0)) as other, other:
                other.execute("INSERT INTO big VALUES (?)", (left.pop(),))
        step(self, *told)

    monkeypatch.setattr(stepwise._Steps, "__call__", commit_and_step)
    return left


def rows(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT count(*) FROM big").fetchone()[0]


def test_commits_do_not_wait_for_a_copy_which_has_them_all(path, commits, tmp_path):
    commits += range(5)
    write_copy(path, tmp_path / "bản sao.kehoach")
    assert commits == []
    assert rows(tmp_path / "bản sao.kehoach") == 6


def test_a_file_that_never_rests_is_copied_under_one_lock(path, commits, tmp_path, monkeypatch):
    monkeypatch.setattr(stepwise, "_PATIENCE_S", 0.3)
    commits += range(10_000)
    write_copy(path, tmp_path / "bản sao.kehoach")
    assert rows(tmp_path / "bản sao.kehoach") == rows(path)


def test_a_check_of_a_file_that_never_rests_is_given_up_and_holds_nobody_up(path, commits, monkeypatch):
    monkeypatch.setattr(stepwise, "_PATIENCE_S", 0.3)
    commits += range(10_000)
    with pytest.raises(UserError):
        damaged.faults_of(path)
    commits.clear()
    assert damaged.faults_of(path) == []


def test_a_file_another_program_holds_is_said_to_be_busy(path, monkeypatch):
    monkeypatch.setattr(stepwise, "_BUSY_S", 0.1)
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as source,
        closing(sqlite3.connect(":memory:")) as copy,
    ):
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            stepwise.copy_and_look(source, copy, lambda: None)


def test_who_writes_does_not_wait_while_every_plan_is_read_through(tmp_path, monkeypatch):
    """A large plan takes seconds to read: whoever wrote meanwhile was kept waiting, or refused."""
    path = tmp_path / "so.kehoach"
    with files.open_file(path, create=True) as store:
        plan = plans.add_plan(store, plans.read_template("sample-2026"))
        real, written = plan_data.load_plan, []

        def load_and_be_disturbed(connection, plan_id, **named):
            loaded = real(connection, plan_id, **named)
            edit = SetField("plan", plan.id, "place", plan.place, "Bến Cát")
            written.append(editing.apply_edit(store, plan, edit, "Sửa địa danh"))
            return loaded

        monkeypatch.setattr(plan_data, "load_plan", load_and_be_disturbed)
        assert whole_reading.find_faults(path) == []
        assert written
        monkeypatch.setattr(plan_data, "load_plan", real)
        assert plans.get_plan(store, plan.id).place == "Bến Cát"
