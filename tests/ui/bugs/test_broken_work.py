"""A bug in telling that work beside the window has ended leaves the next of its kind able to begin."""

import pytest
from broken_hands import fail

from kehoach_desktop.ui.copies.keeper import CopyKeeper
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.plan.page_printer import PagePrinter
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.status_line import StatusLine
from kehoach_desktop.ui.tracker import closing_watch
from kehoach_desktop.ui.tracker.evidence_work import EvidenceWork

_TELLING = Runner._on_job_finished


def _break(monkeypatch, method):
    """Have a method break that may be connected already."""

    def broken(*_):
        raise ValueError

    monkeypatch.setattr(method, "__code__", broken.__code__)


@pytest.mark.parametrize("method", [_TELLING, LongWork._end, StatusLine.end])
def test_long_work(window, watch, qtbot, monkeypatch, method):
    with monkeypatch.context() as while_broken:
        _break(while_broken, method)
        window.long_work.run("Thử", lambda _: "done", lambda _: None)
        qtbot.waitUntil(lambda: watch.count > 0)
    qtbot.waitUntil(window.long_work.is_free)
    ended = []
    assert window.long_work.run("Thử nữa", lambda _: "done", ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert not window.status._work.isVisibleTo(window)


def test_what_was_waited_for_is_told_though_the_status_line_cannot_follow(window, watch, qtbot, monkeypatch):
    ended = []
    monkeypatch.setattr(window.status, "end", fail)
    window.long_work.run("Thử", lambda _: "done", ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    window.long_work.run("Thử", lambda _: fail(), ended.append, on_ended=lambda: ended.append("broken"))
    qtbot.waitUntil(lambda: ended == ["done", "broken"])
    assert watch.count


@pytest.mark.parametrize("method", [_TELLING, CopyKeeper._end_well])
def test_copies_go_on(window, watch, qtbot, monkeypatch, method):
    with monkeypatch.context() as while_broken:
        _break(while_broken, method)
        window.keeper.look()
        qtbot.waitUntil(lambda: watch.count > 0, timeout=20_000)
    qtbot.waitUntil(lambda: not window.keeper.is_busy)
    with qtbot.waitSignal(window.keeper.kept, timeout=20_000):
        window.keeper.look()


@pytest.mark.parametrize("method", [_TELLING, PagePrinter._on_printed])
def test_the_printed_pages_follow_again(watch, sample, qtbot, monkeypatch, method):
    with monkeypatch.context() as while_broken:
        _break(while_broken, method)
        printer = PagePrinter()
        printer.print_plan(sample, frozenset({0}), 300, 1.0, 1)
        qtbot.waitUntil(lambda: watch.count > 0, timeout=20_000)
    qtbot.waitUntil(lambda: not printer.is_busy)
    printer.close()


@pytest.mark.parametrize("method", [_TELLING, EvidenceWork._on_copied])
def test_evidence_can_be_added_again(store, tmp_path, watch, qtbot, monkeypatch, method):
    source = tmp_path / "ảnh.txt"
    source.write_text("một", encoding="utf-8")
    with monkeypatch.context() as while_broken:
        _break(while_broken, method)
        work = EvidenceWork(store, None)
        work.copy([source], None)
        qtbot.waitUntil(lambda: watch.count > 0, timeout=20_000)
    qtbot.waitUntil(lambda: not work.is_copying)
    work.close_down()


def test_a_period_can_be_closed_after_a_bug_in_closing_it(window, watch, qtbot, monkeypatch):
    window.verbs["show_tracker"].trigger()
    closing = window.tabs.current.closing
    qtbot.waitUntil(closing.action.isEnabled)
    with monkeypatch.context() as while_broken:
        while_broken.setattr(closing_watch, "closing_of", lambda *_: fail())
        closing.action.trigger()
        qtbot.waitUntil(lambda: watch.count > 0, timeout=20_000)
    qtbot.waitUntil(closing.action.isEnabled)
    closing.action.trigger()
    qtbot.waitUntil(lambda: bool(window.workbench.plan.closings), timeout=20_000)


def test_a_bug_in_telling_ends_work_for_whoever_waits_for_it(watch, qtbot, monkeypatch):
    told = []
    with monkeypatch.context() as while_broken:
        _break(while_broken, _TELLING)
        runner = Runner()
        runner.over.connect(told.append)
        job = runner.start(lambda _: None, Job(told.append, told.append))
        qtbot.waitUntil(lambda: bool(told))
    assert told == [job]
    assert job.is_over
    assert runner.is_idle
    runner.close()
