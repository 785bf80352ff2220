"""Columns: widths, order and hiding kept from day to day; the office's own, as edits of the plan."""

import pytest
from PySide6.QtCore import QPoint, Qt
from sheet_hands import CONTENT, CTRL, FORM, LEAD, NOTE, OWN, PARTNERS, TIME, TT, Key

from kehoach_desktop.domain.issuing import issue
from kehoach_desktop.domain.plan import OwnColumn, Version
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.appendix_tab import AppendixTab
from kehoach_desktop.ui.sheet.numbers import number_in, total_in


def order(tab) -> list[int]:
    return tab.view.choosing.columns


def again(hands, qtbot, settings: Settings) -> AppendixTab:
    made = AppendixTab(hands.workbench, settings)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    made.show()
    return made


def test_width_order_and_hiding_hold_until_tomorrow(hands, qtbot, settings, settings_file) -> None:
    head, layout = hands.tab.view.head, hands.tab.view.layout_of_columns
    hands.tab.view.setColumnWidth(FORM, 333)
    head.moveSection(head.visualIndex(TIME), head.visualIndex(FORM))
    layout.show(LEAD, is_on=False)
    qtbot.waitUntil(lambda: settings.sheets["appendix"]["widths"].get("form") == 333)
    settings.write(settings_file)
    tab = again(hands, qtbot, Settings.read(settings_file))
    assert order(tab) == [TT, CONTENT, TIME, FORM, PARTNERS, NOTE]
    assert tab.view.columnWidth(FORM) == 333
    assert tab.view.isColumnHidden(LEAD)
    tab.view.layout_of_columns.reset()
    assert order(tab) == [TT, CONTENT, FORM, LEAD, PARTNERS, TIME, NOTE]
    assert tab.view.columnWidth(FORM) != 333


@pytest.mark.parametrize(
    "kept",
    [
        3,
        [],
        {"widths": [1], "order": "form", "hidden": {"a": 1}},
        {
            "widths": {"form": "wide", "lead": -5, "time": 10**9, "note": True},
            "order": [1, "xyz"],
            "hidden": [2],
        },
        {"widths": {}, "order": ["note", "note", "number", "content"], "hidden": ["number", "content"]},
    ],
)
def test_broken_settings_leave_a_usable_sheet(hands, qtbot, kept) -> None:
    tab = again(hands, qtbot, Settings(greeted=True, sheets={"appendix": kept}))
    assert sorted(order(tab)) == list(range(7))
    assert order(tab)[:2] == [TT, CONTENT]
    assert all(tab.view.columnWidth(column) < 600 for column in range(7))


def test_tt_and_content_stay_first(hands) -> None:
    head = hands.tab.view.head
    head.moveSection(head.visualIndex(TIME), 0)
    assert order(hands.tab)[:2] == [TT, CONTENT]
    head.moveSection(head.visualIndex(CONTENT), 4)
    assert order(hands.tab)[:2] == [TT, CONTENT]


def test_a_column_is_added_named_printed_moved_and_removed_in_the_panel(hands, qtbot) -> None:
    hands.press(Key.Key_0, CTRL)
    panel = hands.tab.columns
    assert panel.isVisible()
    before = hands.workbench.plan
    panel.new.setFocus()
    hands.type("Kinh phí")
    hands.press(Key.Key_Return)
    assert panel.new.text() == ""
    hands.check_undo(before)
    panel.new.setText("Sản phẩm")
    qtbot.mouseClick(panel.add_button, Qt.MouseButton.LeftButton)
    assert [column.title for column in hands.appendix.columns] == ["Kinh phí", "Sản phẩm"]
    hands.tab.model.setData(hands.tab.model.index(0, OWN), "1.250")
    hands.tab.model.setData(hands.tab.model.index(2, OWN + 1), "Biên bản")
    assert hands.appendix.activities[1].tasks[0].extras == ("", "Biên bản")
    first, second = panel.rows[-2:]
    before = hands.workbench.plan
    second.buttons["up"].click()
    assert [column.title for column in hands.appendix.columns] == ["Sản phẩm", "Kinh phí"]
    assert [hands.text(0, OWN + 1), hands.text(2, OWN)] == ["1.250", "Biên bản"]
    hands.check_undo(before)
    first, second = panel.rows[-2:]
    first.name.setFocus()
    first.name.selectAll()
    hands.type("Kết quả")
    hands.press(Key.Key_Return)
    assert hands.appendix.columns[0].title == "Kết quả"
    assert hands.tab.model.title(OWN) == "Kết quả"
    first.is_printed.click()
    assert not hands.appendix.columns[0].is_printed
    panel.rows[NOTE - FORM].is_printed.click()
    assert not hands.appendix.prints_note
    before = hands.workbench.plan
    panel.rows[-2].buttons["remove"].click()
    assert [column.title for column in hands.appendix.columns] == ["Kinh phí"]
    assert hands.text(0, OWN) == "1.250"
    assert hands.appendix.activities[1].tasks[0].extras == ()
    hands.check_undo(before)


def test_an_own_column_without_a_name_is_not_added(hands) -> None:
    hands.tab.show_columns(new=True)
    hands.type("  ")
    hands.press(Key.Key_Return)
    assert hands.appendix.columns == ()
    assert hands.tab.columns.new.hasFocus()


