"""The appendix tab through its real widgets: every verb by keyboard, undone and done again."""

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Task
from kehoach_desktop.services import plans
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.appendix_tab import AppendixTab
from kehoach_desktop.ui.sheet.editor import CellEditor
from kehoach_desktop.ui.sheet.rows import sheet_rows
from kehoach_desktop.ui.theme import apply_theme
from kehoach_desktop.ui.workbench import Workbench

Key, Mod = Qt.Key, Qt.KeyboardModifier
CONTENT, FORM, TIME = 1, 2, 5


@pytest.fixture
def tab(qtbot, workbench: Workbench, settings: Settings) -> AppendixTab:
    made = AppendixTab(workbench, settings)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.view.setFocus()
    made.checker = QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made
    )
    return made


def press(tab: AppendixTab, key: Key, modifier: Mod = Mod.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or tab.view, key, modifier)


def type_letters(text: str) -> None:
    """Type as Unikey does: one key event a letter (QTest cannot carry Vietnamese letters)."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Mod.NoModifier, letter)
            QApplication.sendEvent(QApplication.focusWidget(), event)


def editor_of(tab: AppendixTab) -> CellEditor:
    assert tab.view.delegate.editor is not None
    return tab.view.delegate.editor


def appendix_of(workbench: Workbench) -> Appendix:
    assert workbench.plan is not None
    return workbench.plan.appendices[0]


def choose(tab: AppendixTab, top: int, left: int, bottom: int, right: int) -> None:
    model = tab.model
    tab.view.setCurrentIndex(model.index(top, left))
    block = QItemSelection(model.index(top, left), model.index(bottom, right))
    tab.view.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def check_shown(tab: AppendixTab, workbench: Workbench) -> None:
    """The sheet shows the plan, and merges TT and content over each activity's rows."""
    rows = list(sheet_rows(appendix_of(workbench)))
    assert [row.cells for row in tab.model.rows] == [row.cells for row in rows]
    assert [row.key for row in tab.model.rows] == [row.key for row in rows]
    for number, row in enumerate(rows):
        if row.place == 0:
            check_merged(tab, number, len(row.activity.tasks))


def check_merged(tab: AppendixTab, first: int, size: int) -> None:
    """TT and content of these rows are one cell from the top of the first to the end of the last."""
    view, model = tab.view, tab.model
    top = view.rowViewportPosition(first)
    bottom = view.rowViewportPosition(first + size - 1) + view.rowHeight(first + size - 1)
    for column in (0, CONTENT):
        rects = {view.visualRect(model.index(row, column)).getRect() for row in range(first, first + size)}
        assert rects == {(view.columnViewportPosition(column), top, view.columnWidth(column), bottom - top)}


def check_undo(tab: AppendixTab, workbench: Workbench, before: Plan) -> None:
    """Undo gives the plan there was, redo the plan there is, and the file holds the same."""
    after = workbench.plan
    assert after != before
    workbench.undo()
    assert workbench.plan == before
    check_shown(tab, workbench)
    workbench.redo()
    assert workbench.plan == after
    check_shown(tab, workbench)
    assert after is not None
    assert plans.get_plan(workbench.store, after.id) == after


def test_it_shows_the_whole_appendix(tab: AppendixTab, workbench: Workbench, sample: Plan) -> None:
    check_shown(tab, workbench)
    assert tab.badge == "12"
    assert tab.summary == "Chọn 1 ô · 12 nội dung · 19 dòng"
    assert tab.title.text() == sample.appendices[0].title
    assert {action.property("menu") for action in tab.tab_actions()} == {"Phụ lục"}


VERBS = [
    (Key.Key_Insert, Mod.AltModifier, 3, FORM),
    (Key.Key_Return, Mod.ControlModifier, 3, FORM),
    (Key.Key_Return, Mod.ControlModifier, 0, CONTENT),
    (Key.Key_J, Mod.ControlModifier, 2, FORM),
    (Key.Key_J, Mod.ControlModifier, 2, CONTENT),
    (Key.Key_Delete, Mod.ControlModifier, 2, FORM),
    (Key.Key_Delete, Mod.ControlModifier, 4, FORM),
    (Key.Key_Delete, Mod.ControlModifier, 0, CONTENT),
    (Key.Key_Delete, Mod.NoModifier, 2, FORM),
    (Key.Key_Up, Mod.AltModifier, 3, FORM),
    (Key.Key_Down, Mod.AltModifier, 2, FORM),
    (Key.Key_Up, Mod.AltModifier, 4, CONTENT),
    (Key.Key_Down, Mod.AltModifier, 0, CONTENT),
]


