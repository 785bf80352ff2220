"""Periods in the real window: the switch, any two days, closing and drift, the page, the days left."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise, product

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.drift import differing_cells
from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.figures import all_tasks, figures
from kehoach_desktop.domain.periods import (
    CALENDAR,
    DECREE_09,
    MONTHS_3_6_9_12,
    REFORM,
    SCHEMES,
    Reported,
    Scheme,
    between,
)
from kehoach_desktop.domain.plan import State, Status
from kehoach_desktop.services import plans
from kehoach_desktop.services.closing import find_drift
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.deadline_watch import DeadlineWatch
from kehoach_desktop.ui.scheme.page import SchemePage
from kehoach_desktop.ui.status_line import StatusLine
from kehoach_desktop.ui.tracker.own_days import OwnDays
from kehoach_desktop.ui.tracker.record_edits import record_of
from kehoach_desktop.ui.tracker_tab import TrackerTab
from kehoach_desktop.ui.workbench import Workbench

Key, Mod = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tab(qtbot, workbench: Workbench, settings: Settings) -> TrackerTab:
    made = TrackerTab(workbench, settings)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_period("Q3")
    return made


def use_scheme(workbench: Workbench, scheme: Scheme) -> None:
    plan = workbench.plan
    assert workbench.commit(SetField("plan", plan.id, "scheme", plan.scheme, scheme), "Đổi kỳ")


def type_in(field, text: str) -> None:
    """Type over what stands in a field, and leave it by Tab."""
    field.setFocus()
    field.selectAll()
    for letter in text:
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Mod.NoModifier, letter))
    QTest.keyClick(field, Key.Key_Tab)


def close_period(qtbot, tab: TrackerTab, workbench: Workbench) -> None:
    before = len(workbench.plan.closings)
    tab.closing.action.trigger()
    qtbot.waitUntil(lambda: len(workbench.plan.closings) == before + 1)
    settle(qtbot, tab)


def settle(qtbot, tab: TrackerTab) -> None:
    """Wait until what differs has been looked for."""
    qtbot.waitUntil(lambda: not tab.closing.is_looking)


# -- the switch ------------------------------------------------------------------------------------


def words(tab: TrackerTab) -> list[str]:
    return [tab.periods.buttons[code].text() for code in tab.periods.codes]


def test_the_switch_has_the_periods_the_office_reports_on(tab, workbench) -> None:
    assert words(tab) == ["Quý I", "Quý II", "Quý III", "Quý IV", "6 tháng", "9 tháng", "Năm"]
    use_scheme(workbench, MONTHS_3_6_9_12)
    assert words(tab) == ["Quý I", "Quý II", "Quý III", "Quý IV", "6 tháng", "9 tháng", "12 tháng"]
    use_scheme(workbench, REFORM)
    assert words(tab) == ["Quý I", "Quý II", "Quý III", "Quý IV", "6 tháng", "Năm"]


def test_a_period_no_longer_reported_on_is_left(tab, workbench) -> None:
    tab.show_period("9T")
    use_scheme(workbench, REFORM)
    assert tab.code in tab.periods.codes
    tab.show_period("Q2")
    use_scheme(workbench, replace(REFORM, closings=((3, 20), (6, 20), (9, 20), (12, 20)), key=""))
    assert tab.code == "Q2"
    assert tab.periods.days.text() == "21/3/2026 - 20/6/2026"


def test_no_button_of_the_switch_is_cut(tab, workbench, qtbot) -> None:
    for scheme, width in product((DECREE_09, MONTHS_3_6_9_12), (640, 800, 911, 1093, 1366)):
        if workbench.plan.scheme != scheme:
            use_scheme(workbench, scheme)
        tab.resize(width, 640)
        qtbot.wait(20)
        shown = [tab.periods.buttons[code] for code in tab.periods.codes] + [tab.periods.own]
        for button, after in pairwise(shown):
            assert button.geometry().right() < after.geometry().left() + 1, width
            text_px = button.fontMetrics().horizontalAdvance(button.text())
            assert button.width() >= text_px, width
        assert shown[-1].geometry().right() <= tab.periods.width(), width


# -- any two days ----------------------------------------------------------------------------------


def test_any_two_days_are_typed_in_place(tab, workbench, qtbot) -> None:
    qtbot.mouseClick(tab.periods.own, LEFT)
    own: OwnDays = tab.periods.own_days
    assert own.isVisible()
    assert tab.code == "2026-06-15:2026-09-14"  # they begin as the period in view
    assert QApplication.focusWidget() is own.start.line
    type_in(own.start.line, "01/7/2026")
    type_in(own.end.line, "31/7/2026")
    assert tab.code == "2026-07-01:2026-07-31"
    counted = figures(workbench.plan, between(dt.date(2026, 7, 1), dt.date(2026, 7, 31)))
    assert tab.strip.numbers["done"].text() == str(counted.states[State.DONE])
    assert list(tab.model.look.quarters) == [3]
    type_in(own.end.line, "20/12/2026")
    assert list(tab.model.look.quarters) == [3, 4]


def test_days_that_are_none_or_in_the_wrong_order_are_said_so(tab, qtbot) -> None:
    qtbot.mouseClick(tab.periods.own, LEFT)
    own = tab.periods.own_days
    shown = tab.code
    type_in(own.start.line, "31/02/2026")
    assert own.wrong.text().startswith("Ngày không đúng")
    type_in(own.start.line, "01/12/2026")
    assert "sau ngày cuối" in own.wrong.text()
    assert tab.code == shown
    tab.refresh_figures()
    assert own.start.line.text() == "01/12/2026"  # what is typed stays
    type_in(own.end.line, "02/12/2026")
    assert own.wrong.isHidden()
    assert tab.code == "2026-12-01:2026-12-02"


def test_another_period_puts_the_days_away_and_keeps_them(tab, qtbot) -> None:
    qtbot.mouseClick(tab.periods.own, LEFT)
    type_in(tab.periods.own_days.start.line, "01/7/2026")
    qtbot.mouseClick(tab.periods.buttons["Q1"], LEFT)
    assert tab.periods.own_days.isHidden()
    assert tab.periods.days.text() == "15/12/2025 - 14/3/2026"
    qtbot.mouseClick(tab.periods.own, LEFT)
    assert tab.code == "2026-07-01:2026-09-14"


# -- closing and drift -----------------------------------------------------------------------------


def test_a_period_is_closed_in_one_step_that_is_undone(tab, workbench, qtbot) -> None:
    before = workbench.plan
    close_period(qtbot, tab, workbench)
    closing = workbench.plan.closings[0]
    assert (closing.code, closing.start, closing.end) == ("Q3", dt.date(2026, 6, 15), dt.date(2026, 9, 14))
    assert tab.closing.notice.words.startswith("Đã chốt ngày ")
    assert "đúng như đã chốt" in tab.closing.notice.words
    assert tab.closing.action.iconText() == "Chốt lại kỳ"
    assert plans.get_plan(workbench.store, workbench.plan.id) == workbench.plan
    assert workbench.stack.undoText() == "Chốt kỳ Quý III"
    workbench.undo()
    assert workbench.plan == before
    assert tab.closing.notice.words == ""
    assert tab.closing.action.iconText() == "Chốt kỳ"


def test_closing_before_the_period_is_over_is_said(tab, workbench, qtbot) -> None:
    plan = workbench.plan
    workbench.commit(SetField("plan", plan.id, "year", plan.year, 2099), "Sửa năm")
    close_period(qtbot, tab, workbench)
    assert "trước khi hết kỳ (14/9/2099)" in tab.closing.notice.words


def test_an_issued_plan_is_closed_too(tab, workbench, qtbot) -> None:
    plan = workbench.plan
    workbench.commit(SetField("plan", plan.id, "status", plan.status, Status.ISSUED), "Ban hành")
    close_period(qtbot, tab, workbench)
    assert len(workbench.plan.closings) == 1


def drifted(tab, workbench, qtbot):
    """Close quarter III, then change the leaflets' percent and count."""
    close_period(qtbot, tab, workbench)
    task = list(all_tasks(workbench.plan))[3]
    record = record_of(task, 3)
    workbench.commit(SetField("progress", record.id, "percent", 85, 90), "Sửa")
    counted = record.quantities[0]
    workbench.commit(SetField("quantity", counted.id, "value", counted.value, counted.value + 50), "Sửa")
    settle(qtbot, tab)
    return task


