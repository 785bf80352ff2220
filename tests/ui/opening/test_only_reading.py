"""A window that only reads has no verb that writes, and goes on to write once it may."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from started_windows import reading

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services import files, opening, plans
from kehoach_desktop.ui.actions import VERBS, WRITING

LOOKING = {
    "open_file",
    *("back_up", "verify", "export_pdf", "export_xlsx", "export_json", "quit", "copy", "find"),
    *("find_next", "find_previous", "show_plan", "show_appendix", "show_tracker", "next_part"),
    *("theme_system", "theme_light", "theme_dark", "versions", "compare", "office", "report"),
    *("trace_figure", "about", "manual", "copies", "history"),
}


def test_every_verb_either_writes_or_looks():
    assert set(WRITING) | LOOKING == {verb.name for verb in VERBS}
    assert not set(WRITING) & LOOKING


def test_a_window_that_only_reads_has_no_verb_that_writes(qtbot, kept, started):
    started(kept)
    window = reading(qtbot, started, kept).window
    assert [name for name in WRITING if window.verbs[name].isEnabled()] == []
    assert "chỉ để xem" in window.verbs["new_plan"].toolTip()
    assert window.verbs["export_pdf"].isEnabled()
    for place in range(3):
        on = {action.objectName() for action in window.tabs.actions_of(place) if action.isEnabled()}
        assert on <= {
            action for action in on if action.startswith(("plan_", "appendix_", "tracker_", "record_"))
        }
        assert not on & {"plan_bold", "plan_indent", "appendix_paste", "appendix_add_task", "close_period"}
        assert "tracker_state_done" not in on


def test_nothing_can_be_typed_in_a_window_that_only_reads(qtbot, kept, started):
    first = started(kept)
    window = reading(qtbot, started, kept).window
    before = window.workbench.plan
    editor = window.tabs.made(0).editor
    window.verbs["show_plan"].trigger()
    editor.setFocus()
    text = editor.toPlainText()
    QTest.keyClicks(editor, "abc")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText() == text
    assert "chỉ để xem" in window.desk.messages.text
    window.verbs["show_appendix"].trigger()
    sheet = window.tabs.current.view
    sheet.go_to(0, 2)
    QTest.keyClicks(sheet, "x")
    assert sheet.delegate.editor is None
    window.verbs["show_tracker"].trigger()
    tracker = window.tabs.current
    tracker.view.go_to(0, 1)
    QTest.keyClicks(tracker.view, "3")
    panel = tracker.panel
    assert not panel.state_box.isEnabled()
    assert all(field.isReadOnly() for field in panel.texts.values())
    panel.quantities.table.edit(panel.quantities.model.index(0, 2))
    assert not panel.quantities.table.isPersistentEditorOpen(panel.quantities.model.index(0, 2))
    assert not panel.quantities.model.flags(panel.quantities.model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable
    assert window.workbench.plan == before
    assert window.workbench.flush()
    assert first.window.workbench.plan == before


def test_no_edit_gets_through_a_window_that_only_reads(qtbot, kept, started):
    started(kept)
    window = reading(qtbot, started, kept).window
    bench = window.workbench
    plan = bench.plan
    edit = SetField("plan", plan.id, "subject", plan.subject, "Khác")
    assert not bench.commit(edit, "Sửa")
    assert not bench.commit_for_good(edit, "Sửa")
    assert bench.plan == plan


def test_the_reading_window_goes_on_to_write_once_the_other_has_gone(qtbot, kept, started):
    first = started(kept)
    second = reading(qtbot, started, kept)
    before = second.window
    second.on_writing_wanted()
    assert "đang được mở bởi" in before.desk.messages.text
    assert second.window is before
    first.window.close()
    second.on_writing_wanted()
    assert second.window is not before
    qtbot.waitUntil(lambda: second.window.is_filled, timeout=20_000)
    bench = second.window.workbench
    assert bench.commit(SetField("plan", bench.plan.id, "subject", bench.plan.subject, "Khác"), "Sửa")


def test_commands_that_read_work_beside_the_window_and_those_that_write_are_told(kept, started, capsys):
    from kehoach_desktop.cli import run

    started(kept)
    out = kept.parent
    for command in (["list"], ["verify"], ["dump", "--out", str(out / "a.json")]):
        assert run([*command, "--db", str(kept)]) == 0
    assert run(["backup", "--db", str(kept), "--out", str(out / "b.kehoach")]) == 0
    capsys.readouterr()
    for command in (["load", str(out / "a.json")], ["restore", str(out / "b.kehoach")]):
        assert run([*command, "--db", str(kept)]) == 1
        assert "đang được mở bởi" in capsys.readouterr().err


def test_a_file_that_takes_no_writing_is_opened_to_read_and_says_why(qtbot, as_clerk, started, sample):
    folder, clerk = as_clerk
    path = folder / "so.kehoach"
    with files.open_file(path, create=True) as store:
        plans.add_plan(store, sample)
    path.with_name(path.name + ".lock").unlink()
    path.chmod(0o444)
    folder.chmod(0o555)
    before = path.read_bytes()
    with clerk():
        store = opening.open_to_work(path)
    assert "chỉ được đọc" in store.why_read_only
    with store:
        assert len(plans.list_plans(store)) == 1
    assert path.read_bytes() == before
    folder.chmod(0o777)