@pytest.mark.parametrize(("key", "modifier", "row", "column"), VERBS)
def test_every_verb_by_keyboard(tab, workbench, key: Key, modifier: Mod, row: int, column: int) -> None:
    before = workbench.plan
    tab.view.go_to(row, column)
    press(tab, key, modifier)
    check_shown(tab, workbench)
    check_undo(tab, workbench, before)


def test_add_activity_stands_after_the_current_one(tab: AppendixTab, workbench: Workbench) -> None:
    tab.view.go_to(2, FORM)
    press(tab, Key.Key_Insert, Mod.AltModifier)
    assert appendix_of(workbench).activities[2] == Activity("", (Task(),))
    assert (tab.view.currentIndex().row(), tab.view.currentIndex().column()) == (4, CONTENT)
    assert tab.badge == "13"


def test_add_task_stands_after_the_current_one(tab: AppendixTab, workbench: Workbench) -> None:
    tab.view.go_to(2, FORM)
    press(tab, Key.Key_Return, Mod.ControlModifier)
    tasks = appendix_of(workbench).activities[1].tasks
    assert len(tasks) == 3
    assert tasks[1] == Task()
    assert tab.view.currentIndex().row() == 3


@pytest.mark.parametrize("where", ["title", "editor", "sheet"])
@pytest.mark.parametrize(("name", "column"), [("add_activity", CONTENT), ("add_task", FORM)])
def test_what_is_typed_next_goes_into_the_new_row(tab, workbench, where: str, name: str, column: int) -> None:
    tab.view.go_to(17, FORM)
    if where == "title":
        tab.title.setFocus()
    elif where == "editor":
        press(tab, Key.Key_F2)
        type_letters(" gõ dở")
    known = {row.key for row in tab.model.rows}
    tab.verbs.actions[name].trigger()
    QApplication.processEvents()
    assert tab.view.hasFocus()
    made = next(number for number, row in enumerate(tab.model.rows) if row.key not in known)
    assert tab.view.currentIndex() == tab.model.index(made, column)
    type_letters("Mới ở đây")
    press(tab, Key.Key_Return)
    assert tab.model.rows[made].cells[column] == "Mới ở đây"
    if where == "editor":
        assert tab.model.rows[17].task.form.endswith(" gõ dở")


def test_a_new_row_at_the_end_is_brought_into_sight(tab: AppendixTab, qtbot) -> None:
    tab.resize(1366, 400)
    for name in ("add_activity", "add_task"):
        tab.view.go_to(len(tab.model.rows) - 1, FORM)
        tab.verbs.actions[name].trigger()
        qtbot.wait(20)
        rect = tab.view.visualRect(tab.view.currentIndex())
        assert tab.view.viewport().rect().contains(rect.center())


def test_no_key_is_one_that_a_keyboard_program_switches_on(tab: AppendixTab) -> None:
    keys = [key.toString() for action in tab.tab_actions() for key in action.shortcuts()]
    assert {"Ctrl+Return", "Alt+Ins"} <= set(keys)
    assert not [key for key in keys if "Ctrl+Shift" in key]


def test_a_duplicate_is_a_new_thing(tab: AppendixTab, workbench: Workbench) -> None:
    tab.view.go_to(0, CONTENT)
    press(tab, Key.Key_J, Mod.ControlModifier)
    first, second = appendix_of(workbench).activities[:2]
    assert second.content == first.content
    assert [replace(task, progress=()) for task in first.tasks] == list(second.tasks)
    ids = {first.id, second.id, *(task.id for task in first.tasks + second.tasks)}
    assert len(ids) == 6


