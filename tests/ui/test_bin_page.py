"""The page of Thùng rác in the whole window: listing, putting back, looking, removing for good, tidying."""

import datetime as dt
import threading
from dataclasses import replace
from fnmatch import fnmatch

import pdfplumber
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from kehoach_desktop import leftovers
from kehoach_desktop.domain.edits import Splice
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.services import bin as bins
from kehoach_desktop.services import evidence, plans, removed, reports
from kehoach_desktop.services.backups import list_copies
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.bin.model import LEFT, WHAT, WHEN, WHERE, BinModel
from kehoach_desktop.ui.bin.page import THINGS

DAY = dt.timedelta(days=1)


@pytest.fixture
def ready(open_window, sample, older, settle):
    """The window on two plans, the later one open."""
    window = open_window(sample, older)
    settle(window)
    return window


def shown(window):
    """Open the page and wait for what was taken out of the open plan."""
    window.verbs["bin"].trigger()
    return window.desk.page


@pytest.fixture
def page(ready, qtbot):
    """The page after a content of the appendix and the plan of the year before were deleted."""
    bench = ready.workbench
    drop_content(ready, 1)
    other = next(one.id for one in plans.list_plans(bench.store) if one.id != bench.plan.id)
    plans.delete_plan(bench.store, other)
    made = shown(ready)
    qtbot.waitUntil(lambda: bool(made._rows[THINGS]))
    return made


def drop_content(window, at):
    appendix = window.workbench.plan.appendices[0]
    gone = appendix.activities[at]
    window.workbench.commit(Splice("appendix", appendix.id, "activities", at, (gone,), ()), "Xóa nội dung")
    return gone


def first_page(path):
    with pdfplumber.open(path) as document:
        return document.pages[0].extract_text()


def cell(page, column, row=0):
    return page.model.index(row, column).data()


def test_an_empty_bin_says_what_it_is_for(ready, qtbot):
    page = shown(ready)
    assert "Không có kế hoạch, báo cáo nào đã xóa." in page.table.hint
    assert not page.beside.restore.isVisible()
    assert not page.empty.isVisible()
    page.tabs.setCurrentIndex(THINGS)
    qtbot.waitUntil(lambda: page._rows[THINGS] is not None)
    assert "không có mục nào bị xóa khỏi kế hoạch đang mở" in page.table.hint
    ready.workbench.open_plan(None)
    ready.bin.look_for_things()
    assert page.table.hint == "Chưa mở kế hoạch nào."


def test_a_deleted_plan_is_listed_and_put_back_with_the_keyboard(page, ready, qtbot):
    assert page.tabs.tabText(0) == "Kế hoạch, báo cáo (1)"
    assert cell(page, WHAT) == "Năm 2025: Truyền thông năm 2025"
    assert (cell(page, WHERE), cell(page, LEFT)) == ("Số 07/KH-UBND", "30 ngày")
    assert cell(page, WHEN).endswith(f"/{dt.datetime.now().astimezone().year}")
    assert ready.focusWidget() is page.table
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.messages.text == "Đã khôi phục kế hoạch “Năm 2025: Truyền thông năm 2025”."
    assert [one.year for one in plans.list_plans(ready.workbench.store)] == [2026, 2025]
    assert page.model.rows == ()
    page.messages.click("Mở kế hoạch")
    assert ready.workbench.plan.year == 2025
    assert ready.desk.page is None


def test_what_was_taken_out_of_the_plan_is_put_back_as_one_step(page, ready, qtbot, sample):
    page.tabs.setCurrentIndex(THINGS)
    gone = sample.appendices[0].activities[1]
    assert page.tabs.tabText(THINGS) == "Trong kế hoạch đang mở (1)"
    assert cell(page, WHAT) == gone.content
    assert not page.beside.remove.isVisible()
    assert not page.beside.look.isVisible()
    page.beside.restore.click()
    qtbot.waitUntil(lambda: ready.workbench.plan.appendices == sample.appendices)
    assert plans.get_plan(ready.workbench.store, ready.workbench.plan.id).appendices == sample.appendices
    qtbot.waitUntil(lambda: page.model.rows == ())
    page.messages.click("Hoàn tác")
    assert gone not in ready.workbench.plan.appendices[0].activities
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    ready.verbs["redo"].trigger()
    assert ready.workbench.plan.appendices == sample.appendices
    qtbot.waitUntil(lambda: page.model.rows == ())


