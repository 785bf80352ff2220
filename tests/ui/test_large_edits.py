"""A large change is written beside the window's thread: the window goes on, and nothing else is taken."""

import threading
import time

import pytest
from large_plan import large_plan
from PySide6.QtCore import QTimer

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.services import editing, files, plans
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import workbench as workbench_module
from kehoach_desktop.ui.appendix_tab import AppendixTab
from kehoach_desktop.ui.sheet import verbs
from kehoach_desktop.ui.sheet.rows import CONTENT, FIRST_TASK_COLUMN, KEYS, NOTE
from kehoach_desktop.ui.workbench import Workbench

TASKS = 700  # all their cells together are a large change
LEFT_S = 20
LEAD = KEYS.index("lead")


@pytest.fixture
def workbench(qtbot, store) -> Workbench:
    made = Workbench(store)
    made.open_plan(plans.add_plan(store, large_plan(TASKS, quarters=0)).id)
    return made


@pytest.fixture
def tab(qtbot, workbench):
    made = AppendixTab(workbench, Settings())
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def during(monkeypatch):
    """Has something done in the window's loop while the next large change is being written."""
    free, seen, meant = threading.Event(), [], []
    real = editing.apply_edit

    def held(*given, **named):
        if threading.current_thread() is not threading.main_thread():
            assert free.wait(LEFT_S)
        return real(*given, **named)

    def act() -> None:
        try:
            seen.append(meant.pop()())
        finally:
            free.set()

    def begin(what) -> list:
        meant.append(what)
        free.clear()
        QTimer.singleShot(0, act)
        return seen

    monkeypatch.setattr(editing, "apply_edit", held)
    return begin


def clear_all(tab) -> None:
    tab.view.go_to(0, FIRST_TASK_COLUMN)
    tab.view.selectAll()
    tab.verbs.actions["clear"].trigger()


def kept(workbench):
    return plans.get_plan(workbench.store, workbench.plan.id)


def test_all_cells_are_cleared_and_come_back_while_the_window_goes_on(tab, workbench, during):
    before = workbench.plan
    seen = during(lambda: workbench.beside.is_busy)
    clear_all(tab)
    assert not any(task.form or task.lead or task.time for task in all_tasks(workbench.plan))
    assert workbench.plan == kept(workbench)
    during(lambda: workbench.beside.is_busy)
    workbench.undo()
    assert workbench.plan == before == kept(workbench)
    during(lambda: workbench.beside.is_busy)
    workbench.redo()
    assert seen == [True] * 3
    assert not workbench.is_writing
    assert tab.model.rows[-1].cells[FIRST_TASK_COLUMN] == ""
    assert workbench.stack.count() == workbench.stack.index() == 1


def test_some_hundred_cells_filled_down_are_written_beside_the_window(tab, workbench, during):
    before = workbench.plan
    tab.view.choosing.choose_block((0, LEAD), (TASKS - 1, LEAD))
    seen = during(lambda: workbench.beside.is_busy)
    tab.verbs.actions["fill_down"].trigger()
    during(lambda: workbench.beside.is_busy)
    workbench.undo()
    assert seen == [True] * 2
    assert workbench.plan == before == kept(workbench)


def test_taking_a_large_change_back_is_made_ready_beside_the_window_too(tab, workbench, monkeypatch):
    threads = []
    real = workbench_module.inverse

    def noted(edit):
        threads.append(threading.current_thread())
        return real(edit)

    clear_all(tab)
    monkeypatch.setattr(workbench_module, "inverse", noted)
    workbench.undo()
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def test_many_changed_rows_are_told_in_one_signal(tab, workbench):
    told = []
    tab.model.dataChanged.connect(lambda first, last: told.append((first, last)))
    clear_all(tab)
    workbench.undo()
    assert [(first.row(), last.row()) for first, last in told] == [(0, TASKS - 1)] * 2
    assert all(first.column() <= CONTENT and last.column() >= NOTE for first, last in told)
    assert tab.view.model().data(tab.model.index(5, FIRST_TASK_COLUMN)) == tab.model.rows[5].task.form


def test_a_word_replaced_here_and_there_is_told_in_one_signal(tab, workbench):
    told = []
    every_third = range(0, 180, 3)
    tab.model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    cells = [(tab.model.rows[row], NOTE, "x") for row in every_third]
    workbench.commit(verbs.write_cells(cells), "Thay")
    assert told == [(0, every_third[-1])]
    told.clear()
    workbench.commit(verbs.write_cells([(tab.model.rows[row], NOTE, "y") for row in (3, 9, 10)]), "Thay")
    assert told == [(3, 3), (9, 10)]