def test_a_later_change_is_told_and_leads_to_its_cell(tab, workbench, qtbot) -> None:
    cells = []
    tab.closing.cells_found.connect(cells.append)
    task = drifted(tab, workbench, qtbot)
    notice = tab.closing.notice
    assert notice.words.startswith("Khác số đã chốt ngày ")
    assert notice.words.endswith(": 2 chỗ")
    differences = find_drift(workbench.plan, workbench.plan.closings[0])
    assert cells[-1] == {(task.id, 3)} == differing_cells(differences)
    assert notice.sentences == []
    qtbot.mouseClick(notice.look, LEFT)
    assert notice.sentences == [each.sentence for each in differences]
    assert any("đã báo 85 %, nay 90 %" in sentence for sentence in notice.sentences)
    tab.view.go_to(0, 1)
    notice.list.setCurrentRow(1)
    QTest.keyClick(notice.list, Key.Key_Return)
    assert (tab.view.currentIndex().row(), tab.view.currentIndex().column()) == (3, 3)
    assert tab.view.hasFocus()


def test_nothing_is_claimed_before_it_has_been_looked_at(tab, workbench, qtbot) -> None:
    drifted(tab, workbench, qtbot)
    workbench.open_plan(workbench.plan.id)
    tab.show_period("Q3")
    assert tab.closing.notice.words.startswith("Đã chốt ngày ")
    assert "đúng như" not in tab.closing.notice.words
    settle(qtbot, tab)
    assert tab.closing.notice.words.endswith(": 2 chỗ")


