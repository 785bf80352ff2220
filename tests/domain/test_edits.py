import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import plans
from random_edits import random_edit

from kehoach_desktop.domain.edits import (
    Batch,
    Change,
    EditError,
    SetField,
    Splice,
    apply,
    changes,
    flat,
    inverse,
    merged,
    move,
)
from kehoach_desktop.domain.many_edits import apply_many
from kehoach_desktop.domain.plan import Activity, Appendix, Item, Level, Plan, Task


@given(plans, st.integers(0, 2**32))
def test_an_edit_and_its_inverse_are_nothing(plan, seed):
    edit = random_edit(plan, random.Random(seed))
    assert apply(apply(plan, edit), inverse(edit)) == plan


@given(plans, st.integers(0, 2**32))
def test_many_edits_undone_in_order_lead_back_and_redone_lead_forth(plan, seed):
    rng = random.Random(seed)
    done = []
    after = plan
    for _ in range(8):
        done.append(random_edit(after, rng))
        after = apply(after, done[-1])
    back = apply(after, inverse(Batch(tuple(done))))
    assert back == plan
    assert apply(back, Batch(tuple(done))) == after


@given(plans, st.integers(0, 2**32))
def test_many_edits_in_one_go_are_the_same_as_one_after_another(plan, seed):
    rng = random.Random(seed)
    done = []
    one_by_one = plan
    for _ in range(12):
        done.append(random_edit(one_by_one, rng))
        one_by_one = apply(one_by_one, done[-1])
    at_once = apply_many(plan, flat(Batch(tuple(done))))
    assert at_once == one_by_one
    assert apply_many(at_once, flat(inverse(Batch(tuple(done))))) == plan


def test_one_wrong_edit_among_many_is_refused():
    activity = Activity("x", (Task("a"), Task("b")))
    plan = Plan(2026, appendices=(Appendix("A", (activity,)),))
    gone = Splice("activity", activity.id, "tasks", 0, activity.tasks[:1], ())
    of_the_gone = SetField("task", activity.tasks[0].id, "form", "a", "c")
    with pytest.raises(EditError):
        apply_many(plan, [gone, of_the_gone])
    with pytest.raises(EditError):
        apply_many(plan, [SetField("task", activity.tasks[1].id, "form", "khác", "c")])
    assert apply_many(plan, [of_the_gone, SetField("activity", activity.id, "content", "x", "y")]) != plan


def test_ids_survive_undo():
    plan = Plan(2026, appendices=(Appendix("A", (Activity("x", (Task("t"),)),)),))
    task = plan.appendices[0].activities[0].tasks[0]
    gone = Splice("activity", plan.appendices[0].activities[0].id, "tasks", 0, (task,), ())
    back = apply(apply(plan, gone), inverse(gone))
    assert back.appendices[0].activities[0].tasks[0].id == task.id


def test_an_edit_that_expects_another_value_is_refused():
    plan = Plan(2026, subject="A")
    with pytest.raises(EditError):
        apply(plan, SetField("plan", 0, "subject", "B", "C"))
    with pytest.raises(EditError):
        apply(plan, Splice("plan", 0, "body", 0, (Item(Level.SECTION, "x"),), ()))
    with pytest.raises(EditError):
        apply(plan, Splice("plan", 0, "body", 3, (), (Item(Level.SECTION, "x"),)))
    with pytest.raises(EditError):
        apply(plan, SetField("task", 5, "form", "", "x"))


def test_typing_in_one_item_merges_and_elsewhere_does_not():
    item = Item(Level.PARAGRAPH, "a")
    longer, longest = replace(item, text="ab"), replace(item, text="abc")
    one = Splice("plan", 1, "body", 0, (item,), (longer,))
    two = Splice("plan", 1, "body", 0, (longer,), (longest,))
    assert merged(one, two) == Splice("plan", 1, "body", 0, (item,), (longest,))
    other = Item(Level.PARAGRAPH, "z")
    assert merged(one, Splice("plan", 1, "body", 0, (other,), (replace(other, text="zz"),))) is None
    assert merged(one, Splice("plan", 1, "body", 0, (longer,), ())) is None
    field = SetField("task", 3, "form", "a", "b")
    assert merged(field, SetField("task", 3, "form", "b", "c")) == SetField("task", 3, "form", "a", "c")
    assert merged(field, SetField("task", 4, "form", "b", "c")) is None
    assert merged(field, one) is None


def test_changes_say_what_was_touched():
    item = Item(Level.SECTION, "I")
    edit = Batch((SetField("task", 3, "form", "", "b"), Splice("plan", 1, "body", 2, (), (item, item))))
    assert changes(edit) == (Change("task", 3, "form"), Change("plan", 1, "body", 2, 0, 2))


@pytest.mark.parametrize(("at", "to", "after"), [(0, 2, "bca"), (2, 0, "cab"), (1, 1, "abc"), (0, 1, "bac")])
def test_move_takes_an_entry_to_its_place(at, to, after):
    activities = tuple(Activity(name, (Task(),)) for name in "abc")
    appendix = Appendix("", activities)
    edit = move("appendix", appendix.id, "activities", activities, at, to)
    moved = apply(Plan(2026, appendices=(appendix,)), edit).appendices[0].activities
    assert "".join(a.content for a in moved) == after
