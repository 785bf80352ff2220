"""Bringing an older file up to date: in one transaction, or not at all."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from kehoach_desktop.data import migrations, plans
from kehoach_desktop.data.schema import SCHEMA_VERSION
from kehoach_desktop.data.store import create_store, open_store
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan


@pytest.fixture
def older(tmp_path):
    """A file that says it is one version older than this program's."""
    path = tmp_path / "a.kehoach"
    with create_store(path) as store, store.transaction() as connection:
        plans.insert_plan(connection, Plan(2025, subject="Cũ"))
    set_version(path, SCHEMA_VERSION - 1)
    return path


def set_version(path, version):
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()


def version_of(path):
    connection = sqlite3.connect(path)
    try:
        return connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()


def test_each_step_is_done_and_the_version_follows(older, monkeypatch):
    def step(connection):
        connection.exec_driver_sql("UPDATE plan SET subject = 'Mới'")

    monkeypatch.setitem(migrations.STEPS, SCHEMA_VERSION - 1, step)
    with open_store(older) as store, store.transaction() as connection:
        assert [p.subject for p in plans.list_plans(connection)] == ["Mới"]
    assert version_of(older) == SCHEMA_VERSION


def test_a_step_that_fails_leaves_the_file_as_it_was(older, monkeypatch):
    def step(connection):
        connection.exec_driver_sql("UPDATE plan SET subject = 'Mới'")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setitem(migrations.STEPS, SCHEMA_VERSION - 1, step)
    with pytest.raises(UserError, match="đầy"):
        open_store(older)
    assert version_of(older) == SCHEMA_VERSION - 1
    monkeypatch.setitem(migrations.STEPS, SCHEMA_VERSION - 1, lambda _connection: None)
    with open_store(older) as store, store.transaction() as connection:
        assert [p.subject for p in plans.list_plans(connection)] == ["Cũ"]


RELEASED = sorted((Path(__file__).parent / "files").glob("version-*.kehoach"))


@pytest.mark.parametrize("kept", RELEASED, ids=lambda path: path.stem)
def test_a_file_of_every_released_version_is_opened_and_has_the_shape_of_a_new_one(kept, tmp_path):
    path = tmp_path / "a.kehoach"
    shutil.copyfile(kept, path)
    with open_store(path) as store, store.transaction() as connection:
        (summary,) = plans.list_plans(connection)
        plan = plans.load_plan(connection, summary.id)
    assert plan.body
    assert plan.appendices[0].activities
    assert version_of(path) == SCHEMA_VERSION
    create_store(tmp_path / "new.kehoach").close()
    assert shape_of(path) == shape_of(tmp_path / "new.kehoach")


def shape_of(path):
    """Tables with the columns, keys and indexes SQLite itself sees."""
    connection = sqlite3.connect(path)
    try:
        names = connection.execute("SELECT type, name FROM sqlite_master ORDER BY 1, 2").fetchall()
        tables = [name for kind, name in names if kind == "table"]
        columns = {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for name in tables}
        keys = {name: connection.execute(f"PRAGMA foreign_key_list({name})").fetchall() for name in tables}
    finally:
        connection.close()
    return names, columns, keys
