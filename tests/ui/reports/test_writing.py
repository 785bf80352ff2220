"""Writing on a report: it is kept, found again, brought up to date, traced; the window's verbs mean it."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from worked_year import PLAN_2026

from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.linked import links
from kehoach_desktop.domain.plan import Quantity
from kehoach_desktop.services import files, plans, reports
from kehoach_desktop.services.reporting import report_periods
from kehoach_desktop.ui.reports.list_page import ReportPage, due_place, summary_words

KEY = Qt.Key


def texts(shown) -> list[str]:
    return [item.text for item in shown.bench.plan.body]


def type_letters(shown, words: str) -> None:
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, KEY.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(shown.tab.editor, event)


def type_at_end(shown, words: str) -> None:
    shown.tab.editor.go_to_line(2)  # after the opening and section I
    type_letters(shown, words)


def record_more_news(window) -> None:
    """Enter two more tin, bài on 12/6/2026 in the tracker's plan."""
    news = list(all_tasks(window.workbench.plan))[1]
    record = news.progress[1]
    more = Quantity("Tin, bài", "tin, bài", 2, dt.date(2026, 6, 12))
    edit = Splice("progress", record.id, "quantities", len(record.quantities), (), (more,))
    assert window.workbench.commit(edit, "Ghi số lượng")


def test_a_report_opens_in_the_editor_with_kinh_gui_and_its_pages(window, open_report, qtbot):
    shown = open_report()
    assert shown.head.words == "Báo cáo quý II · Dự thảo, lưu ngay khi gõ"
    assert "Tuyên truyền lưu động: trong kỳ 9 buổi; từ đầu năm 9 buổi." in texts(shown)
    assert shown.tab.particulars.fields["addressees"].toPlainText() == "UBND tỉnh Bình Lâm"
    assert "year" not in shown.tab.particulars.fields
    window.resize(1500, 800)
    shown.tab.verbs.actions["pages"].setChecked(True)
    qtbot.waitUntil(
        lambda: shown.tab.preview.paper.count > 2 and shown.tab.preview.is_current, timeout=20_000
    )


def test_what_is_typed_is_kept_and_found_when_the_period_is_opened_again(window, open_report):
    shown = open_report()
    report_id = shown.bench.plan.id
    type_at_end(shown, " Có thêm ý.")
    shown.head.leave.click()
    assert window.desk.page is None
    again = open_report()
    assert again.bench.plan.id == report_id
    assert texts(again)[1].endswith(" Có thêm ý.")
    assert len(reports.list_reports(window.workbench.store, window.workbench.plan.id)) == 1


def test_another_page_over_it_keeps_what_was_typed(window, open_report):
    shown = open_report()
    report_id = shown.bench.plan.id
    type_at_end(shown, " Gõ dở")
    window.verbs["about"].trigger()
    assert reports.get_report(window.workbench.store, report_id).body[1].text.endswith(" Gõ dở")


def test_closing_the_window_keeps_what_was_typed(window, open_report):
    shown = open_report()
    kept = []
    shown.bench.saved.connect(kept.append)
    type_at_end(shown, " Cuối ngày")
    window.close()
    assert kept


def test_closing_the_window_while_a_report_is_begun_shows_nothing(window, qtbot):
    window.verbs["report"].trigger()
    page = window.desk.page
    page.begin.click()
    window.close_for_good()
    qtbot.wait(50)  # what the work tells after it
    assert window.reports.shown is None
    files.open_file(window.workbench.store.path).close()  # nobody holds it


def test_undo_in_the_menu_is_the_reports_and_the_plans_again_afterwards(window, open_report):
    record_more_news(window)
    shown = open_report()
    assert not window.verbs["undo"].isEnabled()
    type_at_end(shown, " Sửa")
    shown.flush()
    assert window.verbs["undo"].isEnabled()
    window.verbs["undo"].trigger()
    assert not texts(shown)[1].endswith(" Sửa")
    window.verbs["redo"].trigger()
    assert texts(shown)[1].endswith(" Sửa")
    assert not window.verbs["issue"].isEnabled()
    shown.head.leave.click()
    assert window.verbs["issue"].isEnabled()
    assert "Ghi số lượng" in window.verbs["undo"].text()
    before = window.workbench.plan
    window.verbs["undo"].trigger()
    assert window.workbench.plan != before