def test_a_column_is_hidden_and_shown_in_the_panel(hands) -> None:
    hands.tab.show_columns()
    row = hands.tab.columns.rows[LEAD - FORM]
    row.is_on.click()
    assert hands.tab.view.isColumnHidden(LEAD)
    assert hands.tab.columns.reset_button.isEnabled()
    row.is_on.click()
    assert not hands.tab.view.isColumnHidden(LEAD)
    hands.press(Key.Key_Escape)
    assert hands.tab.columns.isHidden()
    assert hands.tab.view.hasFocus()


def with_columns(hands, *titles: str) -> None:
    for title in titles:
        hands.tab.columns.new.setText(title)
        hands.tab.columns.add()


def test_a_block_over_own_columns_is_emptied_and_filled_in_one_step(hands) -> None:
    with_columns(hands, "Kinh phí", "Sản phẩm")
    for column, text in ((OWN, "500"), (OWN + 1, "Tin")):
        hands.tab.model.setData(hands.tab.model.index(0, column), text)
    before = hands.workbench.plan
    hands.choose(0, OWN, 2, OWN + 1)
    hands.do("fill_down")
    assert [row.task.extras for row in hands.tab.model.rows[:3]] == [("500", "Tin")] * 3
    hands.check_undo(before)
    assert hands.tab.summary.startswith("Chọn 6 ô · Tổng 1.500 · ")
    before = hands.workbench.plan
    hands.do("clear")
    assert [row.cells[OWN:] for row in hands.tab.model.rows[:3]] == [("", "")] * 3
    hands.check_undo(before)


def test_the_current_cell_stays_when_a_column_comes(hands) -> None:
    hands.go(4, TIME)
    with_columns(hands, "Kinh phí")
    assert hands.at == (4, TIME)
    hands.workbench.undo()
    assert hands.at == (4, TIME)


def test_two_own_columns_of_one_name_are_two(hands) -> None:
    with_columns(hands, "Kinh phí", "Kinh phí")
    layout = hands.tab.view.layout_of_columns
    layout.show(OWN, is_on=False)
    assert order(hands.tab)[-1] == OWN + 1
    assert hands.tab.view.isColumnHidden(OWN)
    assert not hands.tab.view.isColumnHidden(OWN + 1)


def test_a_header_s_menu_sorts_hides_and_renames(hands) -> None:
    with_columns(hands, "Kinh phí")
    menu = hands.tab._menu
    words = {action.text(): action for action in menu.fill(OWN).actions() if action.text()}
    assert words["In cột này"].isChecked()
    words["In cột này"].trigger()
    assert not hands.appendix.columns[0].is_printed
    {a.text(): a for a in menu.fill(OWN).actions()}["Đổi tên cột…"].trigger()
    assert hands.tab.columns.rows[-1].name.hasFocus()
    {a.text(): a for a in menu.fill(FORM).actions()}["Sắp xếp tăng dần"].trigger()
    assert hands.shape[0][0] == "Hướng dẫn"
    {a.text(): a for a in menu.fill(PARTNERS).actions()}["Ẩn cột"].trigger()
    assert hands.tab.view.isColumnHidden(PARTNERS)
    assert "Sắp xếp tăng dần" not in {a.text() for a in menu.fill(TT).actions()}
    {a.text(): a for a in menu.fill(OWN).actions()}["Xóa cột"].trigger()
    assert hands.appendix.columns == ()


def test_a_heading_pressed_chooses_its_column(hands, qtbot) -> None:
    head = hands.tab.view.head
    at = QPoint(head.sectionViewportPosition(LEAD) + 30, 10)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert hands.chosen == {(row, LEAD) for row in range(7)}
    at = QPoint(head.sectionViewportPosition(CONTENT) + 30, 10)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert hands.chosen == {(row, CONTENT) for row in (0, 2, 3, 6)}


def test_an_issued_plan_s_columns_are_only_looked_at(hands, qtbot) -> None:
    with_columns(hands, "Kinh phí")
    hands.tab.show_columns()
    plan = hands.workbench.plan
    hands.workbench.commit(issue(plan, Version("05", None, "{}", b"")), "Ban hành")
    panel = hands.tab.columns
    for click in (panel.rows[-1].is_printed.click, panel.rows[-1].buttons["remove"].click):
        with qtbot.waitSignal(hands.workbench.issued_touched, timeout=500):
            click()
    assert hands.appendix.columns == (OwnColumn("Kinh phí"),)
    assert panel.rows[-1].is_printed.isChecked()
    panel.rows[-1].is_on.click()  # how the sheet looks is the clerk's own
    assert hands.tab.view.isColumnHidden(OWN)


NUMBERS = {
    "1.250": 1250,
    "1.234,5": 1234.5,
    "1,234.5": 1234.5,
    "12,5": 12.5,
    "12.5": 12.5,
    "-3": -3,
    " 7 ": 7,
    "1.234.567": 1234567,
    "1,234,567": 1234567,
}


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_numbers_are_read_as_they_are_written(text: str, number: float) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    "text", ["", "khoảng 50", "1.2.3", "31/02", "50%", "1e5", "=1+1", "9" * 60, "-", "²"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_in(text) is None


def test_a_sum_is_of_the_numbers_only() -> None:
    assert total_in(["1.250", "abc", "", "0,1", "0,2"]) == (1250.3, 3)
