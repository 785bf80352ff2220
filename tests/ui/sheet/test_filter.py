"""The row to filter with: what is typed hides rows at once, and verbs leave what is hidden in peace."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sheet_hands import ALT, CONTENT, CTRL, FORM, LEAD, OWN, PARTNERS, TIME, TT, Key

from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.plan import Appendix, OwnColumn
from kehoach_desktop.services import plans


@pytest.fixture
def filtered(hands):
    hands.press(Key.Key_L, CTRL)
    return hands


def field(hands, column: int):
    return hands.tab.view.head.fields[column]


def test_ctrl_l_shows_the_fields_and_the_keyboard_is_in_the_current_column_s(hands) -> None:
    hands.go(2, LEAD)
    hands.press(Key.Key_L, CTRL)
    assert QApplication.focusWidget() is field(hands, LEAD)
    assert set(hands.tab.view.head.fields) == set(range(CONTENT, 7))
    hands.type("văn")
    assert hands.shown == ["Phát thanh", "Hội nghị", "Tờ gấp"]
    hands.press(Key.Key_L, CTRL)
    assert not hands.tab.view.head.fields
    assert len(hands.shown) == 7
    assert hands.tab.view.hasFocus()


def test_words_are_found_without_marks_in_any_order(filtered) -> None:
    field(filtered, FORM).setText("DONG to")
    assert filtered.shown == ["Tổ lưu động"]
    assert filtered.tab.summary == "Chọn 1 ô · Hiện 1/7 dòng · 4 nội dung · 7 dòng"


def test_several_columns_narrow_together(filtered) -> None:
    field(filtered, LEAD).setText("van phong")
    assert filtered.shown == ["Hội nghị", "Tờ gấp"]
    field(filtered, PARTNERS).setText("thon")
    assert filtered.shown == ["Tờ gấp"]
    field(filtered, LEAD).clear()
    assert filtered.shown == ["Phát thanh", "Tờ gấp"]


def test_a_content_is_found_with_all_its_rows_and_stays_merged_over_those_shown(filtered) -> None:
    field(filtered, CONTENT).setText("huong dan")
    assert filtered.shown == ["Tờ gấp", "Tổ lưu động", "Áp phích"]
    field(filtered, FORM).setText("p")
    assert filtered.shown == ["Tờ gấp", "Áp phích"]
    assert list(filtered.tab.model.rows_of_activity(1)) == [0, 1]
    assert filtered.text(0, TT) == "3"
    filtered.check()


def test_the_current_cell_stays_where_it_is_still_shown(filtered) -> None:
    filtered.tab.view.setFocus()
    filtered.go(4, TIME)
    field(filtered, FORM).setText("to")
    assert filtered.at == (1, TIME)
    field(filtered, FORM).clear()
    assert filtered.at == (4, TIME)


def test_nothing_found_and_all_again(filtered) -> None:
    field(filtered, FORM).setText("không có đâu")
    assert filtered.shown == []
    assert "Hiện 0/7 dòng" in filtered.tab.summary
    assert filtered.tab.hint.isHidden()
    filtered.press(Key.Key_Escape)
    field(filtered, FORM).clear()
    assert len(filtered.shown) == 7


def test_esc_empties_a_field_and_then_goes_back_to_the_sheet(filtered) -> None:
    field(filtered, FORM).setFocus()
    filtered.type("to")
    filtered.press(Key.Key_Escape)
    assert field(filtered, FORM).text() == ""
    filtered.press(Key.Key_Escape)
    assert filtered.tab.view.hasFocus()


def test_what_is_being_typed_is_kept_before_other_rows_are_shown(filtered) -> None:
    filtered.tab.view.setFocus()
    filtered.go(0, FORM)
    filtered.press(Key.Key_F2)
    filtered.type(" mỗi tuần")
    field(filtered, FORM).setText("gap")
    assert filtered.shape[0][1][0] == "Phát thanh mỗi tuần"


def test_a_new_row_and_an_edited_one_stay_in_sight(filtered) -> None:
    field(filtered, LEAD).setText("van phong")
    filtered.tab.view.setFocus()
    filtered.go(1, LEAD)
    filtered.press(Key.Key_Return, CTRL)
    assert filtered.shown == ["Hội nghị", "Tờ gấp", ""]
    filtered.tab.model.setData(filtered.tab.model.index(0, LEAD), "Phòng khác")
    assert filtered.shown == ["Hội nghị", "Tờ gấp", ""]
    filtered.check()
    field(filtered, LEAD).setText("van phong ")
    assert filtered.shown == ["Tờ gấp"]


def test_removing_what_is_shown_leaves_what_is_hidden(filtered) -> None:
    before = filtered.workbench.plan
    field(filtered, FORM).setText("to")
    filtered.tab.view.setFocus()
    filtered.go(0, CONTENT)
    filtered.do("remove")
    assert filtered.shape[2] == ("Hướng dẫn", ["Áp phích"])
    filtered.check_undo(before)


def test_a_move_goes_past_the_next_row_shown(filtered) -> None:
    field(filtered, FORM).setText("p")  # Phát thanh, Tờ gấp, Áp phích: Tổ lưu động is hidden between
    filtered.tab.view.setFocus()
    assert filtered.shown == ["Phát thanh", "Tờ gấp", "Áp phích"]
    filtered.go(2, FORM)
    filtered.press(Key.Key_Up, ALT)
    assert filtered.shape[2] == ("Hướng dẫn", ["Áp phích", "Tờ gấp", "Tổ lưu động"])
    filtered.go(0, CONTENT)
    filtered.press(Key.Key_Down, ALT)
    assert [content for content, _ in filtered.shape] == ["Đối thoại", "Hướng dẫn", "Phổ biến", "Ăn ở"]
    filtered.check()


def test_fill_and_delete_touch_only_what_is_shown(filtered) -> None:
    field(filtered, FORM).setText("p")
    filtered.tab.view.setFocus()
    filtered.choose(1, LEAD, 2, LEAD)
    filtered.press(Key.Key_D, CTRL)
    leads = [task.lead for task in filtered.appendix.activities[2].tasks]
    assert leads == ["Văn phòng", "", "Văn phòng"]


def test_changes_elsewhere_reach_hidden_rows_too(filtered) -> None:
    field(filtered, FORM).setText("hoi")
    task = filtered.appendix.activities[2].tasks[1]
    edit = SetField("task", task.id, "form", task.form, "Tổ công nghệ số")
    filtered.workbench.commit(edit, "Sửa")
    filtered.check()
    first = filtered.appendix.activities[0]
    filtered.workbench.commit(Splice("appendix", filtered.appendix.id, "activities", 0, (first,), ()), "Xóa")
    filtered.check()
    field(filtered, FORM).clear()
    assert filtered.shown == ["Hội nghị", "Tờ gấp", "Tổ công nghệ số", "Áp phích", "Đêm hội"]


def test_another_plan_begins_unfiltered(filtered, older) -> None:
    field(filtered, FORM).setText("gap")
    filtered.workbench.open_plan(plans.add_plan(filtered.workbench.store, older).id)
    assert field(filtered, FORM).text() == ""
    assert filtered.tab.model.rows == filtered.tab.model.all_rows
    assert "Hiện" not in filtered.tab.summary


def test_an_own_column_filters_too(open_hands) -> None:
    hands = open_hands()
    hands.workbench.commit(
        Splice("appendix", hands.appendix.id, "columns", 0, (), (OwnColumn("Kinh phí"),)), "Thêm cột"
    )
    hands.tab.model.setData(hands.tab.model.index(2, OWN), "1.250")
    hands.press(Key.Key_L, CTRL)
    field(hands, OWN).setText("250")
    assert hands.shown == ["Hội nghị"]


def test_a_column_added_while_filtering_has_its_field(filtered) -> None:
    field(filtered, FORM).setText("p")
    filtered.workbench.commit(
        Splice("appendix", filtered.appendix.id, "columns", 0, (), (OwnColumn("Kinh phí"),)), "Thêm cột"
    )
    assert set(filtered.tab.view.head.fields) == set(range(CONTENT, OWN + 1))
    assert field(filtered, FORM).text() == "p"
    assert filtered.shown == ["Phát thanh", "Tờ gấp", "Áp phích"]


def test_the_fields_stand_under_their_columns_when_scrolled(filtered, qtbot) -> None:
    view = filtered.tab.view
    view.setColumnWidth(FORM, 900)
    qtbot.wait(20)
    view.horizontalScrollBar().setValue(300)
    assert view.horizontalScrollBar().value() == 300
    frozen = view.frozen_px()
    assert field(filtered, CONTENT).x() == view.columnWidth(TT) + 6
    assert field(filtered, FORM).x() == frozen + 6
    assert field(filtered, LEAD).x() == view.columnViewportPosition(LEAD) + 6
    assert view.visualRect(filtered.tab.model.index(0, CONTENT)).left() == view.columnWidth(TT)
    at = view.visualRect(filtered.tab.model.index(3, CONTENT)).center()
    assert view.indexAt(at) == filtered.tab.model.index(3, CONTENT)
    filtered.go(0, FORM)  # it is brought out from below the columns that stay
    assert view.columnViewportPosition(FORM) >= frozen


def test_an_empty_appendix_can_be_filtered(open_hands) -> None:
    hands = open_hands(Appendix("A", ()))
    hands.tab.verbs.actions["filter"].trigger()
    field(hands, FORM).setText("a")
    assert hands.tab.model.rowCount() == 0
    assert hands.tab.view.currentIndex().isValid() is False
    assert hands.tab.view.focusPolicy() & Qt.FocusPolicy.StrongFocus


def test_where_a_filter_leaves_no_row_the_sheet_says_so_and_offers_to_end_it(filtered, qtbot) -> None:
    nothing, acts = filtered.tab.view.nothing_found, filtered.tab.verbs.actions
    filtered.go(4, TIME)
    field(filtered, FORM).setFocus()
    filtered.type("zzz")
    assert nothing.isVisible()
    assert filtered.tab.view.geometry().contains(nothing.geometry().translated(filtered.tab.view.pos()))
    assert acts["columns"].isEnabled()
    qtbot.mouseClick(nothing.button, Qt.MouseButton.LeftButton)
    assert not nothing.isVisible()
    assert field(filtered, FORM).text() == ""
    assert filtered.tab.view.hasFocus()
    assert filtered.at == (4, TIME)
    assert acts["add_task"].isEnabled()
    field(filtered, FORM).setText("zzz")
    filtered.tab.view.setFocus()
    filtered.press(Key.Key_Escape)
    assert not nothing.isVisible()
    assert len(filtered.shown) == 7
    field(filtered, FORM).setText("zzz")
    filtered.press(Key.Key_L, CTRL)  # put away with what it filtered
    assert not nothing.isVisible()
    assert acts["add_task"].isEnabled()
