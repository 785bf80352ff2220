"""Gói gửi đi in the window: the page, the folder, the report frozen, the list of what was sent."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from kehoach_desktop.domain.edits import Splice
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Quantity
from kehoach_desktop.services import exporting, reports, sending
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.reports.desk import ReportDesk
from kehoach_desktop.ui.reports.list_page import summary_words
from kehoach_desktop.ui.reports.send_page import SendPage

DAY = dt.date(2026, 6, 17)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the packs go; the dialog answers with it."""
    made = tmp_path / "gửi"
    made.mkdir()
    monkeypatch.setattr(choosing, "choose_folder", lambda *_: made)
    return made


@pytest.fixture(autouse=True)
def opened(monkeypatch) -> list[Path]:
    """What is opened in the system's own programs, which the tests leave alone."""
    found: list[Path] = []
    monkeypatch.setattr(opening, "open_path", found.append)
    return found


@pytest.fixture
def ask(window, settle):
    """Lays the page over a report, as the clerk does."""

    def asked(shown) -> SendPage:
        shown.head.send.click()
        settle(window)
        return page_over(shown)

    return asked


def page_over(shown) -> SendPage:
    page = shown.over
    assert isinstance(page, SendPage)
    return page


def send(shown, settle, window, number: str = "15") -> None:
    shown.head.send.click()
    settle(window)
    page = page_over(shown)
    page.number.setText(number)
    page.number.editingFinished.emit()
    page.date.set_day(DAY)
    page.make.click()
    settle(window)


def reopened(window, qtbot) -> ReportDesk:
    """Opens the one report in the list, and waits for the plan it was made from."""
    window.desk.page.verb(listed(window)[0], "Mở").click()
    qtbot.waitUntil(lambda: isinstance(window.desk.page, ReportDesk))
    return window.desk.page


def listed(window):
    return reports.list_reports(window.workbench.store, window.workbench.plan.id)


def test_the_letter_follows_number_and_day_until_it_is_written_over(open_report, ask):
    page = ask(open_report())
    assert page.date.day() is None  # neither is ever given by the program
    page.number.setText("15")
    page.number.editingFinished.emit()
    page.date.set_day(DAY)
    page.write_letter()
    assert "Báo cáo số 15/BC-UBND ngày 17/6/2026" in page.body.toPlainText()
    page.body.appendPlainText("Có gì xin trao đổi lại.")
    page.number.setText("16")
    page.number.editingFinished.emit()
    assert "số 15/BC-UBND" in page.body.toPlainText()
    assert page.letter().body.endswith("Có gì xin trao đổi lại.")
    assert page.letter().number == "16"


def test_a_day_that_is_none_stays_and_is_said(open_report, ask, folder):
    page = ask(open_report())
    page.date.line.setText("31/02/2026")
    page.date.check()
    assert "Ngày không đúng" in page.wrong.text()
    page.make.click()
    assert "Ngày không đúng" in page.wrong.text()
    assert list(folder.iterdir()) == []


def test_sending_makes_the_folder_freezes_the_report_and_says_so(open_report, window, settle, folder):
    shown = open_report()
    send(shown, settle, window)
    (pack,) = folder.iterdir()
    assert len(list(pack.iterdir())) == 3
    report = shown.bench.plan
    assert is_frozen(report)
    assert sending.is_sound(report.sendings[0])
    assert shown.over is None
    assert "Đã tạo gói gửi lúc" in shown.head.words
    assert "số 15/BC-UBND" in shown.head.words
    assert not shown.bench.stack.canUndo()
    assert shown.tab.editor.isReadOnly()
    assert not shown.head.refresh.isEnabled()
    assert "Đã tạo" in window.desk.messages.text


def test_opening_the_folder_afterwards(open_report, window, settle, folder, opened):
    send(open_report(), settle, window)
    window.desk.messages.click("Mở thư mục")
    assert opened == list(folder.iterdir())


def test_a_key_in_a_sent_report_asks_and_a_corrected_one_is_begun(open_report, window, settle, folder, qtbot):
    shown = open_report()
    send(shown, settle, window)
    shown.tab.editor.setFocus()
    qtbot.keyClick(shown.tab.editor, Qt.Key.Key_A)
    assert "Báo cáo đã gửi được giữ nguyên" in window.desk.messages.text
    window.desk.messages.click("Lập bản thay thế")
    draft = window.desk.page.bench.plan
    assert draft.id != shown.bench.plan.id
    assert draft.preamble[0].text == "Báo cáo này thay thế Báo cáo số 15/BC-UBND ngày 17/6/2026."
    send(window.desk.page, settle, window, "18")
    newest, oldest = listed(window)
    assert "thay thế Báo cáo số 15/BC-UBND ngày 17/6/2026" in summary_words(newest)
    assert "thay thế" not in summary_words(oldest)
    window.verbs["report"].trigger()
    page = window.desk.page
    assert page.verb(newest, "Lập bản thay thế").isEnabled()
    with pytest.raises(StopIteration):
        page.verb(oldest, "Lập bản thay thế")  # it was replaced already
    assert {path.name for path in folder.iterdir()} == {
        "Gửi BC truyền thông KSTTHC quý II năm 2026",
        "Gửi BC truyền thông KSTTHC quý II năm 2026 (thay thế)",
    }


