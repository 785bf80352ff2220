"""The library beside the page, by keyboard: look, insert, cite, confirm, remove, take back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from basis_desk import DECREE, SMALL, Desk
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QAbstractItemModelTester

from kehoach_desktop.domain.plan import Item, Level, Plan, Status
from kehoach_desktop.ui.bases.model import ROW_ROLE, UNCHECKED, USED, BasisModel, Filter

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def put_caret(desk: Desk, line: int, offset: int) -> None:
    block = desk.page.document().findBlockByNumber(line)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + offset)
    desk.page.setTextCursor(cursor)


def test_a_text_is_found_by_its_number_and_enter_makes_it_a_can_cu(desk: Desk) -> None:
    desk.look_for("45/2020")
    desk.press(Key.Key_Return)
    assert desk.preamble()[1] == (
        "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ về thực hiện thủ tục hành "
        "chính trên môi trường điện tử;"
    )
    assert desk.workbench.stack.count() == 1
    desk.workbench.undo()
    assert desk.preamble() == [item.text for item in SMALL.preamble]


def test_words_without_marks_find_it_too_as_they_are_typed(desk: Desk) -> None:
    desk.look_for("bo phan mot cua")
    assert [row.split(".")[0] for row in desk.shown()] == [
        "Nghị định số 118/2025/NĐ-CP",
        "Thông tư số 03/2025/TT-VPCP",
    ]
    assert desk.panel.picker.search.text() == "bo phan mot cua"


def test_down_leads_into_the_list_and_up_on_its_first_row_back(desk: Desk) -> None:
    desk.press(Key.Key_Down)
    assert desk.panel.picker.rows.hasFocus()
    assert desk.panel.picker.rows.currentIndex().row() == 0
    desk.press(Key.Key_Up)
    assert desk.panel.picker.search.hasFocus()


def test_several_chosen_go_in_together_as_one_step(desk: Desk) -> None:
    desk.look_for("nghi dinh so")
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down, held=SHIFT)
    chosen = [basis.number for basis in desk.panel.picker.chosen()]
    desk.press(Key.Key_Return)
    assert len(chosen) == 2
    assert all(any(number in line for line in desk.preamble()) for number in chosen)
    assert desk.workbench.stack.count() == 1
    assert "2 văn bản" in desk.panel.picker.note.text


def test_one_that_is_there_is_not_added_but_gone_to(desk: Desk) -> None:
    put_caret(desk, 4, 3)
    desk.look_for("63/2010")
    desk.press(Key.Key_Return)
    assert desk.preamble() == [item.text for item in SMALL.preamble]
    assert "đã có căn cứ Nghị định số 63/2010/NĐ-CP" in desk.panel.picker.note.text
    assert desk.page.current_line() == 0
    assert not desk.page.hasFocus(), "the library goes on being looked through"


def test_the_caret_stays_in_its_item_when_a_can_cu_comes_in_above(desk: Desk) -> None:
    put_caret(desk, 4, 9)
    desk.look_for("45/2020")
    desk.press(Key.Key_Return)
    assert desk.page.current_line() == 5
    assert desk.page.textCursor().positionInBlock() == 9


def test_an_insertion_is_taken_back_from_the_panel_as_long_as_it_is_the_last_step(desk: Desk) -> None:
    desk.look_for("45/2020")
    desk.press(Key.Key_Return)
    desk.panel.picker.note.answer()
    assert desk.preamble() == [item.text for item in SMALL.preamble]
    desk.look_for("45/2020")
    desk.press(Key.Key_Return)
    desk.page.add_basis()
    assert desk.panel.picker.note.text == ""


def test_ctrl_enter_cites_at_the_caret_in_full_first_and_shortly_after(desk: Desk) -> None:
    put_caret(desk, 4, 9)
    desk.look_for("45/2020")
    desk.press(Key.Key_Return, held=CTRL)
    assert desk.body()[1] == (
        "Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ về thực hiện thủ tục "
        "hành chính trên môi trường điện tử và các văn bản khác."
    )
    assert desk.page.hasFocus()
    desk.panel.picker.search.setFocus()
    desk.press(Key.Key_Return, held=CTRL)
    assert "môi trường điện tử Nghị định số 45/2020/NĐ-CP và các" in desk.body()[1]
    assert desk.workbench.stack.count() == 2


def test_marks_after_an_inserted_citation_move_along(desk_on: Callable[[Plan], Desk]) -> None:
    bold = Item(Level.PARAGRAPH, "Thực hiện và nêu rõ.", marks=((13, 19, "bold"),))
    desk = desk_on(replace(SMALL, body=(bold,)))
    put_caret(desk, 3, 9)
    desk.look_for("63/2010")
    desk.press(Key.Key_Return, held=CTRL)
    item = desk.workbench.plan.body[0]
    assert item.text == "Thực hiện Nghị định số 63/2010/NĐ-CP và nêu rõ."
    ((start, end, _),) = item.marks
    assert item.text[start:end] == "nêu rõ"


def test_an_issued_plan_asks_in_place_of_taking_a_can_cu(desk_on: Callable[[Plan], Desk], qtbot) -> None:
    desk = desk_on(replace(SMALL, status=Status.ISSUED))
    desk.look_for("45/2020")
    with qtbot.waitSignal(desk.workbench.issued_touched):
        desk.press(Key.Key_Return)
    assert desk.preamble() == [item.text for item in SMALL.preamble]
    assert desk.panel.picker.note.text == ""


def test_confirming_takes_the_mark_away_and_can_be_taken_back(desk: Desk) -> None:
    desk.look_for("63/2010")
    assert UNCHECKED in desk.shown()[0]
    desk.press(Key.Key_K, held=CTRL)
    assert UNCHECKED not in desk.shown()[0]
    assert not desk.panel.picker.actions_by_name["confirm"].isEnabled()
    desk.panel.picker.note.answer()
    assert UNCHECKED in desk.shown()[0]


def test_what_is_to_be_looked_up_stands_on_its_row_until_it_is_confirmed(desk: Desk) -> None:
    desk.look_for("107/2021")
    row = desk.panel.picker.entries.index(0)
    assert row.data(ROW_ROLE).mark == "Cần kiểm tra"
    said = "Nghị định số 61/2018/NĐ-CP được sửa đổi đã được thay thế từ 01/7/2025."
    assert row.data(ROW_ROLE).below == said
    tall = desk.panel.picker.rows.visualRect(row).height()
    assert f"Cần kiểm tra: {said}".rstrip(".") in row.data(Qt.ItemDataRole.ToolTipRole)
    assert said.rstrip(".") in desk.shown()[0]
    desk.press(Key.Key_K, held=CTRL)
    row = desk.panel.picker.entries.index(0)
    assert (row.data(ROW_ROLE).mark, row.data(ROW_ROLE).below) == ("", "")
    assert desk.panel.picker.rows.visualRect(row).height() < tall


def long_plan(words: str) -> Plan:
    lines = tuple(Item(Level.PARAGRAPH, f"{words} số {number} " + "chữ " * 500) for number in range(20))
    return replace(SMALL, body=lines)


def test_a_long_plan_is_looked_at_beside_the_window(desk_on: Callable[[Plan], Desk], qtbot) -> None:
    desk = desk_on(long_plan("Quyết định số 5/QĐ-UBND"))
    desk.panel.picker.checks.show_findings([])
    desk.panel.follow()
    assert len(desk.shown()) > 10  # the list does not wait
    assert desk.checks() == []
    qtbot.waitUntil(lambda: "Quyết định số 5/QĐ-UBND: dẫn lần đầu" in "".join(desk.checks()))
    assert any(USED in row for row in desk.shown())
    desk.panel.close_down()


def test_what_was_found_of_an_older_state_is_let_go(desk_on: Callable[[Plan], Desk], qtbot) -> None:
    desk = desk_on(long_plan("Quyết định số 5/QĐ-UBND"))
    told: list[object] = []
    desk.panel._follower.looked.connect(told.append)
    desk.panel.follow()
    desk.panel.follow()
    desk.panel.follow()
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(100)
    assert len(told) == 1
    desk.panel.close_down()


def test_a_pane_closed_while_it_looks_tells_nothing_more(desk_on: Callable[[Plan], Desk], qtbot) -> None:
    desk = desk_on(long_plan("Quyết định số 5/QĐ-UBND"))
    desk.panel.follow()
    desk.panel.close_down()
    desk.panel.picker.checks.show_findings([])
    desk.panel.follow()
    qtbot.wait(100)
    assert desk.checks() == []


def test_del_in_the_list_removes_and_the_panel_offers_it_back(desk: Desk) -> None:
    desk.look_for("63/2010")
    before = desk.shown()
    desk.press(Key.Key_Down, Key.Key_Delete)
    assert desk.panel.picker.note.text == "Đã xóa khỏi thư viện: Nghị định số 63/2010/NĐ-CP."
    desk.look_for("kiem soat thu tuc")
    assert not any(row.startswith("Nghị định số 63/2010") for row in desk.shown())
    desk.panel.picker.note.answer()
    desk.look_for("63/2010")
    assert desk.shown() == before
    assert desk.preamble()[0] == f"{DECREE};"


def test_del_in_the_search_field_is_the_field_s_own(desk: Desk) -> None:
    desk.look_for("63")
    desk.press(Key.Key_Home, Key.Key_Delete)
    assert desk.panel.picker.search.text() == "3"
    assert desk.panel.picker.note.text == ""


def test_an_expired_text_is_marked_on_the_plan_s_day_in_list_and_checks(
    desk_on: Callable[[Plan], Desk],
) -> None:
    cited = (
        "Căn cứ Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ quy định về việc cung cấp thông tin;"
    )
    plan = replace(SMALL, preamble=(Item(Level.BASIS, cited), *SMALL.preamble))
    desk = desk_on(plan)
    desk.look_for("42/2022")
    assert "Hết hiệu lực từ 01/7/2026" in desk.shown()[0]
    assert desk.checks()[0] == "Nghị định số 42/2022/NĐ-CP: hết hiệu lực từ 01/7/2026."
    rows = desk.panel.picker.checks.rows
    put_caret(desk, 4, 2)
    rows.itemActivated.emit(rows.item(0))
    assert desk.page.current_line() == 0
    assert desk.page.textCursor().positionInBlock() == 7


def test_a_plan_of_an_earlier_day_knows_no_later_end(desk_on: Callable[[Plan], Desk]) -> None:
    desk = desk_on(replace(SMALL, date=SMALL.date.replace(month=6)))
    desk.look_for("42/2022")
    assert "Hết hiệu lực" not in desk.shown()[0]


def test_the_checks_follow_the_text(desk: Desk, qtbot) -> None:
    assert desk.checks() == ["Nghị định số 63/2010/NĐ-CP: chưa kiểm tra hiệu lực."]
    put_caret(desk, 4, 9)
    desk.page.textCursor().insertText(" Quyết định số 5/QĐ-UBND")
    desk.page.flush()
    qtbot.waitUntil(lambda: len(desk.checks()) == 2)
    assert desk.checks()[0] == "Quyết định số 5/QĐ-UBND: dẫn lần đầu còn thiếu ngày và tên văn bản."


@pytest.mark.parametrize(
    ("which", "expected"),
    [(Filter.USED, {"Nghị định số 63/2010/NĐ-CP"}), (Filter.EXPIRED, {"42/2022", "61/2018"})],
)
def test_a_filter_shows_only_what_passes(desk: Desk, which: Filter, expected: set[str]) -> None:
    desk.panel.picker.filter.setCurrentIndex(int(which))
    assert len(desk.shown()) == len(expected)
    assert all(any(name in row for row in desk.shown()) for name in expected)


def test_a_can_cu_of_the_plan_is_taken_into_the_library_through_the_form(desk: Desk) -> None:
    put_caret(desk, 1, 10)
    desk.panel.picker.actions_by_name["take_line"].trigger()
    form = desk.panel.form
    assert form.fields["designation"].text() == "12/KH-UBND"
    assert form.fields["issuer"].toPlainText() == "UBND tỉnh"
    desk.press(Key.Key_Return)
    assert desk.panel.picker.note.text == "Đã thêm vào thư viện: Kế hoạch số 12/KH-UBND."
    assert desk.panel.picker.chosen()[0].subject == "về rà soát"
    desk.panel.picker.actions_by_name["take_line"].trigger()
    assert desk.panel.picker.note.text == "Thư viện đã có văn bản này."


def test_all_can_cu_of_the_plan_are_taken_at_once_and_given_back(desk: Desk) -> None:
    count = len(desk.shown())
    desk.panel.picker.actions_by_name["take_plan"].trigger()
    assert len(desk.shown()) == count + 1
    desk.panel.picker.note.answer()
    assert len(desk.shown()) == count


def test_esc_gives_the_keyboard_back_to_the_page(desk: Desk) -> None:
    desk.press(Key.Key_Escape)
    assert desk.page.hasFocus()


def test_nothing_found_leaves_nothing_to_insert(desk: Desk) -> None:
    desk.look_for("khong co van ban nay")
    desk.press(Key.Key_Return)
    assert desk.shown() == []
    assert desk.preamble() == [item.text for item in SMALL.preamble]
    assert not desk.panel.picker.actions_by_name["insert"].isEnabled()


def test_a_file_that_cannot_be_written_is_told_and_the_list_stays(
    desk: Desk, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kehoach_desktop.domain.errors import UserError
    from kehoach_desktop.services import legal_bases

    def full(*_: object) -> None:
        raise UserError("Ổ đĩa đầy.")

    before = desk.shown()
    monkeypatch.setattr(legal_bases, "remove_basis", full)
    with qtbot.waitSignal(desk.workbench.failed) as told:
        desk.press(Key.Key_Down, Key.Key_Delete)
    assert told.args == ["Ổ đĩa đầy."]
    assert desk.shown() == before


def test_the_model_keeps_the_rules_of_models(desk: Desk) -> None:
    model: BasisModel = desk.panel.picker.entries
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    desk.look_for("63")
    assert model.rowCount(QModelIndex()) > 0
    assert tester.model() is model
