import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.outline import letter, roman
from kehoach_desktop.domain.plan import Level
from kehoach_desktop.ingest.marks import Mark, find_mark, has_unkept_mark, oddity


@pytest.mark.parametrize(
    ("line", "level", "number", "text"),
    [
        ("I. MỤC ĐÍCH", Level.SECTION, 1, "MỤC ĐÍCH"),
        ("IV.TỔ CHỨC", Level.SECTION, 4, "TỔ CHỨC"),
        ("1. Mục đích:", Level.CLAUSE, 1, "Mục đích:"),
        ("12) Một", Level.CLAUSE, 12, "Một"),
        ("1.Một", Level.CLAUSE, 1, "Một"),
        ("a. Một", Level.POINT, 1, "Một"),
        ("đ) Một", Level.POINT, 5, "Một"),
        ("y) Một", Level.POINT, 23, "Một"),
        ("- Một", Level.BULLET, 0, "Một"),
        ("–Một", Level.BULLET, 0, "Một"),
        ("• Một", Level.BULLET, 0, "Một"),
    ],
)
def test_marks_are_told_by_their_form(line, level, number, text):
    mark = find_mark(line)
    assert (mark.level, mark.number, mark.text) == (level, number, text)


@pytest.mark.parametrize(
    "line",
    [
        "2025. Các cơ quan",
        "1.1. Một",
        "+ Một",
        "IIII. Một",
        "số 5. Một",
        "-",
        "I.",
        "61/2018/NĐ-CP",
        "29/12/2023",
    ],
)
def test_what_only_resembles_a_mark_is_none(line):
    assert find_mark(line) is None


def test_marks_without_a_level_are_known():
    assert all(has_unkept_mark(line) for line in ("+ Một", "1.1. Một", "1.2.3 Một"))
    assert not any(has_unkept_mark(line) for line in ("- Một", "1. Một", "12 tin", "một"))


@given(st.integers(1, 39), st.integers(1, 80))
def test_a_list_in_order_has_nothing_odd(section, point):
    assert oddity(Mark(Level.SECTION, section, roman(section), "x"), section - 1) == ""
    assert oddity(find_mark(f"{letter(point)}) x"), point - 1) == ""


@pytest.mark.parametrize(
    ("number", "last", "said"),
    [
        (3, 3, "khoản “3” lặp lại số của khoản ngay trước"),
        (5, 2, "khoản “5” đứng sau khoản “2”, thiếu “3”, “4”"),
        (2, 4, "khoản “2” đứng sau khoản “4”, không đúng thứ tự"),
        (1, 4, "khoản “1” đứng sau khoản “4”, bắt đầu lại từ đầu"),
        (2, 0, "khoản đầu tiên mang số “2”, thiếu “1”"),
    ],
)
def test_each_oddity_is_said(number, last, said):
    assert oddity(Mark(Level.CLAUSE, number, str(number), "x"), last) == said