def test_the_last_row_takes_its_activity_with_it(tab: AppendixTab, workbench: Workbench) -> None:
    tab.view.go_to(4, FORM)
    press(tab, Key.Key_Delete, Mod.ControlModifier)
    assert len(appendix_of(workbench).activities) == 11


def test_a_moved_row_stays_current_and_stops_at_the_end(tab: AppendixTab, workbench: Workbench) -> None:
    key = tab.model.rows[2].key
    tab.view.go_to(2, TIME)
    press(tab, Key.Key_Down, Mod.AltModifier)
    assert tab.model.rows[3].key == key
    assert tab.view.currentIndex() == tab.model.index(3, TIME)
    count = workbench.stack.count()
    press(tab, Key.Key_Down, Mod.AltModifier)
    assert workbench.stack.count() == count


def test_vietnamese_typed_on_a_cell_takes_its_place(tab: AppendixTab, workbench: Workbench) -> None:
    before = workbench.plan
    tab.view.go_to(0, FORM)
    press(tab, Key.Key_F)  # the first letter opens the editor
    assert editor_of(tab).toPlainText() == "f"
    press(tab, Key.Key_Backspace)  # Unikey rewrites what was typed
    type_letters("Phát thanh đường phố ở Đông Thượng")
    press(tab, Key.Key_Return)
    assert appendix_of(workbench).activities[0].tasks[0].form == "Phát thanh đường phố ở Đông Thượng"
    assert tab.view.currentIndex() == tab.model.index(1, FORM)
    assert tab.view.delegate.editor is None
    check_undo(tab, workbench, before)


def test_an_input_method_writes_too(tab: AppendixTab, workbench: Workbench) -> None:
    tab.view.go_to(0, FORM)
    press(tab, Key.Key_F2)
    editor = editor_of(tab)
    editor.selectAll()
    event = QInputMethodEvent()
    event.setCommitString("Tổ chức")
    QApplication.sendEvent(editor, event)
    press(tab, Key.Key_Tab)
    assert appendix_of(workbench).activities[0].tasks[0].form == "Tổ chức"
    assert tab.view.currentIndex() == tab.model.index(0, FORM + 1)


def test_f2_goes_on_writing_alt_enter_is_a_new_line(tab: AppendixTab, workbench: Workbench) -> None:
    tab.view.go_to(0, CONTENT)
    held = appendix_of(workbench).activities[0].content
    press(tab, Key.Key_F2)
    assert editor_of(tab).toPlainText() == held
    press(tab, Key.Key_Return, Mod.AltModifier)
    type_letters("dòng mới")
    press(tab, Key.Key_Return)
    assert appendix_of(workbench).activities[0].content == held + "\ndòng mới"
    assert tab.view.currentIndex() == tab.model.index(2, CONTENT)  # the merged cell counts as one


def test_escape_gives_up(tab: AppendixTab, workbench: Workbench) -> None:
    before = workbench.plan
    tab.view.go_to(0, FORM)
    press(tab, Key.Key_F2)
    type_letters("bỏ")
    press(tab, Key.Key_Escape)
    assert workbench.plan is before
    assert tab.view.delegate.editor is None


def test_a_double_click_opens_the_editor(tab: AppendixTab, qtbot) -> None:
    spot = tab.view.visualRect(tab.model.index(1, FORM)).center()
    qtbot.mouseClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert editor_of(tab).toPlainText() == tab.model.rows[1].task.form


def test_changes_elsewhere_leave_the_editor_its_text(tab: AppendixTab, workbench: Workbench) -> None:
    tab.view.go_to(2, FORM)
    press(tab, Key.Key_F2)
    editor_of(tab).selectAll()
    type_letters("đang gõ")
    task = appendix_of(workbench).activities[1].tasks[0]
    workbench.commit(SetField("task", task.id, "form", task.form, "từ nơi khác"), "Sửa")
    workbench.commit(
        Splice("activity", appendix_of(workbench).activities[0].id, "tasks", 0, (), (Task("chèn"),)), "Thêm"
    )
    assert editor_of(tab).toPlainText() == "đang gõ"
    press(tab, Key.Key_Return)
    assert appendix_of(workbench).activities[1].tasks[0].form == "đang gõ"


