import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.text import clean, one_line, search_key, sort_key, spelling_key


def test_clean_composes_and_drops_what_no_file_can_carry():
    assert clean(unicodedata.normalize("NFD", "Uỷ ban Đông Thượng")) == "Uỷ ban Đông Thượng"
    assert clean("a\x00b\x0bc\ud800d\ufffee\r\nf\tg") == "abcde\nf\tg"


@given(st.text())
def test_clean_is_nfc_and_stable(text):
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))
    clean(text).encode("utf-8")


def test_one_line_joins_lines_and_blanks():
    assert one_line("  Ủy ban\n nhân   dân ") == "Ủy ban nhân dân"


def test_search_key_folds_marks_case_and_the_letter_d():
    assert search_key("ĐIỆN TỬ") == "dien tu"
    assert search_key("Uỷ ban") == search_key("Ủy ban") == "uy ban"


def test_vietnamese_order():
    words = ["đất", "dân", "ăn", "an", "ân", "bán", "bàn", "ban", "bản", "ôn", "ơn", "on", "xã", "zet", "y"]
    assert sorted(words, key=sort_key) == [
        "an", "ăn", "ân", "ban", "bàn", "bản", "bán", "dân", "đất", "on", "ôn", "ơn", "xã", "y", "zet",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa giải", "hoà  giải."),
        ("Khoẻ", "khỏe"),
        ("Uỷ ban", "ỦY BAN"),
        ("Tin,bài ", "tin, bài"),
        ("Lượt/người", "lượt / người"),
    ],
)
def test_two_spellings_of_one_word_share_a_key(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("tờ", "tổ"), ("hội", "hồi"), ("bản", "ban"), ("lượt", "lượt người")]
)
def test_two_words_do_not_share_a_key(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


def test_every_line_break_is_one_line_feed_and_what_is_no_character_is_gone() -> None:
    assert clean("a\r\nb\rc\u2028d\u2029e") == "a\nb\nc\nd\ne"
    assert clean("a\ufdd0b\ufdd1c\ufdefd\ufffee\uffff") == "abcde"
