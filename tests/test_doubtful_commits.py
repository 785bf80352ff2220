"""The disk fails in the commit itself: what is in the file then decides whether the edit is kept."""

import sqlite3
from contextlib import contextmanager

import pytest

from kehoach_desktop.data.store import create_store
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import KeptAfterAllError, UserError
from kehoach_desktop.services import editing, plans
from kehoach_desktop.ui.workbench import Workbench


@pytest.fixture
def store(tmp_path, sample_plan):
    with create_store(tmp_path / "so.kehoach") as store:
        plans.add_plan(store, sample_plan)
        yield store


@contextmanager
def failing_commits(store, *, is_written, is_read=True):
    """Have each commit fail, after or before the file has it all; ``is_read``: it can still be looked at."""
    dialect = store._engine.dialect
    commit, execute = dialect.do_commit, dialect.do_execute
    failed = []

    def fail(connection):
        if is_written:
            commit(connection)
        failed.append(True)
        raise sqlite3.OperationalError("disk I/O error")

    def execute_while_read(cursor, *asked):
        if failed and not is_read:
            raise sqlite3.OperationalError("disk I/O error")
        execute(cursor, *asked)

    dialect.do_commit, dialect.do_execute = fail, execute_while_read
    try:
        yield
    finally:
        del dialect.do_commit, dialect.do_execute


@pytest.fixture
def plan(store):
    return plans.get_plan(store, plans.list_plans(store)[0].id)


def rename(store, plan, new):
    return editing.apply_edit(store, plan, SetField("plan", plan.id, "place", plan.place, new), "Sửa")[0]


def place(store, plan):
    return plans.get_plan(store, plan.id).place


def steps(store):
    with store.transaction() as connection:
        return connection.exec_driver_sql("SELECT name FROM change ORDER BY id").scalars().all()


def test_what_is_in_the_file_counts_as_kept(store, plan):
    with failing_commits(store, is_written=True):
        assert rename(store, plan, "Bến Cát").place == "Bến Cát"
    assert place(store, plan) == "Bến Cát"
    assert steps(store).count("Sửa") == 1


def test_what_is_not_in_the_file_is_refused_and_can_be_done_again(store, plan):
    with failing_commits(store, is_written=False), pytest.raises(UserError, match="lỗi ổ đĩa"):
        rename(store, plan, "Bến Cát")
    assert place(store, plan) == plan.place
    assert rename(store, plan, "Bến Cát").place == place(store, plan) == "Bến Cát"
    assert steps(store).count("Sửa") == 1


def test_where_nobody_can_look_the_next_transaction_tells_once(store, plan):
    with failing_commits(store, is_written=True, is_read=False), pytest.raises(UserError, match="lỗi ổ đĩa"):
        rename(store, plan, "Bến Cát")
    with pytest.raises(KeptAfterAllError, match="phần đó đã vào tệp"):
        rename(store, plan, "Thuận An")
    assert place(store, plan) == "Bến Cát"


def test_where_nobody_can_look_and_nothing_was_kept_work_goes_on(store, plan):
    with failing_commits(store, is_written=False, is_read=False), pytest.raises(UserError):
        rename(store, plan, "Bến Cát")
    assert rename(store, plan, "Thuận An").place == place(store, plan) == "Thuận An"


def test_the_window_then_shows_the_plan_as_it_is_kept(store, plan, qtbot):
    bench = Workbench(store)
    store.on_kept_after_all = bench.kept_after_all.emit
    bench.open_plan(plan.id)
    said = []
    bench.failed.connect(said.append)
    with failing_commits(store, is_written=True, is_read=False):
        assert not bench.commit(SetField("plan", plan.id, "place", plan.place, "Bến Cát"), "Sửa địa danh")
    assert bench.plan.place == plan.place
    assert not bench.commit(SetField("plan", plan.id, "place", plan.place, "Thuận An"), "Sửa địa danh")
    qtbot.waitUntil(lambda: bench.plan.place == "Bến Cát")
    assert "phần đó đã vào tệp" in said[-1]
    assert bench.commit(SetField("plan", plan.id, "place", "Bến Cát", "Thuận An"), "Sửa địa danh")
    assert place(store, plan) == "Thuận An"
    bench.close()


def test_whoever_hears_of_it_first_the_window_shows_what_is_kept(store, plan, qtbot):
    bench = Workbench(store)
    store.on_kept_after_all = bench.kept_after_all.emit
    bench.open_plan(plan.id)
    with failing_commits(store, is_written=True, is_read=False):
        assert not bench.commit(SetField("plan", plan.id, "place", plan.place, "Bến Cát"), "Sửa địa danh")
    with pytest.raises(KeptAfterAllError), store.transaction():
        pass  # of a worker, or of another part
    qtbot.waitUntil(lambda: bench.plan.place == "Bến Cát")
    bench.close()


def test_a_closed_file_is_neither_read_nor_written(store, plan):
    store.close()
    with pytest.raises(UserError, match="đã được đóng"):
        rename(store, plan, "Bến Cát")
    with pytest.raises(UserError, match="đã được đóng"):
        place(store, plan)
