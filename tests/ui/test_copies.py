"""Copies in the window: made by themselves, listed, looked into, put back; the data looked over."""

import datetime as dt
import threading
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtGui import QColor
from shiboken6 import isValid

from kehoach_desktop.data import copies, copy_folder
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services import backups, checking, copy_places, copy_tending, files, plans, restoring
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.compare_page import ComparePage
from kehoach_desktop.ui.copies.check_page import CheckPage
from kehoach_desktop.ui.copies.page import CopiesPage
from kehoach_desktop.ui.copies.reading_page import ReadingPage
from kehoach_desktop.ui.reading_only import hold_window
from kehoach_desktop.ui.theme import tokens
from kehoach_desktop.ui.waiting_page import WaitingPage

DAY = dt.timedelta(days=1)
NOW = dt.datetime.now().astimezone()


def retitled(window, title):
    plan = window.workbench.plan
    assert window.workbench.commit(SetField("plan", plan.id, "subject", plan.subject, title), "Sửa")


def whys(database):
    return [note.why for note in backups.list_copies(database)]


@pytest.fixture
def keep(qtbot):
    """Has the keeper look now, and waits until it has done."""

    def look(window):
        qtbot.waitUntil(lambda: not window.keeper.is_busy, timeout=20_000)  # with what it does at the start
        window.keeper.look()
        qtbot.waitUntil(lambda: not window.keeper.is_busy, timeout=20_000)

    return look


@pytest.fixture
def shown(qtbot, settle):
    """Opens the page of copies and waits for its list."""

    def show(window) -> CopiesPage:
        window.verbs["copies"].trigger()
        page = window.desk.page
        assert isinstance(page, CopiesPage)
        qtbot.waitUntil(lambda: "Đang" not in page.count.text(), timeout=20_000)
        return page

    return show


def test_the_first_change_of_a_day_is_copied_soon_by_itself(window, database, qtbot):
    window.keeper._soon.setInterval(10)
    retitled(window, "Sửa đầu ngày")
    qtbot.waitUntil(lambda: whys(database) == ["day"], timeout=20_000)
    with files.open_file(backups.list_copies(database)[0].path, read_only=True) as store:
        assert plans.list_plans(store)[0].subject == "Sửa đầu ngày"


def test_a_copy_comes_every_half_hour_with_changes_and_none_without(window, database, keep, monkeypatch):
    keep(window)
    keep(window)
    assert whys(database) == ["day"]
    retitled(window, "một")
    keep(window)
    assert whys(database) == ["day"]  # half an hour is not over
    monkeypatch.setattr(backups, "INTERVAL", dt.timedelta(0))
    keep(window)
    keep(window)
    assert whys(database) == ["interval", "day"] or whys(database) == ["interval"]  # of one hour


def test_closing_leaves_a_copy_of_the_last_state(open_window, sample, database):
    window = open_window(sample)
    retitled(window, "Sửa rồi đóng ngay")
    window.close()
    note = backups.list_copies(database)[0]
    assert note.why == "close"
    with files.open_file(note.path, read_only=True) as store:
        assert plans.list_plans(store)[0].subject == "Sửa rồi đóng ngay"


def test_closing_without_a_change_leaves_no_second_copy(window, database, keep):
    keep(window)
    window.close()
    assert whys(database) == ["day"]


def test_closing_waits_for_a_silent_folder_no_longer_than_it_says(window, tmp_path, monkeypatch):
    from kehoach_desktop.services import copy_tending
    from kehoach_desktop.ui.copies import keeper

    monkeypatch.setattr(keeper, "_CLOSE_S", 0.3)
    monkeypatch.setattr(copy_tending, "copy_and_tend", lambda *_: time.sleep(5))
    seen = []
    monkeypatch.setattr(
        keeper.CopyKeeper,
        "copy_at_the_end",
        _with(keeper.CopyKeeper.copy_at_the_end, lambda: seen.append(window.isVisible())),
    )
    began = time.monotonic()
    window.close()
    assert time.monotonic() - began < 3
    assert seen == [False]  # nobody looks at a window that does not answer


def _with(method, before):
    def both(self):
        before()
        method(self)

    return both


def test_ctrl_s_makes_a_point_to_come_back_to(window, database, qtbot):
    retitled(window, "Đến đây là tốt")
    window.verbs["save"].trigger()
    qtbot.waitUntil(lambda: "bản sao để quay lại" in window.status.currentMessage(), timeout=20_000)
    assert whys(database)[0] == "save"


