"""The tracker tab through its real widgets: states by keyboard, the record of a cell, undo and redo."""

import datetime as dt
import random
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.charts import chart_by_quarter, chart_words
from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.figures import all_tasks, falls_in, figures, records_of, says_something
from kehoach_desktop.domain.periods import DECREE_09, period
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Evidence,
    Plan,
    Progress,
    Quantity,
    State,
    Task,
)
from kehoach_desktop.services import plans
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import tracker_tab
from kehoach_desktop.ui.theme import apply_theme, tokens
from kehoach_desktop.ui.tracker.arrangement import Grouping
from kehoach_desktop.ui.tracker.entries_table import EntriesTable
from kehoach_desktop.ui.tracker.grid_rows import GroupRow
from kehoach_desktop.ui.tracker.period_bar import current_code
from kehoach_desktop.ui.tracker.record_edits import record_of
from kehoach_desktop.ui.tracker.text_field import TextField
from kehoach_desktop.ui.tracker_tab import TrackerTab
from kehoach_desktop.ui.workbench import Workbench

Key, Mod = Qt.Key, Qt.KeyboardModifier
INDICATOR, UNIT, VALUE, TARGET, DATE, NOTE = range(6)


@pytest.fixture
def tab(qtbot, workbench: Workbench, settings: Settings) -> TrackerTab:
    made = TrackerTab(workbench, settings)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.view.setFocus()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    shown = (made.model, made.panel.quantities.model, made.panel.evidence.model)
    made.checkers = [QAbstractItemModelTester(model, fatal, made) for model in shown]
    made.show_period("Q3")
    return made


def press(key: Key, modifier: Mod = Mod.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def type_letters(text: str) -> None:
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Mod.NoModifier, letter)
        QApplication.sendEvent(QApplication.focusWidget(), event)


def task_of(workbench: Workbench, row: int) -> Task:
    assert workbench.plan is not None
    return list(all_tasks(workbench.plan))[row]


def record(workbench: Workbench, row: int, quarter: int) -> Progress | None:
    return record_of(task_of(workbench, row), quarter)


def check_undo(workbench: Workbench, before: Plan) -> None:
    after = workbench.plan
    assert after != before
    workbench.undo()
    assert workbench.plan == before
    workbench.redo()
    assert workbench.plan == after
    assert plans.get_plan(workbench.store, after.id) == after


def type_in_cell(table: EntriesTable, row: int, column: int, text: str) -> None:
    table.table.setFocus()
    table.table.setCurrentIndex(table.model.index(row, column))
    press(Key.Key_F2)
    assert table.delegate.editor is not None
    table.delegate.editor.selectAll()
    type_letters(text)
    if not text:
        press(Key.Key_Delete)
    press(Key.Key_Return)
    QApplication.processEvents()  # the cell closes when the window is next idle


def test_it_shows_every_task(tab: TrackerTab, workbench: Workbench) -> None:
    assert [row.task for row in tab.model.rows] == list(all_tasks(workbench.plan))
    assert tab.model.index(3, 2).data() == "Chậm 70 %, 700 tờ"
    assert tab.model.index(2, 1).data() == "Không đến hạn"
    assert tab.model.index(0, 4).data() == "Chưa ghi"
    assert tab.summary == "11 / 19 nhiệm vụ trong kỳ"
    assert {action.property("menu") for action in tab.tab_actions()} == {"Theo dõi"}


def test_the_strip_shows_the_figures_of_the_period(tab, workbench, qtbot) -> None:
    for code in ("Q1", "Q2", "Q3", "Q4", "6T", "9T", "NAM"):
        qtbot.mouseClick(tab.periods.buttons[code], Qt.MouseButton.LeftButton)
        check_strip(tab, workbench, code)


def check_strip(tab: TrackerTab, workbench: Workbench, code: str) -> None:
    counted = figures(workbench.plan, period(workbench.plan.year, code))
    shown = {name: label.text() for name, label in tab.strip.numbers.items()}
    assert shown["done"] == str(counted.states[State.DONE])
    assert shown["none"] == str(counted.states[State.NONE])
    year = workbench.plan.year
    in_period = [
        task
        for task in all_tasks(workbench.plan)
        if falls_in(task, year, period(year, code), DECREE_09)
        or any(map(says_something, records_of(task, year, period(year, code), DECREE_09)))
    ]
    assert shown["total"] == f"{len(in_period)} / {counted.total}"
    assert tab.summary == f"{len(in_period)} / {counted.total} nhiệm vụ trong kỳ"
    parts = sum(int(shown[name]) for name in ("done", "doing", "late", "none"))
    dropped = counted.states[State.DROPPED]
    assert parts + dropped == counted.total
    said = tab.strip.standing.text()
    assert f"{counted.total} nhiệm vụ" in said
    assert (f"{dropped} không thực hiện" in said) == bool(dropped)
    assert (f"{counted.overdue} quá hạn" in said) == bool(counted.overdue)
    assert tab.periods.days.text() == period(workbench.plan.year, code).span_words


