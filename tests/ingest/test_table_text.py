"""Blocks of cells survive the clipboard as text, in Excel's way of quoting."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.cells.block import CellBlock
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.text import clean
from kehoach_desktop.export.clipboard_table import table_text
from kehoach_desktop.ingest.table_text import read_table_text

words = st.text(st.sampled_from('aắđ ,;."\n\t1'), max_size=6).map(clean).map(str.strip)


def blocks(width: int) -> st.SearchStrategy[list[list[str]]]:
    return st.lists(st.lists(words, min_size=width, max_size=width), min_size=1, max_size=4)


def from_clipboard(text: str) -> list[list[str]]:
    return [list(row) for row in read_table_text(text).rows]


def to_clipboard(block: list[list[str]]) -> str:
    return table_text(CellBlock(tuple(map(tuple, block))))


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


def test_a_cell_of_forty_thousand_letters_is_carried_whole() -> None:
    long = "Phổ biến " * 5_000
    assert from_clipboard(f'a\t"{long}\n""x"""') == [["a", f'{long}\n"x"']]


def test_lone_surrogates_and_controls_go_and_a_formula_stays_text() -> None:
    assert from_clipboard("=cmd|' /C calc'!A0\t+84\t-1\t@x\ud800\x1b\ufffe") == [
        ["=cmd|' /C calc'!A0", "+84", "-1", "@x"]
    ]


def test_more_than_any_sheet_has_is_refused_at_once() -> None:
    begun = time.perf_counter()
    with pytest.raises(UserError, match=r"100\.000 dòng"):
        read_table_text("a\tb\n" * 100_000)
    with pytest.raises(UserError, match=r"100\.001 cột"):
        read_table_text("a\n" * 4_000 + "\t" * 100_000)
    assert time.perf_counter() - begun < 20  # against hanging, not a figure of speed


def test_quotes_without_end_take_no_time_that_grows_without_end() -> None:
    begun = time.perf_counter()
    assert len(read_table_text('"a\tb\n' * 5_000).rows) == 5_000
    assert time.perf_counter() - begun < 20