def test_the_page_lists_every_copy_with_date_size_counts_and_why(window, database, shown):
    backups.keep_copy(database, "day", NOW - DAY)
    retitled(window, "mới hơn")
    backups.keep_copy(database, "import", NOW)
    page = shown(window)
    cells = [
        [page.model.index(row, column).data() for column in range(page.model.columnCount())]
        for row in range(page.model.rowCount())
    ]
    assert [row[1] for row in cells] == ["Trước khi nhập dữ liệu", "Thay đổi đầu tiên trong ngày"]
    assert cells[0][0].startswith(f"{NOW:%H:%M} ngày ")
    assert cells[0][2] == "1"
    assert cells[0][7].endswith(("KB", "MB"))
    assert cells[0][8] == "Cạnh tệp dữ liệu"


def test_a_copy_is_looked_into_read_and_compared_without_leaving_the_file(
    window, database, shown, settle, qtbot
):
    before = window.workbench.plan.subject
    older = backups.keep_copy(database, "day", NOW - DAY)
    retitled(window, "Tên hôm nay")
    backups.keep_copy(database, "hand", NOW)
    page = shown(window)
    page.choose(1)
    qtbot.waitUntil(lambda: page.inside.plans.count() == 1, timeout=20_000)
    assert before in page.inside.plans.item(0).text()
    page.inside.read.click()
    settle(window)
    reading = window.desk.page
    assert isinstance(reading, ReadingPage)
    qtbot.waitUntil(lambda: reading.preview.is_current, timeout=30_000)
    reading.closed.emit()
    page = window.desk.page
    assert isinstance(page, CopiesPage)  # one goes back where one came from
    qtbot.waitUntil(lambda: page.current() is not None, timeout=20_000)
    assert page.current().path == older
    qtbot.waitUntil(lambda: page.inside.plans.count() == 1, timeout=20_000)
    page.inside.compare.click()
    settle(window)
    comparing = window.desk.page
    assert isinstance(comparing, ComparePage)
    qtbot.waitUntil(lambda: comparing.changes > 0, timeout=20_000)
    assert window.workbench.plan.subject == "Tên hôm nay"


def test_restoring_asks_keeps_what_is_there_and_shows_the_plan_as_it_was(window, database, shown, settle):
    before = window.workbench.plan
    backups.keep_copy(database, "day", NOW - DAY)
    retitled(window, "Sửa nhầm cả buổi")
    page = shown(window)
    page.inside.restore.click()
    assert "Dữ liệu hiện nay được giữ" in window.desk.messages.text
    window.desk.messages.click("Khôi phục")
    settle(window)
    assert window.workbench.plan == before
    assert window.desk.page is None
    assert window.tabs.isVisible()
    assert "Đã khôi phục" in window.desk.messages.text
    assert not window.workbench.stack.canUndo()  # steps of a plan that is no more
    assert files.find_faults(database) == []
    assert whys(database) == ["restore", "day"]
    with files.open_file(backups.list_copies(database)[0].path, read_only=True) as store:
        assert plans.list_plans(store)[0].subject == "Sửa nhầm cả buổi"
    retitled(window, "làm tiếp")
    assert plans.get_plan(window.workbench.store, before.id).subject == "làm tiếp"


@pytest.fixture
def held_restore(window, older, database, shown, monkeypatch, qtbot):
    """Restores a copy, and waits just before it is put into the file; ``let`` has it go on."""
    real, at_it, let = restoring.data.put_into, threading.Event(), threading.Event()

    def held(*args):
        at_it.set()
        assert let.wait(20)
        real(*args)

    monkeypatch.setattr(restoring.data, "put_into", held)
    plans.add_plan(window.workbench.store, older)
    backups.keep_copy(database, "day", NOW - DAY)
    shown(window).inside.restore.click()
    window.desk.messages.click("Khôi phục")
    qtbot.waitUntil(at_it.is_set, timeout=20_000)
    qtbot.wait(20)  # for what the worker has told
    yield let
    let.set()