def test_a_task_that_is_not_due_is_not_of_the_period(tab: TrackerTab, workbench: Workbench) -> None:
    tasks = (Task("A", time="Quý I"), Task("B", time="Quý II"), Task("C", time="khi cần"), Task("D"))
    plan = plans.add_plan(
        workbench.store, Plan(2026, "P", appendices=(Appendix("", (Activity("", tasks),)),))
    )
    workbench.open_plan(plan.id)
    tab.show_period("Q2")
    assert tab.strip.numbers["total"].text() == "3 / 4"
    first = task_of(workbench, 0)
    edit = Splice("task", first.id, "progress", 0, (), (Progress(2, result="xong sớm"),))
    workbench.commit(edit, "Ghi")
    tab.refresh_figures()
    assert tab.strip.numbers["total"].text() == "4 / 4"
    assert "3 nhiệm vụ thuộc thời gian" in tab.strip.numbers["total"].toolTip()


def test_a_plan_whose_year_has_not_begun_is_behind_with_nothing(tab, workbench: Workbench) -> None:
    plan = workbench.plan
    assert tab.badge
    workbench.commit(SetField("plan", plan.id, "year", plan.year, 2099), "Sửa năm")
    tab.refresh_figures()
    assert tab.badge == ""


def test_the_badge_says_what_stands_now(tab: TrackerTab, workbench: Workbench, monkeypatch) -> None:
    late = Progress(1, State.LATE, 10)
    tasks = (Task("A", time="Quý IV", progress=(late,)), Task("B", time="Quý I"), Task("C", time="Quý I"))
    plan = plans.add_plan(
        workbench.store, Plan(2026, "P", appendices=(Appendix("", (Activity("", tasks),)),))
    )
    monkeypatch.setattr(tracker_tab, "today", lambda: dt.date(2026, 3, 1))
    workbench.open_plan(plan.id)
    for code in ("Q4", "NAM", "Q1"):  # whichever is in view
        tab.show_period(code)
        assert tab.badge == "2 quá hạn"
    tab.view.go_to(1, 1)
    for row in (1, 2):
        tab.view.go_to(row, 1)
        press(Key.Key_3)
    tab.refresh_figures()
    assert tab.badge == "1 chậm"
    tab.view.go_to(0, 1)
    press(Key.Key_2)
    tab.refresh_figures()
    assert tab.badge == ""
    monkeypatch.setattr(tracker_tab, "today", lambda: dt.date(2027, 3, 1))
    tab.refresh_figures()
    assert tab.badge == "1 quá hạn"  # what was due in the year that has ended


def test_a_digit_sets_the_state(tab, workbench) -> None:
    before = workbench.plan
    for key, state in zip("12345", State, strict=True):
        tab.view.go_to(3, 2)
        press(getattr(Key, f"Key_{key}"))
        assert record(workbench, 3, 2).status is state
        if state is not State.LATE:
            check_undo(workbench, before)
        assert record(workbench, 3, 2).percent == {State.DONE: 100, State.NONE: 0}.get(state, 70)
        while workbench.stack.canUndo():
            workbench.undo()


def test_several_cells_take_a_state_in_one_step(tab: TrackerTab, workbench: Workbench) -> None:
    before = workbench.plan
    tab.view.go_to(16, 3)
    block = QItemSelection(tab.model.index(16, 3), tab.model.index(18, 4))
    tab.view.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    press(Key.Key_3)
    for row in (16, 17, 18):
        for quarter in (3, 4):
            assert record(workbench, row, quarter).status is State.DONE
            assert record(workbench, row, quarter).percent == 100
    assert workbench.stack.count() == 1
    check_undo(workbench, before)


def test_the_grid_and_the_figures_follow(tab: TrackerTab, workbench: Workbench, qtbot) -> None:
    tab.view.go_to(3, 3)
    done = int(tab.strip.numbers["done"].text())
    with qtbot.waitSignal(tab.model.dataChanged) as told:
        press(Key.Key_3)
    first, last, *_ = told.args
    assert (first.row(), first.column()) == (last.row(), last.column()) == (3, 3)
    qtbot.waitUntil(lambda: tab.strip.numbers["done"].text() == str(done + 1))


