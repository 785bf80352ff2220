"""The whole window on real files: what it shows, what its verbs do, what it leaves when it closes."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import files, plans
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.actions import MENUS, VERBS, plain
from kehoach_desktop.ui.empty import EmptyPage
from kehoach_desktop.ui.tabs import TITLES
from kehoach_desktop.ui.theme import tokens
from kehoach_desktop.ui.window_place import is_roomy


def change_subject(window, subject: str) -> None:
    plan = window.workbench.plan
    window.workbench.commit(SetField("plan", plan.id, "subject", plan.subject, subject), "Sửa trích yếu")


def kept(database) -> list[Plan]:
    with files.open_file(database, read_only=True) as store:
        return [plans.get_plan(store, summary.id) for summary in plans.list_plans(store)]


def test_it_opens_on_the_sample_with_three_tabs(window, sample):
    assert window.isVisible()
    assert window.workbench.plan == sample
    assert str(sample.year) in window.windowTitle()
    assert sample.subject in window.windowTitle()
    assert [window.tabs.make(place) is not None for place in range(3)] == [True] * 3
    assert window.desk.page is None
    assert TITLES == ("Soạn thảo", "Phụ lục", "Theo dõi quý")


def test_the_menu_bar_has_the_menus_in_order_with_distinct_keys(looked_at):
    titles = [action.text() for action in looked_at.menuBar().actions()]
    assert [title.replace("&", "") for title in titles] == [
        "Tệp", "Sửa", "Xem", "Kế hoạch", "Phụ lục", "Theo dõi", "Báo cáo", "Trợ giúp",
    ]  # fmt: skip
    keys = [title[title.index("&") + 1].lower() for title in titles]
    assert len(set(keys)) == len(keys)


def test_every_verb_is_in_the_menu_once_except_where_two_menus_lead_to_it():
    placed = [name for _, _, names in MENUS for name in names if name]
    assert {verb.name for verb in VERBS} == set(placed)
    twice = {name for name in placed if placed.count(name) > 1}
    assert twice == {"bin", "next_plan", "show_appendix", "show_tracker"}


def test_no_two_verbs_share_a_key_and_none_is_one_of_unikeys(looked_at):
    keys = [key.toString() for verb in looked_at.verbs.values() for key in verb.shortcuts()]
    for action in (action for place in range(3) for action in looked_at.tabs.actions_of(place)):
        if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut:
            keys += [key.toString() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert "Alt+Z" not in keys
    assert not [key for key in keys if "Ctrl+Shift" in key]


def test_every_verb_says_what_it_does(looked_at):
    for verb in VERBS:
        assert len(verb.tip) > 10, verb.name
        assert not verb.tip.endswith("."), verb.name
        assert looked_at.verbs[verb.name].statusTip() == verb.tip


def test_undo_and_redo_by_the_actions_and_their_words(window, database, sample):
    assert not window.verbs["undo"].isEnabled()
    change_subject(window, "Tuyên truyền cải cách hành chính")
    assert window.verbs["undo"].isEnabled()
    assert "Sửa trích yếu" in window.verbs["undo"].text()
    assert window.verbs["undo"].iconText() == "Hoàn tác"
    assert kept(database)[0].subject == "Tuyên truyền cải cách hành chính"
    window.verbs["undo"].trigger()
    assert kept(database) == [sample]
    assert "Sửa trích yếu" in window.verbs["redo"].text()
    window.verbs["redo"].trigger()
    assert kept(database)[0].subject == "Tuyên truyền cải cách hành chính"


def test_the_frame_follows_an_edit(window):
    change_subject(window, "Tuyên truyền cải cách hành chính")
    assert "Tuyên truyền cải cách hành chính" in window.windowTitle()
    assert "Tuyên truyền cải cách hành chính" in window.toolbar.picker.accessibleName()
    assert window.status.saved.text().startswith("✓ Đã lưu ")


def test_ctrl_1_to_3_show_the_tabs(looked_at, qtbot):
    for place, name in enumerate(("show_plan", "show_appendix", "show_tracker")):
        assert looked_at.verbs[name].shortcut() == QKeySequence(f"Ctrl+{place + 1}")
        looked_at.verbs[name].trigger()
        assert looked_at.tabs.place == place
        assert looked_at.tabs.current.isVisible()
        assert looked_at.verbs[name].isChecked()
        assert looked_at.status.summary.text() == looked_at.tabs.current.summary


@pytest.fixture
def active(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def main_part(tabs) -> QWidget:
    return tabs.current.focusProxy()


def test_the_window_opens_with_the_keyboard_in_the_plans_page(active):
    assert active.focusWidget() is active.tabs.current.editor


def test_a_tab_shown_has_the_keyboard_in_its_page_sheet_or_grid(looked_at, qtbot):
    kinds = []
    for name in ("show_appendix", "show_tracker", "show_plan"):
        looked_at.verbs[name].trigger()
        assert looked_at.focusWidget() is main_part(looked_at.tabs)
        kinds.append(type(looked_at.focusWidget()).__name__)
    assert kinds == ["SheetView", "GridView", "OutlineEditor"]
    strip = looked_at.tabs._strip
    looked_at.toolbar.picker.setFocus()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.tabRect(1).center())
    qtbot.waitUntil(lambda: looked_at.focusWidget() is main_part(looked_at.tabs))
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert looked_at.tabs.place == 2
    assert strip.hasFocus(), "arrows go on from tab to tab"
    looked_at.verbs["show_tracker"].trigger()
    assert looked_at.focusWidget() is main_part(looked_at.tabs)


def test_the_keyboard_comes_back_when_a_page_or_a_message_is_closed(active, qtbot):
    active.verbs["show_appendix"].trigger()
    active.verbs["about"].trigger()
    assert active.focusWidget() is active.desk.page, "it is read from its top"
    active.desk.close_page()
    assert active.focusWidget() is main_part(active.tabs)
    active.plans.make_plan("template-xa", 2030)
    assert active.focusWidget() is main_part(active.tabs)


@pytest.mark.parametrize("name", ["show_plan", "show_appendix", "show_tracker"])
def test_f6_goes_round_every_part_of_the_window(looked_at, qtbot, name):
    looked_at.verbs[name].trigger()
    parts = [looked_at.focusWidget()]
    for _ in range(12):
        qtbot.keyClick(looked_at.focusWidget(), Qt.Key.Key_F6)
        here = looked_at.focusWidget()
        assert here.isVisible()
        if here is parts[0]:
            break
        assert here not in parts
        parts.append(here)
    assert looked_at.focusWidget() is parts[0], "round again"
    assert {looked_at.tabs._strip, looked_at.toolbar.picker} <= set(parts)
    assert len(parts) >= {"show_plan": 5, "show_appendix": 3, "show_tracker": 4}[name]


def test_f6_on_a_page_goes_to_the_toolbar_and_back(looked_at, qtbot):
    looked_at.verbs["about"].trigger()
    page = looked_at.desk.page
    qtbot.keyClick(looked_at.focusWidget(), Qt.Key.Key_F6)
    assert looked_at.focusWidget() is looked_at.toolbar.picker
    qtbot.keyClick(looked_at.focusWidget(), Qt.Key.Key_F6)
    assert page.isAncestorOf(looked_at.focusWidget())


@pytest.mark.parametrize("name", ["history", "directory"])
def test_ctrl_f_on_a_page_with_a_search_leads_there_whatever_tab_is_below(looked_at, qtbot, name):
    for tab in ("show_plan", "show_appendix", "show_tracker"):
        looked_at.verbs[tab].trigger()
        looked_at.verbs[name].trigger()
        qtbot.keyClick(looked_at.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert looked_at.focusWidget() is looked_at.desk.page.finder


def test_the_page_of_keys_tells_every_key_as_it_is(window):
    window.verbs["about"].trigger()
    told = {label.text() for label in window.desk.page.findChildren(QLabel)}
    assert {"F6", "Tab", "Shift+Tab", "Alt+↑", "TRONG THẺ PHỤ LỤC", "1", "5"} <= told
    window.tabs.actions_of(1)[0].setShortcut(QKeySequence("Alt+F9"))
    window.verbs["about"].trigger()
    told = {label.text() for label in window.desk.page.findChildren(QLabel)}
    assert "Alt+F9" in told, "asked of the verbs themselves"
    for place in range(3):
        for action in window.tabs.actions_of(place):
            key = action.shortcut().toString().replace("Return", "Enter")
            key = key.replace("Alt+Up", "Alt+↑").replace("Alt+Down", "Alt+↓")
            assert not key or any(key in keys.split(", ") for keys in told)


def test_a_plan_without_an_appendix_offers_its_one_button(active):
    active.plans.make_plan("", 2030)
    active.verbs["show_appendix"].trigger()
    here = active.focusWidget()
    assert here.isVisible()
    assert active.tabs.isAncestorOf(here)


def test_a_title_has_room_for_its_count(looked_at, qapp):
    tabs = looked_at.tabs
    for text, state in (("", ""), ("128", ""), ("12 quá hạn", "warning"), ("2", ""), ("1.234", "")):
        tabs.current.badge_changed.emit(text)
        qapp.processEvents()
        assert tabs._strip.width() >= tabs._strip.sizeHint().width()
        assert tabs._badges[tabs.place].property("state") == state
        if text:
            badge, box = tabs._badges[tabs.place], tabs._strip.tabRect(tabs.place)
            assert box.contains(badge.geometry().adjusted(-3, 0, 3, 0)), text
            assert badge.width() >= badge.sizeHint().width()


@pytest.mark.parametrize("place", [0, 2])
def test_a_count_that_grows_stays_inside_its_tab(looked_at, qapp, place: int):
    tabs = looked_at.tabs
    tabs.make(2)
    tabs.show_tab(place)
    for text in ("6 quá hạn", "15 quá hạn", "6", "15 quá hạn", "1.234 quá hạn"):
        tabs.made(2).badge_changed.emit(text)  # at once: what is painted next shows it
        badge, box = tabs._badges[2], tabs._strip.tabRect(2)
        assert box.contains(badge.geometry().adjusted(-3, 0, 3, 0)), text
        assert tabs._strip.rect().contains(box)


def test_the_tabs_verbs_are_in_the_menus(looked_at):
    for place, key in ((1, "appendix"), (2, "tracker")):
        for action in looked_at.tabs.actions_of(place):
            assert any(action in menu.actions() for menu in looked_at.menus.values()), action.text()
        assert set(looked_at.tabs.actions_of(place)) & set(looked_at.menus[key].actions())


def test_find_is_shown_only_where_there_is_something_to_find_in(looked_at):
    for place in range(3):
        looked_at.tabs.show_tab(place)
        assert looked_at.verbs["find"].isVisible() == ("find" in vars(type(looked_at.tabs.current)))


def test_theme_is_switched_by_the_menu_and_remembered(window, settings_file):
    window.verbs["theme_dark"].trigger()
    assert tokens().is_dark
    assert window.verbs["theme_dark"].isChecked()
    window.close()
    assert Settings.read(settings_file).theme == "dark"
    window.verbs["theme_light"].trigger()
    assert not tokens().is_dark


def test_ctrl_s_says_that_all_is_saved(looked_at):
    looked_at.verbs["save"].trigger()
    assert looked_at.status.currentMessage().startswith("Mọi thay đổi đã được lưu lúc ")


def test_copy_goes_to_the_field_in_focus(looked_at, qtbot, qapp):
    looked_at.verbs["show_appendix"].trigger()
    field = next(f for f in looked_at.tabs.findChildren(QLineEdit) if f.isVisible() and f.isEnabled())
    looked_at.activateWindow()
    qtbot.waitUntil(looked_at.isActiveWindow)
    field.setFocus()
    field.setText("Ủy ban nhân dân")
    field.selectAll()
    looked_at.verbs["copy"].trigger()
    assert qapp.clipboard().text() == "Ủy ban nhân dân"
    field.undo()


def test_ctrl_z_in_a_field_is_the_windows_undo(window, qtbot, sample):
    change_subject(window, "Khác")
    window.verbs["show_appendix"].trigger()
    field = next(f for f in window.tabs.findChildren(QLineEdit) if f.isVisible() and f.isEnabled())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.workbench.plan == sample)


def test_plans_that_look_alike_in_the_list_are_told_apart(open_window, sample):
    same = (replace(sample, number=""), replace(sample, number="07"), replace(sample, number=""))
    window = open_window(*same)
    entries = [entry.text() for entry in window.toolbar.picker.fill_list()]
    assert len(set(entries)) == 3
    assert sum("số 07" in entry for entry in entries) == 1
    assert sum("kế hoạch thứ 3 trong tệp" in entry for entry in entries) == 1


def test_picker_lists_the_plans_and_opens_the_one_chosen(open_window, sample, older):
    window = open_window(sample, older)
    assert window.workbench.plan.year == 2026
    entries = window.toolbar.picker.fill_list()
    assert [entry.isChecked() for entry in entries] == [True, False]
    assert "2025" in entries[1].text()
    assert "dự thảo" in entries[1].text()
    entries[1].trigger()
    assert window.workbench.plan.year == 2025
    assert "Dự thảo" in window.toolbar.picker.accessibleName()


def test_last_plan_is_reopened(open_window, sample, older, database):
    window = open_window(sample, older)
    window.plans.open_plan(next(plan.id for plan in kept(database) if plan.year == 2025))
    window.close()
    assert open_window().workbench.plan.year == 2025


def test_closing_flushes_what_is_typed_and_lets_the_file_go(window, database):
    typed = []
    window.workbench.flush_requested.connect(lambda: typed.append(True) or change_subject(window, "Gõ dở"))
    window.close()
    assert typed
    assert kept(database)[0].subject == "Gõ dở"
    with files.open_file(database):  # the lock is free
        pass
    window.close()  # a second time does nothing


def test_delete_opens_the_next_plan_and_can_be_taken_back(open_window, sample, older, database):
    window = open_window(sample, older)
    deleted = window.workbench.plan
    window.verbs["delete_plan"].trigger()
    assert "Thùng rác 30 ngày" in window.desk.messages.text
    assert [plan.year for plan in kept(database)] == [2025]
    assert window.workbench.plan.year == 2025
    window.verbs["delete_plan"].trigger()
    assert kept(database) == []
    assert window.workbench.plan is None
    assert window.empty.isVisible()
    window.desk.messages.click("Khôi phục")
    assert [plan.year for plan in kept(database)] == [2025]
    assert window.workbench.plan.year == 2025
    assert window.desk.messages.text == "Đã khôi phục kế hoạch năm 2025."
    window.plans.restore(deleted.id)
    assert window.workbench.plan == deleted


def test_an_empty_file_says_what_to_do(open_window):
    window = open_window()
    assert isinstance(window.empty, EmptyPage)
    assert window.empty.isVisible()
    assert not window.verbs["export_pdf"].isEnabled()
    assert window.verbs["new_plan"].isEnabled()
    texts = [button.text() for button in window.empty.findChildren(QPushButton)]
    assert texts[:3] == ["Lập kế hoạch mới", "Nhập từ văn bản có sẵn", "Xem kế hoạch mẫu"]


def test_the_sample_from_the_empty_page(open_window, qtbot, sample):
    window = open_window()
    button = window.empty.findChildren(QPushButton)[2]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.workbench.plan == sample
    assert not window.empty.isVisible()
    assert window.tabs.isVisible()
    assert "kế hoạch mẫu" in window.desk.messages.text


def test_everything_that_is_clicked_has_a_name_and_is_reached_by_tab(looked_at):
    for part in looked_at.toolbar.findChildren(QToolButton) + looked_at.toolbar.findChildren(QPushButton):
        assert part.text() or part.accessibleName()
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
    looked_at.setFocus()
    seen: set[QWidget] = set()
    here = looked_at.toolbar.picker
    here.setFocus()
    for _ in range(12):
        seen.add(here)
        here = here.nextInFocusChain()
    assert looked_at.toolbar.findChildren(QToolButton)[0] in seen


@pytest.mark.parametrize("size", [(683, 384), (911, 512), (1366, 768), (1920, 1080)])
def test_nothing_in_the_toolbar_is_cut(looked_at, qapp, size):
    looked_at.resize(*size)
    qapp.processEvents()
    assert looked_at.width() == size[0], "the window is wider than it is asked to be"
    for part in looked_at.toolbar.findChildren(QToolButton):
        if part.isVisible():
            assert part.width() >= part.sizeHint().width(), part.text()
    subject = looked_at.toolbar.picker._subject
    assert subject.fontMetrics().horizontalAdvance(subject.text()) <= subject.width()
    assert subject.text().endswith("…") == (subject.text() != looked_at.workbench.plan.subject)
    parts = sorted(
        (p for p in looked_at.toolbar.findChildren(QToolButton) if p.isVisible()), key=lambda p: p.x()
    )
    assert all(a.geometry().right() < b.x() for a, b in pairwise(parts))


class Told(QObject):
    """Counts what Qt tells everybody."""

    def __init__(self, qapp) -> None:
        super().__init__()
        self.count = 0
        qapp.installEventFilter(self)

    def eventFilter(self, *_):  # noqa: N802 - Qt's name
        self.count += 1
        return False


@pytest.mark.parametrize("place", range(3))
def test_a_window_that_nobody_touches_does_nothing(looked_at, qtbot, qapp, place: int):
    def comes_to_rest() -> bool:
        for _ in range(200):  # on a slow machine a change of size takes longer; what never rests is told
            told = Told(qapp)
            qtbot.wait(50)
            qapp.removeEventFilter(told)
            if told.count < 50:  # the caret, a timer that looks after something
                return True
        return False

    looked_at.tabs.show_tab(place)
    for size in ((683, 384), (911, 512), (1093, 614), (1366, 768), (1500, 800), (1920, 1080)):
        looked_at.resize(*size)
        assert comes_to_rest(), size


def test_plain_words():
    assert plain("Kế hoạch &mới…") == "Kế hoạch mới"


def test_a_long_path_in_a_message_does_not_widen_the_window(looked_at, qapp):
    looked_at.resize(683, 384)
    qapp.processEvents()
    path = "/".join(["thư-mục-có-tên-rất-dài"] * 12)
    looked_at.desk.messages.say(
        "bad", f"Không tìm thấy {path}; hãy kiểm tra lại.", ("Mở thư mục", looked_at.setFocus)
    )
    qapp.processEvents()
    assert looked_at.width() == 683
    assert path in looked_at.desk.messages.text
    label = looked_at.desk.messages._text
    assert label.height() >= label.heightForWidth(label.width()), "lines are cut"


def test_what_cannot_be_kept_holds_the_window_open_once_and_stops_an_export(window, tmp_path):
    workbench = window.workbench
    workbench.flush_requested.connect(
        lambda: workbench.commit(
            SetField("plan", workbench.plan.id, "place", workbench.plan.place, "x"), "Sửa"
        )
    )
    with workbench.store.transaction() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    window.files.export_pdf(tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()
    assert not window.close()
    assert window.isVisible()
    assert window.close()
    assert not window.isVisible()


def test_a_wrong_date_holds_the_plan_and_the_window_and_says_why(open_window, sample, older):
    window = open_window(older, sample)
    here, other = (plan for plan in plans.list_plans(window.workbench.store))
    window.plans.open_plan(here.id)
    field = window.tabs.current.particulars.fields["date"]
    type_wrong_date(window)
    window.plans.open_plan(other.id)
    assert window.workbench.plan.id == here.id
    assert window.desk.messages.text.startswith("Chưa rời kế hoạch này")
    assert "“Ngày ban hành”" in window.desk.messages.text
    assert "Ngày không đúng" in window.tabs.current.particulars.error("date")
    assert field.toPlainText() == "31/02/2026"
    assert not window.close()
    assert window.desk.messages.text.startswith("Chưa đóng")
    assert "“Ngày ban hành”" in window.desk.messages.text
    assert window.close()


def type_wrong_date(window):
    field = window.tabs.current.particulars.fields["date"]
    field.selectAll()
    field.insertPlainText("31/02/2026")


def test_no_plan_is_added_while_the_open_one_cannot_be_left(window, database, tmp_path, settle):
    source = tmp_path / "khac.txt"
    source.write_text("KẾ HOẠCH\nViệc khác năm 2026\n\nI. MỤC ĐÍCH\n1. Mục đích\n", encoding="utf-8")
    type_wrong_date(window)
    window.plans.make_plan("template-xa", 2030)
    assert len(kept(database)) == 1
    assert "Ngày không đúng" in window.desk.messages.text
    window.verbs["import_text"].trigger()
    page = window.desk.page
    window.plans.import_text(source)
    settle(window)
    assert len(kept(database)) == 1
    assert "Ngày không đúng" in window.desk.messages.text
    assert window.desk.page is page
    window.verbs["next_plan"].trigger()
    window.next_year.on_make_chosen()
    assert len(kept(database)) == 1
    assert "Ngày không đúng" in window.desk.messages.text
    window.close()  # held once


def test_a_wrong_date_does_not_save_a_plan_from_being_deleted(window, database):
    type_wrong_date(window)
    window.verbs["delete_plan"].trigger()
    assert kept(database) == []
    assert window.workbench.plan is None
    assert "Đã xóa" in window.desk.messages.text


def test_a_message_is_gone_when_the_next_thing_begins(window):
    for verb in ("about", "report", "new_plan"):
        window.desk.messages.say("ok", "Đã xuất kh.pdf")
        window.verbs[verb].trigger()
        assert window.desk.messages.text == ""
    window.desk.messages.say("bad", "Ổ đĩa đã đầy.")
    window.verbs["about"].trigger()
    assert window.desk.messages.text == "Ổ đĩa đã đầy."


def test_the_status_claims_nothing_after_a_change_that_could_not_be_kept(window):
    saved = window.status.saved
    with window.workbench.store.transaction() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    change_subject(window, "Không ghi được")
    assert saved.text() == "✗ Chưa lưu được"
    assert saved.property("state") == "bad"
    window.verbs["save"].trigger()
    assert "chưa lưu được" in window.status.currentMessage()
    assert saved.text() == "✗ Chưa lưu được"
    kept = window.workbench.store._engine.raw_connection()
    kept.cursor().execute("PRAGMA query_only = OFF")
    kept.close()
    change_subject(window, "Ghi được")
    assert saved.text().startswith("✓ Đã lưu ")
    assert saved.property("state") == ""


def test_a_screen_too_small_for_the_window_and_its_frame_gets_it_maximised(window):
    assert is_roomy(QSize(1904, 1040))
    assert not is_roomy(QSize(1350, 728))  # 1366 x 768
    room = window.screen().availableSize() - QSize(16, 40)
    assert window.isMaximized() == (not is_roomy(room))


def test_a_new_plan_shows_its_text_whatever_tab_was_in_front(active):
    active.verbs["show_tracker"].trigger()
    active.plans.make_plan("", 2030)
    assert active.tabs.place == 0
