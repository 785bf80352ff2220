"""Every key of the page, through the real widget, against the plan in the file."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from shiboken6 import delete

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.outline import is_lawful
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.services import plans
from kehoach_desktop.ui.plan.look import GUTTER_PX
from kehoach_desktop.ui.theme import tokens

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key

BODY = [
    "section 0 Mục đích",
    "clause 1 Yêu cầu",
    "point 2 Đúng quy định;",
    "point 2 Kịp thời.",
    "clause 1 Phạm vi",
    "section 0 Tổ chức thực hiện",
]


def test_page_shows_the_plan(hands) -> None:
    assert hands.shape() == BODY
    assert hands.page.toPlainText().splitlines()[2] == "Mục đích"


def test_typing_is_committed_with_the_line_and_undone_as_one(hands) -> None:
    hands.go(4, -1)
    hands.type(" Rõ ràng")
    assert hands.workbench.plan.body[2].text == "Đúng quy định;"
    hands.go(5, 0)
    assert hands.workbench.plan.body[2].text == "Đúng quy định; Rõ ràng"
    assert hands.workbench.stack.count() == 1
    assert hands.place() == (5, 0)
    hands.press(Key.Key_Z, CTRL)
    assert hands.shape() == BODY
    hands.press(Key.Key_Y, CTRL)
    assert hands.shape()[2] == "point 2 Đúng quy định; Rõ ràng"


def test_typing_is_committed_a_while_after_the_last_key(hands, qtbot) -> None:
    hands.page._timer.setInterval(30)
    hands.go(7, -1)
    hands.type("x")
    qtbot.waitUntil(lambda: hands.workbench.plan.body[5].text.endswith("x"))
    assert hands.place() == (7, len("Tổ chức thực hiện") + 1)


def test_typing_on_and_on_is_committed_too(hands, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("kehoach_desktop.ui.plan.outline_page.FLUSH_AT_LATEST_MS", 60)
    hands.page._timer.setInterval(40)
    hands.go(7, -1)
    for _ in range(12):
        hands.type("x")
        qtbot.wait(15)
    assert hands.workbench.plan.body[5].text.endswith("x")


def test_leaving_the_page_commits(hands) -> None:
    hands.go(7, -1)
    hands.type("x")
    hands.page.clearFocus()
    assert hands.workbench.plan.body[5].text.endswith("x")


def test_own_commit_rewrites_nothing(hands) -> None:
    hands.go(4, 3)
    hands.type("abc")
    revisions = [hands.page.document().findBlockByNumber(n).revision() for n in range(8)]
    hands.page.flush()
    assert [hands.page.document().findBlockByNumber(n).revision() for n in range(8)] == revisions
    assert hands.place() == (4, 6)


def test_enter_splits_an_item_and_keeps_its_id(hands) -> None:
    first = hands.workbench.plan.body[2].id
    hands.go(4, 5)
    hands.press(Key.Key_Return, text="\r")
    assert hands.shape()[2:5] == ["point 2 Đúng ", "point 2 quy định;", "point 2 Kịp thời."]
    assert hands.workbench.plan.body[2].id == first
    assert hands.place() == (5, 0)
    hands.press(Key.Key_Z, CTRL)
    assert hands.shape() == BODY


def test_enter_at_a_headings_end_makes_the_next_of_its_level(hands) -> None:
    hands.go(7, -1)
    hands.press(Key.Key_Return, text="\r")
    hands.type("Kinh phí")
    assert hands.shape()[-1] == "section 0 Kinh phí"


@pytest.mark.parametrize("level", [Level.BULLET, Level.POINT, Level.PARAGRAPH])
def test_enter_at_the_end_of_a_title_makes_its_first_child(hands_on, small, level: Level) -> None:
    body = (Item(Level.SECTION, "Một"), Item(Level.CLAUSE, "Mục đích", 1), Item(level, "Cũ", 2))
    hands = hands_on(replace(small, body=body))
    hands.go(3, -1)
    hands.press(Key.Key_Return, text="\r")
    hands.type("Mới")
    assert hands.shape() == ["section 0 Một", "clause 1 Mục đích", f"{level} 2 Mới", f"{level} 2 Cũ"]
    assert hands.place() == (4, 3)
    hands.go(2, -1)
    hands.press(Key.Key_Return, text="\r")
    assert hands.shape()[:3] == ["section 0 Một", "clause 1 ", "clause 1 Mục đích"]
    assert hands.place() == (3, 0)
    hands.press(Key.Key_Return, text="\r")  # in an empty item: a level up
    assert hands.shape()[1] == "section 0 "


def test_enter_inside_a_title_splits_it(hands) -> None:
    hands.go(3, 4)
    hands.press(Key.Key_Return, text="\r")
    assert hands.shape()[1:4] == ["clause 1 Yêu ", "clause 1 cầu", "point 2 Đúng quy định;"]


def test_enter_at_the_start_makes_room_above(hands) -> None:
    kept = hands.workbench.plan.body[3].id
    hands.go(5, 0)
    hands.press(Key.Key_Return, text="\r")
    assert hands.shape()[3:5] == ["point 2 ", "point 2 Kịp thời."]
    assert hands.workbench.plan.body[4].id == kept
    assert hands.place() == (6, 0)


def test_enter_on_an_empty_item_steps_up(hands) -> None:
    hands.go(5, -1)
    hands.press(Key.Key_Return, text="\r")
    hands.press(Key.Key_Return, text="\r")
    assert hands.shape()[4] == "clause 1 "
    hands.press(Key.Key_Return, text="\r")
    assert hands.shape()[4] == "section 0 "


def test_a_new_item_under_a_heading_with_items_leaves_those_as_they_are(hands) -> None:
    hands.go(3, -1)
    hands.press(Key.Key_Return, text="\r")
    hands.press(Key.Key_Backtab)
    hands.press(Key.Key_Tab, text="\t")
    hands.type("Trước hết")
    assert hands.shape()[1:5] == [
        "clause 1 Yêu cầu",
        "point 2 Trước hết",
        "point 2 Đúng quy định;",
        "point 2 Kịp thời.",
    ]


def test_a_new_item_goes_down_alone_also_when_it_is_typed_first(hands) -> None:
    hands.go(2, -1)
    hands.press(Key.Key_Return, text="\r")
    hands.press(Key.Key_Backtab)
    hands.type("Trước hết")
    hands.press(Key.Key_Tab, text="\t")
    assert hands.shape() == [BODY[0], "clause 1 Trước hết", *BODY[1:]]
    hands.go(0, 0)
    hands.go(3, 0)
    hands.press(Key.Key_Backtab)
    assert hands.shape()[1:3] == ["section 0 Trước hết", BODY[1]]
    hands.type("x")  # or Tab would just take Shift+Tab back
    hands.press(Key.Key_Tab, text="\t")  # not new any more: what hangs on it comes along
    assert hands.shape()[2] == "point 2 Yêu cầu"


def test_backspace_at_the_start_joins_with_the_item_before(hands) -> None:
    hands.go(5, 0)
    hands.press(Key.Key_Backspace)
    assert hands.shape()[2:4] == ["point 2 Đúng quy định;Kịp thời.", "clause 1 Phạm vi"]
    assert hands.place() == (4, len("Đúng quy định;"))


def test_backspace_after_an_empty_item_keeps_the_level(hands) -> None:
    hands.go(6, 0)
    hands.press(Key.Key_Return, text="\r")
    hands.press(Key.Key_Backspace)
    assert hands.shape() == BODY


def test_backspace_on_the_first_line_does_nothing(hands) -> None:
    hands.go(0, 0)
    hands.press(Key.Key_Backspace)
    assert hands.shape() == BODY
    assert hands.workbench.stack.count() == 0


def test_delete_at_the_end_joins_the_next_item(hands) -> None:
    hands.go(4, -1)
    hands.press(Key.Key_Delete)
    assert hands.shape()[2] == "point 2 Đúng quy định;Kịp thời."


def test_backspace_joins_body_and_preamble(hands) -> None:
    hands.go(2, 0)
    hands.press(Key.Key_Backspace)
    assert hands.preamble()[-1] == "paragraph Ủy ban nhân dân xã ban hành Kế hoạch như sau:Mục đích"
    assert hands.shape()[0] == "clause 0 Yêu cầu"


def test_tab_takes_an_item_down_with_what_hangs_on_it(hands) -> None:
    hands.go(7, 4)
    hands.press(Key.Key_Tab, text="\t")
    assert hands.shape()[-1] == "clause 1 Tổ chức thực hiện"
    assert hands.place() == (7, 4)
    hands.go(3, 0)
    hands.press(Key.Key_Backtab, SHIFT)
    assert hands.shape() == [
        "section 0 Mục đích",
        "section 0 Yêu cầu",
        "point 1 Đúng quy định;",
        "point 1 Kịp thời.",
        "clause 1 Phạm vi",
        "clause 1 Tổ chức thực hiện",
    ]
    hands.press(Key.Key_Tab, text="\t")
    assert hands.shape()[1:4] == BODY[1:4]


def test_tab_pushes_points_below_a_new_point(hands) -> None:
    hands.go(6, 0)
    hands.press(Key.Key_Tab, text="\t")
    hands.go(3, 0)
    hands.press(Key.Key_Tab, text="\t")
    assert hands.shape()[1:4] == ["point 1 Yêu cầu", "bullet 2 Đúng quy định;", "bullet 2 Kịp thời."]


def test_tab_goes_through_the_levels_and_stops(hands) -> None:
    hands.go(7, 0)
    seen = []
    for _ in range(5):
        hands.press(Key.Key_Tab, text="\t")
        seen.append(hands.shape()[-1].split()[0])
    assert seen == ["clause", "point", "bullet", "paragraph", "paragraph"]
    for _ in range(5):
        hands.press(Key.Key_Tab, SHIFT, "\t")
    assert hands.shape() == BODY


def test_tab_on_chosen_lines_moves_each_and_keeps_the_choice(hands) -> None:
    hands.go(4, 0, to=(5, -1))
    hands.press(Key.Key_Tab, text="\t")
    assert hands.shape()[2:4] == ["bullet 2 Đúng quy định;", "bullet 2 Kịp thời."]
    cursor = hands.page.textCursor()
    assert cursor.selectedText() == "Đúng quy định;\u2029Kịp thời."


def test_tab_in_the_preamble_changes_basis_and_paragraph(hands) -> None:
    hands.go(1, 0)
    hands.press(Key.Key_Backtab, SHIFT)
    assert hands.preamble()[1].startswith("basis Ủy ban")
    hands.press(Key.Key_Tab, text="\t")
    assert hands.preamble()[1].startswith("paragraph Ủy ban")


@pytest.mark.parametrize(
    ("level", "expected"),
    [(Level.PARAGRAPH, "paragraph 3"), (Level.SECTION, "section 0"), (Level.BULLET, "bullet 3")],
)
def test_a_level_is_given(hands, level: Level, expected: str) -> None:
    hands.go(6, 2)
    hands.page.set_level(level)
    assert hands.shape()[4] == f"{expected} Phạm vi"
    assert hands.page.level() is level


def test_a_line_of_the_body_becomes_a_basis(hands) -> None:
    hands.go(6, 0)
    hands.page.set_level(Level.BASIS)
    assert hands.preamble() == [
        "basis Căn cứ Nghị định số 63/2010/NĐ-CP;",
        "basis Phạm vi",
        "paragraph Ủy ban nhân dân xã ban hành Kế hoạch như sau:",
    ]
    assert hands.place() == (1, 0)


def test_a_section_made_in_the_preamble_starts_the_body(hands) -> None:
    hands.go(1, 0)
    hands.page.set_level(Level.SECTION)
    assert len(hands.preamble()) == 1
    assert hands.shape()[0].startswith("section 0 Ủy ban")


def test_a_basis_is_added_after_the_last(hands) -> None:
    hands.page.add_basis()
    hands.type("Căn cứ Luật;")
    assert hands.preamble()[1] == "basis Căn cứ Luật;"


def test_lines_move_with_what_hangs_on_them(hands) -> None:
    hands.go(3, 2)
    hands.page.move_lines(1)
    assert hands.shape()[1:5] == [BODY[4], *BODY[1:4]]
    assert hands.place() == (4, 2)
    hands.page.move_lines(1)  # over the next section's heading
    assert hands.shape() == ["section 0 Mục đích", BODY[4], BODY[5], *BODY[1:4]]
    hands.page.move_lines(1)
    assert hands.shape() == ["section 0 Mục đích", BODY[4], BODY[5], *BODY[1:4]]
    hands.page.move_lines(-1)
    hands.page.move_lines(-1)
    assert hands.shape() == BODY


def test_a_clause_does_not_leave_the_first_section_upwards(hands) -> None:
    hands.go(3, 0)
    hands.page.move_lines(-1)
    assert hands.shape() == BODY


def test_sections_change_places(hands) -> None:
    hands.go(7, 0)
    hands.page.move_lines(-1)
    assert hands.shape() == [BODY[5], *BODY[:5]]


def test_chosen_text_over_items_is_removed(hands) -> None:
    hands.go(4, 5, to=(6, 4))
    hands.press(Key.Key_Delete)
    assert hands.shape() == [BODY[0], BODY[1], "point 2 Đúng  vi", BODY[5]]
    assert hands.place() == (4, 5)


def test_typing_over_chosen_items_replaces_them(hands) -> None:
    hands.go(4, 5, to=(6, 4))
    hands.type("ô")
    assert hands.shape()[2] == "point 2 Đúng ô vi"


def test_an_input_method_over_chosen_items_replaces_them(hands, qtbot) -> None:
    hands.go(4, 5, to=(6, 4))
    hands.compose(["o", "ô"], "ô")
    assert hands.shape() == [BODY[0], BODY[1], "point 2 Đúng ô vi", BODY[5]]


def test_whole_lines_chosen_go_without_changing_the_next(hands) -> None:
    hands.go(4, 0, to=(6, 0))
    hands.press(Key.Key_Backspace)
    assert hands.shape() == [BODY[0], BODY[1], BODY[4], BODY[5]]


def test_everything_can_be_removed_and_typed_anew(hands) -> None:
    hands.press(Key.Key_A, CTRL)
    hands.press(Key.Key_Delete)
    assert hands.shape() == []
    assert hands.preamble() == ["basis "]
    hands.press(Key.Key_Z, CTRL)
    assert hands.shape() == BODY


def test_cut_copy_and_paste_over_items(hands) -> None:
    hands.go(4, 0, to=(5, -1))
    hands.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "a) Đúng quy định;\nb) Kịp thời."
    hands.press(Key.Key_X, CTRL)
    assert hands.shape()[2] == "point 2 "
    hands.press(Key.Key_V, CTRL)
    assert hands.shape() == BODY


def test_paste_makes_an_item_of_each_line_of_the_current_level(hands) -> None:
    hands.go(4, 5)
    hands.paste("một\r\n\r\n  hai \r\nba\x07")
    assert hands.shape()[2:5] == ["point 2 Đúng một", "point 2 hai", "point 2 baquy định;"]
    assert hands.place() == (6, 2)


def test_paste_of_one_line_keeps_its_blanks(hands) -> None:
    hands.go(4, 4)
    hands.paste(" và đủ")
    assert hands.workbench.plan.body[2].text == "Đúng và đủ quy định;"


def test_paste_with_plain_markup_and_formulas_stays_text(hands) -> None:
    hands.go(7, -1)
    hands.paste("<b>&amp;</b>=1+1")
    assert hands.shape()[-1] == "section 0 Tổ chức thực hiện<b>&amp;</b>=1+1"


def test_marks_are_kept_and_taken_back(hands) -> None:
    hands.go(4, 0, to=(5, 3))
    hands.page.toggle_mark("bold")
    assert [item.marks for item in hands.workbench.plan.body[2:4]] == [((0, 14, "bold"),), ((0, 3, "bold"),)]
    hands.go(4, 5, to=(4, 8))
    hands.page.toggle_mark("italic")
    assert hands.workbench.plan.body[2].marks == ((0, 14, "bold"), (5, 8, "italic"))
    hands.press(Key.Key_Z, CTRL)
    hands.press(Key.Key_Z, CTRL)
    assert not hands.workbench.plan.body[2].marks
    hands.shape()


def test_marks_of_what_is_typed_next(hands) -> None:
    hands.go(7, -1)
    hands.press(Key.Key_Return, text="\r")
    hands.page.toggle_mark("bold")
    hands.type("đậm")
    hands.page.toggle_mark("bold")
    hands.type(" 😀 thường")
    hands.page.toggle_mark("italic")
    hands.type("x")
    hands.shape()
    text = hands.workbench.plan.body[-1]
    assert (text.text, text.marks) == ("đậm 😀 thườngx", ((0, 3, "bold"), (12, 13, "italic")))


def test_marks_travel_through_split_and_join(hands) -> None:
    hands.go(4, 3, to=(4, 8))
    hands.page.toggle_mark("bold")
    hands.go(4, 5)
    hands.press(Key.Key_Return, text="\r")
    hands.shape()
    assert [item.marks for item in hands.workbench.plan.body[2:4]] == [((3, 5, "bold"),), ((0, 3, "bold"),)]
    hands.press(Key.Key_Backspace)
    hands.shape()
    assert hands.workbench.plan.body[2].marks == ((3, 8, "bold"),)


def test_an_empty_plan_is_typed_from_nothing(hands_on) -> None:
    hands = hands_on(Plan(year=2026))
    hands.type("Mục đích")
    hands.press(Key.Key_Return, text="\r")
    hands.press(Key.Key_Tab, text="\t")
    hands.type("Yêu cầu")
    assert hands.shape() == ["section 0 Mục đích", "clause 1 Yêu cầu"]
    while hands.workbench.stack.canUndo():
        hands.press(Key.Key_Z, CTRL)
    assert hands.shape() == []
    hands.press(Key.Key_Return, text="\r")
    assert is_lawful(hands.workbench.plan.body)


def test_a_failed_commit_keeps_what_was_typed(hands, monkeypatch) -> None:
    hands.go(7, -1)
    hands.type("x")
    with monkeypatch.context() as patch:
        patch.setattr(hands.workbench, "commit", lambda *_: False)
        hands.page.flush()
    assert hands.page.document().findBlockByNumber(7).text().endswith("x")
    hands.page.flush()
    assert hands.workbench.plan.body[5].text.endswith("x")


def test_a_full_disk_loses_nothing_typed(hands, monkeypatch) -> None:
    hands.go(6, -1)
    hands.type(" một")
    hands.page.flush()
    hands.type(" hai")

    def refused(*_args: object, **_named: object) -> None:
        raise UserError("Ổ đĩa đã đầy.")

    with monkeypatch.context() as patch:
        patch.setattr("kehoach_desktop.services.editing.apply_edit", refused)
        hands.press(Key.Key_Return, text="\r")
        hands.workbench.plan_opened.emit(hands.workbench.plan)  # what a failed undo ends in
        assert hands.page.document().findBlockByNumber(6).text() == "Phạm vi một hai"
    assert hands.shape()[4] == "clause 1 Phạm vi một hai"


def test_numbers_are_painted_in_the_accent_colour(hands) -> None:
    picture = hands.page.viewport().grab().toImage()
    accent = QColor(tokens().accent).rgb()
    frame = hands.page.document().rootFrame().frameFormat()
    gutter = range(int(frame.leftMargin()), int(frame.leftMargin()) + GUTTER_PX)
    rows = {y for y in range(picture.height()) for x in gutter if picture.pixel(x, y) == accent}
    assert len(rows) > 10


def test_a_word_of_3000_letters_is_wrapped(hands) -> None:
    hands.go(6, -1)
    hands.paste("đ" * 3000)
    assert hands.page.document().findBlockByNumber(6).layout().lineCount() > 20
    assert hands.page.horizontalScrollBar().maximum() == 0


def test_another_plan_takes_the_place(hands, sample) -> None:
    hands.go(4, -1)
    hands.type(" thêm")
    before = hands.workbench.plan.id
    other = plans.add_plan(hands.workbench.store, sample)
    hands.workbench.open_plan(other.id)
    assert hands.shape()[0] == f"section 0 {sample.body[0].text}"
    assert plans.get_plan(hands.workbench.store, before).body[2].text == "Đúng quy định; thêm"
    hands.workbench.open_plan(None)
    assert hands.page.isReadOnly()
    assert not hands.page.toPlainText()


def test_the_context_menu_has_every_verb(hands) -> None:
    from kehoach_desktop.ui.plan.page_menu import page_menu
    from kehoach_desktop.ui.plan.plan_actions import PlanActions

    PlanActions(hands.page)
    hands.go(4, 0, to=(5, -1))
    menu = page_menu(hands.page, hands.page.cut)
    actions = {action.text().split("\t")[0]: action for action in menu.actions()}
    assert {"Cắt", "Sao chép", "Dán", "Chọn tất cả", "Hạ một bậc", "Chữ đậm"} <= set(actions)
    actions["Cắt"].trigger()
    assert QGuiApplication.clipboard().text() == "a) Đúng quy định;\nb) Kịp thời."
    assert hands.shape()[2] == "point 2 "


def undone_and_redone(hands, line: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the caret is after an undo, and after a redo, asked for from ``line``."""
    hands.page.flush()
    hands.go(line, 0)
    hands.press(Key.Key_Z, CTRL)
    undone = hands.place()
    hands.go(line, 0)
    hands.press(Key.Key_Y, CTRL)
    return undone, hands.place()


