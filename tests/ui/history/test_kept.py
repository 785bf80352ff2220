"""Whatever changes a kept plan through the window leaves a row that says just that."""

import random

from random_edits import random_edit

from kehoach_desktop.data import history as data
from kehoach_desktop.domain.edits import SLOTS, SetField
from kehoach_desktop.domain.history import unpacking, values
from kehoach_desktop.services import history, plans


def ids(thing, kind="plan"):
    found = [thing.id]
    for slot, child in SLOTS[kind].items():
        for entry in getattr(thing, slot):
            found += ids(entry, child)
    return found


def kept(store, plan_id, after=0):
    with store.transaction() as connection:
        return data.edits_between(connection, plan_id, after, 10**9, 10**6)


def files_of(*seen):
    kept_files = [one.pdf for plan in seen for one in plan.versions]
    kept_files += [part for plan in seen for one in plan.sendings for part in (one.pdf, one.workbook)]
    return {values.digest(content): content for content in kept_files}


def test_a_random_run_is_told_row_by_row_and_replays_to_the_plan_both_ways(workbench):
    rng = random.Random(20)
    first, seen = workbench.plan, [workbench.plan]
    for turn in range(250):
        chance = rng.random()
        if chance < 0.2 and workbench.stack.canUndo():
            workbench.undo()
        elif chance < 0.35 and workbench.stack.canRedo():
            workbench.redo()
        elif chance < 0.4:
            workbench.commit_for_good(random_edit(workbench.plan, rng), f"Ghi hẳn {turn}")
            workbench.stack.clear()
        else:
            workbench.commit(random_edit(workbench.plan, rng), f"Sửa {turn}", mergeable=rng.random() < 0.5)
        seen.append(workbench.plan)
    rows = kept(workbench.store, first.id)
    assert {row.step for row in rows} == {"edit", "undo", "redo"}
    files = files_of(*seen)
    plan = first
    for row in reversed(rows):
        plan = unpacking.after(plan, row.edits, files)
    assert (plan, ids(plan)) == (workbench.plan, ids(workbench.plan))
    for row in rows:
        plan = unpacking.before(plan, row.edits, files)
    assert (plan, ids(plan)) == (first, ids(first))
    assert plans.get_plan(workbench.store, first.id) == workbench.plan


def test_undo_and_redo_are_told_with_the_words_of_the_menu(workbench):
    plan = workbench.plan
    workbench.commit(SetField("plan", plan.id, "place", plan.place, "Huế"), "Sửa địa danh")
    workbench.undo()
    workbench.redo()
    told = history.read_page(workbench.store, history.Wanted(plan.id)).entries
    assert [(one.name, one.old, one.new) for one in told[:3]] == [
        ("Làm lại: Sửa địa danh", plan.place, "Huế"),
        ("Hoàn tác: Sửa địa danh", "Huế", plan.place),
        ("Sửa địa danh", plan.place, "Huế"),
    ]


def test_issuing_taking_it_back_and_revising_can_be_gone_back_over(workbench):
    from dataclasses import replace

    from kehoach_desktop.domain.issuing import issue, revise
    from kehoach_desktop.domain.plan import Status, Version
    from kehoach_desktop.export.plan_json import plan_to_json

    bench, store = workbench, workbench.store
    stood = {}

    def note():
        stood[history.last_row(store, bench.plan.id)] = bench.plan

    note()
    bench.commit(issue(bench.plan, Version("05", None, plan_to_json(bench.plan), b"%PDF one")), "Ban hành")
    note()
    bench.undo()
    note()
    bench.redo()
    note()
    bench.commit(revise(bench.plan), "Lập bản điều chỉnh")
    note()
    now, upto = bench.plan, history.last_row(store, bench.plan.id)
    for row_id, then in stood.items():
        assert history.as_it_stood(store, now, upto, row_id) == then  # the PDF is still kept: to the byte
    bench.undo()
    bench.undo()
    gone = history.as_it_stood(store, bench.plan, history.last_row(store, bench.plan.id), upto)
    assert gone.versions == (replace(now.versions[0], pdf=b""),)  # taken back: all but the PDF is known
    assert gone.status is Status.DRAFT


def test_no_service_writes_a_plan_past_the_history():
    """Where a plan's rows are written, the history is written in the same transaction."""
    import ast
    from pathlib import Path

    import kehoach_desktop

    writes = {"insert_plan", "delete_plan", "apply_edit"}
    found = {}
    for path in (Path(kehoach_desktop.__file__).parent / "services").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.With):
                continue
            called = {
                each.func.attr if isinstance(each.func, ast.Attribute) else getattr(each.func, "id", "")
                for each in ast.walk(node)
                if isinstance(each, ast.Call)
            }
            if called & writes:
                found[path.stem] = found.get(path.stem, True) and bool(called & {"note", "note_plan"})
    assert {"editing", "plans", "reports", "directory"} <= found.keys()
    assert [name for name, is_told in found.items() if not is_told] == []


def test_a_rename_in_other_plans_is_told_there(workbench, older):
    from kehoach_desktop.domain.directory import Kind
    from kehoach_desktop.services import directory

    store = workbench.store
    other = plans.add_plan(store, older)
    name = other.appendices[0].activities[0].tasks[0].lead
    keys = frozenset({directory.name_key(name)})
    done = directory.rename_in(store, [other.id], Kind.BODY, keys, "Phòng Mới")
    after = plans.get_plan(store, other.id)
    assert after != other
    told = history.read_page(store, history.Wanted(other.id, "phong moi")).entries
    assert told[0].name == "Đổi tên thành “Phòng Mới”"
    upto = history.last_row(store, other.id)
    assert history.as_it_stood(store, after, upto, upto - 1) == other
    directory.take_back(store, done)
    assert kept(store, other.id)[0].step == "undo"
    assert plans.get_plan(store, other.id) == other
