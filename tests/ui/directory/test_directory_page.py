"""The page of the list in the real window: look for, change, merge, rename in the plans, take back."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from kehoach_desktop.domain.directory import DirectoryEntry, Kind
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.plan import Plan, Status
from kehoach_desktop.services import directory, plans
from kehoach_desktop.ui.directory.model import ALIASES, COUNT, NAME, REMOVED, UNLISTED
from kehoach_desktop.ui.directory.page import DirectoryPage

OFFICE = "Văn phòng HĐND và UBND"
KINDS = list(Kind)


@pytest.fixture
def draft(sample: Plan) -> Plan:
    return replace(sample, status=Status.DRAFT)


@pytest.fixture
def shown(open_window, draft, older):
    """The page over a window whose file has a draft, open, and another one of the year before."""
    window = open_window(older, draft)
    assert window.workbench.plan.year == 2026
    window.verbs["directory"].trigger()
    QAbstractItemModelTester(
        window.desk.page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, window.desk.page
    )
    return window


def page_of(window) -> DirectoryPage:
    assert isinstance(window.desk.page, DirectoryPage)
    return window.desk.page


def entry(page: DirectoryPage, name: str) -> DirectoryEntry:
    return next(row.entry for row in page.model.rows if row.entry.name == name)


def names(page: DirectoryPage) -> list[str]:
    return [row.entry.name for row in page.model.rows]


def answers(page: DirectoryPage) -> list[str]:
    return [made.text() for made in page.messages._answers]


def rename(page: DirectoryPage, name: str, to: str) -> None:
    page.choose(entry(page, name))
    page.form.name.setText(to)
    page.form.save_button.click()
    looked_for(page)


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        QTest.qWait(5)


def looked_for(page: DirectoryPage) -> None:
    """Wait until it is known where plans are to follow."""
    wait_until(lambda: not page.keeper.is_looking)


def click(window, words: str) -> None:
    """Click an answer on the page and wait for what it leads to."""
    page_of(window).messages.click(words)
    wait_until(lambda: not window.status.is_busy)


def mentions(plan: Plan, name: str) -> int:
    return sum(name in (task.lead, *task.partners.split(", ")) for task in all_tasks(plan))


def count_shown(page: DirectoryPage, name: str) -> str:
    return page.model.data(page.model.index(page.model.row_of(entry(page, name)), COUNT))


def other_draft(window) -> Plan:
    store, own = window.workbench.store, window.workbench.plan.id
    return plans.get_plan(store, next(each.id for each in plans.list_plans(store) if each.id != own))


def test_each_entry_says_how_many_times_the_plan_names_it_those_named_most_first(shown) -> None:
    page, plan = page_of(shown), shown.workbench.plan
    assert mentions(plan, OFFICE) > 5
    assert count_shown(page, OFFICE) == str(mentions(plan, OFFICE))
    assert count_shown(page, "Trạm Y tế") == "–"
    counts = [row.count for row in page.model.rows]
    assert counts == sorted(counts, reverse=True)


def test_what_the_plan_names_and_the_list_has_not_is_shown_as_such_and_can_be_taken_in(shown) -> None:
    page = page_of(shown)
    row = page.model.row_of(entry(page, "Ban Quản lý chợ"))
    assert page.model.data(page.model.index(row, ALIASES)) == UNLISTED
    page.choose(entry(page, "Ban Quản lý chợ"))
    page.form.aliases.setPlainText("BQL chợ")
    page.form.save_button.click()
    kept = next(
        one
        for one in directory.list_entries(shown.workbench.store, Kind.BODY)
        if one.name == "Ban Quản lý chợ"
    )
    assert kept.aliases == ("BQL chợ",)
    assert page.model.rows[page.model.row_of(kept)].is_listed


@pytest.mark.parametrize("words", ["van phong hdnd", "VP HĐND-UBND", "HĐND và"])
def test_entries_are_found_without_marks_and_by_their_other_names(shown, words) -> None:
    page = page_of(shown)
    page.search.setText(words)
    assert names(page)[0] == OFFICE
    page.search.setText("không có cái nào như thế")
    assert names(page) == []


def test_renaming_asks_in_place_and_changes_every_place_as_one_step(shown) -> None:
    page, bench = page_of(shown), shown.workbench
    before, steps = bench.plan, bench.stack.count()
    count = mentions(before, OFFICE)
    rename(page, OFFICE, "Văn phòng xã")
    assert bench.plan == before  # nothing yet: it is asked
    ask = f"Đổi cả ở {count} chỗ trong kế hoạch này"
    assert ask in answers(page)
    page.messages.click(ask)
    assert mentions(bench.plan, OFFICE) == 0
    assert mentions(bench.plan, "Văn phòng xã") == count
    assert bench.stack.count() == steps + 1
    assert plans.get_plan(bench.store, bench.plan.id) == bench.plan
    assert count_shown(page, "Văn phòng xã") == str(count)
    assert [row.entry.name for row in page.chosen()] == ["Văn phòng xã"]
    assert OFFICE in entry(page, "Văn phòng xã").aliases
    bench.undo()
    assert bench.plan == before


def test_in_a_cell_of_several_bodies_only_the_one_renamed_changes(shown) -> None:
    page, bench = page_of(shown), shown.workbench
    cells = [task.partners for task in all_tasks(bench.plan)]
    rename(page, "Công an xã", "Công an cơ sở")
    page.messages.click(next(text for text in answers(page) if "kế hoạch này" in text))
    after = [task.partners for task in all_tasks(bench.plan)]
    assert after == [cell.replace("Công an xã", "Công an cơ sở") for cell in cells]
    assert "Công an cơ sở, Đoàn Thanh niên xã" in after


def test_other_drafts_of_the_file_follow_when_asked_and_are_put_back(shown) -> None:
    page, other = page_of(shown), other_draft(shown)
    count = mentions(other, OFFICE)
    rename(page, OFFICE, "Văn phòng xã")
    click(shown, f"Đổi ở {count} chỗ trong 1 dự thảo khác")
    assert mentions(other_draft(shown), "Văn phòng xã") == count
    assert mentions(shown.workbench.plan, OFFICE) > 0
    click(shown, f"Đổi cả ở {count} chỗ trong kế hoạch này")
    assert mentions(shown.workbench.plan, OFFICE) == 0
    before = directory.shipped_entries()
    click(shown, "Hoàn tác")
    assert other_draft(shown) == other
    assert mentions(shown.workbench.plan, OFFICE) == count
    assert OFFICE in names(page)
    assert "Văn phòng xã" not in names(page)
    assert directory.shipped_entries() == before


def test_an_issued_plan_keeps_its_names_and_that_is_said(open_window, draft, older) -> None:
    issued = replace(draft, status=Status.ISSUED)
    window = open_window(replace(older, status=Status.ISSUED), issued)
    window.verbs["directory"].trigger()
    page = page_of(window)
    before = window.workbench.plan
    rename(page, OFFICE, "Văn phòng xã")
    assert answers(page) == ["Hoàn tác"]
    assert "Kế hoạch này đã ban hành nên giữ nguyên tên cũ." in page.messages.text
    assert "1 kế hoạch khác đã ban hành giữ nguyên tên cũ." in page.messages.text
    assert window.workbench.plan == before
    page.choose(entry(page, "Văn phòng xã"))
    assert not page.form.unify_button.isVisible()


def test_two_entries_are_merged_and_both_names_are_known_afterwards(shown) -> None:
    page, bench = page_of(shown), shown.workbench
    count = mentions(bench.plan, "Đoàn Thanh niên xã")
    assert count > 0
    page.choose(entry(page, "Đoàn Thanh niên"), entry(page, "Đoàn Thanh niên xã"))
    assert page.form.save_button.text() == "Gộp thành một mục"
    assert "Đoàn Thanh niên xã" in page.form.aliases.toPlainText().splitlines()
    page.form.save_button.click()
    looked_for(page)
    assert "Đoàn Thanh niên xã" not in names(page)
    assert "Đoàn Thanh niên xã" in entry(page, "Đoàn Thanh niên").aliases
    page.messages.click(f"Đổi cả ở {count} chỗ trong kế hoạch này")
    assert mentions(bench.plan, "Đoàn Thanh niên xã") == 0
    assert mentions(bench.plan, "Đoàn Thanh niên") == count


def test_one_name_for_two_entries_is_refused_at_the_field(shown) -> None:
    page = page_of(shown)
    rename(page, "Trạm Y tế", "công an xã")
    assert "“công an xã” đã là tên của “Công an xã”" in page.form.error()
    assert page.form.name.text() == "công an xã"
    page.form.name.setText("Trạm Y tế")
    page.form.aliases.setPlainText("VP")
    page.form.save_button.click()
    assert f"“VP” đã là tên của “{OFFICE}”" in page.form.error()
    page.form.give_up()


def test_a_name_is_needed(shown) -> None:
    page = page_of(shown)
    page.add.click()
    page.form.name.setText("  ")
    page.form.save()
    assert page.form.error() == "Hãy ghi tên."
    assert page.form.save_button.text() == "Thêm vào danh mục"


def test_what_is_added_is_offered_in_the_sheet(shown) -> None:
    page = page_of(shown)
    page.add.click()
    page.form.name.setText("Hợp tác xã nông nghiệp")
    page.form.aliases.setPlainText("HTX\n\nHTX NN; HTX")
    page.form.save()
    assert entry(page, "Hợp tác xã nông nghiệp").aliases == ("HTX", "HTX NN")
    shown.verbs["show_appendix"].trigger()
    offers = shown.tabs.current.offers.of("partners")
    assert "Hợp tác xã nông nghiệp" in [offer.text for offer in offers]


def test_an_entry_is_put_away_shown_on_asking_and_put_back(shown) -> None:
    page = page_of(shown)
    page.choose(entry(page, "Trạm Y tế"))
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert "Trạm Y tế" not in names(page)
    page.removed.setChecked(True)
    row = page.model.row_of(entry(page, "Trạm Y tế"))
    assert page.model.data(page.model.index(row, ALIASES)) == REMOVED
    page.choose(entry(page, "Trạm Y tế"))
    assert page.form.remove_button.text() == "Khôi phục vào danh mục"
    page.form.remove_button.click()
    page.removed.setChecked(False)
    assert "Trạm Y tế" in names(page)


def test_an_entry_is_not_put_back_beside_another_that_has_its_name_by_now(shown) -> None:
    page = page_of(shown)
    page.choose(entry(page, "Trạm Y tế"))
    page.form.remove_button.click()
    page.add.click()
    page.form.name.setText("Y tế cơ sở")
    page.form.aliases.setPlainText("Trạm Y tế")
    page.form.save()
    page.removed.setChecked(True)
    page.choose(entry(page, "Trạm Y tế"))
    page.form.remove_button.click()
    assert "“Trạm Y tế” đã là tên của “Y tế cơ sở”" in page.form.error()
    assert entry(page, "Trạm Y tế").is_removed


def test_a_body_put_away_is_not_shown_for_being_named_in_the_plan(shown) -> None:
    page = page_of(shown)
    page.choose(entry(page, "Phòng Kinh tế"))
    page.form.remove_button.click()
    assert "Phòng Kinh tế" not in names(page)
    page.messages.click("Hoàn tác")
    assert "Phòng Kinh tế" in names(page)


def test_the_plan_is_written_alike_on_asking(shown) -> None:
    page, bench = page_of(shown), shown.workbench
    count = mentions(bench.plan, "Phòng Kinh tế")
    page.choose(entry(page, "Trạm Y tế"))
    assert not page.form.unify_button.isVisible()
    rename(page, "Phòng Kinh tế", "Phòng Kinh tế xã")
    page.messages.dismiss()
    page.choose(entry(page, "Phòng Kinh tế xã"))
    assert page.form.unify_button.text() == f"Viết thống nhất tên này ở {count} chỗ"
    page.form.unify_button.click()
    looked_for(page)
    assert mentions(bench.plan, "Phòng Kinh tế xã") == count
    assert not page.form.unify_button.isVisible()


def test_what_is_typed_is_kept_when_another_row_is_chosen_and_can_be_taken_back(shown) -> None:
    page = page_of(shown)
    page.choose(entry(page, "Trạm Y tế"))
    page.form.aliases.setPlainText("Y tế xã")
    page.choose(entry(page, OFFICE))
    assert entry(page, "Trạm Y tế").aliases == ("Y tế xã",)
    assert page.form.name.text() == OFFICE
    page.messages.click("Hoàn tác")
    assert entry(page, "Trạm Y tế").aliases == ("TYT",)


def test_what_is_typed_is_kept_when_the_page_is_left_or_another_kind_is_shown(shown) -> None:
    page, bench = page_of(shown), shown.workbench
    page.choose(entry(page, "Trạm Y tế"))
    page.form.aliases.setPlainText("Y tế xã")
    page.kinds.setCurrentIndex(KINDS.index(Kind.FORM))
    page.add.click()
    page.form.name.setText("Sân khấu hóa")
    shown.desk.close_page()
    kept = {one.name: one for one in directory.rows_as_they_stand(bench.store)}
    assert kept["Trạm Y tế"].aliases == ("Y tế xã",)
    assert kept["Trạm Y tế"].kind is Kind.BODY
    assert kept["Sân khấu hóa"].kind is Kind.FORM


def test_indicators_have_units_and_are_renamed_in_what_was_counted(shown) -> None:
    page, bench = page_of(shown), shown.workbench
    page.kinds.setCurrentIndex(KINDS.index(Kind.INDICATOR))
    rename(page, "Hội nghị", "Hội nghị tuyên truyền")
    page.messages.click(next(text for text in answers(page) if "kế hoạch này" in text))
    counted = [q.indicator for t in all_tasks(bench.plan) for r in t.progress for q in r.quantities]
    assert "Hội nghị" not in counted
    assert "Hội nghị tuyên truyền" in counted
    made = entry(page, "Hội nghị tuyên truyền")
    assert made.unit == "cuộc"
    page.form.unit.setText("hội nghị")
    page.form.save()
    units = [
        one.unit
        for one in directory.list_entries(bench.store, Kind.INDICATOR)
        if one.name == "Hội nghị tuyên truyền"
    ]
    assert units == ["hội nghị"]


def test_forms_are_parted_by_semicolons_and_lines_only(shown) -> None:
    page = page_of(shown)
    page.kinds.setCurrentIndex(KINDS.index(Kind.FORM))
    assert "Họp thôn, sinh hoạt chi hội, chi đoàn" in names(page)


def test_counts_follow_the_plan_while_the_page_is_open(shown, qtbot) -> None:
    page, bench = page_of(shown), shown.workbench
    rename(page, OFFICE, "Văn phòng xã")
    page.messages.click(next(text for text in answers(page) if "kế hoạch này" in text))
    bench.undo()
    assert mentions(bench.plan, OFFICE) > 0
    qtbot.waitUntil(page.form.unify_button.isVisible)


def test_a_long_plan_is_counted_beside_the_window(open_window, draft, qtbot) -> None:
    appendix = draft.appendices[0]
    many = tuple(activity for _ in range(40) for activity in appendix.activities)
    window = open_window(replace(draft, appendices=(replace(appendix, activities=many),)))
    window.verbs["directory"].trigger()
    page = page_of(window)
    assert {row.count for row in page.model.rows} == {None}
    qtbot.waitUntil(lambda: page.model.rows[0].count is not None, timeout=10_000)
    assert count_shown(page, OFFICE) == str(40 * mentions(draft, OFFICE))


def long_plan(plan: Plan, times: int) -> Plan:
    appendix = plan.appendices[0]
    many = tuple(activity for _ in range(times) for activity in appendix.activities)
    return replace(plan, appendices=(replace(appendix, activities=many),))


def test_other_plans_are_looked_through_and_written_to_beside_the_window(
    open_window, draft, older, monkeypatch
) -> None:
    window = open_window(older, draft)
    threads = []
    for name in ("elsewhere", "rename_in", "take_back"):
        verb = getattr(directory, name)

        def beside(*given, verb=verb, name=name, **more):
            threads.append((name, threading.current_thread() is threading.main_thread()))
            return verb(*given, **more)

        monkeypatch.setattr(directory, name, beside)
    window.verbs["directory"].trigger()
    page = page_of(window)
    rename(page, OFFICE, "Văn phòng xã")
    click(window, next(text for text in answers(page) if "dự thảo khác" in text))
    click(window, "Hoàn tác")
    assert threads == [("elsewhere", False), ("rename_in", False), ("take_back", False)]


def test_what_was_done_can_be_taken_back_while_plans_are_looked_through(open_window, draft, older) -> None:
    window = open_window(long_plan(older, 30), draft)
    window.verbs["directory"].trigger()
    page = page_of(window)
    page.choose(entry(page, OFFICE))
    page.form.name.setText("Văn phòng xã")
    page.form.save_button.click()
    assert page.keeper.is_looking
    assert answers(page) == ["Hoàn tác"]
    click(window, "Hoàn tác")
    looked_for(page)
    QTest.qWait(300)
    assert page.messages.text == ""
    assert OFFICE in names(page)


def test_a_plan_edited_before_the_answer_is_renamed_as_it_is_then(shown) -> None:
    page, bench = page_of(shown), shown.workbench
    rename(page, OFFICE, "Văn phòng xã")
    ask = next(text for text in answers(page) if "kế hoạch này" in text)
    task = next(task for task in all_tasks(bench.plan) if task.lead == OFFICE)
    bench.commit(SetField("task", task.id, "lead", OFFICE, "Công an xã"), "Sửa")
    page.messages.click(ask)
    looked_for(page)
    assert mentions(bench.plan, OFFICE) == 0
    assert next(each.lead for each in all_tasks(bench.plan) if each.id == task.id) == "Công an xã"


def test_a_draft_opened_while_it_is_renamed_is_shown_renamed(shown) -> None:
    page, other = page_of(shown), other_draft(shown)
    rename(page, OFFICE, "Văn phòng xã")
    page.messages.click(next(text for text in answers(page) if "dự thảo khác" in text))
    shown.plans.open_plan(other.id)
    wait_until(lambda: not shown.status.is_busy)
    assert mentions(shown.workbench.plan, "Văn phòng xã") > 0
    assert shown.workbench.plan == plans.get_plan(shown.workbench.store, other.id)


def test_it_opens_at_the_name_in_the_sheets_current_cell(shown) -> None:
    shown.desk.close_page()
    shown.verbs["show_appendix"].trigger()
    tab = shown.tabs.current
    tab.view.go_to(10, 4)
    assert tab.model.rows[10].task.partners == "Ban Quản lý chợ, Đoàn Thanh niên xã"
    shown.verbs["directory"].trigger()
    assert [row.entry.name for row in page_of(shown).chosen()] == ["Ban Quản lý chợ"]
    shown.desk.close_page()
    tab.view.go_to(10, 2)
    shown.verbs["directory"].trigger()
    assert page_of(shown).kind is Kind.FORM
    assert page_of(shown).chosen()[0].entry.name == tab.model.rows[10].task.form


def test_headings_order_the_rows_and_esc_leaves(shown, qtbot) -> None:
    page = page_of(shown)
    shown.activateWindow()
    qtbot.waitUntil(page.table.hasFocus)
    page.table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    assert (
        names(page).index("Bưu điện") < names(page).index("Công an xã") < names(page).index("Đoàn Thanh niên")
    )
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert shown.desk.page is None


def test_the_kinds_are_gone_through_with_the_keys(shown, qtbot):
    page = page_of(shown)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.keyClick(page.table, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.kind is KINDS[1]
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    assert page.kind is KINDS[2]
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    assert page.kind is KINDS[1]
    page.search.setFocus()
    page.search.setText("ab")
    qtbot.keyClick(page.search, Qt.Key.Key_Left)
    assert page.search.cursorPosition() == 1, "in a field the arrows are the field's"
