import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import plans as any_plan
from random_edits import random_edit

from kehoach_desktop.data import plans
from kehoach_desktop.data.store import create_store
from kehoach_desktop.domain import edits
from kehoach_desktop.domain.edits import Batch, EditError, SetField, Splice
from kehoach_desktop.domain.plan import Activity, Plan


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with create_store(tmp_path_factory.mktemp("data") / "a.kehoach") as opened:
        yield opened


def kept(store, plan):
    with store.transaction() as connection:
        return plans.insert_plan(connection, plan)


def reloaded(store, plan):
    with store.transaction() as connection:
        return plans.load_plan(connection, plan.id)


def ids(thing, kind="plan"):
    found = [thing.id]
    for slot, child in edits.SLOTS[kind].items():
        for entry in getattr(thing, slot):
            found += ids(entry, child)
    return found


@given(any_plan)
def test_what_is_kept_comes_back_equal_with_its_ids(store, plan):
    stored = kept(store, plan)
    back = reloaded(store, stored)
    assert back == plan
    assert ids(back) == ids(stored)


@given(any_plan, st.integers(0, 2**32))
def test_the_file_and_the_domain_agree_on_every_edit(store, plan, seed):
    rng = random.Random(seed)
    now = kept(store, plan)
    done = []
    for _ in range(6):
        done.append(random_edit(now, rng))
        now = edits.apply(now, done[-1])
        with store.transaction() as connection:
            plans.apply_edit(connection, done[-1])
        assert reloaded(store, now) == now
    with store.transaction() as connection:
        plans.apply_edit(connection, edits.inverse(Batch(tuple(done))))
    assert reloaded(store, now) == plan


def test_an_edit_of_what_is_not_there_is_refused_whole(store, sample_plan):
    plan = kept(store, sample_plan)
    bad = Batch(
        (SetField("plan", plan.id, "subject", plan.subject, "x"), SetField("task", 5, "form", "", "x"))
    )
    with pytest.raises(EditError), store.transaction() as connection:
        plans.apply_edit(connection, bad)
    assert reloaded(store, plan) == plan
    with pytest.raises(EditError), store.transaction() as connection:
        plans.apply_edit(connection, Splice("plan", plan.id, "body", 10_000, plan.body[:1], ()))


def test_deleting_a_plan_leaves_no_row_behind(tmp_path, sample_plan):
    with create_store(tmp_path / "a.kehoach") as store:
        first, second = kept(store, sample_plan), kept(store, with_new_ids(sample_plan))
        with store.transaction() as connection:
            assert plans.delete_plan(connection, first.id)
            assert not plans.delete_plan(connection, first.id)
        assert reloaded(store, second) == sample_plan
        with store.transaction() as connection:
            plans.delete_plan(connection, second.id)
            for table in plans.TABLES.values():
                assert connection.execute(table.select()).all() == []
        third = kept(store, sample_plan)
        assert third.id > second.id  # a number is never given twice


def with_new_ids(plan):
    from kehoach_desktop.export.plan_json import plan_to_json
    from kehoach_desktop.ingest.plan_json import parse_plan

    return parse_plan(plan_to_json(plan))


def test_the_list_counts_activities_and_tasks(store, sample_plan):
    plan = kept(store, with_new_ids(replace(sample_plan, year=2999)))
    with store.transaction() as connection:
        first = plans.list_plans(connection)[0]
    activities = plan.appendices[0].activities
    assert (first.id, first.year) == (plan.id, 2999)
    assert (first.activities, first.tasks) == (len(activities), sum(len(a.tasks) for a in activities))


def test_no_plan_of_that_number(store):
    assert reloaded(store, Plan(2026, id=987654)) is None


@given(any_plan, st.integers(0, 2**32))
def test_rows_dealt_out_anew_among_contents_keep_all_that_hangs_on_them(store, plan, seed):
    rng = random.Random(seed)
    now = kept(store, plan)
    for appendix in now.appendices:
        tasks = [task for activity in appendix.activities for task in activity.tasks]
        rng.shuffle(tasks)
        owners = [*appendix.activities, *(Activity(f"{n}") for n in range(2))]
        rng.shuffle(owners)
        owners = owners[: rng.randint(1, len(owners))]
        shares = [rng.randrange(len(owners)) for _ in tasks]
        after = tuple(
            replace(owner, tasks=tuple(
                replace(task, form="đổi") if rng.random() < 0.3 else task
                for task, share in zip(tasks, shares, strict=True) if share == at
            ))
            for at, owner in enumerate(owners)
        )  # fmt: skip
        edit = Splice("appendix", appendix.id, "activities", 0, appendix.activities, after)
        for step in (edit, edits.inverse(edit), edit):
            now = edits.apply(now, step)
            with store.transaction() as connection:
                plans.apply_edit(connection, step)
            back = reloaded(store, now)
            assert back == now
            assert ids(back) == ids(now)