def test_ctrl_z_in_a_particular_takes_back_the_reports_last_edit(window, open_report, qtbot):
    shown = open_report()
    field = shown.tab.particulars.fields["addressees"]
    field.setFocus()
    field.selectAll()
    field.insertPlainText("UBND tỉnh; Sở Tư pháp")
    shown.tab.editor.setFocus()
    assert shown.bench.plan.addressees == ("UBND tỉnh; Sở Tư pháp",)
    field.setFocus()
    qtbot.keyClick(field, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown.bench.plan.addressees == ("UBND tỉnh Bình Lâm",)


def test_finding_looks_in_the_report(window, open_report):
    shown = open_report()
    window.verbs["find"].trigger()
    assert shown.tab.find_bar().isVisible()
    shown.head.leave.click()
    window.verbs["find"].trigger()
    assert window.tabs.current.find_bar().isVisible()


def test_figures_are_brought_up_to_date_in_one_step(window, open_report, settle):
    open_report().head.leave.click()
    record_more_news(window)
    shown = open_report()
    assert "Tin, bài trên trang thông tin điện tử: 6 tin, bài." in texts(shown)
    shown.head.refresh.click()
    settle(window)
    assert "Tin, bài trên trang thông tin điện tử: 8 tin, bài." in texts(shown)
    assert "Đã cập nhật số liệu ở 2 mục" in window.desk.messages.text
    window.desk.messages.click("Hoàn tác")
    assert "Tin, bài trên trang thông tin điện tử: 6 tin, bài." in texts(shown)


def test_a_draft_opened_after_the_data_changed_says_so(window, open_report, settle, qtbot):
    open_report().head.leave.click()
    record_more_news(window)
    shown = open_report()
    qtbot.waitUntil(lambda: "2 mục của dự thảo này còn số cũ" in window.desk.messages.text)
    window.desk.messages.click("Cập nhật số liệu")
    settle(window)
    assert "Tin, bài trên trang thông tin điện tử: 8 tin, bài." in texts(shown)


def test_a_figure_written_over_is_not_brought_up_to_date(window, open_report, settle, put_caret, qtbot):
    shown = open_report()
    put_caret(shown, "Tin, bài trên trang", "6 tin")
    qtbot.keyClick(shown.tab.editor, KEY.Key_Backspace)
    type_letters(shown, "9")
    shown.head.leave.click()
    record_more_news(window)
    again = open_report()
    again.head.refresh.click()
    settle(window)
    assert "Tin, bài trên trang thông tin điện tử: 9 tin, bài." in texts(again)
    assert "từ đầu năm 12 tin, bài" in "\n".join(texts(again))


def test_nothing_to_bring_up_to_date_is_said(window, open_report, settle):
    shown = open_report()
    shown.head.refresh.click()
    settle(window)
    assert "đều đúng" in window.desk.messages.text
    assert not shown.bench.stack.canUndo()


def delete_news(window) -> None:
    """Take every tin, bài of quý II out of the tracker's plan."""
    record = list(all_tasks(window.workbench.plan))[1].progress[1]
    edit = Splice("progress", record.id, "quantities", 0, record.quantities, ())
    assert window.workbench.commit(edit, "Xóa số lượng")


def test_figures_whose_data_are_deleted_become_nought_and_are_not_said_to_be_right(
    window, open_report, settle
):
    open_report().head.leave.click()
    delete_news(window)
    shown = open_report()
    shown.head.refresh.click()
    settle(window)
    assert "Tin, bài trên trang thông tin điện tử: 0 tin, bài." in texts(shown)
    assert "Đã cập nhật số liệu ở 2 mục" in window.desk.messages.text


def test_words_that_have_no_data_any_more_are_named_each_time_and_led_to(window, open_report, settle):
    open_report().head.leave.click()
    plan = window.workbench.plan
    news = list(all_tasks(plan))[1]
    edit = Splice("task", news.id, "targets", 0, news.targets, ())
    assert window.workbench.commit(edit, "Xóa chỉ tiêu")
    shown = open_report()
    for _ in range(2):
        shown.head.refresh.click()
        settle(window)
        said = window.desk.messages.text
        assert (
            "Không còn số liệu cho “đạt 50% chỉ tiêu năm (20 tin, bài)” trong câu: Tin, bài: trong kỳ" in said
        )
        assert "đều đúng" not in said
    window.desk.messages.click("Đến câu đó")
    item_id, _ = shown.tab.editor.caret_place()
    (item,) = [one for one in shown.bench.plan.body if one.id == item_id]
    assert item.text.startswith("Tin, bài: trong kỳ")


def test_a_figure_is_traced_to_its_entries_and_one_of_them_is_gone_to(
    window, open_report, settle, put_caret, qtbot
):
    shown = open_report()
    put_caret(shown, "Tin, bài: trong kỳ", "10 tin")
    qtbot.keyClick(shown.tab.editor, KEY.Key_F4)
    panel = shown.trace_panel
    qtbot.waitUntil(panel.isVisible)
    assert panel.title == "“10” từ đâu: Tin, bài, từ đầu năm 2026"
    assert panel.texts[0] == "Tin, bài trên trang thông tin điện tử: Quý I, 1 tin, bài, ngày 27/01/2026"
    assert len(panel.texts) == 4
    panel.rows.setCurrentRow(2)
    qtbot.keyClick(panel.rows, KEY.Key_Return)
    assert window.desk.page is None
    assert window.tabs.place == 2
    index = window.tabs.current.view.currentIndex()
    assert index.column() == 2
    window.desk.messages.click("Về báo cáo")
    assert window.desk.page.bench.plan.subject.startswith("Kết quả thực hiện quý II Kế hoạch")


def test_esc_in_the_list_leads_back_to_the_text(window, open_report, settle, put_caret, qtbot):
    shown = open_report()
    put_caret(shown, "Tin, bài: trong kỳ", "10 tin")
    window.verbs["trace_figure"].trigger()
    qtbot.waitUntil(shown.trace_panel.isVisible)
    qtbot.keyClick(shown.trace_panel.rows, KEY.Key_Escape)
    assert shown.trace_panel.isHidden()
    assert QApplication.focusWidget() is shown.tab.editor
    qtbot.keyClick(shown.tab.editor, KEY.Key_Escape)
    assert window.desk.page is shown


def test_words_that_are_no_figure_are_said_to_be_none(window, open_report, put_caret):
    shown = open_report()
    put_caret(shown, "Tin, bài: trong kỳ", "trong kỳ")
    window.verbs["trace_figure"].trigger()
    assert "Hãy đặt con trỏ vào một số có gạch chấm" in window.desk.messages.text


def test_drafts_are_listed_opened_deleted_and_brought_back(window, open_report):
    open_report(1).head.leave.click()
    open_report(4).head.leave.click()
    window.verbs["report"].trigger()
    page = window.desk.page
    assert isinstance(page, ReportPage)
    listed = reports.list_reports(window.workbench.store, window.workbench.plan.id)
    assert [summary_words(one) for one in listed] == ["Dự thảo", "Dự thảo"]
    page.verb(listed[0], "Xóa dự thảo").click()
    assert len(reports.list_reports(window.workbench.store, window.workbench.plan.id)) == 1
    window.desk.messages.click("Hoàn tác")
    now = reports.list_reports(window.workbench.store, window.workbench.plan.id)
    assert [one.reporting for one in now] == [one.reporting for one in listed]
    page.verb(now[-1], "Mở").click()
    assert window.desk.page.bench.plan.id == now[-1].id


def test_another_plan_takes_the_report_away(window, open_report):
    shown = open_report()
    last_year = next(one for one in plans.list_plans(window.workbench.store) if one.year == 2025)
    window.plans.open_plan(last_year.id)
    assert window.desk.page is not shown
    assert window.reports.shown is None


@pytest.mark.parametrize("place", [0, 4, 5, 6])
def test_every_period_opens_with_linked_figures(window, open_report, place):
    shown = open_report(place)
    found = [link for item in shown.bench.plan.body for link in links(item)]
    assert len(found) > 10


def test_a_report_whose_plan_has_no_superior_has_an_empty_kinh_gui(window, open_report):
    plan = window.workbench.plan
    window.workbench.commit(SetField("plan", plan.id, "superior", plan.superior, ""), "Sửa")
    shown = open_report()
    assert shown.bench.plan.addressees == ()
    assert replace(shown.bench.plan) == shown.bench.plan


def test_the_period_in_view_in_the_tracker_is_proposed(window):
    window.verbs["show_tracker"].trigger()
    window.tabs.current.show_period("Q2")
    window.verbs["report"].trigger()
    assert window.desk.page.period().code == "Q2"
    window.desk.close_page()
    window.tabs.current.show_period("6T")
    window.verbs["report"].trigger()
    assert window.desk.page.period().code == "6T"


def test_the_period_that_just_ended_is_proposed_until_it_is_sent():
    periods = report_periods(PLAN_2026)
    codes = [one.code for one in periods]
    for day, sent, code in (
        ((2026, 1, 5), (), "Q1"),
        ((2026, 6, 20), (), "Q2"),
        ((2026, 6, 20), ("Q2",), "6T"),
        ((2026, 6, 20), ("Q2", "6T"), "Q3"),
        ((2026, 8, 20), (), "Q3"),
        ((2027, 5, 1), (), codes[-1]),
    ):
        assert codes[due_place(periods, dt.date(*day), sent)] == code


def test_a_closed_period_is_said_to_be_and_how_much_differs(window, qtbot):
    window.verbs["show_tracker"].trigger()
    tab = window.tabs.current
    tab.show_period("Q2")
    tab.closing.action.trigger()
    qtbot.waitUntil(lambda: len(window.workbench.plan.closings) == 1)
    record = next(
        one for task in all_tasks(window.workbench.plan) for one in task.progress if one.quarter == 2
    )
    window.workbench.commit(SetField("progress", record.id, "difficulty", record.difficulty, "Mới"), "Sửa")
    window.verbs["report"].trigger()
    page = window.desk.page
    assert page.standing.text().startswith("Kỳ này đã chốt ngày ")
    assert page.standing.text().endswith(", nay khác 1 chỗ.")
    page.which.setCurrentIndex(0)
    assert not page.standing.isVisibleTo(page)


def test_undo_does_nothing_to_a_plan_hidden_below_a_page(window):
    plan = window.workbench.plan
    window.workbench.commit(SetField("plan", plan.id, "place", plan.place, "Nơi khác"), "Sửa địa danh")
    window.verbs["report"].trigger()
    window.verbs["undo"].trigger()
    assert window.workbench.plan.place == "Nơi khác"
    assert "đóng trang này" in window.desk.messages.text
    window.desk.close_page()
    window.verbs["undo"].trigger()
    assert window.workbench.plan.place == plan.place
