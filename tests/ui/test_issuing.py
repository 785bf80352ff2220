"""Ban hành, frozen, bản điều chỉnh, ban hành again: through the real window on a real file."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from kehoach_desktop import app
from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.errors import Cancelled
from kehoach_desktop.domain.plan import Progress, State, Status, Version
from kehoach_desktop.services import exporting, issuing, plans
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import choosing
from kehoach_desktop.ui.frozen_strip import FrozenStrip
from kehoach_desktop.ui.issue_page import IssuePage
from kehoach_desktop.ui.runner import Job
from kehoach_desktop.ui.sheet.rows import CONTENT
from kehoach_desktop.ui.versions_page import VersionsPage

DAY = dt.date(2026, 1, 16)
QUESTION = (
    "Kế hoạch đã ban hành ngày 16/01/2026. Muốn sửa, hãy lập bản điều chỉnh; "
    "bản đã ban hành vẫn được giữ nguyên."
)
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def issue(window, settle, number="05", day=DAY):
    window.verbs["issue"].trigger()
    page = window.desk.page
    page.number.setText(number)
    page.date.set_day(day)
    page.on_issue_clicked()
    settle(window)


def press(widget, key, modifiers=NONE, text=""):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))


def write(page, text):
    for letter in text:
        press(page, Qt.Key.Key_unknown, text=letter)


@pytest.fixture
def page(window):
    return window.tabs.current.editor


@pytest.fixture
def issued(window, settle):
    """The window on the sample, issued as number 05."""
    issue(window, settle)
    assert window.workbench.plan.status is Status.ISSUED
    return window


def refused(window, before):
    """Say whether the plan is as it was and the question stands in the message bar; take it away."""
    window.workbench.flush()
    is_refused = window.workbench.plan is before and window.desk.messages.text == QUESTION
    window.desk.messages.dismiss()
    return is_refused


def test_the_whole_way(window, settle, page, database, monkeypatch, tmp_path):
    from reportlab import rl_config

    monkeypatch.setattr(rl_config, "invariant", 1)
    draft = window.workbench.plan
    issue(window, settle)
    plan = window.workbench.plan
    assert (plan.number, plan.date, plan.status, len(plan.versions)) == ("05", DAY, Status.ISSUED, 1)
    assert window.desk.page is None
    assert window.desk.messages.text.startswith("Đã ban hành Kế hoạch số 05/KH-UBND ngày 16/01/2026")
    target = tmp_path / "kh.pdf"
    window.files.export_pdf(target)
    settle(window)
    assert plan.versions[0].pdf == target.read_bytes()
    assert window.workbench.stack.count() == 1
    window.verbs["undo"].trigger()
    assert window.workbench.plan == draft
    assert window.verbs["issue"].isEnabled()
    window.verbs["redo"].trigger()
    assert window.workbench.plan == plan

    page.setFocus()
    write(page, "không")
    assert refused(window, window.workbench.plan)
    window.verbs["revise"].trigger()
    settle(window)
    revision = window.workbench.plan
    assert (revision.number, revision.date, revision.status) == ("", None, Status.DRAFT)
    assert "Bản điều chỉnh (dự thảo)" in window.toolbar.picker.accessibleName()
    page.moveCursor(QTextCursor.MoveOperation.End)
    write(page, " Đã sửa")
    issue(window, settle, "21", dt.date(2026, 6, 2))
    last = window.workbench.plan
    assert last.body[-1].text.endswith(" Đã sửa")
    assert [one.number for one in last.versions] == ["05", "21"]
    assert last.versions[0].pdf == plan.versions[0].pdf
    window.files.export_pdf(target)
    settle(window)
    assert last.versions[1].pdf == target.read_bytes()
    assert plans.get_plan(window.workbench.store, last.id) == last
    while window.workbench.stack.canUndo():
        window.verbs["undo"].trigger()
    assert window.workbench.plan == draft


def test_the_page_asks_for_both_and_says_which_is_missing(window, settle, sample):
    window.workbench.commit(
        SetField("plan", window.workbench.plan.id, "number", window.workbench.plan.number, ""), "Sửa số"
    )
    window.verbs["issue"].trigger()
    page = window.desk.page
    assert isinstance(page, IssuePage)
    assert page.number.text() == ""
    assert page.date.day() == sample.date
    page.date.line.clear()
    page.on_issue_clicked()
    assert "Chưa có số văn bản" in page.wrong.text()
    assert "Chưa có ngày ban hành" in page.wrong.text()
    page.number.setText(" 7 ")
    page.date.line.setText("31/02/2026")
    page.on_issue_clicked()
    assert "Ngày không đúng" in page.wrong.text()
    assert window.workbench.plan.status is Status.DRAFT
    next(made for made in page.findChildren(QPushButton) if made.text() == "Hôm nay").click()
    assert page.date.day() == dt.datetime.now().astimezone().date()
    assert page.wrong.isHidden()
    QTest.keyClick(page.number, Qt.Key.Key_Return)
    settle(window)
    assert window.workbench.plan.number == "7"
    assert window.workbench.plan.status is Status.ISSUED


def test_what_is_odd_is_listed_and_does_not_stop(window, qtbot, settle):
    plan = window.workbench.plan
    window.workbench.commit(SetField("plan", plan.id, "issuer", plan.issuer, ""), "Sửa cơ quan")
    window.verbs["issue"].trigger()
    page = window.desk.page
    qtbot.waitUntil(
        lambda: any("Chưa có tên cơ quan ban hành." in words for words in shown_words(page)), timeout=20_000
    )
    page.on_issue_clicked()
    settle(window)
    assert window.workbench.plan.status is Status.ISSUED


def test_a_page_put_away_while_the_plan_is_looked_at_is_left_alone(window, qtbot):
    window.verbs["issue"].trigger()
    window.desk.close_page()
    window.issuing.close()
    QApplication.processEvents()
    assert window.desk.page is None


def test_what_cannot_be_kept_does_not_go_out_and_can_be_tried_again(window, settle):
    def let_write(value):
        connection = window.workbench.store._engine.raw_connection()
        connection.execute(f"PRAGMA query_only = {value}")
        connection.close()

    let_write("ON")
    issue(window, settle)
    assert window.workbench.plan.status is Status.DRAFT
    assert isinstance(window.desk.page, IssuePage)
    assert "chỉ được đọc" in window.desk.messages.text
    let_write("OFF")
    window.desk.page.on_issue_clicked()
    settle(window)
    assert window.workbench.plan.status is Status.ISSUED


def test_a_plan_changed_while_its_pdf_is_made_does_not_go_out(window, settle):
    plan = window.workbench.plan
    window.verbs["issue"].trigger()
    window.desk.page.on_issue_clicked()
    window.workbench.commit(SetField("plan", plan.id, "place", plan.place, "Nơi khác"), "Sửa địa danh")
    settle(window)
    assert window.workbench.plan.status is Status.DRAFT
    assert "vừa được sửa" in window.desk.messages.text


def asked_to_issue(window):
    """Press Ban hành on its page; its PDF is still being made when this returns."""
    window.verbs["issue"].trigger()
    asking = window.desk.page
    asking.number.setText("05")
    asking.date.set_day(DAY)
    asking.on_issue_clicked()
    return asking


@pytest.mark.parametrize("where", ["page", "subject"])
def test_what_is_typed_while_the_pdf_is_made_is_kept_and_the_plan_does_not_go_out(window, settle, where):
    tab = window.tabs.current
    field = tab.editor if where == "page" else tab.particulars.fields["subject"]
    asked_to_issue(window)
    field.textCursor().insertText("Vừa gõ ")
    settle(window)
    plan = window.workbench.plan
    assert plan.status is Status.DRAFT
    assert "Vừa gõ" in (plan.preamble[0].text if where == "page" else plan.subject)
    assert "vừa được sửa" in window.desk.messages.text
    assert window.desk.page.findChild(QPushButton).isEnabled()


def test_a_result_is_typed_while_what_went_out_is_kept_and_no_revision_is_made(open_window, sample, settle):
    window = open_window(replace(sample, status=Status.ISSUED, number="05", date=DAY, versions=()))
    bench = window.workbench
    task = bench.plan.appendices[0].activities[0].tasks[0]
    edit = Splice("task", task.id, "progress", 0, task.progress, (Progress(4, State.DONE, 100, "Vừa gõ"),))
    window.verbs["revise"].trigger()
    typed = [edit]
    bench.flush_requested.connect(lambda: typed and bench.commit(typed.pop(), "Ghi kết quả"))
    settle(window)
    assert bench.plan.status is Status.ISSUED
    assert bench.plan.appendices[0].activities[0].tasks[0].progress[0].result == "Vừa gõ"
    assert "chưa lập bản điều chỉnh" in window.desk.messages.text


@pytest.mark.parametrize("way", ["Hủy", "Esc"])
def test_a_page_left_while_the_pdf_is_made_issues_nothing(window, settle, way):
    asking = asked_to_issue(window)
    if way == "Esc":
        asking.closed.emit()
    else:
        next(made for made in asking.findChildren(QPushButton) if made.text() == way).click()
    settle(window)
    assert window.workbench.plan.status is Status.DRAFT
    assert window.workbench.stack.count() == 0
    assert "Đã hủy" in window.status.currentMessage()


def test_another_page_shown_while_the_pdf_is_made_issues_nothing_and_that_is_said(window, settle):
    asked_to_issue(window)
    window.verbs["about"].trigger()
    settle(window)
    assert window.workbench.plan.status is Status.DRAFT
    assert "chưa ban hành" in window.desk.messages.text.lower()


def test_leaving_the_page_stops_no_other_work(window, settle, tmp_path):
    window.verbs["issue"].trigger()
    asking = window.desk.page
    window.files.export_json(tmp_path / "kh.json")
    asking.closed.emit()
    settle(window)
    assert (tmp_path / "kh.json").exists()


def test_what_an_earlier_page_had_looked_at_is_no_longer_looked_at(window, monkeypatch):
    looked = []
    monkeypatch.setattr(issuing, "find_oddities", lambda *_: looked.append(1) or ())
    held = Event()
    window.issuing._runner.start(lambda _: held.wait(20), Job(lambda _: None, lambda _: None))
    for _ in range(3):
        window.verbs["issue"].trigger()
    window.desk.page.closed.emit()
    held.set()
    window.verbs["issue"].trigger()
    last = Event()
    window.issuing._runner.start(lambda _: last.set(), Job(lambda _: None, lambda _: None))
    assert last.wait(20)
    assert len(looked) == 1


def test_closing_the_window_stops_what_is_being_looked_at(window):
    begun, stopped = Event(), []

    def work(progress):
        begun.set()
        for _ in range(2000):
            sleep(0.01)
            try:
                progress(1, 2)
            except Cancelled:
                stopped.append(True)
                raise

    window.issuing._runner.start(work, Job(lambda _: None, lambda _: None))
    assert begun.wait(20)
    window.issuing.close()
    assert stopped == [True]


KEYS = (
    (Qt.Key.Key_A, NONE, "a"),
    (Qt.Key.Key_Backspace, NONE, "\b"),
    (Qt.Key.Key_Delete, NONE, ""),
    (Qt.Key.Key_Return, NONE, "\r"),
    (Qt.Key.Key_Tab, NONE, "\t"),
    (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, ""),
    (Qt.Key.Key_V, CTRL, ""),
    (Qt.Key.Key_X, CTRL, ""),
)


def test_a_key_that_would_write_asks_and_the_keyboard_stays(issued, page):
    before, shown = issued.workbench.plan, page.toPlainText()
    for key in KEYS:
        QGuiApplication.clipboard().setText("dán vào")
        page.setFocus()
        cursor = page.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        page.setTextCursor(cursor)
        press(page, *key)
        assert page.toPlainText() == shown, key[0]
        assert refused(issued, before), key[0]


def test_unikeys_backspace_and_letter_ask_once(issued, page, qtbot):
    page.setFocus()
    before = issued.workbench.plan
    press(page, Qt.Key.Key_A, text="a")
    bar = issued.desk.messages
    answers = bar.findChildren(QPushButton)
    press(page, Qt.Key.Key_Backspace, text="\b")
    press(page, Qt.Key.Key_unknown, text="â")
    press(page, Qt.Key.Key_Space, text=" ")
    press(page, Qt.Key.Key_Return, text="\r")
    assert [made for made in bar.findChildren(QPushButton) if not made.isHidden()] == [
        made for made in answers if not made.isHidden()
    ]
    assert refused(issued, before)


def test_every_verb_that_writes_asks(issued, page):
    tab = issued.tabs.current
    page.choose((3, 0), (3, 5))
    before = issued.workbench.plan
    for name in ("indent", "up", "down", "bold", "italic"):
        tab.verbs.actions[name].trigger()
        assert refused(issued, before), name
    for verb in (page.cut, page.remove_chosen, page.paste, page.add_basis):
        QGuiApplication.clipboard().setText("dán vào")
        verb()
        assert refused(issued, before), verb
    data = QMimeData()
    data.setText("kéo vào")
    page.insertFromMimeData(data)
    assert refused(issued, before)


def test_reading_selecting_and_copying_go_on(issued, page):
    page.setFocus()
    for _ in range(3):
        press(page, Qt.Key.Key_Down)
    assert page.current_line() > 0
    press(page, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    chosen = page.textCursor().selectedText()
    assert chosen
    press(page, Qt.Key.Key_C, CTRL)
    assert chosen.split()[-1] in QGuiApplication.clipboard().text()
    assert page.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard  # the caret is seen
    assert issued.desk.messages.text != QUESTION


def test_particulars_ask_and_stay_as_they_are(issued):
    before = issued.workbench.plan
    form = issued.tabs.current.particulars
    field = form.fields["subject"]
    issued.activateWindow()
    field.setFocus()
    write(field, "x")
    assert field.toPlainText() == before.subject
    assert refused(issued, before)
    assert form.status.words == "Đã ban hành"
    form.status.button.click()
    assert refused(issued, before)


def test_the_appendix_asks_and_its_cells_stay(issued, qtbot):
    issued.verbs["show_appendix"].trigger()
    tab = issued.tabs.current
    before = issued.workbench.plan
    tab.view.go_to(0, CONTENT)
    for key, text in ((Qt.Key.Key_A, "a"), (Qt.Key.Key_F2, "")):
        press(tab.view, key, text=text)
        assert tab.view.delegate.editor is None
        assert refused(issued, before)
    rect = tab.view.visualRect(tab.view.currentIndex())
    for click in (QTest.mouseClick, QTest.mouseDClick):
        click(tab.view.viewport(), Qt.MouseButton.LeftButton, NONE, rect.center())
    assert tab.view.delegate.editor is None
    assert refused(issued, before)
    QGuiApplication.clipboard().setText("ô dán")
    for name in ("add_activity", "add_task", "duplicate", "remove", "move_down", "cut", "paste", "clear"):
        QGuiApplication.clipboard().setText("ô dán")
        tab.verbs.actions[name].trigger()
        assert refused(issued, before), name
    tab.title.setFocus()
    write(tab.title, "x")
    assert tab.title.text() == before.appendices[0].title
    assert refused(issued, before)


def test_a_cell_open_when_the_plan_goes_out_is_kept_and_closed(window, settle):
    window.verbs["show_appendix"].trigger()
    tab = window.tabs.current
    tab.view.go_to(0, CONTENT)
    press(tab.view, Qt.Key.Key_F2)
    tab.view.delegate.editor.setPlainText("Nội dung đang gõ")
    tab.view.delegate.editor.document().setModified(True)
    issue(window, settle)
    assert window.workbench.plan.status is Status.ISSUED
    assert window.workbench.plan.appendices[0].activities[0].content == "Nội dung đang gõ"
    assert "Nội dung đang gõ" in window.workbench.plan.versions[0].content
    assert tab.view.delegate.editor is None or tab.view.delegate.editor.isHidden()


def test_the_tracker_is_open_in_every_state(issued):
    bench = issued.workbench
    task = bench.plan.appendices[0].activities[0].tasks[0]
    record = Progress(4, State.DONE, 100, "Xong")
    kept = tuple(one for one in task.progress if one.quarter != 4)
    assert bench.commit(Splice("task", task.id, "progress", 0, task.progress, (*kept, record)), "Ghi kết quả")
    assert bench.plan.appendices[0].activities[0].tasks[0].progress[-1] == record
    assert issued.desk.messages.text != QUESTION


def test_the_window_says_calmly_that_the_plan_is_frozen_but_not_over_the_tracker(issued):
    strip = issued.issuing._strip
    assert strip.words.startswith("Đã ban hành số 05/KH-UBND ngày 16/01/2026.")
    assert strip.isVisible()
    assert strip in issued.tabs.areas()
    issued.verbs["show_tracker"].trigger()
    assert not strip.isVisible()
    issued.verbs["show_appendix"].trigger()
    assert strip.isVisible()
    issued.verbs["revise"].trigger()
    assert not strip.isVisible()


def test_the_question_answered_no_leaves_all_and_asks_again_the_next_time(issued, page):
    before = issued.workbench.plan
    page.setFocus()
    write(page, "a")
    issued.desk.messages.click("Không sửa")
    assert issued.workbench.plan is before
    assert issued.desk.messages.text == ""
    write(page, "a")
    issued.desk.messages.click("Lập bản điều chỉnh")
    assert issued.workbench.plan.status is Status.DRAFT
    write(page, "a")
    issued.workbench.flush()
    assert issued.workbench.plan.preamble[0].text.startswith("a")


def test_a_question_left_standing_goes_when_issuing_is_undone(issued, page):
    write(page, "a")
    press(page, Qt.Key.Key_A, text="a")
    issued.verbs["undo"].trigger()
    assert issued.workbench.plan.status is Status.DRAFT
    assert issued.desk.messages.text != QUESTION
    assert not page.isReadOnly()


def test_a_plan_issued_before_versions_were_kept_is_frozen_when_it_is_revised(open_window, sample, settle):
    window = open_window(replace(sample, status=Status.ISSUED, number="05", date=None, versions=()))
    page = window.tabs.current.editor
    assert page.isReadOnly()
    write(page, "a")
    assert window.desk.messages.text.startswith("Kế hoạch đã ban hành. Muốn sửa")
    window.desk.messages.click("Lập bản điều chỉnh")
    settle(window)
    plan = window.workbench.plan
    assert plan.status is Status.DRAFT
    assert (plan.versions[0].number, plan.versions[0].date) == ("05", None)
    assert plan.versions[0].pdf.startswith(b"%PDF")
    assert window.workbench.stack.count() == 1


def test_other_plans_are_free_and_frozen_as_they_are(open_window, sample, older):
    window = open_window(older, replace(sample, status=Status.ISSUED))
    page = window.tabs.current.editor
    assert page.isReadOnly()
    ids = {p.year: p.id for p in plans.list_plans(window.workbench.store)}
    window.plans.open_plan(ids[2025])
    assert not page.isReadOnly()
    write(page, "a")
    window.workbench.flush()
    assert window.workbench.plan.preamble[0].text.startswith("a")
    window.plans.open_plan(ids[2026])
    assert page.isReadOnly()
    assert window.workbench.flush()


def test_the_versions_can_be_opened_and_saved_as_they_went_out(issued, settle, tmp_path, monkeypatch):
    target = tmp_path / "ban.pdf"
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    monkeypatch.setattr(choosing, "choose_target", lambda *_: target)
    issued.verbs["versions"].trigger()
    page = issued.desk.page
    assert isinstance(page, VersionsPage)
    version = issued.workbench.plan.versions[0]
    buttons = {made.text(): made for made in page.findChildren(QPushButton)}
    buttons["Lưu tệp PDF…"].click()
    settle(issued)
    assert target.read_bytes() == version.pdf
    buttons["Mở PDF"].click()
    settle(issued)
    assert Path(opened[0]).read_bytes() == version.pdf
    name = exporting.plan_file_name(issued.workbench.plan, "")
    assert f"{name} (số 05).pdf" in opened[0]


def test_a_plan_without_versions_says_so(window):
    window.verbs["versions"].trigger()
    page = window.desk.page
    assert [made.text() for made in page.findChildren(QPushButton) if made.isVisible()] == ["Đóng"]
    assert any(
        "chưa được ban hành lần nào" in made.text() for made in page.findChildren(QLabel) if made.isVisible()
    )


def test_the_list_of_versions_follows_an_undo(issued, qtbot):
    issued.verbs["versions"].trigger()
    page = issued.desk.page
    assert [words for words in shown_words(page) if words.startswith("Số 05")]
    issued.verbs["undo"].trigger()
    assert not [words for words in shown_words(page) if words.startswith("Số 05")]
    issued.verbs["redo"].trigger()
    qtbot.waitUntil(lambda: any(words.startswith("Số 05") for words in shown_words(page)))


def shown_words(page):
    return [made.text() for made in page.findChildren(QLabel) if made.isVisible()]


def test_replacing_asks_too(issued, page, qtbot):
    before, shown = issued.workbench.plan, page.toPlainText()
    issued.verbs["replace"].trigger()
    bar = issued.tabs.current.find_bar()
    bar.wanted.setText("thủ tục")
    bar.new.setText("việc")
    bar.look()
    for replaced in (bar.replace, bar.replace_all):
        replaced()
        assert page.toPlainText() == shown
        assert refused(issued, before)


def test_deleting_a_plan_says_that_its_versions_go_too_and_brings_them_back(issued):
    plan = issued.workbench.plan
    issued.verbs["delete_plan"].trigger()
    assert "cùng các bản đã ban hành" in issued.desk.messages.text
    issued.desk.messages.click("Khôi phục")
    assert issued.workbench.plan == plan
    assert plan.versions[0].pdf


def test_a_file_of_the_first_version_opens_and_its_plan_goes_out(qtbot, settle, tmp_path, settings_file):
    path = tmp_path / "cu.kehoach"
    shutil.copy(Path(__file__).parents[1] / "data" / "files" / "version-1.kehoach", path)
    Settings(greeted=True, theme="light").write(settings_file)
    window = app.open_window(path, settings_file)
    qtbot.waitUntil(lambda: window.is_filled, timeout=20_000)
    if window.workbench.plan.status is Status.ISSUED:
        window.verbs["revise"].trigger()
        settle(window)
    issue(window, settle)
    assert window.workbench.plan.versions[-1].pdf.startswith(b"%PDF")
    window.close()
    window.deleteLater()


def test_the_verbs_follow_the_state(window, settle):
    def on():
        return {name for name in ("issue", "revise", "versions", "compare") if window.verbs[name].isEnabled()}

    assert on() == {"issue", "versions", "compare"}
    issue(window, settle)
    assert on() == {"revise", "versions", "compare"}
    window.verbs["undo"].trigger()
    assert on() == {"issue", "versions", "compare"}


def test_what_an_offer_or_the_calendar_put_into_a_field_goes_again_when_it_is_refused(issued):
    before = issued.workbench.plan
    form = issued.tabs.current.particulars
    field = form.fields["place"]
    field.textCursor().insertText("Nơi khác ")  # as a list of offers does, past the keys
    assert not issued.workbench.flush()
    assert field.toPlainText() == before.place
    assert refused(issued, before)
    assert issued.workbench.flush()
    assert issued.desk.messages.text == ""


def test_the_pdf_of_an_issued_plan_is_the_very_file_it_went_out_as(open_window, sample, settle, tmp_path):
    kept = Version("05", DAY, "{}", b"%PDF-1.4 nguyen ban")
    plan = replace(sample, subject="Chữ lạ \ue000", number="05", date=DAY, status=Status.ISSUED)
    window = open_window(replace(plan, versions=(kept,)))
    target = tmp_path / "kh.pdf"
    window.files.export_pdf(target)
    settle(window)
    assert target.read_bytes() == kept.pdf
    assert window.desk.messages.text == "Đã xuất kh.pdf"


def test_undoing_what_went_out_is_said_and_done_again_by_one_button(issued, page):
    issued.verbs["undo"].trigger()
    bar = issued.desk.messages
    assert "Đã hoàn tác việc ban hành: bản số 05" in bar.text
    bar.click("Làm lại")
    assert issued.workbench.plan.status is Status.ISSUED
    assert [version.number for version in issued.workbench.plan.versions] == ["05"]


def test_a_number_given_before_is_asked_about_once(issued, settle):
    issued.verbs["revise"].trigger()
    settle(issued)
    issue(issued, settle, day=dt.date(2026, 1, 10))
    wrong = issued.desk.page.wrong.text()
    assert "Số 05 đã dùng" in wrong
    assert "sớm hơn" in wrong
    assert issued.workbench.plan.status is Status.DRAFT
    issued.desk.page.on_issue_clicked()
    settle(issued)
    assert issued.workbench.plan.status is Status.ISSUED


def test_the_newest_version_of_an_issued_plan_is_not_compared_with_itself(issued):
    issued.verbs["versions"].trigger()
    compare = [
        b for b in issued.desk.page.findChildren(QPushButton) if b.text() == "So sánh với bản hiện nay"
    ]
    assert [verb.isEnabled() for verb in compare] == [False]


def test_what_is_said_over_a_frozen_plan_is_never_cut(issued, qtbot):
    issued.resize(900, 600)
    strip = issued.findChild(FrozenStrip)
    line = next(made for made in strip.findChildren(QLabel) if "Chỉ xem" in made.text())
    qtbot.waitUntil(lambda: line.height() >= line.heightForWidth(line.width()))
    assert line.fontMetrics().horizontalAdvance(line.text()) > line.width(), "it takes two lines here"
