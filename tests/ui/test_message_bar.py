"""A message says one thing at a time and does what its answers say, once."""

import pytest
from PySide6.QtWidgets import QPushButton

from kehoach_desktop.ui.message_bar import MessageBar


@pytest.fixture
def bar(qtbot) -> MessageBar:
    made = MessageBar()
    qtbot.addWidget(made)
    return made


def test_it_is_hidden_until_something_is_said(bar):
    assert bar.isHidden()
    assert bar.text == ""
    bar.say("ok", "Đã xuất.")
    assert not bar.isHidden()
    assert bar.accessibleName() == "Đã xuất."


def test_an_answer_is_done_once_and_ends_the_message(bar):
    done = []
    bar.say("warning", "Xóa?", ("Xóa", lambda: done.append("xóa")), ("Giữ lại", lambda: done.append("giữ")))
    bar.click("Xóa")
    assert done == ["xóa"]
    assert bar.isHidden()


def test_an_answer_may_say_the_next_thing(bar):
    bar.say("warning", "Xóa?", ("Xóa", lambda: bar.say("ok", "Đã xóa.")))
    bar.click("Xóa")
    assert bar.text == "Đã xóa."


def test_a_new_message_takes_the_answers_of_the_old_away(bar, qtbot):
    bar.say("warning", "Xóa?", ("Xóa", bar.hide))
    bar.say("bad", "Ổ đĩa đã đầy.")
    assert [b.text() for b in bar.findChildren(QPushButton) if not b.isHidden()] == []
    with pytest.raises(StopIteration):
        bar.click("Xóa")


@pytest.mark.parametrize("kind", ["ok", "info", "warning", "bad"])
def test_every_kind_has_its_picture(bar, kind):
    bar.say(kind, "Câu thông báo.")
    assert not bar._picture.pixmap().isNull()
    assert bar.property("kind") == kind


def test_markup_is_shown_as_it_is(bar):
    bar.say("bad", "Tệp <b>a</b> & b")
    assert bar.text == "Tệp <b>a</b> & b"
    assert bar._text.textFormat().name == "PlainText"


def test_good_news_go_by_themselves_and_errors_stay(bar):
    bar.say("ok", "Đã xuất.")
    assert bar._reading.isActive()
    assert bar._reading.interval() == 20_000
    bar.on_reading_ended()
    assert bar.isHidden()
    for kind in ("info", "warning", "bad"):
        bar.say("ok", "Đã xuất.")
        bar.say(kind, "Ổ đĩa đã đầy.")
        assert not bar._reading.isActive()


@pytest.mark.parametrize(
    ("kind", "stays"), [("ok", False), ("info", False), ("warning", False), ("bad", True)]
)
def test_a_message_gives_way_to_what_begins_unless_it_is_an_error(bar, kind, stays):
    bar.say(kind, "Câu thông báo.")
    bar.give_way()
    assert bar.isHidden() != stays
