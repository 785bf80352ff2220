"""What the appendix offers while a cell is typed in: by part of a name, by another name, never by itself."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.directory import DirectoryEntry, Kind
from kehoach_desktop.domain.plan import Task
from kehoach_desktop.services import directory
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.appendix_tab import AppendixTab
from kehoach_desktop.ui.plan.offer_list import OfferList
from kehoach_desktop.ui.sheet.editor import CellEditor
from kehoach_desktop.ui.sheet.rows import KEYS

Key, Mod = Qt.Key, Qt.KeyboardModifier
FORM, LEAD, PARTNERS, TIME = (KEYS.index(key) for key in ("form", "lead", "partners", "time"))
OFFICE = "Văn phòng HĐND và UBND"


@pytest.fixture
def tab(qtbot, workbench, settings: Settings) -> AppendixTab:
    made = AppendixTab(workbench, settings)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.view.setFocus()
    return made


def press(key: Key, modifier: Mod = Mod.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def type_letters(text: str) -> None:
    for letter in text:
        key = Key.Key_Return if letter == "\n" else 0
        modifier = Mod.AltModifier if letter == "\n" else Mod.NoModifier
        QApplication.sendEvent(
            QApplication.focusWidget(), QKeyEvent(QEvent.Type.KeyPress, key, modifier, letter)
        )


def edit(tab: AppendixTab, column: int, text: str = "", row: int = 0) -> CellEditor:
    """Open the cell, empty it, type."""
    tab.view.go_to(row, column)
    press(Key.Key_F2)
    editor = tab.view.delegate.editor
    assert editor is not None
    editor.selectAll()
    press(Key.Key_Delete)
    type_letters(text)
    return editor


def offered(editor: CellEditor) -> list[str]:
    editor.on_pause()  # what comes a while after the last key
    return [offer.text for offer in editor.shown_offers]


def cell(workbench, row: int, name: str) -> str:
    tasks: list[Task] = [t for a in workbench.plan.appendices[0].activities for t in a.tasks]
    return getattr(tasks[row], name)


@pytest.mark.parametrize("typed", ["van ph", "Văn ph", "VP", "vp hd", "hdnd", "vphvu"])
def test_a_body_is_found_without_marks_by_another_name_and_by_its_initials(tab, typed) -> None:
    editor = edit(tab, LEAD, typed)
    assert OFFICE in offered(editor)
    assert editor.toPlainText() == typed


def test_what_the_column_used_most_comes_first(tab) -> None:
    editor = edit(tab, LEAD, "phòng")
    assert offered(editor)[0] in {"Phòng Văn hóa - Xã hội", "Phòng Kinh tế"}
    assert "Phòng Kinh tế, Hạ tầng và Đô thị" in offered(editor)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_down_and_enter_or_tab_put_an_offer_in_and_the_cell_stays_open(tab, workbench, key) -> None:
    editor = edit(tab, LEAD, "ttpvhcc")
    assert offered(editor) == ["Trung tâm Phục vụ hành chính công"]
    press(Key.Key_Down)
    press(key)
    assert editor.toPlainText() == "Trung tâm Phục vụ hành chính công"
    assert tab.view.delegate.editor is editor
    assert not editor.shown_offers
    before = workbench.stack.count()
    press(Key.Key_Return)
    assert cell(workbench, 0, "lead") == "Trung tâm Phục vụ hành chính công"
    assert workbench.stack.count() == before + 1


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_without_going_to_an_offer_what_is_typed_is_kept_as_it_is(tab, workbench, key) -> None:
    editor = edit(tab, LEAD, "VP")
    assert offered(editor)
    press(key)
    assert cell(workbench, 0, "lead") == "VP"


def test_esc_closes_the_list_first_then_gives_up(tab, workbench) -> None:
    was = cell(workbench, 0, "lead")
    editor = edit(tab, LEAD, "VP")
    assert offered(editor)
    press(Key.Key_Escape)
    assert tab.view.delegate.editor is editor
    assert not editor.shown_offers
    press(Key.Key_Escape)
    assert cell(workbench, 0, "lead") == was


@pytest.mark.parametrize(
    ("before", "typed", "offer", "after"),
    [
        ("Công an xã; ", "vp", OFFICE, f"Công an xã; {OFFICE}"),
        ("Công an xã, ", "vp", OFFICE, f"Công an xã, {OFFICE}"),
        ("Công an xã,", "vp", OFFICE, f"Công an xã, {OFFICE}"),
        ("Công an xã\n", "vp", OFFICE, f"Công an xã\n{OFFICE}"),
        ("Công an xã, ", "cac thon", "Các thôn", "Công an xã, các thôn"),
        ("Công an xã; ", "Sở Văn hóa, Thể", "Sở Văn hóa, Thể thao và Du lịch", None),
    ],
)
def test_in_a_cell_of_several_bodies_only_the_last_piece_is_completed(
    tab, workbench, before, typed, offer, after
) -> None:
    editor = edit(tab, PARTNERS, before + typed)
    assert offer in offered(editor)
    while editor.offer_list.current() is None or editor.offer_list.current().text != offer:
        press(Key.Key_Down)
    press(Key.Key_Return)
    assert editor.toPlainText() == (after or before + offer)
    press(Key.Key_Return)
    assert cell(workbench, 0, "partners") == (after or before + offer)


def test_a_body_between_two_others_is_completed_where_the_caret_is(tab) -> None:
    editor = edit(tab, PARTNERS, "Công an xã; vp; Trạm Y tế")
    cursor = editor.textCursor()
    cursor.setPosition(len("Công an xã; vp"))
    editor.setTextCursor(cursor)
    assert OFFICE in offered(editor)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert editor.toPlainText() == f"Công an xã; {OFFICE}; Trạm Y tế"


def test_a_body_that_is_there_already_is_not_offered_again(tab) -> None:
    editor = edit(tab, PARTNERS, f"{OFFICE}; vp")
    assert OFFICE not in offered(editor)


def test_a_forms_comma_parts_nothing(tab) -> None:
    editor = edit(tab, FORM, "Họp thôn; phat to roi")
    assert "Phát tờ rơi, tờ gấp" in offered(editor)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert editor.toPlainText().startswith("Họp thôn; Phát tờ rơi")


@pytest.mark.parametrize("column", [1, TIME, KEYS.index("note")])
def test_other_columns_offer_nothing(tab, column) -> None:
    editor = edit(tab, column, "văn phòng")
    assert offered(editor) == []
    press(Key.Key_Down, Mod.AltModifier)
    assert editor.shown_offers == []


def test_alt_down_shows_all_and_adds_beside_a_whole_name(tab) -> None:
    editor = edit(tab, PARTNERS, "Công an xã")
    press(Key.Key_Down, Mod.AltModifier)
    texts = [offer.text for offer in editor.shown_offers]
    assert OFFICE in texts
    assert "Công an xã" not in texts
    while editor.offer_list.current() is None or editor.offer_list.current().text != OFFICE:
        press(Key.Key_Down)
    press(Key.Key_Return)
    assert editor.toPlainText() == f"Công an xã, {OFFICE}"


def test_a_letter_taken_back_for_its_mark_is_never_overruled(tab, qtbot) -> None:
    editor = edit(tab, LEAD, "van")
    assert offered(editor)
    for letter in ("v", "ă", "n"):  # Unikey: Backspace and the letters anew
        press(Key.Key_Backspace)
        del letter
    type_letters("văn ")
    QApplication.sendEvent(editor, QInputMethodEvent("phò", []))
    editor.on_pause()
    assert editor.toPlainText() == "văn "
    commit = QInputMethodEvent()
    commit.setCommitString("phòng")
    QApplication.sendEvent(editor, commit)
    assert editor.toPlainText() == "văn phòng"
    assert OFFICE in offered(editor)


def test_a_click_puts_the_offer_in(tab, qtbot) -> None:
    editor = edit(tab, LEAD, "ttpv")
    assert offered(editor)
    spot = editor.offer_list.visualRect(editor.offer_list.model().index(0, 0)).center()
    QTest.mouseClick(editor.offer_list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert editor.toPlainText() == "Trung tâm Phục vụ hành chính công"
    assert tab.view.delegate.editor is editor


def test_the_list_follows_its_cell_when_the_sheet_is_scrolled(tab) -> None:
    editor = edit(tab, LEAD, "vp", row=6)
    assert offered(editor)
    before = editor.offer_list.y() - editor.mapTo(tab.window(), editor.rect().topLeft()).y()
    bar = tab.view.verticalScrollBar()
    bar.setValue(bar.value() + 20)
    tab.view.updateGeometries()
    assert editor.offer_list.y() - editor.mapTo(tab.window(), editor.rect().topLeft()).y() == before


def test_no_list_outlives_its_cell(tab, qtbot) -> None:
    for _ in range(3):
        editor = edit(tab, LEAD, "vp")
        assert offered(editor)
        press(Key.Key_Escape)
        press(Key.Key_Escape)
    qtbot.waitUntil(lambda: len(tab.window().findChildren(OfferList)) == 0)


def test_what_was_just_typed_is_offered_in_the_next_cell(tab, workbench) -> None:
    edit(tab, LEAD, "Ban Chỉ đạo chuyển đổi số")
    press(Key.Key_Return)
    assert cell(workbench, 0, "lead") == "Ban Chỉ đạo chuyển đổi số"
    assert "Ban Chỉ đạo chuyển đổi số" in offered(edit(tab, LEAD, "ban chi dao", row=3))


def test_bodies_are_parted_by_the_offices_list_once_it_is_changed(tab, workbench) -> None:
    heights = tab.view.delegate
    assert "to cong nghe" not in heights.offers.known
    directory.keep_entry(workbench.store, DirectoryEntry(Kind.BODY, "Tổ công nghệ"))
    workbench.directory_changed.emit()
    assert "to cong nghe" in heights.offers.known


def test_a_removed_body_is_not_offered(tab, workbench) -> None:
    entry = next(one for one in directory.list_entries(workbench.store, Kind.BODY) if one.name == "Trạm Y tế")
    assert "Trạm Y tế" in offered(edit(tab, LEAD, "tram y"))
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    directory.remove_entry(workbench.store, replace(entry))
    workbench.directory_changed.emit()
    assert "Trạm Y tế" not in offered(edit(tab, LEAD, "tram y"))