def test_what_is_typed_is_committed_on_flush(tab: AppendixTab, workbench: Workbench) -> None:
    before = workbench.plan
    tab.view.go_to(0, FORM)
    press(tab, Key.Key_F2)
    type_letters(" thêm")
    workbench.flush()
    assert appendix_of(workbench).activities[0].tasks[0].form.endswith(" thêm")
    assert tab.view.delegate.editor is not None
    workbench.undo()
    assert workbench.plan == before
    assert not editor_of(tab).toPlainText().endswith(" thêm")


def test_decomposed_text_is_kept_composed(tab: AppendixTab, workbench: Workbench) -> None:
    tab.model.setData(tab.model.index(0, FORM), "Kê\u0301 hoạch")
    assert appendix_of(workbench).activities[0].tasks[0].form == "Kế hoạch"


def test_delete_empties_a_block_in_one_step(tab: AppendixTab, workbench: Workbench) -> None:
    before = workbench.plan
    choose(tab, 0, CONTENT, 2, FORM)
    press(tab, Key.Key_Delete)
    activities = appendix_of(workbench).activities
    assert [a.content for a in activities[:2]] == ["", ""]
    assert [t.form for t in activities[0].tasks] == ["", ""]
    assert workbench.stack.count() == 1
    check_undo(tab, workbench, before)


def test_copy_and_paste_a_block(tab: AppendixTab, workbench: Workbench) -> None:
    before = workbench.plan
    choose(tab, 0, CONTENT, 1, FORM)
    press(tab, Key.Key_C, Mod.ControlModifier)
    rows = [row.cells for row in tab.model.rows]
    copied = f"{rows[0][1]}\t{rows[0][2]}\n\t{rows[1][2]}"
    assert QGuiApplication.clipboard().text() == copied
    tab.view.go_to(18, CONTENT)
    press(tab, Key.Key_V, Mod.ControlModifier)
    last = appendix_of(workbench).activities[-1]
    assert last.content == rows[0][1]
    assert [task.form for task in last.tasks][-2:] == [rows[0][2], rows[1][2]]
    assert workbench.stack.count() == 1
    check_undo(tab, workbench, before)


def test_one_value_fills_all_cells_chosen(tab: AppendixTab, workbench: Workbench) -> None:
    QGuiApplication.clipboard().setText("Quý IV\r\n")
    choose(tab, 0, TIME, 3, TIME)
    press(tab, Key.Key_V, Mod.ControlModifier)
    assert [row.task.time for row in tab.model.rows[:5]] == ["Quý IV"] * 4 + ["Tháng 8"]


def test_a_block_that_does_not_fit_is_refused_in_words(tab, workbench, qtbot) -> None:
    before = workbench.plan
    QGuiApplication.clipboard().setText("a\tb\tc")
    tab.view.go_to(0, TIME)
    with qtbot.waitSignal(workbench.failed) as told:
        press(tab, Key.Key_V, Mod.ControlModifier)
    assert "3 cột" in told.args[0]
    assert workbench.plan is before


def test_the_title_commits_when_left(tab: AppendixTab, workbench: Workbench) -> None:
    before = workbench.plan
    tab.title.setFocus()
    tab.title.selectAll()
    type_letters("Bảng việc năm 2026")
    tab.view.setFocus()
    assert appendix_of(workbench).title == "Bảng việc năm 2026"
    check_undo(tab, workbench, before)
    workbench.undo()
    assert tab.title.text() == before.appendices[0].title


def test_a_plan_without_an_appendix_gets_one(tab: AppendixTab, workbench: Workbench, qtbot) -> None:
    bare = plans.add_plan(workbench.store, Plan(2026, "Trống"))
    workbench.open_plan(bare.id)
    assert tab.badge == tab.summary == ""
    assert not tab.view.isVisible()
    qtbot.mouseClick(tab.add_button, Qt.MouseButton.LeftButton)
    assert appendix_of(workbench).activities == (Activity("", (Task(),)),)
    assert tab.view.isVisible()
    workbench.undo()
    assert workbench.plan.appendices == ()
    assert not tab.view.isVisible()


