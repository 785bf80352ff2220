"""Evidence in the record's panel: real files in by button, drop and paste; opened, missing, changed."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from record_desk import Key, Mod, press, record, shown, type_in_cell, type_letters

from kehoach_desktop.domain.plan import Activity, Appendix, Evidence, Plan, Progress, Task
from kehoach_desktop.services import evidence as services
from kehoach_desktop.services import plans
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import choosing
from kehoach_desktop.ui.tracker import evidence_section
from kehoach_desktop.ui.tracker_tab import TrackerTab
from kehoach_desktop.ui.workbench import Workbench

TITLE, LOCATION = range(2)
FOREIGN = (
    Evidence("Lên trên", "../so.kehoach"),
    Evidence("Tuyệt đối", "/etc/passwd"),
    Evidence("Mạng", "\\\\may-chu\\chung\\a.pdf"),
    Evidence("Kịch bản", "javascript:alert(1)"),
    Evidence("Đã mất", "đã mất.pdf", "ab" * 32),
)
TASKS = (Task("Phát thanh", progress=(Progress(1, evidence=FOREIGN),)), Task("Tờ gấp"), Task("Hội nghị"))
PLAN = Plan(2026, "Thử", appendices=(Appendix("", (Activity("", TASKS),)),))


@pytest.fixture
def workbench(qtbot, store) -> Workbench:
    made = Workbench(store)
    made.open_plan(plans.add_plan(store, PLAN).id)
    return made


@pytest.fixture
def tab(qtbot, workbench: Workbench, settings: Settings) -> TrackerTab:
    made = TrackerTab(workbench, settings)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_period("Q2")
    made.view.go_to(1, 2)
    made.view.setFocus()
    yield made
    made.close()


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """What the desktop was asked to open."""
    found: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toString()) or True)
    monkeypatch.setattr(evidence_section, "open_path", lambda path: found.append(str(path)) or True)
    return found


@pytest.fixture
def desktop(tmp_path: Path) -> Path:
    made = tmp_path / "Màn hình"
    made.mkdir()
    return made


def put(folder: Path, name: str, content: bytes = b"%PDF-1.4") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def carried(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def add(tab: TrackerTab, qtbot, *paths: Path) -> None:
    tab.panel.evidence.add_files(paths)
    qtbot.waitUntil(lambda: not tab.panel.evidence.is_copying)


def drop(tab: TrackerTab, data: QMimeData) -> bool:
    """Drop on the text field, the way Qt hands it on: to the first widget upwards that takes it."""
    where = tab.panel.texts["result"].viewport()
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Mod.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, button, none)
    QApplication.sendEvent(where, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(5, 5), copy, data, button, none)
    QApplication.sendEvent(tab.panel.viewport(), event)
    return event.isAccepted()


def test_a_chosen_file_becomes_evidence_in_one_step(tab, workbench, qtbot, desktop, monkeypatch) -> None:
    source = put(desktop, "Biên bản.pdf")
    monkeypatch.setattr(choosing, "choose_sources", lambda *_args: [source])
    before = workbench.plan
    tab.panel.evidence.add_button.click()
    qtbot.waitUntil(lambda: record(workbench, 1, 2) is not None)
    (kept,) = record(workbench, 1, 2).evidence
    assert (kept.title, kept.location) == ("Biên bản.pdf", "Biên bản.pdf")
    assert len(kept.checksum) == 64
    assert (services.folder(workbench.store) / kept.location).read_bytes() == source.read_bytes()
    assert str(desktop) not in repr(workbench.plan)
    qtbot.waitUntil(lambda: shown(tab.panel.evidence, LOCATION) == ["Tệp đính kèm", ""])
    assert workbench.stack.count() == 1
    workbench.undo()
    assert workbench.plan == before
    workbench.redo()
    assert plans.get_plan(workbench.store, workbench.plan.id) == workbench.plan


def test_files_dropped_on_the_panel_come_in_as_one_step(tab, workbench, qtbot, desktop) -> None:
    data = carried(put(desktop, "a.pdf", b"1"), put(desktop, "b.jpg", b"2"))
    assert drop(tab, data)
    qtbot.waitUntil(lambda: record(workbench, 1, 2) is not None)
    assert [one.title for one in record(workbench, 1, 2).evidence] == ["a.pdf", "b.jpg"]
    assert workbench.stack.count() == 1
    assert tab.panel.texts["result"].toPlainText() == ""
    text = QMimeData()
    text.setText("chỉ là chữ")
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, text, Qt.MouseButton.LeftButton, Mod.NoModifier
    )
    tab.panel.dragEnterEvent(enter)
    assert not enter.isAccepted() or not evidence_section.local_files(text)


@pytest.mark.parametrize("where", ["result", "table"])
def test_files_pasted_come_in(tab, workbench, qtbot, desktop, where: str) -> None:
    QApplication.clipboard().setMimeData(carried(put(desktop, "a.pdf")))
    field = tab.panel.texts["result"] if where == "result" else tab.panel.evidence.table
    field.setFocus()
    press(Key.Key_V, Mod.ControlModifier)
    qtbot.waitUntil(lambda: record(workbench, 1, 2) is not None)
    assert record(workbench, 1, 2).evidence[0].location == "a.pdf"
    assert record(workbench, 1, 2).result == ""


def test_a_link_pasted_or_typed_names_itself(tab, workbench, qtbot) -> None:
    QApplication.clipboard().setText("https://xa.vn/tin-tuc/phat-to-gap")
    tab.panel.evidence.table.setFocus()
    press(Key.Key_V, Mod.ControlModifier)
    assert record(workbench, 1, 2).evidence == (Evidence("phat-to-gap", "https://xa.vn/tin-tuc/phat-to-gap"),)
    type_in_cell(tab.panel.evidence, 0, TITLE, "Tin trên trang xã")
    assert record(workbench, 1, 2).evidence[0].title == "Tin trên trang xã"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("C:\\Users\\a.pdf", "Thêm tệp…"),
        ("../a.pdf", "Thêm tệp…"),
        ("www.xa.vn", "https://www.xa.vn"),
        ("ftp://xa", "http"),
    ],
)
def test_a_typed_path_is_refused_at_its_cell(tab, workbench, text: str, told: str) -> None:
    before = workbench.plan
    type_in_cell(tab.panel.evidence, 0, LOCATION, text)
    assert workbench.plan is before
    assert told in tab.panel.evidence.wrong.text()
    assert shown(tab.panel.evidence, LOCATION) == [text]
    assert not workbench.flush()


def test_the_same_file_is_not_recorded_twice_in_a_cell(tab, workbench, qtbot, desktop) -> None:
    source = put(desktop, "a.pdf")
    add(tab, qtbot, source)
    add(tab, qtbot, source)
    assert len(record(workbench, 1, 2).evidence) == 1
    assert "đã có trong minh chứng" in tab.panel.evidence.note.words.text()


def test_a_refused_file_is_said_in_the_panel(tab, workbench, qtbot, desktop, monkeypatch) -> None:
    before = workbench.plan
    monkeypatch.setattr("kehoach_desktop.data.evidence_files.MOST_BYTES", 3)
    add(tab, qtbot, put(desktop, "lớn.pdf", b"12345"))
    note = tab.panel.evidence.note
    assert note.isVisible()
    assert "lớn.pdf nặng" in note.words.text()
    assert note.words.property("role") == "wrong"
    assert workbench.plan is before
    tab.view.go_to(2, 2)
    assert not note.isVisible()


def test_what_was_copied_is_recorded_where_it_was_asked_for(tab, workbench, qtbot, desktop) -> None:
    tab.panel.evidence.add_files([put(desktop, "a.pdf")])
    tab.view.go_to(2, 3)
    qtbot.waitUntil(lambda: record(workbench, 1, 2) is not None)
    assert record(workbench, 1, 2).evidence[0].title == "a.pdf"
    assert record(workbench, 2, 3) is None
    assert shown(tab.panel.evidence, TITLE) == ["Thêm…"]


def test_copying_holds_the_flush_and_can_be_cancelled(tab, workbench, qtbot, desktop, monkeypatch) -> None:
    before = workbench.plan
    real = services.add_files

    def slowly(store, sources, progress):
        while True:  # until it is asked to stop
            progress(1, 100)
            time.sleep(0.001)

    monkeypatch.setattr(services, "add_files", slowly)
    tab.panel.evidence.add_files([put(desktop, "a.pdf")])
    note = tab.panel.evidence.note
    assert note.bar.isVisible()
    assert note.words.text() == "Đang chép a.pdf…"
    assert not workbench.flush()
    assert "Chưa chép xong tệp minh chứng" in workbench.unkept
    note.cancel.click()
    qtbot.waitUntil(lambda: not tab.panel.evidence.is_copying)
    assert workbench.flush()
    assert workbench.plan is before
    assert "Đã hủy" in note.words.text()
    monkeypatch.setattr(services, "add_files", real)
    add(tab, qtbot, desktop / "a.pdf")
    assert record(workbench, 1, 2).evidence[0].title == "a.pdf"


def test_closing_the_tab_ends_the_copying(tab, workbench, qtbot, desktop, monkeypatch) -> None:
    def slowly(store, sources, progress):
        while True:
            progress(1, 100)
            time.sleep(0.001)

    monkeypatch.setattr(services, "add_files", slowly)
    tab.panel.evidence.add_files([put(desktop, "a.pdf")])
    tab.close()
    assert tab.panel.evidence._work._runner is None


# -- opening -----------------------------------------------------------------------------------------


def test_enter_and_a_double_click_open_a_file(tab, workbench, qtbot, desktop, opened) -> None:
    add(tab, qtbot, put(desktop, "a.pdf"))
    table = tab.panel.evidence.table
    table.setFocus()
    table.go_to(0, TITLE)
    press(Key.Key_Return)
    place = str(services.folder(workbench.store) / "a.pdf")
    assert opened == [place]
    middle = table.visualRect(table.model().index(0, LOCATION)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert opened == [place, place]
    assert tab.panel.evidence.delegate.editor is None


def test_a_link_opens_in_the_browser(tab, workbench, opened) -> None:
    type_in_cell(tab.panel.evidence, 0, LOCATION, "https://xa.vn/tin")
    tab.panel.evidence.table.go_to(0, TITLE)
    press(Key.Key_Return)
    assert opened == ["https://xa.vn/tin"]


@pytest.mark.parametrize("row", range(4))
def test_a_foreign_location_is_never_opened(tab, workbench, qtbot, opened, row: int) -> None:
    tab.view.go_to(0, 1)
    qtbot.waitUntil(lambda: shown(tab.panel.evidence, LOCATION)[4] == "Không tìm thấy tệp")
    assert shown(tab.panel.evidence, LOCATION)[:4] == ["Ngoài thư mục"] * 4
    table = tab.panel.evidence.table
    table.setFocus()
    table.go_to(row, TITLE)
    press(Key.Key_Return)
    assert opened == []
    assert "không nằm trong thư mục minh chứng" in tab.panel.evidence.note.words.text()


@pytest.mark.parametrize("name", ["chạy.exe", "a.bat", "a.js", "a.pdf.lnk"])
def test_a_program_is_never_opened_but_its_folder_may_be(
    tab, workbench, qtbot, desktop, opened, name
) -> None:
    add(tab, qtbot, put(desktop, name))
    tab.panel.evidence.table.setFocus()
    tab.panel.evidence.table.go_to(0, TITLE)
    press(Key.Key_Return)
    assert opened == []
    note = tab.panel.evidence.note
    assert "không mở từ đây" in note.words.text()
    note.folder.click()
    assert opened == [str(services.folder(workbench.store))]


def test_what_vanished_or_changed_is_shown_with_icon_and_word(tab, workbench, qtbot, desktop, opened) -> None:
    add(tab, qtbot, put(desktop, "a.pdf", b"1"), put(desktop, "b.pdf", b"2"))
    qtbot.waitUntil(lambda: shown(tab.panel.evidence, LOCATION)[0] == "Tệp đính kèm")
    folder = services.folder(workbench.store)
    (folder / "a.pdf").unlink()
    (folder / "b.pdf").write_bytes(b"sua")
    tab.panel.evidence.look()
    qtbot.waitUntil(
        lambda: shown(tab.panel.evidence, LOCATION)[:2] == ["Không tìm thấy tệp", "Tệp đã thay đổi"]
    )
    for row in (0, 1):
        cell = tab.panel.evidence.model.index(row, LOCATION)
        assert not cell.data(Qt.ItemDataRole.DecorationRole).isNull()
        assert cell.data(Qt.ItemDataRole.ToolTipRole)
    tab.panel.evidence.table.setFocus()
    tab.panel.evidence.table.go_to(0, TITLE)
    press(Key.Key_Return)
    assert opened == []
    assert "Không còn tệp “a.pdf”" in tab.panel.evidence.note.words.text()


def test_painting_looks_at_no_file(tab, workbench, qtbot, desktop, monkeypatch) -> None:
    add(tab, qtbot, put(desktop, "a.pdf"))
    qtbot.waitUntil(lambda: shown(tab.panel.evidence, LOCATION)[0] == "Tệp đính kèm")
    looked = []
    monkeypatch.setattr(services.Looker, "look", lambda *_args: looked.append(1))
    for _ in range(3):
        tab.panel.grab()
    assert looked == []


def test_a_missing_file_is_chosen_again(tab, workbench, qtbot, desktop, monkeypatch) -> None:
    tab.view.go_to(0, 1)
    table = tab.panel.evidence
    qtbot.waitUntil(lambda: shown(table, LOCATION)[4] == "Không tìm thấy tệp")
    table.table.go_to(4, TITLE)
    source = put(desktop, "tìm lại.pdf")
    monkeypatch.setattr(choosing, "choose_source", lambda *_args: source)
    action = table._actions["replace"]
    assert action.isEnabled()
    action.trigger()
    qtbot.waitUntil(lambda: record(workbench, 0, 1).evidence[4].location == "tìm lại.pdf")
    kept = record(workbench, 0, 1).evidence[4]
    assert kept.title == "Đã mất"
    assert workbench.stack.count() == 1
    workbench.undo()
    assert record(workbench, 0, 1).evidence == FOREIGN


# -- renaming, removing ------------------------------------------------------------------------------


def test_the_title_is_changed_in_place_and_the_file_stays(tab, workbench, qtbot, desktop) -> None:
    add(tab, qtbot, put(desktop, "scan001.pdf"))
    type_in_cell(tab.panel.evidence, 0, TITLE, "Biên bản bàn giao")
    (kept,) = record(workbench, 1, 2).evidence
    assert (kept.title, kept.location) == ("Biên bản bàn giao", "scan001.pdf")
    location = tab.panel.evidence.model.index(0, LOCATION)
    assert not location.flags() & Qt.ItemFlag.ItemIsEditable
    assert location.data() == "scan001.pdf"


def test_removing_is_undone_and_leaves_the_file(tab, workbench, qtbot, desktop, opened) -> None:
    add(tab, qtbot, put(desktop, "a.pdf"))
    with_it = workbench.plan
    table = tab.panel.evidence
    table.table.setFocus()
    table.table.go_to(0, TITLE)
    press(Key.Key_Delete, Mod.ControlModifier)
    assert record(workbench, 1, 2).evidence == ()
    assert "Tệp vẫn còn trong thư mục minh chứng" in table.note.words.text()
    assert (services.folder(workbench.store) / "a.pdf").exists()
    workbench.undo()
    assert workbench.plan == with_it
    table.table.go_to(0, TITLE)
    press(Key.Key_Return)
    assert opened == [str(services.folder(workbench.store) / "a.pdf")]


def test_a_title_alone_is_evidence_on_paper(tab, workbench, opened) -> None:
    type_in_cell(tab.panel.evidence, 0, TITLE, "Sổ theo dõi, ngăn 2")
    assert record(workbench, 1, 2).evidence == (Evidence("Sổ theo dõi, ngăn 2"),)
    assert shown(tab.panel.evidence, LOCATION) == ["Bản giấy", ""]
    tab.panel.evidence.table.go_to(0, TITLE)
    press(Key.Key_Return)
    assert opened == []


def test_names_of_300_letters_fit_the_panel(tab, workbench, qtbot, desktop) -> None:
    add(tab, qtbot, put(desktop, "b" * 240 + ".pdf"))
    (kept,) = record(workbench, 1, 2).evidence
    assert kept.location == "b" * 116 + ".pdf"
    long = replace(kept, title="Biên bản " * 40)
    assert long.title
    type_in_cell(tab.panel.evidence, 0, TITLE, "Biên bản " * 34)
    tab.splitter.setSizes([1366 - 357, 356])
    qtbot.wait(20)
    table = tab.panel.evidence.table
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert tab.panel.form.minimumSizeHint().width() <= tab.panel.viewport().width()


def test_unikey_is_left_alone_in_a_cell(tab, workbench) -> None:
    tab.panel.evidence.table.setFocus()
    type_letters("Bie")
    press(Key.Key_Backspace)
    press(Key.Key_Backspace)
    type_letters("iên bản")
    press(Key.Key_Return)
    assert record(workbench, 1, 2).evidence == (Evidence("Biên bản"),)
