"""Opening the clerk's file in the window: held by another, only to be read, in a bad place, damaged, gone."""

import datetime as dt
import errno
import json
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kehoach_desktop import app
from kehoach_desktop.data import evidence_files, identity
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import backups, copy_places, copy_tending, files, opening, plans
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.actions import VERBS, WRITING
from kehoach_desktop.ui.reading_only import ReadingStrip

LOOKING = {
    "open_file",
    *("back_up", "verify", "export_pdf", "export_xlsx", "export_json", "quit", "copy", "find"),
    *("find_next", "find_previous", "show_plan", "show_appendix", "show_tracker", "next_part"),
    *("theme_system", "theme_light", "theme_dark", "versions", "compare", "office", "report"),
    *("trace_figure", "about", "copies", "history"),
}


@pytest.fixture
def settings_file(tmp_path):
    path = tmp_path / "settings.json"
    Settings(greeted=True, theme="light").write(path)
    return path


@pytest.fixture
def kept(database, sample):
    """A file with the sample in it, which nobody has open."""
    with files.open_file(database, create=True) as store:
        plans.add_plan(store, sample)
    return database


@pytest.fixture
def started(qtbot, settings_file):
    """Opens a file as the program does and gives who opened it; its windows are closed at the end."""
    made = []

    def begin(path, *, create=False):
        start = app.open_start(None if create else path, settings_file)
        made.append(start)
        if start.trouble is None:
            qtbot.waitUntil(lambda: start.window.is_filled, timeout=20_000)
        return start

    yield begin
    for start in made:
        for _ in range(2):
            start.window.close()
        start.close()
        start.window.deleteLater()


def settled(qtbot, start):
    qtbot.waitUntil(lambda: start.is_idle, timeout=20_000)


def reading(qtbot, started, path):
    """A second window on a file, only to read it."""
    start = started(path)
    start.page.look.click()
    qtbot.waitUntil(lambda: start.window.is_filled, timeout=20_000)
    return start


def spoil(path):
    content = bytearray(path.read_bytes())
    for at in range(9000, len(content), 700):
        content[at] ^= 0xFF
    path.write_bytes(content)
    return bytes(content)


def test_another_file_is_opened_from_the_menu_and_the_one_before_is_let_go(
    qtbot, kept, started, sample, tmp_path, monkeypatch
):
    other = tmp_path / "khác.kehoach"
    with files.open_file(other, create=True) as store:
        plans.add_plan(store, sample)
    start = started(kept)
    monkeypatch.setattr("kehoach_desktop.ui.choosing.choose_source", lambda *_: other)
    start.window.verbs["open_file"].trigger()
    qtbot.waitUntil(lambda: start.window.is_filled, timeout=20_000)
    assert start.window.workbench.store.path == other
    files.open_file(kept).close()  # nobody holds it


def test_every_verb_either_writes_or_looks():
    assert set(WRITING) | LOOKING == {verb.name for verb in VERBS}
    assert not set(WRITING) & LOOKING


def test_a_second_window_says_who_holds_the_file_and_since_when(kept, started):
    started(kept)
    second = started(kept)
    assert second.trouble.kind == opening.HELD
    assert [one.text() for one in second.page.choices] == ["Mở để xem", "Thử lại", "Mở tệp khác…", "Thoát"]
    note = json.loads(kept.with_name(kept.name + ".lock").read_text(encoding="utf-8"))
    assert f"{note['user']} trên máy {note['host']}" in second.page.words


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


def test_what_the_other_window_writes_does_not_trouble_the_one_that_reads(qtbot, kept, started):
    first = started(kept)
    window = reading(qtbot, started, kept).window
    bench = first.window.workbench
    edit = SetField("plan", bench.plan.id, "subject", bench.plan.subject, "Khác")
    assert bench.commit(edit, "Sửa")
    assert [one.subject for one in plans.list_plans(window.workbench.store)] == ["Khác"]


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


