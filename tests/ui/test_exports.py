"""What leaves the window: real files, with a message that says where they are, or why not."""

import datetime as dt
import json
from pathlib import Path
from zipfile import ZipFile

import pdfplumber
import pytest
from PySide6.QtGui import QDesktopServices

from kehoach_desktop.domain.periods import period
from kehoach_desktop.services import evidence, exporting, files, plans, reporting
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.reports.list_page import ReportPage, due_place


def test_pdf(window, settle, tmp_path):
    target = tmp_path / "KH năm 2026.pdf"
    window.files.export_pdf(target)
    settle(window)
    with pdfplumber.open(target) as pdf:
        assert "KẾ HOẠCH" in pdf.pages[0].extract_text()
    assert window.desk.messages.text == "Đã xuất KH năm 2026.pdf"
    assert not window.status.is_busy


def test_a_letter_no_font_has_is_named_before_the_export(window, settle, tmp_path, sample, monkeypatch):
    monkeypatch.setenv("KEHOACH_BUNDLED_FONT", "1")
    tab = window.tabs.current
    tab.editor.go_to(sample_item(window).id, 0)
    tab.editor.textCursor().insertText("\u4e2d")
    target = tmp_path / "kh.pdf"
    window.files.export_pdf(target)
    settle(window)
    assert "\u4e2d (U+4E2D, mục I" in window.desk.messages.text
    assert not target.exists()
    window.desk.messages.click("Vẫn xuất")
    settle(window)
    assert target.exists()
    assert window.desk.messages.text.startswith("Đã xuất kh.pdf\nPhông chữ")


def sample_item(window):
    return window.workbench.plan.body[1]


def test_workbook(window, settle, tmp_path):
    target = tmp_path / "KH năm 2026.xlsx"
    window.files.export_xlsx(target)
    settle(window)
    with ZipFile(target) as book:
        assert "xl/workbook.xml" in book.namelist()


def test_json(window, settle, tmp_path, sample):
    target = tmp_path / "kh.json"
    window.files.export_json(target)
    settle(window)
    assert json.loads(target.read_text(encoding="utf-8"))["plan"]["subject"] == sample.subject


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_report(window, settle, tmp_path, monkeypatch, suffix):
    target = tmp_path / f"bc{suffix}"
    asked = []
    monkeypatch.setattr(choosing, "choose_target", lambda *a: asked.append(a[3]) or target)
    window.verbs["report"].trigger()
    page = window.desk.page
    assert isinstance(page, ReportPage)
    page.which.setCurrentIndex(2)
    page.begin.click()
    settle(window)
    head = window.desk.page.head
    (head.pdf if suffix == ".pdf" else head.book).click()
    settle(window)
    assert target.stat().st_size > 1000
    assert asked[0].endswith(suffix)
    assert "quý III" in asked[0]


def test_report_page_offers_the_periods_and_two_days_of_ones_own(window, sample):
    window.verbs["report"].trigger()
    page = window.desk.page
    assert page.which.count() == 8
    page.which.setCurrentIndex(0)
    assert page.period() == period(sample.year, "Q1")
    assert not page.start.isEnabled()
    page.which.setCurrentIndex(7)
    assert page.start.isEnabled()
    assert page.period().start == period(sample.year, "Q1").start
    page.end.set_day(page.start.day() - dt.timedelta(days=1))
    page.begin.click()
    assert page.wrong.isVisible()
    assert "Ngày đầu" in page.wrong.text()


def test_a_day_typed_wrong_is_said_and_nothing_leaves(window, monkeypatch):
    monkeypatch.setattr(choosing, "choose_target", lambda *_: None)
    window.verbs["report"].trigger()
    page = window.desk.page
    page.which.setCurrentIndex(7)
    asked = []
    page.chosen.connect(lambda *what: asked.append(what))
    page.start.line.setText("31/02/2026")
    page.end.check()
    assert "Ngày không đúng" in page.wrong.text()
    page.begin.click()
    assert not asked
    assert page.start.line.text() == "31/02/2026"
    page.start.line.setText("5/2/2026")
    page.start.check()
    assert page.wrong.isHidden()
    page.begin.click()
    assert asked[0][0].start == dt.date(2026, 2, 5)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2026, 11, 22), "Quý IV"),
        (dt.date(2026, 12, 14), "Quý IV"),
        (dt.date(2025, 12, 14), "Quý I"),
        (dt.date(2026, 12, 15), "Quý IV"),  # until it is sent; then the year
        (dt.date(2030, 1, 1), "Năm"),
    ],
)
def test_the_period_proposed_is_the_one_that_is_due(sample, day, name):
    found = reporting.report_periods(sample)
    assert found[due_place(found, day)].name == name


def test_the_verb_asks_with_a_sensible_name_and_a_cancelled_dialog_does_nothing(
    window, settle, tmp_path, monkeypatch, sample
):
    asked = []
    monkeypatch.setattr(choosing, "choose_target", lambda *a: asked.append(a[2:]) or None)
    for name in ("export_pdf", "export_xlsx", "export_json", "back_up"):
        window.verbs[name].trigger()
    names = [proposal for _, proposal, _ in asked]
    assert names[:3] == [exporting.plan_file_name(sample, s) for s in (".pdf", ".xlsx", ".json")]
    assert names[3].endswith(".kehoach")
    assert not window.status.is_busy
    assert window.desk.messages.text == ""