def test_the_record_is_shown(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(3, 3)
    kept = record(workbench, 3, 3)
    panel = tab.panel
    assert panel.heading.text() == task_of(workbench, 3).form
    assert panel.subheading.text() == "Quý III · Văn phòng HĐND và UBND · hạn\u00a014/6/2026"
    assert panel.state_box.currentText() == "Đang làm"
    assert panel.percent_box.value() == kept.percent == 85
    assert panel.texts["result"].toPlainText() == kept.result
    cells = [panel.quantities.model.index(0, column).data() for column in range(5)]
    assert cells == ["Tờ gấp, tờ rơi", "tờ", "150", "1.000", "05/7"]
    day = panel.quantities.model.index(0, DATE)
    assert day.data(Qt.ItemDataRole.EditRole) == "05/7/2026"
    assert panel.quantities.model.index(1, 0).data() == "Thêm…"


def test_enter_goes_to_the_record_and_the_state_is_chosen_there(tab, workbench) -> None:
    before = workbench.plan
    tab.view.go_to(17, 3)
    press(Key.Key_Return)
    assert tab.panel.texts["result"].hasFocus()
    press(Key.Key_2, Mod.AltModifier)
    assert record(workbench, 17, 3).status is State.DOING
    check_undo(workbench, before)


def test_the_percent_is_typed(tab: TrackerTab, workbench: Workbench) -> None:
    before = workbench.plan
    tab.view.go_to(3, 3)
    tab.panel.percent_box.setFocus()
    tab.panel.percent_box.selectAll()
    type_letters("90")
    assert record(workbench, 3, 3).percent == 85  # not on each key
    press(Key.Key_Return)
    assert record(workbench, 3, 3).percent == 90
    check_undo(workbench, before)


def test_texts_commit_when_left(tab, workbench) -> None:
    before = workbench.plan
    for field in ("result", "difficulty", "proposal"):
        tab.view.go_to(17, 3)
        tab.panel.texts[field].setFocus()
        type_letters("Đã phát 300 phiếu ở thôn Đoài")
        assert record(workbench, 17, 3) is None
        tab.view.setFocus()
        assert getattr(record(workbench, 17, 3), field) == "Đã phát 300 phiếu ở thôn Đoài"
        check_undo(workbench, before)
        workbench.undo()


def test_texts_commit_after_a_rest_as_one_step(tab, workbench, qtbot, monkeypatch) -> None:
    tab.view.go_to(3, 3)
    field = tab.panel.texts["result"]
    before = workbench.plan
    field._timer.setInterval(30)
    field.setFocus()
    for word in ("một", " hai"):
        type_letters(word)
        qtbot.waitUntil(lambda: not field.document().isModified())
    assert record(workbench, 3, 3).result.startswith("một hai")
    assert field.textCursor().position() == len("một hai")
    assert workbench.stack.count() == 1
    check_undo(workbench, before)


def test_texts_commit_on_flush_and_on_another_cell(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(17, 3)
    field: TextField = tab.panel.texts["result"]
    field.setFocus()
    type_letters("ở ô này")
    workbench.flush()
    assert record(workbench, 17, 3).result == "ở ô này"
    type_letters(" nữa")
    tab.view.go_to(18, 4)
    assert record(workbench, 17, 3).result == "ở ô này nữa"
    assert record(workbench, 18, 4) is None
    assert field.toPlainText() == ""


def test_changes_elsewhere_leave_what_is_typed(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(3, 3)
    tab.panel.texts["result"].setFocus()
    type_letters("đang gõ ")
    kept = record(workbench, 3, 3)
    workbench.commit(SetField("progress", kept.id, "difficulty", kept.difficulty, "mới"), "Sửa")
    assert tab.panel.texts["result"].toPlainText().startswith("đang gõ ")
    assert tab.panel.texts["difficulty"].toPlainText() == "mới"


def test_a_quantity_is_added_in_the_last_row(tab: TrackerTab, workbench: Workbench) -> None:
    before = workbench.plan
    tab.view.go_to(17, 3)
    table = tab.panel.quantities
    type_in_cell(table, 0, INDICATOR, "Phiếu khảo sát")
    assert workbench.plan is before
    assert "số" in table.wrong.text()
    type_in_cell(table, 0, UNIT, "phiếu")
    type_in_cell(table, 0, VALUE, "1.234,5")
    assert record(workbench, 17, 3).quantities == (Quantity("Phiếu khảo sát", "phiếu", 1234.5),)
    assert table.wrong.isHidden()
    assert table.model.rowCount() == 2
    type_in_cell(table, 0, DATE, "5/7/2026")
    type_in_cell(table, 0, NOTE, "đợt một")
    assert record(workbench, 17, 3).quantities[0].date == dt.date(2026, 7, 5)
    assert record(workbench, 17, 3).quantities[0].note == "đợt một"
    type_in_cell(table, 1, INDICATOR, "Người dự")
    type_in_cell(table, 1, VALUE, "12")
    assert record(workbench, 17, 3).quantities[1] == Quantity("Người dự", "", 12)
    for _ in range(4):
        workbench.undo()
    assert workbench.plan == before
    assert table.model.rowCount() == 1
    for _ in range(4):
        workbench.redo()
    assert table.model.rowCount() == 3


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        (VALUE, "12.5", "chưa phải là số"),
        (DATE, "31/02/2026", "chưa phải là một ngày"),
        (INDICATOR, "", "Ctrl+Delete"),
    ],
)
def test_a_wrong_entry_is_marked_and_not_committed(tab, workbench, column: int, text: str, told: str) -> None:
    before = workbench.plan
    tab.view.go_to(3, 3)
    table = tab.panel.quantities
    type_in_cell(table, 0, column, text)
    assert workbench.plan is before
    assert told in table.wrong.text()
    assert table.wrong.isVisible()
    cell = table.model.index(0, column)
    assert cell.data() == text
    assert cell.data(Qt.ItemDataRole.BackgroundRole) is not None
    tab.view.go_to(2, 2)
    assert table.wrong.isHidden()
    tab.view.go_to(3, 3)  # it waits where it was typed
    assert table.model.index(0, column).data() == text
    right = {VALUE: "160", DATE: "30/6/2026", INDICATOR: "Tờ rơi"}[column]
    type_in_cell(table, 0, column, right)
    assert table.wrong.isHidden()
    check_undo(workbench, before)


def test_a_quantity_is_removed(tab: TrackerTab, workbench: Workbench) -> None:
    before = workbench.plan
    tab.view.go_to(3, 3)
    table = tab.panel.quantities.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    press(Key.Key_Delete, Mod.ControlModifier)
    assert record(workbench, 3, 3).quantities == ()
    check_undo(workbench, before)


def test_evidence_is_added_changed_and_removed(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(17, 3)
    before = workbench.plan
    table = tab.panel.evidence
    type_in_cell(table, 0, 1, "phieu.pdf")
    assert record(workbench, 17, 3).evidence == (Evidence("phieu.pdf", "phieu.pdf"),)
    type_in_cell(table, 0, 0, "Phiếu khảo sát")
    assert record(workbench, 17, 3).evidence == (Evidence("Phiếu khảo sát", "phieu.pdf"),)
    type_in_cell(table, 0, 1, "https://vi.du/phieu")
    assert record(workbench, 17, 3).evidence == (Evidence("Phiếu khảo sát", "https://vi.du/phieu"),)
    table.table.setCurrentIndex(table.model.index(0, 0))
    press(Key.Key_Delete, Mod.ControlModifier)
    assert record(workbench, 17, 3).evidence == ()
    for _ in range(4):
        workbench.undo()
    assert workbench.plan == before


def test_an_open_cell_is_committed_on_flush(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(3, 3)
    table = tab.panel.quantities
    table.table.setFocus()
    table.table.setCurrentIndex(table.model.index(0, VALUE))
    press(Key.Key_F2)
    table.delegate.editor.selectAll()
    type_letters("175")
    workbench.flush()
    assert record(workbench, 3, 3).quantities[0].value == 175


def test_rows_follow_the_appendix(tab: TrackerTab, workbench: Workbench, qtbot) -> None:
    tab.view.go_to(3, 3)
    activity = workbench.plan.appendices[0].activities[0]
    with qtbot.assertNotEmitted(tab.model.modelReset):
        workbench.commit(Splice("activity", activity.id, "tasks", 0, (), (Task("Mới"),)), "Thêm")
        assert tab.view.currentIndex().row() == 4
        assert tab.panel.heading.text() == tab.model.rows[4].task.form
        workbench.undo()
    second = workbench.plan.appendices[0].activities[1]
    workbench.commit(
        Splice("appendix", workbench.plan.appendices[0].id, "activities", 1, (second,), ()), "Xóa"
    )
    assert tab.panel.task is not None
    assert tab.panel.task.id == tab.model.rows[tab.view.currentIndex().row()].task.id


def test_a_time_decides_what_is_hatched(tab: TrackerTab, workbench: Workbench) -> None:
    task = task_of(workbench, 2)
    assert tab.model.rows[2].is_hatched(1)
    workbench.commit(SetField("task", task.id, "time", task.time, "Quý I"), "Sửa")
    assert not tab.model.rows[2].is_hatched(1)
    assert not tab.model.rows[2].is_hatched(2)  # something is recorded there
    workbench.commit(SetField("task", task.id, "time", "Quý I", "khi cần"), "Sửa")
    assert not tab.model.rows[2].is_hatched(3)


def test_random_states_keep_grid_and_plan_alike(tab: TrackerTab, workbench: Workbench) -> None:
    rng = random.Random(7)
    before = workbench.plan
    for step in range(40):
        tab.view.go_to(rng.randrange(19), rng.randrange(1, 5))
        press(getattr(Key, f"Key_{rng.randrange(1, 6)}"))
        if step % 4 == 3:
            workbench.undo()
        assert [row.task for row in tab.model.rows] == list(all_tasks(workbench.plan))
        assert tab.panel.task is tab.model.rows[tab.view.currentIndex().row()].task
    while workbench.stack.canUndo():
        workbench.undo()
    assert workbench.plan == before


def test_a_plan_without_tasks_says_what_to_do(tab: TrackerTab, workbench: Workbench) -> None:
    workbench.open_plan(plans.add_plan(workbench.store, Plan(2026, "Trống")).id)
    assert not tab.view.isVisible()
    assert tab.badge == tab.summary == ""
    workbench.open_plan(None)
    assert not tab.view.isVisible()


def test_ctrl_and_a_key_moves_the_only_chosen_cell(tab, workbench) -> None:
    goals = {Key.Key_End: (18, 4), Key.Key_Home: (0, 0), Key.Key_Down: (3, 3), Key.Key_Right: (2, 4)}
    left = record(workbench, 2, 3)
    for key, cell in goals.items():
        tab.view.go_to(2, 3)
        press(key, Mod.ControlModifier)
        here = tab.view.currentIndex()
        assert (here.row(), here.column()) == cell
        assert [(each.row(), each.column()) for each in tab.view.selectedIndexes()] == [cell]
        press(Key.Key_3)
        assert record(workbench, 2, 3) == left
        assert tab.panel.form.chosen.isHidden()


def test_in_a_low_tab_the_chart_is_folded_until_the_clerk_opens_it(tab: TrackerTab) -> None:
    tab.resize(1366, 640)
    assert not tab.charts.view.isVisible()
    tab.charts.fold_button.click()
    tab.resize(1366, 720)
    tab.resize(1366, 620)
    assert tab.charts.view.isVisible()  # as the clerk has chosen


def test_the_tools_have_words_at_1366(tab: TrackerTab, qtbot) -> None:
    tab.resize(1366, 640)
    qtbot.wait(20)
    for button in (tab.top.to_do, tab.top.group, tab.top.filter):
        assert button.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly


def test_the_chart_goes_when_there_is_no_room(tab: TrackerTab) -> None:
    tab.resize(1366, 720)
    assert tab.charts.view.isVisible()
    assert "Quý II: 10 hoàn thành, 1 chậm" in tab.charts.view.accessibleDescription()
    tab.resize(1366, 500)
    assert not tab.charts.view.isVisible()
    tab.charts.fold_button.click()  # asked for all the same
    assert tab.charts.view.isVisible()
    tab.resize(1366, 720)
    tab.charts.fold_button.click()
    tab.resize(1366, 740)
    assert not tab.charts.view.isVisible()
    assert tab._settings.choices["tracker_charts"] == "folded"


def test_nothing_recorded_is_a_sentence_and_no_chart(tab: TrackerTab, workbench: Workbench, qtbot) -> None:
    high = tab.charts.view.height()
    appendices = (Appendix("", (Activity("", (Task("A", time="Quý II"),)),)),)
    workbench.open_plan(plans.add_plan(workbench.store, Plan(2026, "P", appendices=appendices)).id)
    assert tab.charts.view.accessibleDescription().startswith("Chưa ghi kết quả nào; chọn một ô")
    assert tab.charts.view.height() < high // 2
    assert not tab.charts.legend.isVisible()
    tab.charts.buttons["quantities"].click()
    assert tab.charts.view.accessibleDescription().startswith("Chưa có chỉ tiêu hay số lượng nào")
    tab.charts.buttons["by_quarter"].click()
    tab.view.go_to(0, 2)
    press(Key.Key_3)
    qtbot.waitUntil(lambda: tab.charts.view.height() == high)
    assert "Quý II: 1 hoàn thành" in tab.charts.view.accessibleDescription()


def test_it_is_painted_in_both_themes(tab: TrackerTab, qtbot) -> None:
    app = QApplication.instance()
    seen = []
    for mode in ("light", "dark"):
        apply_theme(app, mode)
        qtbot.wait(10)
        seen.append(tab.grab().toImage().pixelColor(300, 20).lightness())
    apply_theme(app, "light")
    assert seen[0] > 200
    assert seen[1] < 80


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2025, 11, 1), "Q1"),
        (dt.date(2026, 3, 14), "Q1"),
        (dt.date(2026, 3, 15), "Q2"),
        (dt.date(2026, 12, 14), "Q4"),
        (dt.date(2026, 12, 15), "NAM"),
    ],
)
def test_the_current_period(day: dt.date, code: str) -> None:
    assert current_code(2026, day) == code


