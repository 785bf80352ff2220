"""Several things that were taken out of a plan are put back by one edit."""

import datetime as dt

import pytest

from kehoach_desktop.domain.edits import Splice
from kehoach_desktop.domain.plan import Activity, Appendix, Evidence, Item, Level, Plan, Progress, Task
from kehoach_desktop.domain.removed.several_back import put_back_all
from kehoach_desktop.services import editing, plans
from kehoach_desktop.services.removed import list_removed

PROOF = Evidence("Biên bản bàn giao", "bien-ban.pdf")
ROWS = tuple(Task(f"Việc {n}", progress=(Progress(2, result="Xong", evidence=(PROOF,)),) if n == 0 else ())
             for n in range(4))  # fmt: skip
CONTENTS = (Activity("Tuyên truyền", ROWS), *(Activity(f"Nội dung {n}", (Task("Họp"),)) for n in range(5)))
BODY = tuple(Item(Level.PARAGRAPH, f"Đoạn văn số {n}.") for n in range(6))


class Desk:
    """A kept plan and what is done to it."""

    def __init__(self, store):
        self.store = store
        self.plan = plans.add_plan(store, Plan(2026, "KH", appendices=(Appendix("PL", CONTENTS),), body=BODY))

    def do(self, edit):
        self.plan, _ = editing.apply_edit(self.store, self.plan, edit, "Sửa")

    def drop(self, kind, owner, slot, at):
        self.do(Splice(kind, owner.id, slot, at, (getattr(owner, slot)[at],), ()))

    @property
    def removed(self):
        return list_removed(self.store, self.plan, dt.datetime.now().astimezone())

    @property
    def appendix(self):
        return self.plan.appendices[0]

    def put_back_all(self):
        back = put_back_all(self.plan, self.removed)
        if back.edit is not None:
            self.do(back.edit)
        assert plans.get_plan(self.store, self.plan.id) == self.plan
        return back


@pytest.fixture
def desk(store):
    return Desk(store)


@pytest.mark.parametrize("order", [(1, 1, 1), (4, 2, 1), (5, 0, 0, 0), (0, 0, 0, 0, 0)])
def test_neighbours_come_back_in_the_order_they_stood_in(desk, order):
    before = desk.plan
    for at in order:
        desk.drop("appendix", desk.appendix, "activities", at)
        if at < len(desk.plan.body):
            desk.drop("plan", desk.plan, "body", at)
    back = desk.put_back_all()
    assert desk.plan == before
    assert (len(back.done), back.left) == (2 * len(order), ())


def test_what_others_stand_in_comes_first(desk):
    before = desk.plan
    desk.drop("progress", desk.appendix.activities[0].tasks[0].progress[0], "evidence", 0)
    desk.drop("activity", desk.appendix.activities[0], "tasks", 0)
    desk.drop("appendix", desk.appendix, "activities", 0)
    desk.drop("plan", desk.plan, "appendices", 0)
    assert {one.kind for one in desk.removed} == {"evidence", "task", "activity", "appendix"}
    desk.put_back_all()
    assert desk.plan == before


def test_rows_of_one_content_that_is_gone_for_good_come_under_one(desk):
    for _ in range(3):
        desk.drop("activity", desk.appendix.activities[0], "tasks", 1)
    desk.drop("appendix", desk.appendix, "activities", 0)
    rows = [one for one in desk.removed if one.kind == "task"]
    back = put_back_all(desk.plan, rows)
    desk.do(back.edit)
    *others, last = desk.appendix.activities
    assert tuple(others) == CONTENTS[1:]
    assert (last.content, last.tasks) == ("Tuyên truyền", ROWS[1:])


def test_what_has_no_place_is_left_and_the_rest_comes_back(desk):
    row = desk.appendix.activities[0].tasks[0]
    desk.drop("progress", row.progress[0], "evidence", 0)
    desk.drop("activity", desk.appendix.activities[0], "tasks", 0)
    desk.drop("plan", desk.plan, "body", 2)
    chosen = [one for one in desk.removed if one.kind != "task"]
    back = put_back_all(desk.plan, chosen)
    desk.do(back.edit)
    assert desk.plan.body == BODY
    assert [one.thing for one in back.left] == [PROOF]
    assert "hãy khôi phục nhiệm vụ đó trước" in back.why


def test_nothing_to_put_back_makes_no_edit(desk):
    desk.drop("plan", desk.plan, "body", 2)
    chosen = desk.removed
    desk.put_back_all()
    back = put_back_all(desk.plan, chosen)
    assert (back.edit, back.done, back.left) == (None, (), chosen)
    assert "đã có trở lại" in back.why