def test_a_lock_left_by_a_program_that_died_is_taken_over(qtbot, kept, started):
    script = (
        "import os, sys; from pathlib import Path; from kehoach_desktop.data.store import open_store\n"
        "store = open_store(Path(sys.argv[1])); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(kept)], check=False).returncode == 9
    assert kept.with_name(kept.name + ".lock").stat().st_size > 0, "it still names the dead one"
    assert started(kept).trouble is None


def test_a_link_to_the_file_is_the_same_file(kept, started, tmp_path):
    link = tmp_path / "lối tắt.kehoach"
    try:
        link.symlink_to(kept)
    except OSError:
        pytest.skip("no links here")
    started(kept)
    assert started(link).trouble.kind == opening.HELD


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


def test_a_damaged_file_offers_its_newest_good_copy_and_is_kept_byte_by_byte(qtbot, kept, started):
    made = backups.keep_copy(kept, "day")
    spoilt = spoil(kept)
    start = started(kept)
    assert start.trouble.kind == opening.DAMAGED
    settled(qtbot, start)
    assert "1 kế hoạch" in start.page.copy.text()
    assert kept.read_bytes() == spoilt, "looking at it writes nothing"
    start.page.copy.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)
    (aside,) = kept.parent.glob("*-bi-hong-*.kehoach")
    assert aside.read_bytes() == spoilt
    assert aside.name in start.window.desk.messages.text.replace("\u200b", "")
    assert files.find_faults(kept) == []
    assert made.exists()


def test_a_window_that_only_reads_restores_nothing(qtbot, kept, started):
    from kehoach_desktop.services.restoring import restore_into

    copy = backups.keep_copy(kept, "day")
    started(kept)
    window = reading(qtbot, started, kept).window
    before = kept.read_bytes()
    with pytest.raises(UserError, match="chỉ để xem"):
        restore_into(window.workbench.store, copy)
    assert kept.read_bytes() == before


def test_a_damaged_copy_is_not_offered(qtbot, kept, started):
    good = backups.keep_copy(kept, "upgrade")  # one that is never thinned out
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("UPDATE plan SET subject = 'Sau'")
        connection.commit()
    newer = backups.keep_copy(kept, "save")
    assert newer != good
    spoil(newer)
    spoil(kept)
    start = started(kept)
    settled(qtbot, start)
    start.page.copy.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.plan.subject != "Sau"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plan SET status = 'lạ'",
        "UPDATE plan SET date = 'hôm qua'",
        "UPDATE plan SET recipients = '[1'",
        "UPDATE plan SET recipients = '{\"a\": 1}'",
        "UPDATE plan SET signature = '[]]'",
        "UPDATE plan SET year = 'năm'",
        "UPDATE plan SET scheme = '[]'",
        "UPDATE item SET level = 'tầng'",
        "UPDATE item SET depth = -4",
        "UPDATE item SET marks = '[[1]]'",
        "UPDATE item SET text = x'ff00fe'",
        "UPDATE task SET extras = '{}'",
    ],
)
def test_a_value_no_version_has_written_is_a_damaged_file(qtbot, kept, started, statement):
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute(statement)
        connection.commit()
    before = kept.read_bytes()
    start = app.open_start(kept, kept.parent / "settings.json")
    qtbot.waitUntil(lambda: start.trouble is not None, timeout=5000)
    settled(qtbot, start)
    assert start.trouble.kind == opening.DAMAGED
    assert "bị hỏng" in start.page.words
    assert start.window.workbench.is_read_only
    assert kept.read_bytes() == before
    start.window.close()
    start.close()


def test_damage_found_while_working_ends_writing_and_comes_to_the_same_page(qtbot, kept, started):
    backups.keep_copy(kept, "day")
    start = started(kept)
    window = start.window
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("UPDATE plan SET status = 'lạ'")
        connection.commit()
    window.plans.open_plan(window.workbench.plan.id)
    qtbot.waitUntil(lambda: start.trouble is not None, timeout=5000)
    assert window.desk.page is start.page
    assert not window.verbs["new_plan"].isEnabled()
    settled(qtbot, start)
    start.page.copy.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)
    assert start.window is not window
    assert not start.window.workbench.is_read_only