def test_other_reporting_days_leave_no_mark_and_no_notice_of_another_quarter(tab, workbench, qtbot) -> None:
    close_period(qtbot, tab, workbench)
    workbench.commit(SetField("plan", workbench.plan.id, "scheme", DECREE_09, CALENDAR), "Đổi kỳ")
    settle(qtbot, tab)
    assert tab.model.drifted == frozenset()
    assert tab.closing.notice.words == ""
    assert tab.closing.action.iconText() == "Chốt kỳ"
    workbench.undo()
    settle(qtbot, tab)
    assert "đúng như đã chốt" in tab.closing.notice.words


def test_undone_closing_leaves_no_mark(tab, workbench, qtbot) -> None:
    drifted(tab, workbench, qtbot)
    assert tab.model.drifted
    before = workbench.plan.closings
    workbench.commit(Splice("plan", workbench.plan.id, "closings", 0, before, ()), "Bỏ chốt")
    settle(qtbot, tab)
    assert tab.model.drifted == frozenset()
    assert tab.closing.notice.words == ""


def test_only_the_period_in_sight_is_closed(window, qtbot) -> None:
    window.verbs["show_tracker"].trigger()
    action = window.tabs.current.closing.action
    assert action.isEnabled()
    window.verbs["show_plan"].trigger()
    assert not action.isEnabled()
    window.verbs["show_tracker"].trigger()
    assert action.isEnabled()


def test_a_change_while_closing_is_closed_too(tab, workbench, qtbot) -> None:
    tab.closing.action.trigger()
    record = record_of(list(all_tasks(workbench.plan))[3], 3)
    workbench.commit(SetField("progress", record.id, "percent", 85, 91), "Sửa")
    tab.show_period("Q1")
    qtbot.waitUntil(lambda: bool(workbench.plan.closings))
    (closing,) = workbench.plan.closings
    assert closing.code == "Q3"
    assert find_drift(workbench.plan, closing) == ()


def test_the_notice_is_that_of_the_period_in_view(tab, workbench, qtbot) -> None:
    drifted(tab, workbench, qtbot)
    tab.show_period("Q2")
    assert tab.closing.notice.words == ""
    tab.show_period("Q3")
    assert tab.closing.notice.words.endswith(": 2 chỗ")


def test_closing_again_takes_the_place_of_the_first(tab, workbench, qtbot) -> None:
    drifted(tab, workbench, qtbot)
    close_period(qtbot, tab, workbench)
    assert len(workbench.plan.closings) == 2
    assert "đúng như đã chốt" in tab.closing.notice.words
    workbench.undo()
    settle(qtbot, tab)
    assert tab.closing.notice.words.endswith(": 2 chỗ")


