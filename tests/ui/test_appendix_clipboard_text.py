"""Blocks of cells survive the clipboard, in Excel's way of quoting."""

from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.text import clean
from kehoach_desktop.ui.sheet.clipboard_text import from_clipboard, to_clipboard

words = st.text(st.sampled_from('aắđ ,;."\n\t1'), max_size=6).map(clean).map(str.strip)


def blocks(width: int) -> st.SearchStrategy[list[list[str]]]:
    return st.lists(st.lists(words, min_size=width, max_size=width), min_size=1, max_size=4)


@given(st.integers(1, 4).flatmap(blocks))
def test_a_block_comes_back(block: list[list[str]]) -> None:
    text = to_clipboard(block)
    if text.strip("\n\t "):  # a block of nothing is nothing to paste
        assert from_clipboard(text + "\n") == block


def test_what_excel_puts_there() -> None:
    text = 'Phát thanh\t"Dòng một\nDòng ""hai"""\r\nTờ gấp\t\r\n'
    assert from_clipboard(text) == [["Phát thanh", 'Dòng một\nDòng "hai"'], ["Tờ gấp", ""]]


def test_a_cell_that_stands_in_quotation_marks_keeps_them() -> None:
    assert from_clipboard('"Một cửa"\t"Ngày hội" xã') == [['"Một cửa"', '"Ngày hội" xã']]


def test_an_open_quote_swallows_nothing() -> None:
    assert from_clipboard('"abc\tx\nd\ty') == [['"abc', "x"], ["d", "y"]]


def test_rows_of_unlike_length_are_filled_up() -> None:
    assert from_clipboard("a\tb\nc") == [["a", "b"], ["c", ""]]


def test_text_is_cleaned() -> None:
    assert from_clipboard("Kê\u0301 hoạch\x00\x07") == [["Kế hoạch"]]


def test_nothing_is_nothing() -> None:
    assert from_clipboard("") == []
    assert from_clipboard("\n") == []