def test_damage_in_pages_nobody_reads_is_found_beside_the_window(qtbot, kept, started):
    start = started(kept)
    content = bytearray(kept.read_bytes())
    content[-3000:] = b"\xff" * 3000
    kept.write_bytes(content)
    start.look_for_faults()
    qtbot.waitUntil(lambda: start.trouble is not None, timeout=10_000)
    assert start.trouble.kind == opening.DAMAGED


@pytest.mark.parametrize("is_found", [True, False])
def test_a_page_of_trouble_that_was_left_hears_of_no_copy(qtbot, kept, started, monkeypatch, is_found):
    going_on = threading.Event()

    def held(*_):
        assert going_on.wait(20)
        if not is_found:
            raise UserError("Thư mục không trả lời.")
        return opening.WaysOut(is_readable=True)

    monkeypatch.setattr(opening, "ways_out", held)
    start = started(kept)
    start.on_damaged(opening.damage(kept))
    qtbot.waitUntil(lambda: start.page is not None)
    gone = []
    start.page.destroyed.connect(lambda: gone.append(True))
    start.page.closed.emit()  # Esc
    qtbot.waitUntil(lambda: bool(gone))
    with qtbot.captureExceptions() as caught:
        going_on.set()
        settled(qtbot, start)
    assert caught == []


def test_what_is_readable_of_a_damaged_file_is_looked_at_in_a_copy(qtbot, kept, started, older):
    with files.open_file(kept) as store:
        plans.add_plan(store, older)
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("UPDATE item SET depth = -4 WHERE plan_id = 1")  # of the newer plan
        connection.commit()
    before = kept.read_bytes()
    start = started(kept)
    qtbot.waitUntil(lambda: start.trouble is not None, timeout=5000)
    settled(qtbot, start)
    assert start.page.look.text() == "Mở để xem phần còn đọc được"
    start.page.look.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.plan.year == older.year
    assert start.window.workbench.is_read_only
    qtbot.wait(50)
    assert start.trouble is None, "the plan that cannot be read is no news"
    assert kept.read_bytes() == before


def test_a_newer_file_is_not_opened_and_not_touched(kept, started):
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    before = kept.read_bytes()
    start = started(kept)
    assert start.trouble.kind == opening.NEWER
    assert start.page.look.isHidden()
    assert kept.read_bytes() == before


def test_a_file_whose_head_says_newer_but_is_not_is_damaged(qtbot, kept, started):
    content = bytearray(kept.read_bytes())
    content[62] ^= 1
    kept.write_bytes(content)
    assert started(kept).trouble.kind == opening.DAMAGED


def test_the_users_own_file_gone_while_its_copies_are_there_is_not_begun_anew(
    qtbot, tmp_path, sample, started, monkeypatch
):
    from kehoach_desktop import paths

    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "nhà")
    own = paths.default_database()
    with files.open_file(own, create=True) as store:
        plans.add_plan(store, sample)
    backups.keep_copy(own, "day")
    own.unlink()
    start = started(own, create=True)
    assert start.trouble.kind == opening.MISSING
    assert not own.exists()
    settled(qtbot, start)
    assert not start.page.new.isHidden()
    start.page.copy.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.plan.subject == sample.subject


def test_esc_leaves_a_page_below_which_is_nothing_where_it_is(qtbot, tmp_path, started):
    start = started(tmp_path / "không có.kehoach")
    QTest.keyClick(start.page, Qt.Key.Key_Escape)
    assert start.window.desk.page is start.page


def test_a_synced_folder_is_warned_of_until_that_was_read(qtbot, tmp_path, sample, started, settings_file):
    path = tmp_path / "OneDrive" / "so.kehoach"
    path.parent.mkdir()
    with files.open_file(path, create=True) as store:
        plans.add_plan(store, sample)
    start = started(path)
    assert "OneDrive" in start.window.desk.messages.text
    assert "đồng bộ" in start.window.desk.messages.text
    start.window.desk.messages.click("Đã hiểu")
    start.window.close()
    assert started(path).window.desk.messages.text == ""


