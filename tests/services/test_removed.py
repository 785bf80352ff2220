"""What was taken out of a plan is found in its history and put back by one edit, with all it had."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from kehoach_desktop.domain.edits import SLOTS, Batch, Edit, SetField, Splice, inverse, move
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Evidence,
    Item,
    Level,
    Plan,
    Progress,
    Quantity,
    State,
    Task,
)
from kehoach_desktop.domain.removed import words
from kehoach_desktop.domain.removed.putting_back import put_back
from kehoach_desktop.services import editing, evidence, files, plans
from kehoach_desktop.services.editing import Step
from kehoach_desktop.services.files import Store
from kehoach_desktop.services.removed import Removed, list_removed

PROOF = Evidence("Biên bản bàn giao", "bien-ban.pdf")
COUNTED = Quantity("Tin, bài", "tin, bài", 12)
RECORD = Progress(2, State.DONE, 100, "Đã phát 12 tin.", quantities=(COUNTED,), evidence=(PROOF,))
NEWS = Task("Đăng tin", "Văn phòng", time="Quý II", progress=(RECORD,))
TALK = Task("Hội nghị", "Phòng Tư pháp", time="Quý III")
SPREAD = Activity("Tuyên truyền trên trang thông tin", (NEWS, TALK))
OTHER = Activity("Tập huấn công chức", (Task("Tập huấn"),))
FIRST = Appendix("Nội dung truyền thông", (SPREAD, OTHER))
SECOND = Appendix("Phụ lục thứ hai", (Activity("Việc khác", (Task("Phát thanh"),)),))
BODY = (Item(Level.SECTION, "Mục đích"), Item(Level.PARAGRAPH, "Nâng cao nhận thức."))


class Desk:
    """A kept plan and the edits made of it, as the workbench makes them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.plan = plans.add_plan(store, Plan(2026, "Kế hoạch", appendices=(FIRST, SECOND), body=BODY))
        self.done: list[Edit] = []

    def do(self, edit: Edit, step: Step = Step.EDIT) -> None:
        self.plan, _ = editing.apply_edit(self.store, self.plan, edit, "Sửa", step=step)
        self.done.append(edit)

    def undo(self) -> None:
        self.do(inverse(self.done.pop()), Step.UNDO)
        self.done.pop()

    def removed(self, days: int = 0) -> tuple[Removed, ...]:
        now = dt.datetime.now().astimezone() + dt.timedelta(days=days)
        return list_removed(self.store, self.plan, now)

    def put_back(self, what: Removed | None = None) -> None:
        (one,) = (what,) if what is not None else self.removed()
        self.do(put_back(self.plan, one))

    # the plan's parts as they are

    def appendix(self, at: int = 0) -> Appendix:
        return self.plan.appendices[at]

    def activity(self, at: int = 0) -> Activity:
        return self.appendix().activities[at]

    def task(self) -> Task:
        return self.activity().tasks[0]

    def record(self) -> Progress:
        return self.task().progress[0]

    # taking out

    def drop(self, kind: str, owner: object, slot: str, at: int) -> None:
        run = getattr(owner, slot)
        self.do(Splice(kind, owner.id, slot, at, (run[at],), ()))


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_a_row_comes_back_with_its_records_at_its_place(desk):
    before = desk.plan
    desk.drop("activity", desk.activity(), "tasks", 0)
    (found,) = desk.removed()
    assert found.thing == NEWS
    assert (words.what(found), words.where(found)) == (
        "Đăng tin · Văn phòng · Quý II",
        "Tuyên truyền trên trang thông tin",
    )
    assert "Minh chứng: Biên bản bàn giao (bien-ban.pdf)" in words.details(found)
    assert "Tin, bài: 12 tin, bài" in words.details(found)
    edit = put_back(desk.plan, found)
    assert isinstance(edit, Splice), "one step of undo"
    desk.do(edit)
    assert desk.plan == before
    assert plans.get_plan(desk.store, before.id) == before
    assert desk.removed() == ()
    desk.undo()
    assert [one.thing for one in desk.removed()] == [NEWS], "undone: it is out again"