def test_several_appendices_can_be_chosen(tab: AppendixTab, workbench: Workbench) -> None:
    second = Appendix("Phụ lục hai", (Activity("Khác", (Task("Họp"),)),))
    workbench.commit(Splice("plan", workbench.plan.id, "appendices", 1, (), (second,)), "Thêm")
    assert tab.chooser.isVisible()
    assert tab.title.text() == workbench.plan.appendices[0].title
    tab.chooser.setFocus()
    press(tab, Key.Key_Down)
    assert tab.title.text() == "Phụ lục hai"
    assert [row.task.form for row in tab.model.rows] == ["Họp"]
    workbench.undo()
    assert not tab.chooser.isVisible()
    assert len(tab.model.rows) == 19


def test_no_plan_is_an_empty_state(tab: AppendixTab, workbench: Workbench) -> None:
    workbench.open_plan(None)
    assert tab.model.rowCount() == 0
    assert not tab.add_button.isEnabled()
    assert not any(action.isEnabled() for action in tab.tab_actions())


def test_an_edit_never_resets_the_model(tab: AppendixTab, workbench: Workbench, qtbot) -> None:
    with qtbot.assertNotEmitted(tab.model.modelReset):
        tab.view.go_to(3, FORM)
        for key, modifier, row, column in VERBS:
            tab.view.go_to(row, column)
            press(tab, key, modifier)
            workbench.undo()


def test_one_cell_written_is_one_cell_told(tab: AppendixTab, qtbot) -> None:
    with qtbot.waitSignal(tab.model.dataChanged) as told:
        tab.model.setData(tab.model.index(4, FORM), "Khác")
    first, last, *_ = told.args
    assert (first.row(), first.column()) == (last.row(), last.column()) == (4, FORM)


@pytest.mark.parametrize("seed", range(4))
def test_random_verbs_keep_sheet_and_plan_alike(tab, workbench, seed: int) -> None:
    rng = random.Random(seed)
    before = workbench.plan
    names = ["add_activity", "add_task", "duplicate", "remove", "move_up", "move_down", "clear"]
    for step in range(30):
        rows = len(tab.model.rows)
        if rows:
            top = rng.randrange(rows)
            left = rng.randrange(7)
            bottom = min(rows - 1, top + rng.randrange(3))
            choose(tab, top, left, bottom, min(6, left + rng.randrange(2)))
        tab.verbs.actions[rng.choice(names)].trigger()
        if step % 5 == 4:
            workbench.undo()
        check_shown(tab, workbench)
    after = workbench.plan
    while workbench.stack.canUndo():
        workbench.undo()
        check_shown(tab, workbench)
    assert workbench.plan == before
    while workbench.stack.canRedo():
        workbench.redo()
    check_shown(tab, workbench)
    assert plans.get_plan(workbench.store, after.id) == workbench.plan


def test_rows_in_sight_are_as_high_as_their_text(tab: AppendixTab, qtbot) -> None:
    tab.model.setData(tab.model.index(1, FORM), "dòng\n" * 9 + "dòng")
    qtbot.waitUntil(lambda: tab.view.rowHeight(1) > 150)
    assert tab.view.rowHeight(18) == tab.view.verticalHeader().defaultSectionSize()
    qtbot.wait(50)  # the scroll bar learns of the higher row
    tab.view.scrollToBottom()
    qtbot.waitUntil(lambda: tab.view.rowHeight(18) == tab.view.delegate.row_height_px(18))


def test_widths_are_remembered(tab: AppendixTab, settings: Settings, workbench, qtbot) -> None:
    tab.view.setColumnWidth(FORM, 333)
    qtbot.waitUntil(lambda: "appendix" in settings.sheets)
    again = AppendixTab(workbench, settings)
    qtbot.addWidget(again)
    assert again.view.columnWidth(FORM) == 333


def test_tab_walks_the_cells_and_leaves_at_the_end(tab: AppendixTab) -> None:
    tab.view.go_to(17, 6)
    press(tab, Key.Key_Tab)
    assert tab.view.hasFocus()
    tab.view.go_to(18, 6)
    press(tab, Key.Key_Tab)
    assert not tab.view.hasFocus()