def test_what_is_being_typed_is_closed_too(tab, workbench, qtbot) -> None:
    tab.view.go_to(3, 3)
    tab.panel.texts["result"].setFocus()
    tab.panel.texts["result"].insertPlainText("Vừa gõ. ")
    close_period(qtbot, tab, workbench)
    assert "Vừa gõ." in workbench.plan.closings[0].content
    assert "đúng như đã chốt" in tab.closing.notice.words


def test_a_closing_of_another_program_is_said_to_be_unreadable(tab, workbench, qtbot) -> None:
    close_period(qtbot, tab, workbench)
    old = workbench.plan.closings[0]
    workbench.commit(
        Splice("plan", workbench.plan.id, "closings", 0, (old,), (replace(old, content="?"),)), "Thử"
    )
    settle(qtbot, tab)
    assert "không đọc được" in tab.closing.notice.words


# -- the page --------------------------------------------------------------------------------------


@pytest.fixture
def page(window, qtbot) -> SchemePage:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.verbs["periods"].trigger()
    assert isinstance(window.desk.page, SchemePage)
    return window.desk.page


def test_a_shipped_scheme_is_one_step(window, page) -> None:
    before = window.workbench.plan
    page.which.setCurrentIndex(1)
    type_in(page.table.lines["6T"].days, "5")
    page.on_take_clicked()
    scheme = window.workbench.plan.scheme
    assert (scheme.key, [one.name for one in scheme.reported]) == (
        "months",
        ["3 tháng", "6 tháng", "9 tháng", "12 tháng"],
    )
    assert [one.sending_days for one in scheme.reported] == [None, 5, None, None]
    assert window.desk.page is None
    assert window.workbench.stack.undoText() == "Đổi kỳ báo cáo"
    window.workbench.undo()
    assert window.workbench.plan == before


def test_a_shipped_scheme_is_taken_as_it_is(page) -> None:
    for place in range(4):
        page.which.setCurrentIndex(place)
        assert page.scheme() == SCHEMES[place]


def test_the_page_shows_the_days_of_the_plans_year(page) -> None:
    line = page.table.lines["Q3"]
    assert (line.start.text(), line.end.text(), line.sending.text()) == ("15/6/2026", "14/9/2026", "")
    type_in(line.days, "5")
    assert line.sending.text() == "21/9/2026"
    type_in(page.days_off, "16/9/2026")
    assert line.sending.text() == "22/9/2026"


def test_an_office_makes_its_own(window, page) -> None:
    page.which.setCurrentIndex(4)
    type_in(page.name, "Kỳ của huyện")
    for field, text in zip(page.closings, ("29/02", "31/5", "31/8", "30/11"), strict=True):
        type_in(field, text)
    for code in ("Q2", "Q3", "Q4", "9T"):
        page.table.lines[code].is_reported.click()
    type_in(page.table.lines["6T"].name, "Sáu tháng")
    assert page.table.lines["Q1"].end.text() == "28/02/2026"
    page.on_take_clicked()
    reported = (Reported("Q1", "Quý I"), Reported("6T", "Sáu tháng"), Reported("NAM", "Năm"))
    own = Scheme("", "Kỳ của huyện", ((2, 29), (5, 31), (8, 31), (11, 30)), reported)
    assert window.workbench.plan.scheme == own
    store = window.workbench.store
    assert plans.get_plan(store, window.workbench.plan.id).scheme == own
    window.verbs["periods"].trigger()
    again = window.desk.page
    assert again.scheme() == own
    again.which.setCurrentIndex(0)
    again.which.setCurrentIndex(4)
    assert again.scheme() == own


def test_wrong_closing_days_are_said_at_their_field(window, page) -> None:
    before = window.workbench.plan
    for closings, sentence in (
        (("31/02", "14/6", "14/9", "14/12"), "Không có ngày 31/2"),
        (("14/3", "14/3", "14/9", "14/12"), "theo thứ tự"),
        (("14/6", "14/3", "14/9", "14/12"), "theo thứ tự"),
        (("14", "14/6", "14/9", "14/12"), "không phải ngày chốt"),
    ):
        page.which.setCurrentIndex(4)
        for field, text in zip(page.closings, closings, strict=True):
            field.setText(text)
        page.on_take_clicked()
        assert sentence in page.wrong.text()
        assert any(field.hasFocus() and field.property("wrong") == "true" for field in page.closings)
        assert window.workbench.plan is before
        page.which.setCurrentIndex(0)
        assert page.wrong.isHidden()
        assert not any(field.property("wrong") == "true" for field in page.closings)