def test_an_upgraded_file_tells_where_the_copy_from_before_is(tmp_path, started):
    path = tmp_path / "cũ.kehoach"
    shutil.copyfile(Path(__file__).parents[1] / "data" / "files" / "version-1.kehoach", path)
    start = started(path)
    (copy,) = backups.list_copies(path)
    assert copy.path.name in start.window.desk.messages.text


def on_a_stick(kept, tmp_path, settings_file):
    """Copies of the file on a stick, the folder remembered as a window remembers it; then the disk is new."""
    stick = tmp_path / "USB"
    stick.mkdir()
    copy_places.choose_folder(kept, stick)
    copy_tending.copy_and_tend(kept, "day")
    place = copy_places.place_in_chosen(kept)
    settings = Settings.read(settings_file)
    settings.copy_folders[str(kept.resolve())] = str(place)
    settings.write(settings_file)
    for path in kept.parent.glob(kept.name + "*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return place


def test_the_window_remembers_the_chosen_folder_outside_of_the_files_own(qtbot, kept, started, tmp_path):
    stick = tmp_path / "USB"
    stick.mkdir()
    start = started(kept)
    start.window.copies.choose_folder(stick)
    known = start.window.settings.copy_folders
    qtbot.waitUntil(lambda: known.get(str(kept.resolve())) is not None, timeout=20_000)
    place = copy_places.place_in_chosen(kept)
    assert known == {str(kept.resolve()): str(place)}
    start.window.copies.choose_folder(None)
    qtbot.waitUntil(lambda: known == {}, timeout=20_000)


def test_a_file_lost_with_its_folder_of_copies_comes_back_from_the_stick(
    qtbot, kept, started, tmp_path, settings_file
):
    evidence_files.folder_of(kept).mkdir()
    (evidence_files.folder_of(kept) / "ảnh.jpg").write_bytes(b"anh")
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("UPDATE evidence SET location = 'ảnh.jpg', checksum = ''")
        connection.commit()
        assert connection.execute("SELECT count(*) FROM evidence").fetchone()[0]
    place = on_a_stick(kept, tmp_path, settings_file)
    start = started(kept)
    assert start.trouble.kind == opening.MISSING
    settled(qtbot, start)
    assert "1 kế hoạch" in start.page.copy.text()
    start.page.copy.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.plan is not None
    assert (evidence_files.folder_of(kept) / "ảnh.jpg").read_bytes() == b"anh"
    assert copy_places.place_in_chosen(kept) == place, "copies go there as before"


def test_the_users_own_file_is_not_begun_anew_while_the_stick_with_its_copies_is_away(
    qtbot, tmp_path, sample, started, monkeypatch, settings_file
):
    from kehoach_desktop import paths

    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "nhà")
    own = paths.default_database()
    with files.open_file(own, create=True) as store:
        plans.add_plan(store, sample)
    on_a_stick(own, tmp_path, settings_file)
    (tmp_path / "USB").rename(tmp_path / "rút ra")
    start = started(own, create=True)
    assert start.trouble.kind == opening.MISSING
    settled(qtbot, start)
    assert f"{tmp_path / 'USB'} hiện không có" in start.page.words.replace("\u200b", "")
    assert start.page.copy.isHidden()
    (tmp_path / "rút ra").rename(tmp_path / "USB")
    start.page.again.click()
    settled(qtbot, start)
    assert not start.page.copy.isHidden()


def test_an_older_copy_can_be_chosen_from_a_list(qtbot, kept, started):
    now = dt.datetime.now().astimezone()
    backups.keep_copy(kept, "upgrade", now - dt.timedelta(days=2))
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("UPDATE plan SET subject = 'Sau'")
        connection.commit()
    backups.keep_copy(kept, "day", now - dt.timedelta(days=1))
    spoil(kept)
    start = started(kept)
    settled(qtbot, start)
    page = start.page
    rows = page.copies.model().rowCount()
    assert (rows, page.copies.currentIndex().row()) == (2, 0)
    assert "gần nhất còn tốt" in page.copy.text()
    cells = [page.copies.model().index(1, column).data() for column in range(9)]
    assert cells[1] == "Trước khi nâng cấp tệp"
    assert cells[2] == "1"
    page.copies.setFocus()
    QTest.keyClick(page.copies, Qt.Key.Key_Down)
    assert "đã chọn" in page.copy.text()
    page.copy.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.plan.subject != "Sau"


