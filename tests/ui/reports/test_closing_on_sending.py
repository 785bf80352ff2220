"""Sending a report closes its period on the plan: what changes later shows as drift from what was sent."""

import datetime as dt

import pytest

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.services import plans
from kehoach_desktop.services.closing import find_drift
from kehoach_desktop.ui import choosing


@pytest.fixture
def send(tmp_path, monkeypatch, settle, qtbot, window, open_report):
    """Sends the report that ``open_report`` shows."""
    monkeypatch.setattr(choosing, "choose_folder", lambda *_: tmp_path)

    def sent():
        shown = open_report()
        shown.head.send.click()
        settle(window)
        shown.over.number.setText("15")
        shown.over.number.editingFinished.emit()
        shown.over.date.set_day(dt.date(2026, 9, 16))
        shown.over.make.click()
        settle(window)
        return shown

    return sent


def test_what_was_sent_is_what_the_plan_is_held_to(window, send, qtbot):
    shown = send()
    report = shown.bench.plan
    qtbot.waitUntil(lambda: len(window.workbench.plan.closings) == 1)
    (closing,) = window.workbench.plan.closings
    about = report.reporting
    assert (closing.code, closing.start, closing.end) == (about.code, about.start, about.end)
    assert closing.closed_at == report.sendings[-1].sent_at
    assert find_drift(window.workbench.plan, closing) == ()
    kept = plans.get_plan(window.workbench.store, window.workbench.plan.id)
    assert kept.closings == (closing,)
    records = [one for task in all_tasks(window.workbench.plan) for one in task.progress]
    record = next(one for one in records if one.quarter == 2)
    window.workbench.commit(SetField("progress", record.id, "result", record.result, "Sửa sau"), "Sửa")
    assert len(find_drift(window.workbench.plan, closing)) == 1


def close_by_hand(window, qtbot, code):
    before = len(window.workbench.plan.closings)
    window.verbs["show_tracker"].trigger()
    tab = window.tabs.current
    tab.show_period(code)
    tab.closing.action.trigger()
    qtbot.waitUntil(lambda: len(window.workbench.plan.closings) == before + 1)


def test_a_period_closed_with_just_that_is_not_closed_again(window, send, qtbot):
    close_by_hand(window, qtbot, "Q2")
    window.workbench.open_plan(window.workbench.plan.id)
    shown = send()
    assert shown.bench.plan.reporting.code == "Q2"
    qtbot.waitUntil(lambda: not window.sent_periods.is_busy)
    assert len(window.workbench.plan.closings) == 1


def test_what_was_sent_stays_closed_whatever_is_undone(window, send, qtbot):
    bench = window.workbench
    close_by_hand(window, qtbot, "Q1")
    close_by_hand(window, qtbot, "Q2")  # with just what is sent: undoing it must not open what was sent
    bench.undo()
    bench.undo()
    bench.redo()
    bench.redo()
    report = send().bench.plan
    qtbot.waitUntil(lambda: len(bench.plan.closings) == 3)
    sent = bench.plan.closings[-1]
    close_by_hand(window, qtbot, "Q3")
    for _ in range(bench.stack.count()):
        bench.undo()
    assert not bench.stack.canUndo()
    assert bench.plan.closings == (sent,)
    assert sent.closed_at == report.sendings[-1].sent_at
    while bench.stack.canRedo():
        bench.redo()
    assert [closing.code for closing in bench.plan.closings] == ["Q1", "Q2", "Q2", "Q3"]
    assert plans.get_plan(bench.store, bench.plan.id) == bench.plan


def test_steps_undone_before_a_report_was_sent_can_be_done_again(window, send, qtbot):
    bench = window.workbench
    close_by_hand(window, qtbot, "Q1")
    close_by_hand(window, qtbot, "Q3")
    bench.undo()
    send()
    qtbot.waitUntil(lambda: len(bench.plan.closings) == 2)
    bench.undo()
    assert [closing.code for closing in bench.plan.closings] == ["Q2"]
    bench.redo()
    bench.redo()
    assert sorted(closing.code for closing in bench.plan.closings) == ["Q1", "Q2", "Q3"]
    assert plans.get_plan(bench.store, bench.plan.id) == bench.plan