def test_undo_and_redo_bring_the_caret_to_what_was_typed(hands) -> None:
    hands.go(4, len("Đúng"))
    hands.type("xyz")
    assert undone_and_redone(hands, 0) == ((4, len("Đúng")), (4, len("Đúngxyz")))


def test_undo_and_redo_bring_the_caret_to_the_item_made(hands) -> None:
    hands.go(5, -1)
    hands.press(Key.Key_Return, text="\r")
    hands.page.flush()
    assert undone_and_redone(hands, 0) == ((5, len("Kịp thời.")), (6, 0))
    hands.type("Rõ ràng.")
    assert undone_and_redone(hands, 7) == ((6, 0), (6, len("Rõ ràng.")))


def test_undo_and_redo_bring_the_caret_to_the_item_removed(hands) -> None:
    hands.go(4, 0, to=(5, 0))
    hands.press(Key.Key_Delete)
    assert hands.shape()[2] == "point 2 Kịp thời."
    assert undone_and_redone(hands, 0) == ((4, len("Đúng quy định;")), (3, len("Yêu cầu")))


def test_undo_and_redo_bring_the_caret_to_the_item_moved_or_shifted(hands) -> None:
    hands.go(5, 3)
    hands.page.move_lines(-1)
    assert hands.place() == (4, 3)
    hands.press(Key.Key_Z, CTRL)
    assert hands.place() == (5, 3)  # it is in an item that moved: it goes with it
    hands.press(Key.Key_Y, CTRL)
    assert undone_and_redone(hands, 0)[0][0] in {4, 5}
    hands.go(7, 2)
    hands.page.indent()
    assert undone_and_redone(hands, 7) == ((7, 0), (7, 0))
    assert [place[0] for place in undone_and_redone(hands, 0)] == [7, 7]


