"""A large plan read beside the window is let go task by task."""

import gc

import pytest
from large_plan import large_plan

from kehoach_desktop.data import whole_reading
from kehoach_desktop.domain.letting_go import LettingGo
from kehoach_desktop.services import files, plan_files, plans

TASKS = 40


@pytest.fixture
def let_go(monkeypatch) -> list[int]:
    """How many tasks there were each time, still held and by nobody else."""
    told: list[int] = []
    real = LettingGo.go

    def go(rest: LettingGo) -> None:
        owners = [len(gc.get_referrers(task)) for task in rest._tasks]
        told.append(sum(count == 1 for count in owners))
        real(rest)
        assert not rest.held

    monkeypatch.setattr(LettingGo, "go", go)
    return told


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "so.kehoach"
    with files.open_file(made, create=True) as store:
        plans.add_plan(store, large_plan(TASKS))
    return made


def test_looking_through_a_file_lets_each_plan_go_by_its_tasks(path, let_go):
    assert whole_reading.find_faults(path) == []
    assert let_go == [TASKS]


def test_so_does_writing_it_beside_the_copies(path, tmp_path, let_go):
    (tmp_path / "json").mkdir()
    with files.open_file(path) as store:
        name, fault = plan_files._write_plan(store, plans.list_plans(store)[0].id, tmp_path / "json")
    assert (tmp_path / "json" / name).is_file()
    assert fault == ""
    assert let_go == [TASKS]


def test_of_no_plan_there_is_nothing_to_let_go():
    rest = LettingGo(None)
    assert rest.held == 0
    rest.go()
    assert LettingGo(large_plan(TASKS)).held == TASKS
