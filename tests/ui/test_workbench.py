"""The one way in: an edit is kept, put on the stack and told; what cannot be kept changes nothing."""

import pytest

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Status
from kehoach_desktop.services import plans


def place(workbench, new):
    return SetField("plan", workbench.plan.id, "place", workbench.plan.place, new)


def writing(workbench, allowed):
    """Let the file be written, or have every writing refused as a write-protected disk does."""
    connection = workbench.store._engine.raw_connection()
    connection.execute(f"PRAGMA query_only = {'OFF' if allowed else 'ON'}")
    connection.close()


def heard(signal):
    got = []
    signal.connect(lambda *values: got.append(values))
    return got


def test_an_edit_is_kept_told_and_undone(workbench):
    before = workbench.plan
    told = heard(workbench.plan_changed)
    assert workbench.commit(place(workbench, "Bến Cát"), "Sửa địa danh")
    assert plans.get_plan(workbench.store, before.id).place == "Bến Cát"
    assert workbench.stack.undoText() == "Sửa địa danh"
    assert [change.name for _, changes in told for change in changes] == ["place"]
    workbench.undo()
    assert workbench.plan == before == plans.get_plan(workbench.store, before.id)
    workbench.redo()
    assert workbench.plan.place == "Bến Cát"


def test_an_edit_that_cannot_be_kept_changes_nothing(workbench):
    before = workbench.plan
    told, failed = heard(workbench.plan_changed), heard(workbench.failed)
    writing(workbench, allowed=False)
    assert not workbench.commit(place(workbench, "x"), "Sửa địa danh")
    assert workbench.plan is before
    assert workbench.stack.count() == 0
    assert told == []
    assert "chỉ được đọc" in failed[0][0]


def test_a_refused_edit_is_not_kept_and_the_flush_says_so(workbench):
    workbench.commit(SetField("plan", workbench.plan.id, "status", Status.DRAFT, Status.ISSUED), "Ban hành")
    told = heard(workbench.issued_touched)
    workbench.flush_requested.connect(lambda: workbench.commit(place(workbench, "x"), "Sửa địa danh"))
    assert not workbench.flush()
    assert told == [()]
    assert "bản điều chỉnh" in workbench.unkept
    with pytest.raises(UserError, match=r"Chưa rời kế hoạch này.*bản điều chỉnh"):
        workbench.open_plan(workbench.plan.id)


def test_an_undo_that_cannot_be_kept_reloads_and_clears_the_stack(workbench):
    workbench.commit(place(workbench, "Một"), "Sửa địa danh")
    workbench.commit(place(workbench, "Hai"), "Sửa địa danh")
    opened, failed = heard(workbench.plan_opened), heard(workbench.failed)
    writing(workbench, allowed=False)
    workbench.undo()
    assert len(failed) == 1
    assert workbench.stack.count() == 0
    assert workbench.plan.place == "Hai"
    assert opened == [(workbench.plan,)]
    writing(workbench, allowed=True)
    assert workbench.commit(place(workbench, "Ba"), "Sửa địa danh")
    workbench.undo()
    assert workbench.plan.place == "Hai"


def test_nothing_is_undone_while_what_was_typed_cannot_be_kept(workbench):
    workbench.commit(place(workbench, "Một"), "Sửa địa danh")
    typed = [place(workbench, "đang gõ")]
    workbench.flush_requested.connect(lambda: workbench.commit(typed[0], "Sửa địa danh"))
    writing(workbench, allowed=False)
    assert not workbench.flush()
    workbench.undo()
    assert workbench.stack.count() == 1
    assert workbench.plan.place == "Một"


def test_mergeable_edits_of_one_field_are_one_step(workbench):
    first = workbench.plan.place
    for word in ("B", "Bế", "Bến"):
        workbench.commit(place(workbench, word), "Sửa địa danh", mergeable=True)
    workbench.undo()
    assert workbench.plan.place == first
    assert workbench.stack.count() == 1


def test_the_undo_of_a_notice_takes_back_its_own_step_and_no_later_one(workbench):
    plan = workbench.plan
    workbench.commit(SetField("plan", plan.id, "number", plan.number, "7"), "Sửa số")
    undo = workbench.undo_of_last()
    workbench.commit(SetField("plan", plan.id, "place", plan.place, "Đông Thượng"), "Sửa địa danh")
    told = []
    workbench.failed.connect(told.append)
    undo()
    assert (workbench.plan.number, workbench.plan.place) == ("7", "Đông Thượng")
    assert "Ctrl+Z" in told[0]
    workbench.undo()
    undo()
    assert (workbench.plan.number, workbench.plan.place) == (plan.number, plan.place)
