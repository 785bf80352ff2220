import pytest

from kehoach_desktop.ingest.lines import plain, source_lines, with_marks_joined, without_page_numbers


def test_lines_keep_their_number_and_count_the_blanks_before_them():
    lines = source_lines("\n một \n\n \n____\nhai\u00a0 ba\r\nbốn\n")
    assert [(line.number, line.text, line.gap) for line in lines] == [
        (2, "một", 1),
        (6, "hai ba", 3),
        (7, "bốn", 0),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\n\x0cb", "a\nb"),
        ("a\x0c\nb", "a\nb"),
        ("a\n\x0c\nb", "a\n\nb"),
        ("a\x0cb", "a\nb"),
        ("a\u2028b\x85c", "a\nb\nc"),
        ("\ufeffa\x00\x07b", "ab"),
    ],
)
def test_page_breaks_become_line_ends_without_moving_the_numbers(text, wanted):
    assert plain(text) == wanted


def test_only_lone_numbers_that_count_on_are_page_numbers():
    kept, pages = without_page_numbers(source_lines("a\n\n2\n\nb\n5\n\n- 3 -\nc\n\n7\n4\n"))
    assert [line.text for line in pages] == ["2", "- 3 -"]
    assert [line.text for line in kept] == ["a", "b", "5", "c", "7", "4"]


def test_a_lone_mark_joins_only_after_something_that_ended():
    lines = with_marks_joined(source_lines("Một.\n1.\nHai theo khoản\n2.\nba"))
    assert [line.text for line in lines] == ["Một.", "1. Hai theo khoản", "2.", "ba"]