def test_two_thousand_tasks_open_and_change(tab: TrackerTab, workbench: Workbench, qtbot) -> None:
    tasks = tuple(Task(f"Hình thức {number}", "Phòng A", time="Quý II") for number in range(2000))
    big = Plan(2026, "Lớn", appendices=(Appendix("A", (Activity("N", tasks),)),))
    workbench.open_plan(plans.add_plan(workbench.store, big).id)
    tab.show_period("6T")
    qtbot.waitUntil(lambda: tab.summary == "2.000 / 2.000 nhiệm vụ trong kỳ")
    tab.view.go_to(1500, 2)
    press(Key.Key_3)
    assert record(workbench, 1500, 2).status is State.DONE


def test_the_plans_text_is_no_concern_here(tab: TrackerTab, workbench: Workbench, qtbot) -> None:
    body = workbench.plan.body
    with qtbot.assertNotEmitted(tab.model.dataChanged):
        workbench.commit(Splice("plan", workbench.plan.id, "body", 0, body[:1], ()), "Xóa")
        assert not tab.counting.is_waiting


def test_a_narrow_tab_shows_whole_states(tab: TrackerTab) -> None:
    for width in (640, 911, 1093, 1366):
        tab.resize(width, 640)
        tab.show_period("Q3")
        assert not tab.view.isColumnHidden(3), width
        assert tab.view.columnWidth(3) >= 130, width
        tab.view.go_to(0, 3)
        assert tab.panel.isVisible() == (width > 800), width
        tab.grab()


