"""Nothing can be written where the file lies: all of it, with what is typed, is saved in another place."""

from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from kehoach_desktop import app
from kehoach_desktop.data import evidence_files
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.periods import find
from kehoach_desktop.services import files, plans, reports
from kehoach_desktop.services.saving_elsewhere import save_whole
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.saving_elsewhere import OFFER

WORDS = "khong duoc mat"


@contextmanager
def right_taken_away(store):
    """From now on SQLite may not write to this file any more, as when its folder lost the right."""

    @sa.event.listens_for(store._engine, "connect")
    def on_connected(connection, _record):
        connection.execute("PRAGMA query_only=ON")

    store._engine.dispose()
    yield
    sa.event.remove(store._engine, "connect", on_connected)
    store._engine.dispose()


def type_at_the_end(window):
    window.verbs["show_plan"].trigger()
    editor = window.tabs.current.editor
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, WORDS)


@pytest.fixture
def start(qtbot, database, sample, settings_file):
    """The program on the sample plan; it closes whatever window is in front at the end."""
    Settings(greeted=True, theme="light").write(settings_file)
    with files.open_file(database, create=True) as store:
        plans.add_plan(store, sample)
    made = app.open_start(database, settings_file)
    qtbot.waitUntil(lambda: made.window.is_filled, timeout=20_000)
    yield made
    made.window.close_for_good()
    made.close()
    made.window.deleteLater()


@pytest.fixture
def refused(start, monkeypatch, tmp_path, qtbot):
    """A window with words typed that could not be kept; the folder chosen is another disk."""
    window = start.window
    stick = tmp_path / "USB"
    stick.mkdir()
    monkeypatch.setattr("kehoach_desktop.ui.choosing.choose_target", lambda *_: stick / "so.kehoach")
    with right_taken_away(window.workbench.store):
        type_at_the_end(window)
        window.verbs["save"].trigger()
        qtbot.wait(20)
        yield window


def type_a_wrong_date(tab):
    """What can be kept nowhere."""
    tab.particulars.show()
    field = tab.particulars.fields["date"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "99/99/2026")


def said(window):
    return window.desk.messages.text.replace("\u200b", "")


def texts(path):
    with files.open_file(path, read_only=True) as store:
        (found,) = plans.list_plans(store)
        return "\n".join(item.text for item in plans.get_plan(store, found.id).body)


def test_what_cannot_be_kept_is_saved_with_all_the_rest_in_another_place(
    start, refused, database, tmp_path, qtbot
):
    target = tmp_path / "USB" / "so.kehoach"
    evidence_files.folder_of(database).mkdir()
    (evidence_files.folder_of(database) / "ảnh.jpg").write_bytes(b"anh")
    before = database.read_bytes()
    assert "chỉ được đọc" in refused.desk.messages.text
    refused.desk.messages.click(OFFER)
    qtbot.waitUntil(lambda: start.window is not refused and start.window.is_filled, timeout=20_000)
    assert WORDS in texts(target)
    assert start.window.workbench.store.path == target
    assert WORDS in "\n".join(item.text for item in start.window.workbench.plan.body)
    assert str(target) in start.window.desk.messages.text.replace("\u200b", "")
    assert (evidence_files.folder_of(target) / "ảnh.jpg").read_bytes() == b"anh"
    assert database.read_bytes() == before
    files.open_file(database).close()  # nobody holds it
    bench = start.window.workbench
    assert bench.commit(SetField("plan", bench.plan.id, "subject", bench.plan.subject, "Tiếp"), "Sửa")


def test_closing_offers_it_too(start, refused, tmp_path, qtbot):
    refused.desk.messages.dismiss()
    refused.close()
    assert refused.isVisible()
    assert "Đóng lần nữa thì bỏ phần đó" in refused.desk.messages.text
    refused.desk.messages.click(OFFER)
    qtbot.waitUntil(lambda: start.window is not refused and start.window.is_filled, timeout=20_000)
    assert WORDS in texts(tmp_path / "USB" / "so.kehoach")


def test_a_place_that_takes_nothing_either_leaves_the_words_typed_and_is_said(
    refused, tmp_path, qtbot, settle
):
    (tmp_path / "USB").rmdir()
    refused.desk.messages.click(OFFER)
    settle(refused)
    assert "Không có thư mục" in refused.desk.messages.text
    assert WORDS in refused.tabs.current.editor.toPlainText()
    assert [words for words, _ in refused.elsewhere.answers()] == [OFFER]


def test_it_is_not_offered_once_what_was_refused_is_kept(window, qtbot):
    with right_taken_away(window.workbench.store):
        type_at_the_end(window)
        window.verbs["save"].trigger()
        qtbot.wait(20)
    window.verbs["save"].trigger()
    assert window.elsewhere.answers() == ()
    assert WORDS in "\n".join(item.text for item in window.workbench.plan.body)


