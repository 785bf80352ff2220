"""The office's list on a real file: shipped entries, what the office makes of them, what its plans used."""

from dataclasses import replace

import pytest

from kehoach_desktop.domain.directory import DirectoryEntry, Kind, name_key
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Quantity, Status, Target, Task
from kehoach_desktop.services import directory, editing, files, plans

BODY = Kind.BODY
OFFICE = "Văn phòng HĐND và UBND"


@pytest.fixture
def store(tmp_path):
    with files.open_file(tmp_path / "so.kehoach", create=True) as opened:
        yield opened


def names(store, kind=BODY):
    return [entry.name for entry in directory.list_entries(store, kind)]


def entry(store, name, kind=BODY):
    return next(one for one in directory.list_entries(store, kind, with_removed=True) if one.name == name)


def plan_of(*tasks, status=Status.DRAFT):
    return Plan(2026, status=status, appendices=(Appendix("", (Activity("Một", tasks),)),))


def test_what_is_shipped_is_well_formed_and_no_name_stands_for_two():
    shipped = directory.shipped_entries()
    assert {one.kind for one in shipped} == set(Kind)
    seen = [(one.kind, key, one.unit) for one in shipped for key in one.keys]
    assert len(seen) == len(set(seen))
    assert all(bool(one.unit) == (one.kind is Kind.INDICATOR) for one in shipped)
    assert all(one.name == one.name.strip() and len(one.keys) == 1 + len(one.aliases) for one in shipped)


def test_a_new_file_has_the_shipped_list(store):
    assert OFFICE in names(store)
    assert "Phát thanh" in names(store, Kind.INDICATOR)
    assert (
        names(store).index("Công an xã") < names(store).index("Đoàn Thanh niên") < names(store).index(OFFICE)
    )


def test_aliases_of_a_shipped_entry_are_the_offices_own_once_changed(store):
    kept = directory.keep_entry(store, replace(entry(store, OFFICE), aliases=("Văn phòng",)))
    assert kept.id
    assert names(store).count(OFFICE) == 1
    assert entry(store, OFFICE).aliases == ("Văn phòng",)


def test_a_renamed_shipped_entry_does_not_come_back_under_its_old_name(store):
    was = entry(store, OFFICE)
    renamed = directory.renamed_entry([was], "Văn phòng xã", was.aliases)
    directory.merge_entries(store, [was], renamed)
    assert OFFICE not in names(store)
    assert OFFICE in entry(store, "Văn phòng xã").aliases
    assert "VP" in entry(store, "Văn phòng xã").aliases


def test_a_removed_entry_is_not_offered_and_can_be_put_back(store):
    plans.add_plan(store, plan_of(Task(lead="Công an xã")))
    removed = directory.remove_entry(store, entry(store, "Công an xã"))
    assert "Công an xã" not in names(store)
    assert "Công an xã" not in [one.name for one in directory.offered(store, "lead")]
    directory.restore_entry(store, removed)
    assert directory.offered(store, "lead")[0].name == "Công an xã"


def test_merging_keeps_all_names_of_both(store):
    one = directory.keep_entry(store, DirectoryEntry(BODY, "Đoàn xã", aliases=("ĐX",)))
    two = entry(store, "Đoàn Thanh niên")
    into = directory.renamed_entry([two, one], two.name, (*two.aliases, *one.aliases))
    directory.merge_entries(store, [two, one], into)
    assert "Đoàn xã" not in names(store)
    assert {name_key(name) for name in ("Đoàn xã", "ĐX", "ĐTN")} <= entry(store, "Đoàn Thanh niên").keys


def test_the_rows_can_be_put_back_as_they_stood(store):
    directory.keep_entry(store, DirectoryEntry(BODY, "Ban Quản lý chợ"))
    before = directory.rows_as_they_stand(store)
    was = entry(store, OFFICE)
    directory.merge_entries(store, [was], directory.renamed_entry([was], "Văn phòng xã", ()))
    directory.remove_entry(store, entry(store, "Ban Quản lý chợ"))
    directory.put_back(store, before)
    assert directory.rows_as_they_stand(store) == before
    assert {OFFICE, "Ban Quản lý chợ"} <= set(names(store))


