"""A plan is deleted with its reports: those that were sent are asked about by name."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kehoach_desktop.services import plans, reports
from kehoach_desktop.ui import choosing


@pytest.fixture
def send(tmp_path, monkeypatch, settle, qtbot, window, open_report):
    """Sends the report of the period at a place in the list, and leaves the page."""
    monkeypatch.setattr(choosing, "choose_folder", lambda *_: tmp_path)

    def sent(place: int, number: str) -> None:
        shown = open_report(place)
        shown.head.send.click()
        settle(window)
        shown.over.number.setText(number)
        shown.over.number.editingFinished.emit()
        shown.over.date.set_day(dt.date(2026, 9, 16))
        shown.over.make.click()
        settle(window)
        qtbot.waitUntil(lambda: not window.sent_periods.is_busy)
        window.desk.close_page()

    return sent


def kept(window) -> int:
    return len(plans.list_plans(window.workbench.store))


def test_drafts_go_along_and_are_told_afterwards(window, open_report):
    report = open_report(0).bench.plan
    window.desk.close_page()
    before, plan = kept(window), window.workbench.plan
    window.verbs["delete_plan"].trigger()
    assert " cùng 1 dự thảo báo cáo. Kế hoạch ở trong Thùng rác" in window.desk.messages.text
    assert kept(window) == before - 1
    window.desk.messages.click("Khôi phục")
    assert window.workbench.plan == plan
    assert reports.get_report(window.workbench.store, report.id) == report


def test_sent_reports_are_asked_about_by_name(window, send, open_report, qtbot):
    plan, store, before = window.workbench.plan, window.workbench.store, kept(window)
    send(0, "14")
    send(1, "15")
    open_report(2)
    window.desk.close_page()
    window.verbs["delete_plan"].trigger()
    asked = window.desk.messages.text
    assert "có 2 báo cáo đã gửi: " in asked
    assert "số 15/BC-UBND, quý II năm 2026, gửi ngày " in asked
    assert "số 14/BC-UBND, quý I năm 2026, gửi ngày " in asked
    assert kept(window) == before
    qtbot.waitUntil(lambda: window.focusWidget() is not None and window.focusWidget().isVisible())
    assert window.focusWidget().text() == "Giữ lại"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert (kept(window), window.desk.messages.text) == (before, "")
    assert len(reports.list_reports(store, plan.id)) == 3
    window.verbs["delete_plan"].trigger()
    window.desk.messages.click("Xóa cả báo cáo đã gửi")
    assert " và 3 báo cáo, trong đó 2 đã gửi. " in window.desk.messages.text.replace(" cùng ", " và ")
    assert kept(window) == before - 1
    assert reports.list_reports(store, plan.id) == ()
    window.desk.messages.click("Khôi phục")
    assert [one.number for one in reports.list_reports(store, plan.id)] == ["", "15", "14"]
    assert reports.get_report(store, reports.list_reports(store, plan.id)[1].id).sendings[0].pdf


def test_another_plan_opened_before_the_answer_stays(window, send):
    send(0, "14")
    before = kept(window)
    first = window.workbench.plan.id
    other = next(one.id for one in plans.list_plans(window.workbench.store) if one.id != first)
    window.verbs["delete_plan"].trigger()
    window.workbench.open_plan(other)
    window.desk.messages.click("Xóa cả báo cáo đã gửi")
    assert kept(window) == before