def test_it_is_found_after_a_restart_and_until_its_days_are_over(desk):
    desk.drop("appendix", desk.appendix(), "activities", 0)
    desk.store.close()
    with files.open_file(desk.store.path) as again:
        desk.store = again
        assert [one.thing for one in desk.removed(29)] == [SPREAD]
        assert [one.thing for one in desk.removed(30)] == [SPREAD]
        assert desk.removed(31) == ()
        desk.plan = plans.get_plan(again, desk.plan.id)
        desk.put_back()
        assert desk.appendix() == FIRST


def test_what_undo_brought_back_is_not_listed(desk):
    desk.drop("appendix", desk.appendix(), "activities", 0)
    desk.undo()
    assert desk.removed() == ()


def test_what_went_along_with_its_owner_is_not_told_by_itself(desk):
    desk.drop("activity", desk.activity(), "tasks", 0)
    desk.put_back()
    desk.drop("appendix", desk.appendix(), "activities", 0)
    assert [one.thing for one in desk.removed()] == [SPREAD]


def test_what_undo_made_disappear_is_not_listed(desk):
    desk.do(Splice("appendix", desk.appendix().id, "activities", 0, (), (Activity("Mới"),)))
    desk.undo()
    assert desk.removed() == ()


def test_what_was_moved_is_not_listed(desk):
    first, second = desk.appendix().activities
    desk.do(move("appendix", desk.appendix().id, "activities", (first, second), 0, 1))
    out = Splice("activity", first.id, "tasks", 0, (first.tasks[0],), ())
    desk.do(Batch((out, Splice("activity", second.id, "tasks", 0, (), (first.tasks[0],)))))
    assert desk.removed() == ()
    desk.drop("appendix", desk.appendix(), "activities", 1)
    (found,) = desk.removed()
    assert found.thing == replace(first, tasks=first.tasks[1:]), "without the row that moved away"


def test_a_rewritten_list_tells_only_what_is_gone(desk):
    run = desk.appendix().activities
    desk.do(Splice("appendix", desk.appendix().id, "activities", 0, run, (replace(run[1], content="Mới"),)))
    assert [one.thing for one in desk.removed()] == [SPREAD]


def test_a_row_taken_out_of_a_rewritten_content_is_told(desk):
    activity = desk.activity()
    after = replace(activity, content="Nội dung khác", tasks=activity.tasks[1:])
    desk.do(Splice("appendix", desk.appendix().id, "activities", 0, (activity,), (after,)))
    (found,) = desk.removed()
    assert (found.kind, found.thing) == ("task", NEWS)
    desk.put_back()
    assert desk.activity() == replace(activity, content="Nội dung khác")


def test_blank_things_are_nothing_to_miss(desk):
    desk.do(Splice("activity", desk.activity().id, "tasks", 2, (), (Task(),)))
    desk.drop("activity", desk.activity(), "tasks", 2)
    desk.do(Splice("plan", desk.plan.id, "body", 2, (), (Item(Level.PARAGRAPH, "  "),)))
    desk.drop("plan", desk.plan, "body", 2)
    assert desk.removed() == ()


def test_a_row_whose_content_is_gone_comes_back_under_that_content(desk):
    desk.drop("activity", desk.activity(), "tasks", 0)
    desk.drop("appendix", desk.appendix(), "activities", 0)
    content, row = desk.removed()
    desk.put_back(row)
    assert [one.content for one in desk.appendix().activities] == [OTHER.content, SPREAD.content]
    assert desk.appendix().activities[-1].tasks == (NEWS,)
    desk.put_back(content)
    assert desk.appendix().activities[0] == replace(SPREAD, tasks=(TALK,))


@pytest.mark.parametrize("left", [1, 0])
def test_a_content_whose_appendix_is_gone_goes_to_another_or_to_a_new_one(desk, left):
    desk.drop("appendix", desk.appendix(), "activities", 0)
    for _ in range(2 - left):
        desk.drop("plan", desk.plan, "appendices", 0)
    content = next(one for one in desk.removed() if one.kind == "activity")
    desk.put_back(content)
    assert desk.appendix().activities[-1] == SPREAD
    assert desk.appendix().title == (SECOND.title if left else FIRST.title)
    assert plans.get_plan(desk.store, desk.plan.id) == desk.plan