def test_the_stack_may_end_before_the_page(hands, qtbot) -> None:
    hands.go(4, -1)
    hands.type("x")
    hands.page.flush()
    with qtbot.captureExceptions() as raised:
        delete(hands.workbench.stack)
    assert not raised


def test_enter_is_one_step_with_the_typing_it_ends(hands) -> None:
    hands.go(4, -1)
    hands.type(" Rõ ràng")
    hands.press(Key.Key_Return, text="\r")
    assert hands.workbench.stack.count() == 1
    hands.type("Mới")
    assert hands.shape()[2:4] == ["point 2 Đúng quy định; Rõ ràng", "point 2 Mới"]
    hands.press(Key.Key_Z, CTRL)
    assert hands.shape()[2:4] == ["point 2 Đúng quy định; Rõ ràng", "point 2 "]
    hands.press(Key.Key_Z, CTRL)
    assert hands.shape() == BODY
    assert hands.place() == (4, len("Đúng quy định;"))


def test_enter_after_a_pause_is_a_step_of_its_own(hands, qtbot) -> None:
    hands.page._timer.setInterval(10)
    hands.go(4, -1)
    hands.type("x")
    qtbot.waitUntil(lambda: hands.workbench.stack.count() == 1)
    hands.press(Key.Key_Return, text="\r")
    hands.press(Key.Key_Z, CTRL)
    assert hands.shape()[2:4] == ["point 2 Đúng quy định;x", "point 2 Kịp thời."]