def test_it_is_found_after_a_restart(ready, open_window, sample, qtbot):
    drop_content(ready, 0)
    ready.verbs["delete_plan"].trigger()
    ready.close()
    again = open_window()
    page = shown(again)
    page.beside.restore.click()
    page.messages.click("Mở kế hoạch")
    page = shown(again)
    qtbot.waitUntil(lambda: bool(page._rows[THINGS]))
    page.tabs.setCurrentIndex(THINGS)
    page.beside.restore.click()
    qtbot.waitUntil(lambda: again.workbench.plan.appendices == sample.appendices)


def test_several_things_are_put_back_at_once_as_one_step(ready, qtbot, sample):
    for at in (0, 0, 1):
        drop_content(ready, at)
    item = ready.workbench.plan.body[3]
    ready.workbench.commit(Splice("plan", ready.workbench.plan.id, "body", 3, (item,), ()), "Xóa đoạn")
    page = shown(ready)
    qtbot.waitUntil(lambda: len(page.model.rows) == 4)
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.beside.restore.text() == "Khôi phục 4 mục"
    assert sample.body[3].text[:40] in page.beside.lines.text()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.messages.text == "Đã khôi phục 4 mục vào kế hoạch.")
    kept = plans.get_plan(ready.workbench.store, ready.workbench.plan.id)
    assert (kept.appendices, kept.body) == (sample.appendices, sample.body)
    qtbot.waitUntil(lambda: page.model.rows == ())
    page.messages.click("Hoàn tác")
    qtbot.waitUntil(lambda: len(page.model.rows) == 4)


def test_several_documents_are_put_back_or_removed_at_once(ready, qtbot, settle, sample):
    store = ready.workbench.store
    for year in (2020, 2021, 2022):
        plans.delete_plan(store, plans.add_plan(store, replace(sample, year=year)).id)
    page = shown(ready)
    page.table.selectAll()
    page.table.selectionModel().select(
        page.model.index(0, 0),
        QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows,
    )
    assert not page.beside.look.isVisible()
    page.beside.restore.click()
    assert page.messages.text == "Đã khôi phục 2 mục."
    assert {one.year for one in plans.list_plans(store)} >= {2020, 2021}
    for year in (2020, 2021):
        plans.delete_plan(store, next(one.id for one in plans.list_plans(store) if one.year == year))
    ready.bin.list_documents()
    page.table.selectAll()
    assert page.beside.remove.text() == "Xóa hẳn 3 mục"
    page.beside.remove.click()
    assert "Xóa hẳn 3 mục?" in page.messages.text
    page.messages.click("Xóa hẳn")
    settle(ready)
    assert bins.list_bin(store) == ()


def test_files_of_evidence_are_taken_out_without_the_row(ready, qtbot, settle, monkeypatch, tmp_path):
    bench, folder = ready.workbench, tmp_path / "lay ve"
    folder.mkdir()
    source = tmp_path / "Ảnh hội nghị.jpg"
    source.write_bytes(b"anh")
    (made,) = evidence.add_files(bench.store, [source])
    record = next(r for task in all_tasks(bench.plan) for r in task.progress)
    bench.commit(Splice("progress", record.id, "evidence", 0, (), (made,)), "Thêm minh chứng")
    at = next(n for n, one in enumerate(bench.plan.appendices[0].activities)
              if any(record.id == r.id for task in one.tasks for r in task.progress))  # fmt: skip
    drop_content(ready, at)
    before = bench.plan
    page = shown(ready)
    qtbot.waitUntil(page.beside.files.isVisible)
    assert page.beside.files.text() == "Lấy lại tệp này…"
    monkeypatch.setattr(choosing, "choose_folder", lambda *_: folder)
    for _ in range(2):
        page.beside.files.click()
        settle(ready)
    assert [path.name for path in folder.iterdir()] == [made.location]
    assert (folder / made.location).read_bytes() == b"anh"
    assert page.messages.text == f"Đã chép {made.location} vào {folder}."
    assert bench.plan is before
    (evidence.folder(bench.store) / made.location).unlink()
    page.beside.files.click()
    settle(ready)
    assert "không còn trong thư mục minh chứng" in ready.desk.messages.text


def test_it_opens_on_the_list_that_has_something(ready, qtbot):
    gone = drop_content(ready, 1)
    page = shown(ready)
    qtbot.waitUntil(lambda: page.tabs.currentIndex() == THINGS)
    assert cell(page, WHAT) == gone.content
    page.tabs.setCurrentIndex(0)
    drop_content(ready, 0)
    ready.bin.look_for_things()
    qtbot.waitUntil(lambda: len(page._rows[THINGS] or ()) == 2)
    assert page.tabs.currentIndex() == 0, "the clerk has chosen since"