def test_the_days_of_the_period_are_shown_whole_or_not_at_all(tab: TrackerTab, qtbot) -> None:
    tab.show_period("Q4")
    for width in (911, 960, 990, 1000, 1010, 1030, 1093):
        tab.resize(width, 640)
        qtbot.wait(20)
        days = tab.periods.days
        assert not days.isVisible() or days.width() >= days.sizeHint().width(), width


def test_no_figure_is_cut_in_a_narrow_tab(tab: TrackerTab, qtbot) -> None:
    for width in (800, 911, 1093, 1366):
        tab.resize(width, 640)
        qtbot.wait(20)
        for name, number in tab.strip.numbers.items():
            for words in (number, tab.strip.captions[name]):
                is_whole = not words.isVisible() or words.width() >= words.sizeHint().width()
                assert is_whole, (width, words.text())
        assert tab.strip.indicators.isVisible() == (tab.strip.width() >= 600), width


def test_tab_goes_through_the_record_in_order(tab: TrackerTab) -> None:
    tab.view.go_to(3, 3)
    panel = tab.panel
    panel.state_box.setFocus()
    for widget in (
        panel.percent_box, panel.texts["result"], panel.quantities.table, panel.evidence.table,
        panel.texts["difficulty"], panel.texts["proposal"],
    ):  # fmt: skip
        press(Key.Key_Tab)
        assert widget.hasFocus()


