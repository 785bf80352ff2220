"""A damaged file is never written to; what is good of it or of its copies is offered."""

import datetime as dt
import sqlite3
import threading
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from started_windows import reading, refusing, settled, spoil

from kehoach_desktop import app
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import backups, files, opening, plans


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


def test_a_file_whose_head_says_newer_but_is_not_is_damaged(qtbot, kept, started):
    content = bytearray(kept.read_bytes())
    content[62] ^= 1
    kept.write_bytes(content)
    assert started(kept).trouble.kind == opening.DAMAGED


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