def test_nothing_is_opened_or_taken_while_a_copy_is_put_in_place(window, sample, held_restore, settle):
    bench, kept = window.workbench, plans.list_plans(window.workbench.store)
    assert isinstance(window.desk.page, WaitingPage)
    assert not window.toolbar.picker.isEnabled()
    free = {name for name, verb in window.verbs.items() if verb.isEnabled()}
    assert free == {"quit", "next_part", "theme_system", "theme_light", "theme_dark"}
    for one in kept:
        window.plans.open_plan(one.id)
        assert bench.plan is None
        assert "Đang khôi phục dữ liệu" in window.desk.messages.text
    window.plans.make_from(sample)
    assert plans.list_plans(bench.store) == kept
    held_restore.set()
    settle(window)
    assert bench.plan.year == 2026
    assert window.toolbar.picker.isEnabled()
    assert {"save", "copies", "new_plan"} <= {name for name, verb in window.verbs.items() if verb.isEnabled()}
    retitled(window, "làm tiếp")


def test_what_is_put_in_place_can_no_more_be_called_off_and_closing_says_so(window, held_restore, settle):
    assert not window.status._cancel.isEnabled()
    window.close()
    assert window.isVisible()
    assert "đang khôi phục dữ liệu" in window.desk.messages.text
    assert "tệp cũ còn nguyên" not in window.desk.messages.text
    held_restore.set()
    window.desk.messages.click("Đóng ngay")
    assert not window.isVisible()


def test_a_restore_that_is_called_off_in_time_leaves_all_as_it_was(
    window, database, shown, settle, monkeypatch
):
    backups.keep_copy(database, "day", NOW - DAY)
    retitled(window, "vẫn còn")
    monkeypatch.setattr(
        restoring, "keep_copy", lambda *args: (window.long_work.job.cancel(), backups.keep_copy(*args))[1]
    )
    shown(window).inside.restore.click()
    window.desk.messages.click("Khôi phục")
    settle(window)
    assert window.workbench.plan.subject == "vẫn còn"
    assert window.desk.page is None


def test_restoring_while_other_work_runs_says_so_and_keeps_the_undo_steps(
    window, database, shown, settle, qtbot
):
    backups.keep_copy(database, "day", NOW - DAY)
    retitled(window, "còn hoàn tác được")
    shown(window).inside.restore.click()
    going_on = threading.Event()
    window.long_work.run("Đang làm việc khác", lambda _: going_on.wait(20), lambda _: None)
    window.desk.messages.click("Khôi phục")
    assert "Một việc khác đang chạy" in window.desk.messages.text
    assert window.workbench.stack.canUndo()
    going_on.set()
    settle(window)


def test_answering_no_restores_nothing(window, database, shown, settle):
    backups.keep_copy(database, "day", NOW - DAY)
    retitled(window, "giữ cái này")
    shown(window).inside.restore.click()
    window.desk.messages.click("Giữ nguyên")
    settle(window)
    assert plans.get_plan(window.workbench.store, window.workbench.plan.id).subject == "giữ cái này"


def test_a_copy_spoilt_meanwhile_is_not_restored_and_the_plan_stays_open(window, database, shown, settle):
    copy = backups.keep_copy(database, "day", NOW - DAY)
    retitled(window, "vẫn còn")
    page = shown(window)
    content = bytearray(copy.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    copy.write_bytes(content)
    page.inside.restore.click()
    window.desk.messages.click("Khôi phục")
    settle(window)
    assert "Chưa khôi phục; dữ liệu vẫn như trước" in window.desk.messages.text
    assert window.workbench.plan.subject == "vẫn còn"


def test_a_copy_is_made_at_once_from_the_page(window, database, shown, qtbot):
    page = shown(window)
    assert page.model.rowCount() == 0
    page.make.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=20_000)
    assert whys(database) == ["hand"]
    qtbot.waitUntil(page.make.isEnabled, timeout=20_000)


def test_a_copy_just_made_is_the_chosen_one_and_no_two_rows_look_alike(window, database, shown, qtbot):
    at = NOW.replace(second=7) - DAY
    for when in (at, at, at.replace(second=31)):
        retitled(window, f"{when} {len(whys(database))}")
        backups.keep_copy(database, "hand", when)
    page = shown(window)
    page.choose(2)
    retitled(window, "mới nhất")
    page.make.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=20_000)
    qtbot.waitUntil(page.make.isEnabled, timeout=20_000)
    assert page.table.currentIndex().row() == 0
    assert page.inside.note.path == backups.list_copies(database)[0].path
    rows = [tuple(page.model.index(row, column).data() for column in range(9)) for row in range(4)]
    assert [row[0].split()[0] for row in rows[1:]] == [f"{at:%H:%M}:{end}" for end in ("31", "07", "07")]
    assert [row[1] for row in rows[2:]] == ["Người dùng tạo (2)", "Người dùng tạo"]
    assert len(set(rows)) == 4
    assert rows[0][0].split()[0].count(":") == 1