def test_a_refused_write_is_said_and_leaves_nothing(window, settle, tmp_path):
    target = tmp_path / "thư mục.pdf"
    target.mkdir()
    window.files.export_pdf(target)
    settle(window)
    assert "là thư mục" in window.desk.messages.text
    assert list(target.iterdir()) == []


def test_a_cancelled_export_writes_nothing(window, qtbot, tmp_path, monkeypatch):
    def slow(plan, target: Path, progress):
        for done in range(500):
            progress(done, 500)
            qtbot_sleep(0.01)
        target.write_text("x")

    from time import sleep as qtbot_sleep

    monkeypatch.setattr(exporting, "export_pdf", slow)
    target = tmp_path / "kh.pdf"
    window.files.export_pdf(target)
    qtbot.waitUntil(lambda: window.status._bar.value() > 2)
    assert window.status.is_busy
    window.files.export_xlsx(tmp_path / "kh.xlsx")
    assert "việc khác đang chạy" in window.desk.messages.text
    window.status._cancel.click()
    qtbot.waitUntil(lambda: not window.status.is_busy)
    assert "Đã hủy" in window.status.currentMessage()
    qtbot.wait(50)
    assert not target.exists()
    assert not (tmp_path / "kh.xlsx").exists()


def test_work_that_is_asked_to_stop_too_late_is_told_as_done(window, qtbot, tmp_path, monkeypatch):
    from time import sleep

    def deaf(plan, target: Path, reports) -> None:
        sleep(0.2)
        target.write_text("x")

    monkeypatch.setattr(exporting, "export_json", deaf)
    target = tmp_path / "kh.json"
    window.files.export_json(target)
    qtbot.wait(50)
    window.status._cancel.click()
    qtbot.waitUntil(lambda: not window.status.is_busy)
    assert target.exists()
    assert "Đã xuất kh.json" in window.desk.messages.text
    assert "Đã hủy" not in window.status.currentMessage()


def test_warnings_are_shown_with_the_message(window, settle, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "export_pdf", lambda *_: ("Một từ quá dài đã phải ngắt.",))
    window.files.export_pdf(tmp_path / "kh.pdf")
    settle(window)
    assert window.desk.messages.text == "Đã xuất kh.pdf\nMột từ quá dài đã phải ngắt."


def test_what_is_typed_is_in_the_export(window, settle, tmp_path):
    from kehoach_desktop.domain.edits import SetField

    plan = window.workbench.plan

    def commit_typed() -> None:
        now = window.workbench.plan
        window.workbench.commit(SetField("plan", plan.id, "place", now.place, "Gõ dở"), "Sửa địa danh")

    window.workbench.flush_requested.connect(commit_typed)
    target = tmp_path / "kh.json"
    window.files.export_json(target)
    settle(window)
    assert json.loads(target.read_text(encoding="utf-8"))["plan"]["place"] == "Gõ dở"


def test_opening_folder_and_file(window, settle, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True
    )
    target = tmp_path / "kh.json"
    for words, path in (("Mở thư mục", tmp_path), ("Mở tệp", target)):
        window.files.export_json(target)
        settle(window)
        window.desk.messages.click(words)
        assert opened.pop() == path
        assert window.desk.messages.text == ""
    assert opening.open_path(target)


def test_backup_is_a_whole_file(window, settle, tmp_path, sample):
    target = tmp_path / "sao lưu.kehoach"
    window.files.back_up(target)
    settle(window)
    with files.open_file(target, read_only=True) as store:
        assert plans.get_plan(store, plans.list_plans(store)[0].id) == sample
    assert window.desk.messages.text == "Đã sao lưu vào sao lưu.kehoach"


def test_a_backup_says_that_evidence_is_not_in_it(window, settle, tmp_path):
    proof = tmp_path / "biên bản.pdf"
    proof.write_bytes(b"%PDF")
    evidence.add_files(window.workbench.store, [proof])
    window.files.back_up(tmp_path / "sao lưu.kehoach")
    settle(window)
    assert "thư mục “so.kehoach.minh-chung” không nằm trong bản sao" in window.desk.messages.text


def test_nothing_is_ever_written_over_the_open_file(window, settle, database):
    for write in (window.files.export_pdf, window.files.export_json, window.files.back_up):
        write(database)
        settle(window)
        assert "tệp dữ liệu đang mở" in window.desk.messages.text
    assert files.find_faults(database) == []


def test_after_a_bug_other_work_can_begin(window, settle, qtbot):
    def broken(_report):
        raise ValueError("a bug")

    ended = []
    with qtbot.capture_exceptions() as bugs:
        window.long_work.run("Thử", broken, ended.append, on_ended=lambda: ended.append("over"))
        settle(window)
    assert [kind for kind, _, _ in bugs] == [ValueError]
    assert ended == ["over"]
    assert window.long_work.run("Thử nữa", lambda _report: "done", ended.append)
    settle(window)
    assert ended == ["over", "done"]