def test_the_frozen_files_open_as_the_very_bytes(open_report, window, settle, folder, opened, qtbot):
    shown = open_report()
    send(shown, settle, window)
    sent = shown.bench.plan.sendings[0]
    window.verbs["report"].trigger()
    (summary,) = listed(window)
    page = window.desk.page
    page.verb(summary, "Mở PDF").click()
    page.verb(summary, "Mở Excel").click()
    qtbot.waitUntil(lambda: len(opened) == 2)
    assert [path.read_bytes() for path in opened] == [sent.pdf, sent.workbook]
    page.verb(summary, "Lưu lại gói…").click()
    settle(window)
    again = folder / "Gửi BC truyền thông KSTTHC quý II năm 2026 (2)"
    assert next(again.glob("*.pdf")).read_bytes() == sent.pdf


def test_exporting_a_sent_report_gives_the_file_that_was_sent(
    open_report, window, settle, folder, tmp_path, monkeypatch
):
    shown = open_report()
    send(shown, settle, window)
    for suffix in (".pdf", ".xlsx"):
        target = tmp_path / f"bc{suffix}"
        monkeypatch.setattr(choosing, "choose_target", lambda *_, target=target: target)
        window.verbs["export_pdf" if suffix == ".pdf" else "export_xlsx"].trigger()
        settle(window)
    sent = shown.bench.plan.sendings[0]
    assert (tmp_path / "bc.pdf").read_bytes() == sent.pdf
    assert (tmp_path / "bc.xlsx").read_bytes() == sent.workbook


def test_leaving_the_page_goes_back_to_the_text(open_report, ask, window, qtbot):
    shown = open_report()
    page = ask(shown)
    assert not shown.head.isEnabled()
    qtbot.keyClick(page.number, Qt.Key.Key_Escape)
    assert shown.over is None
    assert window.desk.page is shown
    assert QApplication.focusWidget() is shown.tab.editor
    assert not is_frozen(shown.bench.plan)


def test_a_folder_that_cannot_be_written_leaves_the_report_a_draft(
    open_report, window, settle, folder, monkeypatch
):
    shown = open_report()
    folder.rmdir()
    send(shown, settle, window)
    assert "Không có thư mục" in window.desk.messages.text
    assert not is_frozen(shown.bench.plan)
    assert shown.over is not None
    assert shown.over.make.isEnabled()


def test_a_report_that_cannot_be_kept_leaves_no_folder(open_report, window, settle, folder, monkeypatch):
    shown = open_report()
    monkeypatch.setattr(shown.bench, "commit", lambda *_, **__: False)
    send(shown, settle, window)
    assert list(folder.iterdir()) == []
    assert not is_frozen(shown.bench.plan)


def test_a_sent_report_is_shown_with_the_data_as_they_were(open_report, window, settle, folder, qtbot):
    shown = open_report()
    plan = window.workbench.plan
    send(shown, settle, window)
    shown.head.leave.click()
    window.verbs["report"].trigger()
    again = reopened(window, qtbot)
    assert again.source == plan
    assert exporting.missing_letters(again.bench.plan, again.source) == ""


def record_more_news(window) -> None:
    """Enter two more tin, bài on 12/6/2026 in the tracker's plan."""
    record = list(all_tasks(window.workbench.plan))[1].progress[1]
    more = Quantity("Tin, bài", "tin, bài", 2, dt.date(2026, 6, 12))
    edit = Splice("progress", record.id, "quantities", len(record.quantities), (), (more,))
    assert window.workbench.commit(edit, "Ghi số lượng")


@pytest.fixture
def stale(open_report, window, settle):
    """A draft whose figures are no longer those of the tracker, about to be sent."""
    open_report().head.leave.click()
    record_more_news(window)
    shown = open_report()
    shown.head.send.click()
    settle(window)
    assert shown.over is None
    assert "2 mục của báo cáo còn số cũ" in window.desk.messages.text
    return shown


def news_told(shown) -> list[str]:
    return [
        item.text
        for item in shown.bench.plan.body
        if item.text.startswith("Tin, bài trên trang thông tin điện tử:")
    ]


def test_a_report_with_old_figures_is_brought_up_to_date_before_it_is_sent(stale, window):
    window.desk.messages.click("Cập nhật rồi gửi")
    page = page_over(stale)
    assert news_told(stale) == ["Tin, bài trên trang thông tin điện tử: 8 tin, bài."]
    assert "- Tin, bài: trong kỳ 8 tin, bài" in page.body.toPlainText()


def test_a_report_with_old_figures_is_sent_as_it_is_when_the_clerk_says_so(stale, window):
    window.desk.messages.click("Gửi như đang có")
    page_over(stale)
    assert news_told(stale) == ["Tin, bài trên trang thông tin điện tử: 6 tin, bài."]


