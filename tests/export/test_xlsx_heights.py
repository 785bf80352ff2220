"""Heights from font metrics, and texts cut so that nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.export.fonts import face
from kehoach_desktop.export.xlsx.heights import (
    LONGEST_CELL,
    TALLEST_ROW_PT,
    line_height_pt,
    pieces,
    split_height,
    text_height_pt,
)


def width_pt(text, size_pt, *, bold):
    return face((bold, False), bundled=True).width(text) * size_pt / 1000


def _lines(text, room_pt, **look):
    return round((text_height_pt(text, room_pt, 12, **look) - 5) / line_height_pt(12), 3)


def test_widths_are_those_of_times_new_roman():
    assert width_pt("0000", 12, bold=False) == pytest.approx(24)  # a digit is half an em
    assert width_pt("M", 1000, bold=False) == pytest.approx(889, abs=1)
    assert width_pt("Kế hoạch", 12, bold=True) > width_pt("Kế hoạch", 12, bold=False)


@pytest.mark.parametrize(("size_pt", "height_pt"), [(11, 15), (12, 15.75), (13, 16.5), (14, 18.75)])
def test_a_line_is_at_least_as_tall_as_excel_sets_it(size_pt, height_pt):
    assert height_pt <= line_height_pt(size_pt) <= height_pt + 1.5


def test_lines_are_counted():
    assert _lines("", 200) == 1
    assert _lines("một dòng", 200) == 1
    assert _lines("một\nhai\nba", 200) == 3
    assert _lines("w" * 3000, 200) >= 3000 * 8.6 / 200
    word_pt = width_pt("chữ", 12, bold=False)
    assert _lines("chữ " * 9 + "chữ", word_pt * 1.3) == 10  # one word a line


@given(st.text("abc ộẩđ\n", max_size=300), st.floats(20, 300))
def test_a_height_never_holds_less_than_the_text_is_long(text, room_pt):
    needed = sum(width_pt(line, 12, bold=False) for line in text.split("\n")) / room_pt
    assert _lines(text, room_pt) >= max(needed - text.count(" "), text.count("\n") + 1) - 0.001


@given(st.floats(0.1, 50_000))
def test_a_tall_row_is_shared_out_within_the_limit(height_pt):
    parts = split_height(height_pt)
    assert sum(parts) >= height_pt
    assert max(parts) <= TALLEST_ROW_PT


@given(st.text("aộ \n\U0001f600", max_size=60), st.integers(1, 3000))
def test_pieces_together_are_the_text(seed, times):
    text = seed * times
    parts = pieces(text)
    assert "".join(parts) == text
    assert all(len(part.encode("utf-16-le")) // 2 <= LONGEST_CELL for part in parts)
    assert len(parts) == 1 or all(parts)
