"""Finding and replacing in the sheet, with the plan's own bar."""

import pytest
from sheet_hands import CONTENT, CTRL, FORM, LEAD, PARTNERS, SHIFT, Key


@pytest.fixture
def bar(hands):
    hands.tab.find()
    return hands.tab.find_bar()


def test_a_text_without_marks_finds_every_spelling_cell_by_cell(hands, bar) -> None:
    bar.wanted.setText("van")
    bar.look()
    assert bar.count.text() == "1/3"
    assert hands.at == (0, LEAD)
    seen = [hands.at]
    for _ in range(3):
        hands.tab.find_next()
        seen.append(hands.at)
    assert seen == [(0, LEAD), (2, LEAD), (3, LEAD), (0, LEAD)]
    assert bar.note.text() == "Đã đến cuối, tìm lại từ đầu"
    hands.tab.find_previous()
    assert hands.at == (3, LEAD)


def test_a_content_is_found_once_and_every_find_is_marked(hands, bar) -> None:
    bar.wanted.setText("hướng dẫn")
    bar.look()
    assert bar.count.text() == "1/1"
    assert hands.at == (3, CONTENT)
    assert hands.tab.view.delegate.found == {(hands.tab.model.rows[3].key, CONTENT)}
    bar.close_bar()
    assert hands.tab.view.delegate.found == frozenset()
    assert hands.tab.view.hasFocus()


def test_replace_does_one_cell_and_goes_on(hands, bar) -> None:
    before = hands.workbench.plan
    hands.tab.replace()
    bar.wanted.setText("Các thôn")
    bar.new.setText("Các tổ dân phố")
    bar.look()
    assert bar.count.text() == "1/2"
    bar.replace()
    assert hands.text(0, PARTNERS) == "Các tổ dân phố"
    assert hands.at == (3, PARTNERS)
    hands.check_undo(before)


def test_replace_all_is_one_step(hands, bar) -> None:
    before = hands.workbench.plan
    bar.wanted.setText("Văn")
    bar.new.setText("VĂN")
    bar.look()
    bar.replace_all()
    assert [hands.text(row, LEAD) for row in (0, 2, 3)] == ["Ban VĂN hóa", "VĂN phòng", "VĂN phòng"]
    assert bar.note.text() == "Đã thay 3 chỗ trong 3 ô"
    assert hands.workbench.stack.count() == 1
    hands.check_undo(before)


def test_what_is_hidden_is_neither_found_nor_replaced(hands, bar) -> None:
    hands.tab.verbs.actions["filter"].trigger()
    hands.tab.view.head.fields[FORM].setText("gap")
    bar.wanted.setText("van")
    bar.look()
    assert bar.count.text() == "1/1"
    bar.new.setText("x")
    bar.replace_all()
    assert hands.appendix.activities[1].tasks[0].lead == "Văn phòng"
    hands.tab.view.layout_of_columns.show(LEAD, is_on=False)
    bar.wanted.setText("x phong")
    bar.look()
    assert bar.count.text() == "Không tìm thấy"


def test_edits_meanwhile_are_found(hands, bar, qtbot) -> None:
    bar.wanted.setText("lễ phát động")
    bar.look()
    assert bar.count.text() == "Không tìm thấy"
    hands.tab.model.setData(hands.tab.model.index(6, FORM), "Lễ phát động")
    qtbot.waitUntil(lambda: bar.count.text() == "Có 1 chỗ")


def test_the_window_s_verbs_reach_the_sheet(window, qtbot) -> None:
    window.verbs["show_appendix"].trigger()
    assert window.verbs["find"].isVisible()
    window.verbs["replace"].trigger()
    bar = window.tabs.current.find_bar()
    assert not bar.isHidden()
    assert not bar.new.isHidden()
    bar.wanted.setText("tuyen truyen")
    window.verbs["find_next"].trigger()
    assert "/" in bar.count.text()


def test_keys_in_the_bar(hands, bar) -> None:
    bar.wanted.setText("to")
    bar.wanted.setFocus()
    bar.look()
    first = hands.at
    hands.press(Key.Key_Return)
    second = hands.at
    assert second != first
    hands.press(Key.Key_Return, SHIFT)
    assert hands.at == first
    hands.press(Key.Key_Escape)
    assert bar.isHidden()
    hands.press(Key.Key_A, CTRL)
    assert len(hands.chosen) > 20
