import datetime as dt
import random
from dataclasses import replace

import pytest
from random_edits import random_edit
from worked_year import PLAN_2026

from kehoach_desktop.data import history as data
from kehoach_desktop.data.schema import change
from kehoach_desktop.domain import edits
from kehoach_desktop.domain.directory import DirectoryEntry, Kind
from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.history.standing import back_to
from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.domain.plan import State
from kehoach_desktop.services import directory, editing, history, legal_bases, plans
from kehoach_desktop.services.history import Part, Wanted


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


def ids(thing, kind="plan"):
    found = [thing.id]
    for slot, child in edits.SLOTS[kind].items():
        for entry in getattr(thing, slot):
            found += ids(entry, child)
    return found


def test_the_plan_is_given_as_it_stood_after_every_edit(store, sample_plan):
    rng = random.Random(11)
    plan = plans.add_plan(store, sample_plan)
    stood = {history.last_row(store, plan.id): plan}
    for _ in range(60):
        plan, _ = editing.apply_edit(store, plan, random_edit(plan, rng), "Sửa")
        stood[history.last_row(store, plan.id)] = plan
    upto = history.last_row(store, plan.id)
    now = plans.get_plan(store, plan.id)
    for row_id, then in stood.items():
        found = history.as_it_stood(store, now, upto, row_id)
        assert without_files(found) == without_files(then)
        assert ids(found) == ids(then)


def without_files(plan):
    versions = tuple(replace(one, pdf=b"") for one in plan.versions)
    return replace(plan, versions=versions)


def test_a_history_that_does_not_fit_is_said_so(store, sample_plan):
    plan = plans.add_plan(store, sample_plan)
    first = history.last_row(store, plan.id)
    plan, _ = editing.apply_edit(store, plan, SetField("plan", plan.id, "place", plan.place, "x"), "Sửa")
    with pytest.raises(UserError, match="không khớp"):
        history.as_it_stood(store, replace(plan, place="y"), history.last_row(store, plan.id), first)


def typed(store, plan, *texts):
    for text in texts:
        item = plan.body[0]
        edit = Splice("plan", plan.id, "body", 0, (item,), (replace(item, text=text),))
        plan, _ = editing.apply_edit(store, plan, edit, "Gõ")
    return plan


def test_typing_on_is_shown_as_one_row_and_kept_whole(store, sample_plan):
    plan = plans.add_plan(store, sample_plan)
    before = plan.body[0].text
    plan = typed(store, plan, f"{before} một", f"{before} một hai", f"{before} một hai ba")
    page = history.read_page(store, history.Wanted(plan.id))
    assert [(one.name, one.old, one.new) for one in page.entries] == [
        ("Gõ", before, f"{before} một hai ba"),
        ("Thêm kế hoạch", "", ""),
    ]
    assert page.entries[0].where == "Mục I"
    assert len(history.rows_of(store, page.entries[0])) == 3


def test_another_value_in_a_field_is_a_row_of_its_own(store, sample_plan):
    plan = plans.add_plan(store, sample_plan)
    for place in ("Huế", "Bến Tre"):
        edit = SetField("plan", plan.id, "place", plan.place, place)
        plan, _ = editing.apply_edit(store, plan, edit, "Sửa")
    told = history.read_page(store, history.Wanted(plan.id)).entries
    assert [one.new for one in told] == ["Bến Tre", "Huế", ""]


def test_typing_on_in_a_long_text_is_one_row_too(store, sample_plan):
    plan = plans.add_plan(store, sample_plan)
    long = "Tuyên truyền, phổ biến quy định về kiểm soát thủ tục hành chính. " * 12
    plan = typed(store, plan, long)
    plan, _ = editing.apply_edit(store, plan, SetField("plan", plan.id, "place", plan.place, "Huế"), "Sửa")
    first = history.last_row(store, plan.id)
    half = len(long) // 2
    steps = [f"{long[:half]}{'nhanh chóng '[:end]}{long[half:]}" for end in (3, 7, 12)]
    plan = typed(store, plan, *steps)
    entry = history.read_page(store, history.Wanted(plan.id)).entries[0]
    assert "nhanh chóng" in entry.new
    assert "nhanh" not in entry.old
    assert len(entry.new) < 120
    assert history.as_it_stood(store, plan, entry.id, first).body[0].text == long


def test_words_are_found_without_marks_and_by_part(store, sample_plan):
    plan = plans.add_plan(store, sample_plan)
    task = plan.appendices[0].activities[0].tasks[0]
    edit = SetField("task", task.id, "lead", task.lead, "Phòng Văn hóa Đông Thượng")
    plan, _ = editing.apply_edit(store, plan, edit, "Sửa chủ trì")
    plan, _ = editing.apply_edit(store, plan, SetField("plan", plan.id, "place", plan.place, "Huế"), "Sửa")
    found = history.read_page(store, history.Wanted(plan.id, "van hoa DONG thuong")).entries
    assert [(one.where, one.old, one.new) for one in found] == [
        ("Phụ lục, TT 1, dòng 1, cột chủ trì", task.lead, "Phòng Văn hóa Đông Thượng")
    ]
    of_text = history.read_page(store, history.Wanted(plan.id, part=history.Part.TEXT)).entries
    assert [one.where for one in of_text] == ["Địa danh"]
    tomorrow = found[0].at.date() + dt.timedelta(days=1)
    assert history.read_page(store, history.Wanted(plan.id, first_day=tomorrow)).entries == ()


