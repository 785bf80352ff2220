"""A bug in the middle of an edit, or of a step back, leaves the plan shown as it is kept."""

import threading

import pytest
from broken_hands import SECRET, fail, kept_plan, sure_that_it_works

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services import editing


def test_a_bug_in_the_middle_of_an_edit_shows_the_plan_as_it_is_kept(
    qtbot, window, watch, teller, monkeypatch
):
    before = window.workbench.plan
    edit = SetField("plan", before.id, "subject", before.subject, "Khác")
    done = editing.apply_edit

    def breaks_after_writing(*parts, **named):
        done(*parts, **named)
        fail()

    monkeypatch.setattr(editing, "apply_edit", breaks_after_writing)
    with pytest.raises(ValueError, match=SECRET):
        window.workbench.commit(edit, "Sửa")
    monkeypatch.undo()
    qtbot.waitUntil(lambda: window.workbench.plan.subject == "Khác")
    assert kept_plan(window) == window.workbench.plan
    assert not window.workbench.stack.canUndo()


def test_a_tab_that_cannot_show_an_edit_shows_the_plan_anew(qtbot, window, watch, teller):
    shown = []
    window.workbench.plan_changed.connect(fail)
    window.workbench.plan_opened.connect(shown.append)
    before = window.workbench.plan
    window.workbench.commit(SetField("plan", before.id, "subject", before.subject, "Khác"), "Sửa")
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [window.workbench.plan]
    assert window.workbench.stack.canUndo()
    window.workbench.plan_changed.disconnect(fail)
    window.verbs["undo"].trigger()
    assert kept_plan(window) == before


def test_a_bug_of_a_worker_at_that_moment_refuses_no_flush(qtbot, window, watch, teller):
    def break_elsewhere():
        worker = threading.Thread(target=fail)
        worker.start()
        worker.join()

    window.workbench.flush_requested.connect(break_elsewhere)
    assert window.workbench.flush()
    assert watch.count == 1, "it is told all the same"
    window.workbench.flush_requested.disconnect(break_elsewhere)
    window.workbench.flush_requested.connect(fail)
    assert not window.workbench.flush()
    window.workbench.flush_requested.disconnect(fail)


def test_a_step_that_a_bug_breaks_is_forgotten(qtbot, window, watch, teller, monkeypatch):
    before = window.workbench.plan
    window.workbench.commit(SetField("plan", before.id, "subject", before.subject, "Khác"), "Sửa")
    monkeypatch.setattr(editing, "apply_edit", fail)
    window.verbs["undo"].trigger()
    monkeypatch.undo()
    assert watch.count == 1
    assert kept_plan(window).subject == window.workbench.plan.subject == "Khác"
    assert not window.workbench.stack.canUndo()
    sure_that_it_works(window)


def test_a_step_that_breaks_before_it_begins_is_forgotten_too(qtbot, window, watch, teller, monkeypatch):
    before = window.workbench.plan
    window.workbench.commit(SetField("plan", before.id, "subject", before.subject, "Khác"), "Sửa")
    monkeypatch.setattr("kehoach_desktop.ui.workbench.inverse", fail)
    window.verbs["undo"].trigger()
    monkeypatch.undo()
    assert not window.workbench.stack.canUndo()
    assert not window.workbench.stack.canRedo()
    sure_that_it_works(window)