def test_a_chosen_copy_that_is_no_good_is_not_taken_and_another_can_be_chosen(qtbot, kept, started):
    now = dt.datetime.now().astimezone()
    older = backups.keep_copy(kept, "upgrade", now - dt.timedelta(days=2))
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("UPDATE plan SET subject = 'Sau'")
        connection.commit()
    backups.keep_copy(kept, "day", now - dt.timedelta(days=1))
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("UPDATE plan SET status = 'lạ'")
        connection.commit()
    spoilt = spoil(kept)
    start = started(kept)
    settled(qtbot, start)
    start.page.copies.selectRow(1)
    start.page.copy.click()
    settled(qtbot, start)
    assert "không đạt kiểm tra" in start.page.words
    assert kept.read_bytes() == spoilt
    start.page.copies.selectRow(0)
    start.page.copy.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.plan.subject == "Sau"


def refusing(monkeypatch, error):
    """Have the system refuse to open the file at its first bytes."""

    def refused(_path):
        raise error

    monkeypatch.setattr(identity, "_read", refused)


def test_a_file_another_program_keeps_to_itself_is_not_called_damaged(qtbot, kept, started, monkeypatch):
    error = PermissionError(13, "in use")
    error.winerror = 32  # ERROR_SHARING_VIOLATION
    refusing(monkeypatch, error)
    start = started(kept)
    assert start.trouble.kind == opening.IN_USE
    settled(qtbot, start)
    assert "đang được chương trình khác dùng" in start.page.words
    assert "bị hỏng" not in start.page.words.replace("không bị hỏng", "")
    assert [one.text() for one in start.page.choices] == ["Thử lại", "Mở tệp khác…", "Thoát"]
    monkeypatch.undo()
    start.page.again.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)


