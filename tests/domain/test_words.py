import pytest

from kehoach_desktop.domain.words import number_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (12, "12"),
        (1234, "1.234"),
        (1234567.5, "1.234.567,5"),
        (0.25, "0,25"),
        (1e-7, "0,0000001"),
        (10**15, "1.000.000.000.000.000"),
    ],
)
def test_numbers_as_vietnamese_writes_them(value, words):
    assert number_words(value) == words