def test_what_the_files_plans_used_is_offered_first_the_most_used_before_the_rest(store):
    lead = "Ban Chỉ đạo cải cách hành chính"
    plans.add_plan(store, plan_of(Task(lead=lead), Task(lead="VP"), Task(lead=lead)))
    offered = [one.name for one in directory.offered(store, "lead")]
    assert offered[:2] == [lead, OFFICE]  # "VP" is that office
    assert len(offered) == len(set(offered))
    assert "Trạm Y tế" in offered


def test_partners_of_one_cell_are_offered_each_by_itself(store):
    plans.add_plan(store, plan_of(Task(partners="Sở Văn hóa, Thể thao và Du lịch, Chi cục Thuế; các thôn")))
    offered = [one.name for one in directory.offered(store, "partners")]
    assert set(offered[:3]) == {"Sở Văn hóa, Thể thao và Du lịch", "Chi cục Thuế", "Các thôn"}


def test_other_drafts_follow_a_new_name_and_issued_plans_do_not(store):
    open_id = plans.add_plan(store, plan_of(Task(lead="VP"))).id
    draft = plans.add_plan(store, plan_of(Task(lead="VP", partners="Công an xã; VP"))).id
    issued = plans.add_plan(store, plan_of(Task(lead="VP"), status=Status.ISSUED)).id
    plans.add_plan(store, plan_of(Task(lead="Công an xã")))
    keys, known = entry(store, OFFICE).keys, directory.known_bodies(store)
    assert directory.elsewhere(store, BODY, keys, "Văn phòng xã", known, open_id) == ((draft,), 2, 1)
    before = plans.get_plan(store, draft)
    done = directory.rename_in(store, [draft, issued], BODY, keys, "Văn phòng xã", known)
    task = plans.get_plan(store, draft).appendices[0].activities[0].tasks[0]
    assert (task.lead, task.partners) == ("Văn phòng xã", "Công an xã; Văn phòng xã")
    assert plans.get_plan(store, issued).appendices[0].activities[0].tasks[0].lead == "VP"
    directory.take_back(store, done)
    assert plans.get_plan(store, draft) == before


def test_an_indicators_old_name_is_found_in_other_plans_where_it_is_counted_or_to_be_reached(store):
    counted = Progress(1, quantities=(Quantity("Tin bài", "tin", 3), Quantity("tin, bài", "tin", 1)))
    draft = plans.add_plan(
        store, plan_of(Task(progress=(counted,), targets=(Target("TIN BÀI", "tin", 9),)))
    ).id
    keys = DirectoryEntry(Kind.INDICATOR, "Tin, bài", "tin", ("Tin bài",)).keys
    assert directory.elsewhere(store, Kind.INDICATOR, keys, "Tin, bài") == ((draft,), 3, 0)
    directory.rename_in(store, [draft], Kind.INDICATOR, keys, "Tin, bài")
    assert directory.elsewhere(store, Kind.INDICATOR, keys, "Tin, bài") == ((), 0, 0)


def test_what_was_changed_since_is_not_taken_back(store):
    draft = plans.add_plan(store, plan_of(Task(lead="VP"))).id
    keys = entry(store, OFFICE).keys
    done = directory.rename_in(store, [draft], BODY, keys, "Văn phòng xã")
    again = directory.rename_in(store, [draft], BODY, frozenset({"van phong xa"}), "Văn phòng khác")
    assert again
    directory.take_back(store, done)
    assert plans.get_plan(store, draft).appendices[0].activities[0].tasks[0].lead == "Văn phòng khác"


def test_a_draft_that_changed_while_it_was_looked_through_stays_as_it_is(store):
    draft = plans.add_plan(store, plan_of(Task(lead="VP")))
    second = plans.add_plan(store, plan_of(Task(lead="VP")))
    keys = entry(store, OFFICE).keys
    task = draft.appendices[0].activities[0].tasks[0]

    def edited_meanwhile(done, total):
        if done == total:
            editing.apply_edit(store, draft, SetField("task", task.id, "lead", "VP", "Công an xã"))

    done = directory.rename_in(
        store, [draft.id, second.id], BODY, keys, "Văn phòng xã", progress=edited_meanwhile
    )
    assert [plan_id for plan_id, _ in done] == [second.id]
    assert plans.get_plan(store, draft.id).appendices[0].activities[0].tasks[0].lead == "Công an xã"