def test_a_letter_written_over_that_lacks_the_number_or_day_is_said_and_can_be_written_anew(open_report, ask):
    page = ask(open_report())
    assert not page.differing.isVisible()
    page.number.setText("15")
    page.number.editingFinished.emit()
    page.body.appendPlainText("Có gì xin trao đổi lại.")
    assert not page.differing.isVisible()
    page.number.setText("16")
    page.number.editingFinished.emit()
    page.date.set_day(DAY)
    page.write_letter()
    assert "chưa có số 16/BC-UBND và ngày 17/6/2026" in page.differing.text()
    assert page.differing.isVisible()
    page.rewrite.click()
    assert "Báo cáo số 16/BC-UBND ngày 17/6/2026" in page.body.toPlainText()
    assert not page.differing.isVisible()
    assert not page.rewrite.isVisible()


@pytest.fixture
def readers(monkeypatch) -> set[str]:
    """Which threads have read a plan a report is made from."""
    found: set[str] = set()

    def watched(read):
        def reading(*given):
            found.add(threading.current_thread().name)
            return read(*given)

        return reading

    for name in ("live_plan", "earlier_plan", "source_plan", "begin_report"):
        monkeypatch.setattr(reports, name, watched(getattr(reports, name)))
    return found


@pytest.fixture
def sent_page(open_report, window, settle, folder):
    """The list of reports, after one was sent."""
    shown = open_report()
    send(shown, settle, window)
    shown.head.leave.click()
    window.verbs["report"].trigger()
    return window.desk.page


def test_no_plan_is_read_on_the_windows_thread(readers, sent_page, window, settle, qtbot, opened):
    sent_page.verb(listed(window)[0], "Mở PDF").click()
    sent_page.verb(listed(window)[0], "Lưu lại gói…").click()
    settle(window)
    qtbot.waitUntil(lambda: bool(opened))
    again = reopened(window, qtbot)
    again.trace_asked.emit("states:total", "8")
    qtbot.waitUntil(again.trace_panel.isVisible)
    assert readers
    assert threading.main_thread().name not in readers


def damage(window, shown) -> None:
    """Change one byte of the PDF kept in the file."""
    pdf = bytearray(shown.bench.plan.sendings[0].pdf)
    pdf[1000] ^= 1
    with window.workbench.store.transaction() as connection:
        connection.exec_driver_sql("UPDATE sending SET pdf = ?", (bytes(pdf),))


@pytest.mark.parametrize("verb", ["Mở PDF", "Lưu lại gói…"])
def test_what_was_sent_and_is_no_longer_so_is_said_when_it_is_taken_out(
    open_report, window, settle, folder, qtbot, verb
):
    shown = open_report()
    send(shown, settle, window)
    damage(window, shown)
    window.verbs["report"].trigger()
    window.desk.page.verb(listed(window)[0], verb).click()
    qtbot.waitUntil(lambda: "không khớp mã kiểm tra SHA-256" in window.desk.messages.text)
    assert "Báo cáo số 15/BC-UBND ngày 17/6/2026" in window.desk.messages.text


def test_the_checksum_is_shown_with_what_was_sent(open_report, window, settle, folder):
    shown = open_report()
    send(shown, settle, window)
    code = shown.bench.plan.sendings[0].checksum
    window.verbs["report"].trigger()
    texts = [each.text() for each in window.desk.page.findChildren(QLabel)]
    assert f"Mã kiểm tra SHA-256 {code}" in texts


def test_a_figure_of_a_sent_report_is_traced_and_leads_to_its_cell(sent_page, window, put_caret, qtbot):
    again = reopened(window, qtbot)
    put_caret(again, "Tin, bài trên trang", "6 tin")
    qtbot.keyClick(again.tab.editor, Qt.Key.Key_F4)
    qtbot.waitUntil(again.trace_panel.isVisible)
    assert again.trace_panel.texts == [
        "Tin, bài trên trang thông tin điện tử: Quý II, 2 tin, bài, ngày 09/4/2026",
        "Tin, bài trên trang thông tin điện tử: Quý II, 4 tin, bài, ngày 28/5/2026",
    ]
    qtbot.keyClick(again.trace_panel.rows, Qt.Key.Key_Return)
    assert window.desk.page is None
    assert window.tabs.place == 2
    window.desk.messages.click("Về báo cáo")
    qtbot.waitUntil(lambda: isinstance(window.desk.page, ReportDesk))


def test_the_number_of_the_report_that_is_replaced_is_warned_of(open_report, window, settle, folder, ask):
    shown = open_report()
    send(shown, settle, window)
    shown.head.send.click()  # the chief button of a report that was sent: a replacement
    page = ask(window.desk.page)
    for number, is_warned in (("15", True), ("18", False), ("", False), ("1", False)):
        page.number.setText(number)
        page.number.editingFinished.emit()
        assert page.repeated.isVisibleTo(page) is is_warned
        assert ("Số 15/BC-UBND là số của báo cáo được thay thế" in page.repeated.text()) is is_warned


@pytest.mark.usefixtures("in_both_fonts")
def test_the_page_of_sending_stands_whole_on_a_low_window(open_report, window, ask):
    window.resize(1366, 768)
    page = ask(open_report())
    assert page.verticalScrollBar().maximum() == 0
    assert page.subject.verticalScrollBar().value() == 0  # from its start, most of it
