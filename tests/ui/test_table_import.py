"""Nhập bảng vào phụ lục through the real page of the real window."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.plan import Plan, Status
from kehoach_desktop.domain.table_import.proposals import Fate
from kehoach_desktop.services import plans
from kehoach_desktop.ui.sheet.clipboard_verbs import AS_IS, BY_HEADS
from kehoach_desktop.ui.table_import_page import TableImportPage

HEAD = ["TT", "Nội dung", "Hình thức", "Cơ quan chủ trì", "Thời gian", "Kinh phí"]


@pytest.fixture
def page(window) -> TableImportPage:
    window.show()
    window.verbs["import_table"].trigger()
    found = window.desk.page
    assert isinstance(found, TableImportPage)
    return found


@pytest.fixture
def book(tmp_path, sample) -> Path:
    """A workbook with two rows of the sample, the second changed, and a content of its own."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Phụ lục"
    for _ in range(6):
        sheet.append([])
    sheet.cell(3, 1, "Danh mục")
    for at, text in enumerate(HEAD, 1):
        sheet.cell(7, at, text)
    activity = sample.appendices[0].activities[0]
    one, two = activity.tasks[:2]
    rows = [
        (1, activity.content, one.form, one.lead, one.time, 5),
        (None, None, two.form, "Công an xã", two.time, 6),
        (2, "Cuộc thi viết", "Thi viết", "Đoàn xã", "tháng 9", 7),
    ]
    for number, row in enumerate(rows, 8):
        for at, text in enumerate(row, 1):
            sheet.cell(number, at, text)
    made.create_sheet("Ẩn").sheet_state = "hidden"
    made.save(tmp_path / "phụ lục.xlsx")
    return tmp_path / "phụ lục.xlsx"


def proposed(qtbot, page) -> list[tuple[Fate, str]]:
    qtbot.waitUntil(lambda: bool(page.preview.rows.proposals), timeout=20_000)
    return [(each.fate, each.form) for each in page.preview.rows.proposals]


def read(qtbot, window, page, path: Path) -> list[tuple[Fate, str]]:
    window.importing.read_file(path)
    return proposed(qtbot, page)


def copy(html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def activities(window):
    return window.workbench.plan.appendices[0].activities


def test_a_book_comes_in_as_one_step_with_what_is_ticked(qtbot, window, page, book) -> None:
    before = window.workbench.plan
    found = read(qtbot, window, page, book)
    assert [fate for fate, _ in found[:3]] == [Fate.SAME, Fate.CHANGED, Fate.ADDED]
    assert {fate for fate, _ in found[3:]} == {Fate.LEFT}
    assert "giữ nguyên" in page.counts.text()
    qtbot.keyClick(page.preview, Qt.Key.Key_Return)
    assert window.desk.page is None
    assert activities(window)[0].tasks[1].lead == "Công an xã"
    assert activities(window)[-1].content == "Cuộc thi viết"
    assert "thêm 1 dòng và sửa 1 dòng" in window.desk.messages.text
    assert any("“Ẩn”" in each for each in window.desk.findings.sentences)
    assert any("Kinh phí" in each for each in window.desk.findings.sentences)
    assert window.workbench.stack.count() == 1
    after = window.workbench.plan
    assert plans.get_plan(window.workbench.store, after.id) == after
    window.workbench.undo()
    assert window.workbench.plan == before


def test_a_row_is_left_by_space_and_all_by_a_button(qtbot, window, page, book) -> None:
    read(qtbot, window, page, book)
    page.preview.selectRow(1)
    qtbot.keyClick(page.preview, Qt.Key.Key_Space)
    assert [each.fate for each in page.preview.rows.taken] == [Fate.ADDED]
    page.on_none_clicked()
    assert not page.make.isEnabled()
    qtbot.keyClick(page.preview, Qt.Key.Key_Return)
    assert window.desk.page is page
    page.on_every_clicked()
    page.preview.selectRow(1)
    qtbot.keyClick(page.preview, Qt.Key.Key_Space)
    page.make.click()
    assert activities(window)[0].tasks[1].lead != "Công an xã"


def test_a_column_is_given_its_meaning_by_hand_and_takes_it_from_another(qtbot, window, page, book) -> None:
    read(qtbot, window, page, book)
    choice = page.roles.choices[5]
    choice.setCurrentIndex(choice.findData("time"))
    choice.activated.emit(choice.currentIndex())
    assert page.roles.roles() == {0: "number", 1: "content", 2: "form", 3: "lead", 5: "time"}
    qtbot.waitUntil(lambda: any("5" in str(each.changes) for each in page.preview.rows.proposals))
    choice.setCurrentIndex(choice.findData("new"))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: "own.0" in str(page.preview.rows.proposals[0].changes))
    assert "Kinh phí: 5" in page.preview.rows.whole(page.preview.rows.index(0, 0))
    page.make.click()
    appendix = window.workbench.plan.appendices[0]
    assert [column.title for column in appendix.columns] == ["Kinh phí"]
    assert appendix.activities[0].tasks[0].extras == ("5",)