def test_what_is_being_typed_stays_when_all_rows_are_told_of(tab, workbench):
    tab.view.go_to(4, NOTE)
    tab.view.edit(tab.view.currentIndex())
    editor = tab.view.delegate.editor
    editor.insertPlainText("đang gõ")
    cells = [(row, FIRST_TASK_COLUMN, "khác") for row in tab.model.rows]
    workbench.commit(verbs.write_cells(cells), "Thay")
    assert tab.view.delegate.editor is editor
    assert editor.toPlainText() == "đang gõ"


def test_what_all_cells_chosen_add_up_to_is_counted_when_the_window_is_idle(tab, qtbot):
    tab.view.go_to(0, FIRST_TASK_COLUMN)
    before = tab.summary
    tab.view.selectAll()
    assert tab.summary == before
    qtbot.waitUntil(lambda: tab.summary.startswith("Chọn "))
    tab.view.go_to(1, FIRST_TASK_COLUMN)
    assert tab.summary.startswith("Chọn 1 ô")


def test_nothing_else_is_taken_meanwhile_and_all_is_taken_afterwards(tab, workbench, during):
    plan, said = workbench.plan, []
    workbench.failed.connect(said.append)
    edit = SetField("plan", plan.id, "place", plan.place, "Bến Cát")

    def try_all() -> bool:
        workbench.undo()
        workbench.redo()
        with pytest.raises(UserError, match="chưa nhận thay đổi khác"):
            workbench.open_plan(plan.id)
        return workbench.commit(edit, "Sửa địa danh")

    seen = during(try_all)
    clear_all(tab)
    assert seen == [False]
    assert len(said) == 3
    assert all("chưa nhận thay đổi khác" in words for words in said)
    assert workbench.plan.place == plan.place
    assert workbench.commit(edit, "Sửa địa danh")
    assert kept(workbench) == workbench.plan
    workbench.undo()
    workbench.undo()
    assert kept(workbench) == workbench.plan == plan


def test_a_large_change_that_cannot_be_written_changes_nothing(tab, workbench, monkeypatch):
    before, said = workbench.plan, []
    workbench.failed.connect(said.append)

    def refuse(*_given, **_named):
        raise UserError("Ổ đĩa đầy.")

    monkeypatch.setattr(editing, "apply_edit", refuse)
    clear_all(tab)
    assert workbench.plan is before
    assert workbench.stack.count() == 0
    assert said == ["Ổ đĩa đầy."]
    assert not workbench.is_writing


def test_a_bug_in_it_is_raised_where_it_was_asked_for(workbench, monkeypatch):
    def break_down(*_given, **_named):
        raise ZeroDivisionError

    monkeypatch.setattr(editing, "apply_edit", break_down)
    monkeypatch.setattr(editing, "is_long", lambda _: True)
    with pytest.raises(ZeroDivisionError):
        workbench.commit(SetField("plan", workbench.plan.id, "place", workbench.plan.place, "x"), "Sửa")
    assert not workbench.is_writing


def test_a_window_that_closes_meanwhile_waits_for_what_is_written(open_window, monkeypatch, qtbot):
    window = open_window(large_plan(TASKS, quarters=0))
    qtbot.waitUntil(lambda: window.workbench.plan is not None, timeout=20_000)
    window.verbs["show_appendix"].trigger()
    tab, bench = window.tabs.current, window.workbench
    path, plan_id = bench.store.path, bench.plan.id
    real, closed, is_asked = editing.apply_edit, [], threading.Event()

    def slow(*given, **named):
        is_asked.wait(20)
        time.sleep(0.1)
        return real(*given, **named)

    def close() -> None:
        if bench.is_writing:
            beat.stop()
            closed.append(True)
            is_asked.set()
            window.close_for_good()

    monkeypatch.setattr(editing, "apply_edit", slow)
    tab.view.go_to(0, FIRST_TASK_COLUMN)
    tab.view.selectAll()
    beat = QTimer(interval=5)
    beat.timeout.connect(close)
    beat.start()
    tab.verbs.actions["clear"].trigger()
    qtbot.waitUntil(lambda: bool(closed))
    assert window.is_closed
    with files.open_file(path) as again:
        assert not any(task.form for task in all_tasks(plans.get_plan(again, plan_id)))


def test_the_block_copied_is_that_of_the_chosen_cells(tab, qapp):
    tab.view.go_to(0, FIRST_TASK_COLUMN)
    tab.view.selectAll()
    tab.verbs.actions["copy"].trigger()
    lines = qapp.clipboard().text().split("\n")
    assert len(lines) == TASKS
    assert lines[3].split("\t")[FIRST_TASK_COLUMN:] == list(tab.model.rows[3].cells[FIRST_TASK_COLUMN:])
