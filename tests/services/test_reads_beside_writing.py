"""What only reads takes no lock that writing needs: it waits for no one who writes, and no one for it."""

import datetime as dt

import pytest

from kehoach_desktop.data.store import create_store
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services import bin as the_bin
from kehoach_desktop.services import (
    directory,
    history,
    legal_bases,
    memory,
    opening,
    plans,
    removed,
    reports,
)
from kehoach_desktop.services.editing import apply_edit

_NOW = dt.datetime(2026, 5, 4, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def file(tmp_path_factory, sample_plan):
    """An open file with a plan of some history and one in the bin."""
    with create_store(tmp_path_factory.mktemp("file") / "sổ.kehoach") as store:
        plan = plans.add_plan(store, sample_plan)
        binned = plans.add_plan(store, sample_plan)
        plans.delete_plan(store, binned.id)
        plan, _ = apply_edit(store, plan, SetField("plan", plan.id, "number", plan.number, "9"))
        yield store, plan, binned


def entry(store):
    return history.read_page(store, history.Wanted()).entries[0]


READS = {
    "history": lambda store, plan, _: history.read_page(store, history.Wanted(plan.id)),
    "rows of an entry": lambda store, *_: history.rows_of(store, entry(store)),
    "what an entry changed": lambda store, *_: history.told_of(store, entry(store)),
    "beginning": lambda store, plan, _: history.beginning(store, plan.id),
    "last row": lambda store, plan, _: history.last_row(store, plan.id),
    "as it stood": lambda store, plan, _: history.as_it_stood(
        store, plan, history.last_row(store, plan.id), history.last_row(store, plan.id) - 1
    ),
    "removed": lambda store, plan, _: removed.list_removed(store, plan, _NOW),
    "bin": lambda store, *_: the_bin.list_bin(store),
    "look into the bin": lambda store, _, binned: the_bin.look_at(store, binned.id),
    "readable plans": lambda store, *_: opening.readable_plans(store),
    "plans": lambda store, *_: plans.list_plans(store),
    "reports": lambda store, plan, _: reports.reports_on(store, plan.id),
    "directory": lambda store, *_: directory.rows_as_they_stand(store),
    "bases": lambda store, *_: legal_bases.list_bases(store),
    "memory": lambda store, *_: memory.signers(store),
}


@pytest.mark.parametrize("read", READS)
def test_it_is_read_while_somebody_writes(file, read):
    store, plan, binned = file
    with store.transaction():
        READS[read](store, plan, binned)