def test_without_a_content_column_nothing_comes_in_and_that_is_said(qtbot, window, page, book) -> None:
    read(qtbot, window, page, book)
    choice = page.roles.choices[1]
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    qtbot.waitUntil(page.wrong.isVisible)
    assert "cột Nội dung" in page.wrong.text()
    assert not page.make.isEnabled()


def test_all_rows_may_be_put_behind_the_last(qtbot, window, page, book) -> None:
    read(qtbot, window, page, book)
    page.appending.click()
    qtbot.waitUntil(lambda: len(page.preview.rows.proposals) == 3)
    assert [each.is_accepted for each in page.preview.rows.proposals] == [False, False, True]
    count = len(activities(window))
    page.on_every_clicked()
    page.make.click()
    assert len(activities(window)) == count + 2


def test_a_new_appendix_may_be_made_of_it(qtbot, window, page, book) -> None:
    read(qtbot, window, page, book)
    page.target.setCurrentIndex(page.target.count() - 1)
    page.target.activated.emit(page.target.currentIndex())
    qtbot.waitUntil(lambda: len(page.preview.rows.proposals) == 3)
    page.make.click()
    made = window.workbench.plan.appendices[-1]
    assert (made.title, len(made.activities)) == ("Danh mục", 2)


def test_a_copied_table_is_read_by_its_own_verb(qtbot, window) -> None:
    window.show()
    copy("<table><tr><td>Nội dung<td>Hình thức<tr><td rowspan=2>Mới<td>a<tr><td>b</table>")
    window.verbs["paste_table"].trigger()
    page = window.desk.page
    assert [fate for fate, _ in proposed(qtbot, page)[:2]] == [Fate.ADDED, Fate.ADDED]
    page.make.click()
    assert [task.form for task in activities(window)[-1].tasks] == ["a", "b"]