def test_enter_over_chosen_letters_is_a_step_of_its_own(hands) -> None:
    hands.go(4, -1)
    hands.type("xyz")
    hands.go(4, 0, to=(4, 4))
    hands.press(Key.Key_Return, text="\r")
    assert hands.shape()[2:4] == ["point 2 ", "point 2  quy định;xyz"]
    hands.press(Key.Key_Z, CTRL)
    assert hands.shape()[2] == "point 2 Đúng quy định;xyz"


def test_the_line_enter_leaves_takes_its_normal_form(hands) -> None:
    hands.go(4, -1)
    hands.type("e\u0302")  # not yet in its normal form
    hands.press(Key.Key_Return, text="\r")
    assert hands.page.document().findBlockByNumber(4).text() == "Đúng quy định;ê"
    assert hands.shape()[2] == "point 2 Đúng quy định;ê"


@pytest.mark.parametrize(
    ("typed", "shape"),
    [
        ("- Nêu gương", "bullet 2 Nêu gương"),
        ("a) Nêu gương", "point 2 Nêu gương"),
        ("1. Nêu gương", "clause 1 Nêu gương"),
        ("II. Nêu gương", "section 0 Nêu gương"),
        ("đ) Nêu gương", "point 2 Nêu gương"),
    ],
)
def test_a_mark_typed_at_the_start_is_taken_for_the_level(hands, typed: str, shape: str) -> None:
    hands.go(6, -1)
    hands.press(Qt.Key.Key_Return, text="\r")
    hands.type(typed)
    hands.page.flush()
    assert hands.shape()[5] == shape


