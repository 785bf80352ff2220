"""Offers lie below the field, never get in the way of a key, and are taken as one step."""

import unicodedata
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu

from kehoach_desktop.domain.plan import Signature
from kehoach_desktop.services import memory, plans
from kehoach_desktop.services.settings import Office, Settings
from kehoach_desktop.ui.plan import offer_list
from kehoach_desktop.ui.plan.facts import FACTS
from kehoach_desktop.ui.plan.offers import Offer, matching
from kehoach_desktop.ui.plan.particulars import Particulars

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CHAIR = Signature("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", "Trần Thị Thử")
BY_ORDER = Signature("", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê Văn Mẫu")


@pytest.fixture
def form(qtbot, workbench, sample) -> Particulars:
    """The form on the sample plan; two plans made before it were signed by others, at another place."""
    for signature, place in ((CHAIR, "Hữu Bằng"), (BY_ORDER, "Đống Đa")):
        plans.add_plan(workbench.store, replace(sample, signature=signature, place=place))
    made = Particulars(workbench, Settings(office=Office(place="An Lộc")))
    qtbot.addWidget(made)
    made.resize(268, 700)
    made.show()
    made.activateWindow()
    made.make_form()
    return made


def at(form: Particulars, qtbot, name: str):
    """Give the keyboard to an empty field."""
    field = form.fields[name]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    field.insertPlainText("")
    return field


def press(field, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, key, modifiers, text))


def write(field, text: str) -> None:
    for letter in text:
        press(field, Qt.Key.Key_unknown, text=letter)


def texts(field) -> list[str]:
    return [offer.text for offer in field.shown_offers]


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_F4, NONE), (Qt.Key.Key_Down, ALT)])
def test_keys_open_all_that_is_offered_and_close_it_again(form, qtbot, key, held) -> None:
    field = at(form, qtbot, "place")
    press(field, key, held)
    assert texts(field) == ["Đống Đa", "Hữu Bằng", "Đông Thượng", "An Lộc", "Xã Đông Thượng"]
    assert field.hasFocus()
    assert field.offer_list.current() is None
    press(field, key, held)
    assert not texts(field)


def test_the_button_opens_it_and_leaves_the_keyboard_in_the_field(form, qtbot) -> None:
    field = form.fields["place"]
    form.fields["number"].setFocus()
    qtbot.mouseClick(field._button, Qt.MouseButton.LeftButton)
    assert field.hasFocus()
    assert texts(field)[:2] == ["Đống Đa", "Hữu Bằng"]  # not what is there already
    assert "Đông Thượng" not in texts(field)


def test_two_letters_without_marks_find_and_one_does_not(form, qtbot) -> None:
    field = at(form, qtbot, "place")
    write(field, "d")
    field.on_pause()
    assert not texts(field)
    write(field, "o")
    qtbot.waitUntil(lambda: texts(field) == ["Đống Đa", "Đông Thượng", "Xã Đông Thượng"])
    write(field, "xyz")
    qtbot.waitUntil(lambda: not texts(field))


def test_enter_takes_an_offer_only_after_the_arrows(form, qtbot, workbench) -> None:
    field = at(form, qtbot, "place")
    write(field, "Hữu")
    field.on_pause()
    assert texts(field) == ["Hữu Bằng"]
    press(field, Qt.Key.Key_Return, text="\r")
    assert workbench.plan.place == "Hữu"
    assert not texts(field)
    field = at(form, qtbot, "place")
    write(field, "huu")
    field.on_pause()
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Return, text="\r")
    assert workbench.plan.place == field.toPlainText() == "Hữu Bằng"
    assert workbench.stack.count() == 2
    assert field.hasFocus()


def test_the_arrows_go_round_past_none(form, qtbot) -> None:
    field = at(form, qtbot, "place")
    press(field, Qt.Key.Key_F4)
    press(field, Qt.Key.Key_Up)
    assert field.offer_list.current().text == texts(field)[-1]
    press(field, Qt.Key.Key_Down)
    assert field.offer_list.current() is None
    press(field, Qt.Key.Key_PageDown)
    assert field.offer_list.current().text == texts(field)[-1]


def test_esc_closes_the_list_and_keeps_what_is_typed(form, qtbot, workbench) -> None:
    field = at(form, qtbot, "place")
    write(field, "huu")
    field.on_pause()
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, NONE)
    override.ignore()
    QApplication.sendEvent(field, override)
    assert override.isAccepted()  # no shortcut of the window gets it
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Escape)
    assert not texts(field)
    assert field.toPlainText() == "huu"
    assert workbench.stack.count() == 0


def test_tab_and_another_field_close_the_list(form, qtbot, workbench) -> None:
    field = at(form, qtbot, "place")
    write(field, "huu")
    field.on_pause()
    assert texts(field)
    press(field, Qt.Key.Key_Tab, text="\t")
    assert not texts(field)
    assert not field.offer_list.isVisible()
    assert workbench.plan.place == "huu"