def test_a_disk_that_does_not_let_the_file_be_opened_is_said_and_what_can_be_read_is_shown(
    qtbot, kept, started, monkeypatch
):
    def failing(_path):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("kehoach_desktop.data.store._ask_to_write", failing)
    start = started(kept)
    assert start.trouble.kind == opening.FAILED
    settled(qtbot, start)
    assert "bị lỗi hoặc đã ngắt" in start.page.words
    assert "không có gì cho thấy dữ liệu bị hỏng" in start.page.words
    assert start.page.look.text() == "Mở để xem"
    start.page.look.click()
    qtbot.waitUntil(lambda: start.trouble is None and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.is_read_only
    assert start.window.workbench.plan is not None


def test_a_folder_of_that_name_is_called_one_and_left_alone(qtbot, tmp_path, started):
    folder = tmp_path / "so.kehoach"
    folder.mkdir()
    start = started(folder)
    assert start.trouble.kind == opening.FOLDER
    settled(qtbot, start)
    assert "là thư mục" in start.page.words
    assert "bị hỏng" not in start.page.words
    assert start.page.copy.isHidden()
    assert list(folder.iterdir()) == []


def of_a_copy(qtbot, started, path):
    start = started(path)
    assert start.trouble is None
    assert start.window.workbench.is_read_only
    return start


@pytest.mark.parametrize("is_there", [True, False])
def test_a_copy_opened_like_a_file_is_only_read_and_says_of_what_and_can_be_brought_back(
    qtbot, kept, started, is_there
):
    copy = backups.keep_copy(kept, "day")
    subject = plan_subject(copy)
    if is_there:
        with closing(sqlite3.connect(kept)) as connection:
            connection.execute("UPDATE plan SET subject = 'Sau'")
            connection.commit()
    else:
        kept.unlink()
    before, beside = copy.read_bytes(), sorted(copy.parent.iterdir())
    start = of_a_copy(qtbot, started, copy)
    strip = start.window.findChild(ReadingStrip)
    words = strip.words.text().replace("\u200b", "")
    assert f"bản sao của {kept} lúc" in words
    assert strip.again.isHidden()
    assert not start.window.verbs["new_plan"].isEnabled()
    assert copy.read_bytes() == before
    assert sorted(copy.parent.iterdir()) == beside, "no lock, no journal, no copies of a copy"
    strip.restore.click()
    assert str(kept) in start.window.desk.messages.text
    start.window.desk.messages.click("Khôi phục")
    qtbot.waitUntil(lambda: start.is_idle and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.store.path == kept
    assert not start.window.workbench.is_read_only
    assert start.window.workbench.plan.subject == subject
    assert len(list(kept.parent.glob("*-truoc-khi-phuc-hoi-*.kehoach"))) == int(is_there)
    assert copy.read_bytes() == before


def plan_subject(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT subject FROM plan").fetchone()[0]


def test_a_copy_on_a_stick_knows_its_file_by_the_settings(qtbot, kept, started, tmp_path, settings_file):
    place = on_a_stick(kept, tmp_path, settings_file)
    (copy,) = place.glob("*.kehoach")
    start = of_a_copy(qtbot, started, copy)
    assert str(kept) in start.window.findChild(ReadingStrip).words.text().replace("\u200b", "")


def test_a_copy_of_a_file_nobody_knows_is_brought_back_where_the_clerk_says(
    qtbot, kept, started, tmp_path, monkeypatch
):
    elsewhere = tmp_path / "USB"
    elsewhere.mkdir()
    copy = shutil.copy(backups.keep_copy(kept, "day"), elsewhere)
    start = of_a_copy(qtbot, started, Path(copy))
    target = tmp_path / "máy mới.kehoach"
    monkeypatch.setattr("kehoach_desktop.ui.choosing.choose_target", lambda *_: Path(copy))
    start.window.findChild(ReadingStrip).restore.click()
    assert "tên của một bản sao" in start.window.desk.messages.text
    monkeypatch.setattr("kehoach_desktop.ui.choosing.choose_target", lambda *_: target)
    start.window.findChild(ReadingStrip).restore.click()
    qtbot.waitUntil(lambda: start.is_idle and start.window.is_filled, timeout=20_000)
    assert start.window.workbench.store.path == target
    assert not start.window.workbench.is_read_only


def test_a_copy_is_not_brought_back_over_a_file_another_window_works_in(qtbot, kept, started):
    copy = backups.keep_copy(kept, "day")
    started(kept)
    start = of_a_copy(qtbot, started, copy)
    start.window.findChild(ReadingStrip).restore.click()
    start.window.desk.messages.click("Khôi phục")
    assert "đang được mở bởi" in start.window.desk.messages.text
    assert start.window.workbench.store.path == copy


def test_a_copy_that_cannot_be_brought_back_is_shown_again_and_the_file_is_as_it_was(qtbot, kept, started):
    copy = backups.keep_copy(kept, "day")
    before = kept.read_bytes()
    start = of_a_copy(qtbot, started, copy)
    start.window.findChild(ReadingStrip).restore.click()
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE item SET level = 'lạ' WHERE id = (SELECT max(id) FROM item)")
        connection.commit()
    start.window.desk.messages.click("Khôi phục")
    qtbot.waitUntil(lambda: start.is_idle and "Chưa khôi phục" in start.window.desk.messages.text)
    assert kept.read_bytes() == before


def test_a_command_adds_nothing_to_a_copy(kept, capsys):
    from kehoach_desktop.cli import run

    copy = backups.keep_copy(kept, "day")
    before = copy.read_bytes()
    assert run(["dump", "--db", str(kept), "--out", str(kept.parent / "a.json")]) == 0
    assert run(["load", str(kept.parent / "a.json"), "--db", str(copy)]) == 1
    assert "là bản sao lưu" in capsys.readouterr().err
    assert copy.read_bytes() == before