def test_ctrl_v_on_the_page_reads_what_was_copied(qtbot, window, page) -> None:
    window.activateWindow()
    qtbot.waitUntil(page.choose.hasFocus)
    copy(text="Nội dung\tHình thức\nMới\ta\n")
    qtbot.keyClick(page.choose, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert proposed(qtbot, page)[0] == (Fate.ADDED, "a")


def test_a_block_with_heads_pasted_into_the_sheet_may_come_in_by_them(qtbot, window) -> None:
    window.show()
    window.verbs["show_appendix"].trigger()
    tab = window.tabs.current
    tab.view.go_to(0, 1)
    copy(text="Nội dung\tHình thức\tThời gian\nMới\ta\tQuý I\n")
    before = window.workbench.plan
    tab.verbs.actions["paste"].trigger()
    assert window.workbench.plan is before
    window.desk.messages.click(BY_HEADS)
    page = window.desk.page
    assert proposed(qtbot, page)[0] == (Fate.ADDED, "a")
    window.desk.close_page()
    tab.verbs.actions["paste"].trigger()
    window.desk.messages.click(AS_IS)
    assert activities(window)[0].content == "Nội dung"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_book_is_said_on_the_page(qtbot, window, page, settle, tmp_path, content) -> None:
    path = tmp_path / "hỏng.xlsx"
    path.write_bytes(content)
    before = window.workbench.plan
    window.importing.read_file(path)
    settle(window)
    assert window.desk.page is page
    assert page.wrong.isVisible()
    assert page.choose.isEnabled()
    assert window.workbench.plan is before


def test_a_book_that_claims_a_hundred_thousand_rows_is_refused_or_read(
    qtbot, window, page, settle, tmp_path
) -> None:
    made = openpyxl.Workbook()
    made.active.append(HEAD)
    made.active.append([1, "Một", "a"])
    made.active.cell(100_000, 9).number_format = "0"  # an empty cell with a look of its own
    made.save(tmp_path / "dài.xlsx")
    read(qtbot, window, page, tmp_path / "dài.xlsx")
    assert page.preview.rows.proposals[0].content == "Một"
    for at in range(2, 6_000):
        made.active.append([at, f"Việc {at}", "a"])
    made.save(tmp_path / "dài.xlsx")
    window.importing.read_file(tmp_path / "dài.xlsx")
    settle(window)
    assert "5000 dòng" in page.wrong.text()


def test_reading_can_be_cancelled_and_tried_again(qtbot, window, page, book, monkeypatch) -> None:
    from time import sleep

    from kehoach_desktop.services import table_import

    monkeypatch.setattr(table_import, "read_book_tables", lambda *_: sleep(0.3))
    window.importing.read_file(book)
    assert not page.choose.isEnabled()
    qtbot.wait(50)
    window.status._cancel.click()
    qtbot.waitUntil(lambda: not window.status.is_busy)
    assert page.choose.isEnabled()
    monkeypatch.undo()
    assert read(qtbot, window, page, book)


def test_a_plan_changed_meanwhile_is_looked_through_again(qtbot, window, page, book) -> None:
    read(qtbot, window, page, book)
    task = activities(window)[0].tasks[1]
    window.workbench.commit(SetField("task", task.id, "lead", task.lead, "Công an xã"), "Sửa")
    page.make.click()
    assert window.desk.page is page
    assert "xem lại" in window.desk.messages.text
    qtbot.waitUntil(lambda: page.preview.rows.proposals[1].fate is Fate.SAME)
    page.make.click()
    assert window.desk.page is None


def test_an_issued_plan_takes_no_table(window) -> None:
    plan = window.workbench.plan
    window.workbench.commit(SetField("plan", plan.id, "status", plan.status, Status.ISSUED), "Ban hành")
    window.verbs["import_table"].trigger()
    assert window.desk.page is None
    assert window.desk.messages.text


def test_a_plan_without_an_appendix_gets_one(qtbot, open_window, book) -> None:
    window = open_window(Plan(2026))
    window.show()
    window.verbs["import_table"].trigger()
    page = window.desk.page
    assert [fate for fate, _ in read(qtbot, window, page, book)] == [Fate.ADDED] * 3
    page.make.click()
    assert window.workbench.plan.appendices[0].title == "Danh mục"


def test_the_rows_are_a_lawful_model(qtbot, window, page, book) -> None:
    rows = page.preview.rows
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    read(qtbot, window, page, book)
    page.short.click()
    assert rows.rowCount() == 2
    index = rows.index(0, 0)
    for _ in range(2):  # as a screen reader ticks
        assert rows.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert [each.fate for each in rows.taken] == [Fate.ADDED]
    page.short.click()
    assert rows.rowCount() == len(rows.proposals)


def test_sums_are_left_unticked_and_columns_not_taken_are_named(qtbot, window, page, tmp_path) -> None:
    made = openpyxl.Workbook()
    made.active.append([*HEAD[:5], "Kinh phí (đồng)"])
    made.active.append([1, "Cuộc thi viết", "Thi viết", "Đoàn xã", "tháng 9", 5_000_000])
    made.active.append([None, "Tổng cộng", None, None, None, 5_000_000])
    made.save(tmp_path / "a.xlsx")
    read(qtbot, window, page, tmp_path / "a.xlsx")
    assert [each.content for each in page.preview.rows.taken] == ["Cuộc thi viết"]
    assert "Dòng cộng" in page.preview.rows.whole(page.preview.rows.index(1, 0))
    assert page.notes.toolTip().startswith("Cột “Kinh phí (đồng)” không được lấy.")
    page.to_left.click()
    choice = page.roles.choices[5]
    assert window.focusWidget() is choice
    assert page.roles.viewport().rect().contains(choice.mapTo(page.roles.viewport(), choice.rect().center()))
    choice.setCurrentIndex(choice.findData("new"))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(page.to_left.isHidden)
    assert "không được lấy" not in page.notes.toolTip()


def test_after_the_import_the_first_row_that_came_in_is_chosen(qtbot, window, page, book) -> None:
    window.verbs["show_appendix"].trigger()
    window.tabs.current.view.head.show_fields(is_on=True)
    window.tabs.current.view.head.fill_fields({2: "không có hình thức nào như vậy"})
    window.verbs["import_table"].trigger()
    page = window.desk.page
    read(qtbot, window, page, book)
    page.on_none_clicked()
    page.preview.rows.toggle([2])  # the content that is new
    page.make.click()
    tab = window.tabs.current
    row = tab.view.choosing.rows()
    assert [tab.model.rows[at].activity.content for at in row] == ["Cuộc thi viết"]
    qtbot.wait(50)  # what is said takes room from the sheet
    cell = tab.view.visualRect(tab.model.index(row[0], 2))
    assert tab.view.viewport().rect().contains(cell.center())
    assert window.focusWidget() is tab.view


def test_a_new_appendix_is_gone_to(qtbot, window, page, book) -> None:
    window.verbs["show_appendix"].trigger()
    window.verbs["import_table"].trigger()
    page = window.desk.page
    read(qtbot, window, page, book)
    page.target.setCurrentIndex(page.target.count() - 1)
    page.target.activated.emit(page.target.currentIndex())
    qtbot.waitUntil(lambda: len(page.preview.rows.proposals) == 3)
    page.make.click()
    tab = window.tabs.current
    assert tab.model.appendix is window.workbench.plan.appendices[-1]
    assert tab.view.choosing.rows() == [0]


def test_the_name_of_an_appendix_is_cut_with_dots_and_whole_in_its_tooltip(window, page) -> None:
    whole = page.target.currentText()
    assert whole.endswith(window.workbench.plan.appendices[0].title)
    assert page.target.toolTip() == whole
    page.target.setFixedWidth(160)
    assert page.target.shown_text().endswith("…")
    assert len(page.target.shown_text()) < len(whole)


def test_leaving_changes_nothing(qtbot, window, page, book) -> None:
    before = window.workbench.plan
    read(qtbot, window, page, book)
    qtbot.keyClick(page.preview, Qt.Key.Key_Escape)
    assert window.workbench.plan is before