def test_a_mark_taken_comes_back_as_text_by_undo(hands) -> None:
    hands.go(6, -1)
    hands.press(Qt.Key.Key_Return, text="\r")
    hands.type("- ")
    assert hands.shape()[5] == "bullet 2 "
    hands.page.undo_last()
    hands.type("gạch")
    hands.page.flush()
    assert hands.shape()[5] == "clause 1 - gạch"


@pytest.mark.parametrize("typed", ["ab) chữ", "1986. Năm ấy", "Mục I. chữ", "0. chữ", "v.v. chữ", "(a) chữ"])
def test_what_is_no_mark_stays_text(hands, typed: str) -> None:
    hands.go(6, -1)
    hands.press(Qt.Key.Key_Return, text="\r")
    hands.type(typed)
    hands.page.flush()
    assert hands.shape()[5] == f"clause 1 {typed}"


def test_tab_takes_back_what_shift_tab_has_done_to_the_items_around(hands) -> None:
    before = hands.shape()
    hands.go(4, 2)
    hands.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert hands.shape()[2:4] == ["clause 1 Đúng quy định;", "point 2 Kịp thời."]
    hands.press(Qt.Key.Key_Tab, text="\t")
    assert hands.shape() == before
    hands.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    hands.go(4, 3)
    hands.type("x")
    hands.press(Qt.Key.Key_Tab, text="\t")
    assert hands.shape()[3] == "bullet 3 Kịp thời.", "with something done in between it moves with its own"
