import random

import pytest
from random_edits import random_edit

from kehoach_desktop.data import history as data
from kehoach_desktop.data.schema import change
from kehoach_desktop.domain import edits
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import editing, plans


def rows(store):
    with store.transaction() as connection:
        return list(connection.execute(change.select().order_by(change.c.id)))


def test_a_refused_edit_leaves_no_row(store, sample_plan):
    plan = plans.add_plan(store, sample_plan)
    before = rows(store)
    with pytest.raises(edits.EditError):
        editing.apply_edit(store, plan, SetField("plan", plan.id, "place", "không phải", "x"), "Sửa")
    with store.transaction() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    huge = SetField("plan", plan.id, "place", plan.place, "x" * 1_000_000)
    with pytest.raises(UserError, match="đầy"):
        editing.apply_edit(store, plan, huge, "Sửa")
    assert rows(store) == before
    assert plans.get_plan(store, plan.id) == plan


def test_a_row_that_cannot_be_written_refuses_the_edit_too(store, sample_plan, monkeypatch):
    plan = plans.add_plan(store, sample_plan)

    def broken(connection, told, at):
        raise OSError("no room")

    monkeypatch.setattr(data, "add", broken)
    with pytest.raises(UserError, match="no room"):
        editing.apply_edit(store, plan, SetField("plan", plan.id, "place", plan.place, "x"), "Sửa")
    assert plans.get_plan(store, plan.id) == plan


def test_each_edit_has_its_row(store, sample_plan):
    rng = random.Random(5)
    plan = plans.add_plan(store, sample_plan)
    for turn in range(40):
        plan, _ = editing.apply_edit(store, plan, random_edit(plan, rng), f"Sửa {turn}")
    kept = rows(store)
    assert [(row.step, row.name) for row in kept] == [
        ("added", "Thêm kế hoạch"),
        *(("edit", f"Sửa {turn}") for turn in range(40)),
    ]
    assert all(row.plan_id == plan.id for row in kept)
