"""The first start asks, every answer can be left out, and what was answered is in the next plan."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from kehoach_desktop.domain.plan import Signature
from kehoach_desktop.services.settings import Office, Settings
from kehoach_desktop.ui.new_plan import NewPlanPage
from kehoach_desktop.ui.plan.facts import FACTS
from kehoach_desktop.ui.welcome import WelcomePage


def press(page, words: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text() == words).click()


def test_the_first_start_asks_and_keeps_the_answers(open_window, settings_file):
    window = open_window(greeted=False)
    page = window.desk.page
    assert isinstance(page, WelcomePage)
    page.issuer.setText("Ủy ban nhân dân  xã Đông Thượng ")
    page.superior.setText("UBND tỉnh Bình Lâm")
    page.place.setText("Đông Thượng")
    page.signer_name.setText("Người Ký Thử")
    press(page, "Lưu và tiếp tục")
    assert window.desk.page is None
    assert window.empty.isVisible()
    assert window.settings.office == Office(
        superior="UBND tỉnh Bình Lâm",
        issuer="Ủy ban nhân dân xã Đông Thượng",
        place="Đông Thượng",
        symbol="KH-UBND",
        signature=Signature("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", "Người Ký Thử"),
    )
    window.close()
    kept = Settings.read(settings_file)
    assert kept.greeted
    assert kept.office == window.settings.office


def test_it_asks_once_and_can_be_skipped(open_window):
    window = open_window(greeted=False)
    press(window.desk.page, "Bỏ qua")
    assert window.settings.office == Office()
    assert window.empty.isVisible()
    window.close()
    again = open_window(greeted=False)
    assert again.desk.page is None


def test_escape_leaves_the_page(open_window, qtbot):
    window = open_window(greeted=False)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.desk.page
    page.findChild(QLineEdit).setFocus()
    qtbot.keyClick(page.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert window.desk.page is None


def test_a_file_with_plans_opens_on_them(open_window, sample):
    window = open_window(sample, greeted=False)
    assert window.desk.page is None
    assert window.workbench.plan == sample


def test_a_level_offers_its_signer_and_leaves_what_was_typed(open_window):
    window = open_window(greeted=False)
    page = window.desk.page
    page.symbol.setText("KH-VP")
    page.level.setCurrentIndex(2)
    page.on_level_activated()
    assert page.signer_title.text() == "GIÁM ĐỐC"
    assert page.authority.text() == ""
    assert page.symbol.text() == "KH-VP"
    page.level.setCurrentIndex(0)
    page.on_level_activated()
    assert (page.authority.text(), page.signer_title.text()) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_a_new_plan_takes_over_the_office_and_its_year(open_window):
    window = open_window()
    window.settings.office = Office(issuer="Sở Nội vụ tỉnh Bình Lâm", place="Bình Lâm")
    window.verbs["new_plan"].trigger()
    page = window.desk.page
    assert isinstance(page, NewPlanPage)
    page.choose("template-so")
    page.year.setValue(2027)
    press(page, "Lập kế hoạch")
    plan = window.workbench.plan
    assert (plan.year, plan.issuer, plan.place) == (2027, "Sở Nội vụ tỉnh Bình Lâm", "Bình Lâm")
    assert "2027" in plan.subject
    assert plan.signature.title == "GIÁM ĐỐC"
    assert window.desk.page is None
    assert window.tabs.isVisible()


def test_the_level_answered_is_the_template_proposed(open_window):
    window = open_window(greeted=False)
    page = window.desk.page
    page.level.setCurrentIndex(1)
    press(page, "Lưu và tiếp tục")
    window.verbs["new_plan"].trigger()
    assert window.desk.page._group.checkedButton().text() == "Kế hoạch của UBND tỉnh, thành phố"


def test_a_page_takes_the_place_of_another(window):
    window.verbs["new_plan"].trigger()
    window.verbs["about"].trigger()
    assert "Ctrl+N" in [label.text() for label in window.desk.page.findChildren(QLabel)]
    window.verbs["show_tracker"].trigger()
    assert window.desk.page is None
    assert window.tabs.place == 2


def test_office_is_asked_again_from_the_menu(window):
    window.settings.office = Office(issuer="Sở Nội vụ tỉnh Bình Lâm")
    window.verbs["office"].trigger()
    page = window.desk.page
    assert page.issuer.text() == "Sở Nội vụ tỉnh Bình Lâm"
    press(page, "Hủy")
    assert window.settings.office.issuer == "Sở Nội vụ tỉnh Bình Lâm"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_and_does_the_verb_from_a_field(window, qtbot, key):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.verbs["new_plan"].trigger()
    page = window.desk.page
    page.choose("template-xa")
    page.year.setFocus()
    page.year.setValue(2031)
    qtbot.keyClick(page.year, key)
    assert window.workbench.plan.year == 2031
    window.verbs["office"].trigger()
    window.desk.page.place.setFocus()
    window.desk.page.place.setText("Đông Thượng")
    qtbot.keyClick(window.desk.page.place, key)
    assert window.desk.page is None
    assert window.settings.office.place == "Đông Thượng"
    window.verbs["office"].trigger()
    window.desk.page.place.setText("Nơi khác")
    leave = next(b for b in window.desk.page.findChildren(QPushButton) if b.text() == "Hủy")
    leave.setFocus()
    qtbot.keyClick(leave, key)
    assert window.desk.page is None
    assert window.settings.office.place == "Đông Thượng", "Hủy is pressed, not the primary verb"


def test_enter_presses_the_answer_of_a_message(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    taken = []
    window.desk.messages.say("warning", "Bỏ hay giữ?", ("Bỏ", taken.clear), ("Giữ", lambda: taken.append(1)))
    window.desk.messages.put_focus_on("Giữ")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.desk.messages.text == ""
    assert taken == [1]


def test_the_office_is_asked_in_the_words_of_the_particulars(window):
    window.verbs["office"].trigger()
    page = window.desk.page
    words = {fact.name: fact.label for fact in FACTS}
    for name, field in {
        "issuer": page.issuer,
        "superior": page.superior,
        "place": page.place,
        "signature.authority": page.authority,
        "signature.proxy": page.proxy,
        "signature.title": page.signer_title,
        "signature.name": page.signer_name,
    }.items():
        assert field.accessibleName() == words[name]
