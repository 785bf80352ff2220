import pytest
from hypothesis import given
from plan_strategies import bodies

from kehoach_desktop.domain.outline import (
    LETTERS,
    RANK,
    is_heading,
    is_lawful,
    labels,
    letter,
    parent_indexes,
    place,
    roman,
    settle,
    subtree_end,
)
from kehoach_desktop.domain.plan import Item, Level

S, C, P, B, T = Level.SECTION, Level.CLAUSE, Level.POINT, Level.BULLET, Level.PARAGRAPH


def outline(*rows):
    return tuple(Item(level, "", depth) for level, depth in rows)


def test_the_letters_are_those_of_the_decree():
    assert " ".join(LETTERS) == "a b c d đ e g h i k l m n o p q r s t u v x y"


@pytest.mark.parametrize(
    ("number", "sign"),
    [(1, "I"), (4, "IV"), (6, "VI"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV")],
)
def test_roman_numerals(number, sign):
    assert roman(number) == sign


@pytest.mark.parametrize(
    ("number", "sign"), [(1, "a"), (5, "đ"), (7, "g"), (23, "y"), (24, "aa"), (46, "ay"), (47, "ba")]
)
def test_letters_of_points(number, sign):
    assert letter(number) == sign


def test_numbers_follow_from_the_order_and_start_anew_under_a_new_parent():
    items = outline((S, 0), (C, 1), (P, 2), (B, 3), (P, 2), (T, 2), (P, 2), (C, 1), (P, 2), (S, 0), (C, 1))
    assert labels(items) == ["I.", "1.", "a)", "-", "b)", "", "c)", "2.", "a)", "II.", "1."]


def test_twenty_three_points_then_double_letters():
    items = outline((S, 0), *[(P, 1)] * 25)
    assert labels(items)[-3:] == ["y)", "aa)", "ab)"]


@given(bodies)
def test_settled_bodies_are_lawful_and_settling_again_changes_nothing(items):
    assert is_lawful(items)
    for item, parent in zip(items, parent_indexes(items), strict=True):
        assert (parent == -1) == (item.depth == 0)
        if parent >= 0:
            assert items[parent].depth == item.depth - 1
            assert RANK[items[parent].level] < RANK[item.level]


@given(bodies)
def test_siblings_of_a_level_are_numbered_without_gaps(items):
    counts = {}
    for item, parent, label in zip(items, parent_indexes(items), labels(items), strict=True):
        if item.level is C:
            counts[parent] = counts.get(parent, 0) + 1
            assert label == f"{counts[parent]}."


def test_settle_never_puts_anything_under_a_paragraph():
    items = settle(outline((T, 0), (B, 1), (S, 1)))
    assert [item.depth for item in items] == [0, 0, 0]


def test_place_finds_the_nearest_lower_rank():
    before = outline((S, 0), (C, 1), (P, 2))
    assert place(Item(B), before).depth == 3
    assert place(Item(P), before).depth == 2
    assert place(Item(C), before).depth == 1
    assert place(Item(S), before).depth == 0
    assert place(Item(P), ()).depth == 0


def test_subtree_end():
    items = outline((S, 0), (C, 1), (P, 2), (C, 1), (S, 0))
    assert [subtree_end(items, i) for i in range(5)] == [4, 3, 3, 4, 5]


def test_a_title_is_bold_and_a_sentence_is_not():
    items = (
        Item(S, "Tổ chức", 0),
        Item(C, "Mục đích", 1),
        Item(P, "điểm", 2),
        Item(C, "Yêu cầu:", 1),
        Item(P, "điểm", 2),
        Item(C, "Việc khác", 1),
        Item(C, "Văn phòng chủ trì, theo dõi việc thực hiện.", 1),
        Item(C, "Các đơn vị " * 20, 1),
        Item(C, "Nội dung dài " * 20 + ":", 1),
        Item(P, "điểm", 2),
    )
    assert [is_heading(items, i) for i in (1, 3, 5, 6, 7, 8)] == [True, True, False, False, False, True]
