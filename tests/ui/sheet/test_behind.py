"""The sheet while another tab is in front: it waits, and is right when it is looked at or used."""

from sheet_hands import CONTENT, FORM, SheetHands

from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.plan import Activity, Task


def write(hands: SheetHands, form: str) -> None:
    task = hands.appendix.activities[0].tasks[0]
    hands.workbench.commit(SetField("task", task.id, "form", task.form, form), "Sửa")


def add(hands: SheetHands) -> None:
    fresh = (Activity("Mới", (Task("Họp"),)),)
    hands.workbench.commit(Splice("appendix", hands.appendix.id, "activities", 0, (), fresh), "Thêm")


def test_what_changed_behind_is_shown_when_the_tab_comes_to_the_front(hands, qtbot) -> None:
    hands.tab.hide()
    with qtbot.assertNotEmitted(hands.tab.model.dataChanged):
        write(hands, "Loa")
        add(hands)
    assert hands.tab.badge == "5"
    hands.tab.show()
    hands.check()
    assert hands.tab.summary.endswith("5 nội dung · 8 dòng")


def test_a_verb_from_the_menu_works_on_what_the_plan_has_now(hands) -> None:
    hands.go(0, CONTENT)
    hands.tab.hide()
    add(hands)
    write(hands, "Loa")
    hands.do("duplicate")
    assert [content for content, _ in hands.shape][:3] == ["Mới", "Phổ biến", "Phổ biến"]
    hands.tab.show()
    hands.check()


def test_what_is_typed_is_kept_though_the_tab_went_behind(hands) -> None:
    hands.go(0, FORM)
    hands.press_f2_and_type(" sáng")
    hands.tab.hide()
    add(hands)
    hands.workbench.flush()
    assert hands.shape[1] == ("Phổ biến", ["Phát thanh sáng", "Tin, bài"])


def test_a_title_changed_behind_is_shown(hands) -> None:
    hands.tab.hide()
    edit = SetField("appendix", hands.appendix.id, "title", hands.appendix.title, "Tên khác")
    hands.workbench.commit(edit, "Sửa tên")
    hands.tab.show()
    assert hands.tab.title.text() == "Tên khác"