def test_a_click_takes_an_offer(form, qtbot, workbench) -> None:
    field = at(form, qtbot, "place")
    press(field, Qt.Key.Key_F4)
    shown = field.offer_list
    row = shown.visualRect(shown.model().index(1, 0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert workbench.plan.place == "Hữu Bằng"
    assert field.hasFocus()


def test_a_signer_comes_with_all_lines_as_one_step(form, qtbot, workbench) -> None:
    before = workbench.plan.signature
    field = at(form, qtbot, "signature.name")
    write(field, "tran")
    field.on_pause()
    assert field.shown_offers == [Offer("Trần Thị Thử", "TM. ỦY BAN NHÂN DÂN · CHỦ TỊCH", CHAIR)]
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Return, text="\r")
    assert workbench.plan.signature == CHAIR
    assert workbench.stack.count() == 1
    assert workbench.stack.undoText() == "Điền người ký"
    shown = [
        form.fields[f"signature.{part}"].toPlainText() for part in ("authority", "proxy", "title", "name")
    ]
    assert shown == ["TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", "Trần Thị Thử"]
    workbench.undo()
    assert workbench.plan.signature == before
    assert field.toPlainText() == before.name
    workbench.redo()
    assert field.toPlainText() == "Trần Thị Thử"


def test_the_lines_above_the_name_come_together_and_leave_the_name(form, qtbot, workbench) -> None:
    field = at(form, qtbot, "signature.name")
    write(field, "Người Ký Thử")
    field = at(form, qtbot, "signature.authority")
    press(field, Qt.Key.Key_F4)
    wanted = Signature("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Người Ký Thử")
    field.take(next(offer for offer in field.shown_offers if offer.value == wanted))
    assert workbench.plan.signature == wanted


def test_a_signer_refused_by_the_disk_leaves_the_form_as_it_was(form, qtbot, workbench, monkeypatch) -> None:
    field = at(form, qtbot, "signature.name")
    write(field, "tran")
    field.on_pause()
    monkeypatch.setattr(workbench, "commit", lambda *_, **__: False)
    field.take(field.shown_offers[0])
    assert field.toPlainText() == "tran"
    assert field.document().isModified()


def test_the_file_is_not_asked_on_each_key(form, qtbot, monkeypatch) -> None:
    asked = []
    real = memory.offers
    monkeypatch.setattr(memory, "offers", lambda *given: asked.append(given[1]) or real(*given))
    field = at(form, qtbot, "place")
    assert not asked
    for letter in "Hữu Bằng":
        write(field, letter)
        field.on_pause()
    assert asked == ["place"]


def test_what_was_committed_is_offered_next(form, qtbot, workbench) -> None:
    field = at(form, qtbot, "place")
    press(field, Qt.Key.Key_F4)
    press(field, Qt.Key.Key_Escape)
    write(field, "Nơi mới")
    press(field, Qt.Key.Key_Return, text="\r")
    workbench.open_plan(plans.add_plan(workbench.store, replace(workbench.plan, place="")).id)
    field = at(form, qtbot, "place")
    press(field, Qt.Key.Key_F4)
    assert "Nơi mới" in texts(field)


def test_nothing_is_offered_while_something_is_composed(form, qtbot) -> None:
    field = at(form, qtbot, "place")
    write(field, "Hữ")
    QApplication.sendEvent(field, QInputMethodEvent("u", []))
    field.on_pause()
    assert not texts(field)
    event = QInputMethodEvent("", [])
    event.setCommitString("u B")
    QApplication.sendEvent(field, event)
    qtbot.waitUntil(lambda: texts(field) == ["Hữu Bằng"])


def test_a_plan_that_is_only_read_offers_nothing(form, qtbot) -> None:
    field = at(form, qtbot, "place")
    field.setReadOnly(True)
    field.open_offers()
    field.on_pause()
    assert not texts(field)
    assert not field._button.isEnabled()


def test_the_list_stays_within_the_window_and_off_its_field(form, qtbot) -> None:
    for name in ("place", "signature.authority", "signature.name", "recipients"):
        field = at(form, qtbot, name)
        qtbot.waitUntil(lambda: not form._following.isActive())
        press(field, Qt.Key.Key_F4)
        assert texts(field)
        shown = field.offer_list
        assert form.window().rect().contains(shown.geometry())
        caret = field.viewport().mapTo(form.window(), field.cursorRect().center())
        assert not shown.geometry().contains(caret)
        field.close_offers()


def test_what_was_typed_to_find_an_offer_does_not_come_back(form, qtbot, workbench) -> None:
    field = at(form, qtbot, "place")
    write(field, "dong")
    field.on_pause()
    field.take(Offer("Đông Thượng"))  # as it was: there is nothing for the window to undo
    assert workbench.stack.count() == 0
    field.undo()
    assert field.toPlainText() == "Đông Thượng"


def test_an_undo_takes_the_list_away(form, qtbot, workbench) -> None:
    field = at(form, qtbot, "place")
    write(field, "Hữu")
    field.on_pause()
    assert texts(field)
    workbench.undo()
    assert not texts(field)
    assert field.toPlainText() == workbench.plan.place == "Đông Thượng"


def test_a_screen_reader_hears_the_offer_gone_to(form, qtbot, monkeypatch) -> None:
    told = []
    monkeypatch.setattr(offer_list.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        offer_list.QAccessible,
        "updateAccessibility",
        lambda event: told.append((event.object(), event.child())),
    )
    field = at(form, qtbot, "place")
    press(field, Qt.Key.Key_F4)
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Up)
    assert told == [(field.offer_list, 0), (field, -1)]
    assert field.offer_list.accessibleName() == "Gợi ý cho Địa danh"