def test_a_row_whose_appendix_is_gone_too_comes_back(desk):
    desk.drop("activity", desk.activity(), "tasks", 0)
    desk.drop("plan", desk.plan, "appendices", 0)
    row = next(one for one in desk.removed() if one.kind == "task")
    desk.put_back(row)
    assert desk.appendix().title == SECOND.title
    assert desk.appendix().activities[-1] == Activity(SPREAD.content, (NEWS,))


def test_an_appendix_comes_back_whole(desk):
    before = desk.plan
    desk.drop("plan", desk.plan, "appendices", 0)
    assert [one.kind for one in desk.removed()] == ["appendix"]
    desk.put_back()
    assert desk.plan == before


def test_texts_of_columns_that_are_gone_do_not_come_back(desk):
    task = Task("Có cột riêng", extras=("5 triệu", "tờ gấp"))
    desk.do(Splice("activity", desk.activity().id, "tasks", 0, (), (task,)))
    desk.drop("activity", desk.activity(), "tasks", 0)
    desk.put_back()
    assert desk.task() == replace(task, extras=()), "the appendix has no column of its own"


def test_evidence_comes_back_into_its_record(desk):
    before = desk.plan
    desk.drop("progress", desk.record(), "evidence", 0)
    (found,) = desk.removed()
    assert (words.what(found), words.where(found)) == (
        "Biên bản bàn giao",
        "Quý II, Đăng tin · Văn phòng · Quý II",
    )
    desk.put_back()
    assert desk.plan == before


def test_evidence_whose_record_is_gone_begins_one_again(desk):
    desk.drop("progress", desk.record(), "evidence", 0)
    desk.drop("task", desk.task(), "progress", 0)
    record, proof = desk.removed()
    assert (record.kind, proof.kind) == ("progress", "evidence")
    desk.put_back(proof)
    assert desk.task().progress == (Progress(2, evidence=(PROOF,)),)
    desk.put_back(record)
    assert desk.record() == replace(RECORD, status=State.NONE, percent=0, evidence=(PROOF,)), (
        "what stands there now stays"
    )


def test_evidence_whose_row_is_gone_waits_for_the_row(desk):
    desk.drop("progress", desk.record(), "evidence", 0)
    desk.drop("activity", desk.activity(), "tasks", 0)
    row, proof = desk.removed()
    with pytest.raises(UserError, match="khôi phục nhiệm vụ đó trước"):
        put_back(desk.plan, proof)
    desk.put_back(row)
    desk.put_back(proof)
    assert desk.appendix() == FIRST


def test_a_counted_result_comes_back(desk):
    before = desk.plan
    desk.drop("progress", desk.record(), "quantities", 0)
    (found,) = desk.removed()
    assert words.what(found) == "Tin, bài: 12 tin, bài"
    desk.put_back()
    assert desk.plan == before


def test_a_paragraph_comes_back_but_one_joined_to_another_is_not_missed(desk):
    before = desk.plan
    desk.drop("plan", desk.plan, "body", 1)
    (found,) = desk.removed()
    assert (words.what(found), words.where(found)) == ("Nâng cao nhận thức.", "Nội dung văn bản")
    desk.put_back()
    assert desk.plan == before
    one, two = desk.plan.body
    desk.do(Splice("plan", desk.plan.id, "body", 0, (one, two), (replace(one, text=one.text + two.text),)))
    assert desk.removed() == ()


def test_what_was_changed_before_it_was_taken_out_comes_back_as_it_was_then(desk):
    task = desk.task()
    desk.do(SetField("task", task.id, "form", task.form, "Đăng bài"))
    desk.drop("activity", desk.activity(), "tasks", 0)
    desk.put_back()
    assert desk.task() == replace(NEWS, form="Đăng bài")