def test_what_cannot_be_written_stays_typed(tab, workbench, monkeypatch) -> None:
    before = workbench.plan
    monkeypatch.setattr(workbench, "commit", lambda *_args, **_more: False)
    tab.view.go_to(3, 3)
    tab.panel.texts["result"].setFocus()
    type_letters("Mới: ")
    type_in_cell(tab.panel.quantities, 0, VALUE, "160")
    type_in_cell(tab.panel.quantities, 1, INDICATOR, "Phát thanh")
    type_in_cell(tab.panel.quantities, 1, VALUE, "9")
    assert workbench.plan is before
    assert tab.panel.texts["result"].toPlainText().startswith("Mới: ")
    assert tab.panel.quantities.model.index(0, VALUE).data() == "160"
    assert tab.panel.quantities.model.index(1, VALUE).data() == "9"
    tab.panel.state_box.setFocus()
    press(Key.Key_Down)
    assert tab.panel.state_box.currentText() == "Đang làm"
    monkeypatch.undo()
    workbench.flush()
    assert record(workbench, 3, 3).result.startswith("Mới: ")


def test_two_fields_typed_at_once_make_one_record(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(17, 3)
    for name in ("result", "difficulty"):
        tab.panel.texts[name].insertPlainText(f"chữ của {name}")
    tab.view.go_to(18, 4)
    kept = task_of(workbench, 17).progress
    texts = {"result": "chữ của result", "difficulty": "chữ của difficulty"}
    assert kept == (Progress(3, State.DOING, **texts),)
    assert task_of(workbench, 18).progress == ()


def test_another_plan_takes_nothing_typed_for_the_last(tab, workbench, monkeypatch) -> None:
    again = plans.read_template("sample-2026")  # with ids of its own
    other = plans.add_plan(workbench.store, again)
    tab.view.go_to(17, 3)
    monkeypatch.setattr(workbench, "commit", lambda *_args, **_more: False)
    tab.panel.texts["result"].insertPlainText("không ghi được")
    workbench.open_plan(other.id)
    monkeypatch.undo()
    workbench.flush()
    assert workbench.plan == again


def choose_group(tab: TrackerTab, name: str) -> None:
    next(a for a in tab.tab_actions() if a.objectName() == f"tracker_group_{name}").trigger()


def test_groups_open_and_close_from_the_keyboard(tab: TrackerTab) -> None:
    choose_group(tab, "content")
    tab.view.go_to(0, 2)
    assert isinstance(tab.model.rows[0], GroupRow)
    assert not any(action.isEnabled() for action in tab.actions_made.states)
    high = len(tab.model.rows)
    press(Key.Key_Left)
    assert len(tab.model.rows) == high - 2
    press(Key.Key_Left)
    assert len(tab.model.rows) == high - 2
    press(Key.Key_Right)
    assert len(tab.model.rows) == high
    for key in (Key.Key_Return, Key.Key_Space):
        press(key)
    assert len(tab.model.rows) == high
    press(Key.Key_Down)
    assert tab.panel.task is tab.model.rows[1].task
    assert tab.view.currentIndex().column() == 2


def test_the_chosen_cells_stay_chosen_when_rows_are_put_elsewhere(tab: TrackerTab) -> None:
    tab.view.go_to(7, 3)
    block = QItemSelection(tab.model.index(7, 2), tab.model.index(8, 3))
    tab.view.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    chosen = {(tab.model.rows[row].key, column) for row, column in tab.view.chosen_cells()}
    task = tab.panel.task
    for group in ("content", "none", "lead", "none", "state", "none"):
        choose_group(tab, group)
        assert tab.panel.task is task
        assert {(tab.model.rows[row].key, column) for row, column in tab.view.chosen_cells()} == chosen
        assert tab.view.viewport().rect().intersects(tab.view.visualRect(tab.view.currentIndex()))


def test_a_click_on_a_headings_arrow_closes_the_group(tab: TrackerTab, qtbot) -> None:
    choose_group(tab, "lead")
    high = len(tab.model.rows)
    tab.view.heights.size_rows_in_sight()
    at = tab.view.visualRect(tab.model.index(0, 0)).center()
    at.setX(12)
    qtbot.mouseClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(tab.model.rows) < high
    qtbot.mouseClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(tab.model.rows) == high


def test_a_group_is_kept_from_day_to_day(tab: TrackerTab, workbench, settings, qtbot) -> None:
    choose_group(tab, "state")
    again = TrackerTab(workbench, settings)
    qtbot.addWidget(again)
    again.show()
    assert again.model.grouping is Grouping.STATE
    assert any(isinstance(row, GroupRow) for row in again.model.rows)
    settings.choices["tracker_group"] = "hỏng"
    qtbot.addWidget(broken := TrackerTab(workbench, settings))
    tab.others = (again, broken)  # they live as long: what they look for beside the window comes back to them
    assert broken.model.grouping is Grouping.NONE


def test_ctrl_f_filters_and_esc_shows_all_again(tab: TrackerTab, qtbot) -> None:
    tab.find()
    assert tab.filter_bar.text.hasFocus()
    type_letters("van phong to gap")
    assert [row.task.form.split()[1] for row in tab.model.rows] == ["tờ"]
    assert tab.totals.heading == "Hiện 1/19 nhiệm vụ"
    assert tab.filter_bar.count.text() == "1/19"
    press(Key.Key_Return)
    assert tab.view.hasFocus()
    assert tab.panel.task is tab.model.rows[0].task
    tab.find()
    press(Key.Key_Escape)
    assert tab.totals.heading == "Tổng 19 nhiệm vụ"
    press(Key.Key_Escape)
    assert tab.filter_bar.isHidden()
    assert not tab.actions_made.filter.isChecked()
    assert tab.view.hasFocus()


def test_a_filter_that_finds_nothing_says_so_and_forgets_no_cell(tab: TrackerTab) -> None:
    tab.view.go_to(3, 3)
    tab.find()
    type_letters("không có việc này")
    assert tab.model.rows == []
    assert tab.panel.task is None
    assert tab.totals.heading == "Hiện 0/19 nhiệm vụ"
    tab.grab()
    tab.filter_bar.close_bar()
    assert len(tab.model.rows) == 19


def test_states_and_leads_are_chosen_from_lists(tab: TrackerTab, workbench: Workbench) -> None:
    tab.find()
    bar = tab.filter_bar
    leads = {bar.leads.itemText(place) for place in range(1, bar.leads.count())}
    assert leads == {" ".join(task.lead.split()) for task in all_tasks(workbench.plan)}
    bar.states.setCurrentIndex(bar.states.findText("Quá hạn"))
    bar.states.activated.emit(bar.states.currentIndex())
    counted = figures(workbench.plan, period(2026, "Q3"))
    assert len(tab.model.rows) == counted.overdue == 2
    bar.leads.setCurrentIndex(bar.leads.findText("Phòng Kinh tế"))
    bar.leads.activated.emit(bar.leads.currentIndex())
    assert tab.model.rows == []
    workbench.open_plan(workbench.plan.id)  # a filter does not outlive its plan
    assert len(tab.model.rows) == 19


def test_only_what_is_due_goes_by_the_period(tab: TrackerTab) -> None:
    tab.actions_made.to_do.trigger()
    third = {row.key for row in tab.model.rows}
    tab.show_period("Q4")
    fourth = {row.key for row in tab.model.rows}
    assert third
    assert fourth
    assert third != fourth
    assert tab.totals.heading.startswith("Hiện ")


def test_what_was_recorded_stays_and_can_be_filtered_out(tab: TrackerTab, workbench: Workbench) -> None:
    tab.actions_made.to_do.trigger()
    tab.view.go_to(0, 3)
    task = tab.panel.task
    press(Key.Key_3)
    assert tab.panel.task.id == task.id
    assert tab.top.reapply.isVisible()
    assert tab.actions_made.reapply.text() == "Lọc lại (1)"
    tab.actions_made.reapply.trigger()
    assert tab.model.place_of(task.id) is None
    assert not tab.top.reapply.isVisible()


def test_totals_stand_under_their_columns(tab: TrackerTab, workbench: Workbench) -> None:
    chart = chart_by_quarter(workbench.plan)
    for column in range(1, 5):
        words = tab.totals.words(column)
        for one in chart.series:
            if number := one.values[column - 1]:
                assert f"{number} {one.name.lower()}" in words
        assert words in tab.totals.accessibleDescription()
    assert tab.totals.words(3).endswith("45 % hoàn thành")


def test_the_indicators_card_steps_through_units_apart(tab: TrackerTab, workbench: Workbench) -> None:
    card = tab.strip.indicators
    assert card.words == "Phát thanh: 64 / 96 lượt (67 %)"
    card.setFocus()
    seen = [card.words]
    for _ in range(card.count - 1):
        press(Key.Key_Right)
        seen.append(card.words)
        card.grab()
    assert len(set(seen)) == card.count > 3
    press(Key.Key_Right)
    assert card.words == seen[0]
    press(Key.Key_Left)
    assert card.words == seen[-1]
    tab.refresh_figures()
    assert card.words == seen[-1]  # what is looked at stays
    workbench.open_plan(None)


def test_a_hidden_tab_does_no_work_but_its_badge_follows(tab: TrackerTab, workbench, qtbot) -> None:
    tab.hide()
    tab.show_period("Q1")
    late = tab.badge
    task = task_of(workbench, 0)
    told: list[object] = []
    tab.model.dataChanged.connect(lambda *_: told.append(None))
    with qtbot.assertNotEmitted(tab.model.rowsInserted), qtbot.assertNotEmitted(tab.model.modelReset):
        workbench.commit(SetField("task", task.id, "form", task.form, "Tên mới"), "Sửa")
        activity = workbench.plan.appendices[0].activities[0]
        fresh = Task("Thêm", time="Quý I")
        workbench.commit(Splice("activity", activity.id, "tasks", 0, (), (fresh,)), "Thêm")
    assert not told
    qtbot.waitUntil(lambda: tab.badge not in {late, ""})
    tab.show()
    assert [row.task for row in tab.model.rows] == list(all_tasks(workbench.plan))
    assert tab.model.rows[1].task.form == "Tên mới"


def test_a_plan_opened_while_hidden_is_shown_when_the_tab_is(tab: TrackerTab, workbench, older) -> None:
    tab.hide()
    workbench.open_plan(plans.add_plan(workbench.store, older).id)
    tab.show()
    assert [row.task for row in tab.model.rows] == list(all_tasks(workbench.plan))
    assert tab.panel.task is tab.model.rows[0].task


def test_a_task_that_is_filtered_away_is_led_to(tab: TrackerTab, workbench: Workbench) -> None:
    wanted = task_of(workbench, 3)
    tab.find()
    tab.filter_bar.text.setText("không có việc nào như thế")
    tab.actions_made.to_do.setChecked(True)
    assert tab.model.place_of(wanted.id) is None
    tab.lead_to(wanted.id, 3)
    assert tab.panel.task.id == wanted.id
    assert tab.panel.quarter == 3
    assert tab.view.hasFocus()


def test_a_very_narrow_tab_shows_grid_or_record(tab: TrackerTab) -> None:
    tab.resize(640, 240)
    tab.view.go_to(0, 3)
    assert tab.view.isVisible()
    assert not tab.panel.isVisible()
    assert not tab.strip.isVisible()
    press(Key.Key_Return)
    assert tab.panel.isVisible()
    assert tab.panel.texts["result"].hasFocus()
    assert not tab.view.isVisible()
    press(Key.Key_Escape)
    assert tab.view.isVisible()
    assert tab.view.hasFocus()
    tab.resize(1366, 640)
    assert tab.view.isVisible()
    assert tab.panel.isVisible()
    assert tab.strip.isVisible()


def test_tools_stand_beside_the_periods_or_below_and_never_on_them(tab, qtbot) -> None:
    for width in (640, 800, 911, 1093, 1366, 1920):
        tab.resize(width, 640)
        qtbot.wait(20)
        shown = [*tab.periods.buttons.values(), tab.top.to_do, tab.top.group, tab.top.filter]
        places = [QRect(part.mapTo(tab, QPoint()), part.size()) for part in shown]
        assert not any(a.intersects(b) for a, b in combinations(places, 2)), width
        assert all(place.right() < tab.width() for place in places), width
        assert all(part.width() >= part.sizeHint().width() for part in shown), width


def test_two_appendices_are_one_grid(tab: TrackerTab, workbench: Workbench) -> None:
    parts = tuple(Appendix(name, (Activity(f"Nội dung {name}", (Task(name),)),)) for name in "AB")
    workbench.open_plan(plans.add_plan(workbench.store, Plan(2026, "P", appendices=parts)).id)
    assert [row.task.form for row in tab.model.rows] == ["A", "B"]
    tab.find()
    type_letters("phu luc II")
    assert [row.task.form for row in tab.model.rows] == ["B"]


def test_a_drifted_cell_has_a_mark(tab: TrackerTab) -> None:
    tab.view.go_to(1, 1)
    box = tab.view.visualRect(tab.model.index(0, 2))
    before = tab.view.viewport().grab(box).toImage()
    tab.model.show_drift([(tab.model.rows[0].key, 2)])
    after = tab.view.viewport().grab(box).toImage()
    assert after.pixelColor(box.width() - 3, 2) == QColor(tokens().warning)
    assert before != after


def test_charts_are_written_on_so_that_no_colour_need_be_seen(tab: TrackerTab) -> None:
    for choice in ("by_quarter", "by_lead", "quantities"):
        tab.charts.buttons[choice].click()
        view = tab.charts.view
        assert view.accessibleDescription() == "; ".join(chart_words(view.chart))
        assert tab._settings.choices["tracker_chart"] == choice
        for mode in ("light", "dark"):
            apply_theme(QApplication.instance(), mode)
            drawn = view.grab().toImage()
            assert len({drawn.pixel(x, 10) for x in range(0, drawn.width(), 3)}) > 3
        apply_theme(QApplication.instance(), "light")
