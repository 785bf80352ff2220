"""Kế hoạch năm sau through the real page of the real window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from kehoach_desktop.domain.plan import Activity, Appendix, Item, Level, Plan, Status, Task
from kehoach_desktop.domain.proposal import Kind, Part, Place, Proposal
from kehoach_desktop.domain.swaps import Swap
from kehoach_desktop.services import plans
from kehoach_desktop.ui.new_plan import NewPlanPage
from kehoach_desktop.ui.next_year.excerpt import after, before, plain
from kehoach_desktop.ui.next_year_page import NextYearPage


@pytest.fixture
def page(qtbot, window) -> NextYearPage:
    window.show()
    window.verbs["next_plan"].trigger()
    return shown(qtbot, window)


def shown(qtbot, window) -> NextYearPage:
    found = window.desk.page
    assert isinstance(found, NextYearPage)
    qtbot.waitUntil(found.make.isEnabled)
    return found


def row_of(page, words: str):
    rows = page.list.rows
    found = [n for n in range(rows.rowCount()) if words in rows.data(rows.index(n))]
    return rows.index(found[0])


def labels(page):
    return [each.label for each in page.chosen()[1]]


def test_the_sample_is_made_with_one_change_refused(qtbot, window, page, sample):
    page.list.setCurrentIndex(row_of(page, "Mục III, đoạn 1"))
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    plan = window.workbench.plan
    assert window.desk.page is None
    assert (plan.year, plan.subject) == (2027, sample.subject.replace("2026", "2027"))
    assert plan.body == sample.body  # the one change there was refused
    assert plan.preamble[-1].text.endswith("năm 2027 như sau:")
    assert plan.appendices[0].title.endswith("2027")
    assert "Đã lập kế hoạch năm 2027 từ kế hoạch năm 2026" in window.desk.messages.text
    assert any("12/KH-UBND" in each for each in window.desk.findings.sentences)
    kept = plans.list_plans(window.workbench.store)
    assert [each.year for each in kept] == [2027, 2026]
    assert plans.get_plan(window.workbench.store, kept[1].id) == sample


def test_a_head_ticks_and_unticks_its_part(qtbot, page):
    head = row_of(page, "Nhiệm vụ chưa xong")
    page.list.setCurrentIndex(head)
    assert page.list.rows.data(head, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.PartiallyChecked
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    ticked, count = page.list.rows.count_of(Part.UNFINISHED)
    assert ticked == count > 1
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert page.list.rows.count_of(Part.UNFINISHED) == (0, count)
    assert page.list.rows.data(head, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert "Trích yếu" in labels(page)


def test_all_and_none_and_the_counts(qtbot, page):
    press(page, "Bỏ chọn tất cả")
    assert labels(page) == []
    assert page.counts.text().startswith("Sẽ đổi 0/13 chỗ")
    press(page, "Chọn tất cả")
    assert page.counts.text().startswith("Sẽ đổi 13/13 chỗ")


def test_the_filter_leaves_what_is_to_be_looked_at_and_the_ticks_of_the_rest(qtbot, page):
    every = page.list.rows.rowCount()
    page.doubtful.click()
    rows = page.list.rows
    shown_rows = [rows.row(rows.index(n)).proposal for n in range(rows.rowCount())]
    assert 0 < len(shown_rows) < every
    assert all(each.is_doubtful for each in shown_rows if each is not None)
    press(page, "Bỏ chọn tất cả")
    assert "Trích yếu" in labels(page)  # not shown, so not touched
    page.doubtful.click()
    assert rows.rowCount() == every


def test_a_click_on_the_tick_ticks_and_one_on_the_words_does_not(qtbot, page):
    index = row_of(page, "Trích yếu:")
    rect = page.list.visualRect(index)
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(20, 15))
    assert "Trích yếu" not in labels(page)
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(200, 15))
    assert "Trích yếu" not in labels(page)
    qtbot.mouseDClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(200, 15))
    assert "Trích yếu" in labels(page)


def test_another_year_is_looked_through_anew(qtbot, window, page):
    page.list.rows.toggle(row_of(page, "Lời mở đầu"))
    page.year.setValue(2029)
    assert not page.make.isEnabled()  # nothing is made of the list for another year
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert window.desk.page is page
    qtbot.waitUntil(page.make.isEnabled)
    assert "2029" in page.list.rows.data(row_of(page, "Trích yếu:"))
    assert "Lời mở đầu" not in labels(page)  # refused for one year, refused for the other
    page.make.click()
    assert (window.workbench.plan.year, window.workbench.plan.subject[-4:]) == (2029, "2029")


def test_a_year_that_has_a_plan_is_said_and_allowed(qtbot, open_window, sample, older):
    window = open_window(sample, older)
    window.show()
    window.plans.open_plan(plans.list_plans(window.workbench.store)[1].id)
    window.verbs["next_plan"].trigger()
    page = shown(qtbot, window)
    assert "đã có kế hoạch năm 2026" in page.warning.text()
    assert page.warning.isVisible()
    page.make.click()
    assert [each.year for each in plans.list_plans(window.workbench.store)] == [2026, 2026, 2025]


def test_a_plan_changed_meanwhile_is_looked_through_again(qtbot, window, page):
    plan = window.workbench.plan
    from kehoach_desktop.domain.edits import SetField

    window.workbench.commit(SetField("plan", plan.id, "subject", plan.subject, "Khác năm 2026"), "Sửa")
    page.make.click()
    again = shown(qtbot, window)
    assert again is not page
    assert again.plan.subject == "Khác năm 2026"
    assert "hãy xem lại danh sách" in window.desk.messages.text
    again.make.click()
    assert window.workbench.plan.subject == "Khác năm 2027"


def test_an_issued_plan_goes_on_as_a_draft(qtbot, open_window, sample):
    window = open_window(replace(sample, status=Status.ISSUED))
    window.show()
    window.verbs["next_plan"].trigger()
    shown(qtbot, window).make.click()
    plan = window.workbench.plan
    assert (plan.status, plan.number, plan.date) == (Status.DRAFT, "", None)


def test_leaving_makes_nothing(qtbot, window, page):
    window.activateWindow()
    qtbot.waitUntil(page.list.hasFocus)
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert window.desk.page is None
    assert len(plans.list_plans(window.workbench.store)) == 1


def test_a_new_plan_begins_with_last_years_where_there_is_one(qtbot, window):
    window.verbs["new_plan"].trigger()
    asked = window.desk.page
    assert isinstance(asked, NewPlanPage)
    assert asked._group.checkedButton().text() == "Kế hoạch năm trước (năm 2026)"
    assert asked.year.value() == 2027
    press(asked, "Tiếp tục…")
    page = shown(qtbot, window)
    assert (page.plan.year, page.year.value()) == (2026, 2027)


def test_a_template_may_be_chosen_all_the_same(window):
    window.verbs["new_plan"].trigger()
    asked = window.desk.page
    asked.choose("template-xa")
    press(asked, "Lập kế hoạch")
    assert window.workbench.plan.subject == "Truyền thông kiểm soát thủ tục hành chính năm 2027"


def test_there_is_no_next_plan_of_no_plan(open_window):
    assert not open_window().verbs["next_plan"].isEnabled()


def test_the_rows_are_a_lawful_model(qtbot, page):
    QAbstractItemModelTester(page.list.rows, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    page.doubtful.click()
    press(page, "Bỏ chọn tất cả")
    page.doubtful.click()
    rows, index = page.list.rows, row_of(page, "Trích yếu:")
    for _ in range(2):  # as a screen reader ticks: the value it asks for, not the other one
        assert rows.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
        assert "Trích yếu" not in labels(page)
    assert rows.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert "Trích yếu" in labels(page)


def test_rows_are_drawn_at_every_width(qtbot, page):
    heights = {}
    for width in (360, 900):
        page.list.setMinimumWidth(0)
        page.list.resize(width, 300)
        page.list.doItemsLayout()
        index = row_of(page, "Căn cứ 6")
        heights[width] = page.list.visualRect(index).height()
        assert not page.list.grab().isNull()
    assert heights[360] > heights[900] > 40


def test_only_the_words_around_a_change_are_shown():
    old = f"{'đầu ' * 50}trong năm 2026 và {'giữa ' * 50}trước 15/12/2026 là xong {'cuối ' * 50}"
    swaps = tuple(Swap(at, at + 4, "2027") for at in (old.index("2026"), old.rindex("2026")))
    each = Proposal(Kind.YEAR, Part.BODY, Place("item", 1, "text"), "Mục I", old, swaps)
    assert plain(before(each)).startswith("… đầu đầu")
    assert " năm 2026 và giữa" in plain(before(each))
    assert plain(before(each)).count("…") == 3  # at both ends and between the two, once each
    assert "……" not in plain(before(each)).replace(" ", "")
    assert [words for words, is_changed in after(each) if is_changed] == ["2027", "2027"]
    assert len(plain(after(each))) < 180
    short = Proposal(
        Kind.YEAR, Part.BODY, Place("item", 1, "text"), "Mục I", "năm 2026", (Swap(4, 8, "2027"),)
    )
    assert (plain(before(short)), plain(after(short))) == ("năm 2026", "năm 2027")


def test_a_plan_without_any_year_is_made_too(qtbot, open_window):
    appendix = Appendix("", (Activity("Việc", (Task("Tin"),)),))
    window = open_window(Plan(2026, body=(Item(Level.PARAGRAPH, "Chữ"),), appendices=(appendix,)))
    window.show()
    window.verbs["next_plan"].trigger()
    page = shown(qtbot, window)
    page.make.click()
    assert window.workbench.plan.year == 2027


def test_a_basis_the_library_knows_to_be_out_of_force_is_pointed_out(qtbot, open_window):
    text = "Căn cứ Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ;"
    window = open_window(Plan(2026, preamble=(Item(Level.BASIS, text),)))
    window.show()
    window.verbs["next_plan"].trigger()
    page = shown(qtbot, window)
    assert "hết hiệu lực từ 01/7/2026" in page.list.rows.data(row_of(page, "Căn cứ 1"))
    page.make.click()
    assert window.workbench.plan.preamble[0].text == text
    assert window.desk.findings.sentences == [
        "Căn cứ 1: Nghị định số 42/2022/NĐ-CP hết hiệu lực từ 01/7/2026."
    ]


def press(page, words: str) -> None:
    next(each for each in page.findChildren(QPushButton) if each.text() == words).click()