def test_the_menu_of_a_field_has_what_its_keys_do(form, qtbot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    form.fields["date"].add_verbs(menu)
    form.fields["recipients"].add_verbs(menu)
    form.fields["number"].add_verbs(menu)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Chọn trong lịch\tF4",
        "Gợi ý cho Nơi nhận\tF4",
        "Chuyển dòng lên\tAlt+↑",
        "Chuyển dòng xuống\tAlt+↓",
    ]
    form.fields["recipients"].setFocus()
    menu.actions()[3].trigger()
    assert "UBND tỉnh (b/c)" in texts(form.fields["recipients"])


def test_initials_and_words_find_an_offer() -> None:
    known = [
        Offer("Chủ tịch, các Phó Chủ tịch UBND"),
        Offer("CHÁNH VĂN PHÒNG"),
        Offer("PHÓ CHÁNH VĂN PHÒNG"),
    ]
    assert [offer.text for offer in matching(known, "cvp")] == ["CHÁNH VĂN PHÒNG"]
    assert [offer.text for offer in matching(known, "phó")] == [
        "PHÓ CHÁNH VĂN PHÒNG",
        "Chủ tịch, các Phó Chủ tịch UBND",
        "CHÁNH VĂN PHÒNG",
    ]
    assert matching(known, "c") == []


WORDS = "Uỷ ban phường Đống Đa, nghị quyết: đường, mưỡu, quỹ, ngoằn ngoèo"
TYPED = {"date": "16/01/2026", "year": "2031", "number": "05"}
FIELDS = [fact.name for fact in FACTS if fact.name != "status"]


def keyboard_program(field, text: str, *, pausing: bool) -> None:
    """Type as Unikey does: the bare letter, then Backspace and the letter with its mark."""
    for letter in text:
        bare = unicodedata.normalize("NFD", letter)[0].replace("đ", "d").replace("Đ", "D")
        if bare != letter:
            write(field, bare)
            if pausing:
                field.on_pause()
            press(field, Qt.Key.Key_Backspace, text="\b")
        write(field, letter)
        if pausing:
            field.on_pause()


def input_method(field, text: str, *, pausing: bool) -> None:
    """Compose word for word, then commit each."""
    for word in text.split(" "):
        for end in range(1, len(word) + 1):
            QApplication.sendEvent(field, QInputMethodEvent(word[:end], []))
            if pausing:
                field.on_pause()
        event = QInputMethodEvent("", [])
        event.setCommitString(word if field.toPlainText() == "" else f" {word}")
        QApplication.sendEvent(field, event)


def in_one_go(field, text: str, *, pausing: bool) -> None:
    """Send the whole text as one key with combining marks, as some programs do."""
    press(field, Qt.Key.Key_unknown, text=unicodedata.normalize("NFD", text))
    if pausing:
        field.on_pause()


@pytest.mark.parametrize("is_open", [False, True], ids=["", "list open"])
@pytest.mark.parametrize("way", [keyboard_program, input_method, in_one_go])
def test_vietnamese_comes_out_right_in_every_field(form, qtbot, workbench, way, is_open) -> None:
    for name in FIELDS:
        check_vietnamese(form, qtbot, workbench, name, way, is_open)
        form.setFocus()


def check_vietnamese(form, qtbot, workbench, name, way, is_open) -> None:
    field = at(form, qtbot, name)
    has_list = is_open and hasattr(field, "open_offers")
    if has_list:
        field.open_offers()
        assert texts(field) or name == "subject"
    first = workbench.plan
    text = TYPED.get(name, WORDS)
    way(field, text, pausing=has_list)
    assert unicodedata.normalize("NFC", field.toPlainText()) == text, name
    assert workbench.stack.index() == 0, name
    workbench.flush()
    last = workbench.plan
    kept = {"date": last.date and last.date.strftime("%d/%m/%Y"), "year": str(last.year)}
    owner, _, part = name.partition(".")
    value = getattr(last, owner)
    value = getattr(value, part) if part else value
    assert value == (text,) if name == "recipients" else kept.get(name, value) == text, name
    assert workbench.stack.index() == (0 if last == first else 1), name
    if last != first:
        workbench.undo()
        assert workbench.plan == first, name
        workbench.redo()
        assert workbench.plan == last, name
        workbench.undo()


@pytest.mark.parametrize("name", ["date", "year"])
def test_vietnamese_in_a_field_of_figures_stays_as_typed(form, qtbot, workbench, name) -> None:
    field = at(form, qtbot, name)
    keyboard_program(field, "chưa có", pausing=False)
    workbench.flush()
    assert field.toPlainText() == "chưa có"
    assert form.error(name)
    assert workbench.stack.count() == 0
