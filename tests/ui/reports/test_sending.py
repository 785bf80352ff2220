"""Gói gửi đi in the window: the page, the folder, the report frozen, the list of what was sent."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.services import exporting, reports, sending
from kehoach_desktop.ui import choosing, opening
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


def ask(shown) -> SendPage:
    shown.head.send.click()
    page = shown.over
    assert isinstance(page, SendPage)
    return page


def send(shown, settle, window, number: str = "15") -> None:
    page = ask(shown)
    page.number.setText(number)
    page.number.editingFinished.emit()
    page.date.set_day(DAY)
    page.make.click()
    settle(window)


def listed(window):
    return reports.list_reports(window.workbench.store, window.workbench.plan.id)


def test_the_letter_follows_number_and_day_until_it_is_written_over(open_report):
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


def test_a_day_that_is_none_stays_and_is_said(open_report, folder):
    page = ask(open_report())
    page.date.line.setText("31/02/2026")
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
    assert "Đã gửi lúc" in shown.head.words
    assert "số 15/BC-UBND" in shown.head.words
    assert not shown.bench.stack.canUndo()
    assert shown.tab.editor.isReadOnly()
    assert not shown.head.refresh.isEnabled()
    assert "Đã tạo" in window.desk.messages.text


def test_opening_the_folder_afterwards(open_report, window, settle, folder, monkeypatch):
    opened = []
    monkeypatch.setattr(opening, "open_path", opened.append)
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
    assert draft.preamble[-1].text == "Báo cáo này thay thế Báo cáo số 15/BC-UBND ngày 17/6/2026."
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


def test_the_frozen_files_open_as_the_very_bytes(open_report, window, settle, folder, monkeypatch):
    shown = open_report()
    send(shown, settle, window)
    sent = shown.bench.plan.sendings[0]
    opened = []
    monkeypatch.setattr(opening, "open_path", opened.append)
    window.verbs["report"].trigger()
    (summary,) = listed(window)
    page = window.desk.page
    page.verb(summary, "Mở PDF").click()
    page.verb(summary, "Mở Excel").click()
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


def test_leaving_the_page_goes_back_to_the_text(open_report, window, qtbot):
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


def test_a_sent_report_is_shown_with_the_data_as_they_were(open_report, window, settle, folder):
    shown = open_report()
    plan = window.workbench.plan
    send(shown, settle, window)
    shown.head.leave.click()
    window.verbs["report"].trigger()
    window.desk.page.verb(listed(window)[0], "Mở").click()
    again = window.desk.page
    assert again.source == plan
    assert exporting.missing_letters(again.bench.plan, again.source) == ""