def test_a_copy_made_meanwhile_leaves_the_choice_where_it_was(window, older, database, shown, qtbot):
    plans.add_plan(window.workbench.store, older)
    backups.keep_copy(database, "hand", NOW - DAY)
    page = shown(window)
    qtbot.waitUntil(lambda: page.inside.plans.count() == 2, timeout=20_000)
    page.inside.plans.setCurrentRow(1)
    retitled(window, "mới hơn")
    backups.keep_copy(database, "hand", NOW)
    window.keeper.kept.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=20_000)
    assert page.table.currentIndex().row() == 1
    assert page.inside.plans.currentRow() == 1
    resets = []
    page.model.modelReset.connect(lambda: resets.append(1))
    window.keeper.kept.emit()
    qtbot.waitUntil(lambda: window.copies._runner.is_idle, timeout=20_000)
    assert resets == []
    assert page.inside.plans.currentRow() == 1


def test_a_window_that_only_reads_from_now_on_holds_no_page_that_is_gone(window, shown, qtbot):
    page = shown(window)
    window.desk.close_page()
    qtbot.waitUntil(lambda: not isValid(page))
    window.workbench.store.why_read_only = "Tệp đang mở ở cửa sổ khác."
    hold_window(window, can_try=True)
    assert not shown(window).make.isEnabled()


def test_a_window_that_only_reads_offers_no_copy_and_keeps_no_button_waiting(window, database, shown):
    backups.keep_copy(database, "day", NOW)
    page = shown(window)
    window.workbench.store.why_read_only = "Tệp đang mở ở cửa sổ khác."
    hold_window(window, can_try=True)
    for verb in (page.make, page.folder, page.give_up, page.inside.restore):
        assert not verb.isEnabled()
    assert window.status.saved.text() == "Chỉ để xem"
    assert window.status.saved.palette().windowText().color() == QColor(
        tokens().muted
    )  # neither good nor bad
    assert page.open.isEnabled()
    page.make_asked.emit()
    assert "chỉ để xem" in window.desk.messages.text
    window.desk.close_page()
    assert not shown(window).make.isEnabled()


def test_a_bug_while_a_copy_is_made_gives_the_button_back(window, shown, monkeypatch, qtbot):
    page = shown(window)

    def broken(*_):
        raise RuntimeError("lỗi")

    monkeypatch.setattr(copy_tending, "copy_and_tend", broken)
    with qtbot.captureExceptions() as caught:
        page.make.click()
        qtbot.waitUntil(page.make.isEnabled, timeout=20_000)
    assert len(caught) == 1
    assert "Chưa tạo được bản sao" in window.desk.messages.text


def test_ctrl_s_says_every_time_that_it_could_make_no_copy(window, database, qtbot):
    copy_folder.folder_of(database).write_bytes(b"")  # a file where the folder is to be
    for _ in range(2):
        window.desk.messages.dismiss()
        window.verbs["save"].trigger()
        qtbot.waitUntil(lambda: not window.keeper.is_busy, timeout=20_000)
        assert "chưa giữ được bản sao để quay lại" in window.desk.messages.text


def test_nothing_is_undone_in_a_plan_that_the_page_hides(window, database, shown, settle, qtbot):
    retitled(window, "không ai thấy")
    backups.keep_copy(database, "hand", NOW)
    page = shown(window)
    window.verbs["undo"].trigger()
    assert window.workbench.plan.subject == "không ai thấy"
    assert "Hãy đóng trang này" in window.desk.messages.text
    qtbot.waitUntil(lambda: page.inside.plans.count() == 1, timeout=20_000)
    page.inside.read.click()
    settle(window)
    assert isinstance(window.desk.page, ReadingPage)
    window.verbs["undo"].trigger()
    assert window.workbench.plan.subject == "không ai thấy"