def test_the_lists_are_gone_through_with_the_keys(page, ready, qtbot):
    ready.activateWindow()
    qtbot.waitUntil(ready.isActiveWindow)
    for key, held, place in (
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier, THINGS),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier, 0),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, THINGS),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 0),
    ):
        qtbot.keyClick(page.table, key, held)
        assert page.tabs.currentIndex() == place
        assert ready.focusWidget() is page.table


def test_what_is_chosen_stays_chosen_while_the_list_is_made_anew(ready, qtbot):
    for at in (0, 0, 0):
        drop_content(ready, at)
    page = shown(ready)
    qtbot.waitUntil(lambda: len(page.model.rows) == 3)
    page.table.selectRow(2)
    wanted = page.chosen
    drop_content(ready, 0)
    qtbot.waitUntil(lambda: len(page.model.rows) == 4)
    assert [row.key for row in page.chosen] == [row.key for row in wanted]


def test_an_issued_plan_takes_nothing_back_into_its_text(page, ready, qtbot):
    from kehoach_desktop.domain.issuing import issue
    from kehoach_desktop.services import issuing

    plan = ready.workbench.plan
    ready.workbench.commit(issue(plan, issuing.freeze(plan, "05", dt.date(2026, 1, 5))), "Ban hành")
    issued = ready.workbench.plan
    page.tabs.setCurrentIndex(THINGS)
    page.beside.restore.click()
    qtbot.waitUntil(lambda: "hãy lập bản điều chỉnh" in ready.desk.messages.text)
    assert ready.workbench.plan == issued


def test_a_document_is_looked_at_as_it_prints(page, ready, settle, monkeypatch):
    opened = []
    monkeypatch.setattr(opening, "open_path", lambda path: opened.append(path) or True)
    page.beside.look.click()
    settle(ready)
    (target,) = opened
    assert "KẾ HOẠCH" in first_page(target)
    page.beside.look.click()
    settle(ready)
    assert opened == [target, target], "it may be open there, and is not written again"
    assert len(bins.list_bin(ready.workbench.store)) == 1


def test_a_deleted_report_is_looked_at_and_put_back(ready, settle, monkeypatch):
    from kehoach_desktop.domain.periods import find

    store, plan = ready.workbench.store, ready.workbench.plan
    report = reports.begin_report(store, plan, find(plan.year, "Q2", plan.scheme))
    reports.delete_draft(store, report.id)
    opened = []
    monkeypatch.setattr(opening, "open_path", lambda path: opened.append(path) or True)
    page = shown(ready)
    assert cell(page, WHERE) == plan.subject
    page.beside.look.click()
    settle(ready)
    assert "BÁO CÁO" in first_page(opened[0])
    page.beside.restore.click()
    assert "Đã khôi phục báo cáo" in page.messages.text
    assert [one.id for one in reports.list_reports(store, plan.id)] == [report.id]


def test_a_report_whose_plan_is_deleted_says_what_to_do(ready):
    from kehoach_desktop.domain.periods import find

    store, plan = ready.workbench.store, ready.workbench.plan
    report = reports.begin_report(store, plan, find(plan.year, "Q2", plan.scheme))
    reports.delete_draft(store, report.id)
    ready.verbs["delete_plan"].trigger()
    page = shown(ready)
    page.table.setCurrentIndex(page.model.index(1, 0))
    assert "hãy khôi phục kế hoạch trước" in page.beside.lines.text()
    page.beside.restore.click()
    assert "hãy khôi phục kế hoạch trước" in page.messages.text
    assert len(bins.list_bin(store)) == 2


@pytest.mark.parametrize("verb", ["remove", "empty", "key"])
def test_removing_for_good_asks_and_keeps_a_copy_before(page, ready, qtbot, settle, verb):
    def ask():
        if verb == "key":
            qtbot.keyClick(page.table, Qt.Key.Key_Delete)
        else:
            (page.empty if verb == "empty" else page.beside.remove).click()

    store, path = ready.workbench.store, ready.workbench.store.path
    ready.activateWindow()
    qtbot.waitUntil(ready.isActiveWindow)
    ask()
    assert "không khôi phục được nữa" in page.messages.text
    assert ready.focusWidget().text() == "Giữ lại"
    qtbot.keyClick(ready.focusWidget(), Qt.Key.Key_Return)
    assert ready.focusWidget() is page.table
    assert (page.messages.text, len(bins.list_bin(store))) == ("", 1)
    ask()
    page.messages.click("Xóa hẳn tất cả" if verb == "empty" else "Xóa hẳn")
    settle(ready)
    assert "Đã xóa hẳn 1 mục" in page.messages.text
    assert bins.list_bin(store) == ()
    assert page.model.rows == ()
    with plans_of(list_copies(path)[0].path) as copy:
        assert len(bins.list_bin(copy)) == 1


