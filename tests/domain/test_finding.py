"""Find and replace: where a text stands, whatever its spelling, and what a replacement leaves."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.finding import Match, Wanted, find, has_accents, replaced
from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.domain.text import clean, search_key

LETTERS = st.text("aăâàảạbdđĐoòóuủỷUỲyýhHO ,.\n\u00a0😀漢\u0303", max_size=30).map(clean)


def items(*texts: str) -> list[Item]:
    return [Item(Level.PARAGRAPH, text) for text in texts]


def seen(text: str, wanted: str, **options: bool) -> list[str]:
    """Return the found pieces of one text as they stand there."""
    return [text[match.start : match.end] for match in find(items(text), Wanted(wanted, **options))]


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("uy ban", "Uỷ ban và Ủy ban, ủy ban; UY BAN", ["Uỷ ban", "Ủy ban", "ủy ban", "UY BAN"]),
        ("dong da", "Đống Đa", ["Đống Đa"]),
        ("ĐỐNG", "dong đông Đống", ["dong", "đông", "Đống"]),
        (unicodedata.normalize("NFD", "tiếng"), "Tiếng tieng", ["Tiếng", "tieng"]),
        ("một cửa", "một\u00a0cửa một\ncửa", ["một\u00a0cửa", "một\ncửa"]),
        ('"nhanh"', "“nhanh” 'nhanh'", ["“nhanh”"]),
        ("aa", "aaaaa", ["aa", "aa"]),
        ("a.b", "a.b axb", ["a.b"]),
        ("q", "q\u0303 Q", ["q\u0303", "Q"]),
        ("\u0303", "q\u0303", []),
        ("", "gì cũng được", []),
        ("Ðiều", "Điều", ["Điều"]),
    ],
)
def test_without_accents_every_spelling_is_found_where_it_stands(wanted, text, found) -> None:
    assert seen(text, wanted) == found


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("thủ", "thủ thu thư thù THỦ", ["thủ", "THỦ"]),
        ("nam", "năm nam", ["nam"]),
        ("Ủy ban", "Uỷ ban, Ủy ban, uy ban", ["Uỷ ban", "Ủy ban"]),
        ("hoà", "hòa hoà hoá", ["hòa", "hoà"]),
        ("toàn", "toàn tòan", ["toàn", "tòan"]),
        ("àn", "toàn đoàn", ["àn", "àn"]),
        (unicodedata.normalize("NFD", "quỹ"), "quỹ", ["quỹ"]),
        ("d", "đ d", ["d"]),
    ],
)
def test_with_accents_the_marks_count_but_not_the_way_a_tone_is_set(wanted, text, found) -> None:
    assert seen(text, wanted, with_accents=True) == found


def test_case_and_whole_words() -> None:
    assert seen("Xã xã", "xa", with_case=True) == ["xã"]
    assert seen("Uỷ uỷ", "Ủy", with_accents=True, with_case=True) == ["Uỷ"]
    assert seen("năm, năm2 tháng năm", "nam", whole_words=True) == ["năm", "năm"]
    assert seen("(a) b(a)", "(a)", whole_words=True) == ["(a)", "(a)"]
    assert seen("phường đường", "uong", whole_words=True) == []


def test_matches_name_line_and_letters() -> None:
    assert find(items("x", "😀 năm 2025", "năm"), Wanted("nam")) == [Match(1, 2, 5), Match(2, 0, 3)]


@pytest.mark.parametrize(
    ("text", "is_so"), [("thu tuc", False), ("ĐA", True), ("à", True), ("a\u0300", True), ("2025 “x”", False)]
)
def test_accents_are_known(text, is_so) -> None:
    assert has_accents(text) is is_so


@given(LETTERS, LETTERS)
def test_what_is_found_has_the_key_of_what_is_wanted(text: str, wanted: str) -> None:
    matches = find(items(text), Wanted(wanted))
    for match in matches:
        piece = text[match.start : match.end]
        assert search_key(piece).split() == search_key(wanted).split()
    assert all(a.end <= b.start for a, b in pairwise(matches))


@given(LETTERS, LETTERS, LETTERS)
def test_a_text_is_found_in_its_surroundings(before: str, wanted: str, after: str) -> None:
    wanted = wanted.strip("\u0303")
    text = clean(f"{before}|{wanted}| {after}")
    for exact in (False, True):
        found = find(items(text), Wanted(f"|{wanted}|", with_accents=exact, with_case=exact))
        assert any(text[match.start : match.end] == f"|{wanted}|" for match in found)


def test_a_replacement_takes_the_marks_of_what_it_replaces() -> None:
    item = Item(Level.POINT, "năm 2025 và năm 2025", 2, ((0, 8, "bold"), (16, 20, "italic")))
    (after,) = replaced([item], find([item], Wanted("2025")), "hai nghìn")
    assert after.text == "năm hai nghìn và năm hai nghìn"
    assert after.marks == ((0, 13, "bold"), (21, 30, "italic"))
    assert (after.id, after.level, after.depth) == (item.id, item.level, item.depth)


@pytest.mark.parametrize(
    ("mark", "new", "left"),
    [
        ((0, 2, "bold"), "xyz", ((0, 2, "bold"),)),  # up to the match
        ((0, 3, "bold"), "xyz", ((0, 5, "bold"),)),  # its first letter too: all of it
        ((3, 6, "bold"), "xyz", ((5, 7, "bold"),)),  # not its first letter: none of it
        ((2, 4, "bold"), "xyz", ((2, 5, "bold"),)),
        ((2, 4, "bold"), "", ()),
        ((4, 6, "bold"), "", ((2, 4, "bold"),)),
        ((0, 6, "bold"), "", ((0, 4, "bold"),)),
    ],
)
def test_marks_that_meet_a_match_half_way(mark, new, left) -> None:
    item = Item(Level.PARAGRAPH, "abXYcd", marks=(mark,))
    (after,) = replaced([item], [Match(0, 2, 4)], new)
    assert after.text == f"ab{new}cd"
    assert after.marks == left


def test_only_items_with_a_match_are_others() -> None:
    lines = items("một", "hai", "một hai một")
    after = replaced(lines, find(lines, Wanted("một")), "ba\nbốn")
    assert [item.text for item in after] == ["ba bốn", "hai", "ba bốn hai ba bốn"]
    assert after[1] is lines[1]


@given(LETTERS, LETTERS.filter(bool), LETTERS)
def test_text_outside_the_matches_stays(text: str, wanted: str, new: str) -> None:
    (item,) = items(text)
    matches = find([item], Wanted(wanted))
    (after,) = replaced([item], matches, new)
    parts, done = [], 0
    for match in matches:
        parts.append(text[done : match.start])
        done = match.end
    parts.append(text[done:])
    assert after.text == clean(clean(new).replace("\n", " ").join(parts))