def test_a_folder_is_chosen_gets_the_copies_and_is_given_up(
    window, database, shown, tmp_path, monkeypatch, qtbot
):
    stick = tmp_path / "USB"
    stick.mkdir()
    backups.keep_copy(database, "day", NOW)
    monkeypatch.setattr(choosing, "choose_folder", lambda *_: stick)
    opened = []
    monkeypatch.setattr(opening, "open_path", opened.append)
    page = shown(window)
    page.folder.click()
    qtbot.waitUntil(lambda: str(stick) in page.where.text().replace("\u200b", ""), timeout=20_000)
    place = copy_places.place_in_chosen(database)
    qtbot.waitUntil(lambda: len(list(place.glob("*.kehoach"))) == 1, timeout=20_000)
    page.give_up.click()
    qtbot.waitUntil(lambda: "Chép thêm vào" not in page.where.text(), timeout=20_000)
    assert len(list(place.glob("*.kehoach"))) == 1


def test_a_stick_that_is_away_is_said_once_and_calmly(window, database, tmp_path, keep):
    stick = tmp_path / "USB"
    stick.mkdir()
    copy_places.choose_folder(database, stick)
    stick.rmdir() if not any(stick.iterdir()) else stick.rename(tmp_path / "rút ra")
    keep(window)
    assert "hiện không có" in window.desk.messages.text
    window.desk.messages.dismiss()
    retitled(window, "một")
    keep(window)
    assert window.desk.messages.text == ""


def test_a_stick_that_is_away_is_amber_and_caught_up_with_at_the_start_and_when_it_is_back(
    window, database, tmp_path, keep, shown, qtbot
):
    stick, pocket = tmp_path / "USB", tmp_path / "túi"
    stick.mkdir()
    copy_places.choose_folder(database, stick)
    keep(window)
    place = copy_places.place_in_chosen(database)
    assert window.status.copies.isHidden()
    stick.rename(pocket)
    retitled(window, "một")
    window.keeper.keep("hand", lambda: None)
    qtbot.waitUntil(lambda: not window.keeper.is_busy, timeout=20_000)
    assert window.status.copies.isVisible()
    assert window.status.copies.palette().windowText().color() == QColor(tokens().warning)
    assert window.desk.messages.property("kind") == "warning"
    page = shown(window)
    assert page.away.isVisible()
    assert page.away.palette().windowText().color() == QColor(tokens().warning)
    pocket.rename(stick)
    keep(window)  # the next minute
    assert window.status.copies.isHidden()
    assert len(list(place.glob("*.kehoach"))) == 2
    for path in place.glob("*.kehoach"):  # as one that was pulled out in the middle
        path.unlink()
    copy_folder.change_note(database, carried_name="")
    window.keeper.catch_up()  # as at the start
    qtbot.waitUntil(lambda: not window.keeper.is_busy, timeout=20_000)
    assert len(list(place.glob("*.kehoach"))) == 2


def test_what_the_keeper_says_does_not_take_the_place_of_a_question(window, database, tmp_path, keep):
    stick = tmp_path / "USB"
    stick.mkdir()
    copy_places.choose_folder(database, stick)
    stick.rename(tmp_path / "rút ra")
    window.desk.messages.say("warning", "Xóa kế hoạch?", ("Xóa", lambda: None))
    keep(window)
    assert window.desk.messages.text == "Xóa kế hoạch?"


def test_a_copy_that_cannot_be_made_is_told_once_and_work_goes_on(window, database, keep, monkeypatch):
    folder = copy_folder.folder_of(database)
    folder.write_bytes(b"")  # a file where the folder is to be
    keep(window)
    assert "Chưa tạo được bản sao lưu tự động" in window.desk.messages.text
    window.desk.messages.dismiss()
    retitled(window, "gõ tiếp")
    keep(window)
    assert window.desk.messages.text == ""
    folder.unlink()
    keep(window)
    assert whys(database) == ["day"]


def test_looking_over_the_data_says_in_words_what_was_found(window, database, settle):
    backups.keep_copy(database, "day")
    window.verbs["verify"].trigger()
    settle(window)
    page = window.desk.page
    assert isinstance(page, CheckPage)
    assert [one.about for one in page.findings] == [
        *("Tệp dữ liệu", "Nội dung", "Tệp minh chứng", "Bản sao lưu", "Nơi giữ bản sao")
    ]
    assert "1 kế hoạch" in page.findings[1].words


def test_what_was_looked_over_does_not_take_the_place_of_a_page_being_filled_in(window, settle):
    window.verbs["office"].trigger()
    page = window.desk.page
    window.verbs["verify"].trigger()
    settle(window)
    assert window.desk.page is page
    assert "Đã kiểm tra xong" in window.desk.messages.text
    window.desk.messages.click("Xem kết quả")
    assert isinstance(window.desk.page, CheckPage)