def plans_of(path):
    from kehoach_desktop.services import files

    return files.open_file(path, read_only=True)


def test_nothing_goes_where_no_copy_can_be_kept(page, ready, settle, monkeypatch):
    from kehoach_desktop.domain.errors import UserError

    def refuse(*_):
        raise UserError("Ổ đĩa đã đầy.")

    monkeypatch.setattr(bins, "keep_copy", refuse)
    page.empty.click()
    page.messages.click("Xóa hẳn tất cả")
    settle(ready)
    assert ready.desk.messages.text == "Ổ đĩa đã đầy."
    assert len(bins.list_bin(ready.workbench.store)) == 1


def test_what_has_rested_its_days_goes_when_the_window_has_come_to_rest(ready, qtbot):
    bench = ready.workbench
    other = next(one.id for one in plans.list_plans(bench.store) if one.id != bench.plan.id)
    with bench.store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM change")
        long_ago = (dt.datetime.now().astimezone() - 31 * DAY).isoformat()
        connection.exec_driver_sql("UPDATE plan SET deleted_at = ? WHERE id = ?", (long_ago, other))
    ready.bin.tidy()
    qtbot.waitUntil(lambda: bins.list_bin(bench.store) == ())
    assert plans.get_plan(bench.store, bench.plan.id)


def test_a_file_whose_plans_were_all_deleted_leads_to_them(open_window, sample):
    window = open_window(sample)
    plan = window.workbench.plan
    window.verbs["delete_plan"].trigger()
    (back,) = (
        one for one in window.empty.findChildren(QPushButton) if one.text() == "Khôi phục kế hoạch đã xóa"
    )
    assert back.isVisible()
    back.click()
    window.desk.page.beside.restore.click()
    assert window.workbench.plan == plan
    assert window.desk.page is None
    assert "Đã khôi phục kế hoạch" in window.desk.messages.text


def test_a_long_plan_put_back_where_none_is_open_is_told_of_too(open_window, sample, monkeypatch, qtbot):
    window = open_window(sample)
    window.verbs["delete_plan"].trigger()
    monkeypatch.setattr(plans, "is_long", lambda *_: True)
    shown(window).beside.restore.click()
    qtbot.waitUntil(lambda: window.workbench.plan is not None, timeout=20_000)
    assert "Đã khôi phục kế hoạch" in window.desk.messages.text


def test_leaving_while_it_searches_is_no_bug(ready, monkeypatch, qtbot):
    real, going_on = removed.list_removed, threading.Event()

    def held(*args):
        assert going_on.wait(20)
        return real(*args)

    monkeypatch.setattr(removed, "list_removed", held)
    page = shown(ready)
    gone = []
    page.destroyed.connect(lambda: gone.append(True))
    ready.verbs["history"].trigger()
    qtbot.waitUntil(lambda: bool(gone))
    with qtbot.captureExceptions() as caught:
        going_on.set()
        qtbot.waitUntil(lambda: ready.bin._runner.is_idle, timeout=20_000)
    assert caught == []


def test_the_copies_to_be_looked_at_lie_where_the_next_start_finds_them(page, ready, monkeypatch, settle):
    seen = []
    monkeypatch.setattr(opening, "open_path", lambda path: seen.append(path) or True)
    page.beside.look.click()
    settle(ready)
    (folder,) = {path.parent.parent for path in seen}
    assert fnmatch(str(folder), leftovers.temporary_folder_template(folder.parent).replace("XXXXXX", "*"))


def test_nothing_is_tidied_once_the_window_is_closed(ready, qtbot):
    ready.bin._resting.setInterval(50)
    ready.bin.tidy_later()
    ready.close()
    qtbot.wait(150)
    assert ready.bin._runner is None


def test_f6_goes_round_the_parts_of_the_page(page, ready, qtbot):
    ready.activateWindow()
    qtbot.waitUntil(ready.isActiveWindow)
    seen = []
    for _ in range(6):
        ready.verbs["next_part"].trigger()
        seen.append(ready.focusWidget())
    assert {page.tabs, page.beside.restore, page.table} <= set(seen)
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert ready.desk.page is None


def test_the_model_behaves(page, qtmodeltester):
    model = BinModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows(page.model.rows)
    model.show_rows(())
    qtmodeltester.check(page.model)
    assert tester.model() is model