def test_the_time_is_shown_as_understood(tab: AppendixTab) -> None:
    role = Qt.ItemDataRole.ToolTipRole
    assert (
        tab.model.data(tab.model.index(2, TIME), role)
        == "Hiểu là 15/3/2026 - 14/6/2026, thuộc kỳ Quý II (15/3/2026 - 14/6/2026)"
    )
    tab.model.setData(tab.model.index(2, TIME), "khi rảnh")
    assert tab.model.data(tab.model.index(2, TIME), role).startswith("Chưa hiểu thời gian này")


def test_it_is_painted_in_both_themes(tab: AppendixTab, qtbot) -> None:
    corner = QPoint(1300, 10)
    app = QApplication.instance()
    seen = []
    for mode in ("light", "dark"):
        apply_theme(app, mode)
        qtbot.wait(10)
        seen.append(tab.view.viewport().grab().toImage().pixelColor(corner).lightness())
    apply_theme(app, "light")
    assert seen[0] > 200
    assert seen[1] < 80


def test_long_text_and_markup_stay_text(tab: AppendixTab, workbench: Workbench, qtbot) -> None:
    wild = "<b>đậm</b> & =1+1 " + "x" * 3000
    tab.model.setData(tab.model.index(0, FORM), wild)
    assert appendix_of(workbench).activities[0].tasks[0].form == wild
    tab.view.grab()


def test_all_rows_can_go_and_a_block_be_pasted_into_nothing(tab: AppendixTab, workbench: Workbench) -> None:
    before = workbench.plan
    choose(tab, 0, 0, 18, 6)
    press(tab, Key.Key_Delete, Mod.ControlModifier)
    assert appendix_of(workbench).activities == ()
    assert tab.hint.isVisible()
    check_undo(tab, workbench, before)
    tab.view.setFocus()
    QGuiApplication.clipboard().setText("Mới\tHọp\n\tTờ gấp")
    press(tab, Key.Key_V, Mod.ControlModifier)
    assert [task.form for task in appendix_of(workbench).activities[0].tasks] == ["Họp", "Tờ gấp"]
    assert not tab.hint.isVisible()


def test_two_thousand_rows_open_and_change(tab: AppendixTab, workbench: Workbench, qtbot) -> None:
    activities = tuple(
        Activity(f"Nội dung {number}", tuple(Task(f"Hình thức {place}", time="Quý II") for place in range(4)))
        for number in range(500)
    )
    big = plans.add_plan(workbench.store, Plan(2026, "Lớn", appendices=(Appendix("A", activities),)))
    workbench.open_plan(big.id)
    assert tab.summary == "Chọn 1 ô · 500 nội dung · 2.000 dòng"
    tab.view.go_to(1001, FORM)
    press(tab, Key.Key_Return, Mod.ControlModifier)
    assert len(appendix_of(workbench).activities[250].tasks) == 5
    check_shown(tab, workbench)
    qtbot.wait(20)
    sized = [row for row in range(2001) if tab.view.rowHeight(row) != 58]
    assert len(sized) < 60  # only those in sight


def test_what_cannot_be_written_stays_typed(tab, workbench, monkeypatch) -> None:
    before = workbench.plan
    monkeypatch.setattr(workbench, "commit", lambda *_args, **_more: False)
    tab.view.go_to(0, FORM)
    press(tab, Key.Key_F2)
    type_letters(" chưa ghi được")
    press(tab, Key.Key_Return)
    tab.title.setFocus()  # leaving it does not throw it away either
    assert editor_of(tab).toPlainText().endswith(" chưa ghi được")
    monkeypatch.undo()
    editor_of(tab).setFocus()
    press(tab, Key.Key_Return)
    assert appendix_of(workbench).activities[0].tasks[0].form.endswith(" chưa ghi được")
    check_undo(tab, workbench, before)


@pytest.mark.parametrize("width", [1093, 1366, 1920])
def test_the_columns_share_the_window(tab: AppendixTab, settings: Settings, qtbot, width: int) -> None:
    tab.resize(width, 640)
    assert tab.view.horizontalScrollBar().maximum() == 0
    assert tab.view.columnWidth(FORM) > 200
    qtbot.wait(350)
    assert "appendix" not in settings.sheets  # nothing was dragged