def test_who_types_on_while_the_data_is_looked_over_keeps_the_keyboard(window, settle, qtbot):
    editor = window.tabs.current.editor
    editor.setFocus()
    window.verbs["verify"].trigger()
    qtbot.keyClicks(editor, "go tiep")
    settle(window)
    assert window.desk.page is None
    assert window.focusWidget() is editor
    assert "Đã kiểm tra xong" in window.desk.messages.text


def test_faults_are_shown_red_with_what_to_do(window, settle, monkeypatch):
    monkeypatch.setattr(files, "find_faults", lambda _path: ["Bảng công việc có dòng lạc."])
    window.verbs["verify"].trigger()
    settle(window)
    page = window.desk.page
    assert page.findings[0] == checking.Finding("Tệp dữ liệu", "bad", "Bảng công việc có dòng lạc.")
    page.copies_asked.emit()
    assert isinstance(window.desk.page, CopiesPage)


def test_what_is_imported_is_preceded_by_a_copy(window, database, tmp_path, settle):
    from kehoach_desktop.services.exporting import export_json

    target = tmp_path / "đến.json"
    export_json(replace(window.workbench.plan, year=2031), target)
    window.plans.load_json(target)
    settle(window)
    assert window.workbench.plan.year == 2031
    note = backups.list_copies(database)[0]
    assert (note.why, note.counts.plans) == ("import", 1)


def remove_rows(window, count):
    """Choose so many rows of the appendix and remove them, as the clerk does."""
    window.verbs["show_appendix"].trigger()
    tab = window.tabs.current
    view = tab.view
    view.setFocus()
    view.go_to(0, 2)
    view.selectionModel().select(
        QItemSelection(view.sheet.index(0, 2), view.sheet.index(count - 1, 2)),
        QItemSelectionModel.SelectionFlag.ClearAndSelect,
    )
    tab.verbs.actions["remove"].trigger()


def tasks(plan):
    return [task for one in plan.appendices[0].activities for task in one.tasks]


def test_many_rows_are_removed_once_a_copy_holds_them(window, database, qtbot, monkeypatch):
    before = window.workbench.plan
    going_on = threading.Event()
    real = copies._check

    def slow(*args):
        assert going_on.wait(20)  # looked through only when the rows are gone
        real(*args)

    monkeypatch.setattr(copies, "_check", slow)
    remove_rows(window, 12)
    qtbot.waitUntil(lambda: len(tasks(window.workbench.plan)) == len(tasks(before)) - 12, timeout=20_000)
    assert whys(database) == []
    going_on.set()
    qtbot.waitUntil(lambda: whys(database) == ["deletion"], timeout=20_000)
    with files.open_file(backups.list_copies(database)[0].path, read_only=True) as store:
        assert plans.get_plan(store, before.id) == before
    window.verbs["undo"].trigger()
    assert window.workbench.plan == before


def test_rows_that_wait_for_their_copy_are_removed_before_the_window_lets_the_file_go(
    window, database, qtbot, monkeypatch
):
    before = window.workbench.plan
    closed = threading.Event()
    real = backups.keep_copy

    def after_closing(path, why, *args, **named):
        if why == "deletion":
            closed.wait(1)
        return real(path, why, *args, **named)

    monkeypatch.setattr(backups, "keep_copy", after_closing)
    remove_rows(window, 12)
    assert window.workbench.plan == before
    window.close()
    closed.set()
    qtbot.wait(300)
    with files.open_file(database) as store:
        assert len(tasks(plans.get_plan(store, before.id))) == len(tasks(before)) - 12


def test_few_rows_are_removed_at_once_and_without_a_copy(window, database):
    before = window.workbench.plan
    remove_rows(window, 3)
    assert len(tasks(window.workbench.plan)) == len(tasks(before)) - 3
    assert whys(database) == []


def test_many_rows_are_removed_too_where_no_copy_can_be_made_and_that_is_said(window, database, qtbot):
    before = window.workbench.plan
    copy_folder.folder_of(database).write_bytes(b"")  # a file where the folder is to be
    remove_rows(window, 12)
    qtbot.waitUntil(lambda: len(tasks(window.workbench.plan)) == len(tasks(before)) - 12, timeout=20_000)
    qtbot.waitUntil(lambda: "chưa giữ được bản sao trước khi xóa" in window.desk.messages.text)
