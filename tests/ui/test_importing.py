"""Plans that come in through the window: kept, opened, oddities listed; or refused with nothing kept."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from kehoach_desktop.services import exporting, files, plans
from kehoach_desktop.ui import choosing
from kehoach_desktop.ui.import_page import ImportPage

TEXT = """KẾ HOẠCH
Tuyên truyền kiểm soát thủ tục hành chính năm 2024

Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ;

I. MỤC ĐÍCH
1. Mục đích
Giúp người dân hiểu đúng quy định.
III. TỔ CHỨC THỰC HIỆN
1. Giao Văn phòng theo dõi.
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def count(database: Path) -> int:
    with files.open_file(database, read_only=True) as store:
        return len(plans.list_plans(store))


def press(page, words: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text() == words).click()


def test_a_text_comes_in_by_the_page(window, settle, text, database):
    window.verbs["import_text"].trigger()
    page = window.desk.page
    assert isinstance(page, ImportPage)
    page.source.set_path(text)
    press(page, "Nhập")
    settle(window)
    assert window.desk.page is None
    assert window.workbench.plan.year == 2024
    assert count(database) == 2
    assert window.desk.findings.sentences
    assert any("III" in sentence for sentence in window.desk.findings.sentences)


def test_nothing_chosen_is_said_on_the_page(window):
    window.verbs["import_text"].trigger()
    press(window.desk.page, "Nhập")
    assert window.desk.page.wrong.text() == "Hãy chọn tệp văn bản cần nhập."
    assert window.desk.page.wrong.isVisible()


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 100])
def test_what_cannot_be_read_is_said_on_the_page_and_nothing_is_kept(
    window, settle, tmp_path, database, content
):
    bad = tmp_path / "hỏng.txt"
    bad.write_bytes(content)
    window.verbs["import_text"].trigger()
    page = window.desk.page
    page.source.set_path(bad)
    press(page, "Nhập")
    settle(window)
    assert window.desk.page is page
    assert page.wrong.isVisible()
    assert page.wrong.text().endswith(".")
    assert count(database) == 1
    page.source.set_path(tmp_path / "không có.txt")
    press(page, "Nhập")
    settle(window)
    assert "Không tìm thấy" in page.wrong.text()


def test_a_missing_workbook_refuses_the_whole(window, settle, text, tmp_path, database):
    window.plans.import_text(text, tmp_path / "phụ lục.xlsx")
    settle(window)
    assert count(database) == 1
    assert window.desk.messages.text


def test_choosing_a_file_fills_the_field(window, text, monkeypatch):
    monkeypatch.setattr("kehoach_desktop.ui.import_page.choose_source", lambda *_: text)
    window.verbs["import_text"].trigger()
    page = window.desk.page
    page.source.on_choose_clicked()
    assert page.source.text() == str(text)


def test_json_comes_in(window, settle, tmp_path, older, monkeypatch, database):
    source = tmp_path / "kh.json"
    exporting.export_json(older, source)
    monkeypatch.setattr(choosing, "choose_source", lambda *_: source)
    window.verbs["load_json"].trigger()
    settle(window)
    assert window.workbench.plan == older
    assert count(database) == 2
    assert window.desk.messages.text == "Đã nhập kế hoạch từ tệp JSON."


def test_bad_json_is_said_and_nothing_is_kept(window, settle, tmp_path, database):
    source = tmp_path / "kh.json"
    source.write_text('{"format": "kehoach-plan", "version": 1, "plan": []}', encoding="utf-8")
    window.plans.load_json(source)
    settle(window)
    assert count(database) == 1
    assert window.desk.messages.text.endswith(".")


def test_a_cancelled_import_can_be_tried_again(window, qtbot, tmp_path, monkeypatch):
    from time import sleep

    from kehoach_desktop.services import importing

    monkeypatch.setattr(importing, "read_source", lambda *_: sleep(0.2))
    window.verbs["import_text"].trigger()
    page = window.desk.page
    page.source.set_path(tmp_path / "a.txt")
    page.on_read_clicked()
    assert not page._read.isEnabled()
    qtbot.wait(50)
    window.status._cancel.click()
    qtbot.waitUntil(lambda: not window.status.is_busy)
    assert page._read.isEnabled()
    assert "Đã hủy" in window.status.currentMessage()