def test_wrong_sending_days_and_days_off_are_said_at_their_field(page) -> None:
    line = page.table.lines["Q2"]
    line.days.setText("năm")
    page.on_take_clicked()
    assert "0 đến 60" in page.wrong.text()
    assert line.days.hasFocus()
    type_in(line.days, "5")
    type_in(page.days_off, "hôm nào đó")
    page.on_take_clicked()
    assert "không phải ngày" in page.wrong.text()
    assert page.days_off.hasFocus()


def test_an_issued_plan_may_be_reported_on_otherwise(window, page) -> None:
    plan = window.workbench.plan
    window.workbench.commit(SetField("plan", plan.id, "status", plan.status, Status.ISSUED), "Ban hành")
    page.which.setCurrentIndex(2)
    page.on_take_clicked()
    assert window.workbench.plan.scheme == REFORM


def test_the_page_goes_with_its_plan(window, page, older) -> None:
    window.workbench.open_plan(plans.add_plan(window.workbench.store, older).id)
    assert window.desk.page is None


def test_no_period_at_all_is_refused(window, page) -> None:
    page.which.setCurrentIndex(4)
    for line in page.table.lines.values():
        line.is_reported.click()
    page.on_take_clicked()
    assert "ít nhất một kỳ" in page.wrong.text()
    assert window.desk.page is page


def test_the_verbs_stand_in_the_menu_theo_doi(window) -> None:
    (menu,) = [each for each in window.menus.values() if each.title() == "Th&eo dõi"]
    names = [action.objectName() for action in menu.actions()]
    assert "periods" in names
    assert "close_period" in names
    assert window.verbs["periods"].isEnabled()
    window.workbench.open_plan(None)
    assert not window.verbs["periods"].isEnabled()


def test_a_plan_begun_in_the_window_goes_on_with_the_newest_ones_periods(window) -> None:
    use_scheme(window.workbench, REFORM)
    window.plans.make_plan("", 2027)
    assert (window.workbench.plan.year, window.workbench.plan.scheme) == (2027, REFORM)


# -- the days left ---------------------------------------------------------------------------------


@pytest.fixture
def status(qtbot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_days_left_follow_the_day_and_the_plan(status, workbench, tab, qtbot) -> None:
    days = [dt.date(2026, 9, 2)]
    watch = DeadlineWatch(workbench, status, tab, today=lambda: days[0])
    assert status.deadline.text() == "Quý III, 9 tháng chốt số liệu 14/9, còn 12 ngày"
    assert status.deadline.property("state") == "calm"
    days[0] = dt.date(2026, 9, 10)
    watch.show()
    assert status.deadline.text().endswith("còn 4 ngày")
    assert status.deadline.property("state") == "near"
    reported = (Reported("Q3", "Quý III", 5),)
    use_scheme(workbench, replace(DECREE_09, reported=reported))
    assert status.deadline.text() == "Quý III chốt số liệu 14/9, còn 4 ngày"
    days[0] = dt.date(2026, 9, 23)
    watch.show()
    assert (status.deadline.text(), status.deadline.property("state")) == (
        "Quý III quá hạn gửi 2 ngày",
        "late",
    )
    close_period(qtbot, tab, workbench)
    assert status.deadline.text() == ""
    assert status.deadline.isHidden()
    workbench.undo()
    assert status.deadline.text() == "Quý III quá hạn gửi 2 ngày"
    workbench.open_plan(None)
    assert status.deadline.isHidden()


def test_the_window_counts_the_days(window) -> None:
    year = window.workbench.plan.year
    window.deadlines._today = lambda: dt.date(year, 6, 10)
    window.deadlines.show()
    assert window.status.deadline.text() == "Quý II, 6 tháng đầu năm chốt số liệu 14/6, còn 4 ngày"
    assert window.status.deadline.isVisible()
