"""The page of Lịch sử thay đổi in the real window."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from kehoach_desktop.data import history as data
from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.history.told import Step, Told
from kehoach_desktop.domain.plan import State
from kehoach_desktop.services import history, plans
from kehoach_desktop.ui.history.model import NEW, OLD, WHAT, WHEN, WHERE, HistoryModel, shown
from kehoach_desktop.ui.history.page import HistoryPage
from kehoach_desktop.ui.history.stood_page import StoodPage


@pytest.fixture
def opened(window, qtbot):
    """Opens the page over the window and waits until it has read."""

    def opener():
        window.verbs["history"].trigger()
        page = window.desk.page
        assert isinstance(page, HistoryPage)
        qtbot.waitUntil(lambda: page.model.rowCount() > 0)
        return page

    return opener


def set_place(window, text):
    plan = window.workbench.plan
    assert window.workbench.commit(SetField("plan", plan.id, "place", plan.place, text), "Sửa địa danh")


def table(page):
    return [tuple(shown(entry, column) for column in (WHAT, WHERE, OLD, NEW)) for entry in page.model.rows]


def test_what_was_done_is_listed_the_newest_first(window, opened):
    before = window.workbench.plan.place
    set_place(window, "Huế")
    window.workbench.undo()
    assert table(opened()) == [
        ("Hoàn tác: Sửa địa danh", "Địa danh", "Huế", before),
        ("Sửa địa danh", "Địa danh", before, "Huế"),
        ("Thêm kế hoạch", plan_title(window), "", ""),
    ]


def plan_title(window):
    plan = window.workbench.plan
    return f"Kế hoạch năm {plan.year}: {plan.subject}"


def test_words_part_and_days_narrow_it(window, opened, qtbot):
    task = window.workbench.plan.appendices[0].activities[1].tasks[0]
    window.workbench.commit(SetField("task", task.id, "note", task.note, "Ghi chú Đồng Tháp"), "Sửa ghi chú")
    set_place(window, "Huế")
    page = opened()
    page.filters.words.setText("dong thap")
    qtbot.waitUntil(lambda: [entry.name for entry in page.model.rows] == ["Sửa ghi chú"])
    page.filters.words.clear()
    page.filters.part.setCurrentIndex(1)
    page.filters.part.activated.emit(1)
    qtbot.waitUntil(lambda: [entry.name for entry in page.model.rows] == ["Sửa địa danh"])
    page.filters.part.setCurrentIndex(0)
    page.filters.days.setCurrentIndex(4)
    page.filters.days.activated.emit(4)
    yesterday = dt.datetime.now().astimezone().date() - dt.timedelta(days=1)
    for field in (page.filters.first, page.filters.last):
        field.set_day(yesterday)
    page.filters.last.check()
    qtbot.waitUntil(lambda: "Không có thay đổi nào khớp" in page.table.hint, timeout=20_000)
    assert page.model.rowCount() == 0


def test_what_changed_is_told_word_by_word(window, opened, qtbot):
    item = window.workbench.plan.body[0]
    typed = replace(item, text=f"{item.text} trên địa bàn")
    window.workbench.commit(Splice("plan", window.workbench.plan.id, "body", 0, (item,), (typed,)), "Gõ")
    page = opened()
    qtbot.waitUntil(lambda: "trên địa bàn" in page.details.text.toPlainText())
    cursor = page.details.text.document().find("trên địa bàn")
    assert cursor.charFormat().fontUnderline()
    assert page.details.where.text() == "Mục I"


def test_the_second_is_told_of_what_was_done_in_one_minute(window, opened):
    set_place(window, "Huế")
    page = opened()
    at = page.model.rows[0].at
    assert f"{at:%H:%M:%S} ngày " in page.details.when.text()
    assert page.model.index(0, WHEN).data(Qt.ItemDataRole.ToolTipRole) == page.details.when.text()
    assert f"{at:%H:%M} ngày " in page.model.index(0, WHEN).data()


def test_a_long_text_is_shown_whole_on_asking(window, opened, qtbot):
    long = "Tuyên truyền, phổ biến quy định về kiểm soát thủ tục hành chính trên địa bàn. " * 20
    item = window.workbench.plan.body[0]
    for text in (long, f"{long[:700]}NHANH {long[700:]}"):
        now = window.workbench.plan.body[0]
        typed = replace(item, text=text)
        edit = Splice("plan", window.workbench.plan.id, "body", 0, (now,), (typed,))
        window.workbench.commit(edit, "Gõ")
        set_place(window, text[:3] + str(len(text)))
    page = opened()
    row = next(n for n, entry in enumerate(page.model.rows) if "NHANH" in entry.new)
    page.table.selectRow(row)
    qtbot.waitUntil(lambda: "NHANH" in page.details.text.toPlainText())
    assert len(page.details.text.toPlainText()) < 400
    assert not page.details.whole.isHidden()
    page.details.whole.click()
    qtbot.waitUntil(lambda: len(page.details.text.toPlainText()) > 2 * len(long))
    assert page.details.whole.isHidden()
    assert page.details.text.toPlainText().count("NHANH") == 1


def test_enter_leads_to_the_place(window, opened, qtbot):
    task = window.workbench.plan.appendices[0].activities[2].tasks[0]
    window.workbench.commit(SetField("task", task.id, "note", task.note, "Mới"), "Sửa ghi chú")
    page = opened()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window.desk.page is None
    assert window.tabs.place == 1
    assert window.tabs.current.model.row_of(task.id) == window.tabs.current.view.currentIndex().row()


def test_enter_leads_to_a_quarter_and_to_an_item(window, opened, qtbot):
    plan = window.workbench.plan
    task = next(t for a in plan.appendices[0].activities for t in a.tasks if t.progress)
    record = task.progress[0]
    edit = SetField("progress", record.id, "status", record.status, State.DROPPED)
    window.workbench.commit(edit, "Ghi là không thực hiện")
    page = opened()
    assert page.model.rows[0].where.startswith("Quý I, Phụ lục, TT 1")
    assert page.model.rows[0].new == "Không thực hiện"
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window.tabs.place == 2
    item = plan.body[5]
    changed = replace(item, text="Một câu khác")
    window.workbench.commit(Splice("plan", plan.id, "body", 5, (item,), (changed,)), "Gõ")
    page = opened()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window.tabs.place == 0
    assert window.tabs.current.editor.caret_place()[0] == item.id


def test_a_place_that_is_gone_is_said_so(window, opened, qtbot):
    plan = window.workbench.plan
    item = plan.body[-1]
    at = len(plan.body) - 1
    changed = replace(item, text="x")
    window.workbench.commit(Splice("plan", plan.id, "body", at, (item,), (changed,)), "Gõ")
    window.workbench.commit(Splice("plan", plan.id, "body", at, (changed,), ()), "Xóa")
    page = opened()
    page.table.selectRow(1)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert "không còn trong kế hoạch" in window.desk.messages.text
    assert window.desk.page is page


def stood_after(window, page, row, qtbot, settle):
    page.table.selectRow(row)
    page.details.stood.click()
    settle(window)
    shown_page = window.desk.page
    assert isinstance(shown_page, StoodPage)
    qtbot.waitUntil(lambda: shown_page.count.text() != "Đang so sánh…")
    return shown_page


def test_the_plan_as_it_stood_is_seen_beside_the_plan_as_it_is(window, opened, qtbot, settle):
    before = window.workbench.plan
    set_place(window, "Huế")
    set_place(window, "Bến Tre")
    page = stood_after(window, opened(), 1, qtbot, settle)
    assert page.stood == replace(before, place="Huế")
    assert page.changes == 1
    assert "Huế" in page.left.toPlainText()
    assert "Bến Tre" in page.right.toPlainText()
    page.leave.activated.emit()  # Esc
    back = window.desk.page
    assert isinstance(back, HistoryPage)
    qtbot.waitUntil(lambda: back.current() is not None)
    assert back.current().new == "Huế"


def test_the_verbs_of_a_plan_as_it_stood_are_held_while_another_is_on_the_left(
    window, opened, older, qtbot, settle
):
    plans.add_plan(window.workbench.store, older)
    set_place(window, "Huế")
    set_place(window, "Bến Tre")
    page = stood_after(window, opened(), 1, qtbot, settle)
    verbs = (page.pdf, page.json, page.new, page.back)
    assert all(verb.isEnabled() for verb in verbs)
    left = page.choosers[0]
    left.setCurrentIndex(left.count() - 1)
    left.activated.emit(left.count() - 1)
    assert not any(verb.isEnabled() for verb in verbs)
    assert "chọn lại bản đó ở bên trái" in page.said.text()
    left.setCurrentIndex(1)
    assert all(verb.isEnabled() for verb in verbs)


def test_the_tab_key_goes_to_the_verbs_of_a_plan_as_it_stood_before_its_text(window, opened, qtbot, settle):
    set_place(window, "Huế")
    page = stood_after(window, opened(), 0, qtbot, settle)
    seen, part = [], page.nextInFocusChain()
    while part is not page and len(seen) < 500:
        seen.append(part)
        part = part.nextInFocusChain()
    wanted = [page.previous, page.pdf, page.json, page.new, page.back, page.choosers[0], page.left]
    assert [part for part in seen if part in wanted] == wanted


def test_a_long_text_of_another_plan_is_shown_whole_too(window, older, opened, qtbot):
    plan = window.workbench.plan
    long = "Tuyên truyền, phổ biến quy định về kiểm soát thủ tục hành chính trên địa bàn. " * 20
    for text in (long, f"{long[:700]}NHANH {long[700:]}"):
        now = window.workbench.plan.body[0]
        edit = Splice("plan", plan.id, "body", 0, (now,), (replace(now, text=text),))
        assert window.workbench.commit(edit, "Gõ")
        set_place(window, f"{len(text)}")
    window.plans.open_plan(plans.add_plan(window.workbench.store, older).id)
    page = opened()
    page.filters.scope.setCurrentIndex(1)
    page.ask()
    qtbot.waitUntil(lambda: any("NHANH" in entry.new for entry in page.model.rows))
    page.table.selectRow(next(row for row, one in enumerate(page.model.rows) if "NHANH" in one.new))
    qtbot.waitUntil(lambda: not page.details.whole.isHidden())
    page.details.whole.click()
    qtbot.waitUntil(lambda: len(page.details.text.toPlainText()) > len(long))
    assert "NHANH" in page.details.text.toPlainText()


def test_a_file_that_cannot_be_read_just_now_is_told_of_when_the_whole_text_is_asked_for(
    window, opened, monkeypatch
):
    set_place(window, "Huế")
    page = opened()

    def busy(*_):
        raise UserError("Tệp đang bận.")

    monkeypatch.setattr(history, "last_row", busy)
    page.whole_asked.emit(page.current())
    assert page.note.text() == "Tệp đang bận."


def test_without_an_open_plan_the_whole_file_is_shown_and_said_to_be(window, opened):
    window.workbench.open_plan(None)
    page = opened()
    assert page.filters.scope.currentText() == "Cả tệp dữ liệu"
    assert not page.filters.scope.isEnabled()


def test_the_way_back_is_one_step_that_undo_takes_back(window, opened, qtbot, settle):
    before = window.workbench.plan
    set_place(window, "Huế")
    activity = window.workbench.plan.appendices[0].activities[0]
    gone = Splice("appendix", window.workbench.plan.appendices[0].id, "activities", 0, (activity,), ())
    window.workbench.commit(gone, "Xóa nội dung")
    after = window.workbench.plan
    page = stood_after(window, opened(), 2, qtbot, settle)
    steps = window.workbench.stack.index()
    page.back.click()
    assert window.workbench.plan == before
    assert plans.get_plan(window.workbench.store, before.id) == before
    assert window.workbench.stack.index() == steps + 1
    window.workbench.undo()
    assert window.workbench.plan == after


def test_a_plan_as_it_stood_becomes_a_new_one_and_a_file(
    window, opened, qtbot, settle, tmp_path, monkeypatch
):
    from kehoach_desktop.services.importing import read_json
    from kehoach_desktop.ui import choosing

    before = window.workbench.plan
    set_place(window, "Huế")
    page = stood_after(window, opened(), 1, qtbot, settle)
    targets = {}

    def chosen(_window, _settings, _title, proposal, _kinds):
        targets[proposal] = tmp_path / f"ra{proposal[-5:]}"
        return targets[proposal]

    monkeypatch.setattr(choosing, "choose_target", chosen)
    page.json.click()
    settle(window)
    page.pdf.click()
    settle(window)
    json_file, pdf_file = targets.values()
    assert read_json(json_file) == before
    assert pdf_file.read_bytes().startswith(b"%PDF")
    page.new.click()
    made = window.workbench.plan
    assert made.id != before.id
    assert made == replace(before, versions=(), closings=())


def test_an_issued_plan_is_not_led_back(window, opened, qtbot, settle):
    from kehoach_desktop.domain.issuing import issue
    from kehoach_desktop.domain.plan import Version
    from kehoach_desktop.export.plan_json import plan_to_json

    set_place(window, "Huế")
    plan = window.workbench.plan
    window.workbench.commit(issue(plan, Version("05", None, plan_to_json(plan), b"%PDF")), "Ban hành")
    issued = window.workbench.plan
    page = stood_after(window, opened(), 2, qtbot, settle)
    page.back.click()
    assert window.workbench.plan == issued
    assert "lập bản điều chỉnh" in window.desk.messages.text


def test_a_file_of_an_older_program_says_since_when_it_has_a_history(window, opened):
    with window.workbench.store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM change")
    set_place(window, "Huế")
    page = opened()
    assert "bản cũ của chương trình" in page.note.text()
    assert not page.note.isHidden()


def many(store, plan_id, count):
    at = dt.datetime.now().astimezone() - dt.timedelta(days=400)
    told = (
        Told(
            plan_id,
            Step.EDIT,
            "Sửa chủ trì",
            {
                "part": "appendix",
                "where": f"Phụ lục, TT {n}, cột chủ trì",
                "edits": [["=", "task", n, "lead", "Văn phòng", f"Công an xã {n}"]],
            },
        )
        for n in range(count)
    )
    with store.transaction() as connection:
        data.add(connection, told, at)


def test_thousands_of_rows_come_page_by_page(window, opened, qtbot):
    many(window.workbench.store, window.workbench.plan.id, 3000)
    page = opened()
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    read = page.model.rowCount()
    assert read < 1000
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: page.model.rowCount() > read)
    while not page.model.is_whole:
        rows = page.model.rowCount()
        page.table.scrollToBottom()
        qtbot.waitUntil(lambda rows=rows: page.model.rowCount() > rows or page.model.is_whole)
    assert page.model.rowCount() == 3001
    page.filters.words.setText("cong an xa 2999")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_the_model_is_a_sound_one_as_it_grows(qtbot, store):
    many(store, 1, 900)
    model = HistoryModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    wanted = history.Wanted(1)
    first = history.read_page(store, wanted)
    model.begin(first)
    asked = []
    model.more_wanted.connect(asked.append)
    assert model.canFetchMore()
    model.fetchMore()
    assert asked == [first.rest]
    assert not model.canFetchMore()
    model.add(history.read_page(store, wanted, first.rest))
    assert model.rowCount() == 900
    assert model.is_whole
    model.begin(history.read_page(store, history.Wanted(1, "không có đâu")))
    assert model.rowCount() == 0


def test_a_step_over_many_paragraphs_says_how_many(window, opened):
    plan = window.workbench.plan
    gone = plan.body[:9]
    window.workbench.commit(Splice("plan", plan.id, "body", 0, gone, ()), "Xóa 9 đoạn")
    page = opened()
    assert (page.model.rows[0].name, page.model.rows[0].others) == ("Xóa 9 đoạn", 8)
    assert shown(page.model.rows[0], NEW) == "Và 8 chỗ khác"