def test_two_of_one_thing_never_stand_in_a_plan(desk):
    desk.drop("appendix", desk.appendix(), "activities", 0)
    (found,) = desk.removed()
    desk.put_back(found)
    with pytest.raises(UserError, match="đã có trở lại"):
        put_back(desk.plan, found)
    desk.drop("appendix", desk.appendix(), "activities", 0)
    desk.do(Splice("activity", desk.activity().id, "tasks", 0, (), found.thing.tasks[:1]))
    desk.put_back(found)
    assert desk.appendix().activities[0] == SPREAD
    assert desk.activity().tasks[0].id != desk.activity(1).tasks[0].id
    assert desk.activity().tasks[0].progress[0].id != desk.activity(1).tasks[0].progress[0].id
    assert plans.get_plan(desk.store, desk.plan.id) == desk.plan


def test_evidence_comes_back_with_its_file(desk, tmp_path):
    source = tmp_path / "Ảnh hội nghị.jpg"
    source.write_bytes(b"anh")
    (made,) = evidence.add_files(desk.store, [source])
    desk.do(Splice("progress", desk.record().id, "evidence", 1, (), (made,)))
    desk.drop("progress", desk.record(), "evidence", 1)
    evidence.tidy_files(desk.store, dt.datetime.now().astimezone() + dt.timedelta(days=29))
    desk.put_back()
    back = desk.record().evidence[1]
    assert back == made
    assert evidence.place_to_open(desk.store, back).read_bytes() == b"anh"
    assert evidence.Looker(desk.store).look(back.location, back.checksum) is evidence.Standing.HERE


def test_a_thing_comes_back_between_its_neighbours_whatever_went_or_came_before_it(desk):
    appendix = desk.appendix().id
    rows = tuple(Activity(f"Nội dung {number}") for number in range(6))
    desk.do(Splice("appendix", appendix, "activities", 0, desk.appendix().activities, rows))
    for at in (4, 2, 0):
        desk.drop("appendix", desk.appendix(), "activities", at)
    desk.do(Splice("appendix", appendix, "activities", 0, (), (Activity("Mới 1"), Activity("Mới 2"))))
    fourth = next(one for one in desk.removed() if one.thing == rows[4])
    desk.put_back(fourth)
    assert [one.content for one in desk.appendix().activities] == [
        "Mới 1",
        "Mới 2",
        *(rows[number].content for number in (1, 3, 4, 5)),
    ]


@pytest.mark.parametrize("seed", range(12))
def test_all_that_was_taken_out_comes_back_in_any_order(desk, seed):
    chance = random.Random(seed)
    before = desk.plan
    for _ in range(14):
        kind, owner, slot, at = chance.choice(list(_places(desk.plan)) or [("plan", desk.plan, "body", 0)])
        run = getattr(owner, slot)[at : at + chance.randint(1, 2)]
        desk.do(Splice(kind, owner.id, slot, at, run, ()))
        if chance.random() < 0.2:
            desk.undo()
    while found := desk.removed():
        there = set(_ids("plan", desk.plan))
        desk.put_back(chance.choice([one for one in found if one.place.owner in there]))
    assert list(_ids("plan", desk.plan)) == list(_ids("plan", before))
    assert desk.plan == before
    assert plans.get_plan(desk.store, before.id) == before


def _ids(kind: str, thing):
    """Yield all that a thing consists of, in order."""
    yield kind, thing.id
    for slot, child in SLOTS[kind].items():
        for each in getattr(thing, slot):
            yield from _ids(child, each)


def _places(plan: Plan):
    """Yield every place of every list something can be taken out of."""
    lists = [("plan", plan, "body"), ("plan", plan, "appendices")]
    for appendix in plan.appendices:
        lists.append(("appendix", appendix, "activities"))
        for activity in appendix.activities:
            lists.append(("activity", activity, "tasks"))
            for task in activity.tasks:
                lists.append(("task", task, "progress"))
                for record in task.progress:
                    lists += [("progress", record, "quantities"), ("progress", record, "evidence")]
    for kind, owner, slot in lists:
        for at in range(len(getattr(owner, slot))):
            yield kind, owner, slot, at