def test_what_is_typed_wrong_is_no_reason_to_save_elsewhere(window, qtbot):
    window.verbs["show_plan"].trigger()
    field = window.tabs.make(0).particulars.fields["date"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "31/02/2026")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    window.close()
    assert window.elsewhere.answers() == ()
    assert window.isVisible()


def test_report_text_kept_beside_what_is_typed_wrong_is_in_the_file_the_window_goes_on_with(
    start, tmp_path, qtbot
):
    window, target = start.window, tmp_path / "khác.kehoach"
    plan = window.workbench.plan
    report_id = reports.begin_report(window.workbench.store, plan, find(plan.year, "Q2", plan.scheme)).id
    window.reports.open_report(report_id)
    qtbot.waitUntil(lambda: window.reports.shown is not None)
    shown = window.reports.shown
    type_a_wrong_date(shown.tab)
    shown.tab.editor.setFocus()
    QTest.keyClicks(shown.tab.editor, WORDS)
    window.elsewhere.save(target)
    qtbot.waitUntil(lambda: window.workbench.store.path == target, timeout=20_000)
    with files.open_file(window.workbench.store.path, read_only=True) as store:
        report = reports.get_report(store, report_id)
    assert WORDS in "\n".join(item.text for item in (*report.preamble, *report.body))
    assert window.workbench.store.path == shown.bench.store.path == target


def test_a_window_that_stays_open_for_what_is_typed_wrong_says_that_it_works_in_the_other_file(
    start, database, tmp_path, qtbot
):
    window, target = start.window, tmp_path / "khác.kehoach"
    type_at_the_end(window)
    tab = window.tabs.current
    type_a_wrong_date(tab)
    tab.editor.setFocus()
    window.elsewhere.save(target)
    qtbot.waitUntil(lambda: str(target) in said(window), timeout=20_000)
    qtbot.wait(20)
    assert start.window is window
    assert "từ đây làm việc với tệp này" in said(window)
    assert "“Ngày ban hành” trong Thông tin văn bản chưa ghi được" in said(window)
    assert "Chưa đóng" not in said(window)
    assert "cùng phần đang gõ" not in said(window)
    assert tab.particulars.fields["date"].toPlainText() == "99/99/2026"
    start.on_again_chosen()  # opens the file it takes for the one worked in
    start.on_again_chosen()  # what is typed wrong is given up
    assert start.window.workbench.store.path == target
    files.open_file(database).close()  # nobody holds it


def test_what_was_told_once_is_not_given_up_by_saving_elsewhere(start, tmp_path, qtbot):
    window, target = start.window, tmp_path / "khác.kehoach"
    type_at_the_end(window)
    tab = window.tabs.current
    type_a_wrong_date(tab)
    window.close()
    tab.editor.setFocus()
    QTest.keyClicks(tab.editor, "nua")
    window.elsewhere.save(target)
    qtbot.waitUntil(lambda: str(target) in said(start.window), timeout=20_000)
    assert start.window is window
    assert tab.particulars.fields["date"].toPlainText() == "99/99/2026"


def test_a_window_closed_meanwhile_does_not_work_in_the_other_file(start, tmp_path, qtbot):
    window, target = start.window, tmp_path / "khác.kehoach"
    path = window.workbench.store.path
    window.elsewhere.save(target)
    window.close_for_good()
    qtbot.wait(200)
    assert window.is_closed
    assert window.workbench.store.path == path
    if target.exists():
        files.open_file(target).close()  # nobody holds it


def test_evidence_of_another_content_under_the_same_name_makes_room_and_is_told_of(
    start, database, tmp_path, qtbot
):
    window, target = start.window, tmp_path / "khác.kehoach"
    here, there = evidence_files.folder_of(database), evidence_files.folder_of(target)
    for folder in (here, there):
        folder.mkdir()
        (folder / "chung.pdf").write_bytes(b"nhu nhau")
    (here / "ảnh.jpg").write_bytes(b"anh nay")
    (there / "ảnh.jpg").write_bytes(b"anh kia")
    window.elsewhere.save(target)
    qtbot.waitUntil(lambda: start.window is not window and start.window.is_filled, timeout=20_000)
    assert {one.name: one.read_bytes() for one in there.iterdir()} == {
        "chung.pdf": b"nhu nhau",
        "ảnh.jpg": b"anh nay",
        "ảnh (2).jpg": b"anh kia",
    }
    assert "ảnh (2).jpg" in said(start.window)


def test_of_many_files_that_made_room_only_some_are_named(start, database, tmp_path):
    target = tmp_path / "khác.kehoach"
    for folder in (evidence_files.folder_of(database), evidence_files.folder_of(target)):
        folder.mkdir()
        for number in range(5):
            (folder / f"{number}.jpg").write_bytes(folder.name.encode())
    carried = save_whole(database, target)
    assert "5 tệp trùng tên" in carried.fault
    assert carried.fault.endswith("0 (2).jpg; 1 (2).jpg; 2 (2).jpg và 2 tệp khác.")
