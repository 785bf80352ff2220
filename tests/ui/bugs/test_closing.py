"""A bug while the window closes loses nothing and holds it open once at most."""

import pytest
from broken_hands import fail

from kehoach_desktop.services import backups, editing, files, plans


def test_what_a_bug_keeps_from_being_written_holds_the_window_open(qtbot, window, watch, teller, monkeypatch):
    window.verbs["show_plan"].trigger()
    editor = window.tabs.current.editor
    editor.go_to_line(9)
    editor.textCursor().insertText("đang gõ dở")
    monkeypatch.setattr(editing, "apply_edit", fail)
    window.close()
    assert window.isVisible()
    assert "Chưa đóng vì chưa ghi được phần đang gõ" in window.desk.messages.text
    qtbot.wait(50)
    assert "đang gõ dở" in editor.toPlainText(), "nor is it taken from the screen"
    monkeypatch.undo()
    window.close()
    assert not window.isVisible()


@pytest.mark.parametrize("broken", ["long_work", "history", "tab_verbs", "settings_keeper", "keeper"])
def test_a_bug_in_closing_a_part_loses_nothing_and_lets_the_file_go(
    qtbot, window, watch, teller, monkeypatch, broken
):
    window.verbs["show_plan"].trigger()
    editor = window.tabs.current.editor
    editor.go_to_line(9)
    editor.textCursor().insertText("đang gõ dở")
    path = window.workbench.store.path
    monkeypatch.setattr(getattr(window, broken), "stop" if broken == "keeper" else "close", fail)
    window.close()
    assert not window.isVisible()
    assert watch.count == 1
    monkeypatch.undo()
    getattr(window, broken)._runner.close()
    with files.open_file(path) as store:
        assert not store.is_read_only, "the lock is let go"
        assert "đang gõ dở" in "".join(
            item.text for item in plans.get_plan(store, window.workbench.plan.id).body
        )
    assert [note.why for note in backups.list_copies(path)] == ["close"]


@pytest.mark.parametrize("part", ["workbench", "reports", "settings_keeper"])
def test_a_bug_while_all_is_kept_holds_the_window_open_once_at_most(
    qtbot, window, watch, teller, monkeypatch, part
):
    path, name = window.workbench.store.path, "keep_now" if part == "settings_keeper" else "flush"
    monkeypatch.setattr(getattr(window, part), name, fail)
    window.close()
    assert window.isVisible() is (name == "flush")
    assert not window.isVisible() or "Chưa đóng" in window.desk.messages.text
    window.close()
    assert not window.isVisible()
    with files.open_file(path) as store:
        assert not store.is_read_only
