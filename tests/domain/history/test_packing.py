import json
import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import plans as any_plan
from random_edits import random_edit

from kehoach_desktop.domain import edits
from kehoach_desktop.domain.edits import SLOTS, SetField, Splice, inverse
from kehoach_desktop.domain.history import packing, unpacking, values
from kehoach_desktop.domain.plan import Activity, Appendix, Item, Level, Plan, Progress, Task


def ids(thing, kind="plan"):
    found = [thing.id]
    for slot, child in SLOTS[kind].items():
        for entry in getattr(thing, slot):
            found += ids(entry, child)
    return found


def carried(edit):
    return json.loads(json.dumps(packing.pack_edit(edit), ensure_ascii=False))


def files_of(*plans):
    kept = [one.pdf for plan in plans for one in plan.versions]
    kept += [part for plan in plans for one in plan.sendings for part in (one.pdf, one.workbook)]
    return {values.digest(content): content for content in kept}


def leads_both_ways(plan, edit):
    after = edits.apply(plan, edit)
    packed = carried(edit)
    files = files_of(plan, after)
    back, forth = unpacking.before(after, packed, files), unpacking.after(plan, packed, files)
    assert (back, ids(back)) == (plan, ids(plan))
    assert (forth, ids(forth)) == (after, ids(after))
    return after, packed


@given(any_plan, st.integers(0, 2**32))
def test_every_edit_is_read_back_exactly_from_either_side(plan, seed):
    rng = random.Random(seed)
    for _ in range(6):
        edit = random_edit(plan, rng)
        plan, _ = leads_both_ways(plan, edit)
        if rng.random() < 0.3:
            plan, _ = leads_both_ways(plan, inverse(edit))


@given(any_plan, any_plan)
def test_every_field_of_every_kind_is_read_back_exactly(one, other):
    for name in values.FIELDS["plan"]:
        leads_both_ways(one, SetField("plan", one.id, name, getattr(one, name), getattr(other, name)))
    for slot in SLOTS["plan"]:
        leads_both_ways(one, Splice("plan", one.id, slot, 0, getattr(one, slot), getattr(other, slot)))


def test_a_letter_in_a_long_text_is_a_few_words():
    text = "Tổ chức tuyên truyền về kiểm soát thủ tục hành chính trên địa bàn. " * 100
    item = Item(Level.PARAGRAPH, text)
    plan = Plan(2026, body=(item,), id=1)
    typed = replace(item, text=f"{text[:3000]}nhanh {text[3000:]}")
    _, packed = leads_both_ways(plan, Splice("plan", 1, "body", 0, (item,), (typed,)))
    assert len(json.dumps(packed, ensure_ascii=False)) < 400


def test_a_moved_row_is_a_number_however_much_hangs_on_it():
    tasks = tuple(Task("Hội nghị", progress=(Progress(1, result="x" * 5000),)) for _ in range(4))
    activities = tuple(Activity("Tuyên truyền", (one, other)) for one, other in (tasks[:2], tasks[2:]))
    appendix = Appendix("Phụ lục", activities)
    plan = Plan(2026, appendices=(appendix,), id=1)
    moved = edits.move("appendix", appendix.id, "activities", activities, 0, 1)
    _, packed = leads_both_ways(plan, moved)
    assert len(json.dumps(packed)) < 300
    over = (replace(activities[0], tasks=tasks[:1]), replace(activities[1], tasks=tasks[1:]))
    _, packed = leads_both_ways(plan, Splice("appendix", appendix.id, "activities", 0, activities, over))
    assert len(json.dumps(packed)) < 400


def test_a_thousand_changed_long_texts_of_one_edit_are_read_back():
    text = "Tuyên truyền, phổ biến pháp luật về kiểm soát thủ tục hành chính. " * 10
    tasks = tuple(Task(form=text) for _ in range(300))
    appendix = Appendix("Phụ lục", (Activity("Một", tasks),))
    plan = Plan(2026, appendices=(appendix,), id=1)
    parts = []
    for task in tasks:
        once = f"{text[:200]}a{text[200:]}"
        parts += [
            SetField("task", task.id, "form", text, once),
            SetField("task", task.id, "form", once, f"{once} b"),
        ]
    leads_both_ways(plan, edits.Batch(tuple(parts)))


def test_what_does_not_fit_is_refused():
    import pytest

    plan = Plan(2026, subject="a", id=1)
    packed = carried(SetField("plan", 1, "subject", "b", "c"))
    with pytest.raises(edits.EditError):
        unpacking.before(plan, packed)
    with pytest.raises(edits.EditError):
        unpacking.after(plan, [["=", "plan", 1]])
