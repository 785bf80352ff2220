"""One open file and many threads: each has a connection to itself for as long as it needs it."""

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kehoach_desktop.data.store import Store, create_store, open_store
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services.editing import apply_edit
from kehoach_desktop.services.plans import add_plan, get_document, list_plans

_READERS = 12
_OLDER = Path(__file__).parent / "files" / "version-3-all.kehoach"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sổ kế hoạch.kehoach"


def read_in_threads(store: Store, plan_id: int, until: threading.Event) -> list[str]:
    """Read the plan in many threads, which come and go, and return what went wrong."""
    failed: list[str] = []

    def read() -> None:
        try:
            assert get_document(store, plan_id).id == plan_id
        except BaseException as error:  # noqa: BLE001 - it is what is looked for
            failed.append(f"{type(error).__name__}: {error}")

    def read_on() -> None:
        while not until.is_set():
            few = [threading.Thread(target=read) for _ in range(2)]
            for one in few:
                one.start()
            for one in few:
                one.join()

    with ThreadPoolExecutor(_READERS) as threads:
        for one in [threads.submit(read_on) for _ in range(_READERS)]:
            one.result()
    return failed


def test_edits_and_reads_in_many_threads_do_not_disturb_each_other(path, sample_plan):
    with create_store(path) as store:
        plan = add_plan(store, sample_plan)
        end = threading.Event()
        with ThreadPoolExecutor(1) as threads:
            reading = threads.submit(read_in_threads, store, plan.id, end)
            try:
                for number in range(12):
                    plan, _ = apply_edit(
                        store, plan, SetField("plan", plan.id, "number", plan.number, str(number))
                    )
            finally:
                end.set()
            assert reading.result() == []
        assert get_document(store, plan.id).number == "11"


def test_a_transaction_goes_on_while_more_threads_read_than_ever_before(path, sample_plan):
    with create_store(path) as store:
        plan = add_plan(store, sample_plan)
        with store.transaction() as connection:
            connection.exec_driver_sql("UPDATE plan SET subject = 'một'")
            for _ in range(_READERS):
                thread = threading.Thread(target=list_plans, args=(store,))
                thread.start()
                thread.join()
            connection.exec_driver_sql("UPDATE plan SET number = 'hai'")
        kept = get_document(store, plan.id)
    assert (kept.subject, kept.number) == ("một", "hai")


def test_a_file_closed_while_a_thread_reads_is_let_go_when_that_has_read(path, sample_plan):
    reading, may_end = threading.Event(), threading.Event()
    with create_store(path) as store:
        add_plan(store, sample_plan)
        connections: list[object] = []

        def read() -> int:
            with store.reading() as connection:
                connections.append(connection.connection.driver_connection)
                reading.set()
                may_end.wait(5)
                found: int = connection.exec_driver_sql("SELECT count(*) FROM plan").scalar_one()
                return found

        with ThreadPoolExecutor(1) as threads:
            answer = threads.submit(read)
            reading.wait(5)
            store.close()
            may_end.set()
            assert answer.result() == 1
    with pytest.raises(Exception, match="closed database"):
        connections[0].execute("SELECT 1")  # type: ignore[attr-defined]


def test_an_older_file_only_looked_at_is_read_in_many_threads(path):
    shutil.copyfile(_OLDER, path)
    with open_store(path, read_only=True) as store:
        end = threading.Event()
        threading.Timer(0.6, end.set).start()
        assert read_in_threads(store, list_plans(store)[0].id, end) == []