def test_every_word_that_is_told_is_found(store, sample_plan):
    rng = random.Random(8)
    plan = plans.add_plan(store, sample_plan)
    task = plan.appendices[0].activities[0].tasks[0]
    record = task.progress[0]
    for edit in (
        SetField("progress", record.id, "status", record.status, State.DROPPED),
        SetField("progress", record.id, "percent", record.percent, 35),
        SetField("plan", plan.id, "date", plan.date, dt.date(2026, 2, 3)),
        SetField("appendix", plan.appendices[0].id, "prints_note", old=True, new=False),
        Splice("task", task.id, "progress", 0, (record,), ()),
    ):
        if isinstance(edit, Splice):
            edit = replace(edit, old=plan.appendices[0].activities[0].tasks[0].progress[:1])  # noqa: PLW2901
        plan, _ = editing.apply_edit(store, plan, edit, "Sửa")
    for _ in range(30):
        plan, _ = editing.apply_edit(store, plan, random_edit(plan, rng), "Sửa")
    told = history.read_page(store, history.Wanted(plan.id)).entries
    for entry in told:
        for words in (entry.name, entry.where, entry.old, entry.new):
            looked_for = words.replace("…", " ")
            found = history.read_page(store, history.Wanted(plan.id, looked_for)).entries
            assert entry.id in {one.id for one in found}, looked_for


def test_the_past_of_a_deleted_plan_stays(store, sample_plan):
    plan = plans.add_plan(store, sample_plan)
    plan, _ = editing.apply_edit(store, plan, SetField("plan", plan.id, "place", plan.place, "Huế"), "Sửa")
    plans.delete_plan(store, plan.id)
    found = history.read_page(store, history.Wanted()).entries
    assert [one.name for one in found] == ["Xóa kế hoạch", "Sửa", "Thêm kế hoạch"]
    assert found[0].where == found[-1].where != ""


def test_reports_of_a_plan_are_told_with_it_also_when_gone(store, sample_plan):
    from kehoach_desktop.domain.periods import quarter
    from kehoach_desktop.services import reports

    plan = plans.add_plan(store, sample_plan)
    report = reports.begin_report(store, plan, quarter(plan.year, 1))
    reports.delete_draft(store, report.id)
    found = history.read_page(store, history.Wanted(plan.id)).entries
    assert [one.name for one in found] == ["Xóa dự thảo báo cáo", "Lập báo cáo", "Thêm kế hoạch"]


def test_the_way_back_is_one_edit_and_can_be_undone(store, sample_plan):
    rng = random.Random(3)
    plan = plans.add_plan(store, replace(sample_plan, versions=()))
    first = plan
    for _ in range(30):
        edit = random_edit(plan, rng)
        if all(one.name != "versions" for one in edits.changes(edit)):
            plan, _ = editing.apply_edit(store, plan, edit, "Sửa")
    earlier = history.as_it_stood(store, plan, history.last_row(store, plan.id), 1)
    edit = back_to(plan, earlier)
    after, _ = editing.apply_edit(store, plan, edit, "Đưa về")
    what_went_out = {name: getattr(plan, name) for name in ("versions", "closings", "sendings")}
    assert after == replace(first, **what_went_out)
    assert plans.get_plan(store, plan.id) == after
    again, _ = editing.apply_edit(store, after, edits.inverse(edit), "Đưa về", step=editing.Step.UNDO)
    assert again == plan == plans.get_plan(store, plan.id)
    assert back_to(plan, plan) is None


def test_what_is_done_to_the_library_and_the_list_is_told_of_the_whole_file(store):
    plan = plans.add_plan(store, PLAN_2026)
    own = legal_bases.keep_basis(store, LegalBasis("Quyết định", "12/2026", "QĐ-UBND", subject="về văn hóa"))
    legal_bases.keep_basis(store, replace(own, subject="về văn hóa đọc"))
    shipped = legal_bases.shipped_bases()[0]
    removed = legal_bases.remove_basis(store, shipped)
    legal_bases.undo_change(store, shipped, removed)
    rows = directory.rows_as_they_stand(store)
    kept = directory.keep_entry(store, DirectoryEntry(Kind.BODY, "Tổ dân phố Sen"))
    directory.merge_entries(store, [kept], replace(kept, name="Tổ dân phố Sen Vàng"))
    directory.put_back(store, rows)
    told = [entry for entry in history.all_entries(store, Wanted()) if entry.plan_id == 0]
    assert [(one.step, one.name) for one in reversed(told)] == [
        ("edit", "Thêm văn bản vào thư viện căn cứ"),
        ("edit", "Sửa văn bản trong thư viện căn cứ"),
        ("edit", "Xóa văn bản khỏi thư viện căn cứ"),
        ("undo", "Hoàn tác: Xóa văn bản khỏi thư viện căn cứ"),
        ("edit", "Sửa danh mục của cơ quan"),
        ("edit", "Sửa danh mục của cơ quan"),
        ("undo", "Hoàn tác: Sửa danh mục của cơ quan"),
    ]
    assert {one.part for one in told} == {Part.OTHER}
    assert (told[-2].old, told[-2].new) == ("về văn hóa", "về văn hóa đọc")
    assert (told[1].old, told[1].new) == ("Tổ dân phố Sen", "Tổ dân phố Sen Vàng")
    assert told[1].where == "Danh mục cơ quan, đơn vị"
    assert [one.new for one in history.told_of(store, told[1]).details] == ["Tổ dân phố Sen Vàng"]
    found = history.read_page(store, Wanted(words="sen vang")).entries
    assert {one.plan_id for one in found} == {0}
    assert all(one.plan_id == plan.id for one in history.all_entries(store, Wanted(plan.id)))
