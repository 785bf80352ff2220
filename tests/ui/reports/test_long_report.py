"""A report of thousands of lines comes onto the page piece by piece: the window answers meanwhile."""

import time

import pytest
from large_plan import large_plan
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QTextCursor

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services import editing, files, reports
from kehoach_desktop.ui.plan.draft import draft_of
from kehoach_desktop.ui.reports import desk
from kehoach_desktop.ui.reports.desk import ReportDesk

TASKS = 400  # their report has some 1,000 lines


@pytest.fixture
def window(open_window, qtbot):
    made = open_window(large_plan(TASKS))
    qtbot.waitUntil(lambda: made.workbench.plan is not None, timeout=20_000)
    return made


@pytest.fixture
def begin(window, qtbot):
    """Begins the report of quý I, and returns its page while the text is still to come."""

    def begun() -> ReportDesk:
        window.verbs["report"].trigger()
        window.desk.page.which.setCurrentIndex(0)
        window.desk.page.begin.click()
        qtbot.waitUntil(lambda: window.reports.shown is not None, timeout=20_000)
        return window.reports.shown

    return begun


def kept(window):
    (summary,) = reports.list_reports(window.workbench.store, window.workbench.plan.id)
    return reports.get_report(window.workbench.store, summary.id)


def whole(shown, qtbot) -> None:
    qtbot.waitUntil(lambda: shown.bench.plan is not None, timeout=20_000)


def test_no_turn_of_the_window_has_to_wait_for_the_whole_text(begin, qtbot, monkeypatch):
    monkeypatch.setattr(desk, "_TURN_MS", 0)  # a turn as short as can be, however fast the machine is
    shown = begin()
    turns, since = [], QElapsedTimer()
    since.start()
    beat = QTimer(interval=0)
    beat.timeout.connect(lambda: turns.append(since.elapsed()))
    beat.start()
    whole(shown, qtbot)
    assert len(turns) > TASKS / 40
    assert shown.tab.editor.document().blockCount() == len(shown.report.preamble + shown.report.body)


def test_all_of_it_stands_there_and_can_be_written_in(window, begin, qtbot):
    shown = begin()
    whole(shown, qtbot)
    assert shown.bench.plan == kept(window)
    editor = shown.tab.editor
    assert editor.live_plan() is shown.bench.plan
    assert editor._shown.read() == draft_of(shown.bench.plan)
    assert not editor.isReadOnly()
    assert all(button.isEnabled() for button in shown.head.buttons)
    assert shown.head.words == "Báo cáo quý I · Dự thảo, lưu ngay khi gõ"
    assert not window.verbs["undo"].isEnabled()
    editor.go_to_line(3)
    editor.textCursor().insertText(" chữ vừa gõ")
    assert shown.flush()
    assert any("chữ vừa gõ" in item.text for item in kept(window).body)
    window.verbs["undo"].trigger()
    assert not any("chữ vừa gõ" in item.text for item in kept(window).body)


def test_while_it_comes_it_is_only_read_and_can_be_left(window, begin, qtbot):
    shown = begin()
    assert shown.bench.plan is None
    assert shown.tab.editor.isReadOnly()
    assert [button.isEnabled() for button in shown.head.buttons] == [False] * 4 + [True]
    assert "Đang dựng văn bản" in shown.head.words
    for verb in ("export_pdf", "export_xlsx", "save", "undo", "redo"):
        window.verbs[verb].trigger()
    shown.tab.editor.moveCursor(QTextCursor.MoveOperation.End)
    shown.on_tracing_triggered()
    assert shown.flush()
    shown.head.leave.click()
    assert window.desk.page is None
    assert window.reports.shown is None
    qtbot.wait(100)
    assert window.desk.page is None
    again = begin()
    assert again.report == kept(window)
    whole(again, qtbot)


def test_a_window_that_closes_waits_for_a_large_change_of_the_report(window, begin, qtbot, monkeypatch):
    shown = begin()
    whole(shown, qtbot)
    report, path, real = shown.bench.plan, window.workbench.store.path, editing.apply_edit

    def slow(*given, **named):
        time.sleep(0.3)
        return real(*given, **named)

    monkeypatch.setattr(editing, "apply_edit", slow)
    monkeypatch.setattr(editing, "is_long", lambda _: True)
    QTimer.singleShot(100, window.close_for_good)
    shown.bench.commit(SetField("plan", report.id, "subject", report.subject, "Kết quả mới"), "Sửa trích yếu")
    assert window.is_closed
    with files.open_file(path) as again:
        assert reports.get_report(again, report.id).subject == "Kết quả mới"


def test_another_plan_takes_it_away_while_it_comes(window, begin):
    shown = begin()
    assert shown.bench.plan is None
    window.workbench.open_plan(None)
    assert window.desk.page is None
