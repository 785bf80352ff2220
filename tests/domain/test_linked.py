import pytest

from kehoach_desktop.domain.linked import (
    figure_key,
    figure_mark,
    is_figure,
    key_of,
    key_parts,
    links,
    refilled,
    settled_marks,
)
from kehoach_desktop.domain.plan import Item, Level

KEY = figure_key("total", "Tin, bài", "tin, bài", "period")


def item(text: str, *filled: str, marks=()) -> Item:
    found = tuple(figure_mark(text.index(one), KEY, one) for one in filled)
    return Item(Level.PARAGRAPH, text, 0, (*marks, *found))


@pytest.mark.parametrize("part", ["Tin, bài", "a:b", "x=y", "90%", "%3D", ""])
def test_any_indicator_can_be_part_of_a_key(part):
    key = figure_key("total", part, "tin")
    assert key_parts(key) == ("total", part, "tin")
    mark = figure_mark(3, key, "1=2")
    assert is_figure(mark[2])
    assert key_of(mark[2]) == key


@pytest.mark.parametrize("style", ["bold", "italic", "figure:", "total:x=1"])
def test_other_marks_are_no_links(style):
    assert not is_figure(style)


@pytest.mark.parametrize(
    ("text", "span", "kept"),
    [
        ("có 12 tin", (3, 5), (3, 5)),
        ("có 12 tin", (3, 9), (3, 5)),  # typed after it, under its mark
        ("có 12 tin", (0, 5), (3, 5)),
        ("có 123 tin", (3, 6), None),  # another number now
        ("có 123 tin", (3, 5), None),  # the 3 not under the mark
        ("có 12,5 tin", (3, 7), None),
        ("có 12, tin", (3, 6), (3, 5)),
        ("có 12. Tin", (3, 6), (3, 5)),
        ("có 1.12 tin", (3, 7), None),
        ("có 12tin", (3, 5), (3, 5)),
        ("có 1 tin", (3, 4), None),
        ("có 112 12 tin", (3, 9), (7, 9)),
    ],
)
def test_a_link_lives_where_its_letters_stand_by_themselves(text, span, kept):
    marks = ((*span, f"figure:{KEY}=12"),)
    settled = settled_marks(text, marks)
    assert [mark[:2] for mark in settled] == ([kept] if kept else [])


def test_bold_is_left_alone_when_a_link_goes():
    text = "có 13 tin"
    assert settled_marks(text, ((3, 5, "bold"), (3, 5, f"figure:{KEY}=12"))) == ((3, 5, "bold"),)


def test_a_linked_figure_takes_the_new_value_and_other_marks_move_along():
    before = item("có 12 tin, bài đã đăng", "12", marks=((3, 5, "bold"), (15, 22, "italic")))
    after = refilled(before, {KEY: "1.205"})
    assert after.text == "có 1.205 tin, bài đã đăng"
    assert [(after.text[a:b], kind) for a, b, kind in after.marks[:2]] == [
        ("1.205", "bold"),
        ("đã đăng", "italic"),
    ]
    assert [link.key for link in links(after)] == [KEY]
    assert refilled(after, {KEY: "12"}).text == before.text


def test_a_figure_written_over_is_not_touched():
    over = Item(Level.PARAGRAPH, "có 15 tin", 0, (figure_mark(3, KEY, "12"),))
    assert refilled(over, {KEY: "20"}) is over


def test_a_figure_that_is_no_longer_known_stays():
    one = item("có 12 tin", "12")
    assert refilled(one, {}) is one
